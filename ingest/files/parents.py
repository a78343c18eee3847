"""Lines above or below their parts: a channel with its sums, and the same figures once more by a second level."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from ingest.files import amounts
from ingest.files.headers import Columns
from ingest.files.words import is_blank, words

_LOOKED_AT = 20_000
_FEWEST = 2
"""Parts or parents from which equal sums are no chance."""
_NEAR = 0.01
"""Of a unit for each part: shown figures are rounded."""


@dataclass(frozen=True, kw_only=True)
class Levels:
    """A column that is blank where a line is the sum of its parts."""

    level: int
    keys: tuple[int, ...]
    """Columns in which a line and its parts are the same."""

    def parents(self, chunk: pd.DataFrame) -> npt.NDArray[np.bool_]:
        """Lines whose parts stand in the chunk too."""
        blank = words(chunk[self.level].to_numpy(dtype=object)).where(is_blank)
        places = pd.MultiIndex.from_frame(chunk[list(self.keys)])
        return np.asarray(blank & places.isin(places[~blank]), dtype=bool)


def levels_in(columns: Columns, sample: pd.DataFrame, measures: Mapping[str, int], day: int) -> Levels | None:
    """The column that makes parents of some lines; every figure of such a line is the sum of its parts."""
    rows = sample.iloc[:_LOOKED_AT]
    places = [columns.headers.index(header) for header in columns.unknown]
    places += [columns.positions[name] for name in columns.of_role("finer", "trait")]
    identity = [columns.positions[name] for name in columns.of_role("identity", "slice")]
    for place in places if measures else ():
        found = Levels(level=place, keys=tuple(dict.fromkeys([day, *(one for one in identity if one != place)])))
        if _are_sums(rows, found, list(measures.values())):
            return found
    return None


def _are_sums(rows: pd.DataFrame, levels: Levels, measures: list[int]) -> bool:
    parents = levels.parents(rows)
    if not parents.any() or parents.all():
        return False
    keys = list(levels.keys)
    figures = pd.DataFrame({place: _figures(rows[place]) for place in measures}).assign(
        **{f"key {place}": rows[place].to_numpy() for place in keys}
    )
    named = [f"key {place}" for place in keys]
    above = figures[parents]
    below = figures[~parents].groupby(named)[measures].agg(["sum", "size"])
    if above.duplicated(named).any():
        return False
    parts = below.reindex(pd.MultiIndex.from_frame(above[named]) if len(named) > 1 else above[named[0]])
    sizes = parts[(measures[0], "size")].to_numpy()
    sums = parts.xs("sum", axis=1, level=1)[measures].to_numpy()
    agree = np.abs(above[measures].to_numpy() - sums) <= _NEAR * sizes[:, None]
    return bool(agree.all() and (sums > 0).any() and max(len(sizes), sizes.max()) >= _FEWEST)


def _figures(cells: "pd.Series[str]") -> npt.NDArray[np.float64]:
    texts = cells.to_numpy(dtype=object)
    return np.nan_to_num(amounts.read(texts, pd.unique(texts)).values)
