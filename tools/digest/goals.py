"""What a digest says of the month's goals: where each stands, or what became of it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from ingest.channel_names import titled
from tools.digest.facts import GoalOutlook, goal_outlooks
from tools.digest.sections import LISTED, Telling
from tools.semantics.metrics import METRICS
from tools.words import wording
from tools.words.labels import metric_name

BAR: Final = 10
"""Marks of a whole bar."""


def goals(of: Telling) -> str:
    """Where the month's goals stand: a line for a day, bars for a week or a month."""
    day = of.figures.days.now.end
    outlooks = goal_outlooks(of.desk, day)
    if not outlooks:
        return ""
    good = sum(one.good for one in outlooks)
    over = (day + timedelta(days=1)).day == 1
    month = wording.month(day, of.desk.language)
    state, month = ("yes", wording.capitalised(month)) if over else ("no", month)
    head = of.say("goals", month=month, over=state, good=good, n=len(outlooks))
    if of.period == "daily":
        return head if over or day.weekday() == 0 else ""
    lines = [_goal(of, one, over=over) for one in _money_first(outlooks)[:LISTED]]
    rest = [of.say("more", n=len(outlooks) - LISTED)] if len(outlooks) > LISTED else []
    return "\n".join([head, *lines, *rest])


def _money_first(outlooks: Sequence[GoalOutlook]) -> list[GoalOutlook]:
    """Sums before ratios, the furthest from their goal first."""
    return sorted(outlooks, key=lambda one: (bool(METRICS[one.metric].denominator), -one.lack))


def _goal(of: Telling, one: GoalOutlook, *, over: bool) -> str:
    sums = not METRICS[one.metric].denominator and one.target > 0
    return of.say(
        "goal",
        where=titled(one.channel, of.desk.language),
        metric=metric_name(one.metric, of.desk.language),
        value=of.figure(one.metric, one.value),
        target=of.figure(one.metric, one.target),
        good=("met" if one.good else "missed") if over else "yes" if one.good else "no",
        bar=bar(one.share) if sums else "none",
        share=wording.share(one.share, of.desk.language) if sums else "none",
    )


def bar(share: float) -> str:
    """A share of one as ten marks."""
    full = min(BAR, max(0, round(share * BAR)))
    return "▓" * full + "░" * (BAR - full)
