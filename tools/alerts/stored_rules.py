"""Stored rules: presets calibrated on the first data, and what people added, changed or switched off."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, insert, select, update

from ingest.errors import NotFound
from ingest.schema import alert_rule
from tools.access import audit
from tools.alerts.evaluate import ALERTS, Calibration, calibrate_rules, default_rules, edit_rule
from tools.alerts.history import AlertHistory
from tools.alerts.rules.model import AlertScope, LevelCondition, Rule
from tools.semantics.spelling import nearest

logger = logging.getLogger(__name__)
PRESET: Final = "preset"
RECALIBRATED_AFTER: Final = 30
"""Days after which a preset is calibrated anew; sooner where fewer days than that were known when it was."""
PLAIN: Final = (
    "metric",
    "above",
    "below",
    "days",
    "window",
    "min_spend",
    "min_events",
    "severity",
    "relative",
    "fallback",
    "level",
    "cooldown_days",
    "hysteresis",
    "calibrate",
    "owner",
)
"""Settings of a rule that JSON holds as they are."""


@dataclass(frozen=True, kw_only=True)
class StoredRule:
    """A rule with what is known about it."""

    number: int
    """By which people may call it."""
    rule: Rule
    enabled: bool
    origin: str
    """`preset`, or who added it."""
    calibration: Mapping[str, Any]
    """`day` on which levels were chosen, and `lines` with how often each fires."""

    @property
    def name(self) -> str:
        """How people address it."""
        return self.rule.title

    @property
    def is_known(self) -> bool:
        """Whether this version has its kind; what another version stored is kept, and not checked."""
        return self.rule.kind in ALERTS

    @property
    def is_written(self) -> bool:
        """Whether a person wrote it."""
        return self.origin != PRESET

    @property
    def messages_per_week(self) -> float | None:
        """Messages the chosen levels would have sent; None where nothing was counted."""
        lines = self.calibration.get("lines")
        return None if not lines else round(sum(line["messages_per_week"] for line in lines), 2)

    def as_json(self) -> dict[str, Any]:
        """A line of `alerts rules list --json`."""
        settings = {name: getattr(self.rule, name) for name in PLAIN}
        return {
            "name": self.name,
            "number": self.number,
            "kind": self.rule.kind,
            "enabled": self.enabled,
            "origin": self.origin,
            "scope": {"channel": self.rule.channel, "campaign": self.rule.campaign},
            **settings,
            "levels": [{**scope.as_json(), "value": level} for scope, level in self.rule.levels.items()],
            "messages_per_week": self.messages_per_week,
            "calibration": dict(self.calibration),
        }


def read_rules(connection: Connection) -> list[StoredRule]:
    """All rules, presets first, each as it applies now."""
    rows = connection.execute(select(alert_rule).order_by(alert_rule.c.id)).all()
    return [_stored(row) for row in rows]


def _stored(row: Row[Any]) -> StoredRule:
    settings = dict(row.settings)
    also, levels = settings.pop("also", None), settings.pop("levels", [])
    rule = Rule(
        kind=row.kind,
        name="" if row.name == row.kind else row.name,
        channel=row.channel or None,
        campaign=row.campaign or None,
        also=LevelCondition(**also) if also else None,
        levels={AlertScope(channel=line[0], campaign=line[1]): line[2] for line in levels},
        **settings,
    )
    return StoredRule(
        number=row.id, rule=rule, enabled=row.enabled, origin=row.origin, calibration=row.calibration or {}
    )


def checked(rules: Sequence[StoredRule]) -> list[StoredRule]:
    """Rules that are switched on; of those that only another version knows it is said that nobody checks them."""
    enabled = [stored for stored in rules if stored.enabled]
    for stored in enabled:
        if not stored.is_known:
            logger.warning("Rule %s is not checked: this version has no kind %r.", stored.name, stored.rule.kind)
    return [stored for stored in enabled if stored.is_known]


def settings_of(rule: Rule) -> dict[str, Any]:
    """A rule's settings as JSON."""
    levels = [[scope.channel, scope.campaign, level] for scope, level in rule.levels.items()]
    also = {one.name: getattr(rule.also, one.name) for one in fields(LevelCondition)} if rule.also else None
    return {**{name: getattr(rule, name) for name in PLAIN}, "also": also, "levels": levels}


