"""What a load says about itself: the counts of `demetra ingest --json` and what it recognised."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

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


def together(reports: Iterable[LoadReport], seconds: float) -> LoadReport:
    """Several files as one report."""
    listed = list(reports)
    reasons: dict[str, int] = {}
    for report in listed:
        for reason, count in report.rejected_by_reason.items():
            reasons[reason] = reasons.get(reason, 0) + count
    counts = {
        name: sum(getattr(report, name) for report in listed)
        for name in (
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
    }
    days = [day for report in listed for day in (report.first_day, report.last_day) if day]
    return LoadReport(
        **counts,
        rejected_by_reason=reasons,
        channels=sorted({key for report in listed for key in report.channels}),
        first_day=min(days, default=None),
        last_day=max(days, default=None),
        seconds=round(seconds, 3),
        rows_per_second=round(counts["read"] / seconds) if seconds else 0,
        kind=listed[0].kind if len({report.kind for report in listed}) == 1 else "mixed",
        currency=", ".join(dict.fromkeys(code for report in listed for code in report.currency.split(", ") if code)),
        columns={header: name for report in listed for header, name in report.columns.items()},
        loads=list(dict.fromkeys(number for report in listed for number in report.loads)),
        notes=[note for report in listed for note in report.notes],
    )
