"""No data is told within its first day: of the whole account, of a file that is late, of hours that stop coming."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from sqlalchemy import Engine

from ingest.facts import Account, Campaign, HourlyFact
from ingest.store.rows import frame_of, with_ids
from ingest.store.store import Store
from tests.bots.story_facts import load
from tests.tools.alert_histories import START, day, history, without
from tests.worlds import loaded_once
from tools.alerts.arrivals import awaited
from tools.alerts.book import AlertBook
from tools.alerts.evaluate import evaluate
from tools.alerts.rows import listed
from tools.alerts.rules.ended import ended
from tools.alerts.rules.model import RuleContext
from tools.digest.digest import make_digest
from tools.engine.engine import MetricEngine
from tools.tool import ToolContext

MOSCOW = ZoneInfo("Europe/Moscow")
DAYS = 40
FRAME = history(DAYS + 10, campaigns=1, channels=("instagram", "facebook"))
Desk = Callable[..., ToolContext]


@pytest.fixture
def desk_at(engine: Engine, tmp_path: Path) -> Desk:
    def make(when: date, clock: str = "09:00", *, sources: tuple[str, ...] = (), over: bool = False) -> ToolContext:
        now = datetime.combine(when, time.fromisoformat(clock), tzinfo=MOSCOW)
        metrics = MetricEngine(engine, currency="RUB", restatement=dict.fromkeys(sources, 0))
        return ToolContext(metrics=metrics, today=when, now=now, language="en", data_dir=tmp_path, day_is_over=over)

    return make


@loaded_once
def loaded(engine: Engine, mornings: list[date], *, lag: int = 1, first: date = START) -> None:
    """Each morning a file at eight with the days since the one before."""
    since = first
    for morning in mornings:
        now = datetime.combine(morning, time(8), tzinfo=MOSCOW)
        until = morning - timedelta(days=lag)
        load(Store(engine, now=lambda now=now: now), FRAME[(FRAME["day"] >= since) & (FRAME["day"] <= until)])
        since = until + timedelta(days=1)


def mornings_to(last: int, *, count: int = 9, weekends: bool = True) -> list[date]:
    listed = [day(number) for number in range(last - count, last + 1)]
    return [one for one in listed if weekends or one.weekday() < 5]


def test_a_daily_file_that_does_not_come_is_an_outage_on_its_first_day(engine: Engine, desk_at: Desk) -> None:
    loaded(engine, mornings_to(DAYS))

    early = AlertBook(desk=desk_at(day(DAYS + 1), "10:30")).check()
    noon = AlertBook(desk=desk_at(day(DAYS + 1), "11:30")).check()

    assert early.alerts == []
    (told,) = [one.record.finding for one in noon.alerts]
    assert (told.kind, told.severity, told.since) == ("stale_data", "critical", day(DAYS))


def test_where_the_day_is_set_no_hour_of_it_is_still_to_come(engine: Engine, desk_at: Desk) -> None:
    loaded(engine, mornings_to(DAYS))

    assert AlertBook(desk=desk_at(day(DAYS), over=True)).check().alerts == []
    told = AlertBook(desk=desk_at(day(DAYS + 1), "08:10", over=True)).check().alerts

    assert [one.record.finding.kind for one in told] == ["stale_data"]


def test_an_outage_stays_a_state_and_every_digest_names_it(engine: Engine, desk_at: Desk) -> None:
    loaded(engine, mornings_to(DAYS))

    for back in (1, 4):
        desk = desk_at(day(DAYS + back), "11:30")
        (told,) = AlertBook(desk=desk).check().alerts
        assert told.record.state == "firing"
        assert "Data stopped" in make_digest(desk, "daily").text

    loaded(engine, [day(DAYS + 5)], first=day(DAYS))
    assert AlertBook(desk=desk_at(day(DAYS + 5), "11:30")).check().alerts == []


def test_after_a_single_load_no_data_is_a_state_until_they_come(engine: Engine, desk_at: Desk) -> None:
    loaded(engine, [day(DAYS)])

    assert AlertBook(desk=desk_at(day(DAYS + 1))).check().alerts == [], "nobody knows yet whether it comes every day"
    for back in (2, 5, 8):
        (told,) = AlertBook(desk=desk_at(day(DAYS + back))).check().alerts
        assert (told.record.finding.since, told.record.state) == (day(DAYS), "firing")

    loaded(engine, [day(DAYS + 9)], first=day(DAYS))
    assert AlertBook(desk=desk_at(day(DAYS + 9))).check().alerts == []


def test_a_file_that_brings_old_days_only_is_an_outage_too(engine: Engine, desk_at: Desk) -> None:
    loaded(engine, mornings_to(DAYS))
    again = FRAME[FRAME["day"] == day(DAYS - 1)].assign(spend=lambda rows: rows["spend"] + 1)
    now = datetime.combine(day(DAYS + 1), time(8), tzinfo=MOSCOW)
    load(Store(engine, now=lambda: now), again)

    assert [one.record.finding.kind for one in AlertBook(desk=desk_at(day(DAYS + 1), "11:30")).check().alerts] == [
        "stale_data"
    ]


def test_who_loads_on_working_days_hears_nothing_at_weekends(engine: Engine, desk_at: Desk) -> None:
    friday = next(number for number in range(DAYS, 0, -1) if day(number).weekday() == 4)
    loaded(engine, mornings_to(friday, count=25, weekends=False))

    for back in (1, 2):
        last = awaited(desk_at(day(friday + back), "20:00"))
        assert last is not None
        assert (last.day, last.due) == (day(friday - 1), False)
    monday = awaited(desk_at(day(friday + 3), "12:00"))
    assert monday is not None
    assert monday.due


@pytest.mark.parametrize(("clock", "told"), [("09:00", []), ("12:00", ["stale_data"])])
def test_a_platform_that_has_nothing_of_yesterday_is_told_by_noon(
    engine: Engine, desk_at: Desk, clock: str, told: list[str]
) -> None:
    loaded(engine, [day(DAYS)])

    found = AlertBook(desk=desk_at(day(DAYS + 1), clock, sources=("story",))).check().alerts

    assert [one.record.finding.kind for one in found] == told


def test_hours_that_stop_coming_are_told_within_hours(engine: Engine, desk_at: Desk) -> None:
    loaded(engine, [day(DAYS)])
    by_hour(engine, until=8)

    def check(clock: str) -> list[str]:
        return [
            one.said("RUB", "en").message
            for one in AlertBook(desk=desk_at(day(DAYS), clock, sources=("story",))).check().alerts
        ]

    assert check("12:30") == []
    (told,) = check("14:30")
    assert "all channels" in told
    assert "nothing has come since" in told
    assert "08:00" in told

    by_hour(engine, until=12)
    checks = [
        AlertBook(desk=desk_at(day(DAYS), clock, sources=("story",))).check() for clock in ("15:00", "15:10", "15:20")
    ]
    assert checks[-1].alerts == []
    with engine.connect() as connection:
        (over,) = listed(connection, ("resolved",))
    assert ended(over.record, "RUB", "en").startswith("Data are coming again: all channels, loaded up to 14 Feb. It")


def by_hour(engine: Engine, *, until: int) -> None:
    """Four weeks of hours, the running day's up to one."""
    now = datetime.combine(day(DAYS), time(9), tzinfo=MOSCOW)
    with Store(engine, now=lambda: now).run(source="story", kind="refresh") as run:
        for channel in ("instagram", "facebook"):
            account = run.account(
                Account(channel=channel, external_id=channel, currency="RUB", timezone="Europe/Moscow")
            )
            name = f"{channel} 1"
            (number,) = run.campaigns(account, [Campaign(external_id=name, name=name)])
            facts = [
                HourlyFact(day=day(at), hour=hour, campaign=name, spend=Decimal(100), impressions=4000, clicks=80)
                for at in range(DAYS - 28, DAYS + 1)
                for hour in range(24 if at < DAYS else until)
            ]
            run.hours(with_ids(frame_of(facts, HourlyFact), {name: number}))


