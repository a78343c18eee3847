"""Columns that nobody has a word for: what each may be, by a near word or by what its cells hold."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process

from ingest.channel_names import canonical
from ingest.files import amounts
from ingest.files.currencies import sign_of
from ingest.files.days import parse_day
from ingest.files.field_names import plain_header, words_of
from ingest.files.headers import Columns
from ingest.files.mapping import OWN
from ingest.files.words import is_blank

ASKABLE: Final = (
    "day",
    "channel",
    "campaign",
    "campaign_id",
    "spend",
    "impressions",
    "clicks",
    "leads",
    "conversions",
    "revenue",
    "reach",
    "video_views",
    "currency",
    "order_id",
    "adset",
    "ad",
)
"""What a person may say that a column is."""
COUNTED: Final = ("spend", "impressions", "clicks", "leads", "conversions", "revenue", "reach", "video_views")
_NEAR: Final = 84
"""Similarity, of 100, from which a header is taken for a misspelled or shortened word."""
MOST: Final = 0.8
"""Share of the filled cells that must be of a kind."""
LOOKED_AT: Final = 200
_SHOWN: Final = 3


@dataclass(frozen=True, kw_only=True)
class Guess:
    """One column that nobody has a word for."""

    header: str
    field: str = ""
    """What it may be, `own` under its own name; empty where nothing tells."""
    examples: tuple[str, ...] = ()


def guesses(columns: Columns, sample: pd.DataFrame, *, own: Collection[str] = ()) -> list[Guess]:
    """A guess per column that nobody has named, no field twice and none that another column holds already.

    Args:
        columns: of the header row.
        sample: the first rows.
        own: headers that are kept under their own names unless a person says what they are.
    """
    open_fields = [name for name in ASKABLE if name not in columns.positions]
    found = [_assumed(name, columns, sample) for name in sorted(columns.assumed, key=columns.positions.__getitem__)]
    parts = {columns.headers[place]: name for name, places in columns.parts.items() for place in places}
    for header in (one for one in columns.unknown if one not in (*columns.own, *columns.aside)):
        cells = filled_cells(sample, columns.headers.index(header))
        name = _by_word(header, open_fields) or _by_cells(cells, open_fields)
        if name in COUNTED and not is_figures(cells):
            name = ""
        if header in parts:
            name = parts[header]
        elif name:
            open_fields.remove(name)
        elif header in own:
            name = OWN
        found.append(Guess(header=header, field=name, examples=tuple(cells[:_SHOWN])))
    return found


def _assumed(name: str, columns: Columns, sample: pd.DataFrame) -> Guess:
    position = columns.positions[name]
    return Guess(header=columns.headers[position], field=name, examples=tuple(filled_cells(sample, position)[:_SHOWN]))


def hint(columns: Columns, sample: pd.DataFrame, *, day: bool, measure: bool) -> str:
    """The options of the command line that are needed to load a file, each with the column that fits best."""
    told = guesses(columns, sample)
    named = {guess.field: guess.header for guess in told if guess.field}
    wanted = []
    if not day:
        wanted.append(("day", named.get("day", "")))
    if not measure:
        name = next((one for one in COUNTED if one in named), "spend")
        figures = (one.header for one in told if is_figures(filled_cells(sample, columns.headers.index(one.header))))
        wanted.append((name, named.get(name) or next(figures, "")))
    return " ".join(f'--map {name}="{header or "..."}"' for name, header in wanted)


def is_figures(cells: Collection[str]) -> bool:
    """Whether cells are amounts or counts."""
    read = amounts.read(np.array(list(cells), dtype=object))
    return bool(len(cells)) and float((~read.bad).mean()) >= MOST


def names_day(cell: str) -> bool:
    """Whether a cell is a day as people write it: numbers alone may count anything."""
    return not cell.isdigit() and parse_day(cell, "day_first") is not None


def filled_cells(sample: pd.DataFrame, position: int) -> list[str]:
    """Different cells of a column's first rows that say something."""
    cells = pd.unique(sample[position].to_numpy(dtype=object)[:LOOKED_AT])
    return [cell.strip() for cell in cells if not is_blank(cell.strip())]


def _by_word(header: str, fields: Collection[str]) -> str:
    known = {word: name for word, name in words_of(fields).items() if len(word) >= len("cost")}
    near = process.extractOne(plain_header(header), list(known), scorer=fuzz.ratio, score_cutoff=_NEAR)
    return known[near[0]] if near else ""


def _by_cells(cells: list[str], fields: Collection[str]) -> str:
    kinds: dict[str, Callable[[str], bool]] = {
        "day": names_day,
        "channel": lambda cell: canonical(cell) is not None,
        "spend": lambda cell: bool(sign_of(cell)) and any(letter.isdigit() for letter in cell),
    }
    return next(
        (
            name
            for name, holds in kinds.items()
            if cells and name in fields and sum(map(holds, cells)) >= MOST * len(cells)
        ),
        "",
    )
