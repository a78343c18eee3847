"""Loads files: recognises each, translates it chunk by chunk, and writes it in one transaction."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from pathlib import Path
from time import perf_counter
from typing import Final

import pandas as pd

from ingest.channel_names import key_for
from ingest.errors import InvalidInput
from ingest.files import headers
from ingest.files.chunks import read_chunks
from ingest.files.currencies import code_of
from ingest.files.layout import Layout, find_layout
from ingest.files.owners import Owners
from ingest.files.plan import PlanColumns, PlanLoad, plan_columns
from ingest.files.report import LoadReport, together
from ingest.files.shape import Note, Shape, find_shape
from ingest.files.staging import staging
from ingest.files.telegram_halves import completed
from ingest.files.translate import Translated, translate
from ingest.store.store import Counts, Store

KIND: Final = "file"


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A file that has been looked at."""

    layout: Layout
    columns: headers.Columns
    first: pd.DataFrame
    rest: Iterator[pd.DataFrame]

    def chunks(self) -> Iterator[pd.DataFrame]:
        """All of its rows."""
        return chain([self.first], self.rest)


def load(  # noqa: PLR0913 - the options of `demetra ingest`
    store: Store, paths: Sequence[Path], *, source: str = "file", currency: str, today: date,
    mapping: Mapping[str, str] | None = None, preview: bool = False,
) -> LoadReport:  # fmt: skip
    """Loads files of facts or plans; each file is one run, visible at once or not at all.

    Args:
        store: where to.
        paths: files; the two exports of one Telegram ad complete each other.
        source: owner of the accounts; names the channel too when the file has no column for it.
        currency: of money that neither header, cell nor column gives a currency.
        today: later days are quarantined.
        mapping: field to header, as in `--map field=Header`.
        preview: only say what would be read; nothing is written.

    Raises:
        InvalidInput: a file is missing, is no table, or lacks a day or a measure; nothing of it is stored.
    """
    start = perf_counter()
    settings = _Settings(
        source=source, currency=_known_currency(currency), today=today, mapping=mapping or {}, preview=preview
    )
    if not paths:
        raise InvalidInput("files-none")
    reports = [_load_one(store, path, settings) for path in paths]
    return together(reports, perf_counter() - start)


@dataclass(frozen=True, kw_only=True)
class _Settings:
    source: str
    currency: str
    today: date
    mapping: Mapping[str, str]
    preview: bool


def _known_currency(currency: str) -> str:
    code = code_of(currency)
    if not code:
        raise InvalidInput("files-unknown-currency", received=currency)
    return code


@contextmanager
def opened(path: Path, mapping: Mapping[str, str]) -> Iterator[Opened]:
    """Looks at a file and reads its first rows.

    Raises:
        InvalidInput: there is no such file, it is no table, or it has a header and nothing below.
    """
    layout = find_layout(path, mapping)
    columns = headers.resolve(layout.header, mapping)
    chunks = read_chunks(layout)
    first = next(chunks, None)
    if first is None:
        raise InvalidInput("files-no-rows", file=path.name)
    yield Opened(layout=layout, columns=columns, first=first, rest=chunks)


def _load_one(store: Store, path: Path, settings: _Settings) -> LoadReport:
    start = perf_counter()
    with opened(path, settings.mapping) as file:
        planned = plan_columns(file.columns)
        if planned:
            outcome = _load_plan(store, file, planned, settings)
        else:
            shape = find_shape(
                file.layout, file.columns, file.first, source=settings.source, currency=settings.currency
            )
            outcome = _preview(file, shape, settings) if settings.preview else _store(store, file, shape, settings)
    return outcome.report(perf_counter() - start)


