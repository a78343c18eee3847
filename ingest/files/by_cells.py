"""What a column is where its cells tell it, though nobody knows its header or the header says otherwise."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import pandas as pd

from ingest.channel_names import canonical
from ingest.files.guesses import LOOKED_AT, MOST, filled_cells, is_figures, names_day
from ingest.files.header_words import ROLE, SECOND_MEANINGS
from ingest.files.headers import Columns, plain_header
from ingest.files.own import says
from ingest.files.reshape import name_of


def told_by_cells(columns: Columns, sample: pd.DataFrame) -> Columns:
    """The columns with what their cells make plain: figures that are no names, channels, days."""
    kept = _without_texts(_without_figures(columns, sample), sample)
    return _with_day(with_named_channel(kept, sample), sample)


def _without_texts(columns: Columns, sample: pd.DataFrame) -> Columns:
    """Words are no figures: a "Plan" of tariffs is one of the file's own dimensions and plans nothing."""
    texts = {
        name
        for name, position in columns.positions.items()
        if (ROLE.get(name) == "measure" or name in _PLANNED)
        and name not in columns.mapped
        and _are_words(filled_cells(sample, position))
    }
    if not texts:
        return columns
    at = {name: position for name, position in columns.positions.items() if name not in texts}
    released = (columns.headers[columns.positions[name]] for name in sorted(texts))
    return replace(columns, positions=at, unknown=(*columns.unknown, *released))


_PLANNED: Final = ("budget", "target")


def _are_words(cells: Sequence[str]) -> bool:
    """Whether nearly all cells are words without a digit; a dash or a sign of what is missing is none."""
    words = [cell for cell in cells if sum(map(str.isalpha, cell)) > 1 and not any(map(str.isdigit, cell))]
    return len(set(words)) > 1 and len(words) >= MOST * len(cells)


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
    looked_at = cells[:LOOKED_AT]
    return bool(looked_at) and sum(map(names_day, map(str.strip, looked_at))) >= MOST * len(looked_at)
