"""Short made-up histories: for every kind of rule one it fires on and one it keeps quiet on."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

import numpy as np
import pandas as pd

from tools.alerts.rules.judge import Story
from tools.alerts.rules.model import RuleContext

LAST_DAY = date(2025, 3, 20)
ORDINARY: Mapping[str, float] = {
    "spend": 30_000.0,
    "impressions": 100_000.0,
    "clicks": 2_000.0,
    "conversions": 140.0,
    "revenue": 120_000.0,
    "engagements": 4_000.0,
    "engagement_score": 7.0,
    "leads": 200.0,
}
"""A day of the channel in question: ROI 3, CPA 214, conversion 7 %, CTR 2 %."""
Change = Callable[[pd.DataFrame], pd.DataFrame]


def story(
    days: int = 14,
    *,
    change: Change | None = None,
    last: int = 1,
    others: int = 2,
    context: RuleContext | None = None,
    everywhere: bool = False,
    **factors: float,
) -> Callable[[], Story]:
    """A history of `days` ordinary days whose last ones differ.

    Args:
        days: length.
        change: any other change to the rows of Instagram.
        last: how many last days differ.
        others: channels beside Instagram that stay ordinary.
        context: what belongs to the history.
        everywhere: whether the last days of all channels differ.
        factors: measure to multiply on the last days.
    """

    def tell() -> Story:
        wobble = np.random.default_rng(7)
        frames = []
        for index in range(others + 1):
            name = "instagram" if index == 0 else f"channel_{index}"
            frame = _ordinary(name, days, wobble)
            if index == 0 or everywhere:
                late = frame.index >= days - last
                for measure, factor in factors.items():
                    frame.loc[late, measure] = frame.loc[late, measure] * factor
            frame = change(frame) if change and index == 0 else frame
            frames.append(frame)
        return Story(history=pd.concat(frames, ignore_index=True), context=context or RuleContext(), last_day=LAST_DAY)

    return tell


def _ordinary(channel: str, days: int, wobble: np.random.Generator) -> pd.DataFrame:
    rows = {
        "day": [LAST_DAY - timedelta(days=days - 1 - back) for back in range(days)],
        "channel": channel,
        "campaign": "Spring",
    }
    frame = pd.DataFrame(rows)
    volume = 1 + 0.03 * wobble.standard_normal(days)
    for measure, usual in ORDINARY.items():
        steady = measure == "engagement_score"
        frame[measure] = usual if steady else usual * volume * (1 + 0.02 * wobble.standard_normal(days))
    return frame


def without_last(count: int) -> Change:
    """The last days are missing."""
    return lambda frame: frame.iloc[:-count]


def sliding(measure: str, per_day: float, days: int) -> Change:
    """A measure that grows or shrinks by a factor each day over the last days."""

    def slide(frame: pd.DataFrame) -> pd.DataFrame:
        steps = np.maximum(np.arange(len(frame)) - (len(frame) - days) + 1, 0)
        return frame.assign(**{measure: frame[measure] * per_day**steps})

    return slide


def month_plan(amount: float) -> pd.DataFrame:
    """A budget of Instagram for the story's month."""
    return pd.DataFrame(
        {"channel": ["instagram"], "campaign": [""], "month": [LAST_DAY.replace(day=1)], "amount": [amount]}
    )


def month_goal(metric: str, target: float) -> pd.DataFrame:
    """A goal of Instagram for the story's month."""
    plan = month_plan(0.0).rename(columns={"amount": "target"})
    return plan.assign(metric=metric, target=target)


def week_forecast(metric: str, expected: float) -> pd.DataFrame:
    """A forecast for the story's last week, give or take a tenth."""
    days = [LAST_DAY - timedelta(days=back) for back in range(7)]
    frame = pd.DataFrame({"day": days, "channel": "instagram", "campaign": "", "metric": metric, "expected": expected})
    return frame.assign(low=0.9 * expected, high=1.1 * expected)
