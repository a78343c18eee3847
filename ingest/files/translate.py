"""Turns a chunk of text cells into facts: what is right becomes measures and keys, what is wrong gets a reason."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from ingest.facts import MEASURES, MICRO_MEASURES, OWN_MEASURES, SLICE_COLUMNS, Rejected
from ingest.files import amounts, currencies, days, derive, outcomes
from ingest.files.amounts import Cells, DecimalMark, Mask, Numbers, ParsedAmount
from ingest.files.chunks import STATE
from ingest.files.column_sums import summed
from ingest.files.deals import Settled, Tally, settle
from ingest.files.grain import parts, turns
from ingest.files.identity import Identity, Spelled, identities, respelled
from ingest.files.sales_rows import order_keys
from ingest.files.shape import Shape
from ingest.files.words import Words, is_blank, is_subtotal, is_total, words
from ingest.lengths import LONGEST_VALUE, bounded

REASONS: Final = (
    "",
    "too_few_cells",
    "too_many_cells",
    "broken_line",
    "missing_day",
    "bad_date",
    "future_day",
    "missing_channel",
    "missing_campaign",
    "unknown_currency",
    "not_a_number",
    "too_large",
    "negative_measure",
    "clicks_above_impressions",
    "no_measures",
)
"""Why a row went to quarantine; the first that holds is named. Texts: `files-reason-<code>`."""


@dataclass(frozen=True, kw_only=True)
class Translated:
    """One chunk, read."""

    read: int
    totals: int
    """Lines of totals, which are no data."""
    rejected: list[Rejected]
    facts: pd.DataFrame
    """Accepted rows in storage form: `day`, `slice`, slice columns, measures, `derived`; in the file's order."""
    cuts: Mapping[str, Cells]
    """Of the same rows what stands in the text columns kept under their own names, by place."""
    identity: Identity
    fingerprints: npt.NDArray[np.uint64]
    """Equal for rows whose cells are all equal."""
    settled: Tally
    """Rows of a file of sales that are no revenue, and what was taken off."""
    unread: Mapping[str, int]
    """Cells of columns kept under their own names that are no numbers, by header: they are empty."""
    turns: Sequence[object]
    """What orders rows of one part from old to new."""
    orders: npt.NDArray[np.uint64]
    """Equal for lines of one order, where every row is one or a line of one; else empty."""


class _Verdict:
    """The first reason against each row."""

    def __init__(self, rows: int) -> None:
        self.codes = np.zeros(rows, dtype=np.int8)

    def add(self, reason: str, against: Mask) -> None:
        self.codes[(self.codes == 0) & against] = REASONS.index(reason)


def translate(
    chunk: pd.DataFrame,
    shape: Shape,
    *,
    today: date,
    start: int = 0,
    careful: bool = False,
    spelled: Spelled | None = None,
) -> Translated:
    """Reads one chunk, `start` rows below the header; with `careful` also what it takes to gather rows of one key."""
    chunk, totals = _without_totals(chunk, shape)
    verdict = _Verdict(len(chunk))
    for reason in ("too_few_cells", "too_many_cells", "broken_line"):
        verdict.add(reason, chunk[STATE].to_numpy(dtype=object) == reason)
    day = _day(chunk, shape, today, verdict)
    identity = identities(chunk, shape, spelled)
    verdict.add("missing_channel", identity.without_channel)
    verdict.add("missing_campaign", identity.without_campaign)
    verdict.add("unknown_currency", identity.currency.where(lambda code: code not in currencies.codes()))
    own = {one.position: _read(chunk, one.position, shape.decimals[one.header]) for one in shape.own}
    values, derived, settled = _measures(chunk, shape, own, verdict)
    good = verdict.codes == 0
    facts = _facts(values, good).assign(day=day[good], slice=shape.slice, derived=derived[good])
    for name, column in _slices(chunk, shape).items():
        facts[name] = respelled(column, name, spelled).cells()[good]
    grain = shape.grain
    if grain.names:
        facts = facts.assign(grain=grain.label, part=parts(chunk, grain).cells()[good])
    return Translated(
        read=len(chunk),
        totals=totals,
        rejected=list(_rejected(chunk, shape, verdict)),
        facts=facts,
        cuts=_cuts(chunk, shape, spelled, good),
        identity=identity.only(good),
        settled=settled.tally(good) if settled else {},
        unread={one.header: count for one in shape.own if (count := int(own[one.position].bad[good].sum()))},
        fingerprints=_fingerprints(chunk, good) if careful else np.empty(0, np.uint64),
        turns=_turns(chunk, shape, start, good) if careful else (),
        orders=_orders(chunk, shape)[good] if shape.rows == "orders" else np.empty(0, np.uint64),
    )


