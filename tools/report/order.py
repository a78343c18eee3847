"""What is asked of a report: days, days before, channels, clients, language, file; resolved against the database."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, Final, Literal

from dateutil.relativedelta import relativedelta
from pydantic import BaseModel, ConfigDict, Field

from ingest.errors import DemetraError, InvalidInput, NoData
from ingest.texts import Language
from tools.asking import understand
from tools.engine.clients import clients_in
from tools.engine.engine import Result
from tools.engine.notes import Note
from tools.semantics.question import Question, Window
from tools.semantics.resolve import resolve_all
from tools.semantics.spelling import nearest
from tools.tool import ToolContext, ToolResult, find_tools
from tools.words import wording

ReportFormat = Literal["pdf", "xlsx"]
MODELLED: Final = frozenset({"forecast_metric", "allocate_budget", "recommend", "best_time", "list_alerts"})
"""Tools whose figures come from fits or from the book of alerts: a check compares with what they said, the engine's
own figures are computed once more."""
AT_ONCE: Final = 3


class ReportOrder(BaseModel):
    """Which report to make."""

    model_config = ConfigDict(extra="forbid")

    period: str = Field("", description="A period phrase or 'A..B' in ISO dates; empty: the month that is over.")
    compare_to: str = Field("", description="Another period; empty: the one before.")
    channels: list[str] = Field(default_factory=list, description="Only these channels; empty: all.")
    accounts: list[str] = Field(default_factory=list, description="Only these accounts (clients), by id; empty: all.")
    format: ReportFormat = Field("pdf", description="xlsx: a sheet a section, for Excel.")
    language: Literal["", "ru", "en"] = Field("", description="Of the report; empty: that of the conversation.")


@dataclass(kw_only=True)
class Calls:
    """What the tools said, each call once."""

    desk: ToolContext
    answers: dict[str, ToolResult | DemetraError] = field(default_factory=dict)

    def tool(self, name: str, **args: Any) -> ToolResult:
        """The result of a call; where nothing is stored or a limit stands in the way, its sentence.

        Raises:
            NotAllowed: the reader's role does not allow the question.
        """
        key = f"{name} {sorted(args.items())}"
        if key not in self.answers:
            self.answers[key] = self._called(name, args)
        found = self.answers[key]
        return (
            ToolResult(status="no_data", text=found.say(self.desk.language))
            if isinstance(found, DemetraError)
            else found
        )

    def _called(self, name: str, args: Mapping[str, Any]) -> ToolResult | DemetraError:
        tool = find_tools()[name]
        try:
            return tool.call(tool.arguments.model_validate(dict(args)), self.desk)
        except (NoData, InvalidInput) as error:
            return error

    def together(self, wanted: list[Callable[[], object]]) -> None:
        """Makes slow calls beside one another."""
        with ThreadPoolExecutor(AT_ONCE) as pool:
            for done in [pool.submit(call) for call in wanted]:
                done.result()

    def ask(self, question: Question) -> Result:
        """The engine's own answer, computed every time."""
        return self.desk.metrics.run(question, today=self.desk.today)


@dataclass(frozen=True, kw_only=True)
class ReportGround:
    """What every section is written from."""

    desk: ToolContext
    """Of the reader, kept to the report's channels and accounts."""
    calls: Calls
    now: Window
    before: Window
    label: str
    about: str
    notes: tuple[Note, ...]

    @property
    def language(self) -> Language:
        """Of the report."""
        return self.desk.language

    @property
    def days(self) -> str:
        """The report's days in words."""
        return wording.day_range(self.now.start, self.now.end, self.language)

    @property
    def compared(self) -> str:
        """The days before in words."""
        return wording.day_range(self.before.start, self.before.end, self.language)

    @property
    def closed(self) -> bool:
        """Whether it is about days before this month: nothing there goes on."""
        return self.now.end < self.desk.today.replace(day=1)

    @property
    def cut(self) -> Literal["channel", "campaign"]:
        """What the whole is divided into: one channel into its campaigns."""
        return "channel" if len(self.desk.metrics.catalogue().channels) > 1 else "campaign"

    @property
    def channels(self) -> list[str]:
        """Channels to name to tools that look at plans; none where all are meant."""
        scope = self.desk.metrics.scope
        return [] if scope.whole else list(self.desk.metrics.catalogue().channels)

    def once_more(self) -> "ReportGround":
        """The same for a check: a new engine, nothing remembered but what models and the book of alerts said."""
        desk = replace(self.desk, metrics=self.desk.metrics.narrowed())
        kept = {key: said for key, said in self.calls.answers.items() if key.partition(" ")[0] in MODELLED}
        return replace(self, desk=desk, calls=Calls(desk=desk, answers=kept))


