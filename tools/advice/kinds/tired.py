"""Renew creatives that people have seen too often: frequency up, click rate down, more than chance explains."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from typing import Final

import numpy as np

from ingest.texts import Language
from tools.advice.action import DAYS, Action, Ground, Stake, by_week
from tools.outlook.budget_words import channel
from tools.semantics.question import Question
from tools.words import wording

SPAN: Final = 21
UP: Final = 1.15
"""Frequency grew by more than this."""
DOWN: Final = 0.8
"""Click rate fell below this share of what it was."""
SURE: Final = 3.5
LEAST_SHARE: Final = 0.01
MOST: Final = 2
Z80: Final = 1.2816

Day = tuple[float, float, float, float]
"""Spend, impressions, reach, clicks."""


def find(ground: Ground) -> list[Action]:
    """Campaigns whose audience has had enough, the dearest first."""
    first = ground.until - timedelta(days=2 * SPAN - 1)
    question = Question(
        metrics=("spend", "impressions", "reach", "clicks"),
        group_by=("channel", "campaign", "day"),
        periods=(f"{first}..{ground.until}",),
    )
    table = ground.desk.metrics.run(question, today=ground.desk.today).table
    campaigns: dict[tuple[str, str], dict[date, Day]] = {}
    for name, campaign, day, *figures in table.rows:
        if isinstance(day, date):
            spend, impressions, reach, clicks = (float(one) if isinstance(one, int | float) else 0.0 for one in figures)
            campaigns.setdefault((str(name), str(campaign)), {})[day] = (spend, impressions, reach, clicks)
    whole = sum(day[0] for days in campaigns.values() for day in days.values())
    found = [action for key, days in campaigns.items() if (action := _tired(key, days, first, whole, ground))]
    return sorted(found, key=lambda action: -(action.stake.value if action.stake else 0.0))[:MOST]


def _error_of_rate(days: np.ndarray) -> float:
    """The standard error of a daily click rate; rows are spend, impressions, reach, clicks."""
    shown = days[days[:, 1] > 0]
    rates = shown[:, 3] / shown[:, 1]
    return float(rates.std(ddof=1) / len(rates) ** 0.5)


def _tired(key: tuple[str, str], days: dict[date, Day], first: date, whole: float, ground: Ground) -> Action | None:
    middle = first + timedelta(days=SPAN)
    before, after = (np.array([row for day, row in sorted(days.items()) if (day >= middle) == late]) for late in (0, 1))
    if len(before) < SPAN - 7 or len(after) < SPAN - 7 or after[:, 0].sum() < LEAST_SHARE * whole:
        return None
    sums = before.sum(axis=0), after.sum(axis=0)
    if not all(total[1] and total[2] and total[3] for total in sums):
        return None
    frequency = [total[1] / total[2] for total in sums]
    rate = [total[3] / total[1] for total in sums]
    error = float(np.hypot(_error_of_rate(before), _error_of_rate(after)))
    drop = rate[0] - rate[1]
    if frequency[1] < UP * frequency[0] or rate[1] > DOWN * rate[0] or drop < SURE * error:
        return None
    spend = sums[1][0] / SPAN * DAYS
    lost = [spend * max(share, 0.0) / rate[0] for share in (drop, drop - Z80 * error, drop + Z80 * error)]
    return Action(
        kind="tired",
        values=partial(_values, key, frequency, rate),
        stake=Stake(value=lost[0], low=lost[1], high=lost[2]),
        effort="days",
        scope=key[1],
        touches=(key[0],),
        campaign=key[1],
        due=ground.desk.today + timedelta(days=7),
        evidence=by_week(("ctr", "frequency"), key[1], f"{first}..{ground.until}"),
    )


def _values(
    key: tuple[str, str], frequency: Sequence[float], rate: Sequence[float], language: Language
) -> dict[str, str]:
    return {
        "campaign": key[1],
        "channel": channel(key[0], language),
        "frequency_before": wording.multiple(frequency[0], language),
        "frequency": wording.multiple(frequency[1], language),
        "ctr_before": wording.percent(rate[0], language),
        "ctr": wording.percent(rate[1], language),
    }
