"""The benchmark of alerts: what a planted trouble bears out, and that its way of following is that of the book."""

from datetime import date, timedelta

import pytest

from benchmarks.alert_simulation import EVERYWHERE, Incident
from benchmarks.alert_truth import Message, Told, finds, verdict

START = date(2025, 3, 10)
DROP = Incident(
    kind="drop",
    channel="instagram",
    campaign=None,
    start=START,
    end=START + timedelta(days=4),
    size=0.4,
    factors={"conversions": 0.4, "revenue": 0.4},
)


def told(
    rule: str, metric: str, direction: int, channel: str | None = "instagram", campaign: str | None = None
) -> Told:
    return Told(rule=rule, metric=metric, direction=direction, channel=channel, campaign=campaign, channels=(channel,))


def after(days: int, *parts: Told) -> Message:
    return Message(day=START + timedelta(days=days), parts=parts)


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (told("unexpected_change", "cvr", -1), "right"),
        (told("cost_spike", "cpa", 1), "right"),
        (told("unexpected_change", "cpa", -1), "false"),
        (told("unexpected_change", "spend", 1), "false"),
        (told("stale_data", "day", -1), "false"),
        (told("broken_tracking", "conversions", -1), "false"),
        (told("company_change", "revenue", -1, None), "false"),
        (told("unexpected_change", "cvr", -1, "tiktok"), "false"),
    ],
)
def test_a_message_is_right_only_about_what_the_trouble_moves(one: Told, said: str) -> None:
    assert verdict(after(1, one), (DROP,)) == said


def test_what_comes_after_the_end_is_counted_apart_and_later_is_false() -> None:
    one = told("unexpected_change", "cvr", 1)

    assert [verdict(after(days, one), (DROP,)) for days in (-1, 5, 8, 9)] == [
        "false",
        "aftershock",
        "aftershock",
        "false",
    ]


def test_a_campaigns_trouble_is_not_told_by_another_campaign() -> None:
    incident = Incident(**{**vars(DROP), "campaign": "a"})

    assert verdict(after(0, told("unexpected_change", "cvr", -1, campaign="a")), (incident,)) == "right"
    assert verdict(after(0, told("unexpected_change", "cvr", -1, campaign="b")), (incident,)) == "false"


def test_a_trouble_of_the_account_is_found_only_as_one() -> None:
    incident = Incident(**{**vars(DROP), "kind": "company_drop", "channel": EVERYWHERE})
    part = after(0, told("unexpected_change", "cvr", -1))

    assert verdict(part, (incident,)) == "right"
    assert not finds(part, incident)
    assert finds(after(0, told("company_change", "revenue", -1, None)), incident)
