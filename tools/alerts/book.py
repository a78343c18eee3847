"""The book of alerts: evaluates rules now, follows every trouble through its life, tells people through the outbox."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection

from ingest.texts import Language
from tools.alerts.evaluate import LOOK_BACK, Backtest, backtest, parse_rule
from tools.alerts.history import read_watched
from tools.alerts.outbox import ALERTS as SUBSCRIBED
from tools.alerts.outbox import Recipients, subscribers, tell
from tools.alerts.rows import StoredAlert, audit, listed, one, open_or_recent, save, writing
from tools.alerts.rules.lifecycle import (
    Event,
    Policy,
    Record,
    Transition,
    acknowledge,
    advance,
    assign,
    is_told,
    mute,
    snooze,
)
from tools.alerts.rules.model import Rule, Scope, Trouble
from tools.alerts.stored_rules import (
    StoredRule,
    add_rule,
    change_rule,
    ensure_rules,
    find_rule,
    read_rules,
    remove_rule,
)
from tools.alerts.watch import Seen, look
from tools.tool import ToolContext

OPEN: Final = ("pending", "firing", "acknowledged", "snoozed")
STATES: Final = ("firing", "acknowledged", "snoozed", "resolved", "open", "all")
PATIENT: Final = Policy(clear=3)
"""A trouble seen in single hours must be gone for three evaluations: an hour of calm is not its end."""
BACKTEST_DAYS: Final = 60


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What an evaluation came to."""

    alerts: list[StoredAlert]
    """All that are open now."""
    changed: int
    """Alerts that began, ended or grew."""
    queued: int
    """Messages put into the outbox."""


@dataclass(frozen=True, kw_only=True)
class AlertBook:
    """Alerts and rules of one database, at one moment."""

    desk: ToolContext

    @property
    def currency(self) -> str:
        """Of the money in texts."""
        return self.desk.metrics.currency

    def check(self) -> Checked:
        """Evaluates all rules on what is stored now, and queues what people are to hear."""
        watched = read_watched(self.desk)
        if watched is None:
            return Checked(alerts=[], changed=0, queued=0)
        with writing(self.desk.engine) as connection:
            rules = ensure_rules(connection, watched, self.desk.now)
        seen = look(watched, [stored.rule for stored in rules if stored.enabled])
        with writing(self.desk.engine) as connection:
            changed, queued = self._follow(connection, seen)
            return Checked(alerts=listed(connection, OPEN), changed=changed, queued=queued)

    def _follow(self, connection: Connection, seen: Seen) -> tuple[int, int]:
        known = open_or_recent(connection, self.desk.now, Policy().cooldown)
        numbers = {_key(kept.record): kept.id for kept in known}
        zone = str(self.desk.now.tzinfo)
        everybody = subscribers(connection, SUBSCRIBED, language=self.desk.language, timezone=zone)
        changed, news = 0, defaultdict[tuple[str | None, Event], list[StoredAlert]](list)
        for transition in transitions([kept.record for kept in known], seen, self.desk.now):
            record = transition.record
            kept = StoredAlert(id=save(connection, record, numbers.get(_key(record))), record=record)
            changed += transition.event is not None
            if transition.event is not None and is_told(record, transition.event):
                news[record.finding.channel, transition.event].append(kept)
        bell = Recipients(everybody=everybody, now=self.desk.now, currency=self.currency)
        return changed, sum(tell(connection, together, event, bell) for (_, event), together in news.items())

    def listed(self, state: str = "open") -> list[StoredAlert]:
        """Alerts in a state: one of `STATES`."""
        states = {"open": OPEN, "all": None}.get(state, (state,))
        with self.desk.engine.connect() as connection:
            return listed(connection, states)

    def get(self, number: str) -> StoredAlert:
        """One alert.

        Raises:
            InvalidInput: there is none of that number.
        """
        with self.desk.engine.connect() as connection:
            return one(connection, number)

    def acknowledge(self, number: str, by: str) -> StoredAlert:
        """Somebody knows: no more reminders, only the end is told."""
        return self._change(number, by, "acknowledged", lambda record: acknowledge(record, by))

    def snooze(self, number: str, until: datetime, by: str) -> StoredAlert:
        """Quiet until a moment; told again if the trouble is still there then."""
        return self._change(number, by, "snoozed", lambda record: snooze(record, until), until=until.isoformat())

    def mute(self, number: str, by: str) -> StoredAlert:
        """Nothing more about this trouble."""
        return self._change(number, by, "muted", mute)

    def assign(self, number: str, to: str, by: str) -> StoredAlert:
        """Makes somebody responsible."""
        return self._change(number, by, "assigned", lambda record: assign(record, to), to=to)

    def _change(self, number: str, by: str, action: str, how: Callable[[Record], Record], **body: Any) -> StoredAlert:
        with writing(self.desk.engine) as connection:
            kept = one(connection, number)
            changed = how(kept.record)
            if kept.record.state == "resolved":  # over is over; only who saw it is noted
                changed = replace(changed, state="resolved", snoozed_until=None)
            save(connection, changed, kept.id)
            audit(connection, self.desk.now, by, f"alert-{action}", alert=kept.id, **body)
        return StoredAlert(id=kept.id, record=changed)

    def rules(self) -> list[StoredRule]:
        """All rules; the presets are stored and calibrated the first time."""
        with self.desk.engine.connect() as connection:
            stored = read_rules(connection)
        if stored:
            return stored
        watched = read_watched(self.desk)
        with writing(self.desk.engine) as connection:
            return ensure_rules(connection, watched, self.desk.now)

    def rule(self, name: str) -> StoredRule:
        """One rule by its name.

        Raises:
            InvalidInput: there is none of that name.
        """
        self.rules()
        with self.desk.engine.connect() as connection:
            return find_rule(connection, name)

    def understand(self, phrase: str, language: Language | None = None) -> Rule:
        """The rule that a phrase means, with names from the data.

        Raises:
            InvalidInput: it can't be understood; the message says what is missing.
        """
        catalogue = self.desk.metrics.catalogue()
        campaigns = [Scope(channel=entry.channel, campaign=entry.label) for entry in catalogue.campaigns]
        said = language or self.desk.language
        return parse_rule(phrase, said, channels=list(catalogue.channels), campaigns=campaigns)

    def add(self, rule: Rule, by: str) -> None:
        """Stores a rule that a person wrote."""
        self.rules()
        with writing(self.desk.engine) as connection:
            add_rule(connection, rule, origin=by, now=self.desk.now)

    def change(self, name: str, settings: dict[str, Any], by: str) -> StoredRule:
        """Changes a rule's settings.

        Raises:
            InvalidInput: no such rule or setting.
        """
        self.rules()
        with writing(self.desk.engine) as connection:
            return change_rule(connection, name, settings, by=by, now=self.desk.now)

    def remove(self, name: str, by: str) -> None:
        """Removes a rule; a preset is switched off.

        Raises:
            InvalidInput: no such rule.
        """
        self.rules()
        with writing(self.desk.engine) as connection:
            remove_rule(connection, name, by=by, now=self.desk.now)

    def holding(self, rule: Rule) -> list[Scope]:
        """Where a rule's condition holds at this moment, also when it has done so for long."""
        watched = read_watched(self.desk)
        return [] if watched is None else [found.scope for found in look(watched, [rule]).raw]

    def backtest(self, rule: Rule, days: int = BACKTEST_DAYS) -> Backtest:
        """How often a rule would have begun to fire in the last days."""
        watched = read_watched(self.desk, days=LOOK_BACK + days)
        if watched is None:
            return Backtest(rule=rule.title, days=days, fired=())
        return backtest(rule, watched.daily, days, as_of=watched.last_day, context=watched.context)


