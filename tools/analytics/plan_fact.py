"""Are we on plan?"""

from datetime import date

from dateutil.relativedelta import relativedelta
from pydantic import BaseModel, ConfigDict, Field

from ingest.errors import InvalidInput
from ingest.texts import Language, say
from tools.engine.notes import Note
from tools.plan.lines import PlanLine, plan_lines
from tools.plan.words import picture, tables_of, tell
from tools.semantics.resolve import resolve_all
from tools.tool import Tool, ToolContext, ToolResult
from tools.words import wording
from tools.words.period import Period, resolve_period
from tools.words.periods.spans import name_of

MOST_MONTHS = 12


class PlanAgainstFact(BaseModel):
    """Which plan to look at."""

    model_config = ConfigDict(extra="forbid")

    channels: list[str] = Field(default_factory=list, description="Only these channels; empty: all.")
    period: str = Field("", description="A month or several ('October', 'Q3'); empty: this month.")


def run(asking: PlanAgainstFact, desk: ToolContext) -> ToolResult:
    """Budgets and goals: done, expected at the month's end with its range, what would close the gap."""
    language, catalogue = desk.language, desk.metrics.catalogue()
    channels = resolve_all("channel", asking.channels, catalogue) if asking.channels else ()
    months = _months(asking.period, desk)
    found = [lines for month in months if (lines := plan_lines(month, channels, desk))]
    if not found:
        names = wording.listing([wording.month(month, language) for month in months], language)
        return ToolResult(status="no_data", text=say("plan-none", language, months=names))
    lines = [line for some in found for line in some]
    tables = tables_of(lines, desk.metrics.currency, language)
    running = any(not line.ended for line in lines)
    return ToolResult(
        title=tables[0].title,
        text="\n\n".join(tell(some, desk.metrics.currency, language) for some in found),
        tables=tables,
        charts=tuple(picture(table, language) for table in tables[:1]),
        notes=(Note(key="plan-pace"),) if running else (),
        period=_period(months, language),
        as_of=catalogue.last_day,
        facts={"lines": [_facts(line) for line in lines]},
    )


def _months(phrase: str, desk: ToolContext) -> list[date]:
    """First days of the months asked about.

    Raises:
        InvalidInput: the phrase is no period, or covers more months than are told at once.
    """
    if not phrase.strip():
        return [desk.today.replace(day=1)]
    bounds = {"first_day": desk.metrics.catalogue().first_day, "last_day": desk.metrics.catalogue().last_day}
    period = resolve_period(phrase, desk.today, language=desk.language, **bounds)
    months, month = [], period.start.replace(day=1)
    while month <= period.end:
        months.append(month)
        month += relativedelta(months=1)
    if len(months) > MOST_MONTHS:
        raise InvalidInput("plan-too-long", received=phrase, months=len(months), most=MOST_MONTHS)
    return months


def _period(months: list[date], language: Language) -> Period:
    span = months[0], months[-1] + relativedelta(day=31)
    return Period(start=span[0], end=span[1], label=name_of(span, language), language=language)


def _facts(line: PlanLine) -> list[float | None]:
    return [line.target, line.fact, line.done, line.expected, line.low, line.high, line.elapsed, line.gap_per_day]


TOOL = Tool(
    name="plan_fact",
    description=(
        "Compares the plan with the fact: budgets and goals of a month, how much is done, where it ends at this pace, "
        "what closes the gap: 'выполняем ли план', 'budget vs actual', 'are we on track'."
    ),
    titles={"ru": "План и факт", "en": "Plan against fact"},
    arguments=PlanAgainstFact,
    run=run,
    example={},
)