def ensure_rules(connection: Connection, watched: AlertHistory | None, now: datetime) -> list[StoredRule]:
    """The rules, the presets stored when they are missing and calibrated when there are data for it.

    A preset is calibrated anew every thirty days, on a young history each time its days have doubled; levels that
    people set stay.
    """
    known = {stored.name for stored in read_rules(connection)}
    for rule in default_rules():
        if rule.title not in known:
            _insert(connection, rule, origin=PRESET, now=now)
    stored = read_rules(connection)
    due = [one for one in stored if watched is not None and _is_due(one, watched.last_day)]
    if watched is None or not due:
        return stored
    _calibrate(connection, due, watched)
    return read_rules(connection)


def _is_due(stored: StoredRule, day: date) -> bool:
    if stored.origin != PRESET or not stored.rule.calibrate or not stored.is_known:
        return False
    chosen = stored.calibration.get("day")
    holds = timedelta(days=min(RECALIBRATED_AFTER, stored.calibration.get("known", RECALIBRATED_AFTER)))
    return chosen is None or not (date.fromisoformat(chosen) <= day < date.fromisoformat(chosen) + holds)


def _calibrate(connection: Connection, due: Sequence[StoredRule], watched: AlertHistory) -> None:
    presets = [ALERTS[one.rule.kind].preset for one in due]
    chosen, lines = calibrate_rules(watched.daily, watched.last_day, rules=presets, context=watched.context)
    known = int(watched.daily["day"].nunique())
    for rule in chosen:
        if rule.levels:
            own = [_line(line) for line in lines if line.rule == rule.title]
            calibration = {"day": watched.last_day.isoformat(), "known": known, "lines": own}
            values = {"settings": settings_of(rule), "calibration": calibration}
            connection.execute(update(alert_rule).where(alert_rule.c.name == rule.title).values(values))


def _line(line: Calibration) -> dict[str, Any]:
    return {**asdict(line), "scope": line.scope.as_json()}


def _insert(connection: Connection, rule: Rule, *, origin: str, now: datetime) -> None:
    row = {
        "kind": rule.kind,
        "name": rule.title,
        "channel": rule.channel or "",
        "campaign": rule.campaign or "",
        "settings": settings_of(rule),
        "enabled": True,
        "origin": origin,
        "created_at": now,
    }
    connection.execute(insert(alert_rule).values(row))


def find_rule(connection: Connection, name: str) -> StoredRule:
    """One rule by its name.

    Raises:
        NotFound: there is none of that name; the message names the nearest.
    """
    rules = {stored.name: stored for stored in read_rules(connection)}
    if name not in rules:
        raise NotFound("alerts-rule-unknown", received=name, possible=nearest(name, rules) or ", ".join(rules))
    return rules[name]


def add_rule(connection: Connection, rule: Rule, *, origin: str, now: datetime) -> None:
    """Stores a rule that a person wrote; one of the same name is replaced and switched on."""
    replaced = {"settings": settings_of(rule), "enabled": True, "calibration": None}
    changed = connection.execute(update(alert_rule).where(alert_rule.c.name == rule.title).values(replaced))
    if not changed.rowcount:
        _insert(connection, rule, origin=origin, now=now)
    audit(connection, now, origin, "rule-added", rule=rule.title)


def change_rule(
    connection: Connection, name: str, settings: Mapping[str, Any], *, by: str, now: datetime
) -> StoredRule:
    """Changes settings of a rule by name; `enabled` switches it, `channel` and `campaign` narrow it.

    Raises:
        InvalidInput: no such rule, or a setting that a rule does not have.
    """
    stored = find_rule(connection, name)
    changed = dict(settings)
    values: dict[str, Any] = {"enabled": bool(changed.pop("enabled"))} if "enabled" in changed else {}
    if changed:
        rule = edit_rule(stored.rule, changed)
        values |= {"settings": settings_of(rule), "channel": rule.channel or "", "campaign": rule.campaign or ""}
    connection.execute(update(alert_rule).where(alert_rule.c.name == name).values(values))
    audit(connection, now, by, "rule-changed", rule=name, settings=dict(settings))
    return find_rule(connection, name)


def remove_rule(connection: Connection, name: str, *, by: str, now: datetime) -> None:
    """Removes a rule that a person wrote; a preset is switched off instead, so that it does not come back.

    Raises:
        InvalidInput: no such rule.
    """
    stored = find_rule(connection, name)
    mine = alert_rule.c.name == name
    off = update(alert_rule).where(mine).values(enabled=False)
    connection.execute(off if stored.origin == PRESET else delete(alert_rule).where(mine))
    audit(connection, now, by, "rule-removed", rule=name)
