"""How a rule is shown before it is switched on: what was understood, how often it would have fired, what holds now."""

from functools import partial
from typing import Any, Final

from ingest.texts import Language, say
from tools.alerts.book import AlertBook
from tools.alerts.evaluate import ALERTS, Backtest, describe_rule
from tools.alerts.rules.model import Rule
from tools.alerts.rules.phrases import condition_of
from tools.alerts.rules.texts import title_of, where
from tools.alerts.stored_rules import StoredRule
from tools.engine.table import Column, Table
from tools.tool import ToolContext
from tools.words import wording
from tools.words.labels import figure

LISTED = 3
CHANGED: Final = (
    "above",
    "below",
    "calibrate",
    "days",
    "window",
    "severity",
    "channel",
    "campaign",
    "min_spend",
    "min_events",
)
"""Settings whose change is told."""


def rule_title(rule: Rule, currency: str, language: Language) -> str:
    """A rule as people call it: a preset by its title, one in words by what it waits for."""
    if rule.kind == "threshold":
        return wording.capitalised(condition_of(rule, currency, language))
    return title_of(rule.kind, language)


def changed_lines(before: StoredRule, after: StoredRule, currency: str, language: Language) -> str:
    """What is otherwise about a rule, a line each: "level: RUB 600.00, was RUB 700.00"."""
    pairs = ((name, getattr(before.rule, name), getattr(after.rule, name)) for name in CHANGED)
    lines = [
        say(
            f"alerts-changed-{name.replace('_', '-')}",
            language,
            now=shown(after.rule, new),
            was=shown(before.rule, old),
        )
        for name, old, new in pairs
        if old != new
        for shown in [partial(_setting, name, currency, language)]
    ]
    return "\n".join(lines)


def _setting(name: str, currency: str, language: Language, rule: Rule, value: Any) -> str:
    if name in ("above", "below") and value is not None:
        known = ALERTS.get(rule.kind)
        share = known is not None and known.preset.relative  # of what is usual, planned or average, and no sum of money
        return wording.percent(value, language) if share else figure(rule.metric, value, currency, language)
    if name == "severity":
        return say(f"alerting-severity-{value}", language) if value else say("alerts-by-money", language)
    return str(value) if value is not None else "—"


def how_often(stored: StoredRule, language: Language) -> str:
    """How often a stored rule would have spoken, or that nobody has counted yet."""
    if stored.messages_per_week is None:
        return say("alerts-not-measured", language)
    return say("alerts-per-week", language, n=wording.multiple(stored.messages_per_week, language))


def proposal(rule: Rule, found: Backtest, desk: ToolContext) -> str:
    """Markdown for a rule that a person wrote."""
    book = AlertBook(desk=desk)
    understood = describe_rule(rule, book.currency, desk.language)
    mine = say("alerts-only-mine", desk.language) if rule.owner else ""
    return "\n\n".join(part for part in (understood, mine, fired_text(rule, found, desk)) if part)


def fired_text(rule: Rule, found: Backtest, desk: ToolContext) -> str:
    """How often it would have begun to fire, and where its condition holds at this moment."""
    weekly = wording.multiple(found.messages_per_week, desk.language)
    line = say("alerting-fired", desk.language, days=found.days, n=len(found.fired), weekly=weekly)
    holding = AlertBook(desk=desk).holding(rule)
    if not holding:
        return line
    rest = len(holding) - LISTED
    names = [where(scope, desk.language) for scope in holding[:LISTED]] + ([f"+{rest}"] if rest > 0 else [])
    return f"{line} {say('alerting-holds', desk.language, names=', '.join(names))}"


def fired_table(found: Backtest, metric: str, desk: ToolContext) -> Table | None:
    """When and where a rule would have begun to fire."""
    columns = [
        Column(name="day", unit="day"),
        Column(name="channel", unit="text"),
        Column(name="campaign", unit="text"),
    ]
    rows = [[day.isoformat(), scope.channel or "", scope.campaign or ""] for day, scope, _ in found.fired]
    title = say("alerting-backtest-title", desk.language, rule=found.rule)
    return Table(title=title, columns=columns, rows=rows, rows_total=len(rows)) if rows else None
