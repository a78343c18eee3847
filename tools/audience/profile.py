"""Share of spend against share of result, group by group, with what luck would make of it taken off."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

import numpy as np

from forecasting.standouts import Efficiency, efficiency
from ingest.errors import NoData
from tools.engine.notes import Note
from tools.engine.table import number
from tools.semantics.question import Filter, Question, Window
from tools.tool import ToolContext

CHANCE: Final = 0.03
"""Over all groups of all dimensions together: noise alone is told in fewer cases than this."""
LEAST_SHARE: Final = 0.01
LEAST_RESULTS: Final = 50
"""Fewer results than this over all groups of a dimension say nothing about any of them."""
USUAL_SPREAD: Final = 0.3
"""Spread of true differences between groups that one expects beforehand."""
Z80: Final = 1.2816
NOT_OF_A_CUT: Final = frozenset({"note-no-slice"})


@dataclass(frozen=True, kw_only=True)
class Group:
    """One value of a dimension: what it costs, what it brings, and whether the difference is more than luck."""

    dimension: str
    value: str
    spend: float
    results: float
    spend_share: float
    result_share: float
    lift: float
    """0.2: a fifth more results than the same money brings elsewhere on the same channels and weeks; shrunk."""
    low: float
    high: float
    sure: bool
    """Whether luck is ruled out as the explanation."""


@dataclass(frozen=True, kw_only=True)
class Profile:
    """One dimension: its groups, those that matter most first, and which channels have it."""

    dimension: str
    groups: tuple[Group, ...] = ()
    results: float = 0.0
    notes: tuple[Note, ...] = ()

    @property
    def enough(self) -> bool:
        """Whether there are results enough to tell groups apart."""
        return self.results >= LEAST_RESULTS and len(self.groups) > 1

    @property
    def under(self) -> tuple[Group, ...]:
        """Groups that bring more than their money: room to grow."""
        return tuple(one for one in self.groups if one.sure and one.lift > 0)

    @property
    def over(self) -> tuple[Group, ...]:
        """Groups that bring less than their money."""
        return tuple(one for one in self.groups if one.sure and one.lift < 0)


def profiles(
    dimensions: Sequence[str], metric: str, filters: tuple[Filter, ...], window: Window, desk: ToolContext
) -> list[Profile]:
    """Each dimension that the data have, in the given order.

    Args:
        dimensions: keys; those without stored values are left out.
        metric: an additive result: conversions, leads, revenue, clicks.
        filters: as asked.
        window: days.
        desk: engine and today.
    """
    found = [profile for key in dimensions if (profile := _profile(key, metric, filters, window, desk)) is not None]
    line = CHANCE / max(sum(one.results >= LEAST_RESULTS for one, _ in found), 1)
    return [_judged(profile, effects, line) for profile, effects in found]


Cells = Mapping[tuple[str, date], Mapping[str, tuple[float, float]]]
"""Channel and week, then value: spend and results."""


def _profile(
    dimension: str, metric: str, filters: tuple[Filter, ...], window: Window, desk: ToolContext
) -> tuple[Profile, dict[str, Efficiency]] | None:
    cut = ("channel", dimension, "week")
    question = Question(metrics=("spend", metric), group_by=cut, where=filters, periods=(str(window),))
    try:
        answer = desk.metrics.run(question, today=desk.today)
    except NoData:
        return None
    cells: dict[tuple[str, date], dict[str, tuple[float, float]]] = {}
    for channel, value, week, spend, results in answer.table.rows:
        if value not in ("", None):
            figures = (number(spend) or 0.0, number(results) or 0.0)
            cells.setdefault((str(channel), _monday(week)), {})[str(value)] = figures
    values = sorted({value for block in cells.values() for value in block})
    if len(values) < 2:
        return None
    notes = tuple(note for note in answer.notes if note.key in NOT_OF_A_CUT)
    return _measured(dimension, values, cells, notes)


def _measured(
    dimension: str, values: Sequence[str], cells: Cells, notes: tuple[Note, ...]
) -> tuple[Profile, dict[str, Efficiency]]:
    blocks = sorted(cells)
    figures = np.array([[cells[block].get(value, (0.0, 0.0)) for value in values] for block in blocks])
    spend, results = figures[:, :, 0], figures[:, :, 1]
    whole = spend.sum(axis=1), results.sum(axis=1)
    effects = efficiency(spend, results, whole, least_share=LEAST_SHARE, usual=USUAL_SPREAD)
    groups = tuple(
        Group(
            dimension=dimension,
            value=values[one.group],
            spend=float(spend[:, one.group].sum()),
            results=float(results[:, one.group].sum()),
            spend_share=one.spend_share,
            result_share=one.result_share,
            lift=one.lift,
            low=one.lift - Z80 * one.error,
            high=one.lift + Z80 * one.error,
            sure=False,
        )
        for one in effects
    )
    profile = Profile(dimension=dimension, groups=groups, results=float(results.sum()), notes=notes)
    return profile, {values[one.group]: one for one in effects}


def _judged(profile: Profile, effects: Mapping[str, Efficiency], line: float) -> Profile:
    groups = tuple(replace(one, sure=profile.enough and effects[one.value].chance <= line) for one in profile.groups)
    return replace(profile, groups=groups)


def _monday(cell: object) -> date:
    if not isinstance(cell, date):
        raise TypeError(f"{cell!r} is no week.")
    return cell - timedelta(days=cell.weekday())
