"""ALERTS: the catalogue of alert rules, and `evaluate`, which says what is wrong in a history on a day.

Everything here is pure: frames in, alerts out, no database and no clock, so that a rule can be simulated and backtested
by the code that runs it. Storing, delivering and following alerts stand on top.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any, Final

import pandas as pd

from ingest.errors import InvalidInput
from ingest.texts import Language
from tools.alerts.rules.alert import Alert
from tools.alerts.rules.calibration import Calibration, account, calibrate
from tools.alerts.rules.catalogue import ENTRIES
from tools.alerts.rules.change_rules import Changes
from tools.alerts.rules.grouping import settle
from tools.alerts.rules.hours import HOURLY_KINDS, fresh_in_hours, has_hours, hour_windows, without_repeats
from tools.alerts.rules.judge import RuleKind, findings, firings
from tools.alerts.rules.model import AlertScope, LevelCondition, Rule, RuleContext, Trouble
from tools.alerts.rules.panel import ACTIVE_DAYS, HistoryPanel, build_panel
from tools.alerts.rules.phrases import describe_rule, parse_rule
from tools.alerts.rules.track import Track
from tools.alerts.sensitivity import Sensitivity
from tools.semantics.spelling import nearest

__all__ = [
    "ALERTS",
    "Alert",
    "AlertScope",
    "Calibration",
    "LevelCondition",
    "Rule",
    "RuleContext",
    "backtest",
    "calibrate_rules",
    "default_rules",
    "describe_rule",
    "edit_rule",
    "evaluate",
    "parse_rule",
    "resolve_rules",
]

ALERTS: Final[Mapping[str, RuleKind]] = MappingProxyType({entry.kind: entry for entry in ENTRIES})
"""Every kind of rule by its name."""

LOOK_BACK: Final = 160
"""Days of history that an evaluation reads; the detector forgets older ones anyway."""
HOURLY: Final = Sensitivity(single=6.5, floor=0.12, effect=0.35, total=99.0, chained=False)
"""Hours are judged 24 times as often as days, and are rougher; the same hour of other days adds nothing to them."""
Rules = str | Mapping[str, Any] | Iterable[str | Rule | RuleKind] | None


def evaluate(
    history: pd.DataFrame,
    rules: Rules,
    as_of: date | datetime | str,
    *,
    context: RuleContext | None = None,
    currency: str = "RUB",
    language: Language = "ru",
) -> list[Alert]:
    """What is wrong on a day, each trouble once, the gravest first.

    Args:
        history: day, channel, campaign and base measures in major units of the reporting currency; columns may be
            missing, cells NaN. Rows after `as_of` are not looked at. With an `hour` column (0-23) hours count as well.
        rules: None, "default", or the whole catalogue: all presets, each calibrated on the history before the day.
            Names: these presets exactly as they stand. Rule objects: exactly as given.
        as_of: the last complete day; or a moment, then the last complete day (and hour, if there are hours) before.
        context: budgets, goals, forecasts, restatement windows; rules that need what is missing keep quiet.
        currency: of the money in `history`, for the texts.
        language: of `message`, `reason` and `action`; `Alert.say` gives the other one.

    Raises:
        InvalidInput: no `day` column, or a rule that is not known.
    """
    around = context or RuleContext()
    hourly = has_hours(history)
    last_day = last_complete_day(as_of, hourly=hourly)
    panel = build_panel(history, last_day, most_days=LOOK_BACK, context=around)
    chosen = [calibrate(panel, rule) for rule in resolve_rules(rules)]
    found = find(panel, chosen, around) if panel.scopes else []
    if hourly and isinstance(as_of, datetime):
        found = without_repeats(found, _find_in_hours(history, chosen, as_of, around))
    return [Alert.of(one, currency=currency, language=language) for one in settle(found, panel.channels)]


def _find_in_hours(
    history: pd.DataFrame, rules: Sequence[Rule], moment: datetime, context: RuleContext
) -> list[Trouble]:
    """Findings of the hours since midnight, in windows of one, three and six hours."""
    watching = [rule for rule in rules if rule.kind in HOURLY_KINDS]
    found: list[Trouble] = []
    for window in hour_windows(history, moment.replace(tzinfo=None)):
        panel = build_panel(window.history, window.last_day, most_days=LOOK_BACK, context=context)
        if panel.scopes:
            found += fresh_in_hours(find(panel, watching, context, HOURLY), window)
    return found


def find(
    panel: HistoryPanel, rules: Sequence[Rule], context: RuleContext, sensitivity: Sensitivity | None = None
) -> list[Trouble]:
    """All findings on the panel's last day, before one trouble is made one alert."""
    changes = Changes(panel, sensitivity)
    found = [
        one for rule in rules for one in findings(*_checked(changes, rule, context), monthly=_kind(rule.kind).monthly)
    ]
    everywhere = tuple(panel.scopes[index] for index in range(panel.channels) if panel.present[-1, index])
    return [replace(one, covers=everywhere) if one.kind == "company_change" else one for one in found]