def ground_of(order: ReportOrder, desk: ToolContext) -> ReportGround:
    """The order in stored names and days.

    Raises:
        InvalidInput: a period, a channel or an account is unknown.
        NoData: nothing is stored for the reader, or nothing on these days.
    """
    catalogue = desk.metrics.catalogue()
    if catalogue.last_day is None:
        raise NoData("answer-no-data-at-all")
    channels = resolve_all("channel", order.channels, catalogue) if order.channels else None
    accounts = _accounts(order.accounts, desk) if order.accounts else None
    spoken: Language = order.language or desk.language
    kept = replace(desk, language=spoken, metrics=desk.metrics.narrowed(channels, accounts))
    asked = understand(Question(metrics=("spend",), periods=tuple(filter(None, (_phrase(order, kept),)))), kept)
    now = Window(start=asked.period.start, end=asked.period.end)
    if not kept.metrics.run(Question(metrics=("spend",), periods=(str(now),)), today=desk.today).table.rows:
        raise NoData("answer-no-data", first=str(catalogue.first_day), last=str(catalogue.last_day))
    compared = understand(
        Question(metrics=("spend",), periods=(str(now),), compare_to=order.compare_to or str(before(now))), kept
    )
    said = [catalogue.title(key, spoken) for key in channels or ()] + list(accounts or ())
    clients = clients_in(kept.metrics.catalogue().accounts)
    said = [*(clients if desk.actor.client or len(clients) > 1 else ()), *said]
    return ReportGround(
        desk=kept,
        calls=Calls(desk=kept),
        now=now,
        before=compared.question.compared or before(now),
        label=asked.period.label,
        about=wording.listing(said, spoken) if said else "",
        notes=asked.notes,
    )


def _phrase(order: ReportOrder, desk: ToolContext) -> str:
    """The period asked for; without one the last month, which is whole, unless there are no data of it."""
    if order.period:
        return order.period
    end = desk.today.replace(day=1) - timedelta(days=1)
    month = f"{end.replace(day=1)}..{end}"
    found = desk.metrics.run(Question(metrics=("spend",), periods=(month,)), today=desk.today)
    return month if found.table.rows else ""


def _accounts(wanted: list[str], desk: ToolContext) -> tuple[str, ...]:
    """Ids of accounts named by id or by name."""
    accounts = desk.metrics.catalogue().accounts
    known = {name: one.external_id for one in accounts for name in (one.name, one.external_id)}
    for name in wanted:
        if name not in known:
            possible = ", ".join(sorted({one.name for one in accounts})[:20])
            raise InvalidInput("report-unknown-account", received=name, nearest=nearest(name, known), possible=possible)
    return tuple(dict.fromkeys(known[name] for name in wanted))


def before(now: Window) -> Window:
    """The days before: whole months against as many whole months, a month begun against its first days, else as many.

    >>> from datetime import date
    >>> str(before(Window(start=date(2026, 10, 1), end=date(2026, 10, 31))))
    '2026-09-01..2026-09-30'
    >>> str(before(Window(start=date(2026, 11, 1), end=date(2026, 11, 21))))
    '2026-10-01..2026-10-21'
    """
    begun = now.start.day == 1 and (now.start.year, now.start.month) == (now.end.year, now.end.month)
    if begun and (now.end + timedelta(days=1)).day != 1:
        start = now.start - relativedelta(months=1)
        return Window(start=start, end=min(start + (now.end - now.start), now.start - timedelta(days=1)))
    return now.preceding()
