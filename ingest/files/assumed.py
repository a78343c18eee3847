"""Which standard measure a column in a trade's own words is, where the figures beside it leave one answer.

An export with costs, clicks and one unknown count after them has its results there, whatever the trade calls them.
What is assumed is said in the report of the load, and a person's word goes before it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
import pandas as pd

from ingest.files.by_cells import without_crowds
from ingest.files.currencies import header_currency
from ingest.files.field_names import bare_header, plain_header
from ingest.files.header_words import SECOND_MEANINGS
from ingest.files.headers import Columns
from ingest.files.notation import MONEY
from ingest.files.own import OwnColumn, own_columns
from ingest.files.planned import is_planned, with_planned
from ingest.files.reshape import name_of
from ingest.files.results import Beside, comes_of_results, results
from ingest.files.stems import beginnings
from ingest.files.supposed import (
    with_only,
    with_price_of_leads,
    with_proved,
    with_requests,
    with_spent_budget,
    without_plans,
    without_vague,
)
from ingest.files.word_kinds import says

_SHARED: Final = 5
"""Letters that forms of one word share."""
_OUTRIGHT: Final = ("conv", "конв", "total conv")


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
    columns = _with_paid(_with_pair(without_crowds(columns, sample), sample), sample)
    columns = without_plans(with_spent_budget(with_planned(columns)))
    columns = _by_figures(columns, sample, words=words, own=own)
    columns = with_requests(with_only(columns, sample, "leads", "conversions"), sample)
    return with_price_of_leads(columns, sample)


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
    found |= _found(rest, Beside(columns=columns, sample=sample), found.keys())
    return _with(columns, found) if found else columns


def _with_pair(columns: Columns, sample: pd.DataFrame) -> Columns:
    """The columns with that result of which the sum stands beside it, where it is one: "ДДУ" and "Сумма ДДУ"."""
    if not columns.has("spend") or columns.has("revenue") or {"conversions", "revenue"} & columns.mapped:
        return columns
    held = [_header(columns, "conversions")] if columns.has("conversions") else []
    free = columns.giving_up("conversions") if held else columns
    listed = [one for one in own_columns(free, sample, columns.currency).kept if one.header not in columns.own]
    listed = [one for one in listed if not one.is_loss and not is_planned(one.header)]
    counts, sums = ([one for one in listed if one.kind == kind] for kind in ("count", "money"))
    pairs = [(one, money) for money in sums for one in counts if _is_counted_of(one.header, money.header)]
    if len(pairs) != 1 or plain_header(held[0] if held else "").startswith(_OUTRIGHT):
        return columns
    [(count, money)] = pairs
    return _with(free if held == [count.header] else columns, {"conversions": count, "revenue": money})


def _with_paid(columns: Columns, sample: pd.DataFrame) -> Columns:
    """The columns with those results as conversions that money comes with: deals after bookings.

    What is called conversions outright, or was named by a person, stays so.
    """
    position = columns.positions.get("conversions")
    if position is None or "conversions" in columns.mapped or not columns.has("revenue"):
        return columns
    held = columns.headers[position]
    money = _header(columns, "revenue")
    rivals = [one for one in columns.unknown if _counts_results(one)]
    named = [one for one in columns.unknown if one != money and _is_counted_of(one, money)]
    told = [one for one in named if one in _counts(columns, sample)]
    outright = plain_header(held).startswith(_OUTRIGHT)
    sure = len(told) == 1 and not outright and not _is_counted_of(held, money)
    plainer = "" if outright else _plainer(held, rivals, money)
    earlier = told[0] if sure else _before_leads(columns, rivals, sample) or plainer
    if earlier:
        return columns.taking({"conversions": earlier})
    named_so = _likeness(held, money) > max((_likeness(header, money) for header in rivals), default=(0, 0))
    if not rivals or named_so or outright:
        return columns
    without = {name: at for name, at in columns.positions.items() if name != "conversions"}
    open_columns = replace(columns, positions=without, unknown=(held, *rivals))
    counts = _counts(open_columns, sample)
    paid = dict(results(tuple(counts.values()), Beside(columns=open_columns, sample=sample), None)).get("conversions")
    return columns if paid is None or paid.header == held else columns.taking({"conversions": paid.header})


def _plainer(held: str, rivals: Sequence[str], money: str) -> str:
    """The count that the money is of, where the one held says as much of it and more beside; else nothing."""
    like = _likeness(held, money)
    found = [one for one in rivals if like[0] == _likeness(one, money)[0] > 0 and _likeness(one, money) > like]
    return found[0] if len(found) == 1 else ""


def _likeness(header: str, money: str) -> tuple[int, int]:
    """How much a count's header shares with the money's, and how little it says beside.

    "Purchases conversion value" is of all "Purchases", not of the "Website purchases" beside them.
    """
    shared = len(beginnings(header) & beginnings(money))
    return shared, -len(_cut_words(header) - _cut_words(money)) if shared else 0


def _cut_words(header: str) -> set[str]:
    """How all words of a header begin, but for what only says that it counts."""
    return {word[:_SHARED] for word in bare_header(header).split()}


def _counts(columns: Columns, sample: pd.DataFrame) -> dict[str, OwnColumn]:
    """The counts among columns of unknown figures, by header: "Website purchases value" is none, whatever it names."""
    own = own_columns(columns, sample, columns.currency)
    return {one.header: one for one in own.kept if one.kind == "count"}


def _counts_results(header: str) -> bool:
    """Whether a header names conversions, or does so beside money: "Продажи" beside "Сумма продаж"."""
    return "conversions" in (name_of(header), SECOND_MEANINGS.get(plain_header(header)))


def _is_counted_of(header: str, money: str) -> bool:
    """Whether a header is all that the money's header says but that it is money: "ДДУ" beside "Сумма ДДУ"."""
    said = beginnings(header)
    return bool(said) and said == beginnings(money)


def _before_leads(columns: Columns, rivals: Sequence[str], sample: pd.DataFrame) -> str:
    """The purchases, where the column taken for conversions is their sum with the leads; else nothing."""
    beside = Beside(columns=columns, sample=sample)
    both, leads = beside.figures("conversions"), beside.figures("leads")
    if both is None or leads is None or not np.nansum(leads):
        return ""
    for header in rivals:
        bought = replace(beside, columns=columns.taking({"conversions": header})).figures("conversions")
        if bought is not None and np.nansum(bought) and np.allclose(bought + leads, both, equal_nan=True):
            return header
    return ""


def _found(unknown: Sequence[OwnColumn], beside: Beside, named: Collection[str]) -> dict[str, OwnColumn]:
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
        found |= dict(results([one for one in unknown if one.kind == "count"], beside, only))
    money = only or _named_alike(sums, found, columns)
    if money and comes_of_results(money, found, beside):
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
    bought = found["conversions"].header if "conversions" in found else _header(columns, "conversions")
    alike = [one for one in sums if beginnings(one.header) & beginnings(bought)]
    return alike[0] if len(alike) == 1 else None


def _header(columns: Columns, name: str) -> str:
    return columns.headers[columns.positions[name]] if columns.has(name) else ""


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
