"""No message states a figure that contradicts its own condition: neither a beginning nor an end."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from tests.tools.alert_histories import CHANNELS, day, history, multiply
from tools.alerts.evaluate import ALERTS, LOOK_BACK, Rule, RuleContext, default_rules, find
from tools.alerts.rules.alert import Alert
from tools.alerts.rules.calibration import calibrate
from tools.alerts.rules.endings import LEVELS, ending
from tools.alerts.rules.model import AlertScope, Trouble
from tools.alerts.rules.panel import HistoryPanel, build_panel
from tools.alerts.rules.stories import sliding, story

sliding_story = story(90, change=sliding("conversions", 0.975, 24))
AGAINST_USUAL = ("unexpected_change", "company_change", "spend_runaway", "broken_tracking", "creative_fatigue")
OWN = (
    Rule(kind="threshold", name="own cvr", metric="cvr", below=0.03, level="both", hysteresis=0.1),
    Rule(kind="threshold", name="own cpa", metric="cpa", above=500, level="both", window=3),
    Rule(kind="threshold", name="own spend", metric="spend", above=60_000, level="total"),
)
LATE = RuleContext(restatement_days={"facebook": 2}, maturity={"tiktok": (0.4, 0.6, 0.9)})


def troubled(seed: int) -> pd.DataFrame:
    """An ordinary history with troubles of any size, ends half-way back, and days without much volume."""
    rng = np.random.default_rng(seed)
    frame = history(100, seed=seed)
    for channel in (*CHANNELS, *CHANNELS):
        since = int(rng.integers(60, 95))
        until = since + int(rng.integers(2, 9))
        measures = [("conversions", "revenue"), ("clicks",), ("spend",), ("spend", "clicks", "conversions")]
        hit = measures[int(rng.integers(0, 4))]
        factor, back = float(rng.choice([0.02, 0.3, 0.5, 2.0, 4.0])), float(rng.uniform(0.6, 1.3))
        frame = multiply(frame, channel, since, until, **dict.fromkeys(hit, factor))
        frame = multiply(frame, channel, until, until + 4, **dict.fromkeys(hit, back))
    return frame


def panel_on(frame: pd.DataFrame, number: int, context: RuleContext | None = None) -> HistoryPanel:
    return build_panel(frame, day(number), most_days=LOOK_BACK, context=context)


def found_on(frame: pd.DataFrame, number: int) -> list[Trouble]:
    panel = panel_on(frame, number, LATE)
    return find(panel, [calibrate(panel, rule) for rule in (*default_rules(), *OWN)], LATE)


def bears_out(one: Trouble) -> bool:
    """Whether the told figure lies on the side of its level, or of what is usual, that the message says."""
    mark = one.threshold if one.kind in LEVELS else one.expected if one.kind in AGAINST_USUAL else None
    return mark is None or one.value is None or one.direction * (one.value - mark) > 0


@pytest.mark.parametrize("seed", [1, 2])
def test_what_is_told_bears_its_condition_out_on_every_day(seed: int) -> None:
    frame = troubled(seed)

    told = [one for number in range(62, 99, 4) for one in found_on(frame, number)]

    assert len({one.kind for one in told}) >= 4
    assert [one for one in told if not bears_out(one)] == []


def test_a_value_between_its_level_and_the_way_out_is_not_told_as_below_it() -> None:
    frame = history(80)
    frame = multiply(frame, "instagram", 76, 77, conversions=0.5, revenue=0.5)
    panel = panel_on(frame, 77)
    value = panel.metric("cvr")[:, panel.scopes.index(AlertScope(channel="instagram"))]
    level = float(value[-1]) * 0.97  # yesterday below, today above by less than the way out asks
    rule = Rule(kind="low_conversion", metric="cvr", below=level, channel="instagram", hysteresis=0.05)

    (found,) = find(panel, [rule], RuleContext())

    assert found.last_seen == day(76)
    assert found.value == pytest.approx(value[-2])
    assert "on 23 Mar" in Alert.of(found, currency="RUB", language="en").message


def test_an_end_that_has_not_passed_the_level_is_no_success() -> None:
    """Too few clicks to judge by: the rule lets go while the value is as low as before."""
    frame = multiply(history(80), "instagram", 76, conversions=0.4, revenue=0.4)
    rule = Rule(kind="low_conversion", metric="cvr", below=0.03, channel="instagram", min_events=100)
    (found,) = find(panel_on(frame, 77), [rule], RuleContext())
    thin = multiply(frame, "instagram", 78, spend=0.01, clicks=0.01, impressions=0.01, conversions=0.005)

    end = ending(found, panel_on(thin, 78))

    assert find(panel_on(thin, 78), [rule], RuleContext()) == []
    assert end.how in ("beyond", "quiet")


def test_the_end_of_a_rule_over_days_is_told_over_as_many_days() -> None:
    frame = multiply(history(90), "instagram", 70, 84, revenue=0.4)
    preset = ALERTS["channel_underperform"].preset
    rule = preset.set(below=preset.below)
    (found,) = [one for one in find(panel_on(frame, 80), [rule], RuleContext()) if one.channel == "instagram"]

    end = ending(found, panel_on(frame, 89))

    panel = panel_on(frame, 89)
    column = panel.scopes.index(AlertScope(channel="instagram"))
    assert (end.window, end.value) == (7, pytest.approx(panel.metric("roi", 7)[-1, column]))


def test_a_drop_in_words_is_one_against_what_is_usual_too() -> None:
    """A level set above what a channel ever had: its value is low, but has not fallen."""
    rule = ALERTS["roi_drop"].preset.set(below=3.0)
    frame = multiply(history(60), "tiktok", 59, revenue=1.1)

    (found,) = [one for one in find(panel_on(frame, 59), [rule], RuleContext()) if one.channel == "tiktok"]

    message = Alert.of(found, currency="RUB", language="en").message
    assert message.startswith("ROI is low" if (found.value or 0) > (found.expected or 0) else "ROI fell")
    assert isinstance(found.last_seen, date)


def test_where_no_event_came_the_ratio_that_was_due_is_told() -> None:
    frame = multiply(history(80), "instagram", 79, conversions=0, revenue=0)

    found = [one for one in found_on(frame, 79) if one.kind == "unexpected_change" and one.value == 0]

    assert found
    assert all((one.expected or 0) > 0 for one in found)


def test_a_slow_change_is_told_by_the_days_that_it_is_judged_by() -> None:
    story = sliding_story()
    panel = build_panel(story.history, story.last_day, most_days=LOOK_BACK)

    found = [one for one in find(panel, [ALERTS["unexpected_change"].preset], RuleContext()) if one.direction < 0]

    assert found
    for one in found:
        column = panel.scopes.index(one.scope)
        assert one.values["window"] == 7.0
        assert one.value == pytest.approx(panel.metric(one.metric, 7)[-1, column])
        assert "over the 7 days" in Alert.of(one, currency="RUB", language="en").message
