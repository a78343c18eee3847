"""Counts and extremes gathered while a file goes through."""

from dataclasses import dataclass, field
from datetime import date

import pandas as pd
from sqlalchemy import Connection

from ingest.files.column_notes import Note
from ingest.files.deals import Tally, deal_notes
from ingest.files.joined import unjoined_note
from ingest.files.owners import Owners
from ingest.files.plan import PlanLoad
from ingest.files.report import LoadReport
from ingest.files.shape import Shape
from ingest.files.staging import Folded
from ingest.files.translate import Translated
from ingest.store.counts import Counts


@dataclass(kw_only=True)
class Outcome:
    """One file's."""

    columns: dict[str, str]
    counts: Counts = field(default_factory=Counts)
    totals: int = 0
    days: list[date] = field(default_factory=list)
    channels: set[str] = field(default_factory=set)
    campaigns: int = 0
    currencies: dict[str, None] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    kind: str = "facts"
    load: int | None = None
    settled: Tally = field(default_factory=dict)
    unread: dict[str, int] = field(default_factory=dict)
    sold: dict[int, float] = field(default_factory=dict)
    """Revenue of files of sales by campaign row."""

    def add(self, part: Translated) -> None:
        """Counts one chunk."""
        self.counts.read += part.read
        self.totals += part.totals
        for what, (count, total) in part.settled.items():
            counted, summed = self.settled.get(what, (0, 0.0))
            self.settled[what] = (counted + count, summed + total)
        for header, count in part.unread.items():
            self.unread[header] = self.unread.get(header, 0) + count
        if len(part.facts):
            seen = [*self.days, part.facts["day"].min().date(), part.facts["day"].max().date()]
            self.days = [min(seen), max(seen)]

    def describe(self, owners: Owners, shape: Shape) -> None:
        """Adds what one table was."""
        self.channels |= owners.channels
        self.campaigns += len(owners.roots)
        self.currencies |= owners.currencies
        reshape = shape.layout.reshape
        after = [note for said in reshape.afterwards for note in said()] if reshape else []
        told = [*shape.notes, *after, *owners.notes()]
        self.notes += [note for note in told if note not in self.notes]

    def sales(self, facts: pd.DataFrame) -> None:
        """Remembers which campaigns a chunk of sales has brought revenue."""
        if "revenue" not in facts:
            return
        for number, micros in facts.groupby("campaign_id")["revenue"].sum().items():
            key = int(str(number))
            self.sold[key] = self.sold.get(key, 0.0) + float(micros) / 1_000_000

    def joined_said(self, connection: Connection) -> None:
        """Names the share of sales that no advertising cost stands beside, and what was no data."""
        note = unjoined_note(connection, self.sold)
        self.notes += [note] if note else []
        self.totals_said()

    def totals_said(self) -> None:
        """Lines of totals are no data, and deals that are not won are no revenue: both are worth a word."""
        self.notes += deal_notes(self.settled)
        if self.unread:
            said = ", ".join(f"{header} ({count})" for header, count in self.unread.items())
            self.notes.append(("files-note-own-unread", {"headers": said}))
        if self.totals:
            self.notes.append(("files-note-totals", {"count": self.totals}))

    def written_said(self) -> None:
        """What earlier loads had said otherwise, and rows that count once however often they stand."""
        for name, count in (("replaced", self.counts.replaced), ("repeated", self.counts.unchanged)):
            if count:
                self.notes.append((f"files-note-{name}", {"count": count}))

    def gathered(self, folded: Folded) -> None:
        """Adds what became of rows of one key."""
        if folded.added:
            self.notes.append(("files-note-summed", {"count": folded.added}))
        if folded.superseded:
            self.notes.append(("files-note-superseded", {"count": folded.superseded}))

    def plan(self, plan: PlanLoad) -> None:
        """Takes over what a plan has counted."""
        self.channels, self.days, self.campaigns = plan.channels, plan.months, len(plan.campaigns)
        self.currencies = {plan.currency: None}
        self.totals = plan.totals
        self.notes += plan.keys.notes()
        self.totals_said()

    def report(self, seconds: float) -> LoadReport:
        """For people and programs."""
        counts = self.counts
        return LoadReport(
            read=counts.read,
            accepted=counts.accepted,
            inserted=counts.inserted,
            updated=counts.updated,
            unchanged=counts.unchanged,
            merged=counts.merged,
            replaced=counts.replaced,
            repeated=counts.unchanged,
            rejected=counts.rejected,
            rejected_by_reason=dict(counts.rejected_by_reason),
            channels=sorted(self.channels),
            campaigns=self.campaigns,
            first_day=min(self.days, default=None),
            last_day=max(self.days, default=None),
            seconds=round(seconds, 3),
            rows_per_second=round(counts.read / seconds) if seconds else 0,
            kind=self.kind,
            currency=", ".join(self.currencies),
            columns=self.columns,
            notes=self.notes,
            loads=[self.load] if self.load is not None else [],
        )
