"""One trouble from its first sight to its end, with the person in between."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from tools.alerts.rules.grouping import settle
from tools.alerts.rules.lifecycle import Policy, Record, acknowledge, advance, assign, is_told, mute, snooze
from tools.alerts.rules.model import AlertScope, Trouble
from tools.alerts.rules.quiet import Person, decide

NOW = datetime(2025, 3, 20, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


def finding(
    rule: str = "roi_drop", channel: str | None = "instagram", campaign: str | None = None, **more: object
) -> Trouble:
    plain = Trouble(
        rule=rule,
        kind=rule,
        severity="high",
        scope=AlertScope(channel=channel, campaign=campaign),
        metric="roi",
        value=1.0,
        threshold=1.5,
        expected=2.0,
        since=date(2025, 3, 19),
        last_seen=date(2025, 3, 19),
        money_at_stake=100.0,
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def opened(policy: Policy | None = None, **more: object) -> Record:
    (transition,) = advance([], [finding(**more)], NOW, policy)  # type: ignore[arg-type]
    return transition.record


def test_a_new_trouble_is_told_once_and_its_end_once() -> None:
    (first,) = advance([], [finding()], NOW)
    (second,) = advance([first.record], [finding()], NOW + HOUR)
    (third,) = advance([second.record], [], NOW + 2 * HOUR)

    assert [one.event for one in (first, second, third)] == ["opened", None, "recovered"]
    assert third.record.state == "resolved"
    assert advance([third.record], [], NOW + 3 * HOUR) == []


def test_a_trouble_waits_for_its_confirmation_and_leaves_silently_without_it() -> None:
    policy = Policy(confirm=2)
    record = opened(policy)

    assert record.state == "pending"
    assert advance([record], [finding()], NOW + HOUR, policy)[0].event == "opened"
    assert advance([record], [], NOW + HOUR, policy)[0].event is None


def test_one_quiet_look_is_not_the_end_when_two_are_asked() -> None:
    policy = Policy(clear=2)
    (once,) = advance([opened()], [], NOW + HOUR, policy)
    (again,) = advance([once.record], [finding()], NOW + 2 * HOUR, policy)

    assert (once.event, again.event, again.record.state) == (None, None, "firing")


def test_a_return_within_the_cool_down_is_the_same_alert_and_is_said() -> None:
    (over,) = advance([opened()], [], NOW + HOUR)
    (back,) = advance([over.record], [finding()], NOW + 5 * HOUR)

    assert back.event == "reopened"
    assert is_told(back.record, "reopened")
    assert back.record.raised_at == NOW


def test_a_return_after_the_cool_down_is_a_new_alert() -> None:
    (over,) = advance([opened()], [], NOW + HOUR)

    (new,) = advance([over.record], [finding()], NOW + timedelta(days=5))

    assert new.event == "opened"
    assert new.record.raised_at == NOW + timedelta(days=5)


def test_the_beginning_is_the_earliest_ever_seen() -> None:
    (later,) = advance([opened()], [finding(since=date(2025, 3, 20))], NOW + HOUR)

    assert later.record.finding.since == date(2025, 3, 19)


def test_what_gets_graver_is_told_again() -> None:
    (graver,) = advance([opened()], [finding(severity="critical")], NOW + HOUR)

    assert graver.event == "escalated"


def test_an_acknowledged_trouble_says_only_that_it_is_over() -> None:
    record = acknowledge(opened(), "anna")
    (still,) = advance([record], [finding()], NOW + HOUR)
    (over,) = advance([still.record], [], NOW + 2 * HOUR)

    assert (still.event, still.record.state, still.record.assignee) == (None, "acknowledged", "anna")
    assert over.event == "recovered"


def test_a_snoozed_trouble_comes_back_when_it_is_still_there() -> None:
    record = snooze(opened(), NOW + 4 * HOUR)

    (asleep,) = advance([record], [finding()], NOW + HOUR)
    (awake,) = advance([record], [finding()], NOW + 4 * HOUR)

    assert (asleep.event, asleep.record.state) == (None, "snoozed")
    assert (awake.event, awake.record.state) == ("reminded", "firing")


def test_what_is_critical_and_nobodys_is_passed_on_and_said_again_after_a_day() -> None:
    record = opened(severity="critical")
    (soon,) = advance([record], [finding(severity="critical")], NOW + HOUR)
    (later,) = advance([soon.record], [finding(severity="critical")], NOW + 25 * HOUR)
    (known,) = advance([acknowledge(record, "anna")], [finding(severity="critical")], NOW + 25 * HOUR)

    assert [one.event for one in (soon, later, known)] == ["passed_on", "reminded", None]


def test_a_muted_trouble_is_not_even_told_to_be_over() -> None:
    (over,) = advance([mute(opened())], [], NOW + HOUR)

    assert not is_told(over.record, "recovered")


def test_a_trouble_can_be_somebodys() -> None:
    assert assign(opened(), "boris").assignee == "boris"


def test_a_campaign_whose_channel_takes_over_is_closed_without_a_word() -> None:
    record = opened(campaign="Spring")
    whole = finding(covers=(AlertScope(channel="instagram", campaign="Spring"),))

    closed, fresh = advance([record], [whole], NOW + HOUR)

    assert (closed.record.state, closed.event) == ("resolved", None)
    assert fresh.event == "opened"


def test_an_alert_names_every_channel_that_it_speaks_of() -> None:
    assert finding(channel=None).channels == frozenset()
    assert finding(covers=(AlertScope(channel="tiktok", campaign="Spring"),)).channels == {"instagram", "tiktok"}


def test_twenty_campaigns_with_one_trouble_are_one_alert() -> None:
    many = [finding("cost_spike", campaign=f"c{number}", money_at_stake=float(number)) for number in range(20)]

    (one,) = settle(many, channels=5)

    assert one.scope == AlertScope(channel="instagram")
    assert len(one.covers) == 20
    assert one.money_at_stake == sum(range(20))


def test_stale_data_silences_the_channel_but_not_its_budget() -> None:
    found = [
        finding("stale_data"),
        finding("roi_drop"),
        finding("cost_spike", campaign="Spring"),
        finding("budget_overrun"),
    ]

    assert {one.rule for one in settle(found, 3)} == {"stale_data", "budget_overrun"}


def test_broken_tracking_of_a_campaign_silences_the_ratios_of_its_channel() -> None:
    found = [
        finding("broken_tracking", campaign="Spring", metric="conversions"),
        finding("roi_drop"),
        finding("roi_drop", "vk"),
    ]

    assert {(one.rule, one.channel) for one in settle(found, 3)} == {
        ("broken_tracking", "instagram"),
        ("roi_drop", "vk"),
    }


def test_the_gravest_comes_first() -> None:
    found = [finding("low_conversion", severity="medium"), finding("budget_overrun", severity="critical"), finding()]

    assert [one.severity for one in settle(found, 3)] == ["critical", "high", "medium"]


MOSCOW = ZoneInfo("Europe/Moscow")


@pytest.mark.parametrize(
    ("clock", "rings_at"),
    [
        ("2025-03-20 23:30", "2025-03-21 08:00"),
        ("2025-03-21 03:00", "2025-03-21 08:00"),
        ("2025-03-21 08:00", "2025-03-21 08:00"),
        ("2025-03-21 14:00", "2025-03-21 14:00"),
    ],
)
def test_the_night_is_quiet_in_the_persons_own_zone(clock: str, rings_at: str) -> None:
    now = datetime.fromisoformat(clock).replace(tzinfo=MOSCOW).astimezone(UTC)

    decision = decide(Person(timezone="Europe/Moscow"), "high", now)

    assert decision.send
    assert decision.not_before == datetime.fromisoformat(rings_at).replace(tzinfo=MOSCOW)


def test_what_is_critical_rings_at_night() -> None:
    night = datetime(2025, 3, 21, 3, tzinfo=MOSCOW)

    assert decide(Person(), "critical", night).not_before == night


def test_quiet_hours_may_lie_within_a_day_and_cover_weekends() -> None:
    person = Person(timezone="Asia/Yekaterinburg", quiet_from=time(13), quiet_to=time(14), quiet_weekends=True)
    zone = ZoneInfo("Asia/Yekaterinburg")
    friday_lunch, saturday = datetime(2025, 3, 21, 13, 30, tzinfo=zone), datetime(2025, 3, 22, 11, tzinfo=zone)

    assert decide(person, "medium", friday_lunch).not_before == datetime(2025, 3, 21, 14, tzinfo=zone)
    assert decide(person, "medium", saturday).not_before == datetime(2025, 3, 24, 0, tzinfo=zone)


def test_trifles_are_not_sent_to_who_does_not_want_them() -> None:
    assert not decide(Person(least="medium"), "low", NOW).send


def test_equal_ends_mean_no_quiet_hours() -> None:
    night = datetime(2025, 3, 21, 3, tzinfo=MOSCOW)

    assert decide(Person(quiet_from=time(0), quiet_to=time(0)), "low", night).not_before == night


def test_what_left_before_anybody_was_told_is_told_when_it_comes_back() -> None:
    policy = Policy(confirm=2)
    (gone,) = advance([opened(policy)], [], NOW + HOUR, policy)
    (back,) = advance([gone.record], [finding()], NOW + 2 * HOUR, policy)

    assert (gone.record.told, gone.event) == (False, None)
    assert (back.event, back.record.told) == ("opened", True)
    assert is_told(back.record, "opened")
