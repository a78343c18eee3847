"""Several questions in one message, taken apart where each can stand alone."""

import re
from datetime import date
from typing import Final

from agent.planner.lexicon import Lexicon
from agent.planner.quotes import QUOTED
from agent.planner.tokens import Token, tokens_of
from tools.words.period import find_periods

_ENDS: Final = re.compile(
    r"(?<=[?!;\n])\s+|(?<=[^\d\W]{3}\.)\s+(?-i:(?=[A-ZА-ЯЁ]))"
    r"|,?\s+(?:а также|and also|and then|и ещё|и еще|, а )\s*"
    r"(?=(?:сколько|как(?:ой|ая|ое|ие|ова|ов)|что|где|когда|what|which|how|when|where|show|покажи))"
    r"|,?\s+(?:and|и|а)\s+(?=(?:сколько|как(?:ой|ая|ое|ие|ова|ов)|when|which|how (?:much|many)|what)\s)",
    re.I,
)
_STANDS_ALONE: Final = ("metric", "intent", "vague", "dimension", "small_talk", "absent_channel", "uncollected", "span")
_SAYS_NOTHING: Final = frozenset(("small_talk", "filler", "now", "and", "unknown", "same"))
_INTRODUCES: Final = _SAYS_NOTHING.union(
    ("vague", "uncollected", "previous", "have", "table", "period", "it", "who", "all", "only")
)
_INTRODUCTION_WORDS: Final = 4
_MOST_PARTS: Final = 4


def parts_of(text: str, lexicon: Lexicon, today: date) -> list[str]:
    """The questions of a message; what can't stand alone stays with its neighbour."""
    text = _without_introduction(text, lexicon, today)
    quoted = [match.span() for match in QUOTED.finditer(text)]
    cuts = [match for match in _ENDS.finditer(text) if not any(a < match.start() < b for a, b in quoted)]
    ends = [0, *(cut.end() for cut in cuts)]
    pieces = [text[start:end] for start, end in zip(ends, [*(cut.start() for cut in cuts), len(text)], strict=True)]
    pieces = [part for piece in pieces for part in _halves(piece, lexicon, today) if tokens_of(part)]
    if len(pieces) < 2:
        return [text]
    return _gathered(pieces, lexicon, today)[:_MOST_PARTS]


def _halves(piece: str, lexicon: Lexicon, today: date) -> list[str]:
    """Reads "clicks in October and revenue in September", "VK in May and Avito in June" as two questions."""
    for cut in _JOINTS.finditer(piece):
        left, right = piece[: cut.start()], piece[cut.end() :]
        (rest, dated), (other, dated_too) = _without_periods(left, today), _without_periods(right, today)
        asked, more = _named(rest, lexicon), _named(other, lexicon)
        drawn = _DRAWN.match(right) and any(kind == "metric" for kind, _ in more)
        apart = drawn or (dated and dated_too and _are_of_one_kind(asked, more))
        if "metric" in _kinds(left, lexicon) and apart and not _kinds(piece, lexicon) & _WEIGHED:
            if not any(kind == "metric" for kind, _ in more):
                right = f"{_first_metric(left, lexicon)} {right}"
            return [left, *_halves(right, lexicon, today)]
    return [piece]


def _are_of_one_kind(left: set[tuple[str, str]], right: set[tuple[str, str]]) -> bool:
    """Whether each side names its own metric, or its own name."""
    return bool(right) and not left & right and {kind for kind, _ in right} <= {kind for kind, _ in left}


def _named(text: str, lexicon: Lexicon) -> set[tuple[str, str]]:
    """The metrics and names of a text."""
    tokens = tokens_of(text)
    found = lexicon.matches(tokens, [lexicon.corrected(token) for token in tokens])
    best = (match.meanings[0] for match in found)
    return {
        (meaning.kind, meaning.value) for meaning in best if meaning.kind in ("metric", "channel", "value", "campaign")
    }


def _first_metric(text: str, lexicon: Lexicon) -> str:
    """The words of the first metric, as written."""
    tokens = tokens_of(text)
    found = lexicon.matches(tokens, [lexicon.corrected(token) for token in tokens])
    match = next(match for match in found if match.meanings[0].kind == "metric")
    return text[tokens[match.first].start : tokens[match.after - 1].end]


_JOINTS: Final = re.compile(r",?\s+(?:а также|and|и|а|plus|плюс)\s+|,\s+", re.I)
_DRAWN: Final = re.compile(r"(?:построй|нарисуй|покажи|выведи|plot|draw|show|chart)\b", re.I)
_WEIGHED: Final = frozenset(("share", "compare", "change", "more", "trend", "step", "between"))


