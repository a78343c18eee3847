"""Slow drift: found as a ramp of the last week, and not where money only moves between a channel's campaigns."""

import numpy as np
import pandas as pd
import pytest

from tests.tools.alert_histories import CHANNELS, day, history
from tools.alerts.evaluate import ALERTS
from tools.alerts.rules.change_rules import Changes, check_change
from tools.alerts.rules.model import RuleContext
from tools.alerts.rules.panel import HistoryPanel, build_panel

SINCE = 70


def changed(frame: pd.DataFrame, rows: pd.Series, measures: tuple[str, ...], a_day: float) -> pd.DataFrame:
    """Measures multiplied by one more `a_day` every day from day 70 on."""
    frame = frame.copy()
    age = np.array([max((one - day(SINCE)).days + 1, 0) for one in frame["day"]])
    for measure in measures:
        frame[measure] = frame[measure].where(~rows, frame[measure] * a_day**age)
    return frame


def drifting(frame: pd.DataFrame, last: int) -> tuple[HistoryPanel, dict[str, set[str]]]:
    """The metrics that slide on a day, by channel."""
    panel = build_panel(frame, day(last), most_days=160, context=RuleContext())
    changes = Changes(panel)
    active = changes.drift[0][-1, :, : panel.channels]
    return panel, {
        str(panel.scopes[column].channel): {changes.watched[row].metric for row in np.flatnonzero(active[:, column])}
        for column in np.flatnonzero(active.any(axis=0))
    }


@pytest.mark.parametrize("seed", range(3))
def test_a_slide_of_four_percent_a_day_is_found_within_nine_days(seed: int) -> None:
    plain = history(SINCE + 9, seed=seed)
    slid = changed(plain, plain["channel"] == "facebook", ("conversions", "revenue"), 0.96)

    panel, _ = drifting(slid, SINCE + 8)
    told = check_change(panel, ALERTS["unexpected_change"].preset, RuleContext(), Changes(panel)).active[-1]

    assert [panel.scopes[column].channel for column in np.flatnonzero(told[: panel.channels])] == ["facebook"]
    assert drifting(plain, SINCE + 8)[1] == {}


def test_money_that_moves_to_a_campaign_that_converts_less_is_no_slide_of_the_channel() -> None:
    frame = history(SINCE + 9, seed=2)
    first = frame["campaign"] == "facebook 1"
    frame.loc[first, ["conversions", "revenue"]] *= 4
    everything = ("spend", "impressions", "clicks", "conversions", "revenue")
    moved = changed(frame, first, everything, 0.93)

    panel, found = drifting(moved, SINCE + 8)

    place = sorted(CHANNELS).index("facebook")
    rate = panel.metric("cvr", 7)[:, place]
    assert rate[-1] < 0.9 * rate[-15], "the channel's own ratio does fall"
    assert "facebook" not in found


def test_a_season_of_all_channels_is_nobodys_slide() -> None:
    frame = history(SINCE + 9, seed=4)

    slower = changed(frame, frame["channel"] != "", ("conversions", "revenue"), 0.98)

    assert drifting(slower, SINCE + 8)[1] == {}


@pytest.mark.parametrize("days", [1, 3, 15, 47, 49])
def test_a_history_of_any_length_is_looked_at(days: int) -> None:
    assert drifting(history(days, seed=1), days - 1)[1] == {}
