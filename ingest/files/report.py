"""What a load says about itself: the counts of `demetra ingest --json` and what it recognised."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any, Final

from ingest.files.column_notes import Note
from ingest.texts import Language, say


@dataclass(frozen=True, kw_only=True)
class LoadReport:
    """The outcome of one load; field names are the keys of the JSON document."""

    read: int
    accepted: int
    inserted: int
    updated: int
    unchanged: int
    rejected: int
    rejected_by_reason: dict[str, int]
    channels: list[str]
    """Keys of the channels the accepted rows belong to."""
    campaigns: int
    first_day: date | None
    last_day: date | None
    seconds: float
    rows_per_second: int
    merged: int = 0
    """Of the updated rows those that completed what was there: measures it lacked, another part of it."""
    replaced: int = 0
    """Of the updated rows those that say something else than before."""
    repeated: int = 0
    """Rows that only say again what is there, the same as `unchanged`."""
    loads: list[int] = field(default_factory=list)
    """Numbers of the loads, one a file, by which they can be taken back."""
    kind: str = "facts"
    """`facts` or `plan`."""
    currency: str = ""
    """Codes, joined by commas when the file has several."""
    columns: dict[str, str] = field(default_factory=dict)
    """Header to the field it was taken for."""
    notes: list[Note] = field(default_factory=list)
    """Text keys with their values; `said` puts them into words."""

    def said(self, language: Language) -> list[str]:
        """The notes and the reasons for rejection in words."""
        reasons = [
            say("files-note-rejected", language, count=count, reason=say(f"files-reason-{code}", language))
            for code, count in sorted(self.rejected_by_reason.items(), key=lambda item: -item[1])
        ]
        return [say(key, language, **values) for key, values in self.notes] + reasons

    def document(self, language: Language = "en") -> dict[str, Any]:
        """The JSON document, notes in words."""
        days = {
            name: day.isoformat() if day else None
            for name, day in (("first_day", self.first_day), ("last_day", self.last_day))
        }
        return {**vars(self), **days, "notes": self.said(language)}


_ADDED: Final = (
    "read",
    "accepted",
    "inserted",
    "updated",
    "unchanged",
    "rejected",
    "campaigns",
    "merged",
    "replaced",
    "repeated",
)
"""Counts whose sum is that of several files."""


def together(reports: Iterable[LoadReport], seconds: float) -> LoadReport:
    """Several files as one report."""
    listed = list(reports)
    counts = {name: sum(getattr(report, name) for report in listed) for name in _ADDED}
    reasons: Counter[str] = Counter()
    columns: dict[str, str] = {}
    for report in listed:
        reasons.update(report.rejected_by_reason)
        columns |= report.columns
    days = [day for report in listed for day in (report.first_day, report.last_day) if day]
    kinds = {report.kind for report in listed}
    codes = [code for report in listed for code in report.currency.split(", ")]
    return LoadReport(
        **counts,
        rejected_by_reason=dict(reasons),
        channels=sorted(set(chain.from_iterable(report.channels for report in listed))),
        first_day=min(days, default=None),
        last_day=max(days, default=None),
        seconds=round(seconds, 3),
        rows_per_second=round(counts["read"] / seconds) if seconds else 0,
        kind=listed[0].kind if len(kinds) == 1 else "mixed",
        currency=", ".join(dict.fromkeys(filter(None, codes))),
        columns=columns,
        loads=list(dict.fromkeys(chain.from_iterable(report.loads for report in listed))),
        notes=list(chain.from_iterable(report.notes for report in listed)),
    )
