"""Which troubles are open, or were at a time."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from ingest.texts import say
from tools.alerts.book import AlertBook
from tools.alerts.rows import StoredAlert
from tools.alerts.rules.texts import title_of
from tools.alerts.why import why_question
from tools.engine.table import Column, Table
from tools.semantics.resolve import resolve_all
from tools.tool import Tool, ToolContext, ToolResult, find_tools
from tools.words import wording
from tools.words.period import Period, resolve_period

TOLD = 5
COLUMNS = (
    ("severity", "text"),
    ("channel", "text"),
    ("campaign", "text"),
    ("rule", "text"),
    ("state", "text"),
    ("since", "day"),
    ("message", "text"),
)


class Listing(BaseModel):
    """Which alerts."""

    model_config = ConfigDict(extra="forbid")

    state: Literal["open", "firing", "acknowledged", "snoozed", "resolved", "all"] = Field(
        "open", description="Open ones unless the user asks for others."
    )
    channels: list[str] = Field(default_factory=list, description="Only these channels; empty: all.")
    number: int | None = Field(None, description="Only this alert, and why.")
    period: str = Field("", description="Days of the past ('October', 'last week'): what was wrong then, over or not.")


def run(asking: Listing, desk: ToolContext) -> ToolResult:
    """The stored alerts, the gravest first; before the first evaluation they are evaluated now."""
    book = AlertBook(desk=desk)
    if asking.number is not None:
        everything = desk.of_all_clients
        whole = AlertBook(desk=everything)
        return _explained(whole.get(str(asking.number)), whole, everything)
    catalogue = desk.metrics.catalogue()
    only = frozenset(resolve_all("channel", asking.channels, catalogue) if asking.channels else ())
    if asking.period.strip():
        return _past(asking.period, only, book, desk)
    kept = book.listed(asking.state)
    if not kept and asking.state == "open" and not book.listed("all"):
        kept = book.check().alerts
    kept = _of(kept, only)
    if not kept:
        named = wording.listing([catalogue.title(key, desk.language) for key in sorted(only)], desk.language)
        text = say("alerting-none-here" if only else "alerting-none", desk.language, channels=named)
        return ToolResult(text=text, as_of=catalogue.last_day)
    lines = [_line(one, book, desk) for one in kept[:TOLD]]
    title = say("alerting-title", desk.language)
    return ToolResult(
        title=title,
        text="\n".join([say("alerting-open", desk.language, n=len(kept)), *lines]),
        tables=(_table(kept, book, desk, title),),
        as_of=desk.metrics.catalogue().last_day,
        facts={"alerts": len(kept)},
    )


def _of(kept: Sequence[StoredAlert], only: frozenset[str]) -> list[StoredAlert]:
    """Those that name one of these channels; all where none is asked for."""
    return [one for one in kept if not only or not only.isdisjoint(one.record.finding.channels)]


def _explained(one: StoredAlert, book: AlertBook, desk: ToolContext) -> ToolResult:
    """One alert: what it says, why its figure changed where that can be taken apart, and what to do."""
    words, question = one.said(book.currency, desk.language), why_question(one)
    said = [f"**{_plain(words.message)}**"]
    if question is None:
        text = "\n\n".join(filter(None, [*said, _plain(words.reason), _plain(words.action)]))
        return ToolResult(text=text, as_of=desk.metrics.catalogue().last_day)
    tool = find_tools()["explain_change"]
    why = tool.call(tool.arguments.model_validate(question), desk)
    return replace(why, text="\n\n".join(filter(None, [*said, why.text, _plain(words.action)])))


def _past(phrase: str, only: frozenset[str], book: AlertBook, desk: ToolContext) -> ToolResult:
    """What people were told of that went on in these days, the gravest first, each with what became of it."""
    days = resolve_period(phrase, desk.today, last_day=desk.metrics.catalogue().last_day, language=desk.language)
    kept = _of([one for one in book.listed("all") if one.opens_thread and _went_on(one, days)], only)
    key = "alerting-past" if kept else "alerting-past-none"
    head = say(key, desk.language, n=len(kept), days=wording.day_range(days.start, days.end, desk.language))
    lines = [f"{_line(one, book, desk)} {_became(one, desk)}" for one in kept[:TOLD]]
    title = say("alerting-title", desk.language)
    return ToolResult(
        title=title,
        text="\n".join([head, *lines]),
        tables=(_table(kept, book, desk, title),) if kept else (),
        period=days,
        as_of=desk.metrics.catalogue().last_day,
        facts={"alerts": len(kept)},
    )


def _went_on(one: StoredAlert, days: Period) -> bool:
    """Whether an alert's days touch these."""
    resolved = one.record.resolved_at
    return one.record.finding.first_day <= days.end and (resolved is None or resolved.date() >= days.start)


def _became(one: StoredAlert, desk: ToolContext) -> str:
    return f"({say(f'alerting-state-{one.record.state}', desk.language)})"


def _line(one: StoredAlert, book: AlertBook, desk: ToolContext) -> str:
    words = one.said(book.currency, desk.language)
    severity = say(f"alerting-severity-{words.severity}", desk.language)
    return say(
        "alerting-line", desk.language, severity=severity, message=_plain(words.message), reason=_plain(words.reason)
    )


def _plain(text: str) -> str:
    for mark in "\\`*_[]<>|#":
        text = text.replace(mark, f"\\{mark}")
    return text


def _table(kept: list[StoredAlert], book: AlertBook, desk: ToolContext, title: str) -> Table:
    rows = [_row(one, book, desk) for one in kept]
    return Table(
        title=title, columns=[Column(name=name, unit=unit) for name, unit in COLUMNS], rows=rows, rows_total=len(rows)
    )


def _row(one: StoredAlert, book: AlertBook, desk: ToolContext) -> list[str | float | None]:
    document = one.as_json(book.currency, desk.language)
    scope = document["scope"]
    kind = one.record.finding.kind
    rule = document["rule"] if kind == "threshold" else title_of(kind, desk.language)
    severity = say(f"alerting-severity-{document['severity']}", desk.language)
    state = say(f"alerting-state-{document['state']}", desk.language)
    return [
        severity,
        scope["channel"] or "",
        scope["campaign"] or "",
        rule,
        state,
        document["since"][:10],
        document["message"],
    ]


TOOL = Tool(
    name="list_alerts",
    description=(
        "Lists alerts: what is wrong with the advertising now, since when, how much money is at stake and why. Use it "
        "for 'are there alerts', 'what went wrong', 'на что обратить внимание'."
    ),
    titles={"ru": "Предупреждения", "en": "Alerts"},
    arguments=Listing,
    run=run,
    example={"state": "open"},
    tells_alerts=True,
)