def _without_introduction(text: str, lexicon: Lexicon, today: date) -> str:
    """Drops "Завтра планёрка, шеф просит цифры:" before a question: words of everyday life, with no name among them."""
    head, colon, rest = text.partition(":")
    words = tokens_of(head)
    if not colon or len(words) < _INTRODUCTION_WORDS or any(token.is_number for token in words):
        return text
    named = any(token.is_name_like and not _starts_sentence(token, head) for token in words)
    if (
        _past_named(head, today)
        or named
        or not _kinds(head, lexicon) <= _INTRODUCES
        or "metric" not in _kinds(rest, lexicon)
    ):
        return text
    return rest


def _past_named(head: str, today: date) -> bool:
    """Whether days gone by are named: "меня интересует только октябрь: расход" is about them."""
    found = find_periods(head, today, language="ru" if re.search("[а-яё]", head, re.I) else "en")
    return any(mention.period.end < today for mention in found)


def _starts_sentence(token: Token, text: str) -> bool:
    return text[: token.start].rstrip()[-1:] in ("", ".", "!", "?", "\n")


def _says_nothing(piece: str, kinds: set[str], today: date) -> bool:
    """Whether a piece can be left out: small words, and unknown ones that are neither days, numbers nor names."""
    if not kinds <= _SAYS_NOTHING:
        return False
    if "unknown" not in kinds:
        return True
    tokens = tokens_of(piece)
    named = any(token.is_number or (token.is_name_like and not _starts_sentence(token, piece)) for token in tokens)
    return not named and not find_periods(piece, today, language="en" if all(t.is_latin for t in tokens) else "ru")


def _gathered(pieces: list[str], lexicon: Lexicon, today: date) -> list[str]:
    whole: list[str] = []
    loose = ""
    for piece in pieces:
        kinds = _kinds(piece, lexicon)
        if _says_nothing(piece, kinds, today):
            continue
        if whole and _belongs_to(whole[-1], piece, lexicon, today):
            whole[-1] = f"{whole[-1]}, {piece}"
        elif kinds & set(_STANDS_ALONE):
            whole.append(f"{loose} {piece}".strip())
            loose = ""
        elif whole:
            whole[-1] = f"{whole[-1]} {piece}"
        else:
            loose = f"{loose} {piece}".strip()
    return whole or [" ".join(pieces)]


def _belongs_to(before: str, piece: str, lexicon: Lexicon, today: date) -> bool:
    """Reads "which segment is worst? lowest ROI 2021" and "what went in and what came back in 2021" as one question.

    What names no cut and no name, and brings only a metric or the days the question lacks, asks nothing of its own.
    """
    rest, dated = _without_periods(piece, today)
    asked, dated_before = _kinds(before, lexicon), _without_periods(before, today)[1]
    brought = _kinds(rest, lexicon)
    if brought and brought <= _CUTS_ONLY and "by" in brought:
        return True
    if not brought <= _COMPLETES or not asked & _SUBJECTS or (dated and dated_before):
        return False
    if before.rstrip()[-1:] in _SENTENCE_ENDS:
        return dated and bool(asked & _CONTESTS or "metric" not in brought)
    return "metric" in brought and not asked & _CONTESTS


_COMPLETES: Final = _SAYS_NOTHING - {"unknown"} | {"metric", "price", "count", "best", "worst", "most", "least"}
_CUTS_ONLY: Final = frozenset(("by", "dimension", "filler", "and"))
_CONTESTS: Final = frozenset(("best", "worst", "most", "least", "which", "or", "compare", "change", "more"))
_SUBJECTS: Final = _CONTESTS | {"metric", "dimension", "channel", "value", "campaign"}
_SENTENCE_ENDS: Final = ("?", "!", ";", ".", "\n")


def _without_periods(text: str, today: date) -> tuple[str, bool]:
    """The text without its periods, and whether it has any."""
    found = find_periods(text, today, language="ru" if re.search("[а-яё]", text, re.I) else "en")
    for mention in reversed(found):
        text = text[: mention.span[0]] + text[mention.span[1] :]
    return text, bool(found)


def _kinds(piece: str, lexicon: Lexicon) -> set[str]:
    tokens = tokens_of(piece)
    found = lexicon.matches(tokens, [lexicon.corrected(token) for token in tokens])
    covered = sum(match.after - match.first for match in found)
    return {match.meanings[0].kind for match in found} | ({"unknown"} if covered < len(tokens) else set())