def _without_totals(chunk: pd.DataFrame, shape: Shape) -> tuple[pd.DataFrame, int]:
    """Drops lines of totals and lines that are blank altogether: neither is data."""
    periods = {shape.day, shape.position("period_end")}
    first = next((place for place in range(len(shape.columns.headers)) if place not in periods), shape.day)
    telling = {0, first, shape.day}
    for name in ("channel", "campaign", "campaign_id", "status"):
        position = shape.position(name)
        telling |= {position} if position is not None else set()
    texts = [words(chunk[position].to_numpy(dtype=object)) for position in sorted(telling)]
    total = np.any([column.where(is_total) for column in texts], axis=0) | _names_nothing(chunk, shape)
    dayless = words(chunk[shape.day].to_numpy(dtype=object)).where(is_blank)
    total |= dayless & np.any([column.where(is_subtotal) for column in texts], axis=0)
    blank = np.all([column.where(is_blank) for column in texts], axis=0)
    title = shape.columns.headers[shape.day]
    again = words(chunk[shape.day].to_numpy(dtype=object)).where(lambda text: text == title)
    if blank.any():
        rest = chunk.loc[blank, list(range(len(shape.layout.header)))]
        blank[blank] = (rest.map(str.strip) == "").all(axis=1).to_numpy()
    total &= ~blank
    total |= shape.levels.parents(chunk) if shape.levels else False
    dropped = total | blank | again
    return (chunk[~dropped] if dropped.any() else chunk), int(total.sum())


def _names_nothing(chunk: pd.DataFrame, shape: Shape) -> Mask:
    """Lines of totals without a word: nothing says whose figures they are, and no single day when."""
    columns = shape.columns
    naming = set(columns.of_role("identity", "trait", "slice", "finer")) - {"currency"}
    if columns.has("campaign") or columns.has("campaign_id"):
        naming.discard("account")
    if not naming:
        return np.zeros(len(chunk), dtype=bool)
    telling = [columns.positions[name] for name in naming]
    telling += [] if columns.has("period_end") else [shape.day]
    cells = (words(chunk[position].to_numpy(dtype=object)) for position in telling)
    nameless: Mask = np.all([column.where(is_blank) for column in cells], axis=0)
    return nameless


def _day(chunk: pd.DataFrame, shape: Shape, today: date, verdict: _Verdict) -> npt.NDArray[np.datetime64]:
    read = days.parse_days(chunk[shape.day].to_numpy(dtype=object), shape.order, today)
    verdict.add("missing_day", read.missing)
    verdict.add("bad_date", read.bad)
    verdict.add("future_day", read.days > np.datetime64(today))
    return read.days


def _read(chunk: pd.DataFrame, position: int, decimal: DecimalMark) -> ParsedAmount:
    return amounts.parse(chunk[position].to_numpy(dtype=object), decimal)


def _measures(
    chunk: pd.DataFrame, shape: Shape, own: Mapping[int, ParsedAmount], verdict: _Verdict
) -> tuple[dict[str, Numbers], Mask, Settled | None]:
    def numbers(name: str, position: int) -> Numbers:
        places = shape.columns.parts.get(name, (position,))
        read = (own.get(place) or _read(chunk, place, shape.decimals[name]) for place in places)
        return summed([_numbers(one, shape, name, verdict) for one in read])

    values = {name: numbers(name, position) for name, position in shape.measures.items()}
    ratios = {name: numbers(name, position) for name, position in shape.ratios.items()}
    if shape.kinds is not None:
        outcomes.split(values, words(chunk[shape.kinds].to_numpy(dtype=object)))
    derived = derive.derive(values, ratios, shape.derivations) if values else np.zeros(len(chunk), dtype=bool)
    settled = settle(values, chunk, shape.deals)
    unsigned = np.zeros(len(chunk), dtype=bool)
    refunded = values["revenue"] < 0 if "revenue" in values else unsigned
    below_zero = {"revenue": ~unsigned, "conversions": refunded, **dict.fromkeys(OWN_MEASURES, ~unsigned)}
    for name, column in values.items():
        verdict.add("too_large", np.abs(column) > amounts.BIGGEST)
        verdict.add("negative_measure", (column < 0) & ~below_zero.get(name, unsigned))
    if {"clicks", "impressions"} <= values.keys():
        counted = values["impressions"] > 0  # messages have clicks and no impressions at all
        verdict.add("clicks_above_impressions", counted & (values["clicks"] > values["impressions"]))
    figures = [*values.values(), *(read.values for read in own.values())]  # own columns may have no place yet
    verdict.add("no_measures", np.all([np.isnan(column) for column in figures], axis=0))
    return values, derived, settled


