"""Tables put aside for download; the file is made when somebody asks for it."""

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, cast, get_args

from pydantic import BaseModel, Field, TypeAdapter

from ingest.texts import Language
from tools.engine.table import Cell, Column, Table
from tools.exporting import ExportKind, download_name, export

KEY: Final = re.compile(r"[0-9a-f]{32}")


class KeptTable(BaseModel):
    """A table and the language its headings are written in."""

    table: Table
    language: Language
    owner: str = ""
    """Whose question it answers; nobody else gets it."""
    days: str = ""
    """The days it is about, in words."""
    about: list[str] = Field(default_factory=list)
    """What else it is about, a line each."""


class KeptFile(BaseModel):
    """A file that a tool has made."""

    path: str
    owner: str


@dataclass(frozen=True, kw_only=True)
class Download:
    """A file and the name it is saved under."""

    path: Path
    name: str


@dataclass(frozen=True, kw_only=True)
class Downloads:
    """Keeps tables and files under names nobody can guess."""

    folder: Path

    def keep(self, table: Table, language: Language, *, owner: str, days: str = "", about: Sequence[str] = ()) -> str:
        """Puts a table aside for a person; returns its key."""
        return self._kept(KeptTable(table=table, language=language, owner=owner, days=days, about=list(about)))

    def keep_file(self, path: str, *, owner: str) -> str:
        """Remembers a file for a person; returns its key."""
        return self._kept(KeptFile(path=path, owner=owner))

    def _kept(self, what: BaseModel) -> str:
        key = uuid.uuid4().hex
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / f"{key}.json").write_text(what.model_dump_json(), encoding="utf-8")
        return key

    def file(self, key: str, kind: str, *, owner: str) -> Download | None:
        """The table as a file, or the file; None when nothing is kept under the key for this person."""
        source = self.folder / f"{key}.json"
        if not KEY.fullmatch(key) or not source.is_file():
            return None
        text = source.read_text(encoding="utf-8")
        kept = KEPT.validate_json(text)
        if kept.owner != owner:
            return None
        if isinstance(kept, KeptFile):
            path = Path(kept.path)
            return Download(path=path, name=path.name) if path.suffix == f".{kind}" and path.is_file() else None
        if kind not in get_args(ExportKind):
            return None
        made = source.with_suffix(f".{kind}")
        if not made.is_file():
            export(_with_days(kept.table), made, cast("ExportKind", kind), kept.language, kept.about)
        return Download(path=made, name=download_name(kept.table.title, kept.days, kind))


KEPT: Final[TypeAdapter[KeptTable | KeptFile]] = TypeAdapter(KeptTable | KeptFile)


def _with_days(table: Table) -> Table:
    """JSON has no dates: cells of day columns become dates again."""
    rows = [[_day(cell, column) for cell, column in zip(row, table.columns, strict=True)] for row in table.rows]
    return table.model_copy(update={"rows": rows})


def _day(cell: Cell, column: Column) -> Cell:
    return date.fromisoformat(cell) if column.unit == "day" and isinstance(cell, str) and cell else cell
