"""Files of sales: what became of each deal, order or payment. Only what is won and paid is revenue.

Stages are known by the words of the catalogues (`stages`); a stage that nobody knows is no revenue until a person says
that it is won, and the report names it with its sum.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, Final, Literal, cast

import numpy as np
import pandas as pd

from ingest.files import amounts
from ingest.files.amounts import Cells, DecimalMark, Mask, Numbers
from ingest.files.catalogues import catalogues
from ingest.files.field_names import plain_header
from ingest.files.headers import Columns
from ingest.files.sales_rows import COUNTS, Rows, has_whole_sums, rows_are
from ingest.files.words import Words, is_blank, words

Became = Literal["won", "partly", "open", "lost", "returned", "unknown"]
"""`partly`: won, and a part of the money went back."""
Tally = dict[tuple[Became, str], tuple[int, float]]
"""What became of rows and the word for it, to how many they are and their sum; refunds stand under an empty word."""

ADVERTISING: Final = frozenset({"spend", "impressions", "clicks"})
_NO: Final = frozenset({"0", "0.0", "no", "false", "n", "нет", "ложь"})
_SEPARATORS: Final = ":/>|"
_BRACKETS: Final = re.compile(r"\s*\([^()]*\)$")
"""The pipeline of a stage: `Closed Won (Sales Pipeline)`."""


@dataclass(frozen=True, kw_only=True)
class Deals:
    """Where a file of sales says what became of a row."""

    stage: int | None = None
    order_status: int | None = None
    """Beside a stage (of the payment) it only says what is cancelled or came back."""
    operation: int | None = None
    """The kind of a payment: a refund's sum is taken off, whatever its sign."""
    deleted: int | None = None
    """Filled or true where the deal is deleted or the order cancelled."""
    deleted_header: str = ""
    refund: int | None = None
    """Money that went back, to be taken off the row's revenue."""
    refund_mark: DecimalMark = "."
    refunds_apart: bool = False
    """Refunds have rows of their own, so that a payment marked as refunded still counts."""
    known: Mapping[str, Became] = field(default_factory=dict)
    rows: Rows = ""
    """What each row is, and so counts as."""
    whole: bool = False
    """Each line of an order repeats the sum of all of it."""

    def became(self, text: str) -> Became:
        """What a stage or an operation of that name is."""
        plain, text = plain_header(text), _BRACKETS.sub("", text)
        last = max(map(text.rfind, _SEPARATORS))
        return self.known.get(plain) or self.known.get(plain_header(text[last + 1 :])) or "unknown"

    def done(self, text: str) -> Became:
        """What an operation is, by its first word where the whole is not known: `Возврат товаров от покупателя`."""
        found = self.became(text)
        return self.became(text.split()[0]) if found == "unknown" and text.strip() else found


@cache
def stages_of(headers: frozenset[str]) -> dict[str, Became]:
    """Words for what became of a deal; those of the system that wrote the file go first."""
    telling = {one: len(headers & set(map(plain_header, one.telling))) >= one.enough for one in catalogues()}
    found: dict[str, Became] = {}
    for catalogue in sorted(telling, key=lambda one: not telling[one]):
        for became, listed in catalogue.stages.items():
            for word in listed:
                found.setdefault(plain_header(word), cast("Became", became))
    return found


_FIELDS: Final = ("stage", "order_status", "operation", "deleted", "refund")


def is_sales(at: Mapping[str, int]) -> bool:
    """Whether fields are those of sales and not of advertising."""
    return "revenue" in at and ("order_id" in at or not ADVERTISING & at.keys())


def deals_in(columns: Columns, sample: pd.DataFrame) -> Deals | None:
    """What a file of sales says of its rows, or None when it says nothing."""
    at = columns.positions
    found = {name: at[name] for name in _FIELDS if name in at}
    if "stage" not in found and "order_status" in found:
        found["stage"] = found.pop("order_status")
    rows = rows_are(columns)
    if not (found or rows) or not (rows or is_sales(at)):
        return None
    headers = frozenset(map(plain_header, columns.headers))
    mark = amounts.decimal_mark(sample[found["refund"]].unique()) if "refund" in found else None
    told: dict[str, Became] = dict.fromkeys(map(plain_header, columns.won), "won")
    gone = columns.headers[found["deleted"]] if "deleted" in found else ""
    deals = Deals(
        stage=found.get("stage"),
        order_status=found.get("order_status"),
        operation=found.get("operation"),
        deleted=found.get("deleted"),
        deleted_header=gone,
        refund=found.get("refund"),
        refund_mark=mark or ".",
        known={**stages_of(headers), **told},
        rows=rows,
    )
    whole = rows == "orders" and has_whole_sums(columns, sample)
    return replace(deals, refunds_apart=_refunds_apart(deals, at, sample), whole=whole)


def _refunds_apart(deals: Deals, at: Mapping[str, int], sample: pd.DataFrame) -> bool:
    """Whether refunds have rows of their own: where orders have ids, those of payments that were refunded."""
    if deals.operation is None:
        return False
    back = words(sample[deals.operation].to_numpy(dtype=object)).where(lambda kind: deals.done(kind) == "returned")
    if not back.any() or deals.stage is None or "order_id" not in at:
        return bool(back.any())
    refunded = words(sample[deals.stage].to_numpy(dtype=object)).where(lambda text: deals.became(text) == "returned")
    orders = sample[at["order_id"]]
    paid = orders[refunded & ~back]
    return paid.empty or bool(paid.isin(orders[back]).any())


