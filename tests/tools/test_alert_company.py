"""A trouble of the whole account: one alert with every channel in it, within the hour where there are hours."""

from datetime import UTC, datetime, timedelta

import pandas as pd
import pytest

from tests.tools.alert_histories import CHANNELS, by_hours, day, history, multiply
from tools.alerts.evaluate import Alert, evaluate

DAYS = 45
FRAME = history(DAYS + 1, campaigns=1)
MIDNIGHT = datetime(2025, 1, 6, tzinfo=UTC) + timedelta(days=DAYS)
BROKEN_FROM = 11


def everywhere(frame: pd.DataFrame, since: int, **factors: float) -> pd.DataFrame:
    for channel in CHANNELS:
        frame = multiply(frame, channel, since, **factors)
    return frame


@pytest.fixture(scope="module")
def hourly() -> pd.DataFrame:
    """Hours of four channels with some fifteen conversions each."""
    return by_hours(everywhere(FRAME, 0, conversions=8.0))


def from_hour(frame: pd.DataFrame, **factors: float) -> pd.DataFrame:
    """The hours of the last day from eleven on are wrong in every channel."""
    ill = frame.copy()
    rows = (ill["day"] == day(DAYS)) & (ill["hour"] >= BROKEN_FROM)
    for measure, factor in factors.items():
        ill.loc[rows, measure] = ill.loc[rows, measure] * factor
    return ill


def whole(alerts: list[Alert]) -> list[Alert]:
    return [one for one in alerts if one.rule == "company_change"]


def test_an_alert_of_the_whole_account_names_what_every_channel_did() -> None:
    frame = everywhere(FRAME, DAYS, conversions=0.25, revenue=0.25)
    frame = multiply(frame, "tiktok", DAYS, conversions=0.6, revenue=0.6)

    (alert,) = whole(evaluate(frame, None, day(DAYS)))

    russian, english = (alert.say(language).message for language in ("ru", "en"))  # type: ignore[arg-type]
    assert "По каналам: TikTok −" in russian, "the one that fell furthest comes first"
    assert all(f"{name} −" in english for name in ("TikTok", "Instagram", "Facebook", "Google Ads"))


@pytest.mark.parametrize(
    ("factors", "metric"),
    [
        ({"conversions": 0.25, "revenue": 0.25}, "conversions"),
        ({"revenue": 0.5}, "revenue"),
        ({"spend": 2.0}, "spend"),
    ],
)
def test_a_disaster_of_all_channels_is_told_after_its_first_complete_hour(
    hourly: pd.DataFrame, factors: dict[str, float], metric: str
) -> None:
    ill = from_hour(hourly, **factors)

    before = evaluate(ill, None, MIDNIGHT + timedelta(hours=BROKEN_FROM, minutes=5))
    (alert,) = whole(evaluate(ill, None, MIDNIGHT + timedelta(hours=BROKEN_FROM + 1, minutes=5)))

    assert before == []
    assert (alert.metric, alert.severity, alert.channel) == (metric, "critical", None)
    assert alert.since == (MIDNIGHT + timedelta(hours=BROKEN_FROM)).replace(tzinfo=None)
    assert "Counted over the last complete hour." in alert.say("en").message
