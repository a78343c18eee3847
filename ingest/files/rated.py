"""Columns of figures that are one measure divided by another: a rate is told by its figures, in whatever language."""

from collections.abc import Sequence
from itertools import permutations
from typing import Final

import numpy as np
import pandas as pd

from ingest.files import amounts
from ingest.files.amounts import Numbers
from ingest.files.headers import Columns

_ROWS: Final = 200
_FEWEST: Final = 3
"""Rows and different values from which agreement is no chance."""
_FEWEST_PRICES: Final = 5
_SCALES: Final = (1.0, 100.0, 1000.0)
"""A cost per one, a share in per cent, a cost per thousand."""
_AGREE: Final = 0.98
_HALF_A_CENT: Final = 0.0051
_HALF_A_UNIT: Final = 0.51
_LEAST_WHOLE: Final = 50.0
"""Small whole numbers meet a rounded quotient by chance."""


def measured(columns: Columns, sample: pd.DataFrame) -> list[Numbers]:
    """The figures of the recognised measures in the first rows."""
    places = [columns.positions[name] for name in columns.of_role("measure")]
    found = [sample[place].to_numpy(dtype=object)[:_ROWS] for place in places]
    return [amounts.read(cells, pd.unique(cells)).values for cells in found]


def is_rate(figures: Numbers, measures: Sequence[Numbers]) -> bool:
    """Whether nearly every row is the quotient of two of the measures.

    >>> spend, orders = np.array([1200.0, 900.0, 600.0]), np.array([20.0, 9.0, 5.0])
    >>> is_rate(np.array([60.0, 100.0, 120.0]), [spend, orders]), is_rate(np.array([61.0, 99.0, 80.0]), [spend, orders])
    (True, False)
    """
    figures = figures[:_ROWS]
    known = figures[~np.isnan(figures) & (figures != 0)]
    if len(np.unique(known)) < _FEWEST:
        return False
    whole = bool((known == np.rint(known)).all())
    if whole and np.median(np.abs(known)) < _LEAST_WHOLE:
        return False
    return any(agrees(figures, above, below) for above, below in permutations(measures, 2))


def is_price(figures: Numbers, sums: Sequence[Numbers], counts: Sequence[Numbers]) -> bool:
    """Whether nearly every row is what one of some count costs: no scale, and enough rows that it is no chance."""
    figures = figures[:_ROWS]
    if len(np.unique(figures[~np.isnan(figures) & (figures != 0)])) < _FEWEST_PRICES:
        return False
    return any(agrees(figures, above, below, scales=_SCALES[:1]) for above in sums for below in counts)


def agrees(figures: Numbers, above: Numbers, below: Numbers, *, scales: Sequence[float] = _SCALES) -> bool:
    """Whether nearly every row is one measure over another, as far as it is rounded."""
    figures, above, below = figures[:_ROWS], above[:_ROWS], below[:_ROWS]
    known = figures[~np.isnan(figures) & (figures != 0)]
    near = _HALF_A_UNIT if (known == np.rint(known)).all() else _HALF_A_CENT
    told = ~np.isnan(figures) & (figures != 0) & ~np.isnan(above) & (np.nan_to_num(below) > 0)
    if told.sum() < _FEWEST or told.sum() < _AGREE * (np.nan_to_num(figures) != 0).sum():
        return False
    quotient = above[told] / below[told]
    return any(float((np.abs(figures[told] - scale * quotient) <= near).mean()) >= _AGREE for scale in scales)
