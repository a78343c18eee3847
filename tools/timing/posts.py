"""When readers of a channel are there: the windows in which its posts do better."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from tools.engine.posts import PostRow
from tools.timing.windows import Peak, peaks

Measure = Literal["reach", "views", "reactions", "engagement"]
FEWEST: Final = 30
"""Fewer posts than this say nothing about the hours of a week."""
FALLBACK: Final[tuple[Measure, ...]] = ("reach", "views", "reactions")
KNOWN_SHARE: Final = 0.8
"""A measure that fewer posts than this have is no measure of the channel."""


@dataclass(frozen=True, kw_only=True)
class PostTimes:
    """One channel's posts: which windows differ, and the mean of each weekday and hour for the picture."""

    channel: str
    measure: Measure
    posts: int
    peaks: tuple[Peak, ...] = ()
    grid: tuple[tuple[int, int, float], ...] = ()
    """Weekday, hour, typical figure (median) of the posts there."""

    @property
    def enough(self) -> bool:
        """Whether there are posts enough to look for a time at all."""
        return self.posts >= FEWEST


def post_times(rows: Sequence[PostRow], measure: Measure | None) -> list[PostTimes]:
    """Every channel that has posts, the one with most posts first."""
    channels = dict.fromkeys(row.channel for row in rows)
    found = [_of_channel(name, [row for row in rows if row.channel == name], measure) for name in channels]
    return sorted(found, key=lambda one: -one.posts)


def _of_channel(name: str, rows: list[PostRow], wanted: Measure | None) -> PostTimes:
    measure: Measure = wanted if wanted is not None else _usual(rows)
    known = [(row, figure) for row in rows if (figure := figure_of(row, measure)) is not None]
    if len(known) < FEWEST:
        return PostTimes(channel=name, measure=measure, posts=len(known))
    moments = [row.published_at for row, _ in known]
    weekdays = np.array([moment.isoweekday() for moment in moments])
    hours = np.array([moment.hour for moment in moments])
    ages = np.array([(moments[-1] - moment).total_seconds() / 86_400 for moment in moments])
    values = np.array([figure for _, figure in known])
    least = float(values[values > 0].min()) / 2 if (values > 0).any() else 1.0
    cells = {(int(day), int(hour)) for day, hour in zip(weekdays, hours, strict=True)}
    return PostTimes(
        channel=name,
        measure=measure,
        posts=len(known),
        peaks=peaks(np.maximum(values, least), weekdays, hours, ages),
        grid=tuple(
            (day, hour, float(np.median(values[(weekdays == day) & (hours == hour)]))) for day, hour in sorted(cells)
        ),
    )


def _usual(rows: list[PostRow]) -> Measure:
    return next((one for one in FALLBACK if _known(rows, one)), "reach")


def _known(rows: list[PostRow], measure: Measure) -> bool:
    return sum(figure_of(row, measure) is not None for row in rows) >= KNOWN_SHARE * len(rows)


def figure_of(row: PostRow, measure: Measure) -> float | None:
    """A post's figure; engagement is reactions, comments and shares by people reached."""
    if measure == "engagement":
        parts = [part for part in (row.reactions, row.comments, row.shares) if part is not None]
        return sum(parts) / row.reach if parts and row.reach else None
    return {"reach": row.reach, "views": row.views, "reactions": row.reactions}[measure]