def _key(record: Record) -> tuple[str, datetime]:
    return record.fingerprint, record.raised_at


def transitions(records: Sequence[Record], seen: Seen, now: datetime) -> list[Transition]:
    """What becomes of the records.

    A trouble only hidden by a graver one lives on silently; so do those of a channel whose data stopped: nobody knows
    whether they are over.
    """
    stale = [one.scope for one in seen.said if one.kind == "stale_data"]
    judged = [one for one in records if one.finding.kind != "stale_data"]
    asleep = {one.fingerprint for one in judged if any(scope.covers(one.finding.scope) for scope in stale)}
    followed = [one for one in records if one.fingerprint not in asleep]
    findings = [*seen.said, *_hidden(followed, seen)]
    findings = [one for one in findings if one.fingerprint not in asleep]
    hourly = {one.fingerprint for one in followed if "hours" in one.finding.values}
    told = []
    for patient in (False, True):
        told += advance(
            [one for one in followed if (one.fingerprint in hourly) == patient],
            [one for one in findings if (one.fingerprint in hourly) == patient], now, PATIENT if patient else None,
        )  # fmt: skip
    return told


def _hidden(records: Sequence[Record], seen: Seen) -> list[Trouble]:
    """Findings of open alerts that are still there but not said, because a cause of another kind stands for them."""
    said = {one.fingerprint for one in seen.said}
    known = {one.fingerprint for one in records if one.state in OPEN}
    wider = {(one.rule, scope) for one in seen.said for scope in one.covers}
    return [one for one in seen.raw
            if one.fingerprint in known - said and (one.rule, one.scope) not in wider]  # fmt: skip
