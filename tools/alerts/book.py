"""The book of alerts: evaluates rules now, follows every trouble through its life, tells people through the outbox."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection

from ingest.errors import InvalidInput, NotFound
from tools.access import audit
from tools.alerts.evaluate import LOOK_BACK, Backtest, backtest, edit_rule
from tools.alerts.following import follow
from tools.alerts.good_news import tell_good_news
from tools.alerts.hearing import recipients
from tools.alerts.history import read_watched
from tools.alerts.outbox import tell
from tools.alerts.reactions import believed, false_alarms, react, take_back
from tools.alerts.rows import StoredAlert, listed, one, open_or_recent, save, thread_of, writing
from tools.alerts.rules.lifecycle import Record, acknowledge, assign, mute, snooze, unmute, unsnooze
from tools.alerts.rules.model import AlertScope, Rule
from tools.alerts.rules.threads import ECHO
from tools.alerts.rules.wishes import NamedRule, meant
from tools.alerts.stored_rules import (
    StoredRule,
    add_rule,
    change_rule,
    checked,
    ensure_rules,
    read_rules,
    remove_rule,
)
from tools.alerts.visible import own_part, speaks_of, visible
from tools.alerts.waking import wake_up
from tools.alerts.wanted import must_change, must_have_room, must_hear_of, understood
from tools.alerts.watch import look
from tools.semantics.spelling import nearest
from tools.tool import ToolContext

OPEN: Final = ("firing", "acknowledged", "snoozed")
STATES: Final = ("firing", "acknowledged", "snoozed", "resolved", "open", "all")
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
        if not self.desk.metrics.scope.whole:  # a part of the data would end the alerts of the rest
            return Checked(alerts=self.listed("open"), changed=0, queued=0)
        watched = read_watched(self.desk)
        if watched is None:
            return Checked(alerts=[], changed=0, queued=0)
        with writing(self.desk.engine) as connection:
            rules = ensure_rules(connection, watched, self.desk.now)
        seen = look(watched, [stored.rule for stored in checked(rules)])
        with writing(self.desk.engine) as connection:
            people = recipients(connection, self.desk)
            known = open_or_recent(connection, self.desk.now, ECHO)
            seen = believed(seen, false_alarms(connection, self.desk.now), known)
            pass_on = timedelta(minutes=self.desk.pass_on_minutes)
            followed = follow(connection, known, seen, self.desk.now, pass_on=pass_on)
            queued = sum(tell(connection, news, people) for news in followed.news)
            queued += tell_good_news(connection, self.desk, watched.last_day, people)
            open_now = listed(connection, OPEN)
            queued += wake_up(connection, open_now, people)
            return Checked(alerts=_heard(self.seen(open_now)), changed=followed.changed, queued=queued)

    def listed(self, state: str = "open") -> list[StoredAlert]:
        """Alerts in a state: one of `STATES`; open are those that people were told of, each trouble once."""
        states = {"open": OPEN, "all": None}.get(state, (state,))
        with self.desk.engine.connect() as connection:
            found = self.seen(listed(connection, states))
        return _heard(found) if state == "open" else found

    def seen(self, alerts: Sequence[StoredAlert]) -> list[StoredAlert]:
        """Those of them that the asker sees."""
        catalogue, name = self.desk.metrics.catalogue(), self.desk.actor.name
        return [kept for kept in alerts if visible(kept.record.finding, catalogue, name)]

    def get(self, number: str) -> StoredAlert:
        """One alert.

        Raises:
            NotFound: there is none of that number.
        """
        with self.desk.engine.connect() as connection:
            return self._one(connection, number)

    def _sees(self, kept: StoredAlert) -> bool:
        return visible(kept.record.finding, self.desk.metrics.catalogue(), self.desk.actor.name)

    def _one(self, connection: Connection, number: str) -> StoredAlert:
        """The alert; one that the asker does not see is one that is not there."""
        kept = one(connection, number)
        if kept is None or not self._sees(kept):
            known = sorted(other.id for other in _heard(self.seen(listed(connection, OPEN))))
            raise NotFound("bot-alert-unknown", received=number, possible=", ".join(map(str, known)) or "-")
        return kept

    def acknowledge(self, number: str, by: str) -> StoredAlert:
        """Somebody knows: no more reminders, only the end is told."""
        return self._change(number, by, "acknowledged", lambda record: acknowledge(record, by))

    def snooze(self, number: str, until: datetime, by: str) -> StoredAlert:
        """Quiet until a moment; told again if the trouble is still there then."""
        return self._change(number, by, "snoozed", lambda record: snooze(record, until), until=until.isoformat())

    def unsnooze(self, number: str, by: str) -> StoredAlert:
        """What was put off is heard of again."""
        return self._change(number, by, "unsnoozed", unsnooze)

    def mute(self, number: str, by: str) -> StoredAlert:
        """Nothing more about this trouble, nor about what belongs to its thread."""
        return self._change(number, by, "muted", mute, whole_thread=True)

    def unmute(self, number: str, by: str) -> StoredAlert:
        """Hears of a muted trouble again."""
        return self._change(number, by, "unmuted", unmute, whole_thread=True)

    def hush(self, number: str, user: int, by: str) -> StoredAlert:
        """Nothing more about this trouble to this person; everybody else goes on hearing of it."""
        return self._said(number, user, by, "hushed", lambda at, kept: react(at, kept, user, "hush", self.desk.now))

    def unhush(self, number: str, user: int, by: str) -> StoredAlert:
        """This person hears of the trouble again."""
        return self._said(number, user, by, "unhushed", lambda at, kept: take_back(at, kept, user, "hush"))

    def call_false(self, number: str, user: int, by: str) -> StoredAlert:
        """It was no trouble: it is taken note of, and its like is told only when it is larger."""
        self._said(number, user, by, "false", lambda at, kept: react(at, kept, user, "false", self.desk.now))
        return self.acknowledge(number, by)

    def _said(
        self, number: str, user: int, by: str, action: str, how: Callable[[Connection, StoredAlert], bool]
    ) -> StoredAlert:
        if user <= 0:
            raise InvalidInput("bot-alert-nobody")
        with writing(self.desk.engine) as connection:
            kept = self._one(connection, number)
            if how(connection, kept):
                audit(connection, self.desk.now, by, f"alert-{action}", alert=kept.id)
        return kept

    def assign(self, number: str, to: str, by: str) -> StoredAlert:
        """Makes somebody responsible."""
        return self._change(number, by, "assigned", lambda record: assign(record, to), to=to)

    def _change(
        self,
        number: str,
        by: str,
        action: str,
        how: Callable[[Record], Record],
        *,
        whole_thread: bool = False,
        **body: Any,
    ) -> StoredAlert:
        with writing(self.desk.engine) as connection:
            kept = self._one(connection, number)
            for other in filter(self._sees, thread_of(connection, kept)) if whole_thread else ():
                save(connection, _changed(other.record, how), other.id)
            changed = _changed(kept.record, how)
            save(connection, changed, kept.id)
            audit(connection, self.desk.now, by, f"alert-{action}", alert=kept.id, **body)
        return StoredAlert(id=kept.id, record=changed)

    def rules(self) -> list[StoredRule]:
        """All rules; the presets are stored and calibrated the first time."""
        with self.desk.engine.connect() as connection:
            stored = read_rules(connection)
        if stored or not self.desk.metrics.scope.whole:
            catalogue, person = self.desk.metrics.catalogue(), self.desk.actor.name
            return [own_part(kept, catalogue) for kept in stored if speaks_of(kept.rule, catalogue, person)]
        watched = read_watched(self.desk)
        with writing(self.desk.engine) as connection:
            return ensure_rules(connection, watched, self.desk.now)

    def rule(self, name: str) -> StoredRule:
        """One rule by its name.

        Raises:
            NotFound: there is none of that name.
        """
        stored = {one.name: one for one in self.rules()}
        if name not in stored:
            raise NotFound("alerts-rule-unknown", received=name, possible=nearest(name, stored) or ", ".join(stored))
        return stored[name]

    def rules_named(self, words: str) -> list[StoredRule]:
        """The rules that a name, a number or a sentence means; several where it fits them alike."""
        stored = {one.number: one for one in self.rules()}
        if words.strip().isdecimal() and int(words) in stored:
            return [stored[int(words)]]
        named = [NamedRule(number=one.number, rule=one.rule) for one in stored.values()]
        return [stored[one.number] for one in meant(words, named, words=self.desk.metrics.catalogue().words)]

    def changed(self, stored: StoredRule, settings: Mapping[str, Any]) -> StoredRule:
        """The rule as it would be with these settings; nothing is stored.

        Raises:
            InvalidInput: a setting that a rule does not have.
        """
        rest = {name: value for name, value in settings.items() if name != "enabled"}
        return replace(stored, rule=edit_rule(stored.rule, rest), enabled=bool(settings.get("enabled", stored.enabled)))

    def wanted(self, phrase: str) -> Rule:
        """The rule by which the person wants to be told.

        Raises:
            InvalidInput: it can't be understood, they would never hear of it, or they have as many as a person may.
        """
        rule = understood(phrase, self.desk)
        must_hear_of(rule, phrase, self.desk)
        must_have_room(rule, self.rules(), self.desk.own_rules)
        return rule

    def add(self, rule: Rule, by: str) -> None:
        """Stores a rule that a person wrote.

        Raises:
            DemetraError: one of their own too many, or the team's about more than they see, or in place of such a one.
        """
        must_have_room(rule, self.rules(), self.desk.own_rules)
        must_change(rule, self.desk)
        with writing(self.desk.engine) as connection:
            for replaced in (one.rule for one in read_rules(connection) if one.name == rule.title):
                must_change(replaced, self.desk)
            add_rule(connection, rule, origin=by, now=self.desk.now)

    def change(self, name: str, settings: dict[str, Any], by: str) -> StoredRule:
        """Changes a rule's settings.

        Raises:
            DemetraError: no such rule or setting, or it is about more than the person sees, before or after.
        """
        stored = self.rule(name)
        for rule in (stored.rule, self.changed(stored, settings).rule):
            must_change(rule, self.desk)
        with writing(self.desk.engine) as connection:
            return change_rule(connection, name, settings, by=by, now=self.desk.now)

    def remove(self, name: str, by: str) -> None:
        """Removes a rule; a preset is switched off.

        Raises:
            DemetraError: no such rule, or it is about more than the person sees.
        """
        must_change(self.rule(name).rule, self.desk)
        with writing(self.desk.engine) as connection:
            remove_rule(connection, name, by=by, now=self.desk.now)

    def holding(self, rule: Rule) -> list[AlertScope]:
        """Where a rule's condition holds at this moment, also when it has done so for long."""
        watched = read_watched(self.desk)
        return [] if watched is None else [found.scope for found in look(watched, [rule]).raw]

    def backtest(self, rule: Rule, days: int = BACKTEST_DAYS) -> Backtest:
        """How often a rule would have begun to fire in the last days."""
        watched = read_watched(self.desk, days=LOOK_BACK + days)
        if watched is None:
            return Backtest(rule=rule.title, days=days, fired=())
        return backtest(rule, watched.daily, days, as_of=watched.last_day, context=watched.context)


def _heard(alerts: Sequence[StoredAlert]) -> list[StoredAlert]:
    """Alerts without those that a thread stands for, which say its trouble once more in another metric."""
    return [kept for kept in alerts if kept.record.told]


def _changed(record: Record, how: Callable[[Record], Record]) -> Record:
    """Over is over; of what is resolved only who saw it is noted."""
    changed = how(record)
    return replace(changed, state="resolved", snoozed_until=None) if record.state == "resolved" else changed
