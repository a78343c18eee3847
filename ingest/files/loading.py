"""Loads files: recognises each, translates its tables chunk by chunk, and writes it in one transaction."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from time import perf_counter

import pandas as pd

from ingest.errors import InvalidInput
from ingest.files.currencies import code_of
from ingest.files.fingerprint import Fingerprint, earlier_load, fingerprint_of
from ingest.files.guesses import hint
from ingest.files.laying import LayMode, Stages, keep
from ingest.files.memory import keep_words, recall, remember
from ingest.files.opening import Opened, OpenedTable, check_mapping, opened
from ingest.files.outcome import Outcome
from ingest.files.owners import Owners
from ingest.files.places import with_places
from ingest.files.plan import PlanLoad, plan_columns
from ingest.files.preview import preview
from ingest.files.report import LoadReport, together
from ingest.files.sales_first import SalesFirst
from ingest.files.sales_rows import OrdersSeen
from ingest.files.shape import Shape, find_shape
from ingest.files.takeover import ASSUMED, name_currency, take_over
from ingest.files.translate import Translated, translate
from ingest.scope import EVERYTHING, DataScope
from ingest.store.changes import forget
from ingest.store.layers import Again, KeyRepeats
from ingest.store.loads import KIND, take_back
from ingest.store.spellings import Spellings
from ingest.store.store import Run, Store


def load(  # noqa: PLR0913 - the options of `demetra ingest`
    store: Store,
    paths: Sequence[Path],
    *,
    source: str = "file",
    currency: str,
    today: date,
    mapping: Mapping[str, str] | None = None,
    currency_told: bool = False,
    preview: bool = False,
    heard: Callable[[int], None] | None = None,
    within: DataScope = EVERYTHING,
) -> LoadReport:
    """Loads files of facts or plans; each file is one run, visible at once or not at all.

    Args:
        store: where to.
        paths: files; the two exports of one Telegram ad complete each other.
        source: owner of the accounts; names the channel too when the file has no column for it.
        currency: of money that neither header, cell nor column gives a currency.
        today: later days are quarantined.
        currency_told: a person has named it for this file; else campaigns that are there already keep theirs.
        mapping: field to header, as in `--map field=Header`.
        preview: only say what would be read; nothing is written.
        heard: is told the rows read so far, chunk by chunk.
        within: whose rows whoever loads may touch.

    Raises:
        NotAllowed: some row belongs to what is not `within`; nothing of its file is stored.
        InvalidInput: a file is missing, is no table, lacks a day or a measure, or would replace its earlier load by
            nothing; nothing of it is stored.
    """
    start = perf_counter()
    settings = LoadSettings(
        source=source,
        currency=_known_currency(currency),
        currency_told=currency_told,
        today=today,
        mapping=mapping or {},
        preview=preview,
        heard=heard or _to_nobody,
        within=within,
    )
    if not paths:
        raise InvalidInput("files-none")
    mappings = _shared_out(paths, settings)
    reports = [
        _load_one(store, path, replace(settings, mapping=own)) for path, own in zip(paths, mappings, strict=True)
    ]
    return together(reports, perf_counter() - start)


@dataclass(frozen=True, kw_only=True)
class LoadSettings:
    """The options of one load."""

    source: str
    currency: str
    currency_told: bool
    today: date
    mapping: Mapping[str, str]
    preview: bool
    heard: Callable[[int], None]
    within: DataScope


class _SaysMore(Again):
    """A file that was loaded before says something else than what stands now: it is a load of its own."""


def _to_nobody(_rows: int) -> None:
    """Nobody waits to hear how far the load is."""


def _known_currency(currency: str) -> str:
    code = code_of(currency)
    if not code:
        raise InvalidInput("files-unknown-currency", received=currency)
    return code


def _shared_out(paths: Sequence[Path], settings: LoadSettings) -> list[Mapping[str, str]]:
    """What of the mapping each file has: a plan beside a report has other headers."""
    if not settings.mapping or len(paths) == 1:
        return [settings.mapping for _ in paths]
    files = []
    for path in paths:
        with opened(path, settings.mapping, settings.today) as file:
            files.append(file)
    check_mapping(files, settings.mapping)
    return [{name: at for name, at in settings.mapping.items() if name not in file.lacking} for file in files]


def _load_one(store: Store, path: Path, settings: LoadSettings) -> LoadReport:
    start = perf_counter()
    with opened(path, settings.mapping, settings.today, recall(store.engine)) as file:
        check_mapping([file], settings.mapping)
        if plan_columns(file.tables[0].columns):
            outcome = _load_plan(store, file, settings)
        elif settings.preview:
            outcome = preview(file, source=settings.source, currency=settings.currency, today=settings.today)
        else:
            outcome = _store(store, file, settings)
    return outcome.report(perf_counter() - start)


def _store(store: Store, file: Opened, settings: LoadSettings) -> Outcome:
    mark = fingerprint_of(file.path, settings.source, settings.currency, settings.mapping)
    with store.run(source=settings.source, kind=KIND, account=file.path.name, within=settings.within) as run:
        earlier = earlier_load(run, mark)
        if earlier.replaced is not None:
            take_back(run.connection, [earlier.replaced])
        file, shapes = _shaped(file, settings)
        shapes = with_places(run.connection, shapes)
        mode = LayMode(careful=len(shapes) > 1 or any(shape.is_careful for shape in shapes), echo=earlier.same)
        outcome = _written(run, file, shapes, settings, mode)
        if earlier.replaced is not None and not run.counts.accepted:
            raise InvalidInput("files-reload-nothing", file=file.path.name, rows=run.counts.read, load=earlier.replaced)
        _finish(run, file, outcome, mark, mode)
        if any(shape.has_money and not shape.currency_told for shape in shapes):
            run.note(ASSUMED, currency=", ".join(outcome.currencies))
        if earlier.replaced is not None:
            outcome.notes.append(("files-note-reloaded", {"load": earlier.replaced}))
        for shape in shapes if settings.within.whole else ():  # what is remembered holds for everybody's files
            remember(run.connection, shape, settings.mapping, now=run.now)
    return outcome


def _written(run: Run, file: Opened, shapes: list[Shape], settings: LoadSettings, mode: LayMode) -> Outcome:
    """Writes the file as it seems to be; when it turns out otherwise, all of it once more."""
    try:
        with run.attempt():
            return _write(run, file, shapes, settings, mode)
    except KeyRepeats:
        mode.careful = True
    except _SaysMore:
        mode.echo = None
    return _written(run, file, shapes, settings, mode)


def _shaped(file: Opened, settings: LoadSettings) -> tuple[Opened, list[Shape]]:
    """The tables that can be loaded, and how; of several those that can't, or only sum up another, are left out."""
    shapes: list[Shape] = []
    tables: list[OpenedTable] = []
    notes = list(file.notes)
    for table in file.tables:
        try:
            shape = find_shape(
                table.layout,
                table.columns,
                table.first,
                source=settings.source,
                currency=settings.currency,
                taught=table.taught,
            )
        except InvalidInput:
            if len(file.tables) == 1:
                raise
            notes.append(("files-note-table-left", {"table": table.title}))
            continue
        shapes.append(replace(shape, currency_told=shape.currency_told or settings.currency_told))
        tables.append(table)
    if not shapes:
        first = file.tables[0].columns
        asked = hint(first, file.tables[0].first, day=first.has("day"), measure=bool(first.of_role("measure")))
        raise InvalidInput("files-no-day", file=file.path.name, received=", ".join(first.headers), hint=asked)
    coarse = [place for place, shape in enumerate(shapes) if any(_sums_up(shape, other) for other in shapes)]
    notes += [("files-note-table-coarser", {"table": tables[place].title}) for place in coarse]
    kept = [place for place in range(len(shapes)) if place not in coarse]
    kept.sort(key=lambda place: shapes[place].is_sales)  # sales find the campaigns that brought them
    file = Opened(path=file.path, tables=[tables[place] for place in kept], notes=tuple(notes))
    return file, [shapes[place] for place in kept]


