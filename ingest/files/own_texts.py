"""Text columns in a trade's own words: what a company cuts its figures by, kept as dimensions of the workspace.

Only what sorts many rows into few groups is kept. Ids, names that hardly repeat, comments, days and what is the same
throughout are left aside, each named with its kind.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import pandas as pd

from ingest.files.amounts import Cells
from ingest.files.days import parse_day
from ingest.files.headers import Columns
from ingest.files.own import Sorted
from ingest.files.own_names import title_of, word_of
from ingest.files.words import is_blank, words

_FEW: Final = 12
"""So many values are groups even where a small file shows none of them twice."""
_MOST: Final = 1000
"""More values are names of single things."""
_ROWS_EACH: Final = 2.0
"""Rows that a value of more than a few has on average at least."""
_NEARLY_ALL: Final = 0.8
_MOST_WORDS: Final = 5.0
_LONGEST: Final = 48.0
"""Words and letters of a value on average: longer ones are sentences."""
_ID_DIGITS: Final = 5
_LOOKED_AT: Final = 200


@dataclass(frozen=True, kw_only=True)
class OwnText:
    """A text column that rows are told apart by."""

    header: str
    position: int
    word: str
    """What people call it: its header, plain."""
    title: str


@dataclass(frozen=True, kw_only=True)
class SortedTexts:
    """What becomes of the text columns that nobody has a word for."""

    kept: tuple[OwnText, ...] = ()
    left: Mapping[str, str] = field(default_factory=dict)
    """Headers of texts that are not kept, each with its kind: `constant`, `unique`, `comment`, `moments` ..."""


def own_texts(columns: Columns, sample: pd.DataFrame, *, figures: Sorted, known: Collection[str]) -> SortedTexts:
    """Sorts the text columns without a word of ours.

    Args:
        columns: of the header row.
        sample: the first rows.
        figures: the columns of figures among them.
        known: words of columns that are kept already: what is the same throughout this file tells it from others.
    """
    numbers = {*(one.header for one in figures.kept), *figures.left}
    kept: list[OwnText] = []
    left: dict[str, str] = {}
    for header in dict.fromkeys((*columns.unknown, *columns.own)):
        if header in columns.aside or header in numbers:
            continue
        position = columns.headers.index(header)
        reason = _reason(sample[position].to_numpy(dtype=object))
        if reason is None:
            continue
        word = word_of(header)
        if word in {one.word for one in kept}:
            continue
        if header in columns.own or (reason == "constant" and word in known):
            reason = ""
        if not reason and not word:
            reason = "description"
        if reason:
            left[header] = reason
        else:
            kept.append(OwnText(header=header, position=position, word=word, title=title_of(header)))
    return SortedTexts(kept=tuple(kept), left=left)


def _reason(cells: Cells) -> str | None:
    """Why a column tells no groups of rows apart; empty where it does, None where it says nothing or figures."""
    column = words(cells)
    rows = np.bincount(column.codes, minlength=len(column.values))
    filled = {text: int(count) for text, count in zip(column.values, rows, strict=True) if not is_blank(text)}
    values = list(filled)
    if not values:
        return None
    told = _of_words(values[:_LOOKED_AT])
    return told if told != "" else _of_counts(filled)


def _of_words(values: Sequence[str]) -> str | None:
    """What kind of texts no groups are called by; empty where they may be, None for figures."""
    if _share(parse_day(text, "day_first") is not None for text in values) >= _NEARLY_ALL:
        return "moments"
    if _share(_is_code(text) for text in values) > 1 - _NEARLY_ALL:
        return "unique"
    if _share(any(map(str.isalpha, text)) for text in values) < _NEARLY_ALL:
        return None
    long = np.mean([len(text.split()) for text in values]) > _MOST_WORDS or np.mean([*map(len, values)]) > _LONGEST
    return "comment" if long else ""


def _of_counts(filled: Mapping[str, int]) -> str:
    different = len({text.casefold() for text in filled})
    if different == 1:
        return "constant"
    repeats = sum(filled.values()) >= _ROWS_EACH * different
    return "" if different <= _FEW or (repeats and different <= _MOST) else "unique"


def _share(passed: Iterable[bool]) -> float:
    listed = list(passed)
    return sum(listed) / len(listed)


def _is_code(text: str) -> bool:
    """Whether a text leads to one thing or person: an address, a telephone, a number with letters."""
    return "@" in text or "://" in text or sum(map(str.isdigit, text)) >= _ID_DIGITS
