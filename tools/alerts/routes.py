"""To whom news goes: the owners of a channel first, those who asked for it, and in time the next person."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import Any, Final, Protocol, TypeVar

from tools.alerts.following import News
from tools.alerts.rows import StoredAlert
from tools.alerts.rules.lifecycle import Event

OWNS: Final = "owns"
"""Of a subscription: the channels that its person answers for."""
ASKED: Final = "channels"
"""Of a subscription: the only channels that its person wants to hear of."""
GOES_ON: Final[frozenset[Event]] = frozenset({"recovered", "reopened", "escalated", "reminded"})
"""Events that whoever was told of the beginning hears as well."""


class Hearer(Protocol):
    """What is needed of a subscriber."""

    @property
    def target(self) -> str:
        """Where their messages go."""

    @property
    def settings(self) -> Any:
        """Of the subscription."""


To = TypeVar("To", bound=Hearer)


def routed(
    news: News, everybody: Sequence[To], hears: Callable[[To, StoredAlert], bool], told: Collection[str]
) -> list[tuple[News, To]]:
    """Who of all listeners hears one piece of news, and how much of it.

    Args:
        news: what happened to a thread.
        everybody: subscribers in the order in which they are next.
        hears: whether an alert is for a subscriber at all.
        told: targets that heard of the thread before.
    """
    able = [(to, alerts) for to in everybody if (alerts := [kept for kept in news.alerts if hears(to, kept)])]
    owned = frozenset(name for to, _ in able for name in to.settings.get(OWNS) or ())
    heard = []
    for to, alerts in able:
        mine = [kept for kept in alerts if _goes_to(to, kept, news.event, owned, told)]
        if mine:
            heard.append((replace(news, alerts=mine), to))
    return heard[:1] if news.event == "passed_on" else heard


def _goes_to(to: Hearer, kept: StoredAlert, event: Event, owned: Collection[str], told: Collection[str]) -> bool:
    """Whether news of an alert is for this listener now.

    What concerns the whole account is everybody's, and so is something critical that those who heard of it left open.
    A channel that somebody answers for is told to them and to those who asked for it by name.
    """
    finding, before = kept.record.finding, to.target in told
    if event == "passed_on":
        return not before
    left_open = event == "reminded" and finding.severity == "critical"
    if finding.channel is None or left_open or (before and event in GOES_ON):
        return True
    own, asked = (to.settings.get(name) or () for name in (OWNS, ASKED))
    if not finding.channels.isdisjoint({*own, *asked}):
        return True
    return not asked and not finding.channels <= frozenset(owned)
