"""The metric engine: one `Question` in, one exact table out, with everything that must be said beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.engine import Row

from ingest.errors import NoData
from tools.engine.catalogue_reader import data_version, read_catalogue
from tools.engine.cells import MONEY
from tools.engine.compiler import compile_question, measures
from tools.engine.notes import Note, comparability_notes, freshness_notes, gap_notes, meaning_notes, rate_notes
from tools.engine.sources import SourcePlan
from tools.engine.table import Cell, Column, Table
from tools.semantics.catalogue import AccountFacts, Catalogue
from tools.semantics.dimensions import DIMENSIONS, SLICE_DIMENSIONS
from tools.semantics.metrics import METRICS
from tools.semantics.question import Question, Window

COMPANIONS = ("previous", "change", "share", "running", "per_day")


@dataclass(frozen=True, kw_only=True)
class Result:
    """An answered question."""

    question: Question
    table: Table
    as_of: date | None
    """Last day with data among the accounts asked about."""
    currency: str
    notes: tuple[Note, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing is stored for the question; zero is not nothing."""
        return not self.table.rows


@dataclass
class MetricEngine:
    """Answers queries over one database."""

    engine: Engine
    currency: str
    """Reporting currency."""
    restatement: Mapping[str, int] = field(default_factory=dict)
    """Days that each source may still restate."""
    _catalogue: Catalogue | None = None

    def catalogue(self) -> Catalogue:
        """What the database holds now."""
        with self.engine.connect() as connection:
            return self._current(connection)

    def _current(self, connection: Connection) -> Catalogue:
        if self._catalogue is None or self._catalogue.version != data_version(connection):
            self._catalogue = read_catalogue(connection)
        return self._catalogue

    def run(self, question: Question, *, today: date) -> Result:
        """Answers the question.

        Args:
            question: what to compute.
            today: decides which days are provisional.

        Raises:
            NoData: no account offers the asked breakdown.
        """
        with self.engine.connect() as connection:
            catalogue = self._current(connection)
            return self._answer(question, catalogue, connection, today)

    def _answer(self, question: Question, catalogue: Catalogue, connection: Connection, today: date) -> Result:
        scope = _scope(question, catalogue)
        currency, foreign, money_notes = self._currency(question, scope, catalogue)
        fitting, slice_notes = _slices(question, scope)
        plan = SourcePlan(
            accounts=tuple(entry.id for entry in scope),
            narrowed=any(condition.dimension in ("channel", "account") for condition in question.where),
            currency=currency,
            foreign=foreign,
            slices=_ranked({name for names in fitting.values() for name in names}),
            by_account=_single(fitting),
            gapped=catalogue.gapped,
            variants=catalogue.has_variants,
            days=_covered_days(question.window, scope),
        )
        rows = list(connection.execute(compile_question(question, plan)))
        rows = [row for row in rows if row.rows_0 or question.compared] if question.group_by else _known(rows)
        gaps = _gaps(rows)
        notes = [
            *freshness_notes(scope, question.window, today, self.restatement),
            *gap_notes(question, gaps, sum(row.rows_0 or 0 for row in rows)),
            *rate_notes(gaps, scope, currency, catalogue.rated),
            *meaning_notes(question),
            *comparability_notes(question, scope),
            *money_notes,
            *slice_notes,
        ]
        table = _table(question, rows, catalogue, currency)
        as_of = max((entry.last_day for entry in scope), default=None)
        return Result(question=question, table=table, as_of=as_of, currency=currency, notes=tuple(notes))

    def _currency(
        self, question: Question, scope: list[AccountFacts], catalogue: Catalogue
    ) -> tuple[str, bool, list[Note]]:
        """The answer's currency, whether to convert, and what to say about it."""
        used = {entry.currency for entry in scope}
        if used <= {self.currency} or not MONEY & set(measures(question)):
            return self.currency, False, []
        if len(used) == 1:
            (only,) = used
            if (only, self.currency) not in catalogue.rated:
                note = Note(key="note-own-currency", values={"currency": only, "reporting": self.currency})
                return only, False, [note]
        return self.currency, True, [Note(key="note-converted", values={"currency": self.currency})]


def _scope(question: Question, catalogue: Catalogue) -> list[AccountFacts]:
    """Accounts that the question's channel and account filters leave and that have days in its periods."""
    windows = [window for window in (question.window, question.compared) if window]
    scope = [
        entry
        for entry in catalogue.accounts
        if any(entry.first_day <= window.end and entry.last_day >= window.start for window in windows)
    ] or list(catalogue.accounts)
    for condition in question.where:
        if condition.dimension in ("channel", "account"):
            attribute = "channel" if condition.dimension == "channel" else "name"
            scope = [entry for entry in scope if (getattr(entry, attribute) in condition.values) != condition.exclude]
    return scope


