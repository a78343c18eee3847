"""How do things stand?"""

from dataclasses import replace
from datetime import date
from typing import Final

from pydantic import BaseModel, ConfigDict, Field

from ingest.errors import NoData
from ingest.texts import say
from tools.advice.record.book import AdviceBook
from tools.dashboard.board import Board, board, board_end
from tools.dashboard.spans import BoardSpan, span_of
from tools.dashboard.words import picture, tell
from tools.semantics.question import Window
from tools.semantics.resolve import resolve_all
from tools.tool import Tool, ToolContext, ToolResult
from tools.words import wording
from tools.words.period import Period, resolve_period

STEPS: Final = 3
"""Pieces of advice that are named."""
RUNNING: Final = ("month", "quarter")
"""Spans that are named by their first day and go on; their days stand against the same days before."""


class Dashboard(BaseModel):
    """Which channels, over which days."""

    model_config = ConfigDict(extra="forbid")

    channels: list[str] = Field(default_factory=list, description="Only these; empty: all.")
    period: str = Field("", description="A period phrase; empty: this month so far.")


def run(asking: Dashboard, desk: ToolContext) -> ToolResult:
    """Key figures against the same days before, channels side by side, plan, open alerts, the first steps."""
    catalogue, until = desk.metrics.catalogue(), board_end(desk)
    if until is None:
        raise NoData("answer-no-data-at-all")
    key = _key(asking.period, until, desk)
    only = resolve_all("channel", asking.channels, catalogue) if asking.channels else ()
    found = board(key, replace(desk, metrics=desk.metrics.narrowed(only)) if only else desk)
    if found is None:
        raise NoData("answer-no-data-at-all")
    chart = picture(found, desk.language)
    titles = wording.listing([catalogue.title(name, desk.language) for name in only], desk.language)
    return ToolResult(
        title=" · ".join(part for part in (say("dashboard-title", desk.language), titles) if part),
        text=tell(found, _steps(only, desk), desk.language),
        tables=(found.channels.model_copy(update={"title": say("dashboard-channels", desk.language)}),),
        charts=(chart,) if chart else (),
        notes=found.notes,
        period=_named(found.span.now, desk),
        compared=_named(found.span.before, desk),
        as_of=found.until,
        facts=_facts(found),
    )


def _key(phrase: str, until: date, desk: ToolContext) -> str:
    """The choice of days of the opening view that a phrase means; days of one's own where it has no such choice."""
    if not phrase.strip():
        return ""
    bounds = {"first_day": desk.metrics.catalogue().first_day, "last_day": desk.metrics.catalogue().last_day}
    asked = resolve_period(phrase, desk.today, language=desk.language, **bounds)
    own = str(Window(start=asked.start, end=max(min(asked.end, until), asked.start)))
    spans: list[BoardSpan] = [span_of(name, until) for name in RUNNING]
    return next((span.key for span in spans if str(span.now) == own), own)


def _steps(only: tuple[str, ...], desk: ToolContext) -> list[str]:
    """The first lines of the advice that stands, of these channels alone where some are named."""
    listed = [one for one in AdviceBook(desk=desk).listed() if not only or set(only) & set(one.touches)]
    return [one.headline(desk.language) for one in listed[:STEPS]]


def _named(days: Window, desk: ToolContext) -> Period:
    label = wording.day_range(days.start, days.end, desk.language)
    return Period(start=days.start, end=days.end, label=label, language=desk.language)


def _facts(found: Board) -> dict[str, object]:
    cards = [[card.value, card.before, (card.value / card.before - 1) if card.before else None] for card in found.cards]
    lines = [line for line in (found.goal, *found.budgets) if line is not None]
    plan = [[line.target, line.fact, line.done, line.expected, line.low, line.high] for line in lines]
    return {"cards": cards, "plan": plan, "alerts": found.alerts_open}


TOOL = Tool(
    name="dashboard",
    description=(
        "How things stand in one look: key figures against the same days before, channels side by side, plan, open "
        "alerts, first steps: 'дашборд', 'главные цифры', 'overview', 'tldr'."
    ),
    titles={"ru": "Дашборд", "en": "Dashboard"},
    arguments=Dashboard,
    run=run,
    example={},
    tells_alerts=True,
)