@dataclass(kw_only=True)
class _Outcome:
    """Counts and extremes gathered while a file goes through."""

    columns: dict[str, str]
    counts: Counts = field(default_factory=Counts)
    totals: int = 0
    days: list[date] = field(default_factory=list)
    channels: set[str] = field(default_factory=set)
    campaigns: int = 0
    currencies: dict[str, None] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    kind: str = "facts"

    def add(self, part: Translated) -> None:
        """Counts one chunk."""
        self.counts.read += part.read
        self.totals += part.totals
        if len(part.facts):
            seen = [*self.days, part.facts["day"].min().date(), part.facts["day"].max().date()]
            self.days = [min(seen), max(seen)]

    def report(self, seconds: float) -> LoadReport:
        counts = self.counts
        return LoadReport(
            read=counts.read, accepted=counts.accepted, inserted=counts.inserted, updated=counts.updated,
            unchanged=counts.unchanged, rejected=counts.rejected, rejected_by_reason=dict(counts.rejected_by_reason),
            channels=sorted(self.channels), campaigns=self.campaigns, first_day=min(self.days, default=None),
            last_day=max(self.days, default=None), seconds=round(seconds, 3),
            rows_per_second=round(counts.read / seconds) if seconds else 0, kind=self.kind,
            currency=", ".join(self.currencies), columns=self.columns, notes=self.notes,
        )  # fmt: skip


def _store(store: Store, file: Opened, shape: Shape, settings: _Settings) -> _Outcome:
    outcome = _Outcome(columns=file.columns.recognised)
    name = file.layout.path.name
    with store.run(source=settings.source, kind=KIND, account=name) as run, staging() as stage:
        outcome.counts = run.counts
        owners = Owners(run, shape)
        for chunk in file.chunks():
            part = translate(chunk, shape, today=settings.today)
            outcome.add(part)
            run.reject(part.rejected)
            codes, listed = part.identity.owners()
            facts = part.facts.assign(campaign_id=owners.ids(listed)[codes])
            if shape.summed:
                stage.add(facts, part.fingerprints)
            else:
                run.facts(completed(run.connection, facts) if shape.half else facts)
        added = stage.store(run) if shape.summed else 0
        _describe(outcome, owners, shape)
        outcome.notes += [("files-note-summed", {"count": added})] if added else []
        for key, values in outcome.notes:
            run.note(key, **values)
    return outcome


def _describe(outcome: _Outcome, owners: Owners, shape: Shape) -> None:
    outcome.channels = owners.channels
    outcome.campaigns = len(owners.roots)
    outcome.currencies = owners.currencies
    outcome.notes = [*shape.notes, *owners.notes(), *_totals_note(outcome.totals)]


def _totals_note(totals: int) -> list[Note]:
    return [("files-note-totals", {"count": totals})] if totals else []


def _preview(file: Opened, shape: Shape, settings: _Settings) -> _Outcome:
    """What would be read; rows that would be stored count as accepted through `unchanged`, none being written."""
    outcome = _Outcome(columns=file.columns.recognised)
    campaigns: set[tuple[str, str, str]] = set()
    for chunk in file.chunks():
        part = translate(chunk, shape, today=settings.today)
        outcome.add(part)
        outcome.counts.unchanged += len(part.facts)
        for rejected in part.rejected:
            by_reason = outcome.counts.rejected_by_reason
            by_reason[rejected.reason] = by_reason.get(rejected.reason, 0) + 1
        outcome.counts.rejected += len(part.rejected)
        for owner in part.identity.owners()[1]:
            campaigns.add((owner.channel, owner.account, owner.campaign.external_id))
            outcome.currencies[owner.currency] = None
    outcome.channels = {key_for(channel) for channel, _account, _id in campaigns}
    outcome.campaigns = len(campaigns)
    outcome.notes = [*shape.notes, *_totals_note(outcome.totals)]
    return outcome


def _load_plan(store: Store, file: Opened, planned: PlanColumns, settings: _Settings) -> _Outcome:
    outcome = _Outcome(columns=file.columns.recognised, kind="plan")
    with store.run(source=settings.source, kind=KIND, account=file.layout.path.name) as run:
        outcome.counts = run.counts
        plan = PlanLoad(run=run, layout=file.layout, columns=file.columns, at=planned, currency=settings.currency)
        with run.connection.begin_nested() as written:
            for chunk in file.chunks():
                plan.add(chunk)
            if settings.preview:
                written.rollback()
        run.counts.read = plan.read
        outcome.channels, outcome.days, outcome.campaigns = plan.channels, plan.months, len(plan.campaigns)
        outcome.currencies = {plan.currency: None}
        outcome.notes = [*plan.keys.notes(), *_totals_note(plan.totals)]
    return outcome
