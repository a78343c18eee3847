"""What a denial says: "did not grow" is that it fell, "not above 5" that it is below; any other denial is left."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from tools.claims.mark import Mark, Sentence, figure_of
from tools.words.numbers import Figure

_OPPOSITE: Final = {
    one: other
    for pair in (
        ("up", "down"),
        ("better_now", "worse_now"),
        ("cheaper", "dearer"),
        ("more", "less"),
        ("gains_money", "loses_money"),
    )
    for one, other in (pair, pair[::-1])
}
ROUND: Final = 2
"""Digits before the zeros of a figure that is a limit."""
_MOVES: Final = frozenset({"up", "down", "better_now", "worse_now"})
_PLAIN: Final = frozenset({"gains_money", "loses_money"})
"""What knows a denial beside it by itself."""
_VERBAL: Final = re.compile(r"not|never|не|\w+n['’]t|cannot", re.I)
_NEAR: Final = re.compile(r"[^.,;:—–!?]{1,30}")
_CLAIMING: Final = frozenset(
    "best worst most least same only all none majority halved doubled up_hard down_hard".split()
)


def undenied(marks: Sequence[Mark], text: str) -> list[Mark]:
    """Marks in which a word that is denied right before it says its opposite."""
    found = list(marks)
    for word in [one for one in marks if one.kind == "not" and _VERBAL.fullmatch(one.text)]:
        behind = [one for one in marks if one.start >= word.end and one.kind not in ("metric", "currency")]
        coming = any(one.kind == "future" and 0 <= word.start - one.end <= 1 for one in marks)
        if behind and not coming and _is_denied(word, behind, text):
            told = replace(behind[0], kind=_OPPOSITE[behind[0].kind])
            found = [told if one is behind[0] else one for one in found if one is not word]
    return found


def _is_denied(word: Mark, behind: Sequence[Mark], text: str) -> bool:
    """Whether a denial is of the word behind it alone, not of how far or how else it is so."""
    first = behind[0]
    if first.kind not in _OPPOSITE or first.kind in _PLAIN or not _NEAR.fullmatch(text[word.end : first.start]):
        return False
    rest = [one for one in behind[1:] if _NEAR.fullmatch(text[first.end : one.start] or " ")]
    if first.kind in _MOVES and any(one.kind in ("figure", "fraction") for one in rest):
        return False
    return not any(one.kind in _OPPOSITE or one.kind in ("slight", "sharp", "far") for one in rest)


def denied(sentence: Sentence) -> Sentence | None:
    """What the denial of a whole sentence says; None where its opposite is no one thing."""
    told = [one for one in sentence.marks if one.kind in _OPPOSITE]
    if any(one.kind in _CLAIMING or one.kind in ("not", "fraction") for one in sentence.marks):
        return None
    figures = sentence.of("figure")
    if len(told) == 1 and not (told[0].kind in _MOVES and figures):
        turned = replace(told[0], kind=_OPPOSITE[told[0].kind])
        sentence.marks = [turned if one is told[0] else one for one in sentence.marks]
        return sentence
    if not told and len(figures) == 1 and _is_round(figure_of(figures[0])):
        place = figures[0].start
        below = Mark(kind="less", start=place - 1, end=place, text=" ")
        sentence.marks = sorted([*sentence.marks, below], key=lambda one: one.start)
        return sentence
    return None


def _is_round(figure: Figure) -> bool:
    """Whether it is a limit rather than an amount: what did not get 10,000 got fewer."""
    return len(figure.value.normalize().as_tuple().digits) <= ROUND