def _sums_up(shape: Shape, other: Shape) -> bool:
    """Whether a table without campaigns can only repeat what another one gives by campaign."""
    named, has = (one.columns.has("campaign") or one.columns.has("campaign_id") for one in (shape, other))
    return not named and has and shape.stored <= other.stored


def _write(run: Run, file: Opened, shapes: list[Shape], settings: LoadSettings, mode: LayMode) -> Outcome:
    outcome = Outcome(columns={}, counts=run.counts, notes=list(file.notes))
    spelled = Spellings(run.connection, run_id=run.id)
    stages = Stages()
    words: dict[tuple[str, ...], tuple[Shape, set[int]]] = {}
    with ExitStack() as scratch:
        for table, shape in zip(file.tables, shapes, strict=True):
            outcome.columns |= shape.read_as
            sales = SalesFirst(owners := Owners(run, shape))
            stage = stages.of(table, shape, scratch) if mode.careful else None
            for place, part in enumerate(_parts(table.chunks(), shape, settings, spelled, careful=mode.careful)):
                outcome.add(part)
                settings.heard(outcome.counts.read)
                run.reject(part.rejected)
                name_currency(owners, part)
                if place == 0:
                    take_over(owners, part)
                keep(run, sales, part, stage, mode, outcome)
            outcome.describe(owners, shape)
            words.setdefault(table.layout.header, (shape, set()))[1].update(owners.accounts)
        stages.store(run, mode, outcome)
    if mode.echo is None:
        keep_words(run.connection, words.values(), run_id=run.id)
    elif run.counts.inserted or run.counts.updated or run.cuts_changed:
        raise _SaysMore
    outcome.joined_said(run.connection)
    if mode.echo is None:
        outcome.written_said()
    return outcome


