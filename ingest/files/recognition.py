"""Says what a file is before anything is stored, so that a person can confirm it or correct the mapping."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal

import pandas as pd

from ingest.channel_names import key_for
from ingest.errors import InvalidInput
from ingest.files.column_notes import Note
from ingest.files.deals import deal_notes
from ingest.files.guesses import Guess, guesses
from ingest.files.headers import Columns
from ingest.files.opening import OpenedTable, Recall, check_mapping, opened
from ingest.files.plan import plan_columns
from ingest.files.shape import Shape, find_shape
from ingest.files.translate import Translated, translate
from ingest.texts import Language, say

SHOWN: Final = 5


@dataclass(frozen=True, kw_only=True)
class Recognition:
    """What was recognised from a file's header and its first rows."""

    file: str
    kind: Literal["facts", "plan"]
    format: str
    """`delimited`, `json_lines`, `json` or `xlsx`."""
    packed: bool
    encoding: str
    delimiter: str
    """Empty for formats that have none."""
    columns: dict[str, str]
    """Header to the field it was taken for; the fields are what `--map field=Header` takes."""
    unknown: list[str]
    """Headers left aside."""
    rows: list[dict[str, str]]
    """The first rows as they stand in the file."""
    rows_seen: int
    """How many rows the guesses below come from; fewer than the file has when it is large."""
    rejected_by_reason: dict[str, int]
    channels: list[str]
    currency: str
    first_day: date | None
    last_day: date | None
    measures: list[str]
    notes: list[Note]
    asked: list[Guess] = field(default_factory=list)
    """Columns that nobody has a word for, each with a guess."""
    stages: list[str] = field(default_factory=list)
    """Stages of deals of which nobody has said whether they are won."""
    lacks: InvalidInput | None = None
    """Why the file can't be loaded before somebody has named columns."""

    def said(self, language: Language) -> list[str]:
        """The notes in words."""
        return [say(key, language, **values) for key, values in self.notes]


def recognise(
    path: Path,
    *,
    source: str = "file",
    currency: str,
    today: date,
    mapping: Mapping[str, str] | None = None,
    recall: Recall | None = None,
) -> Recognition:
    """Looks at a file without storing anything.

    Raises:
        InvalidInput: the same as `load` would raise.
    """
    with opened(path, mapping or {}, today, recall) as whole:
        check_mapping([whole], mapping or {})
        file = whole.tables[0]
        if plan_columns(file.columns):
            return _of_plan(file, currency)
        try:
            shape = find_shape(
                file.layout, file.columns, file.first, source=source, currency=currency, taught=file.taught
            )
        except InvalidInput as lacks:
            return _of_unnamed(file, currency, lacks)
        return _of_facts(file, shape, translate(file.first, shape, today=today))


def _of_plan(file: OpenedTable, currency: str) -> Recognition:
    return Recognition(**_without_facts(file, currency), kind="plan")


def _of_unnamed(file: OpenedTable, currency: str, lacks: InvalidInput) -> Recognition:
    """A table of which a day or a measure is not known yet.

    Raises:
        InvalidInput: no column of it is left that could be one.
    """
    asked = guesses(file.columns, file.first)
    if not asked:
        raise lacks
    return Recognition(**_without_facts(file, currency), kind="facts", asked=asked, lacks=lacks)


def _without_facts(file: OpenedTable, currency: str) -> dict[str, Any]:
    """What is known of a table before a row of it is a fact."""
    return {
        **_common(file, file.columns),
        "rejected_by_reason": {},
        "channels": _channels(file),
        "currency": file.columns.currency or currency,
        "first_day": None,
        "last_day": None,
        "measures": [],
        "notes": [],
    }


def _of_facts(file: OpenedTable, shape: Shape, part: Translated) -> Recognition:
    days = part.facts["day"]
    reasons = pd.Series([rejected.reason for rejected in part.rejected], dtype=object).value_counts()
    owners = part.identity.owners()[1]
    return Recognition(
        **{**_common(file, shape.columns), "columns": shape.read_as},
        kind="facts",
        rejected_by_reason={str(code): int(n) for code, n in reasons.items()},
        channels=sorted({key_for(owner.channel) for owner in owners}),
        currency=", ".join(dict.fromkeys(owner.currency for owner in owners)) or shape.currency,
        first_day=days.min().date() if len(days) else None,
        last_day=days.max().date() if len(days) else None,
        measures=[*shape.measures, *sorted(shape.stored - shape.measures.keys())],
        notes=[*shape.notes, *deal_notes(part.settled)],
        asked=guesses(shape.columns, file.first, own=shape.own_headers),
        stages=[said for became, said in part.settled if became == "unknown" and said],
    )


def _common(file: OpenedTable, columns: Columns) -> dict[str, Any]:
    layout = file.layout
    shown = file.first.iloc[:SHOWN, : len(columns.headers)].itertuples(index=False, name=None)
    return {
        "file": layout.path.name,
        "format": layout.format,
        "packed": layout.packed,
        "encoding": layout.encoding,
        "delimiter": layout.delimiter if layout.format == "delimited" else "",
        "columns": columns.recognised,
        "unknown": [*columns.unknown, *columns.unused],
        "rows": [dict(zip(columns.headers, row, strict=True)) for row in shown],
        "rows_seen": len(file.first),
    }


def _channels(file: OpenedTable) -> list[str]:
    position = file.columns.positions.get("channel")
    if position is None:
        return []
    return sorted({key_for(cell) for cell in file.first[position].unique() if cell.strip()})
