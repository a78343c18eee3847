"""Every entry of the alert catalogue, in both directions: it fires on its own story and keeps quiet on the other."""

import dataclasses

import pytest

from ingest.texts import LANGUAGES, knows
from tools.alerts.evaluate import ALERTS, Rule, backtest, evaluate

KINDS = sorted(ALERTS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_rule_fires_on_its_story(kind: str) -> None:
    story = ALERTS[kind].fires_on()

    alerts = evaluate(story.history, [kind], story.last_day, context=story.context)

    assert [alert.rule for alert in alerts] == [kind]
    assert alerts[0].channel == (None if ALERTS[kind].preset.level == "total" else "instagram")


@pytest.mark.parametrize("kind", KINDS)
def test_a_rule_keeps_quiet_on_an_ordinary_story(kind: str) -> None:
    story = ALERTS[kind].quiet_on()

    assert evaluate(story.history, [kind], story.last_day, context=story.context) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_rule_only_sees_days_up_to_the_evaluated_one(kind: str) -> None:
    story = ALERTS[kind].fires_on()
    future = story.history.assign(day=story.history["day"].map(lambda day: day.replace(year=day.year + 1)))
    longer = story.history._append(future) if hasattr(story.history, "_append") else story.history

    now = evaluate(story.history, [kind], story.last_day, context=story.context)

    assert [a.id for a in evaluate(longer, [kind], story.last_day, context=story.context)] == [a.id for a in now]


@pytest.mark.parametrize("kind", KINDS)
def test_a_rule_says_what_where_and_what_to_do_in_both_languages(kind: str) -> None:
    story = ALERTS[kind].fires_on()

    (alert,) = evaluate(story.history, [kind], story.last_day, context=story.context)

    for language in LANGUAGES:
        words = alert.say(language)
        assert "Instagram" in words.message or alert.channel is None
        assert words.reason
        assert words.action
        assert "n/a" not in words.message
        assert "н/д" not in words.message
    assert alert.say("ru") != alert.say("en")
    assert knows(f"alerts-{kind.replace('_', '-')}")


@pytest.mark.parametrize("kind", KINDS)
def test_an_alert_has_the_shape_of_the_contract(kind: str) -> None:
    story = ALERTS[kind].fires_on()

    (alert,) = evaluate(story.history, [kind], story.last_day, context=story.context)

    document = alert.as_json("en")
    assert list(document) == [
        "id",
        "rule",
        "severity",
        "state",
        "scope",
        "metric",
        "value",
        "threshold",
        "expected",
        "since",
        "last_seen",
        "money_at_stake",
        "message",
        "reason",
        "action",
        "is_read",
        "ended",
    ]
    assert set(document["scope"]) == {"channel", "campaign"}
    assert document["severity"] in ("low", "medium", "high", "critical")
    assert document["since"] <= document["last_seen"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_backtest_of_a_rule_tells_its_story_too(kind: str) -> None:
    story = ALERTS[kind].fires_on()

    result = backtest(kind, story.history, 45, as_of=story.last_day, context=story.context)

    assert result.fired
    assert all(set(line) == {"day", "scope", "value"} for line in result.as_json()["fired"])


def test_presets_are_the_teams_starting_levels() -> None:
    presets = {kind: entry.preset for kind, entry in ALERTS.items()}

    def level(rule: Rule) -> float | None:
        return rule.below if rule.below is not None else rule.above

    assert {
        kind: (level(presets[kind]), presets[kind].severity)
        for kind in (
            "roi_drop",
            "cost_spike",
            "low_conversion",
            "anomaly_high_ctr_low_conversion",
            "budget_overrun",
            "channel_underperform",
        )
    } == {
        "roi_drop": (1.5, "high"),
        "cost_spike": (600, "medium"),
        "low_conversion": (0.05, "medium"),
        "anomaly_high_ctr_low_conversion": (0.05, "high"),
        "budget_overrun": (1.1, None),  # pace and forecast decide how grave it is
        "channel_underperform": (0.7, "medium"),
    }
    assert presets["anomaly_high_ctr_low_conversion"].also is not None
    assert presets["anomaly_high_ctr_low_conversion"].also.above == 0.15


def test_an_entry_can_be_tightened_for_one_channel() -> None:
    story = ALERTS["roi_drop"].quiet_on()
    rule = dataclasses.replace(ALERTS["roi_drop"].preset, channel="instagram", below=3.0, calibrate=False)

    assert [alert.channel for alert in evaluate(story.history, [rule], story.last_day)] == ["instagram"]
