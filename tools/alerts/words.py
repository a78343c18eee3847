"""How a rule is shown before it is switched on: what was understood, how often it would have fired, what holds now."""

from ingest.texts import Language, say
from tools.alerts.book import AlertBook
from tools.alerts.evaluate import Backtest, describe_rule
from tools.alerts.rules.model import Rule
from tools.alerts.rules.texts import where
from tools.alerts.stored_rules import StoredRule
from tools.engine.table import Column, Table
from tools.tool import ToolContext
from tools.words import wording

LISTED = 3


def rule_title(rule: Rule, currency: str, language: Language) -> str:
    """A rule as people call it: a preset by its title, one in words by what it means."""
    if rule.kind == "threshold":
        return describe_rule(rule, currency, language).rstrip(".")
    return say(f"alerts-title-{rule.kind.replace('_', '-')}", language)


def how_often(stored: StoredRule, language: Language) -> str:
    """How often a stored rule would have spoken, or that nobody has counted yet."""
    if stored.messages_per_week is None:
        return say("alerts-not-measured", language)
    return say("alerts-per-week", language, n=wording.multiple(stored.messages_per_week, language))


def proposal(rule: Rule, found: Backtest, desk: ToolContext) -> str:
    """Markdown for a rule that a person wrote."""
    book = AlertBook(desk=desk)
    understood = describe_rule(rule, book.currency, desk.language)
    return "\n\n".join([understood, fired_text(rule, found, desk)])


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
