"""Decides from headers and first rows how a file of facts is read: fields, notation, grain, channel, currency."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Final

import pandas as pd

from ingest.errors import InvalidInput
from ingest.facts import MEASURES, SLICE_COLUMNS, TOTAL, slice_name
from ingest.files import days, derive, notation, outcomes
from ingest.files.amounts import DecimalMark
from ingest.files.chunks import read_chunks
from ingest.files.column_notes import Note, column_notes
from ingest.files.deals import Deals, deals_in
from ingest.files.field_names import plain_header
from ingest.files.grain import CLOCK, Grain, find_grain
from ingest.files.guesses import hint
from ingest.files.headers import Columns
from ingest.files.layout import Layout
from ingest.files.mapping import OWN
from ingest.files.mediums import sourced
from ingest.files.notation import examples
from ingest.files.one_channel import channel_of, surfaces_of, without_places
from ingest.files.own import OwnColumn, Sorted, own_columns
from ingest.files.own_texts import OwnText, own_texts
from ingest.files.parents import Levels, levels_in
from ingest.files.sales_columns import placed
from ingest.files.sales_rows import COUNTS, Rows, rows_are, rows_note
from ingest.files.telegram_halves import ad_of, is_half

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
    """Columns of figures kept under their own names; their notation stands under their headers."""
    texts: tuple[OwnText, ...] = ()
    cuts: Mapping[str, int] = field(default_factory=dict)
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
    levels: Levels | None = None
    """Where some lines are sums of others."""
    kinds: int | None = None
    """The column that says what each row's results are."""
    currency: str
    currency_told: bool = True
    """A header, a cell, a column or a person has named it."""
    currency_cells: int | None = None
    """Whose amounts name several currencies, each row its own."""
    vat_included: bool | None = None
    half: str = ""
    """The ad, when the file is one of the two exports of Telegram Ads."""
    grain: Grain
    """What makes rows finer than a campaign's day, so that they are added up."""
    notes: tuple[Note, ...] = field(default=())

    @property
    def read_as(self) -> dict[str, str]:
        """Header to field; of what is kept under its own name `own`."""
        return {**self.columns.recognised, **dict.fromkeys(self.own_headers, OWN)}

    @property
    def own_headers(self) -> list[str]:
        """Of the columns kept under their own names."""
        return [*(one.header for one in self.own), *(one.header for one in self.texts)]

    @property
    def own_slices(self) -> list[tuple[str, ...]]:
        """The columns of each slice that the file's own texts cut: all together, and every text alone.

        Alone a text is the same slice in every file that has it, so that what they say of one group meets there.
        """
        whole = [name for name in SLICE_COLUMNS if name in self.slice.split("+") or name in self.cuts]
        alone = [(place,) for place in self.cuts] if len(whole) > 1 else []
        return [*alone, tuple(whole)] if self.cuts else []

    @property
    def is_careful(self) -> bool:
        """Whether rows of one key may come; cut by an own text alone, those of regions have one."""
        return self.grain.careful or bool(self.cuts and self.slice != TOTAL)

    @property
    def rows(self) -> Rows:
        """What every row is, where it is one deal or one order."""
        return self.deals.rows if self.deals else ""

    @property
    def stored(self) -> frozenset[str]:
        """Measures that its facts carry: those of columns, those that follow, and those that rows count as."""
        return frozenset((*self.measures, *(item.measure for item in self.derivations), *COUNTS[self.rows]))

    @property
    def has_money(self) -> bool:
        """Whether any of its figures are in a currency."""
        return bool({"spend", "revenue"} & self.stored) or any(one.kind == "money" for one in self.own)

    @property
    def is_sales(self) -> bool:
        """Whether the rows are sales, which advertising of other files may have brought."""
        return ("revenue" in self.measures or bool(self.rows)) and self.sells_only

    @property
    def sells_only(self) -> bool:
        """Whether nothing is said of the advertising itself."""
        return not {"spend", "impressions", "clicks"} & self.measures.keys()

    def position(self, name: str) -> int | None:
        """The column of a field."""
        return self.columns.positions.get(name)


