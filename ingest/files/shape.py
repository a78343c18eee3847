"""Decides from headers and first rows how a file of facts is read: fields, notation, grain, channel, currency."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any, Final

import pandas as pd

from ingest.channel_names import canonical, key_for, titles
from ingest.errors import InvalidInput
from ingest.facts import MEASURES, SLICE_COLUMNS, slice_name
from ingest.files import days, derive, notation, outcomes
from ingest.files.amounts import DecimalMark
from ingest.files.chunks import read_chunks
from ingest.files.deals import Deals, deals_in, placed
from ingest.files.grain import CLOCK, Grain, find_grain
from ingest.files.guesses import hint
from ingest.files.headers import OWN, Columns, plain_header
from ingest.files.layout import Layout
from ingest.files.mediums import sourced
from ingest.files.notation import examples
from ingest.files.own import OwnColumn, Sorted, own_columns
from ingest.files.platforms import export_of, named_by, named_in
from ingest.files.telegram_halves import CHANNEL, ad_of, is_half

Note = tuple[str, dict[str, Any]]
UNNAMED: Final = "file"
"""The source when nobody named one."""
OWN_NOTE: Final = "files-note-own"
_LONGER: Final = frozenset({"week", "week start", "week starting", "неделя", "month", "месяц"})
"""Headers of days that stand for more than one."""


@dataclass(frozen=True, kw_only=True)
class Shape:
    """How the rows of one file become facts."""

    layout: Layout
    columns: Columns
    day: int
    order: days.Order
    measures: dict[str, int]
    """Measure to column."""
    ratios: dict[str, int]
    """Ratios that derivations stand on, to their columns."""
    derivations: tuple[derive.Derivation, ...]
    decimals: dict[str, DecimalMark]
    per_cent: frozenset[str]
    """Ratios whose cells are divided by a hundred."""
    own: tuple[OwnColumn, ...] = ()
    """Columns to be kept under their own names; their notation stands under their headers."""
    micros: frozenset[str] = frozenset()
    """Measures and ratios whose header says that they are in millionths."""
    slice: str
    channel: str = ""
    """Key for all rows, when no column holds the channel."""
    channel_title: str = ""
    surfaces: Mapping[str, str] = field(default_factory=dict)
    """Spellings of the channel column that are parts of a channel, to that channel."""
    deals: Deals | None = None
    """Where a file of sales says what became of each row."""
    kinds: int | None = None
    """The column that says what each row's results are."""
    currency: str
    currency_cells: int | None = None
    """The column whose amounts name several currencies, each row its own."""
    vat_included: bool | None = None
    half: str = ""
    """The ad, when the file is one of the two exports of Telegram Ads."""
    grain: Grain
    """What makes rows finer than a campaign's day, so that they are added up."""
    notes: tuple[Note, ...] = field(default=())

    @property
    def read_as(self) -> dict[str, str]:
        """Header to field; what is kept under its own name is `own`."""
        return {**self.columns.recognised, **dict.fromkeys((one.header for one in self.own), OWN)}

    @property
    def is_sales(self) -> bool:
        """Whether the rows are sales, which advertising of other files may have brought."""
        return "revenue" in self.measures and self.sells_only

    @property
    def sells_only(self) -> bool:
        """Whether nothing is said of the advertising itself."""
        return not {"spend", "impressions", "clicks"} & self.measures.keys()

    def position(self, name: str) -> int | None:
        """The column of a field."""
        return self.columns.positions.get(name)


