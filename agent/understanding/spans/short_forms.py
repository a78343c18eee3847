"""Abbreviated words of columns, said or in headers: "рекл системам", "рег-ии", "requests" of "Quote reqs"."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from agent.understanding.spans.phrases import Phrases
from agent.understanding.spans.span import GUESSED, Stretch, guess, places_of
from agent.understanding.text.tokens import Word, tokens_of

_SHORTEST: Final = 3
_UNMARKED: Final = 4
"""Letters of an abbreviation that neither a point nor a dash nor "by" marks."""
_MOST_ENDING: Final = 4
"""Letters behind the dash of "рег-ии"."""
_LEFT_OUT: Final = 2
"""Letters that an abbreviation saves at least: fewer are an ending."""
_MARKS: Final = (".", "-")
_BY: Final = ("по", "by", "per")


def short_forms(
    text: str, tokens: Sequence[Word], found: Sequence[Stretch], stems: Sequence[str], phrases: Phrases
) -> Iterator[Stretch]:
    """Words that nothing else explains and with which the words of one column alone begin.

    Args:
        text: the message.
        tokens: its words.
        found: what they are known for.
        stems: of the words as they were meant.
        phrases: of the database, with the columns that it has.
    """
    known = (span for span in found if not span.guessed or span.weight > GUESSED)
    covered = places_of(known)
    for first in range(len(tokens)):
        matches = [
            (after, begin == 0 and said == len(words), meaning, words[begin].plain)
            for words, meaning in phrases.headers
            for begin in range(len(words))
            for after, said in _matched(text, tokens, stems, covered, words[begin:], first)
        ]
        best = max((match[:2] for match in matches), default=None)  # "отгр" is "отгрузки" before "сумма отгрузок"
        meant = {meaning for *kind, meaning, _ in matches if (*kind,) == best}
        if best is not None and len(meant) == 1:
            one, after = meant.pop(), best[0]
            said_as = " ".join(dict.fromkeys(word for *kind, _, word in matches if (*kind,) == best))
            weight = GUESSED * (after - first)
            yield guess(tokens[first:after], first, said_as, kind=one.kind, value=one.value, weight=weight)


def without_points(text: str, phrases: Phrases) -> str:
    """The text with a blank for the point of each abbreviated column: "by camp. in May" is one sentence."""
    begun = {word.plain for words, _ in phrases.headers for word in words} if ". " in text else ()
    for token in tokens_of(text) if begun else ():
        point = text[token.end : token.end + 2] == ". " and text[token.end + 2 : token.end + 3].islower()
        if point and token.stem not in phrases.repair.known and _is_begun(token.plain, begun):
            text = f"{text[: token.end]} {text[token.end + 1 :]}"
    return text


def _is_begun(plain: str, words: Iterable[str]) -> bool:
    enough = len(plain) >= _SHORTEST
    return enough and any(word.startswith(plain) and len(word) >= len(plain) + _LEFT_OUT for word in words)


def _matched(
    text: str, tokens: Sequence[Word], stems: Sequence[str], covered: set[int], words: Sequence[Word], first: int
) -> Iterator[tuple[int, int]]:
    """The place behind the tokens that say those words, one of them short at least, and how many they say."""
    place, short, said = first, False, 0
    for word in words:
        if place >= len(tokens) or place in covered:
            break
        if stems[place] == word.stem:
            place += 1
        elif after := _shortened(text, tokens, place, word.plain) or _written_out(tokens, place, word.plain):
            place, short = after, True
        else:
            break
        said += 1
    if short:
        yield place, said


def _shortened(text: str, tokens: Sequence[Word], place: int, word: str) -> int:
    """The place behind an abbreviation of the word; 0 where none stands there."""
    plain, end = tokens[place].plain, tokens[place].end
    marked = text[end : end + 1] in _MARKS or (place > 0 and tokens[place - 1].plain in _BY)
    enough = len(plain) >= (_SHORTEST if marked else _UNMARKED) and len(word) >= len(plain) + _LEFT_OUT
    if not (enough and plain.isalpha() and word.startswith(plain)):
        return 0
    ending = text[end : end + 1] == "-" and place + 1 < len(tokens) and len(tokens[place + 1].plain) <= _MOST_ENDING
    return place + 1 + ending


def _written_out(tokens: Sequence[Word], place: int, word: str) -> int:
    """The place behind a word that the column's own begins: "requests" of "Quote reqs"; 0 where none stands there."""
    plain, begun = tokens[place].plain, word.removesuffix("s")
    return place + 1 if len(begun) >= _SHORTEST and _is_begun(begun, (plain,)) else 0
