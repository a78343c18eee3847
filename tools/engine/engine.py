"""The metric engine: one `Question` in, one exact table out, with everything that must be said beside it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache, partial
from typing import Any, Final

from sqlalchemy import Connection, Engine, Select
from sqlalchemy.engine import Row

from ingest.channel_names import WRITTEN_NAMES
from ingest.scope import EVERYTHING, DataScope
from tools.engine.arms import measures
from tools.engine.catalogue_reader import data_version, read_catalogue
from tools.engine.cells import MONEY
from tools.engine.clients import mixing_notes
from tools.engine.compiler import compile_question, compile_total
from tools.engine.late import Late, read_late
from tools.engine.late_notes import late_notes
from tools.engine.notes import (
    Note,
    able_notes,
    comparability_notes,
    demo_notes,
    freshness_notes,
    gap_notes,
    meaning_notes,
    rate_notes,
    unjoined_notes,
    weekly_notes,
)
from tools.engine.scope import fitting_slices, scope_of, source_plan
from tools.engine.sources import SourcePlan
from tools.engine.table import Table
from tools.engine.tabled import table_of
from tools.semantics.catalogue import AccountFacts, Catalogue
from tools.semantics.dimensions import DIMENSIONS, Dimension
from tools.semantics.metrics import METRICS, Metric
from tools.semantics.own import called, dimensions_of, headed, metrics_of
from tools.semantics.question import Question

MOST_PREPARED: Final = 128
"""Questions whose statements are kept; boards and reports ask the same ones again and again."""


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """What follows from a question and the catalogue alone, whatever the day it is asked on."""

    scope: list[AccountFacts]
    currency: str
    plan: SourcePlan
    statement: Select[Any]
    total: Select[Any] | None
    """One row over all rows kept, where the question asks for it."""
    notes: tuple[Note, ...]
    """About money and slices."""


@dataclass(frozen=True, kw_only=True)
class AsStored:
    """The catalogue as it is now, and the questions prepared by it: both go when the data change."""

    catalogue: Catalogue
    prepare: Callable[[Question], Prepared]
    own: Mapping[str, Metric]
    """Metrics of the workspace."""
    cuts: Mapping[str, Dimension]
    """Its dimensions."""


@dataclass(frozen=True, kw_only=True)
class Result:
    """An answered question."""

    question: Question
    table: Table
    as_of: date | None
    """Last day with data among the accounts asked about."""
    currency: str
    notes: tuple[Note, ...] = ()
    total: Table | None = None
    """One row over all rows kept, where the question asks for it."""

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
    scope: DataScope = EVERYTHING
    """Whose rows it reads; nobody above can lift it."""
    _known: AsStored | None = None
    _late: tuple[int, Late] | None = None
    """With the version of the data that it was learnt from."""
    _within: dict[DataScope, "MetricEngine"] = field(default_factory=dict)

    def within(self, scope: DataScope) -> "MetricEngine":
        """The same engine for a person who sees a part: every name, sum and note stays inside it."""
        if scope == self.scope:
            return self
        if not self.scope.whole:
            raise ValueError("A part can't be seen through another part.")
        if scope not in self._within:
            self._within[scope] = MetricEngine(
                self.engine, currency=self.currency, restatement=self.restatement, scope=scope
            )
        return self._within[scope]

    def narrowed(
        self, channels: Collection[str] | None = None, accounts: Collection[str] | None = None
    ) -> "MetricEngine":
        """A new engine that remembers nothing and reads at most as much as this one: a part of its scope."""
        scope = self.scope.narrowed(channels, accounts)
        return MetricEngine(self.engine, currency=self.currency, restatement=self.restatement, scope=scope)

    def catalogue(self) -> Catalogue:
        """What the database holds now, as far as the scope goes."""
        with self.engine.connect() as connection:
            return self._current(connection).catalogue

    def _current(self, connection: Connection) -> AsStored:
        known = self._known
        if known is None or known.catalogue.version != data_version(connection):
            catalogue = read_catalogue(connection, self.scope)
            prepare = lru_cache(maxsize=MOST_PREPARED)(partial(self._prepared, catalogue))
            own = called(catalogue.called) | metrics_of(catalogue.own)
            cuts = headed(catalogue.heads) | dimensions_of(catalogue.cuts)
            self._known = known = AsStored(catalogue=catalogue, prepare=prepare, own=own, cuts=cuts)
        WRITTEN_NAMES.adopt(known.catalogue.written)
        METRICS.adopt(known.own)
        DIMENSIONS.adopt(known.cuts)
        return known

    def _prepared(self, catalogue: Catalogue, question: Question) -> Prepared:
        scope = scope_of(question.where, question, catalogue)
        currency, foreign, money_notes = self._currency(question, scope, catalogue)
        fitting, slice_notes = fitting_slices(question, scope)
        plan = source_plan(question, scope, catalogue, fitting, currency, foreign=foreign)
        return Prepared(
            scope=scope,
            currency=currency,
            plan=plan,
            statement=compile_question(question, plan),
            total=compile_total(question, plan) if question.total else None,
            notes=(*money_notes, *slice_notes),
        )

    def run(self, question: Question, *, today: date) -> Result:
        """Answers the question.

        Args:
            question: what to compute.
            today: decides which days are provisional.

        Raises:
            NoData: no account offers the asked breakdown.
        """
        with self.engine.connect() as connection:
            return self._answer(question, self._current(connection), connection, today)

    def _answer(self, question: Question, known: AsStored, connection: Connection, today: date) -> Result:
        ready, catalogue = known.prepare(question), known.catalogue
        scope, currency = ready.scope, ready.currency
        rows = list(connection.execute(ready.statement).all())
        rows = [row for row in rows if row.rows_0 or question.compare_to] if question.keys else _filled(rows)
        gaps = _gaps(rows)
        unjoined = self._unjoined(question, gaps, known, connection)

        def ask(beside: Question) -> Table:
            rows = list(connection.execute(known.prepare(beside).statement).all())
            return table_of(beside, beside.keys, rows, catalogue, currency)

        notes = [
            *demo_notes(scope),
            *mixing_notes(scope, question),
            *freshness_notes(scope, question.window, today, self.restatement),
            *weekly_notes(question, scope),
            *late_notes(question, self._late_of(catalogue, connection), {entry.channel for entry in scope}, ask),
            *(unjoined or gap_notes(question, gaps, sum(row.rows_0 or 0 for row in rows))),
            *rate_notes(gaps, scope, currency, catalogue.rated),
            *meaning_notes(question),
            *able_notes(question, ready.plan.able, scope, rows, currency),
            *comparability_notes(question, scope),
            *ready.notes,
        ]
        table = table_of(question, question.keys, rows, catalogue, currency)
        whole = list(connection.execute(ready.total)) if ready.total is not None and rows else []
        total = table_of(question, (), whole, catalogue, currency) if whole else None
        as_of = max((entry.covered_to(today) for entry in scope), default=None)
        return Result(question=question, table=table, as_of=as_of, currency=currency, notes=tuple(notes), total=total)

    def _unjoined(
        self, question: Question, gaps: Mapping[str, int], known: AsStored, connection: Connection
    ) -> list[Note]:
        """Sales on campaigns without costs, where a ratio sets revenue against spend."""
        if not gaps.get("spend") or not any(METRICS[name].is_return for name in question.metrics):
            return []
        sides = Question(metrics=("profit",), group_by=("campaign",), where=question.where, periods=question.periods)
        ready = known.prepare(sides)
        return unjoined_notes(question, list(connection.execute(ready.statement)), ready.currency)

    def late(self) -> Late:
        """How late results come in, by channel, where pulls have seen days through."""
        with self.engine.connect() as connection:
            return self._late_of(self._current(connection).catalogue, connection)

    def _late_of(self, catalogue: Catalogue, connection: Connection) -> Late:
        if self._late is None or self._late[0] != catalogue.version:
            self._late = catalogue.version, read_late(connection, catalogue.accounts)
        return self._late[1]

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


def _filled(rows: list[Row[Any]]) -> list[Row[Any]]:
    return [row for row in rows if row.rows_0]


def _gaps(rows: list[Row[Any]]) -> dict[str, int]:
    if not rows:
        return {}
    names = [name for name in rows[0]._fields if name.startswith("missing_")]
    return {name.removeprefix("missing_"): sum(getattr(row, name) or 0 for row in rows) for name in names}