@dataclass(frozen=True, kw_only=True)
class Taught:
    """By what earlier files have told rows apart."""

    finer: tuple[str, ...] = ()
    """Headers that have cut files of the same headers finer than a fact."""
    cuts: frozenset[str] = frozenset()
    """Words of text columns that are kept under their own names."""


NOTHING: Final = Taught()


def find_shape(
    layout: Layout, columns: Columns, sample: pd.DataFrame, *, source: str, currency: str, taught: Taught = NOTHING
) -> Shape:
    """Puts together how to read the file, with what earlier files have taught.

    Raises:
        InvalidInput: no column holds a day, or none holds a measure.
    """
    columns = _meant(layout, columns, sample, source)
    measures = _measures(columns)
    chosen = derive.needed(measures, columns.of_role("ratio"))
    ratios = {item.ratio: columns.positions[item.ratio] for item in chosen}
    agreed, mixed = notation.signs({**measures, **ratios}, sample)
    unnamed = own_columns(columns, sample, columns.currency or agreed or currency)
    day = _needed_day(layout, columns, sample, measure=bool(measures or chosen or _counts(columns, unnamed)))
    texts = own_texts(columns, sample, figures=unnamed, known=taught.cuts)
    notes: list[Note] = column_notes(columns, measures, chosen, unnamed, texts)
    notes += [*rows_note(columns), *notation.said_notes(columns, measures, sample, currency)]
    order = _order(layout, day, sample, notes)
    channel, title = channel_of(layout, columns, source, notes)
    surfaces = surfaces_of(layout, columns, sample, notes)
    grain = find_grain(columns, sample, day, taught.finer)
    return Shape(
        layout=layout,
        columns=columns,
        day=day,
        order=order,
        measures=measures,
        ratios=ratios,
        derivations=chosen,
        own=unnamed.kept,
        texts=texts.kept,
        **notation.written(layout, columns, measures, ratios, sample, unnamed.places),
        slice=_slice(columns),
        channel=channel,
        channel_title=title,
        surfaces=surfaces,
        kinds=_kinds(columns, sample, notes),
        deals=deals_in(columns, sample),
        levels=levels_in(columns, sample, measures, day),
        currency=columns.currency or agreed or currency,
        currency_told=bool(columns.currency or agreed or mixed is not None or columns.has("currency")),
        currency_cells=None if columns.currency else mixed,
        vat_included=notation.vat(columns, measures),
        half=ad_of(layout.path) if is_half(columns) else "",
        grain=replace(grain, careful=grain.careful or bool(surfaces)),
        notes=(*notes, *_day_notes(columns, sample, day, order, grain)),
    )


def _meant(layout: Layout, columns: Columns, sample: pd.DataFrame, source: str) -> Columns:
    """The columns with what they mean in such a file: of sales, of one currency, of one channel."""
    title = " ".join((layout.path.stem, layout.sheet, *layout.titles))
    columns = placed(notation.one_currency(without_places(columns, source)), sample, title)
    return sourced(columns, sample)


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


def _counts(columns: Columns, unnamed: Sorted) -> bool:
    """Whether own columns alone, or rows that count by themselves, are worth a load."""
    named = any(columns.has(name) for name in ("channel", "source_medium", "campaign"))
    return (bool(unnamed.kept) and named) or rows_are(columns) != ""


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


def _order(layout: Layout, day: int, sample: pd.DataFrame, notes: list[Note]) -> days.Order:
    cells = examples(sample, day)
    order = days.column_order(cells)
    if order or not days.is_ambiguous(cells):
        return order or "day_first"
    further = (days.column_order(pd.unique(part[day])) for part in islice(read_chunks(layout), 1, None))
    order = next(filter(None, further), None)
    if order is None:
        order = days.likely_order(cells)
        if "." in str(cells[0]):
            return order
        notes.append(("files-note-day-order", {"order": order, "example": str(cells[0])}))
    return order


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
