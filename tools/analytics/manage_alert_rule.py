"""Adds, lists, changes, pauses, resumes and removes alert rules by words; what changes something asks first."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

from ingest.texts import say
from tools.alerts.book import AlertBook
from tools.alerts.rules.deeds import RuleDeed
from tools.alerts.rules.wishes import settings_in
from tools.alerts.stored_rules import StoredRule
from tools.alerts.wanted import must_change
from tools.alerts.words import changed_lines, fired_table, fired_text, proposal, rule_title
from tools.engine.table import Column, Table
from tools.tool import Choice, Proposal, Tool, ToolContext, ToolResult

OFFERED: Final = 5
"""Rules among which a person chooses with a tap."""
HEADS: Final = (
    ("rule_number", "text"),
    ("watched", "text"),
    ("state", "text"),
    ("messages_per_week", "count"),
    ("whose", "text"),
)


class Managing(BaseModel):
    """What to do with which rule."""

    model_config = ConfigDict(extra="forbid")

    action: RuleDeed = "add"
    phrase: str = Field("", description="For add: the rule in the user's own words.")
    rule: str = Field("", description="Else: its name, number, or words for it.")
    settings: dict[str, float | int | bool | str] = Field(
        default_factory=dict, description="For change: level, days, window, severity, channel, campaign, enabled ..."
    )
    confirm: SkipJsonSchema[bool] = False
    """Set by the conversation once the person has read the preview and agreed; no model is asked for it."""


def run(asking: Managing, desk: ToolContext) -> ToolResult:
    """A preview first; with `confirm` it is done."""
    book, asking = AlertBook(desk=desk), _plainly(asking)
    if asking.action == "add":
        return _add(asking, book, desk)
    if asking.action == "list":
        return _listed(book.rules(), book, desk)
    named = book.rules_named(asking.rule or asking.phrase)
    if len(named) != 1:
        return _which(asking, named, book, desk)
    stored = named[0]
    must_change(stored.rule, desk)
    return ACTIONS[asking.action](asking, stored, book, desk)


def _plainly(asking: Managing) -> Managing:
    """A change that switches a rule is its pause or its return."""
    if asking.action != "change" or "enabled" not in asking.settings:
        return asking
    return asking.model_copy(update={"action": "resume" if asking.settings["enabled"] else "pause", "settings": {}})


def _add(asking: Managing, book: AlertBook, desk: ToolContext) -> ToolResult:
    if not asking.phrase.strip():
        return ToolResult(status="clarify", text=say("alerting-needs-phrase", desk.language))
    rule = book.wanted(asking.phrase)
    if asking.confirm:
        book.add(rule, desk.actor.name)
        return ToolResult(
            text=say("alerting-done-add", desk.language, rule=rule_title(rule, book.currency, desk.language))
        )
    found = book.backtest(rule)
    table = fired_table(found, rule.metric, desk)
    agreed = Managing(action="add", phrase=asking.phrase)
    return Proposal(
        text=f"{proposal(rule, found, desk)}\n\n{say('alerting-confirm', desk.language)}",
        title=rule.title,
        tables=(table,) if table else (),
        choices=_yes(agreed, rule_title(rule, book.currency, desk.language), desk),
        as_of=desk.metrics.catalogue().last_day,
        span=found.days,
        facts={
            "fired": len(found.fired),
            "messages_per_week": found.messages_per_week,
            "level": rule.above if rule.above is not None else rule.below,
        },
    )


def _listed(stored: Sequence[StoredRule], book: AlertBook, desk: ToolContext) -> ToolResult:
    on = sum(one.enabled for one in stored)
    rows = [_row(one, book, desk) for one in stored]
    table = Table(
        title=say("alerting-rules-title", desk.language),
        rows=rows,
        rows_total=len(rows),
        columns=[Column(name=name, unit=unit) for name, unit in HEADS],
    )
    text = say("alerting-rules", desk.language, n=len(stored), on=on)
    how = say("alerting-rules-how", desk.language)
    return ToolResult(text=f"{text} {how}", title=table.title, tables=(table,))


def _row(one: StoredRule, book: AlertBook, desk: ToolContext) -> list[str | float | None]:
    title = rule_title(one.rule, book.currency, desk.language)
    whose = say(f"alerting-whose-{'mine' if one.rule.owner else 'team'}", desk.language)
    return [str(one.number), title, "on" if one.enabled else "off", one.messages_per_week, whose]


def _which(asking: Managing, named: Sequence[StoredRule], book: AlertBook, desk: ToolContext) -> ToolResult:
    """Several rules fit, or none does: the person chooses."""
    fitting = named or book.rules()
    titles = [f"{one.number} · {rule_title(one.rule, book.currency, desk.language)}" for one in fitting]
    listed = "\n".join(f"- {title}" for title in titles)
    shown = asking.model_dump(exclude={"rule", "confirm"}, exclude_defaults=True)
    choices = tuple(
        Choice(label=title, tool="manage_alert_rule", args={**shown, "rule": str(one.number)})
        for one, title in zip(fitting, titles, strict=True)
    )
    key = "alerting-which" if named else "alerting-which-none"
    text = f"{say(key, desk.language)}\n{listed}"
    return ToolResult(status="clarify", text=text, choices=choices[:OFFERED] if named else ())


def _change(asking: Managing, stored: StoredRule, book: AlertBook, desk: ToolContext) -> ToolResult:
    words = asking.phrase or asking.rule
    said = settings_in(words, stored.rule) if " " in words and not asking.confirm else {}
    settings = {**asking.settings, **said}
    title = rule_title(stored.rule, book.currency, desk.language)
    if not settings:
        return ToolResult(status="clarify", text=say("alerting-change-what", desk.language, rule=title))
    if asking.confirm:
        changed = book.change(stored.name, settings, desk.actor.name)
        text = say("alerting-done-change", desk.language, rule=rule_title(changed.rule, book.currency, desk.language))
        return ToolResult(text=f"{text} {changed_lines(stored, changed, book.currency, desk.language)}")
    changed = book.changed(stored, settings)
    must_change(changed.rule, desk)
    found = book.backtest(changed.rule)
    lines = [
        say("alerting-change", desk.language, rule=title),
        changed_lines(stored, changed, book.currency, desk.language),
        fired_text(changed.rule, found, desk),
        say("alerting-go-ahead", desk.language),
    ]
    agreed = asking.model_copy(update={"rule": stored.name, "settings": settings})
    return Proposal(
        text="\n\n".join(line for line in lines if line),
        span=found.days,
        facts={"fired": len(found.fired), "messages_per_week": found.messages_per_week, **settings},
        choices=_yes(agreed, title, desk),
        settled={"rule": stored.name, "settings": settings},
    )


def _switched(asking: Managing, stored: StoredRule, book: AlertBook, desk: ToolContext) -> ToolResult:
    on = asking.action == "resume"
    title = rule_title(stored.rule, book.currency, desk.language)
    if stored.enabled == on:
        return ToolResult(text=say(f"alerting-already-{'on' if on else 'off'}", desk.language, rule=title))
    if asking.confirm:
        book.change(stored.name, {"enabled": on}, desk.actor.name)
        return ToolResult(text=say(f"alerting-done-{asking.action}", desk.language, rule=title))
    return _asked(asking, stored, title, desk)


def _remove(asking: Managing, stored: StoredRule, book: AlertBook, desk: ToolContext) -> ToolResult:
    title = rule_title(stored.rule, book.currency, desk.language)
    kind = "remove" if stored.is_written else "pause"  # a preset is only switched off: it would come back
    if kind == "pause" and not stored.enabled:
        return ToolResult(text=say("alerting-already-off", desk.language, rule=title))
    if asking.confirm:
        book.remove(stored.name, desk.actor.name)
        return ToolResult(text=say(f"alerting-done-{kind}", desk.language, rule=title))
    return _asked(asking.model_copy(update={"action": kind}), stored, title, desk)


def _asked(asking: Managing, stored: StoredRule, title: str, desk: ToolContext) -> Proposal:
    text = f"{say(f'alerting-{asking.action}', desk.language, rule=title)} {say('alerting-go-ahead', desk.language)}"
    agreed = asking.model_copy(update={"rule": stored.name})
    return Proposal(text=text, choices=_yes(agreed, title, desk), settled={"rule": stored.name})


def _yes(agreed: Managing, title: str, desk: ToolContext) -> tuple[Choice, ...]:
    """A button that names what it does: pressed late, under another proposal, it is still understood as itself."""
    label = say(f"alerting-yes-{agreed.action}", desk.language, rule=title)
    args = agreed.model_dump(exclude_defaults=True) | {"action": agreed.action, "confirm": True}
    return (Choice(label=label, tool="manage_alert_rule", args=args),)


Action = Callable[[Managing, StoredRule, AlertBook, ToolContext], ToolResult]
ACTIONS: Final[Mapping[Any, Action]] = {
    "change": _change,
    "pause": _switched,
    "resume": _switched,
    "remove": _remove,
}

TOOL = Tool(
    name="manage_alert_rule",
    description=(
        "Adds an alert rule in the user's words, lists, changes, pauses, resumes or removes rules. The call only shows "
        "what was understood and how often it would have fired, and asks the user; their yes does it."
    ),
    titles={"ru": "Правила предупреждений", "en": "Alert rules"},
    arguments=Managing,
    run=run,
    example={"action": "add", "phrase": "warn me if CPA of Instagram is above 600 two days in a row"},
    changes=True,
    changing=("rules",),
    deed="subscribe",
)