def _numbers(read: ParsedAmount, shape: Shape, name: str, verdict: _Verdict) -> Numbers:
    if name not in OWN_MEASURES:  # a row is not lost over a column that nobody has asked for: its cell stays empty
        verdict.add("not_a_number", read.bad)
    if name in shape.micros:
        return read.values / 1_000_000
    if name in shape.measures:
        return read.values
    if name not in derive.SIGNED:
        verdict.add("negative_measure", read.values < 0)
    divided = read.percent | (name in shape.per_cent)
    return np.where(divided, read.values / 100, read.values)


def _facts(values: dict[str, Numbers], good: Mask) -> pd.DataFrame:
    columns = {}
    for name in MEASURES:
        if name in values:
            numbers = values[name][good]
            missing = np.isnan(numbers)
            exact = name in MICRO_MEASURES
            whole = amounts.whole_micros(numbers) if exact else np.rint(np.nan_to_num(numbers)).astype(np.int64)
            columns[name] = amounts.nullable(whole, missing)
    return pd.DataFrame(columns)


def _slices(chunk: pd.DataFrame, shape: Shape) -> dict[str, Words]:
    """Breakdown columns; a blank cell is the empty value of the same slice. A country stands before its region."""
    found: dict[str, Words] = {}
    for name in SLICE_COLUMNS:
        position = shape.position(name)
        if position is not None:
            found[name] = _breakdown(chunk, position)
    country = shape.position("country")
    if country is not None:
        cells = _breakdown(chunk, country)
        found["region"] = _joined(cells, found["region"]) if "region" in found else cells
    return found


def _cuts(chunk: pd.DataFrame, shape: Shape, spelled: Spelled | None, good: Mask) -> dict[str, Cells]:
    words_of = {one.position: f"own:{one.word}" for one in shape.texts}
    columns = {place: respelled(_breakdown(chunk, at), words_of[at], spelled) for place, at in shape.cuts.items()}
    return {place: column.cells()[good] for place, column in columns.items()}


def _breakdown(chunk: pd.DataFrame, position: int) -> Words:
    cells = words(chunk[position].to_numpy(dtype=object))
    return cells.mapped(lambda text: "" if is_blank(text) else bounded(text, LONGEST_VALUE))


def _joined(country: Words, region: Words) -> Words:
    pairs = zip(country.cells(), region.cells(), strict=True)
    return words(np.array([", ".join(filter(None, pair)) for pair in pairs], dtype=object))


def _rejected(chunk: pd.DataFrame, shape: Shape, verdict: _Verdict) -> Iterator[Rejected]:
    names = [header or f"column {number}" for number, header in enumerate(shape.columns.headers, 1)]
    width = len(names)
    bad = np.flatnonzero(verdict.codes)
    for code, row in zip(verdict.codes[bad], chunk.iloc[bad, :width].itertuples(index=False, name=None), strict=True):
        yield Rejected(reason=REASONS[code], raw=dict(zip(names, row, strict=True)), detail=shape.layout.path.name)


def _orders(chunk: pd.DataFrame, shape: Shape) -> npt.NDArray[np.uint64]:
    turn = shape.grain.turn
    return order_keys(chunk, shape.columns.positions["order_id"], turn if turn is not None and turn >= 0 else None)


def _turns(chunk: pd.DataFrame, shape: Shape, start: int, good: Mask) -> Sequence[object]:
    ordered = turns(chunk, shape.grain, start)
    return [ordered[int(row)] for row in np.flatnonzero(good)]


def _fingerprints(chunk: pd.DataFrame, good: Mask) -> npt.NDArray[np.uint64]:
    own = chunk.loc[good, chunk.columns[:-1]].apply(_trimmed)
    return np.asarray(pd.util.hash_pandas_object(own, index=False), dtype=np.uint64)


def _trimmed(column: "pd.Series[str]") -> "pd.Series[str]":
    """The column without blanks around its cells: a row is repeated by what it says."""
    places, different = pd.factorize(column.to_numpy(dtype=object))
    stripped = np.array([cell.strip() for cell in different], dtype=object)
    return pd.Series(stripped[places], index=column.index, dtype=object)
