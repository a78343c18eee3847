"""What a column is where its cells tell it, though nobody knows its header or the header says otherwise."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np
import pandas as pd

from ingest.channel_names import canonical
from ingest.files import amounts
from ingest.files.column_sums import repeats
from ingest.files.currencies import header_currency
from ingest.files.field_names import plain_header
from ingest.files.guesses import LOOKED_AT, MOST, filled_cells, is_figures, names_day
from ingest.files.header_words import ROLE, SECOND_MEANINGS
from ingest.files.headers import Columns
from ingest.files.reshape import name_of
from ingest.files.word_kinds import says


def told_by_cells(columns: Columns, sample: pd.DataFrame) -> Columns:
    """The columns with what their cells make plain: figures that are no names, channels, days."""
    columns = _with_group(_without_texts(_without_figures(columns, sample), sample))
    columns = _without_doubled(_with_counted_sales(without_crowds(columns, sample), sample), sample)
    return _with_day(with_named_channel(columns, sample), sample)


def _without_texts(columns: Columns, sample: pd.DataFrame) -> Columns:
    """Words are no figures: a "Plan" of tariffs is one of the file's own dimensions and plans nothing."""
    texts = {
        name
        for name, position in columns.positions.items()
        if (ROLE.get(name) == "measure" or name in _PLANNED)
        and name not in columns.mapped
        and _are_words(filled_cells(sample, position))
    }
    return columns.giving_up(*sorted(texts))


_PLANNED: Final = ("budget", "target")


def _are_words(cells: Sequence[str]) -> bool:
    """Whether nearly all cells are words without a digit; a dash or a sign of what is missing is none."""
    words = [cell for cell in cells if sum(map(str.isalpha, cell)) > 1 and not any(map(str.isdigit, cell))]
    return len(set(words)) > 1 and len(words) >= MOST * len(cells)


def _with_counted_sales(columns: Columns, sample: pd.DataFrame) -> Columns:
    """The columns with "Продажи" as a count where they are whole numbers and never more than the requests or clicks."""
    at = dict(columns.positions)
    if "revenue" not in at or "conversions" in at or columns.mapped & {"revenue"}:
        return columns
    earlier = next((at[name] for name in ("leads", "clicks") if name in at), None)
    header = columns.headers[at["revenue"]]
    if earlier is None or plain_header(header) not in SECOND_MEANINGS or header_currency(header):
        return columns
    sold, asked = (amounts.read(sample[place].to_numpy(dtype=object)).values for place in (at["revenue"], earlier))
    known = ~np.isnan(sold) & ~np.isnan(asked)
    if not known.any() or (sold[known] != np.rint(sold[known])).any() or (sold[known] > asked[known]).any():
        return columns
    at["conversions"] = at.pop("revenue")
    return replace(columns, positions=at)


def without_crowds(columns: Columns, sample: pd.DataFrame) -> Columns:
    """The columns without results that are more than the clicks in every row: those who follow somebody, no results."""
    at = columns.positions
    if not columns.has("clicks", "conversions") or "conversions" in columns.mapped:
        return columns
    many, clicks = (amounts.read(sample[at[name]].to_numpy(dtype=object)).values for name in ("conversions", "clicks"))
    known = ~np.isnan(many) & ~np.isnan(clicks)
    if known.sum() < _IN_ROW or not (many[known] > clicks[known]).all():
        return columns
    return columns.giving_up("conversions")


def _without_doubled(columns: Columns, sample: pd.DataFrame) -> Columns:
    """The columns without a measure that two headers of one name give different figures of: it may be either."""
    doubled = {}
    for name in columns.of_role("measure"):
        first = columns.positions[name]
        again = f"{columns.headers[first]} (2)"
        if again not in columns.headers or name in columns.mapped:
            continue
        places = (first, columns.headers.index(again))
        if not repeats(*(amounts.read(sample[place].to_numpy(dtype=object)).values for place in places)):
            doubled[name] = again
    open_columns = columns.giving_up(*doubled)
    unknown = (*open_columns.unknown, *doubled.values())
    unused = tuple(header for header in columns.unused if header not in unknown)
    return replace(open_columns, unknown=unknown, unused=unused)


def _with_group(columns: Columns) -> Columns:
    """The columns with groups of channels as channels, where nothing names these."""
    at = dict(columns.positions)
    if "channel_group" not in at or at.keys() & {"channel", "source_medium"}:
        return columns
    at["channel"] = at.pop("channel_group")
    return replace(columns, positions=at)


def _without_figures(columns: Columns, sample: pd.DataFrame) -> Columns:
    """Figures name no objective: they are what the header means else, as "Goals" reached or a "Goal" of a plan."""
    at = dict(columns.positions)
    position = at.get("objective")
    if position is None or "objective" in columns.mapped or not is_figures(filled_cells(sample, position)):
        return columns
    word = plain_header(columns.headers[position])
    meant = "target" if columns.has("metric") else SECOND_MEANINGS.get(word, "")
    if not meant or meant in at:
        return columns
    at[meant] = at.pop("objective")
    return replace(columns, positions=at)


