"""`alerts`: what is wrong, and the rules behind it."""

from typing import Annotated, Any, Final

import typer

from agent.bootstrap import Demetra
from ingest.errors import InvalidInput
from tools.alerts.book import STATES, AlertBook
from tools.alerts.evaluate import Backtest, describe_rule
from tools.alerts.rows import StoredAlert
from tools.alerts.rules.model import Rule
from tools.alerts.rules.texts import where
from tools.alerts.stored_rules import StoredRule
from tools.alerts.until import moment_of
from tools.alerts.wanted import understood
from tools.alerts.words import how_often, rule_title
from tools.words import wording
from tools.words.labels import figure
from ui.commands.querying import known
from ui.console import As, Json, deliberate, desk_for, emit, opened, spoken, tell

BY: Final = "cli"
"""Who acts, where a command acts."""
Number = Annotated[str, typer.Argument(metavar="ID", help="Number of the alert, as `alerts list` shows it.")]
Days = Annotated[int, typer.Option("--days", min=7, max=365, help="How many last days.")]

alerts = typer.Typer(help="What is wrong, and the rules that say so.", no_args_is_help=True)
rules = typer.Typer(help="The rules: list, add in words, change, remove.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Registers the commands."""
    alerts.command()(check)
    alerts.command("list")(listed)
    alerts.command()(ack)
    alerts.command()(snooze)
    alerts.command()(mute)
    alerts.command()(unmute)
    alerts.command()(assign)
    alerts.command()(backtest)
    rules.command("list")(rules_list)
    rules.command("add")(rules_add)
    rules.command("set")(rules_set)
    rules.command("remove")(rules_remove)
    alerts.add_typer(rules, name="rules")
    app.add_typer(alerts, name="alerts")


def _book(running: Demetra, acting: str, command: str) -> AlertBook:
    return AlertBook(desk=desk_for(running, acting, f"alerts {command}"))


def _show(kept: list[StoredAlert], running: Demetra, *, as_json: bool) -> None:
    currency, language = running.settings.currency, running.settings.language
    if as_json:
        emit({"alerts": [one.as_json(currency, language) for one in kept]})
        return
    for one in kept:
        alert = one.said(currency, language)
        tell(f"{one.id:>4}  {alert.severity:8} {alert.state:12} {alert.message}")
        tell(f"      {alert.reason} {alert.action}".rstrip())
    if not kept:
        tell(spoken("digest-no-alerts", running))


@deliberate
def check(acting: As = "", as_json: Json = False) -> None:
    """Evaluate all rules on the data of this moment; what is open afterwards is printed."""
    running = opened()
    _show(_book(running, acting, "check").check().alerts, running, as_json=as_json)


@deliberate
def listed(
    state: Annotated[str, typer.Option("--state", help="firing, acknowledged, snoozed, resolved or all.")] = "open",
    acting: As = "",
    as_json: Json = False,
) -> None:
    """Show the stored alerts; by default all that are open."""
    running = opened()
    _show(_book(running, acting, "list").listed(known(state, STATES, "bot-state-unknown")), running, as_json=as_json)


@deliberate
def ack(number: Number, acting: As = "", as_json: Json = False) -> None:
    """Take note of an alert: no more reminders."""
    running = opened()
    _show([_book(running, acting, "ack").acknowledge(number, acting or BY)], running, as_json=as_json)


@deliberate
def snooze(
    number: Number,
    until: Annotated[str, typer.Option("--until", help="1h, 4h, morning, 18:00, 2026-11-23 or 2026-11-23T18:00.")],
    acting: As = "",
    as_json: Json = False,
) -> None:
    """Be quiet about an alert until a moment."""
    running = opened()
    moment = moment_of(until, running.clock.now())
    _show([_book(running, acting, "snooze").snooze(number, moment, acting or BY)], running, as_json=as_json)


@deliberate
def mute(number: Number, acting: As = "", as_json: Json = False) -> None:
    """Never speak of this trouble again, not even of its end."""
    running = opened()
    _show([_book(running, acting, "mute").mute(number, acting or BY)], running, as_json=as_json)


@deliberate
def unmute(number: Number, acting: As = "", as_json: Json = False) -> None:
    """Hear of a muted trouble again."""
    running = opened()
    _show([_book(running, acting, "unmute").unmute(number, acting or BY)], running, as_json=as_json)


@deliberate
def assign(
    number: Number,
    to: Annotated[str, typer.Option("--to", help="Who is responsible.")],
    acting: As = "",
    as_json: Json = False,
) -> None:
    """Make somebody responsible for an alert."""
    running = opened()
    _show([_book(running, acting, "assign").assign(number, to, acting or BY)], running, as_json=as_json)


@deliberate
def backtest(
    rule: Annotated[str, typer.Argument(metavar="RULE", help="A rule's name, or a rule in words.")],
    days: Days = 60,
    acting: As = "",
    as_json: Json = False,
) -> None:
    """How often a rule would have begun to fire in the last days."""
    running = opened()
    book = _book(running, acting, "backtest")
    names = {stored.name for stored in book.rules()}
    known_rule = rule in names or " " not in rule.strip()
    chosen = book.rule(rule).rule if known_rule else understood(rule, book.desk)
    _show_backtest(book.backtest(chosen, days), chosen, running, as_json=as_json)


def _show_backtest(found: Backtest, rule: Rule, running: Demetra, *, as_json: bool) -> None:
    if as_json:
        emit(found.as_json())
        return
    currency, language = running.settings.currency, running.settings.language
    for day, scope, value in found.fired:
        tell(
            f"{wording.day(day, language)}  {where(scope, language)}  {figure(rule.metric, value, currency, language)}"
        )
    weekly = wording.multiple(found.messages_per_week, language)
    tell(spoken("alerting-fired", running, days=found.days, n=len(found.fired), weekly=weekly))


@deliberate
def rules_list(acting: As = "", as_json: Json = False) -> None:
    """Show all rules, their levels, and how often each would have fired."""
    running = opened()
    stored = _book(running, acting, "rules list").rules()
    if as_json:
        emit({"rules": [one.as_json() for one in stored]})
        return
    for one in stored:
        tell(_line(one, running))


@deliberate
def rules_add(
    phrase: Annotated[
        str, typer.Argument(help='In words: "warn me if CPA of Instagram is above 600 two days running"')
    ],
    dry: Annotated[bool, typer.Option("--dry-run", help="Only say what is understood.")] = False,
    days: Days = 60,
    acting: As = "",
    as_json: Json = False,
) -> None:
    """Add a rule in your own words; says what was understood and how often it would have fired."""
    running = opened()
    book = _book(running, acting, "rules add")
    rule = book.wanted(phrase)
    found = book.backtest(rule, days)
    if not dry:
        book.add(rule, acting or BY)
    said = describe_rule(rule, running.settings.currency, running.settings.language)
    if as_json:
        emit({**found.as_json(), "understood": said, "stored": not dry})
        return
    tell(said)
    _show_backtest(found, rule, running, as_json=False)


@deliberate
def rules_set(
    name: Annotated[str, typer.Argument(metavar="RULE")],
    settings: Annotated[list[str], typer.Argument(metavar="KEY=VALUE...", help="level=600 days=2 enabled=false ...")],
    acting: As = "",
    as_json: Json = False,
) -> None:
    """Change settings of a rule."""
    running = opened()
    changed = _book(running, acting, "rules set").change(name, dict(setting(text) for text in settings), acting or BY)
    emit(changed.as_json()) if as_json else tell(_line(changed, running))


def _line(stored: StoredRule, running: Demetra) -> str:
    """Name, meaning, state and frequency of a rule."""
    language = running.settings.language
    state = spoken("cli-rule-on" if stored.enabled else "cli-rule-off", running)
    title = rule_title(stored.rule, running.settings.currency, language)
    return f"{stored.name}: {title} · {state} · {how_often(stored, language)}"


@deliberate
def rules_remove(
    name: Annotated[str, typer.Argument(metavar="RULE")],
    acting: As = "",
    as_json: Json = False,
) -> None:
    """Remove a rule; one of the team's presets is switched off."""
    _book(opened(), acting, "rules remove").remove(name, acting or BY)
    emit({"removed": name}) if as_json else tell(name)


def setting(text: str) -> tuple[str, Any]:
    """`key=value` with the value as number, yes or no, nothing, or text.

    Raises:
        InvalidInput: it has another form.
    """
    key, separator, said = text.partition("=")
    if not separator or not key.strip():
        raise InvalidInput("bot-setting-form", received=text)
    words: dict[str, Any] = {
        "true": True,
        "yes": True,
        "on": True,
        "false": False,
        "no": False,
        "off": False,
        "none": None,
        "": None,
    }
    plain = said.strip()
    if plain.casefold() in words:
        return key.strip(), words[plain.casefold()]
    for read in (int, float):
        try:
            return key.strip(), read(plain)
        except ValueError:
            continue
    return key.strip(), plain
