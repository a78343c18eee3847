"""Which of unknown counts are results: the last step of a chain, the request before it, and what money comes with."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
import pandas as pd

from ingest.files import amounts
from ingest.files.amounts import Numbers
from ingest.files.column_sums import summed
from ingest.files.field_names import plain_header
from ingest.files.headers import Columns
from ingest.files.notation import EXAMPLES
from ingest.files.own import OwnColumn
from ingest.files.word_kinds import says

_NEARLY_ALL: Final = 0.98
"""Share of rows that must agree; the rest are late, corrected or mistyped."""
_MOST: Final = 0.9
_OF_IMPRESSIONS: Final = 0.2
"""Results are at most this share of impressions, where clicks are not known."""


@dataclass(frozen=True, kw_only=True)
class Beside:
    """Known columns of the first rows, those of unknown figures, and what they are found to be."""

    columns: Columns
    sample: pd.DataFrame

    def figures(self, name: str) -> Numbers | None:
        """A known column's figures; cells that can't be read are unknown."""
        position = self.columns.positions.get(name)
        if position is None:
            return None
        return summed([self._read(place) for place in self.columns.parts.get(name, (position,))])

    def _read(self, position: int) -> Numbers:
        cells = self.sample[position].to_numpy(dtype=object)
        return amounts.read(cells, pd.unique(cells)[:EXAMPLES]).values


def results(counts: Sequence[OwnColumn], beside: Beside, money: OwnColumn | None) -> Iterator[tuple[str, OwnColumn]]:
    """Conversions, and leads before them, among unknown counts: the last step of a chain and its first."""
    columns = beside.columns
    counted = [one for one in counts if not one.is_loss and not says("step", plain_header(one.header))]
    possible = _done(one for one in counted if _follows_clicks(one.figures, beside))
    chain = sorted(possible, key=lambda one: -float(np.nansum(one.figures)))
    if columns.has("conversions"):
        asked = next((one for one in chain if says("asked", plain_header(one.header))), None)
        if asked and not columns.has("leads") and _come_of(asked, beside):
            yield "leads", asked
        return
    nested = all(_within(later.figures, earlier.figures) for earlier, later in pairwise(chain))
    last = _last(chain, beside, money, nested=nested)
    if last is None:
        return
    yield "conversions", last
    earlier = chain[: chain.index(last)] if nested and not columns.has("leads") else []
    first = next((one for one in earlier if not says("event", plain_header(one.header))), None)
    if first and _may_be_leads(first, columns):
        yield "leads", first


def _done(counts: Iterable[OwnColumn]) -> list[OwnColumn]:
    """What was done, where it is counted beside who did it: payments, not payers."""
    found = list(counts)
    return [one for one in found if not says("persons", plain_header(one.header))] or found


def _may_be_leads(first: OwnColumn, columns: Columns) -> bool:
    """Whether the first step is a request: without clicks beside it it may be the clicks, and a visit asks nothing."""
    plain = plain_header(first.header)
    return says("asked", plain) or (columns.has("clicks") and not says("visit", plain))


def _come_of(asked: OwnColumn, beside: Beside) -> bool:
    """Whether conversions may come of what was asked for: there are never more of them."""
    bought = beside.figures("conversions")
    return bought is not None and _within(bought, asked.figures)


def _last(chain: Sequence[OwnColumn], beside: Beside, money: OwnColumn | None, *, nested: bool) -> OwnColumn | None:
    """The step that money comes with, where there is money; else the only one, or the end of the chain.

    "Repeat visits" are the end of the chain of visits, but it is visits that are paid.
    """
    revenue = beside.figures("revenue")
    sums = revenue if revenue is not None else money.figures if money else None
    paid = [] if sums is None else [one for one in chain if _paid(one.figures, sums)]
    if paid or revenue is not None:
        return paid[-1] if len(paid) == 1 or (paid and nested) else None
    return chain[-1] if chain and nested else None


def _follows_clicks(figures: Numbers, beside: Beside) -> bool:
    clicks, impressions = beside.figures("clicks"), beside.figures("impressions")
    if not np.nansum(figures) > 0 or np.nanmin(figures) < 0:
        return False
    earlier = [one for one in (clicks, beside.figures("leads")) if one is not None]
    if earlier:
        return all(_within(figures, one) for one in earlier)
    return impressions is not None and _within(figures, impressions * _OF_IMPRESSIONS)


def _within(later: Numbers, earlier: Numbers) -> bool:
    """Whether a step has no more than the step before it, on nearly every row and in sum."""
    known = ~np.isnan(later) & ~np.isnan(earlier)
    if not known.any():
        return False
    return bool((later[known] <= earlier[known]).mean() >= _NEARLY_ALL and later[known].sum() <= earlier[known].sum())


def _paid(figures: Numbers, revenue: Numbers) -> bool:
    """Whether rows with money have such a result and rows with the result have money."""
    some, money = np.nan_to_num(figures) > 0, np.nan_to_num(revenue) != 0
    return bool(
        some.any()
        and money.any()
        and (some & money).sum() >= _NEARLY_ALL * money.sum()
        and (some & money).sum() >= _MOST * some.sum()
    )


def comes_of_results(money: OwnColumn, found: Mapping[str, OwnColumn], beside: Beside) -> bool:
    """Whether money comes where results do; without any result beside it nothing speaks against."""
    bought = found["conversions"].figures if "conversions" in found else beside.figures("conversions")
    if bought is None:
        bought = beside.figures("leads")
    return bought is None or _paid(bought, money.figures)