def with_named_channel(columns: Columns, sample: pd.DataFrame) -> Columns:
    """The columns with the channel where the cells name channels, though nobody knows the header: "Ad source".

    Where the header says it too, some of the cells are enough: an "Ad network" of a trade has names that nobody knows.
    """
    held = columns.positions.get("channel")
    if held is not None and "channel" not in columns.mapped:
        columns = _of_rivals(columns, sample, held)
        columns = _without_devices(columns, sample) if columns.positions["channel"] == held else columns
    if columns.has("channel"):
        return columns
    shares = {
        header: _known_channels(filled_cells(sample, columns.headers.index(header)))
        for header in columns.unknown
        if header not in (*columns.own, *columns.aside)
    }
    sure = [header for header, share in shares.items() if share >= MOST]
    found = sure or [header for header, share in shares.items() if share and says("channel", plain_header(header))]
    return columns.taking({"channel": found[0]}) if len(found) == 1 else columns


_DEVICES: Final = frozenset(
    """
    desktop computer pc mobile smartphone phone tablet ios android windows macos ipad iphone ctv компьютер компьютеры
    десктоп телефон смартфон смартфоны планшет планшеты мобильный мобильные ноутбук handy móvil ordenador
    tablette ordinateur
    """.split()
)
_BESIDE_DEVICES: Final = frozenset({"connected tv", "site", "web", "сайт", "other", "unknown", "другое", "mobile app"})


def _without_devices(columns: Columns, sample: pd.DataFrame) -> Columns:
    """The columns with the device where a "Platform" holds devices and no channels."""
    held = columns.positions.get("channel")
    if held is None or columns.has("device"):
        return columns
    cells = {cell.casefold() for cell in filled_cells(sample, held)}
    if not cells & _DEVICES or not cells <= _DEVICES | _BESIDE_DEVICES:
        return columns
    at = {name: place for name, place in columns.positions.items() if name != "channel"}
    return replace(columns, positions={**at, "device": held})


def _of_rivals(columns: Columns, sample: pd.DataFrame, held: int) -> Columns:
    """Of two columns that say where it ran the one that holds channels: a "Platform" may be one of phones."""
    rivals = [header for header in columns.unknown if name_of(header) == "channel"]
    rivals = [one for one in rivals if _known_channels(filled_cells(sample, columns.headers.index(one)))]
    if not rivals or _known_channels(filled_cells(sample, held)):
        return columns
    return columns.taking({"channel": rivals[0]})


def _known_channels(cells: list[str]) -> float:
    """Share of cells that name channels; none with fewer than two of them: "OK" alone says that a call went well."""
    named = [found.key for cell in cells if (found := canonical(cell)) is not None]
    return len(named) / len(cells) if len(set(named)) > 1 else 0.0


def _with_day(columns: Columns, sample: pd.DataFrame) -> Columns:
    """The columns with the day where one unknown column holds days in every row: "Order date".

    Of several the one is taken whose header says that something begins there: an order is made, then sent and paid.
    """
    if any(columns.has(name) for name in ("day", "starts", "month")):
        return columns
    found = [header for header in columns.unknown if header not in (*columns.own, *columns.aside)]
    found = [header for header in found if holds_days(sample[columns.headers.index(header)].tolist())]
    if len(found) > 1:
        found = [header for header in found if says("begins", plain_header(header))]
    if len(found) != 1:
        return columns
    return replace(columns.taking({"day": found[0]}), assumed=columns.assumed | {"day"})


def holds_days(cells: Sequence[str]) -> bool:
    """Whether nearly all cells are days."""
    looked_at = [cell.strip() for cell in cells[:LOOKED_AT]]
    named = sum(map(names_day, looked_at)) >= MOST * len(looked_at)
    return bool(looked_at) and (named or follow_one_another(looked_at))


def follow_one_another(cells: Sequence[str]) -> bool:
    """Whether cells are days of a month without a year, none before the one above it: `01.11`, `02.11`."""
    found = [_DAY_MONTH.match(cell) for cell in cells]
    told = [(int(one[2]), int(one[1])) for one in found if one]
    return (
        len(told) == len(cells)
        and len(set(told)) >= _IN_ROW
        and told == sorted(told)
        and all(0 < month <= _MONTHS and 0 < day <= _DAYS for month, day in told)
    )


_DAY_MONTH: Final = re.compile(r"^(\d{2})\.(\d{2})$")
_IN_ROW: Final = 5
_MONTHS: Final = 12
_DAYS: Final = 31