def _checked(changes: Changes, rule: Rule, context: RuleContext) -> tuple[HistoryPanel, Rule, Track]:
    """A rule over the scopes it is about: channels and campaigns, or the account as a whole."""
    view = changes.whole if rule.level == "total" else changes
    return view.panel, rule, _kind(rule.kind).check(view.panel, rule, context, view)


def _kind(name: str) -> RuleKind:
    """A kind of rule by its name.

    Raises:
        InvalidInput: it is not in the catalogue.
    """
    if name not in ALERTS:
        raise InvalidInput("alerts-rule-unknown", received=name, possible=nearest(name, ALERTS) or ", ".join(ALERTS))
    return ALERTS[name]


def last_complete_day(as_of: date | datetime | str, *, hourly: bool = False) -> date:
    """A day is itself; a moment within a day means the day before.

    Midnight as a moment is taken as the day itself, because that is how data frames write days; with hours in the data
    it is the moment at which the day before became complete.
    """
    moment = pd.Timestamp(as_of)
    is_day = not isinstance(as_of, datetime) or (moment == moment.normalize() and not hourly)
    return moment.date() if is_day else moment.date() - timedelta(days=1)


def default_rules() -> list[Rule]:
    """All presets, their levels to be calibrated; `threshold` is only what people write themselves."""
    return [entry.preset for entry in ALERTS.values() if entry.kind != "threshold"]


def resolve_rules(rules: Rules) -> list[Rule]:
    """Rule objects from whatever names them.

    Raises:
        InvalidInput: a name that is not in the catalogue.
    """
    if rules is None or isinstance(rules, Mapping) or rules == "default":
        return default_rules()
    listed = [rules] if isinstance(rules, str | Rule) else list(rules)
    if not listed or {one for one in listed if isinstance(one, str)} == set(ALERTS):
        return default_rules()
    return [_rule(one) for one in listed]


def _rule(given: str | Rule | RuleKind) -> Rule:
    if isinstance(given, Rule):
        return given
    if isinstance(given, RuleKind):
        return given.preset
    return replace(_kind(given).preset, calibrate=False)


def edit_rule(rule: Rule, settings: Mapping[str, Any]) -> Rule:
    """The rule with settings changed by name, as `alerts rules set RULE key=value` gives them.

    `level` sets whichever of `above` and `below` the rule has.

    Raises:
        InvalidInput: a setting that a rule does not have.
    """
    known = {one.name for one in fields(Rule)} - {"kind", "levels", "owner"}
    changed = dict(settings)
    if "level" in changed and not isinstance(changed["level"], str):
        changed["below" if rule.below is not None else "above"] = changed.pop("level")
    wrong = sorted(set(changed) - known)
    if wrong:
        raise InvalidInput(
            "alerts-setting-unknown", rule=rule.title, received=wrong[0], possible=", ".join(sorted(known))
        )
    return rule.set(**changed)


def calibrate_rules(
    history: pd.DataFrame, as_of: date | datetime | str, *, rules: Rules = None, context: RuleContext | None = None
) -> tuple[list[Rule], list[Calibration]]:
    """The rules with levels chosen on the history before a day, and how often each fires: to be stored and shown."""
    around = context or RuleContext()
    panel = build_panel(history, last_complete_day(as_of), most_days=LOOK_BACK, context=around)
    presets = resolve_rules(rules)
    chosen = [calibrate(panel, rule) for rule in presets]
    lines = [
        line for pair in zip(presets, chosen, strict=True) if pair[1].levels for line in account(panel, *pair, around)
    ]
    return chosen, lines


@dataclass(frozen=True, kw_only=True)
class Backtest:
    """How often a rule would have fired, in the shape of `demetra alerts backtest --json`."""

    rule: str
    days: int
    fired: tuple[tuple[date, AlertScope, float | None], ...]

    @property
    def messages_per_week(self) -> float:
        """Beginnings of trouble per week."""
        return round(7 * len(self.fired) / self.days, 2)

    def as_json(self) -> dict[str, Any]:
        """The contract's document."""
        lines = [{"day": day.isoformat(), "scope": scope.as_json(), "value": value} for day, scope, value in self.fired]
        return {"rule": self.rule, "days": self.days, "fired": lines, "messages_per_week": self.messages_per_week}


def backtest(
    rule: str | Rule,
    history: pd.DataFrame,
    days: int = 60,
    *,
    as_of: date | datetime | str,
    context: RuleContext | None = None,
) -> Backtest:
    """Every time a rule would have begun to fire in the last `days` days. A name means the preset as it stands.

    Raises:
        InvalidInput: a rule that is not known.
    """
    around = context or RuleContext()
    panel = build_panel(
        history, last_complete_day(as_of), most_days=LOOK_BACK + days, context=around, active_days=days + ACTIVE_DAYS
    )
    chosen = calibrate(panel, resolve_rules([rule])[0])
    if not panel.scopes:
        return Backtest(rule=chosen.title, days=days, fired=())
    view, _, track = _checked(Changes(panel), chosen, around)
    return Backtest(rule=chosen.title, days=days, fired=tuple(firings(view, chosen, track, days)))
