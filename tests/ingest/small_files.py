"""Small files of every kind that people have, each with the sums that must be stored: the tables in `small/`."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook
from sqlalchemy import Engine, select

from ingest.facts import OWN_MEASURES, STANDARD_MEASURES
from ingest.files import LoadReport
from ingest.files.own_names import title_of
from ingest.schema import own_measure
from tests.ingest.files_bench import MICRO, facts, loaded

FOLDER: Final = Path(__file__).parent / "small"
MEASURES: Final = ("spend", "impressions", "clicks", "conversions", "leads", "revenue")
Sums = dict[str, dict[str, float]]


@dataclass(frozen=True, kw_only=True)
class SmallFile:
    """One file and what it holds."""

    kind: str
    sums: Sums
    """Channel to measure to sum."""
    text: str = ""
    sheets: dict[str, str] = field(default_factory=dict)
    """Of a workbook: a line a row, cells between bars."""
    merged: tuple[str, ...] = ()
    """Ranges of the first sheet."""
    ordered: bool = False
    """Its lines mean what they do by where they stand."""
    strange: tuple[int, ...] = ()
    """Lines that are in windows-1251, whatever the others are in."""
    name: str = "export.csv"
    encoding: str = "utf-8"
    source: str = "file"
    currency: str = "RUB"
    mapping: dict[str, str] = field(default_factory=dict)
    kept: dict[str, float] = field(default_factory=dict)
    """Headers of columns that none of these six measures is, to the sum under their own names."""
    others: bool = False
    """Channels that `sums` does not name may be there too."""

    @property
    def data(self) -> bytes:
        """As it stands on the disk."""
        if self.sheets:
            return _workbook(self.sheets, self.merged)
        if not self.strange:
            return self.text.encode(self.encoding)
        lines = self.text.splitlines(keepends=True)
        return b"".join(
            line.encode("cp1251" if number in self.strange else self.encoding) for number, line in enumerate(lines)
        )

    def load(self, engine: Engine, folder: Path) -> LoadReport:
        """Writes it into a folder and loads it."""
        path = folder / self.name
        path.write_bytes(self.data)
        return loaded(engine, path, source=self.source, mapping=self.mapping, currency=self.currency)


def _workbook(sheets: Mapping[str, str], merged: Sequence[str]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for title, text in sheets.items():
        sheet = book.create_sheet(title)
        for line in text.splitlines():
            sheet.append([_cell(part.strip()) for part in line.split("|")])
    for place in merged:
        book.worksheets[0].merge_cells(place)
    packed = BytesIO()
    book.save(packed)
    return packed.getvalue()


def _cell(text: str) -> object:
    for kind in (int, float, datetime.fromisoformat):
        try:
            return kind(text)
        except ValueError:
            continue
    return text or None


def small_files() -> list[SmallFile]:
    """All of them."""
    listed: list[dict[str, Any]] = []
    for path in sorted(FOLDER.glob("*.toml")):
        listed += tomllib.loads(path.read_text(encoding="utf-8"))["file"]
    return [SmallFile(**entry) for entry in listed]


def kept(engine: Engine, columns: Mapping[str, str]) -> dict[str, float]:
    """What is stored of a load's columns beside the six measures, by header."""
    with engine.connect() as connection:
        places = {row.title: row.place for row in connection.execute(select(own_measure))}
    rows = facts(engine)
    found = {}
    for header, name in columns.items():
        place = places.get(title_of(header), "") if name == "own" else name
        if place in OWN_MEASURES or (place in STANDARD_MEASURES and place not in MEASURES):
            figures = rows[place].fillna(0).sum()
            found[header] = round(float(figures) / (MICRO if place in OWN_MEASURES else 1), 6)
    return found


def stored(engine: Engine) -> Sums:
    """What is in the database, by channel; measures that nobody gave are 0."""
    by_channel = facts(engine).groupby("channel")
    return {
        str(channel): {name: round(float(rows[name].fillna(0).sum()), 6) for name in MEASURES}
        for channel, rows in by_channel
    }