def _parts(
    chunks: Iterator[pd.DataFrame], shape: Shape, settings: LoadSettings, spelled: Spellings, *, careful: bool
) -> Iterator[Translated]:
    start = 0
    seen, whole = OrdersSeen(), shape.deals is not None and shape.deals.whole
    for chunk in chunks:
        part = translate(chunk, shape, today=settings.today, start=start, careful=careful, spelled=spelled.of)
        yield replace(part, facts=seen.once(part.facts, part.orders, whole=whole))
        start += len(chunk)


def _finish(run: Run, file: Opened, outcome: Outcome, mark: Fingerprint, mode: LayMode) -> None:
    outcome.load = run.id if mode.echo is None else mode.echo
    run.description = {"digest": mark.whole, "signature": file.tables[0].signature, "repeats": mode.echo}
    for key, values in outcome.notes:
        run.note(key, **values)


def _load_plan(store: Store, file: Opened, settings: LoadSettings) -> Outcome:
    table = file.tables[0]
    planned = plan_columns(table.columns)
    outcome = Outcome(columns=table.columns.recognised, kind="plan", notes=list(file.notes))
    if planned is None:
        return outcome
    mark = fingerprint_of(file.path, settings.source, settings.currency, settings.mapping)
    with store.run(source=settings.source, kind=KIND, account=file.path.name, within=settings.within) as run:
        outcome.counts = run.counts
        echo = earlier_load(run, mark).same
        plan = PlanLoad(run=run, layout=table.layout, columns=table.columns, at=planned, currency=settings.currency)
        with run.connection.begin_nested() as written:
            for chunk in table.chunks():
                plan.add(chunk)
            if settings.preview:
                written.rollback()
        run.counts.read = plan.read
        outcome.plan(plan)
        changed = bool(run.counts.inserted or run.counts.updated)
        repeats = None if changed or settings.preview else echo
        if repeats is not None:
            forget(run.connection, run.id)
        run.description = {"digest": "" if settings.preview else mark.whole, "repeats": repeats}
        outcome.load = run.id if repeats is None else repeats
    return outcome
