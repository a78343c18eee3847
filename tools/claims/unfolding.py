"""What a sentence leaves to be understood, said out: "A paid off, and so did B" is "A paid off" and "B paid off".

Each part is then judged as any other sentence; a part that is denied is judged by its opposite.
"""

import re
from collections.abc import Iterator
from typing import Final

from tools.claims.each_day import each_day
from tools.claims.hot import HOT
from tools.claims.mark import Mark, Sentence, joined, listed
from tools.claims.said_out import SaidOut
from tools.claims.scope import RANKS

_AUX: Final = r"(?:did|do|does|is|are|was|were|has|have|had)"
_NOT: Final = r"(?:n['’]t| not)"
_JOINS: Final = r"(?:and|but|while|whereas|yet|и|а|но|зато)\s+"
_AND: Final = rf"(?:[,;]\s*(?:{_JOINS})?|\s+(?:[—–-]\s+)?{_JOINS}|\s[—–-]\s+)"
_END: Final = r"\s*[.!)]?\s*$"
_THE_SAME: Final = r"(?:(?:exactly |just |much )?(?:the )?same(?: thing)?|(?:ровно |точно )?то же(?: самое)?)"
_MADE: Final = r"(?:сделал|показал|продемонстрировал|испытал|пережил)\w*"
_SAME: Final = (
    rf"(?:{_AND}|\s+)(?:so|as) {_AUX}\s+(?P<tail>.+?){_END}",
    rf"{_AND}(?P<tail>[^,;]+?)\s+{_AUX}(?:\s+(?:too|so|as well)){{0,2}}{_END}",
    rf"{_AND}(?P<tail>[^,;]+?)\s+(?:too|as well|also|likewise){_END}",
    rf"{_AND}(?P<tail>[^,;]+?)\s+(?:{_AUX}|{_MADE})\s+{_THE_SAME}(?: too| as well)?{_END}",
    rf"{_AND}(?P<tail>[^,;]+?)\s+(?:followed suit|повтори\w+ (?:это|его|ее)){_END}",
    rf"[,;.]?\s*(?:{_JOINS})?{_THE_SAME} (?:goes|holds|is true|was true|happened) (?:for|of|to|with|at|in)\s+"
    rf"(?P<tail>.+?){_END}",
    rf"{_AND}{_THE_SAME} (?:случи\w+|произо\w+|было|вышло|получи\w+) (?P<tail>(?:у|с|со|в|на)\s+[^,;]+?){_END}",
    rf"{_AND}та же (?:история|картина) (?P<tail>(?:у|с|со|в|на)\s+[^,;]+?){_END}",
    rf",\s*(?:just\s+)?like\s+(?P<tail>[^,;]+?){_END}",
    rf"{_AND}(?P<tail>[^,;]+?)(?:\s+[—–-])?\s+(?:тоже|также)(?: так)?{_END}",
    rf",?\s+(?:равно )?как и\s+(?P<tail>[^,;]+?){_END}",
    rf"{_AND}то же (?:самое )?(?:можно сказать )?(?:и )?(?P<tail>(?:у|с|со|о|об|в|на)\s+[^,;]+?){_END}",
    rf"{_AND}(?P<tail>(?:у|в|на)\s+[^,;]+?)\s+(?:столько же|то же самое|так же){_END}",
)
_OTHER: Final = (
    rf"{_AND}(?:nor|neither) {_AUX}\s+(?P<tail>.+?){_END}",
    rf"{_AND}(?P<tail>[^,;]+?)\s+{_AUX}{_NOT}{_END}",
    rf",?\s*(?:unlike|in contrast to)\s+(?P<tail>[^,;]+?){_END}",
    rf",?\s*в отличие от\s+(?P<tail>[^,;]+?){_END}",
    rf"{_AND}(?P<tail>[^,;]+?)(?:\s+[—–-])?\s+нет{_END}",
)
_TAILS: Final = tuple(
    (re.compile(words, re.I), denied) for group, denied in ((_SAME, False), (_OTHER, True)) for words in group
)
_LEADS: Final = (
    (re.compile(r"^\W*like\s+(?P<tail>[^,;]+?),\s*", re.I), False),
    (re.compile(r"^\W*как и\s+(?P<tail>[^,;]+?),\s*", re.I), False),
    (re.compile(r"^\W*(?:unlike|in contrast to)\s+(?P<tail>[^,;]+?),\s*", re.I), True),
    (re.compile(r"^\W*в отличие от\s+(?P<tail>[^,;]+?),\s*", re.I), True),
)
_GAP: Final = re.compile(_AND, re.I)
_CONTRAST: Final = re.compile(r"but|while|whereas|(?<!\w)(?:а|но|зато)(?!\w)|;", re.I)
_PUT: Final = ("name", "metric", "period")
LEAST: Final = 2
"""Kinds of things that a clause without a predicate puts in the place of others."""
_NEITHER: Final = re.compile(r"\bneither\b\s*(?P<one>.+?)\s*\bnor\b\s*", re.I)
_NI: Final = re.compile(r"(?<!\w)ни(?!\w)(?!\s+(?:одн|один))\s*", re.I)
_NE: Final = re.compile(r"(?<!\w)не\s+(?!менее|более|больше|меньше|выше|ниже)", re.I)
_NE_ANY: Final = re.compile(r"(?<!\w)не\s+", re.I)
_POSSESSIVE: Final = re.compile(r"['’]s?$")
_TAIL_WORDS: Final = re.compile(
    r"(?:the|its|their|that|those|of|for|in|on|at|with|ones?|it|he|she|there|у|в|во|на|с|со|о|об|по|его|ее|их|там|и|and|or|или"
    r"|was|were|is|are|did|does|has|had|one|also|again|too|then|это|был[аио]?|стал[аио]?|уже|им|ими|ею"
    r"|тоже|снова|опять|потом|затем"
    r"|from|к|channel|campaign|канал\w*|кампани\w*|['’]s|[«»\"“”(),\s—–-])*",
    re.I,
)
"""What may stand in an ellipsis beside the name or the metric that is put in."""


