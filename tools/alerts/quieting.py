"""What is quiet for a person, and how it is heard again: their own wishes, and what the team muted or put off."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import select

from ingest.errors import InvalidInput, NotFound
from ingest.schema import app_user
from tools.access import audit
from tools.alerts.book import AlertBook
from tools.alerts.reactions import reacted
from tools.alerts.rows import StoredAlert, writing
from tools.alerts.silences import Silence, be_silent, read_silences, speak_again

Way = Literal["mine", "hushed", "muted", "snoozed"]
"""Whose quiet it is: one's own for a while, one's own for good, the team's for good, the team's for a while."""


@dataclass(frozen=True, kw_only=True)
class Quiet:
    """One thing that is quiet."""

    way: Way
    kept: StoredAlert | None = None
    channel: str | None = None
    """Where a whole channel is."""
    until: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Quieting:
    """Quiet for one person."""

    book: AlertBook
    user: int
    """Their number; 0 for nobody known."""

    @classmethod
    def of(cls, book: AlertBook) -> "Quieting":
        """For whoever asks."""
        asked = select(app_user.c.id).where(app_user.c.identifier == book.desk.actor.name, ~app_user.c.disabled)
        with book.desk.engine.connect() as connection:
            return cls(book=book, user=connection.scalars(asked).one_or_none() or 0)

    def listed(self) -> list[Quiet]:
        """Everything that is quiet for them now."""
        now = self.book.desk.now
        with self.book.desk.engine.connect() as connection:
            mine = [one for one in read_silences(connection, self.user) if one.holds(now)]
            hushed = {thread for person, thread in reacted(connection, "hush") if person == self.user}
        found = [Quiet(way="mine", channel=one.channel, until=one.until) for one in mine if one.channel]
        for kept in self.book.listed():
            own = next((one for one in mine if one.thread == kept.thread), None)
            if own is not None:
                found.append(Quiet(way="mine", kept=kept, until=own.until))
            elif kept.thread in hushed:
                found.append(Quiet(way="hushed", kept=kept))
            if kept.record.muted:
                found.append(Quiet(way="muted", kept=kept))
            elif kept.record.state == "snoozed":
                found.append(Quiet(way="snoozed", kept=kept, until=kept.record.snoozed_until))
        return _once(found)

    def rest(self, number: str, until: datetime | None) -> StoredAlert:
        """Quiet about a trouble for this person alone; everybody else goes on hearing of it."""
        kept = self.book.get(number)
        self._wish(Silence(thread=kept.thread, until=until), "alert-rested", alert=kept.id)
        return kept

    def rest_channel(self, channel: str, until: datetime | None) -> None:
        """The same about all of a channel."""
        self._wish(Silence(channel=channel, until=until), "channel-rested", channel=channel)

    def _wish(self, wish: Silence, action: str, **about: int | str) -> None:
        self._must_be_known()
        desk = self.book.desk
        with writing(desk.engine) as connection:
            be_silent(connection, self.user, wish)
            audit(connection, desk.now, desk.actor.name, action, **about)

    def _must_be_known(self) -> None:
        if self.user <= 0:
            raise InvalidInput("bot-alert-nobody")

    def wake(self, number: str) -> StoredAlert:
        """Hears of a trouble again, whoever made it quiet: the team's quiet ends for the team.

        Raises:
            NotAllowed: it is the team's, and the person may not end it.
        """
        kept, by = self.book.get(number), self.book.desk.actor.name
        if kept.record.muted or kept.record.state == "snoozed":
            self.book.desk.actor.must("acknowledge")
        if kept.record.muted:
            kept = self.book.unmute(number, by)
        if kept.record.state == "snoozed":
            kept = self.book.unsnooze(number, by)
        if self.user > 0:
            self.book.unhush(number, self.user, by)
            self._take_back(Silence(thread=kept.thread))
        return kept

    def wake_channel(self, channel: str) -> None:
        """Hears of a channel again.

        Raises:
            NotFound: it was not quiet.
        """
        self._must_be_known()
        if not self._take_back(Silence(channel=channel)):
            raise NotFound("quiet-unknown", received=channel)

    def _take_back(self, wish: Silence) -> bool:
        with writing(self.book.desk.engine) as connection:
            return speak_again(connection, self.user, wish)


def _once(found: Sequence[Quiet]) -> list[Quiet]:
    """Of one thread the gravest, which comes first."""
    listed: dict[tuple[object, ...], Quiet] = {}
    for one in found:
        thread = one.kept.thread if one.kept else one.channel
        listed.setdefault((one.way, one.kept is None, thread), one)
    return list(listed.values())
