"""Which standard measure a column in a trade's own words is, where the figures beside it leave one answer.

An export with costs, clicks and one unknown count after them has its results there, whatever the trade calls them.
What is assumed is said in the report of the load, and a person's word goes before it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

import numpy as np
import pandas as pd

from ingest.files import amounts
from ingest.files.amounts import Numbers
from ingest.files.column_sums import summed
from ingest.files.currencies import header_currency
from ingest.files.field_names import bare_header, plain_header
from ingest.files.header_words import SECOND_MEANINGS
from ingest.files.headers import Columns
from ingest.files.notation import EXAMPLES, MONEY
from ingest.files.own import OwnColumn, own_columns, says
from ingest.files.planned import is_planned, with_planned
from ingest.files.reshape import name_of
from ingest.files.supposed import with_only, with_proved, with_requests, with_spent_budget, without_plans, without_vague

_NEARLY_ALL: Final = 0.98
"""Share of rows that must agree; the rest are late, corrected or mistyped."""
_MOST: Final = 0.9
_OF_IMPRESSIONS: Final = 0.2
"""Results are at most this share of impressions, where clicks are not known."""

_BEGINNING: Final = 5
"""Letters that forms of one word share."""
_OUTRIGHT: Final = ("conv", "конв", "total conv")


@dataclass(frozen=True, kw_only=True)
class _Beside:
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


def with_assumed(columns: Columns, sample: pd.DataFrame, *, words: Mapping[str, str], own: Collection[str]) -> Columns:
    """The columns with those results and that revenue that can be nothing else.

    Args:
        columns: of a header row.
        sample: the first rows below it.
        words: what earlier files have called a measure, which stays so.
        own: words that have been kept under their own names, and stay so.
    """
    columns = with_only(
        with_proved(without_vague(columns), sample), sample, "spend", "impressions", "clicks", "revenue"
    )
    columns = without_plans(with_spent_budget(with_planned(_with_paid(columns, sample))))
    columns = _by_figures(columns, sample, words=words, own=own)
    return with_requests(with_only(columns, sample, "leads", "conversions"), sample)


def _by_figures(columns: Columns, sample: pd.DataFrame, *, words: Mapping[str, str], own: Collection[str]) -> Columns:
    """The columns with what words of earlier files and the figures beside them leave one answer for."""
    unknown = [one for one in own_columns(columns, sample, columns.currency).kept if one.header not in columns.own]
    found: dict[str, OwnColumn] = {}
    for one in unknown:
        name = words.get(one.word) or words.get(bare_header(one.header), "")
        if name and name not in columns.positions and (name in MONEY) == (one.kind == "money"):
            found.setdefault(name, one)
    rest = [one for one in unknown if one not in found.values() and one.word not in own and not name_of(one.header)]
    rest = [one for one in rest if not is_planned(one.header)]
    found |= _found(rest, _Beside(columns=columns, sample=sample), found.keys())
    return _with(columns, found) if found else columns


def _with_paid(columns: Columns, sample: pd.DataFrame) -> Columns:
    """The columns with those results as conversions that money comes with: deals after bookings.

    What is called conversions outright, or was named by a person, stays so.
    """
    position = columns.positions.get("conversions")
    if position is None or "conversions" in columns.mapped or not columns.has("revenue"):
        return columns
    held = columns.headers[position]
    rivals = [header for header in columns.unknown if _counts_results(header)]
    earlier = _before_leads(columns, rivals, sample)
    if earlier:
        return columns.taking({"conversions": earlier})
    alike = {header: len(_beginnings(header) & _beginnings(_header(columns, "revenue"))) for header in (held, *rivals)}
    named_so = alike[held] > max((alike[header] for header in rivals), default=0)
    if not rivals or named_so or plain_header(held).startswith(_OUTRIGHT):
        return columns
    without = {name: at for name, at in columns.positions.items() if name != "conversions"}
    open_columns = replace(columns, positions=without, unknown=(held, *rivals))
    counts = [one for one in own_columns(open_columns, sample, columns.currency).kept if one.kind == "count"]
    paid = dict(_results(counts, _Beside(columns=open_columns, sample=sample), None)).get("conversions")
    return columns if paid is None or paid.header == held else columns.taking({"conversions": paid.header})


def _counts_results(header: str) -> bool:
    """Whether a header names conversions, or does so beside money: "Продажи" beside "Сумма продаж"."""
    return "conversions" in (name_of(header), SECOND_MEANINGS.get(plain_header(header)))


def _before_leads(columns: Columns, rivals: Sequence[str], sample: pd.DataFrame) -> str:
    """The purchases, where the column taken for conversions is their sum with the leads; else nothing."""
    beside = _Beside(columns=columns, sample=sample)
    both, leads = beside.figures("conversions"), beside.figures("leads")
    if both is None or leads is None or not np.nansum(leads):
        return ""
    for header in rivals:
        bought = replace(beside, columns=columns.taking({"conversions": header})).figures("conversions")
        if bought is not None and np.nansum(bought) and np.allclose(bought + leads, both, equal_nan=True):
            return header
    return ""


def _found(unknown: Sequence[OwnColumn], beside: _Beside, named: Collection[str]) -> dict[str, OwnColumn]:
    """Results and revenue of an export of advertising, as far as they are not named."""
    columns = beside.columns
    found = _costs(unknown, columns, named)
    spent = columns.has("spend") or found or "spend" in named
    if not spent or not columns.positions.keys() & {"clicks", "impressions", "leads"}:
        return found
    lacks = not columns.has("revenue") and "revenue" not in named
    sums = _incomes(unknown, found) if lacks else []
    only = sums[0] if len(sums) == 1 else None
    if "conversions" not in named:
        found |= dict(_results([one for one in unknown if one.kind == "count"], beside, only))
    money = only or _named_alike(sums, found, columns)
    if money and _comes_of_results(money, found, beside):
        found["revenue"] = money
    return {name: one for name, one in found.items() if name not in named}


def _incomes(unknown: Sequence[OwnColumn], found: Mapping[str, OwnColumn]) -> list[OwnColumn]:
    """Sums of money that are no cost, no loss and no tax."""
    sums = [one for one in unknown if one.kind == "money" and not one.is_loss and one not in found.values()]
    return [one for one in sums if not says("cost", plain_header(one.header)) and not _is_tax(plain_header(one.header))]


def _is_tax(plain: str) -> bool:
    """Whether a header names a tax, and not a sum with it or without."""
    return says("tax", plain) and not says("taxed", plain)


def _named_alike(sums: Sequence[OwnColumn], found: Mapping[str, OwnColumn], columns: Columns) -> OwnColumn | None:
    """Of several sums the one whose header names the results: "Ordered, RUB" beside "Orders"."""
    results = found["conversions"].header if "conversions" in found else _header(columns, "conversions")
    alike = [one for one in sums if _beginnings(one.header) & _beginnings(results)]
    return alike[0] if len(alike) == 1 else None


def _header(columns: Columns, name: str) -> str:
    return columns.headers[columns.positions[name]] if columns.has(name) else ""


def _beginnings(header: str) -> set[str]:
    """How the longer words of a header begin, whatever they end in."""
    return {word[:_BEGINNING] for word in plain_header(header).split() if len(word) >= _BEGINNING}


def _costs(unknown: Sequence[OwnColumn], columns: Columns, named: Collection[str]) -> dict[str, OwnColumn]:
    """The one column that says it is a cost, where none is known: "Media costs", "Бюджет потрачено"."""
    costs = [one for one in unknown if one.kind == "money" and says("cost", plain_header(one.header))]
    lacks = not columns.has("spend") and "spend" not in named and not columns.has("order_id")
    return {"spend": costs[0]} if lacks and len(costs) == 1 else {}


def _with(columns: Columns, found: Mapping[str, OwnColumn]) -> Columns:
    named = next(filter(None, (header_currency(found[one].header) for one in ("spend", "revenue") if one in found)), "")
    return replace(
        columns.taking({name: one.header for name, one in found.items()}),
        currency=columns.currency or named,
        assumed=columns.assumed | frozenset(found),
    )


def _results(counts: Sequence[OwnColumn], beside: _Beside, money: OwnColumn | None) -> Iterator[tuple[str, OwnColumn]]:
    """Conversions, and leads before them, among unknown counts: the last step of a chain and its first."""
    columns = beside.columns
    results = [one for one in counts if not one.is_loss and not says("step", plain_header(one.header))]
    possible = [one for one in results if _follows_clicks(one.figures, beside)]
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
    first = chain[0] if nested and last is chain[-1] and len(chain) > 1 and not columns.has("leads") else None
    if first and _may_be_leads(first, columns):
        yield "leads", first


def _may_be_leads(first: OwnColumn, columns: Columns) -> bool:
    """Whether the first step is a request: without clicks beside it it may be the clicks, and a visit asks nothing."""
    plain = plain_header(first.header)
    return says("asked", plain) or (columns.has("clicks") and not says("visit", plain))


def _come_of(asked: OwnColumn, beside: _Beside) -> bool:
    """Whether conversions may come of what was asked for: there are never more of them."""
    bought = beside.figures("conversions")
    return bought is not None and _within(bought, asked.figures)


def _last(chain: Sequence[OwnColumn], beside: _Beside, money: OwnColumn | None, *, nested: bool) -> OwnColumn | None:
    """The step that money comes with, where there is money; else the only one, or the end of the chain.

    "Repeat visits" are the end of the chain of visits, but it is visits that are paid.
    """
    revenue = beside.figures("revenue")
    sums = revenue if revenue is not None else money.figures if money else None
    paid = [] if sums is None else [one for one in chain if _paid(one.figures, sums)]
    if paid or revenue is not None:
        return paid[-1] if len(paid) == 1 or (paid and nested) else None
    return chain[-1] if chain and nested else None


def _follows_clicks(figures: Numbers, beside: _Beside) -> bool:
    clicks, impressions = beside.figures("clicks"), beside.figures("impressions")
    if not np.nansum(figures) > 0 or np.nanmin(figures) < 0:
        return False
    earlier = beside.figures("leads") if clicks is None else clicks
    if earlier is not None:
        return _within(figures, earlier)
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


def _comes_of_results(money: OwnColumn, found: Mapping[str, OwnColumn], beside: _Beside) -> bool:
    """Whether money comes where results do; without any result beside it nothing speaks against."""
    results = found["conversions"].figures if "conversions" in found else beside.figures("conversions")
    if results is None:
        results = beside.figures("leads")
    return results is None or _paid(results, money.figures)