def find_shape(
    layout: Layout,
    columns: Columns,
    sample: pd.DataFrame,
    *,
    source: str,
    currency: str,
    remembered: Collection[str] = (),
) -> Shape:
    """Puts together how to read the file.

    Raises:
        InvalidInput: no column holds a day, or none holds a measure.
    """
    columns = sourced(placed(columns, sample), sample)
    measures = _measures(columns)
    chosen = derive.needed(measures, columns.of_role("ratio"))
    day = _needed_day(layout, columns, sample, measure=bool(measures or chosen))
    ratios = {item.ratio: columns.positions[item.ratio] for item in chosen}
    agreed, mixed = notation.signs({**measures, **ratios}, sample)
    unnamed = own_columns(columns, sample, columns.currency or agreed or currency)
    notes: list[Note] = _column_notes(columns, measures, chosen, unnamed)
    order = _order(layout, day, sample, notes)
    channel, title = _channel(layout, columns, source, notes)
    surfaces = _surfaces(layout, columns, sample, notes)
    kinds = _kinds(columns, sample, notes)
    grain = find_grain(columns, sample, day, remembered)
    notes += _day_notes(columns, sample, day, order, grain)
    numeric = {**measures, **ratios, **{one.header: one.position for one in unnamed.kept}}
    return Shape(
        layout=layout,
        columns=columns,
        day=day,
        order=order,
        measures=measures,
        ratios=ratios,
        derivations=chosen,
        own=unnamed.kept,
        decimals=notation.decimals(layout, columns, numeric, sample),
        per_cent=notation.per_cent(columns, ratios, sample),
        micros=notation.micros(columns, numeric),
        slice=_slice(columns),
        channel=channel,
        channel_title=title,
        surfaces=surfaces,
        kinds=kinds,
        deals=deals_in(columns, sample),
        currency=columns.currency or agreed or currency,
        currency_cells=None if columns.currency else mixed,
        vat_included=notation.vat(columns, measures),
        half=ad_of(layout.path) if is_half(columns) else "",
        grain=replace(grain, careful=grain.careful or bool(surfaces)),
        notes=tuple(notes),
    )


def _day_notes(columns: Columns, sample: pd.DataFrame, day: int, order: days.Order, grain: Grain) -> list[Note]:
    """What is worth a word about the days: a year nobody wrote, longer periods, hours."""
    notes: list[Note] = []
    if any(days.is_yearless(cell) for cell in examples(sample, day)):
        notes.append(("files-note-year-assumed", {}))
    if _is_longer(columns, sample, day, order):
        notes.append(("files-note-longer", {"header": columns.headers[day]}))
    cuts = zip(grain.names, grain.positions, strict=True)
    notes += [("files-note-hours", {"header": columns.headers[at]}) for name, at in cuts if name in ("hour", CLOCK)]
    return notes


def _needed_day(layout: Layout, columns: Columns, sample: pd.DataFrame, *, measure: bool) -> int:
    """The column of days.

    Raises:
        InvalidInput: there is none, or no measure beside it.
    """
    day = next((columns.positions[name] for name in ("day", "starts", "month") if columns.has(name)), None)
    if day is not None and measure:
        return day
    asked = hint(columns, sample, day=day is not None, measure=measure)
    seen = ", ".join(filter(None, columns.headers))
    lacks = "files-no-day" if day is None else "files-no-measure"
    raise InvalidInput(lacks, received=seen, file=layout.path.name, hint=asked)


def _measures(columns: Columns) -> dict[str, int]:
    found = {name: columns.positions[name] for name in columns.of_role("measure") if name in MEASURES}
    if columns.has("views"):
        found.setdefault("impressions" if "impressions" not in found else "video_views", columns.positions["views"])
    if _cpa_is_cost(columns):
        found["spend"] = columns.positions["cpa"]
    return found


def _cpa_is_cost(columns: Columns) -> bool:
    """Campaign-grain files call the whole cost of the row "CPA": nothing else says cost, and ratios are given."""
    rated = any(columns.has(name) for name in ("roi", "roas", "conversion_rate"))
    return columns.has("cpa") and rated and not columns.has("spend") and not columns.has("conversions")


def _column_notes(
    columns: Columns, measures: Mapping[str, int], chosen: tuple[derive.Derivation, ...], unnamed: Sorted
) -> list[Note]:
    notes: list[Note] = []
    notes += own_note(unnamed.kept)
    kept = {one.header for one in unnamed.kept}
    ignored = [one for one in (*columns.unknown, *columns.unused) if one not in kept and one not in unnamed.left]
    for name in sorted(columns.assumed, key=columns.positions.__getitem__):
        notes.append(("files-note-assumed", {"header": columns.headers[columns.positions[name]], "field": name}))
    for reason in dict.fromkeys(unnamed.left.values()):
        headers = [header for header, why in unnamed.left.items() if why == reason]
        notes.append((f"files-note-left-{reason}", {"headers": ", ".join(headers), "example": headers[0]}))
    if ignored:
        notes.append(("files-note-ignored", {"headers": ", ".join(ignored)}))
    if measures.get("spend") == columns.positions.get("cpa", -1):
        notes.append(("files-note-cpa-is-cost", {"header": columns.headers[measures["spend"]]}))
    notes += [
        ("files-note-derived", {"measure": item.measure, "base": item.base, "ratio": item.ratio}) for item in chosen
    ]
    return notes


