"""What is said of a file's columns: kept under their own names, taken for a measure, left aside, or put together."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from ingest.files import derive
from ingest.files.headers import Columns
from ingest.files.own import OwnColumn, Sorted
from ingest.files.own_texts import OwnText, SortedTexts
from ingest.lengths import cut_told, is_cut

Note = tuple[str, dict[str, Any]]
OWN_NOTE: Final = "files-note-own"
TEXT_NOTE: Final = "files-note-cut"
_NOT_STORED: Final = ("profit", "budget", "daily_budget")
"""Sums of money that facts have no place for."""


def column_notes(
    columns: Columns,
    measures: Mapping[str, int],
    chosen: tuple[derive.Derivation, ...],
    unnamed: Sorted,
    texts: SortedTexts,
) -> list[Note]:
    """What became of the columns that nobody has a word for, and what follows from others."""
    notes: list[Note] = [*kept_note(OWN_NOTE, unnamed.kept), *kept_note(TEXT_NOTE, texts.kept)]
    kept = {*(one.header for one in unnamed.kept), *(one.header for one in texts.kept)}
    left = {**unnamed.left, **texts.left}
    ignored = [one for one in (*columns.unknown, *columns.unused) if one not in kept and one not in left]
    used = {item.ratio for item in chosen}
    ignored += [
        columns.headers[columns.positions[name]] for name in _NOT_STORED if columns.has(name) and name not in used
    ]
    for name in sorted(columns.assumed, key=columns.positions.__getitem__):
        key = "files-note-assumed-day" if name == "day" else "files-note-assumed"
        notes.append((key, {"header": columns.headers[columns.positions[name]], "field": name}))
    for name, places in columns.parts.items():
        added = [columns.headers[place] for place in places]
        notes.append(("files-note-parts", {"field": name, "headers": ", ".join(added), "example": added[0]}))
    for reason in dict.fromkeys(left.values()):
        headers = [header for header, why in left.items() if why == reason]
        notes.append((f"files-note-left-{reason}", {"headers": ", ".join(headers), "example": headers[0]}))
    if ignored:
        notes.append(("files-note-ignored", {"headers": ", ".join(ignored)}))
    if measures.get("spend") == columns.positions.get("cpa", -1):
        notes.append(("files-note-cpa-is-cost", {"header": columns.headers[measures["spend"]]}))
    notes += [
        ("files-note-derived", {"measure": item.measure, "base": item.base, "ratio": item.ratio}) for item in chosen
    ]
    return notes


def kept_note(key: str, kept: Sequence[OwnColumn] | Sequence[OwnText]) -> list[Note]:
    """Says which columns are kept under their own names, as measures (`OWN_NOTE`) or to cut by (`TEXT_NOTE`)."""
    return [(key, {"headers": ", ".join(one.title for one in kept), "example": kept[0].header})] if kept else []


class CutNames:
    """Names without end, which are kept by their beginning."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def hear(self, *names: str) -> None:
        """Remembers those of the names that were cut."""
        self._seen.update(filter(is_cut, names))

    def notes(self) -> list[Note]:
        """What to say about them."""
        return [("files-note-names-cut", cut_told(sorted(self._seen)))] if self._seen else []
