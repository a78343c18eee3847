"""Tables put aside for download; the file is made when somebody asks for it."""

import re
import uuid
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from pydantic import BaseModel

from ingest.texts import Language
from tools.engine.table import Cell, Column, Table
from tools.exporting import ExportKind, export

KEY: Final = re.compile(r"[0-9a-f]{32}")
KINDS: Final[tuple[ExportKind, ...]] = ("csv", "xlsx")


class KeptTable(BaseModel):
    """A table and the language its headings are written in."""

    table: Table
    language: Language
    owner: str = ""
    """Whose question it answers; nobody else gets it."""


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """Keeps tables under names nobody can guess."""

    folder: Path

    def keep(self, table: Table, language: Language, *, owner: str) -> str:
        """Puts a table aside for a person; returns its key."""
        key = uuid.uuid4().hex
        self.folder.mkdir(parents=True, exist_ok=True)
        kept = KeptTable(table=table, language=language, owner=owner)
        (self.folder / f"{key}.json").write_text(kept.model_dump_json(), encoding="utf-8")
        return key

    def file(self, key: str, kind: ExportKind, *, owner: str) -> Path | None:
        """The table as a file; None when nothing is kept under the key for this person."""
        source = self.folder / f"{key}.json"
        if not KEY.fullmatch(key) or not source.is_file():
            return None
        kept = KeptTable.model_validate_json(source.read_text(encoding="utf-8"))
        if kept.owner != owner:
            return None
        made = source.with_suffix(f".{kind}")
        if not made.is_file():
            export(_with_days(kept.table), made, kind, kept.language)
        return made


def _with_days(table: Table) -> Table:
    """JSON has no dates: cells of day columns become dates again."""
    rows = [[_day(cell, column) for cell, column in zip(row, table.columns, strict=True)] for row in table.rows]
    return table.model_copy(update={"rows": rows})


def _day(cell: Cell, column: Column) -> Cell:
    return date.fromisoformat(cell) if column.unit == "day" and isinstance(cell, str) and cell else cell