def own_note(kept: Sequence[OwnColumn]) -> list[Note]:
    """Says which columns are kept under their own names."""
    return [(OWN_NOTE, {"headers": ", ".join(one.title for one in kept), "example": kept[0].header})] if kept else []


def _order(layout: Layout, day: int, sample: pd.DataFrame, notes: list[Note]) -> days.Order:
    cells = examples(sample, day)
    order = days.column_order(cells)
    if order or not days.is_ambiguous(cells):
        return order or "day_first"
    order = next(
        filter(None, (days.column_order(pd.unique(part[day])) for part in islice(read_chunks(layout), 1, None))), None
    )
    if order is None:
        order = days.likely_order(cells)
        if "." in str(cells[0]):
            return order
        notes.append(("files-note-day-order", {"order": order, "example": str(cells[0])}))
    return order


def _channel(layout: Layout, columns: Columns, source: str, notes: list[Note]) -> tuple[str, str]:
    if columns.has("channel") or columns.has("source_medium"):
        return "", ""
    export = export_of(columns.headers, layout.titles, columns.positions)
    known = (
        canonical(CHANNEL if is_half(columns) else source)
        or (canonical(export.channel) if export else None)
        or named_by(layout.sheet)
        or named_in(layout.path.name, layout.inside)
    )
    note = "files-note-no-channel" if known is None and source == UNNAMED else "files-note-one-channel"
    notes.append((note, {"channel": known.en if known else source}))
    return (known.key, known.en) if known else (key_for(source), source)


def _surfaces(layout: Layout, columns: Columns, sample: pd.DataFrame, notes: list[Note]) -> Mapping[str, str]:
    """What the channel column holds beside channels: parts of one, whose rows are added to that channel's."""
    export = export_of(columns.headers, layout.titles, columns.positions)
    if export is None or not export.surfaces or not columns.has("channel"):
        return {}
    cells = examples(sample, columns.positions["channel"])
    met = {plain_header(cell): cell for cell in cells if plain_header(cell) in export.surfaces}
    if met:
        titled = titles("en", sorted({export.surfaces[name] for name in met}))
        notes.append(("files-note-surfaces", {"parts": ", ".join(met.values()), "channel": ", ".join(titled.values())}))
    return export.surfaces if met else {}


def _kinds(columns: Columns, sample: pd.DataFrame, notes: list[Note]) -> int | None:
    position = outcomes.kind_column(columns)
    if position is not None:
        met = outcomes.sorted_kinds(examples(sample, position))
        header = columns.headers[columns.positions["conversions"]]
        for name in ("leads", "aside"):
            if name in met:
                notes.append((f"files-note-results-{name}", {"header": header, "kinds": ", ".join(met[name])}))
    return position


def _is_longer(columns: Columns, sample: pd.DataFrame, day: int, order: days.Order) -> bool:
    """Whether rows that name a campaign cover more than their day."""
    if plain_header(columns.headers[day]) in _LONGER:
        return True
    if any(days.is_longer(cell) for cell in examples(sample, day)):
        return True
    if not columns.has("period_end", "campaign"):
        return False
    named = sample[sample[columns.positions["campaign"]] != ""]
    starts, ends = (
        days.parse_days(named[position].to_numpy(dtype=object), order).days
        for position in (day, columns.positions["period_end"])
    )
    return bool((ends > starts).any())


def _slice(columns: Columns) -> str:
    present = ["region" if name == "country" else name for name in columns.of_role("slice")]
    return slice_name(tuple(name for name in SLICE_COLUMNS if name in present))
