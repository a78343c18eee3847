"""The book of advice: every action under a number of its own, and what people decided about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from ingest.errors import InvalidInput
from tools.advice.action import Action
from tools.advice.advise import AdviceList
from tools.advice.record import store
from tools.advice.record.store import Decided, KeptAdvice, Listed, State
from tools.advice.words import entry
from tools.tool import ToolContext

REST_DAYS: Final = 30
"""What was declined is not said again for so long."""


@dataclass(frozen=True, kw_only=True)
class AdviceBook:
    """The book of one database, open for whoever sees all of it: a part of the rows gives other advice."""

    desk: ToolContext

    @property
    def open_to_all(self) -> bool:
        """Whether this person's list is the team's list."""
        return self.desk.actor.scope.whole

    def every(self) -> list[KeptAdvice]:
        """All advice whose channels the person sees whole; of an account it is not known what it touches."""
        scope = self.desk.actor.scope
        kept = store.every(self.desk.engine)
        if scope.whole:
            return kept
        seen = scope.channels if scope.accounts is None else None
        return [one for one in kept if one.touches and set(one.touches) <= (seen or frozenset())]

    def listed(self) -> list[KeptAdvice]:
        """What stands open in the newest list, the most valuable first."""
        return sorted((one for one in self.every() if one.state == "open" and one.place), key=lambda one: one.place)

    def decided(self) -> list[KeptAdvice]:
        """What people accepted, did or declined."""
        return [one for one in self.every() if one.state in store.DECIDED]

    def filter(self, advice: AdviceList) -> AdviceList:
        """The list without what people have decided already: under way, or declined of late."""
        settled = {one.key for one in self.decided() if self._rests(one)}
        return advice.without(settled)

    def _rests(self, one: KeptAdvice) -> bool:
        day = self.day(one)
        return day is not None and self.desk.today < day + timedelta(days=1 + REST_DAYS)

    def day(self, one: KeptAdvice) -> date | None:
        """The day on which it was decided, where the team is."""
        return store.day_of(one.decided_at, self.desk.now.tzinfo)

    def keep(self, actions: Sequence[Action]) -> dict[str, int]:
        """Keeps a list; returns the number of each action by its key."""
        listed = [
            Listed(key=action.key, kind=action.kind, scope=action.scope, body=entry(action), place=place)
            for place, action in enumerate(actions, start=1)
        ]
        store.keep(self.desk.engine, listed, self.desk.now)
        return {one.key: one.id for one in store.every(self.desk.engine) if one.state == "open"}

    def find(self, number: int, place: int) -> KeptAdvice:
        """An advice by its number, or by where it stands in the newest list.

        Raises:
            InvalidInput: there is no such advice.
        """
        kept = self.every()
        found = [one for one in kept if (one.id == number if number else place and one.place == place)]
        if not found:
            possible = ", ".join(str(one.place) for one in sorted(kept, key=lambda one: one.place) if one.place)
            raise InvalidInput("record-unknown", received=str(number or place), possible=possible or "—")
        return found[-1]

    def only(self, states: Sequence[State]) -> KeptAdvice | None:
        """The advice meant when no number is said: the one there is in these states; None when several may be."""
        found = [one for one in self.every() if one.state in states and (one.state != "open" or one.place)]
        return found[0] if len(found) == 1 else None

    def decide(self, kept: KeptAdvice, state: State, reason: str = "") -> None:
        """Writes down what a person decided."""
        at = Decided(state=state, by=self.desk.actor.name, at=self.desk.now, reason=reason)
        store.decide(self.desk.engine, kept.id, at)


def window_of(decided: date, kept: KeptAdvice) -> tuple[date, date]:
    """The days on which a decision is judged: as many as it is done for, from the next day on."""
    return decided + timedelta(days=1), decided + timedelta(days=kept.days)


def as_args(kept: KeptAdvice, decision: str) -> dict[str, Any]:
    """The arguments of `decide_advice` behind a button."""
    return {"decision": decision, "number": kept.id}
