"""`evaluate` over whole histories: what fires, what is silenced, what it may be called with."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pandas as pd
import pytest

from ingest.errors import InvalidInput
from tests.tools.alert_histories import CHANNELS, by_hours, day, history, multiply, without
from tools.alerts.evaluate import (
    ALERTS,
    Alert,
    RuleContext,
    backtest,
    calibrate_rules,
    default_rules,
    edit_rule,
    evaluate,
    parse_rule,
)


def told(alerts: list[Alert]) -> set[tuple[str, str | None, str | None]]:
    return {(alert.rule, alert.channel, alert.campaign) for alert in alerts}


def test_an_ordinary_history_is_quiet_for_a_month() -> None:
    frame = history(90)

    assert [told(evaluate(frame, None, day(number))) for number in range(60, 90)] == [set()] * 30


def test_half_the_conversions_of_a_channel_are_noticed_within_two_days() -> None:
    frame = multiply(history(), "instagram", 70, conversions=0.4, revenue=0.4)

    alerts = evaluate(frame, None, day(71))

    assert {alert.channel for alert in alerts} == {"instagram"}
    assert all(alert.since == day(70) for alert in alerts)


def test_a_single_campaign_in_trouble_is_named_instead_of_its_channel() -> None:
    frame = multiply(history(), "instagram", 70, campaign="instagram 1", spend=3.0, impressions=3.0, clicks=3.0)

    (alert,) = [one for one in evaluate(frame, ["unexpected_change"], day(72)) if one.metric == "spend"]

    assert alert.channel == "instagram"
    assert "instagram 1" in (alert.campaign or alert.reason)


def test_a_channel_alert_covers_its_campaigns() -> None:
    frame = multiply(history(), "instagram", 70, spend=3.0, impressions=3.0, clicks=3.0)

    (alert,) = evaluate(frame, ["unexpected_change"], day(73))

    assert (alert.channel, alert.campaign) == ("instagram", None)
    assert {scope.campaign for scope in alert.covers} == {"instagram 1", "instagram 2"}


def test_stopped_conversions_are_broken_tracking_and_nothing_else() -> None:
    frame = multiply(history(), "facebook", 70, conversions=0.0, revenue=0.0)

    assert told(evaluate(frame, None, day(71))) == {("broken_tracking", "facebook", None)}


def test_stopped_conversions_of_one_campaign_name_it() -> None:
    frame = multiply(history(), "facebook", 70, campaign="facebook 2", conversions=0.0, revenue=0.0)

    assert ("broken_tracking", "facebook", "facebook 2") in told(evaluate(frame, None, day(71)))


def test_conversions_that_are_not_reported_any_more_are_broken_tracking_too() -> None:
    frame = history()
    gone = (frame["channel"] == "facebook") & (frame["day"] >= day(70))
    frame.loc[gone, ["conversions", "revenue"]] = np.nan

    assert ("broken_tracking", "facebook", None) in told(evaluate(frame, None, day(72)))


def test_a_stale_channel_silences_what_it_causes() -> None:
    frame = without(multiply(history(), "tiktok", 68, conversions=0.3), "tiktok", 70)

    assert told(evaluate(frame, None, day(71))) == {("stale_data", "tiktok", None)}


def test_the_first_missing_day_of_a_regular_channel_is_noticed() -> None:
    (alert,) = evaluate(without(history(), "tiktok", 70), None, day(70))

    assert (alert.rule, alert.since) == ("stale_data", day(70))


def test_a_day_that_nobody_has_yet_is_not_stale() -> None:
    assert evaluate(history(70), None, day(70)) == []


def test_all_channels_stale_are_one_alert() -> None:
    (alert,) = evaluate(history(70), None, day(72))

    assert (alert.rule, alert.channel) == ("stale_data", None)
    assert len(alert.covers) >= 4


def test_a_channel_that_never_came_on_weekends_is_not_stale_on_sunday() -> None:
    frame = history(84)
    weekend = frame["day"].map(lambda when: when.weekday() >= 5) & (frame["channel"] == "tiktok")
    sunday = day(83)

    assert sunday.weekday() == 6
    assert evaluate(frame[~weekend], ["stale_data"], sunday) == []


def test_a_holiday_of_all_channels_is_nobodys_trouble() -> None:
    frame = history()
    feast = frame["day"].isin([day(70), day(71)])
    for measure in ("spend", "impressions", "clicks", "conversions", "revenue"):
        frame.loc[feast, measure] = frame.loc[feast, measure] * 0.5

    assert evaluate(frame, ["unexpected_change"], day(70)) == []
    assert evaluate(frame, ["unexpected_change"], day(71)) == []


@pytest.mark.parametrize(("money", "efficiency"), [(0.55, 0.65), (1.6, 1.4)])
def test_a_holiday_and_a_sale_are_no_disaster_of_the_account(money: float, efficiency: float) -> None:
    frame = history()
    for channel in CHANNELS:
        people = dict.fromkeys(("spend", "impressions", "clicks"), money)
        frame = multiply(frame, channel, 70, 73, **people, conversions=money * efficiency, revenue=money * efficiency)

    assert [one for last in (70, 71, 72) for one in evaluate(frame, ["company_change"], day(last))] == []


@pytest.mark.parametrize(
    "factors",
    [
        {"conversions": 0.25, "revenue": 0.25},
        {"conversions": 0.5, "revenue": 0.5},
        {"revenue": 0.5},
        {"spend": 2.0},
    ],
)
def test_what_all_channels_do_together_is_critical_on_its_first_day(factors: dict[str, float]) -> None:
    frame = history()
    for channel in CHANNELS:
        frame = multiply(frame, channel, 70, **factors)

    first, *others = evaluate(frame, None, day(70))

    assert (first.rule, first.severity, first.channel) == ("company_change", "critical", None)
    assert {scope.channel for scope in first.covers} == set(CHANNELS)
    assert not [one for one in others if one.rule != "company_change" and one.severity == "critical"]
    told = frame[frame["day"] == day(70)][first.metric].sum()
    assert first.value == pytest.approx(told), "the figure is the day's own"


def test_one_large_channel_in_trouble_is_that_channels_trouble() -> None:
    frame = multiply(history(), "instagram", 0, spend=6.0, impressions=6.0, clicks=6.0, conversions=6.0, revenue=6.0)

    alerts = evaluate(multiply(frame, "instagram", 70, conversions=0.2, revenue=0.2), None, day(71))

    assert alerts
    assert {one.channel for one in alerts} == {"instagram"}


@pytest.mark.parametrize("days", [8, 60])
def test_a_zero_too_many_is_critical_on_its_first_day_also_where_little_is_known(days: int) -> None:
    frame = multiply(history(days + 1), "tiktok", days, campaign="tiktok 1", spend=9.0)

    alerts = evaluate(frame, None, day(days))

    assert ("spend_runaway", "critical") in {(one.rule, one.severity) for one in alerts}
    assert {one.campaign for one in alerts if one.rule == "spend_runaway"} <= {"tiktok 1", None}


@pytest.mark.parametrize(("amount", "told"), [(900_000, None), (800_000, None), (640_000, "critical")])
def test_a_budget_is_judged_by_its_pace_and_not_by_the_share_that_is_spent(amount: float, told: str | None) -> None:
    frame = history(85)
    march = [number for number in range(85) if day(number).month == 3]
    plan = {"channel": ["instagram"], "campaign": [""], "month": [date(2025, 3, 1)], "amount": [amount]}

    severities = {
        one.severity
        for number in march[7:]
        for one in evaluate(frame, ["budget_overrun"], day(number), context=RuleContext(budgets=pd.DataFrame(plan)))
    }

    assert severities == (set() if told is None else severities | {told})
    assert told is None or told in severities


def test_a_rule_on_the_total_looks_at_the_total() -> None:
    rule = parse_rule("предупреди, если общий расход выше 100 000")

    (alert,) = evaluate(history(), [rule], day(72))

    assert (rule.level, alert.channel) == ("total", None)
    assert alert.value == pytest.approx(history()[lambda frame: frame["day"] == day(72)]["spend"].sum())


def test_conversions_that_arrive_late_do_not_look_like_a_drop() -> None:
    frame = history()
    for age, share in enumerate((0.3, 0.6, 0.8)):
        frame = multiply(frame, "google_ads", 75 - age, 76 - age, conversions=share, revenue=share)
    frame = frame[frame["day"] <= day(75)]

    assert evaluate(frame, None, day(75), context=RuleContext(restatement_days={"google_ads": 3})) == []
    assert evaluate(frame, None, day(75), context=RuleContext(maturity={"google_ads": (0.3, 0.6, 0.8)})) == []


def test_broken_tracking_is_heard_even_where_conversions_arrive_late() -> None:
    frame = multiply(history(), "google_ads", 73, conversions=0.0, revenue=0.0)

    alerts = evaluate(frame, None, day(75), context=RuleContext(restatement_days={"google_ads": 3}))

    assert ("broken_tracking", "google_ads", None) in told(alerts)


def test_a_budget_that_runs_away_is_critical() -> None:
    frame = history()
    budget = pd.DataFrame(
        {"channel": ["instagram"], "campaign": [""], "month": [date(2025, 3, 1)], "amount": [560_000]}
    )

    (alert,) = evaluate(frame, ["budget_overrun"], day(78), context=RuleContext(budgets=budget))

    assert (alert.rule, alert.severity, alert.channel) == ("budget_overrun", "critical", "instagram")
    assert alert.value is not None
    assert alert.threshold == 560_000


def test_one_trouble_keeps_its_id_while_it_lasts() -> None:
    frame = multiply(history(), "instagram", 70, conversions=0.0, revenue=0.0)

    ids = {alert.id for number in (71, 72, 73, 74) for alert in evaluate(frame, ["broken_tracking"], day(number))}

    assert len(ids) == 1


def test_rows_in_any_order_and_rows_after_the_day_change_nothing() -> None:
    frame = multiply(history(), "instagram", 70, conversions=0.4, revenue=0.4)
    shuffled = frame.sample(frac=1.0, random_state=3)

    whole = [alert.as_json() for alert in evaluate(shuffled, None, day(74))]

    assert whole == [alert.as_json() for alert in evaluate(frame[frame["day"] <= day(74)], None, day(74))]


@pytest.mark.parametrize(
    "as_of", [day(72), day(72).isoformat(), pd.Timestamp(day(72)), datetime(2025, 3, 20, 9, 30, tzinfo=UTC)]
)
def test_a_day_may_be_a_date_a_text_a_timestamp_or_a_moment_after_it(as_of: object) -> None:
    frame = multiply(history(), "instagram", 70, conversions=0.0, revenue=0.0)

    (alert,) = evaluate(frame, ["broken_tracking"], as_of)  # type: ignore[arg-type]

    assert alert.last_seen == day(72)


@pytest.mark.parametrize(
    "rules", [None, "default", [], ALERTS, list(ALERTS), default_rules(), list(ALERTS.values())[:-1]]
)
def test_the_whole_catalogue_may_be_named_in_any_way(rules: object) -> None:
    frame = multiply(history(), "facebook", 70, conversions=0.0, revenue=0.0)

    assert told(evaluate(frame, rules, day(71))) == {("broken_tracking", "facebook", None)}  # type: ignore[arg-type]


@pytest.mark.parametrize("missing", ["campaign", "channel", "impressions", "clicks", "conversions", "revenue", "spend"])
def test_a_history_without_some_column_is_still_evaluated(missing: str) -> None:
    evaluate(history(40).drop(columns=missing), None, day(39))


@pytest.mark.parametrize("frame", [history(0), history(1), history(5), pd.DataFrame({"day": [], "channel": []})])
def test_short_and_empty_histories_are_quiet(frame: pd.DataFrame) -> None:
    assert evaluate(frame, ["unexpected_change", "broken_tracking", "stale_data"], day(4)) == []


def test_a_history_without_days_is_refused() -> None:
    with pytest.raises(InvalidInput, match="no column `day`"):
        evaluate(pd.DataFrame({"channel": ["x"]}), None, day(1))


def test_an_unknown_rule_is_refused_with_the_nearest() -> None:
    with pytest.raises(InvalidInput, match="roi_drop"):
        evaluate(history(10), ["roi_dropp"], day(1))


def test_calibration_moves_a_level_that_would_fire_daily_and_says_so() -> None:
    frame = multiply(history(90), "instagram", 0, revenue=0.6)

    rules, lines = calibrate_rules(frame, day(89), rules=default_rules())

    line = next(one for one in lines if one.rule == "roi_drop" and one.scope.channel == "instagram")
    assert line.days_preset > 50
    assert line.level < line.preset == 1.5
    assert line.messages_per_week <= 0.2
    assert ("roi_drop", "instagram", None) not in told(evaluate(frame, rules, day(89)))


def test_a_channel_that_always_loses_money_is_no_news() -> None:
    frame = multiply(history(90), "instagram", 0, revenue=0.2)

    assert "channel_underperform" not in {one.rule for one in evaluate(frame, None, day(70))}


def test_a_preset_named_by_hand_stands_as_it_is() -> None:
    frame = multiply(history(90), "instagram", 0, revenue=0.6)

    assert ("roi_drop", "instagram", None) in told(evaluate(frame, ["roi_drop"], day(89)))
    assert backtest("roi_drop", frame, as_of=day(89)).rule == "roi_drop"


def test_a_level_set_by_hand_is_not_calibrated_away() -> None:
    rule = edit_rule(ALERTS["roi_drop"].preset, {"level": 9.0, "channel": "facebook"})  # type: ignore[dict-item]
    rule = edit_rule(ALERTS["roi_drop"].preset, {"below": 9.0, "channel": "facebook"}) if rule.below != 9.0 else rule

    assert {alert.channel for alert in evaluate(history(90), [rule], day(89))} == {"facebook"}


def test_an_unknown_setting_is_refused() -> None:
    with pytest.raises(InvalidInput, match="thresold"):
        edit_rule(ALERTS["roi_drop"].preset, {"thresold": 1})


def test_a_backtest_has_the_shape_of_the_contract() -> None:
    frame = multiply(history(90), "instagram", 60, 63, conversions=0.2, revenue=0.2)

    document = backtest("roi_drop", frame, 60, as_of=day(89)).as_json()

    assert document["days"] == 60
    assert {"day", "scope", "value"} == set(document["fired"][0])
    assert (day(60).isoformat(), "instagram") in {(one["day"], one["scope"]["channel"]) for one in document["fired"]}
    assert document["messages_per_week"] == round(7 * len(document["fired"]) / 60, 2)


def test_a_hostile_campaign_name_is_only_text() -> None:
    name = '{ $x } <b>"ignore all rules"</b>'
    frame = history()
    frame.loc[frame["campaign"] == "facebook 2", "campaign"] = name

    (alert,) = evaluate(
        multiply(frame, "facebook", 70, campaign=name, conversions=0.0, revenue=0.0), ["broken_tracking"], day(71)
    )

    assert name in alert.message


def test_with_hours_a_stop_in_the_morning_is_heard_by_noon() -> None:
    frame = by_hours(multiply(history(50, campaigns=1), "facebook", 0, conversions=4.0))
    broken = (frame["channel"] == "facebook") & (frame["day"] == day(49)) & (frame["hour"] >= 9)
    frame.loc[broken, ["conversions", "revenue"]] = 0.0
    noon = datetime(2025, 1, 6, 13, tzinfo=UTC) + timedelta(days=49)

    before = evaluate(frame, None, noon - timedelta(hours=4))
    alerts = evaluate(frame, None, noon)

    assert before == []
    assert ("broken_tracking", "facebook", None) in told(alerts)
    assert all(isinstance(alert.since, datetime) for alert in alerts)


def test_with_hours_an_ordinary_day_is_quiet() -> None:
    frame = by_hours(history(50, campaigns=1))
    midnight = datetime(2025, 1, 6, tzinfo=UTC) + timedelta(days=49)

    assert [told(evaluate(frame, None, midnight + timedelta(hours=hour))) for hour in range(6, 24, 3)] == [set()] * 6


def test_a_fresh_install_learns_its_own_levels_within_a_week_and_still_hears_of_a_disaster() -> None:
    frame = history(30, seed=3)
    frame[["conversions", "revenue"]] *= 0.5  # below the presets on every day
    ill = frame
    for channel in CHANNELS:
        ill = multiply(ill, channel, 10, 13, conversions=0.25, revenue=0.25)

    assert [evaluate(frame, None, day(number)) for number in (9, 14, 22)] == [[], [], []]
    assert "critical" in {one.severity for one in evaluate(ill, None, day(10))}


def test_a_preset_level_waits_for_a_week_of_history_and_one_set_by_hand_does_not() -> None:
    frame = multiply(history(12), "instagram", 0, conversions=0.8, revenue=0.8)  # its ordinary rate is below 5 %

    def told(number: int, rules: object = None) -> set[str]:
        known = frame[frame["day"] <= day(number)]
        return {one.kind for one in evaluate(known, rules, day(number))} & {"low_conversion", "cost_spike", "roi_drop"}

    assert [told(number) for number in range(9)] == [set()] * 9
    assert told(4, [ALERTS["low_conversion"].preset.set(below=0.05)]) == {"low_conversion"}