@dataclass(frozen=True, kw_only=True)
class Settled:
    """What became of the rows of a chunk."""

    became: Cells
    said: Cells
    """The word that says so."""
    sums: Numbers
    """Revenue as it stood in the row."""
    refunds: Numbers
    """What was taken off, from 0."""

    def tally(self, good: Mask) -> Tally:
        """Sums of what is no revenue, and of what was taken off it."""
        found: Tally = {}
        rows = pd.DataFrame({"became": self.became, "said": self.said, "sum": self.sums})[good]
        rows = rows[(rows["became"] != "won") & rows["sum"].notna()]
        for became, said, amount in rows.itertuples(index=False, name=None):
            count, total = found.get((became, said), (0, 0.0))
            found[(became, said)] = (count + 1, total + amount)
        taken = self.refunds[good & (self.refunds > 0)]
        if len(taken):
            found[("returned", "")] = (len(taken), float(taken.sum()))
        return found


def settle(values: dict[str, Numbers], chunk: pd.DataFrame, deals: Deals | None) -> Settled | None:
    """Leaves in `values` the revenue and the conversions of what is won, less what went back.

    A row that is not won stays, with a revenue of 0: a later file may say that it is won, or that it no longer is.
    """
    revenue = values.get("revenue")
    if deals is None:
        if revenue is None:
            return None
        nothing = np.full(len(chunk), "won", dtype=object)
        return Settled(became=nothing, said=nothing, sums=revenue, refunds=np.where(revenue < 0, -revenue, 0.0))
    became, said = _decided(chunk, deals)
    stands = np.isin(became, ("won", "partly", "taken off"))
    back = became == "taken off"
    refund = _refund(chunk, deals)
    sums = np.full(len(chunk), np.nan) if revenue is None else revenue
    kept = np.where(back, -np.abs(sums), sums)
    kept = np.where(refund > 0, np.maximum(kept - refund, 0), kept)
    if revenue is not None:
        values["revenue"] = np.where(np.isnan(sums), np.nan, np.where(stands, kept, 0.0))
    if deals.rows:
        told = stands & ~(sums < 0) if deals.stage is not None else sums > 0
        counted = {"conversions": told & ~back, "leads": said != deals.deleted_header if deals.deleted else ~back}
        values |= {name: counted[name].astype(float) for name in COUNTS[deals.rows]}
    elif "conversions" in values:
        given = values["conversions"]
        values["conversions"] = np.where(np.isnan(given) | (stands & ~back), given, 0.0)
    gone = np.where(kept < 0, -kept, np.where(refund > 0, sums - kept, 0.0))
    told = back | ((became == "partly") & (refund > 0))
    return Settled(
        became=np.where(told, "won", became),
        said=said,
        sums=sums,
        refunds=np.where(stands, np.nan_to_num(gone), 0.0),
    )


def _decided(chunk: pd.DataFrame, deals: Deals) -> tuple[Cells, Cells]:
    """What became of each row, `taken off` for the refund of a payment, and the word that says so."""
    stage, stage_said = _read(chunk, deals.stage, deals.became)
    order, order_said = _read(chunk, deals.order_status, deals.became)
    over = np.isin(order, ("lost", "returned"))
    stage, stage_said = np.where(over, order, stage), np.where(over, order_said, stage_said)
    kind, kind_said = _read(chunk, deals.operation, deals.done)
    refund = kind == "returned"
    paid = np.isin(stage, ("won", "partly")) | ((stage == "returned") & (refund | deals.refunds_apart))
    became = np.where(paid, np.where(refund, "taken off", np.where(kind == "won", stage, kind)), stage)
    became = np.where((became == "returned") & paid, "won", became)
    said = np.where(paid & (kind != "won"), kind_said, stage_said)
    if deals.deleted is None:
        return became, said
    gone = _column(chunk, deals.deleted).where(lambda text: bool(text) and text.casefold() not in _NO)
    return np.where(gone, "lost", became), np.where(gone, deals.deleted_header, said)


def _read(chunk: pd.DataFrame, position: int | None, known: Callable[[str], Became]) -> tuple[Cells, Cells]:
    if position is None:
        return np.full(len(chunk), "won", dtype=object), np.full(len(chunk), "", dtype=object)
    said = _column(chunk, position)
    return said.mapped(known).cells(), said.cells()


def _column(chunk: pd.DataFrame, position: int) -> Words:
    return words(chunk[position].to_numpy(dtype=object)).mapped(lambda text: "" if is_blank(text) else text)


def _refund(chunk: pd.DataFrame, deals: Deals) -> Numbers:
    if deals.refund is None:
        return np.zeros(len(chunk))
    read = amounts.parse(chunk[deals.refund].to_numpy(dtype=object), deals.refund_mark)
    return np.abs(np.nan_to_num(read.values))


def deal_notes(tally: Tally) -> list[tuple[str, dict[str, Any]]]:
    """What is no revenue and why, each with its rows and its sum."""
    found: dict[Became, list[str]] = {}
    taken = [(count, total) for (became, said), (count, total) in tally.items() if became == "returned" and not said]
    for (became, said), (count, total) in tally.items():
        if said or became != "returned":
            found.setdefault(became, []).append(f"{said or '-'} ({count}: {total:,.2f})".replace(",", "\u00a0"))
    aside = [line for became in ("open", "lost", "returned") for line in found.get(became, ())]
    notes: list[tuple[str, dict[str, Any]]] = []
    if aside:
        notes.append(("files-note-not-won", {"stages": "; ".join(aside)}))
    if "unknown" in found:
        example = next((said for became, said in tally if became == "unknown" and said), "-")
        notes.append(("files-note-stage-unknown", {"stages": "; ".join(found["unknown"]), "example": example}))
    if "partly" in found:
        notes.append(("files-note-partly-returned", {"stages": "; ".join(found["partly"])}))
    if taken:
        [(count, total)] = taken
        notes.append(("files-note-refunds", {"count": count, "sum": f"{total:,.2f}".replace(",", "\u00a0")}))
    return notes
