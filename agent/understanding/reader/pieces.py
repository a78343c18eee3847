"""Text to pieces of a unigram vocabulary, each with its place in the text."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

GAP: Final = "\u2581"
"""Stands for the blank before a word, as in the vocabulary."""
_WORD: Final = re.compile(r"\d+(?:[.,:]\d+)+|[^\W_]+(?:[-'’][^\W_]+)*|[^\s]")


@dataclass(frozen=True, slots=True)
class Subword:
    """`text[start:end]` and its row in the vocabulary."""

    row: int
    start: int
    end: int


@dataclass(frozen=True)
class Vocabulary:
    """Pieces with their row and the logarithm of how likely they are."""

    rows: Mapping[str, tuple[int, float]]
    unknown: int
    longest: int
    floor: float
    """Score of a letter that no piece covers."""

    def split(self, text: str) -> list[Subword]:
        """The likeliest pieces of a text, case and `ё` levelled; offsets are those of the text as it came."""
        letters, places = _levelled(text)
        line = "".join(letters)
        came = self._paths(line)
        found: list[Subword] = []
        end = len(line)
        while end > 0:
            start, row = came[end]
            found.append(_placed(line, places, (start, end), row))
            end = start
        return [piece for piece in reversed(found) if piece.end > piece.start or piece.row == self.unknown]

    def _paths(self, line: str) -> list[tuple[int, int]]:
        best = [0.0] + [-1e30] * len(line)
        came = [(0, self.unknown)] * (len(line) + 1)
        for start in range(len(line)):
            here = best[start]
            for end in range(start + 1, min(start + self.longest, len(line)) + 1):
                known = self.rows.get(line[start:end])
                if known is not None and here + known[1] > best[end]:
                    best[end], came[end] = here + known[1], (start, known[0])
            if here + self.floor > best[start + 1]:
                best[start + 1], came[start + 1] = here + self.floor, (start, self.unknown)
        return came


def words(text: str) -> list[tuple[int, int]]:
    """Offsets of words, numbers and single marks: `"CPA: 25-34"` is three.

    >>> words("CPA: 25-34")
    [(0, 3), (3, 4), (5, 10)]
    """
    return [match.span() for match in _WORD.finditer(text)]


def _levelled(text: str) -> tuple[list[str], list[int]]:
    """Letters of the line that the vocabulary is searched in, and the place of each in the text."""
    letters, places = [GAP], [0]
    for place, letter in enumerate(text):
        plain = unicodedata.normalize("NFKC", letter).lower().replace("ё", "е")
        for one in plain or " ":
            blank = one.isspace() or unicodedata.category(one)[0] == "C"
            if blank and letters[-1] == GAP:
                continue
            letters.append(GAP if blank else one)
            places.append(place)
    return letters, [*places, len(text)]


def _placed(line: str, places: list[int], span: tuple[int, int], row: int) -> Subword:
    start, end = span
    first = start + 1 if line[start] == GAP and end > start else start
    if first >= end:
        return Subword(row, places[start], places[start])
    return Subword(row, places[first], places[end - 1] + 1)
