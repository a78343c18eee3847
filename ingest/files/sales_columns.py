"""Columns of a file of sales: its sum is no cost, its number no count, its status says what became of a row."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import pandas as pd

from ingest.files.catalogues import catalogues
from ingest.files.deals import ADVERTISING, Deals, is_sales, stages_of
from ingest.files.field_names import field_of, plain_header
from ingest.files.guesses import MOST, filled_cells, is_figures
from ingest.files.headers import Columns
from ingest.files.sales_rows import are_numbers, tells_deals, with_own_id
from ingest.files.word_kinds import says
from ingest.files.words import is_blank, words

_TELLING: Final = frozenset({"order_id", "stage", "order_status", "operation", "deleted"})
_SUMS: Final = frozenset({"amount", "сумма", "total", "стоимость", "sum"})
_ONE: Final = frozenset({"order", "заказ", "transaction", "транзакция", "purchase", "покупка"})
"""Headers of a count that as well head the number of a single order."""
_ALIKE: Final = 0.5
"""Share of different values that numbers of orders have at least: counts repeat."""
_NO_COUNT: Final = 100
_YES_NO: Final = frozenset({"0", "1"})
"""Figures that are marks."""


def placed(columns: Columns, sample: pd.DataFrame, title: str = "") -> Columns:
    """The columns with what a file of sales means by them; the title is its name, and what stands above the header."""
    if not columns.positions.keys() & (ADVERTISING - {"spend"}):
        known = Deals(known=stages_of(frozenset(map(plain_header, columns.headers))))
        columns = _with_operation(columns, sample, known)
        columns = _with_order(columns, sample)
        columns = _with_sum(columns, sample, named=says("sale", plain_header(title)))
    columns = _without_counted_losses(_with_refunds_kept(columns), sample)
    if not (is_sales(columns.positions) or tells_deals(columns)):
        return columns
    known = Deals(known=stages_of(frozenset(map(plain_header, columns.headers))))
    for general, meant in (("status", "stage"), ("objective", "operation")):
        columns = _told(columns, sample, known, general, meant)
    return with_own_id(columns, sample)


def _without_counted_losses(columns: Columns, sample: pd.DataFrame) -> Columns:
    """The columns without a mark of cancelled rows that counts cancelled orders: "Отменено" 3, 0, 5."""
    if "deleted" not in columns.positions or "deleted" in columns.mapped:
        return columns
    cells = filled_cells(sample, columns.positions["deleted"])
    counts = is_figures(cells) and not set(cells) <= _YES_NO
    return columns.giving_up("deleted") if counts else columns


def _told(columns: Columns, sample: pd.DataFrame, known: Deals, general: str, meant: str) -> Columns:
    """The columns with a status in the place of a stage that says less of what became of the rows."""
    at = dict(columns.positions)
    if general not in at or columns.mapped & {general, meant}:
        return columns
    if _share_told(known, sample, at[general]) <= (_share_told(known, sample, at[meant]) if meant in at else 0):
        return columns
    given_up = (columns.headers[at[meant]],) if meant in at else ()
    at[meant] = at.pop(general)
    return replace(columns, positions=at, unknown=(*columns.unknown, *given_up))


def _share_told(known: Deals, sample: pd.DataFrame, position: int) -> float:
    """In which share of the rows a column says what became of them."""
    cells = words(sample[position].to_numpy(dtype=object))
    return float(cells.where(lambda text: known.became(text) != "unknown").mean())


def _with_operation(columns: Columns, sample: pd.DataFrame, known: Deals) -> Columns:
    """The columns with the kinds of documents or payments, where some of them are sales and some returns."""
    if "operation" in columns.positions or columns.positions.keys() & {"clicks", "impressions"}:
        return columns
    for header in columns.unknown:
        cells = filled_cells(sample, columns.headers.index(header))
        found = [known.done(cell) for cell in cells]
        if {"won", "returned"} <= set(found) and found.count("unknown") <= (1 - MOST) * len(found):
            return columns.taking({"operation": header})
    return columns


def _with_order(columns: Columns, sample: pd.DataFrame) -> Columns:
    """The columns with the number of each order where the one taken for a count of them holds numbers."""
    position = columns.positions.get("conversions")
    if position is None or columns.mapped & {"conversions", "order_id"} or "order_id" in columns.positions:
        return columns
    cells = [cell.strip() for cell in sample[position] if not is_blank(cell.strip())]
    if plain_header(columns.headers[position]) not in _ONE or not cells:
        return columns
    counted = is_figures(cells) and not (
        len(set(cells)) >= _ALIKE * len(cells) and all(cell.isdigit() and int(cell) >= _NO_COUNT for cell in cells)
    )
    if counted or not are_numbers(sample[position]):
        return columns
    at = {name: place for name, place in columns.positions.items() if name != "conversions"}
    return replace(columns, positions={**at, "order_id": position})


def _with_sum(columns: Columns, sample: pd.DataFrame, *, named: bool) -> Columns:
    """The columns with the revenue where a sale or a deal has its sum."""
    at = dict(columns.positions)
    listed = tells_deals(columns)
    if "revenue" in at or not (listed or named or _TELLING & at.keys()):
        return columns
    spend = at.get("spend")
    if spend is not None and "spend" not in columns.mapped and plain_header(columns.headers[spend]) in _SUMS:
        at["revenue"] = at.pop("spend")
    elif listed and "budget" in at and "budget" not in columns.mapped:
        at["revenue"] = at.pop("budget")
    elif spend is None and (listed or "order_id" in at) and (header := _total(columns, sample)):
        return columns.taking({"revenue": header})
    return replace(columns, positions=at)


def _total(columns: Columns, sample: pd.DataFrame) -> str:
    """The header of the total of an order or of its lines, where one column is that."""
    free = [one for one in columns.unknown if one not in (*columns.own, *columns.aside) and "%" not in one]
    free = [one for one in free if _is_total(plain_header(one))]
    found = [one for one in free if is_figures(filled_cells(sample, columns.headers.index(one)))]
    return _only(found) or _only([one for one in found if says("begins", plain_header(one))])


def _only(found: Sequence[str]) -> str:
    return found[0] if len(found) == 1 else ""


def _is_total(plain: str) -> bool:
    return says("total", plain) and not any(says(kind, plain) for kind in ("part", "loss", "number", "days"))


def _with_refunds_kept(columns: Columns) -> Columns:
    """The columns with money that went back under its own name, where it is not taken off the revenue.

    It is taken off single sales; where sales are counted each row sums up many, and only gross sums lose it.
    """
    at = columns.positions
    if "refund" not in at or "refund" in columns.mapped:
        return columns
    net = {plain_header(word) for one in catalogues() for word in one.net}
    sold = plain_header(columns.headers[at["revenue"]]) if is_sales(at) else ""
    if sold and sold not in net and ("conversions" not in at or _TELLING & at.keys() or says("gross", sold)):
        return columns
    refunds = {columns.headers[at["refund"]], *(one for one in columns.unused if _is_refund(one))}
    kept = {*columns.giving_up("refund").unknown, *refunds}
    return replace(
        columns.giving_up("refund"),
        unknown=tuple(header for header in columns.headers if header in kept),
        unused=tuple(header for header in columns.unused if header not in refunds),
    )


def _is_refund(header: str) -> bool:
    known = field_of(header)
    return known is not None and known[0] == "refund"