def unfolded(sentence: Sentence) -> list[SaidOut] | None:
    """The parts of a sentence that leaves something to be understood; None where it leaves nothing.

    An empty list says that it does and nobody can say what.
    """
    neither = _neither(sentence)
    if neither is not None:
        return neither
    for words, denied in _LEADS:
        if found := words.search(sentence.text):
            return _said_out(sentence, (found.end(), len(sentence.text)), found.span("tail"), denied=denied)
    for words, denied in _TAILS:
        for found in _everywhere(words, sentence.text):
            if _is_short(sentence, *found.span("tail")):
                return _said_out(sentence, (0, found.start()), found.span("tail"), denied=denied)
    gap = _gap(sentence)
    days = each_day(sentence) if gap is None else gap
    return _of_both(sentence) if days is None else days


def _gap(sentence: Sentence) -> list[SaidOut] | None:
    """A last clause without a predicate has the first one's: "A led in September, and B in October".

    It puts something else in the place of two at least of a name, a metric and days; an empty list where it can't be
    told whose place.
    """
    for found in _GAP.finditer(sentence.text):
        cut, start, end = found.start(), found.end(), len(sentence.text.rstrip(" .!)"))
        put = _within(sentence, (start, end), *_PUT)
        kinds = {one.kind for one in put}
        own = {one.kind for one in _within(sentence, (0, cut), *_PUT)}
        if len(kinds) < LEAST or not kinds & own or _goes_on(sentence, cut, put[0]):
            continue
        if _within(sentence, (start, end), *HOT) or not _within(sentence, (0, cut), *HOT):
            continue
        if not _is_short(sentence, start, end, *_PUT):
            if _CONTRAST.search(found[0]) and {"name", "period"} <= kinds & own:
                return []
            continue
        other = _replaced(sentence, (0, cut), (start, end), *_PUT) if _are_single(sentence, cut, kinds) else ""
        said = SaidOut(text=sentence.text[:cut].strip(" ,;—–-"))
        return [said, SaidOut(text=other.strip(" ,;—–-"))] if other else []
    return None


def _goes_on(sentence: Sentence, cut: int, first: Mark) -> bool:
    """Whether what stands behind a cut only goes on with a list before it: "A, B and C in October"."""
    before = [one for one in sentence.of(*_PUT) if one.end <= cut][-1:]
    return any(one.kind == first.kind and joined(sentence.between(one.end, first.start)) for one in before)


def _are_single(sentence: Sentence, cut: int, kinds: set[str]) -> bool:
    """Whether a clause has one of each kind, or one list, so that it is plain whose place is taken."""
    groups = [_within(sentence, (0, cut), kind) for kind in kinds]
    return all(own and len(_first_group(own, sentence.text)) == len(own) for own in groups)


