"""Columns of figures that repeat others: the sum of several, the same once more, the same at one rate."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import combinations
from typing import Final

import numpy as np

from ingest.files import amounts
from ingest.files.amounts import DecimalMark, Numbers

_NEARLY_ALL: Final = 0.98
_FEWEST: Final = 2
"""Rows of different figures from which a sum is no chance."""
_SUBSETS: Final = 10
"""Columns of which every choice is tried; of more only those that stand together."""
_HALF_A_CENT: Final = 0.0051


class SampleFigures:
    """The first rows of a table as figures, a column at a time."""

    def __init__(self, sample: Sequence[Sequence[str]]) -> None:
        self._sample = sample
        self._read: dict[int, _Read] = {}

    def numbers(self, place: int) -> Numbers:
        """A column's; NaN where a row says none."""
        return self._of(place).numbers

    def may_be(self, place: int) -> bool:
        """Whether no cell of a column is anything but a figure."""
        return not self._of(place).bad

    def mark(self, place: int) -> DecimalMark:
        """How a column writes its decimals."""
        return self._of(place).mark

    def any(self, place: int) -> bool:
        """Whether a column holds figures and nothing else."""
        return self.may_be(place) and not bool(np.isnan(self.numbers(place)).all())

    def beyond(self, row: Sequence[str], whole: int, parts: Iterable[int]) -> float:
        """What the cell of a total has beyond those of its parts; 0 where rounding may explain it, or it has less."""
        places = [whole, *parts]
        read = [self._of(place).of(row[place]) for place in places]
        rest = float(read[0] - np.nansum(read[1:]))
        return rest if rest > slack(read) else 0.0

    def written(self, figure: float, place: int) -> str:
        """A figure as the cells of a column are written."""
        text = f"{figure:.6f}".rstrip("0").rstrip(".")
        return text.replace(".", self._of(place).mark)

    def _of(self, place: int) -> "_Read":
        if place not in self._read:
            self._read[place] = _Read([row[place] for row in self._sample if len(row) > place])
        return self._read[place]


class _Read:
    def __init__(self, cells: Sequence[str]) -> None:
        self._cells = cells
        filled = [cell.strip() for cell in cells if not amounts.says_nothing(cell)]
        self.mark: DecimalMark = amounts.decimal_mark(filled) or "."

    @cached_property
    def _parsed(self) -> amounts.ParsedAmount:
        return amounts.parse(np.array(self._cells, dtype=object), self.mark)

    @property
    def numbers(self) -> Numbers:
        return self._parsed.values

    @property
    def bad(self) -> bool:
        return bool(self._parsed.bad.any())

    def of(self, cell: str) -> float:
        return float(amounts.parse(np.array([cell], dtype=object), self.mark).values[0])


def summed(parts: Sequence[Numbers]) -> Numbers:
    """Columns added up, where any of them says something; NaN where none does."""
    if len(parts) == 1:
        return parts[0]
    total: Numbers = np.where(np.all(np.isnan(parts), axis=0), np.nan, np.nansum(parts, axis=0))
    return total


def slack(figures: Iterable[float] | Numbers) -> float:
    """How far rounding of each can lead a sum astray: whole figures lead nowhere."""
    known = np.array([one for one in np.ravel(np.asarray(list(figures))) if not np.isnan(one)])
    return _HALF_A_CENT * (len(known) + 1) if len(known) and (known != np.rint(known)).any() else 1e-6


def is_total(whole: Numbers, parts: Sequence[Numbers]) -> bool:
    """Whether a column may hold the sum of others and more: nearly nowhere it has less.

    >>> is_total(np.array([5.0, 7.0]), [np.array([2.0, 3.0]), np.array([3.0, np.nan])])
    True
    """
    told = ~np.isnan(whole)
    if not told.any():
        return False
    together = np.nansum(parts, axis=0)
    near = _slack_of(whole, parts)
    return bool((whole[told] >= together[told] - near).mean() >= _NEARLY_ALL and whole[told].sum() > 0)


def is_sum(whole: Numbers, parts: Sequence[Numbers]) -> bool:
    """Whether a column is the sum of others in nearly every row, on enough different figures."""
    told = ~np.isnan(whole) & (whole != 0)
    if len(np.unique(whole[told])) < _FEWEST:
        return False
    together = np.nansum(parts, axis=0)
    near = np.abs(np.nan_to_num(whole) - together) <= _slack_of(whole, parts)
    return bool(near.mean() >= _NEARLY_ALL)


def _slack_of(whole: Numbers, parts: Sequence[Numbers]) -> float:
    fractions = any(slack(one) > _HALF_A_CENT for one in (whole, *parts))
    return _HALF_A_CENT * (len(parts) + 1) if fractions else 1e-6


def repeats(figures: Numbers, other: Numbers) -> bool:
    """Whether two columns say one thing: the same, or one at one rate of the other, as with a tax and without.

    >>> repeats(np.array([100.0, 250.0, 80.0]), np.array([120.0, 300.0, 96.0]))
    True
    """
    both = ~np.isnan(figures) & ~np.isnan(other) & (figures != 0)
    if (np.nan_to_num(figures[~both]) != 0).any() or (np.nan_to_num(other[~both]) != 0).any():
        return False
    if len(np.unique(figures[both])) < _FEWEST:
        return bool(both.any() and (figures[both] == other[both]).all())
    rate = other[both].sum() / figures[both].sum()
    near = np.abs(other[both] - rate * figures[both]) <= _HALF_A_CENT * (1 + abs(rate)) + 1e-6 * np.abs(other[both])
    return bool(near.mean() >= _NEARLY_ALL)


def repeated_sums(columns: Mapping[int, str], figures: SampleFigures) -> list[int]:
    """The columns that hold the sum of several others of their field.

    Args:
        columns: place to field.
        figures: of the first rows.
    """
    found: list[int] = []
    for place, name in columns.items():
        others = [one for one, field in columns.items() if field == name and one not in (place, *found)]
        read = {one: figures.numbers(one) for one in others}
        filled = [one for one in others if np.nan_to_num(read[one]).any()]
        if any(is_sum(figures.numbers(place), [read[one] for one in chosen]) for chosen in _choices(place, filled)):
            found.append(place)
    return found


def _choices(place: int, others: Sequence[int]) -> Iterable[Sequence[int]]:
    """Columns whose sum another may be, the likeliest first."""
    yield from (
        side for side in (others, [o for o in others if o > place], [o for o in others if o < place]) if side[1:]
    )
    if len(others) <= _SUBSETS:
        for size in range(2, len(others)):
            yield from combinations(others, size)
    else:
        runs = ((at, end) for at in range(len(others)) for end in range(at + 2, len(others) + 1))
        yield from (others[at:end] for at, end in runs)
