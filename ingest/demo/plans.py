"""Monthly budgets and goals of the demo's channels, as a marketing team would have set them."""

from typing import Final

import numpy as np
import pandas as pd

from ingest.demo.catalogue import channels
from ingest.demo.daily import Daily, Grid
from ingest.demo.seasons import demand
from ingest.facts import MICRO

ROUNDING: Final = 10_000
"""Budgets are agreed in whole tens of thousands of roubles."""
USUAL_ORDER: Final = 4200
"""Roubles; turns a goal for ROI into one for CPA."""


def budgets(grid: Grid, daily: Daily) -> pd.DataFrame:
    """One row a channel and month: `channel`, `month` (its first day), `amount` in millionths.

    A month that the days cover only in part gets the budget of the whole month at the same pace.
    """
    keys = [campaign.channel for campaign in grid.campaigns]
    planned = pd.DataFrame(daily.planned, index=keys, columns=grid.days).groupby(level=0, sort=False).sum().T
    per_day = planned.groupby(grid.days.to_period("M").to_timestamp()).mean()
    long = per_day.rename_axis(index="month").reset_index().melt("month", var_name="channel", value_name="amount")
    whole = long["amount"] * long["month"].dt.days_in_month
    rounded = (np.ceil(whole / ROUNDING) * ROUNDING * MICRO).astype("int64")
    frame = pd.DataFrame({"channel": long["channel"], "month": long["month"], "amount": rounded})
    return frame[frame["amount"] > 0].reset_index(drop=True)


def goals(plan: pd.DataFrame) -> pd.DataFrame:
    """Goals for ROI, CPA and revenue beside each budget: `channel`, `month`, `metric`, `target` in millionths."""
    target = plan["channel"].map({key: channel.roi_target for key, channel in channels().items()})
    season = demand(pd.DatetimeIndex(plan["month"] + pd.Timedelta(days=14)))
    roas = (1 + target) * (1 + (season - 1) / 2)
    wanted = {
        "roi": (roas - 1).round(1),
        "cpa": (USUAL_ORDER / roas).round(-1),
        "revenue": (plan["amount"] / MICRO * roas).round(-4),
    }
    frames = [
        plan[["channel", "month"]].assign(metric=metric, target=(values * MICRO).round().astype("int64"))
        for metric, values in wanted.items()
    ]
    return pd.concat(frames, ignore_index=True)