def _everywhere(words: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Every place from which a pattern fits, those inside a longer fit too."""
    found = words.search(text)
    while found:
        yield found
        found = words.search(text, found.start() + 1)


def _within(sentence: Sentence, span: tuple[int, int], *kinds: str) -> list[Mark]:
    return [one for one in sentence.of(*kinds) if span[0] <= one.start and one.end <= span[1]]


def _is_short(sentence: Sentence, start: int, end: int, *kinds: str) -> bool:
    """Whether a stretch has nothing but what takes another's place: a name or a metric, or of these kinds."""
    put = _within(sentence, (start, end), *(kinds or _PUT[:2]))
    rest, last = "", start
    for one in put:
        rest += sentence.text[last : one.start] + " "
        last = one.end
    return bool(put) and bool(_TAIL_WORDS.fullmatch(rest + sentence.text[last:end]))


def _said_out(sentence: Sentence, head: tuple[int, int], tail: tuple[int, int], *, denied: bool) -> list[SaidOut]:
    """The head as it stands, and with what the tail puts in the place of its name or metric."""
    if not _is_short(sentence, *tail):
        return []
    said = sentence.text[slice(*head)].strip(" ,;")
    other = _replaced(sentence, head, tail)
    return [SaidOut(text=said), SaidOut(text=other, denied=denied)] if other else []


def _replaced(sentence: Sentence, head: tuple[int, int], tail: tuple[int, int], *kinds: str) -> str:
    """The head with the tail's names and metric for its own; empty where it can't be told which."""
    swaps: list[tuple[int, int, str]] = []
    for kind in kinds or _PUT[:2]:
        own, put = _within(sentence, head, kind), _within(sentence, tail, kind)
        if not put:
            continue
        group = _first_group(own, sentence.text)
        if not group or (kind == "metric" and len({one.value for one in own}) > 1):
            return ""
        swaps.append((group[0].start, group[-1].end, _spelled(put, sentence.text)))
    if not swaps:
        return ""
    text = sentence.text
    for start, end, words in sorted(swaps, reverse=True):
        text = text[:start] + words + text[end:]
    grown = len(text) - len(sentence.text)
    return text[head[0] : head[1] + grown].strip(" ,;")


def _first_group(marks: list[Mark], text: str) -> list[Mark]:
    """The first one with those that are listed together with it."""
    group = marks[:1]
    for one in marks[1:]:
        if not joined(text[group[-1].end : one.start]):
            break
        group.append(one)
    return group


def _spelled(marks: list[Mark], text: str) -> str:
    return _POSSESSIVE.sub("", text[marks[0].start : marks[-1].end])


def _neither(sentence: Sentence) -> list[SaidOut] | None:
    """Each of those of whom something is denied: "neither A nor B grew" is that A did not and that B did not."""
    text = sentence.text
    if found := _NEITHER.search(text):
        rest = _within(sentence, (found.end(), len(text)), "name", "metric")[:1]
        if not rest or not _is_short(sentence, *found.span("one")):
            return []
        groups = [found["one"], text[found.end() : rest[0].end]]
        return [_denied(text[: found.start()], one, text[rest[0].end :]) for one in groups]
    places = list(_NI.finditer(text))
    if not places:
        return None
    ends = [*(one.start() for one in places[1:]), len(text)]
    starts = [one.end() for one in places]
    last = _within(sentence, (starts[-1], ends[-1]), "name", "metric")[:1]
    if len(places) < 2 or not last:
        return []
    ends[-1] = last[0].end
    if not all(_is_short(sentence, start, end) for start, end in zip(starts, ends, strict=True)):
        return []
    before, after = text[: places[0].start()], text[ends[-1] :]
    groups = [text[start:end].strip(" ,") for start, end in zip(starts, ends, strict=True)]
    return [_denied(*_without_ne(before, one, after)) for one in groups]


def _without_ne(before: str, one: str, after: str) -> tuple[str, str, str]:
    """The same without the one "не" that goes with "ни"."""
    for words in (_NE, _NE_ANY):
        if words.search(after):
            return before, one, words.sub("", after, count=1)
        if words.search(before):
            return words.sub("", before, count=1), one, after
    return before, one, after


def _denied(before: str, one: str, after: str) -> SaidOut:
    return SaidOut(text=" ".join(f"{before}{one} {after.lstrip()}".split()), denied=True)


def _of_both(sentence: Sentence) -> list[SaidOut] | None:
    """A superlative with two metrics behind it is said of each: "the highest CTR and CVR"."""
    ranks, metrics, text = sentence.of(*RANKS), sentence.of("metric"), sentence.text
    if len(ranks) != 1 or len(metrics) != 2 or sentence.has("figure"):
        return None
    first, second = metrics
    beside = 0 <= first.start - ranks[0].end <= 1
    if not beside or not joined(text[first.end : second.start]) or len(listed(metrics)) != 2:
        return None
    return [
        SaidOut(text=text[: first.end] + text[second.end :]),
        SaidOut(text=text[: first.start] + text[second.start :]),
    ]
