"""What is done to the rows of a table that is not one row a fact: steps in order, and what its headers mean."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any, Final

from ingest.files.field_names import field_of
from ingest.files.header_words import ROLE

Line = tuple[list[str], str]
"""Cells, and what is wrong with the line."""
Step = Callable[[Iterator[Line]], Iterator[Line]]
Note = tuple[str, dict[str, Any]]
DAY: Final = "Date"


@dataclass(kw_only=True)
class Reshape:
    """What is done to the rows of one table."""

    header: list[str]
    """As the rows have it afterwards."""
    titles: Sequence[str] = ()
    name: str = ""
    """Of file, sheet and archive, joined: may tell the measure, a plan, the period."""
    steps: list[Step] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    afterwards: list[Callable[[], list[Note]]] = field(default_factory=list)
    """What can only be said when all rows have gone through."""

    def apply(self, lines: Iterator[Line]) -> Iterator[Line]:
        """The rows as one row a fact."""
        for step in self.steps:
            lines = step(lines)
        return lines

    def at(self, name: str) -> int | None:
        """The column of a field."""
        return next((place for place, cell in enumerate(self.header) if name_of(cell) == name), None)


_BETWEEN: Final = " · "


def joined_names(*names: str) -> str:
    """Names of a table as one."""
    return _BETWEEN.join(filter(None, names))


def single_names(name: str) -> list[str]:
    """The names that were joined."""
    return name.split(_BETWEEN)


def name_of(cell: str) -> str:
    """The field that a header names, or nothing."""
    found = field_of(cell) if cell.strip() else None
    return found[0] if found else ""


def cells_at(rows: Sequence[Sequence[str]], place: int) -> list[str]:
    """The cells of one column, of rows that reach so far."""
    return [row[place] for row in rows if len(row) > place]


def is_measure(cell: str) -> bool:
    """Whether a header names figures."""
    return ROLE.get(name_of(cell)) in {"measure", "ratio"}


def measure_told(table: Reshape) -> str:
    """The measure that titles or names of file and sheet tell, or nothing."""
    for text in (*table.titles, *(PurePath(name).stem.replace("_", " ") for name in single_names(table.name))):
        for word in (text, *text.split()):
            name = name_of(word)
            if ROLE.get(name) == "measure" or name == "budget":
                return name
    return ""
