"""What a tool is: typed arguments in, a compact text for the model and typed results for the screen out."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, tzinfo
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol

from pydantic import BaseModel

from ingest.database import Database
from ingest.scope import DataScope
from ingest.texts import Language
from tools.access import LOCAL, Actor, Deed
from tools.charts.spec import ChartSpec
from tools.engine.clients import whose_notes
from tools.engine.engine import MetricEngine
from tools.engine.notes import Note
from tools.engine.table import Cell, Table
from tools.semantics.question import Question
from tools.words.period import USUAL_DAYS, Period

if TYPE_CHECKING:
    from ingest.refresh.report import RefreshResult
    from ingest.store.loads import Unload

FOLDER = "tools.analytics"
"""Found when it is first looked into: importing it here would make each plug-in and this file need one another."""

Status = Literal["answered", "no_data", "clarify", "unsupported", "refused", "failed"]


class Refreshes(Protocol):
    """Pulls fresh data of one source, or with "" of all, as far as a person sees, while somebody waits."""

    def __call__(self, source: str, within: DataScope) -> "RefreshResult":
        """What came of it."""


@dataclass(frozen=True, kw_only=True)
class Services:
    """What a process can do beyond reading the database; what it can't is None."""

    refresh: Refreshes | None = None
    unload: "Unload | None" = None
    """Takes a load of a file back."""
    forecast_backend: str = "loky"
    """Where fits run beside one another: loky, threading, sequential, or the address of a Dask scheduler."""


@dataclass(frozen=True, kw_only=True)
class ToolContext:
    """What every tool works with; handed in, so that tools read neither clock nor settings."""

    metrics: MetricEngine
    today: date
    now: datetime
    language: Language
    data_dir: Path
    """Where charts and exports are written."""
    refresh_minutes: int = 60
    """Between refreshes."""
    services: Services = field(default_factory=Services)
    """What the entry point can do and tools only ask for."""
    actor: Actor = LOCAL
    """Whoever asks: what they may do, and whose rows they see."""
    own_rules: int = 20
    """Alert rules that a person may have for themselves alone."""
    pass_on_minutes: int = 60
    """How long a critical alert waits for one person before it goes to the next."""
    day_is_over: bool = False
    """Whether today is set rather than the clock's: then no hour of it is still to come."""
    usual_days: int = USUAL_DAYS
    """Complete days of a question that names none."""
    zone: tzinfo | None = None
    """By which its person is told moments; None: the team's. What a day is does not depend on it."""

    def acting_for(self, actor: Actor) -> "ToolContext":
        """The same for another person: their rights, and an engine that reads only their rows."""
        return replace(self, actor=actor, metrics=self.metrics.within(actor.scope))

    @property
    def of_all_clients(self) -> "ToolContext":
        """The same for whoever looks at one of their clients, at all of them: alerts do not wait to be looked at."""
        if self.actor.held is None:
            return self
        actor = replace(self.actor, scope=self.actor.reach, held=None, client="")
        metrics = MetricEngine(
            self.engine, currency=self.metrics.currency, restatement=self.metrics.restatement, scope=actor.scope
        )
        return replace(self, actor=actor, metrics=metrics)

    @property
    def local(self) -> datetime:
        """This moment by the person's own clock."""
        return self.now if self.zone is None else self.now.astimezone(self.zone)

    @property
    def engine(self) -> Database:
        """The database, for what is stored beside the facts: alerts, forecasts and their track record."""
        return self.metrics.engine


@dataclass(frozen=True, kw_only=True)
class FileMade:
    """A file for download."""

    kind: str
    """csv, xlsx, pdf, png ..."""
    path: Path


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A button under an answer. Who presses it has read what it does, so it may carry a confirmation."""

    label: str
    tool: str
    args: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class ToolResult:
    """What a tool found, told by the tool itself; the two kinds below are told, or answered, in another way."""

    status: Status = "answered"
    title: str = ""
    """What the table shows, in the asking language."""
    text: str = ""
    """The finished sentences; of `Numbers`, what a model reads."""
    tables: tuple[Table, ...] = ()
    charts: tuple[ChartSpec, ...] = ()
    files: tuple[FileMade, ...] = ()
    notes: tuple[Note, ...] = ()
    choices: tuple[Choice, ...] = ()
    """What the person may do about it with a tap."""
    period: Period | None = None
    compared: Period | None = None
    as_of: date | None = None
    span: int | None = None
    """For how many days it is made where these are no period: of a plan ahead, of the trial of a rule."""
    facts: Mapping[str, Any] = field(default_factory=dict)
    """Further numbers beside the text. Nothing may depend on them: what somebody reads is a field of a kind."""


@dataclass(frozen=True, kw_only=True)
class Numbers(ToolResult):
    """A table that answers a question; the conversation puts it into sentences, with receipt and follow-ups."""

    question: Question
    total: Table | None = None
    """The one-row whole that the first table's rows are parts of, for the sentence above it."""
    asked: Question | None = None
    """As it came: what its filters and periods were called."""
    periods: tuple[Period, ...] = ()
    """All the days asked about, by name."""
    origins: Mapping[str, str] = field(default_factory=dict)
    """Slots that the question itself did not say: carried, guessed or default."""

    @property
    def rows(self) -> list[list[Cell]]:
        """The rows that answer; none when nothing was found."""
        return self.tables[0].rows if self.status == "answered" and self.tables else []


