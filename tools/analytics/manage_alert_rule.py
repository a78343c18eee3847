"""Adds, changes and removes alert rules, after a confirmation."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

from ingest.texts import say
from tools.alerts.book import AlertBook
from tools.alerts.meant_rules import rules_meant
from tools.alerts.stored_rules import StoredRule
from tools.alerts.words import fired_table, proposal
from tools.engine.table import Column, Table
from tools.tool import Choice, Proposal, Tool, ToolContext, ToolResult
from tools.words import wording

BY: Final = "chat"
MOST_OFFERED: Final = 6
"""Rules that are offered as buttons where words fit several."""


class Managing(BaseModel):
    """What to do with which rule."""

    model_config = ConfigDict(extra="forbid")

    action: Literal["add", "list", "change", "remove"] = "add"
    phrase: str = Field("", description="For add: the rule in the user's own words, unchanged.")
    rule: str = Field("", description="For change and remove: the rule's name, or words that speak of it.")
    settings: dict[str, float | int | bool | str] = Field(
        default_factory=dict, description="For change: level, days, window, severity, channel, campaign, enabled ..."
    )
    confirm: SkipJsonSchema[bool] = False
    """Set by the conversation once the person has read the preview and agreed; no model is asked for it."""


def run(asking: Managing, desk: ToolContext) -> ToolResult:
    """A preview first; with `confirm` it is done."""
    return ACTIONS[asking.action](asking, AlertBook(desk=desk), desk)


def _add(asking: Managing, book: AlertBook, desk: ToolContext) -> ToolResult:
    if not asking.phrase.strip():
        return ToolResult(status="clarify", text=say("alerting-needs-phrase", desk.language))
    rule = book.understand(asking.phrase)
    if asking.confirm:
        book.add(rule, BY)
        return ToolResult(text=say("alerting-done-add", desk.language, rule=rule.title))
    found = book.backtest(rule)
    table = fired_table(found, rule.metric, desk)
    return Proposal(
        text=f"{proposal(rule, found, desk)}\n\n{say('alerting-confirm', desk.language)}",
        title=rule.title,
        tables=(table,) if table else (),
        as_of=desk.metrics.catalogue().last_day,
        facts={
            "fired": len(found.fired),
            "days": found.days,
            "messages_per_week": found.messages_per_week,
            "level": rule.above if rule.above is not None else rule.below,
        },
    )


def _list(asking: Managing, book: AlertBook, desk: ToolContext) -> ToolResult:
    stored = book.rules()
    on = sum(one.enabled for one in stored)
    rows = [_row(one) for one in stored]
    heads = (("rule", "text"), ("metric", "text"), ("enabled", "text"), ("messages_per_week", "count"))
    table = Table(
        title=say("alerting-rules-title", desk.language),
        rows=rows,
        rows_total=len(rows),
        columns=[Column(name=name, unit=unit) for name, unit in heads],
    )
    return ToolResult(
        text=say("alerting-rules", desk.language, n=len(stored), on=on), title=table.title, tables=(table,)
    )


def _row(one: StoredRule) -> list[str | float | None]:
    return [one.name, one.rule.metric, "+" if one.enabled else "-", one.messages_per_week]


def _change(asking: Managing, book: AlertBook, desk: ToolContext) -> ToolResult:
    meant = rules_meant(asking.rule, book.rules())
    if len(meant) > 1:
        return _which(meant, asking, desk)
    name = meant[0].name if meant else book.rule(asking.rule).name
    if not asking.settings:
        return ToolResult(status="clarify", text=say("alerting-change-what", desk.language, rule=name))
    if asking.confirm:
        book.change(name, dict(asking.settings), BY)
        return ToolResult(text=say("alerting-done-change", desk.language, rule=name))
    settings = ", ".join(
        f"{key} = {value:g}" if isinstance(value, float) else f"{key} = {value}"
        for key, value in asking.settings.items()
    )
    text = say("alerting-change", desk.language, rule=name, settings=settings)
    return Proposal(text=text, facts=dict(asking.settings))


def _which(meant: Sequence[StoredRule], asking: Managing, desk: ToolContext) -> ToolResult:
    """The rules that the words fit alike, a button each."""
    names = [one.name for one in meant[:MOST_OFFERED]]
    choices = tuple(
        Choice(label=name, tool=TOOL.name, args={**asking.model_dump(exclude={"confirm", "phrase"}), "rule": name})
        for name in names
    )
    text = say("alerting-which-rule", desk.language, rules=wording.listing(names, desk.language))
    return ToolResult(status="clarify", text=text, choices=choices)


def _remove(asking: Managing, book: AlertBook, desk: ToolContext) -> ToolResult:
    meant = rules_meant(asking.rule, book.rules())
    if len(meant) > 1:
        return _which(meant, asking, desk)
    name = meant[0].name if meant else book.rule(asking.rule).name
    if asking.confirm:
        book.remove(name, BY)
        return ToolResult(text=say("alerting-done-remove", desk.language, rule=name))
    return Proposal(text=say("alerting-remove", desk.language, rule=name))


ACTIONS: Final[Mapping[str, Callable[[Managing, AlertBook, ToolContext], ToolResult]]] = {
    "add": _add,
    "list": _list,
    "change": _change,
    "remove": _remove,
}

TOOL = Tool(
    name="manage_alert_rule",
    description=(
        "Adds an alert rule in the user's words ('предупреди, если CPA Instagram выше 600 два дня подряд'), lists, "
        "changes or removes rules. The call only shows what was understood and how often it would have fired, and asks "
        "the user; their yes does it."
    ),
    titles={"ru": "Правила предупреждений", "en": "Alert rules"},
    arguments=Managing,
    run=run,
    example={"action": "add", "phrase": "warn me if CPA of Instagram is above 600 two days in a row"},
    changes=True,
    deed="rules",
)