def test_a_last_day_that_no_channel_has_counts_only_where_it_was_due() -> None:
    frame: pd.DataFrame = FRAME[FRAME["day"] < day(DAYS)]
    context = RuleContext()

    assert evaluate(frame, None, day(DAYS), context=context) == []
    assert [one.rule for one in evaluate(frame, None, day(DAYS), context=replace(context, due=True))] == ["stale_data"]
    late = without(FRAME[FRAME["day"] <= day(DAYS)], "instagram", DAYS)
    assert [one.rule for one in evaluate(late, None, day(DAYS), context=context)] == ["stale_data"]


def test_the_account_has_no_data_only_since_its_last_channel_has_none(engine: Engine, desk_at: Desk) -> None:
    """One channel stopped weeks before: that is neither the account's last day with data nor told anew afterwards."""
    early = DAYS - 12
    now = datetime.combine(day(DAYS), time(8), tzinfo=MOSCOW)
    load(Store(engine, now=lambda: now), without(FRAME[FRAME["day"] < day(DAYS)], "facebook", early))
    (one,) = AlertBook(desk=desk_at(day(DAYS), sources=("story",))).check().alerts

    for back in (1, 2, 3, 4):
        alerts = AlertBook(desk=desk_at(day(DAYS + back), "12:30", sources=("story",))).check().alerts
    whole = next(kept for kept in alerts if kept.record.finding.channel is None)
    assert whole.record.finding.since == day(DAYS)
    load(Store(engine, now=lambda: now), without(FRAME[FRAME["day"] < day(DAYS + 5)], "facebook", early))
    (left,) = AlertBook(desk=desk_at(day(DAYS + 5), "12:30", sources=("story",))).check().alerts

    assert left.id == one.id