def _slices(question: Question, scope: list[AccountFacts]) -> tuple[dict[int, list[str]], list[Note]]:
    """For each account the slices that have the asked columns; accounts without one are named."""
    wanted = question.dimensions & SLICE_DIMENSIONS
    if not wanted:
        return {}, []
    fitting = {entry.id: [name for name in entry.slices if wanted <= set(name.split("+"))] for entry in scope}
    fitting = {key: names for key, names in fitting.items() if names}
    if not fitting:
        known = sorted(
            {column for entry in scope for name in entry.slices for column in name.split("+")} & SLICE_DIMENSIONS
        )
        raise NoData("query-no-slice", wanted=", ".join(sorted(wanted)), known=", ".join(known) or "-")
    without = tuple(dict.fromkeys(entry.channel for entry in scope if entry.id not in fitting))
    notes = (
        [Note(key="note-no-slice", values={"channels": without, "wanted": tuple(sorted(wanted))})] if without else []
    )
    return fitting, notes


def _ranked(slices: set[str]) -> tuple[str, ...]:
    """The coarsest first: fewer columns means fewer gaps."""
    return tuple(sorted(slices, key=lambda name: (name.count("+"), name)))


def _single(fitting: dict[int, list[str]]) -> dict[int, str] | None:
    if any(len(names) != 1 for names in fitting.values()):
        return None
    return {key: names[0] for key, names in fitting.items()}


def _covered_days(window: Window, scope: list[AccountFacts]) -> int:
    """Days of the window inside the stored data: what a per-day average divides by."""
    if not scope:
        return window.days
    start = max(window.start, min(entry.first_day for entry in scope))
    end = min(window.end, max(entry.last_day for entry in scope))
    return max((end - start + timedelta(days=1)).days, 1)


def _known(rows: list[Row[Any]]) -> list[Row[Any]]:
    return [row for row in rows if row.rows_0]


def _gaps(rows: list[Row[Any]]) -> dict[str, int]:
    if not rows:
        return {}
    names = [name for name in rows[0]._fields if name.startswith("missing_")]
    return {name.removeprefix("missing_"): sum(getattr(row, name) or 0 for row in rows) for name in names}


def _table(question: Question, rows: list[Row[Any]], catalogue: Catalogue, currency: str) -> Table:
    names = _columns(question, rows)
    columns = [Column(name=name, unit=_unit(name, currency)) for name in names]
    total = rows[0].rows_total if rows else 0
    cells = [list(row) for row in zip(*(_cells(rows, name, catalogue) for name in names), strict=True)]
    return Table(columns=columns, rows=cells, rows_total=max(total, len(cells)), complete=len(cells) >= total)


def _columns(question: Question, rows: list[Row[Any]]) -> list[str]:
    present = set(rows[0]._fields) if rows else set()
    names = list(question.group_by)
    for metric in question.metrics:
        names.append(metric)
        names.extend(f"{metric}_{companion}" for companion in COMPANIONS if f"{metric}_{companion}" in present)
    return names


def _unit(name: str, currency: str) -> str:
    if name in DIMENSIONS:
        return DIMENSIONS[name].unit
    if name.endswith(("_change", "_share")):
        return "ratio"
    base = (
        name
        if name in METRICS
        else next(name.removesuffix(f"_{part}") for part in COMPANIONS if name.endswith(f"_{part}"))
    )
    unit = METRICS[base].unit
    return f"money:{currency}" if unit == "money" else unit


def _cells(rows: list[Row[Any]], name: str, catalogue: Catalogue) -> list[Cell]:
    """One column of the answer."""
    if not rows:
        return []
    place = rows[0]._fields.index(f"key_{name}" if name in DIMENSIONS else name)
    values = [row[place] for row in rows]
    if name == "campaign":
        return [catalogue.campaign_labels.get(value, str(value)) for value in values]
    if name in DIMENSIONS:
        return values
    counted = name in METRICS and METRICS[name].unit == "count"
    return [_number(value, counted=counted) for value in values]


def _number(value: float | None, *, counted: bool) -> Cell:
    """A count without its decimal zero; a ratio or an amount as it is."""
    if value is None:
        return None
    return int(value) if counted and float(value).is_integer() else float(value)
