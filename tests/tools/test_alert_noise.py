"""What looks like a trouble and is none: several at a time are not one, and a disaster leaves no slide behind."""

import pandas as pd
import pytest

from tests.tools.alert_histories import CHANNELS, day, history, multiply
from tools.alerts.evaluate import evaluate

FRAME = history(80)


def kinds(frame: pd.DataFrame, number: int, rule: str) -> list[str]:
    return [one.kind for one in evaluate(frame, None, day(number)) if one.kind == rule]


def busy(frame: pd.DataFrame) -> pd.DataFrame:
    """Two channels of three have had a trouble of their own for days."""
    frame = frame[frame["channel"] != "google_ads"]
    return multiply(multiply(frame, "instagram", 66, spend=2.6), "tiktok", 68, spend=2.6)


def test_channels_that_were_in_trouble_before_make_no_trouble_of_the_whole_account() -> None:
    frame = multiply(busy(FRAME), "facebook", 70, conversions=0.7, revenue=0.7)

    assert kinds(frame, 70, "company_change") == []


def test_a_disaster_is_heard_over_the_troubles_that_channels_had_before() -> None:
    frame = busy(FRAME)
    for channel in CHANNELS:
        frame = multiply(frame, channel, 70, conversions=0.25, revenue=0.25)

    assert kinds(frame, 70, "company_change") == ["company_change"]


@pytest.mark.parametrize("number", [68, 72])
def test_what_all_channels_felt_unequally_leaves_no_slide_behind(number: int) -> None:
    frame = FRAME
    for channel, times in zip(CHANNELS, (1.7, 1.9, 2.1, 2.6), strict=True):
        frame = multiply(frame, channel, 60, 65, spend=times)

    slides = [one for one in evaluate(frame, ["unexpected_change"], day(number)) if one.values.get("window")]

    assert slides == []
