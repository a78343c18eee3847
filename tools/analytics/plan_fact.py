"""Are we on plan?"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from dateutil.relativedelta import relativedelta
from pydantic import BaseModel, ConfigDict, Field

from ingest.texts import Language
from tools.engine.notes import Note
from tools.engine.plans import planned_months
from tools.engine.table import Table
from tools.plan.choosing import RANKING, About, chosen
from tools.plan.line import PlanLine
from tools.plan.lines import plan_lines
from tools.plan.span import spanned
from tools.plan.tables import picture, tables_of
from tools.plan.targets import months_within
from tools.plan.words import PlanAsked, tell, told_missing
from tools.semantics.keys import AnyMetric
from tools.semantics.resolve import resolve_all
from tools.tool import Tool, ToolContext, ToolResult
from tools.words.period import Period, resolve_period
from tools.words.periods.spans import name_of


class PlanAgainstFact(BaseModel):
    """Which plan to look at."""

    model_config = ConfigDict(extra="forbid")

    channels: list[str] = Field(default_factory=list, description="Only these; empty: all.")
    period: str = Field("", description="Months ('October', 'Q3'); empty: this one.")
    metric: AnyMetric = Field("", description="Only its plan; spend: budgets.")
    yearless: bool = Field(
        False, description="The months were said without a year: those of the next year where only they have a plan."
    )
    about: About = Field("", description="Only these, or what is left.")


def run(asking: PlanAgainstFact, desk: ToolContext) -> ToolResult:
    """Budgets and goals: done, expected at the month's end with its range, what would close the gap."""
    language, catalogue, currency = desk.language, desk.metrics.catalogue(), desk.metrics.currency
    channels = resolve_all("channel", asking.channels, catalogue) if asking.channels else ()
    months = _months(asking.period, desk)
    every = [line for month in months for line in plan_lines(month, channels, desk)]
    if asking.yearless and not every:
        later = [month + relativedelta(years=1) for month in months]
        if next_year := [line for month in later for line in plan_lines(month, channels, desk)]:
            months, every = later, next_year
    lines = [line for line in every if asking.metric in ("", line.metric)]
    period = _period(months, language)
    if not lines:
        missing = _missing(asking, channels, months, desk)
        if not every:
            return ToolResult(status="no_data", text=missing, period=period)
        rest = run(asking.model_copy(update={"metric": "", "about": ""}), desk)
        return replace(rest, text=f"{missing}\n\n{rest.text}")
    tables = _tables(lines, asking.about, currency, language)
    return ToolResult(
        title=tables[0].title,
        text=tell(lines, currency, language, asking.about),
        tables=tables,
        charts=tuple(picture(table, language) for table in tables[:1]),
        notes=(Note(key="plan-pace"),) if any(line.state == "running" for line in lines) else (),
        period=period,
        as_of=catalogue.last_day,
        facts={"lines": [_facts(line) for line in lines]},
    )


def _missing(asking: PlanAgainstFact, channels: Sequence[str], months: Sequence[date], desk: ToolContext) -> str:
    """That the plan is not there, and where there is one: in other months, else of other channels."""
    language, catalogue = desk.language, desk.metrics.catalogue()
    with desk.engine.connect() as connection:
        known = planned_months(connection, catalogue, channels, asking.metric)
    others = [] if known else [line for month in months for line in plan_lines(month, (), desk)]
    named = dict.fromkeys(line.channel for line in others if line.channel and asking.metric in ("", line.metric))
    asked = PlanAsked(
        when=_period(months, language).label,
        metric=asking.metric,
        channels=[catalogue.title(name, language) for name in channels],
    )
    return told_missing(asked, known, [catalogue.title(name, language) for name in named], language)


def _tables(lines: Sequence[PlanLine], about: About, currency: str, language: Language) -> tuple[Table, ...]:
    """The span of several months before its months; of who is over or under, their rows alone."""
    if len({line.month for line in lines}) == 1:
        return tables_of(chosen(lines, about) or lines, currency, language)
    whole = spanned(lines)
    first = tables_of(chosen(whole, about) or whole, currency, language)
    return first if about in RANKING else (*first, *tables_of(lines, currency, language, by_month=True))


def _months(phrase: str, desk: ToolContext) -> list[date]:
    """First days of the months asked about.

    Raises:
        InvalidInput: the phrase is no period, or covers more months than are told at once.
    """
    if not phrase.strip():
        return [desk.today.replace(day=1)]
    return months_within(*_days(phrase, desk), phrase)


def _days(phrase: str, desk: ToolContext) -> tuple[date, date]:
    """The ends of a period; two days that are named reach ahead as far as they say."""
    if ends := _ENDS.fullmatch(phrase.strip()):
        return date.fromisoformat(ends[1]), date.fromisoformat(ends[2])
    bounds = {"first_day": desk.metrics.catalogue().first_day, "last_day": desk.metrics.catalogue().last_day}
    period = resolve_period(phrase, desk.today, language=desk.language, **bounds)
    return period.start, period.end


_ENDS: Final = re.compile(r"(\d{4}-\d\d-\d\d)\s*\.\.\s*(\d{4}-\d\d-\d\d)")


def _period(months: Sequence[date], language: Language) -> Period:
    span = months[0], months[-1] + relativedelta(day=31)
    return Period(start=span[0], end=span[1], label=name_of(span, language), language=language)


def _facts(line: PlanLine) -> list[float | None]:
    return [line.target, line.fact, line.done, line.expected, line.low, line.high, line.elapsed, line.gap_per_day]


TOOL = Tool(
    name="plan_fact",
    description=(
        "Compares plan and fact: budgets and goals of months, how much is done, where it ends at this pace, "
        "what closes it: 'выполняем ли план', 'budget vs actual', 'are we on track'."
    ),
    titles={"ru": "План и факт", "en": "Plan against fact"},
    arguments=PlanAgainstFact,
    run=run,
    example={},
)
