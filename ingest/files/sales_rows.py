"""Files whose every row is one deal or one order: the row itself counts, once, however often the file names it.

A deal is a lead, and a conversion once it is won; an order that stands is a conversion.
"""

from dataclasses import dataclass, field, replace
from typing import Final, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from ingest.files.column_notes import Note
from ingest.files.field_names import plain_header
from ingest.files.headers import Columns
from ingest.files.word_kinds import says
from ingest.files.words import is_blank, words

Rows = Literal["deals", "orders", "calls", ""]

_COUNTED_ALREADY: Final = frozenset({"impressions", "clicks", "spend", "conversions", "leads", "source_medium"})
"""Beside such a column a row is a sum of many."""
_OWN_ID: Final = frozenset({"id", "record id", "no", "номер", "ид"})
"""In a list of deals its own number, whatever it is called by."""
_NEARLY_ALL: Final = 0.9
_LOOKED_AT: Final = 20_000
_FEWEST: Final = 2
"""Orders of several lines from which equal sums are no chance."""
COUNTS: Final[dict[Rows, tuple[str, ...]]] = {
    "deals": ("leads", "conversions"),
    "orders": ("conversions",),
    "calls": ("leads",),
    "": (),
}
"""What each row counts as."""


def tells_deals(columns: Columns) -> bool:
    """Whether a header says that deals, requests or opportunities are listed, and no column counts them."""
    return not columns.positions.keys() & (_COUNTED_ALREADY - {"spend"}) and any(
        says("deal", plain_header(header)) for header in columns.headers
    )


def lists_deals(columns: Columns) -> bool:
    """Whether rows are deals whose sums are budgets only by their word: each says what became of it."""
    return tells_deals(columns) and bool(columns.positions.keys() & {"order_id", "stage", "status"})


def rows_are(columns: Columns) -> Rows:
    """What one row is; nothing where rows are sums of many."""
    at = columns.positions
    if at.keys() & _COUNTED_ALREADY:
        return ""
    if ("order_id" in at or {"deal", "stage"} <= at.keys()) and tells_deals(columns):
        return "deals"
    if {"order_id", "revenue"} <= at.keys():
        return "orders"
    return "calls" if _logs_calls(columns) else ""


def _logs_calls(columns: Columns) -> bool:
    """Whether every row is one call: headers speak of a call, and of who called or for how long."""
    plain = [plain_header(header) for header in columns.headers]
    held = columns.positions.keys() & {"revenue", "spend"}
    return not held and all(any(says(kind, header) for header in plain) for kind in ("call", "caller"))


def rows_note(columns: Columns) -> list[Note]:
    """Says what each row counts as."""
    rows = rows_are(columns)
    return [(f"files-note-rows-{rows}", {})] if rows else []


def with_own_id(columns: Columns, sample: pd.DataFrame) -> Columns:
    """The columns of a list of deals with the deal's own number, though its header says no more than `ID`.

    Where the column taken for it holds names, several deals may have one: they only cut rows finer.
    """
    if not tells_deals(columns) or "order_id" in columns.mapped:
        return columns
    held = columns.positions.get("order_id")
    if held is not None and are_numbers(sample[held]):
        return columns
    free = [header for header in (*columns.unknown, *columns.unused) if _is_own_id(plain_header(header))]
    found = next((header for header in free if _is_filled(sample[columns.headers.index(header)])), None)
    at = {name: place for name, place in columns.positions.items() if name != "order_id"}
    at |= {} if held is None else {"deal": held}
    at |= {"order_id": columns.headers.index(found)} if found else {}
    unknown, unused = (tuple(one for one in listed if one != found) for listed in (columns.unknown, columns.unused))
    return replace(columns, positions=at, unknown=unknown, unused=unused)


def are_numbers(cells: "pd.Series[str]") -> bool:
    """Whether cells are words with digits, as numbers of orders are and names mostly not."""
    filled = [cell for cell in cells if not is_blank(cell.strip())]
    return sum(any(map(str.isdigit, cell)) and " " not in cell.strip() for cell in filled) >= _NEARLY_ALL * len(filled)


def _is_own_id(plain: str) -> bool:
    return plain in _OWN_ID or (says("number", plain) and says("deal", plain))


def _is_filled(cells: "pd.Series[str]") -> bool:
    return sum(not is_blank(cell.strip()) for cell in cells) >= _NEARLY_ALL * len(cells)


def has_whole_sums(columns: Columns, sample: pd.DataFrame) -> bool:
    """Whether every line of an order repeats the total of all of it, so that it counts once.

    Sums of single lines differ in some order; a header that says line or item is believed.
    """
    order, total = columns.positions["order_id"], columns.positions["revenue"]
    rows = sample.iloc[:_LOOKED_AT, : len(columns.headers)].drop_duplicates()
    rows = rows[rows.duplicated(order, keep=False) & (rows[order].map(str.strip) != "") & (rows[total] != "")]
    several = rows.groupby(order)[total].nunique()
    return (
        len(several) >= _FEWEST
        and bool((several == 1).all())
        and not says("line", plain_header(columns.headers[total]))
    )


def order_keys(chunk: pd.DataFrame, order: int, version: int | None) -> npt.NDArray[np.uint64]:
    """A number for each row, equal for the lines of one order in one version; 0 where the order has no id."""
    places = [order] if version is None else [order, version]
    columns = [words(chunk[place].to_numpy(dtype=object)) for place in places]
    cells = pd.DataFrame({number: column.cells() for number, column in enumerate(columns)}, dtype=object)
    found = np.asarray(pd.util.hash_pandas_object(cells, index=False), dtype=np.uint64)
    return np.where(columns[0].where(is_blank), np.uint64(0), found)


@dataclass(kw_only=True)
class OrdersSeen:
    """Orders of one table that have counted already, eight bytes each: lines of one may stand far apart."""

    known: npt.NDArray[np.uint64] = field(default_factory=lambda: np.empty(0, dtype=np.uint64))

    def once(self, facts: pd.DataFrame, orders: npt.NDArray[np.uint64], *, whole: bool) -> pd.DataFrame:
        """The facts with a conversion for the first line of each order only.

        Args:
            facts: accepted rows, with `conversions`.
            orders: of the same rows, from `order_keys`; empty where rows are no orders.
            whole: so is their revenue, which each line repeats.
        """
        if not len(orders) or "conversions" not in facts:
            return facts
        counts = (facts["conversions"].fillna(0) > 0).to_numpy(dtype=bool) & (orders != 0)
        again = counts & np.isin(orders, self.known)
        again[counts] |= pd.Series(orders[counts]).duplicated().to_numpy()
        self.known = np.union1d(self.known, orders[counts])
        names = ("conversions", "revenue") if whole else ("conversions",)
        return facts.assign(**{name: facts[name].mask(again, 0) for name in names}) if again.any() else facts