Ranged = tuple[float, float, float]
"""A value with the ends of its range: value, low, high."""


@dataclass(frozen=True, kw_only=True)
class Explained(ToolResult):
    """Why a metric changed: the whole, and the factors in the order of their table."""

    before: float | None
    after: float | None
    factors: tuple[tuple[float | None, float | None], ...] = ()
    """What each factor was before and after."""

    @property
    def moved(self) -> float | None:
        """After less before; None where one of them is unknown."""
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True, kw_only=True)
class BudgetSplit(ToolResult):
    """A budget over channels and what it brings of its target; the table has the shares."""

    budget: float
    target: str
    expected: Ranged
    current: Ranged
    """What today's shares bring."""
    gain: Ranged
    next_unit: Mapping[str, float]
    """What one more unit of money brings, by channel."""


@dataclass(frozen=True, kw_only=True)
class Proposal(ToolResult):
    """A change that waits for a yes: the same call with `confirm` makes it."""

    settled: Mapping[str, Any] = field(default_factory=dict)
    """Arguments that the preview has fixed, such as which load "the last one" is; the yes means these."""


@dataclass(frozen=True, kw_only=True)
class Tool:
    """One question Demetra can answer. The file that defines it is all it takes."""

    name: str
    description: str
    """What the model reads: when to use it, in two or three sentences."""
    titles: dict[Language, str]
    """How the step is called on the screen."""
    arguments: type[BaseModel]
    run: Callable[[Any, ToolContext], ToolResult]
    example: Mapping[str, Any]
    """Arguments it is tested with on the demo data."""
    changes: bool = False
    """Changes something outside the conversation: without `confirm`, an argument of its own, it only proposes."""
    supports: bool = False
    """Looks up what another call needs: told only when nothing else was found."""
    heavy: bool = False
    """Takes seconds of the processor: waits in a line of its own."""
    tells_alerts: bool = False
    """Its answer depends on how the alerts stand, not on the figures alone."""
    deed: Deed = "ask"
    """What the asker's role must allow."""
    changing: tuple[Deed, ...] = ()
    """What it must allow beside that where a call changes something for everybody; looking needs none of these."""

    def call(self, arguments: BaseModel, desk: ToolContext) -> ToolResult:
        """Runs it for whoever asks; every surface calls tools here.

        Raises:
            NotAllowed: the role does not allow it.
        """
        desk.actor.must(self.deed)
        result = self.run(arguments, desk)
        if result.status != "answered" or not (result.tables or result.charts or result.files):
            return result
        if isinstance(result, Numbers) and not desk.actor.client:
            return result  # the engine has said so, as far as the question's own filters and cuts leave it to be said
        client = desk.actor.client
        whose = whose_notes(() if client else desk.metrics.catalogue().accounts, client)
        others = [note for note in result.notes if note not in whose]
        return replace(result, notes=(*whose, *others)) if whose else result


class Tools(Mapping[str, Tool]):
    """Every tool by its name, which is its file's; a tool is imported when it is taken out, with all it needs.

    Raises:
        AttributeError: the file taken out defines no `TOOL`.
    """

    def __init__(self) -> None:
        self._names = dict.fromkeys(
            found.name for found in pkgutil.iter_modules(importlib.import_module(FOLDER).__path__)
        )

    def __getitem__(self, name: str) -> Tool:
        if name not in self._names:
            raise KeyError(name)
        tool: Tool = importlib.import_module(f"{FOLDER}.{name}").TOOL
        return tool

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


@cache
def find_tools() -> Mapping[str, Tool]:
    """Every tool, found by being a file of `tools/analytics` that defines `TOOL`."""
    return Tools()
