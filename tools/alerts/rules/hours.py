"""Complete hours where a channel gives them: the last hours against the same hours of the days before.

A window of hours that ends now is cut out of every day; what results is an ordinary daily history, so the same rules,
with the same expectation by weekday, hear of a trouble within hours instead of the next morning.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

import numpy as np
import pandas as pd

from tools.alerts.rules.model import Trouble

HOUR: Final = timedelta(hours=1)
WINDOWS: Final = (1, 3, 6)
"""Hours looked at together: one hears a large channel at once, six hear a small one in time."""
HOURLY_KINDS: Final = ("company_change", "spend_runaway", "broken_tracking", "unexpected_change", "stale_data")
"""Rules that make sense on a part of a day; levels are agreed for whole days."""


@dataclass(frozen=True, kw_only=True)
class HourWindow:
    """A daily history made of one window of hours per day."""

    history: pd.DataFrame
    last_day: date
    hours: int
    end: datetime
    """End of the last complete hour."""

    def moment(self, day: date) -> datetime:
        """When the window of a day begins."""
        return self.end - self.hours * HOUR - (self.last_day - day)

    def told(self, finding: Trouble) -> Trouble:
        """The finding in hours: when it began and which hour was seen last."""
        began = finding.since if not isinstance(finding.since, datetime) else finding.since.date()
        values = {**finding.values, "hours": float(self.hours)}
        seen = finding.last_seen if not isinstance(finding.last_seen, datetime) else finding.last_seen.date()
        last = self.end - HOUR - (self.last_day - seen)
        return replace(finding, since=self.moment(began), last_seen=last, values=values)


def has_hours(history: pd.DataFrame) -> bool:
    """Whether any row tells its hour."""
    return "hour" in history.columns and bool(history["hour"].notna().any())


def hour_windows(history: pd.DataFrame, moment: datetime) -> Iterator[HourWindow]:
    """The history as seen through windows of hours that end with the last complete hour before `moment`.

    Args:
        history: rows with `day` and `hour`; rows without an hour are left out.
        moment: naive, in the zone in which days and hours are cut.
    """
    end = moment.replace(minute=0, second=0, microsecond=0)
    rows = history[history["hour"].notna()]
    starts = pd.to_datetime(rows["day"]).dt.normalize() + pd.to_timedelta(rows["hour"].astype(float), unit="h")
    age = ((pd.Timestamp(end) - starts) / pd.Timedelta(hours=1) - 1).to_numpy()
    last_day = (end - HOUR).date()
    for hours in WINDOWS:
        inside = (age >= 0) & (age % 24 < hours)
        days_back = np.floor_divide(age[inside], 24).astype(int)
        days = pd.Timestamp(last_day) - pd.to_timedelta(days_back, unit="D")
        yield HourWindow(history=rows[inside].assign(day=days), last_day=last_day, hours=hours, end=end)


def fresh_in_hours(findings: Sequence[Trouble], window: HourWindow) -> list[Trouble]:
    """Findings that these hours of today (or of the day before, while it is being loaded) show by themselves.

    The same hours of several days in a row are no run of hours: what began earlier is for the whole days to tell.
    """
    lately = window.last_day - timedelta(days=1)
    return [
        window.told(one)
        for one in findings
        if (one.since if not isinstance(one.since, datetime) else one.since.date()) >= lately
    ]


def without_repeats(daily: Sequence[Trouble], hourly: Sequence[Trouble]) -> list[Trouble]:
    """Each trouble once: whole days say it better than hours, and few hours better than many."""
    kept = {finding.fingerprint: finding for finding in (*reversed(hourly), *daily)}
    return list(kept.values())
