"""The machine's clock goes ahead, comes back, skips an hour and repeats one, and meets the 29th of February."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, update

from agent.bootstrap import Demetra
from bots.leader import LEADER, LEASE, Leadership, healthy
from bots.schedules import last_due
from ingest import demo
from ingest.database import writing
from ingest.platform.channel import channels
from ingest.refresh.schedule import HOURLY, Past, due
from ingest.schema import run_lock
from ingest.settings import Clock, Settings
from tests.conftest import NOW
from tools.access.people import TRIES, People

YEAR = timedelta(days=365)
BERLIN = ZoneInfo("Europe/Berlin")
SKIPPED, REPEATED = date(2027, 3, 28), date(2026, 10, 25)
"""Days on which Berlin's clocks show no 02:30, and show it twice."""


def elsewhere(engine: Engine) -> None:
    """The leader is a worker of another machine, of which nothing is known but its lease."""
    with writing(engine) as connection:
        connection.execute(update(run_lock).where(run_lock.c.name == LEADER).values(holder="elsewhere|1|x"))


def test_a_leader_of_a_clock_that_was_ahead_is_replaced_when_its_lease_would_end(engine: Engine) -> None:
    clock = [NOW + YEAR]
    first, second = (Leadership(engine, lambda: clock[0]) for _ in range(2))
    assert first.beat()
    elsewhere(engine)

    clock[0] = NOW
    assert not second.beat()
    clock[0] += LEASE + timedelta(seconds=1)
    assert second.beat()


def test_a_living_leader_stays_the_leader_whatever_the_clock_does(engine: Engine) -> None:
    clock = [NOW]
    first, second = (Leadership(engine, lambda: clock[0]) for _ in range(2))
    for jump in (timedelta(), YEAR, -YEAR, -YEAR, timedelta(hours=1)):
        clock[0] += jump
        assert first.beat()
        assert not second.beat()
        assert healthy(engine, clock[0])


def test_a_heartbeat_that_is_still_to_come_is_none(engine: Engine) -> None:
    Leadership(engine, lambda: NOW + YEAR).beat()

    assert not healthy(engine, NOW)


def test_nobody_is_kept_out_for_longer_than_the_longest_wait(engine: Engine) -> None:
    clock = [NOW + YEAR]
    people = People(engine=engine, now=lambda: clock[0])
    people.add("anna", "analyst", password="correct horse battery", by="test")
    for _ in range(TRIES):
        assert people.sign_in("anna", "wrong") is None
    assert people.sign_in("anna", "correct horse battery") is None

    clock[0] = NOW
    assert people.sign_in("anna", "correct horse battery") is not None


def past(at: datetime) -> Past:
    return Past(since=NOW.date() - timedelta(days=400), until=NOW.date(), at=at)


def test_a_refresh_that_is_still_to_come_holds_none_back() -> None:
    caps = next(iter(channels())).caps
    mode = due(caps, NOW, [])

    assert mode != HOURLY
    assert due(caps, NOW, [past(NOW + YEAR)]) == mode
    assert due(caps, NOW, [past(NOW - timedelta(minutes=61))]) == HOURLY


@pytest.mark.parametrize("day", [SKIPPED, REPEATED])
@pytest.mark.parametrize("at", ["00:00", "01:59", "02:00", "02:30", "03:00", "23:59"])
def test_a_daily_digest_comes_once_a_day_also_when_the_hour_is_skipped_or_repeated(day: date, at: str) -> None:
    start = datetime(day.year, day.month, day.day, tzinfo=BERLIN).astimezone(UTC) - timedelta(days=1)
    sent: dict[date, datetime] = {}
    for n in range(3 * 24 * 60):
        now = (start + timedelta(minutes=n)).astimezone(BERLIN)
        sent.setdefault(last_due("daily", {"at": at}, now).date(), now)

    days = sorted(sent)
    assert list(sent) == days == [days[0] + timedelta(days=n) for n in range(len(days))]
    wanted = time.fromisoformat(at)
    late = [moment.hour * 60 + moment.minute - wanted.hour * 60 - wanted.minute for moment in list(sent.values())[1:]]
    assert all(0 <= minutes <= 60 for minutes in late)


@pytest.mark.parametrize("day", [SKIPPED, REPEATED])
def test_the_teams_day_ends_at_its_midnight_whatever_the_hour_does(day: date) -> None:
    clock = Clock("Europe/Berlin", day)

    assert (clock.today(), clock.yesterday()) == (day, day - timedelta(days=1))
    assert clock.now().date() == day


LEAP = date(2028, 2, 29)
ON_LEAP_DAY = (
    ("расход за сегодня", "2028-02-29"),
    ("расход за 29 февраля", "2028-02-29"),
    ("выручка за февраль против февраля прошлого года", "2028-02"),
    ("сравни последние 7 дней с тем же периодом год назад", "2028-02"),
    ("ROI за последние 12 месяцев по месяцам", "2028-01"),
    ("revenue a year ago", "2027"),
    ("прогноз выручки на 14 дней", ""),
    ("итоги месяца", ""),
    ("что с данными?", ""),
)


@pytest.fixture(scope="module")
def leaping(tmp_path_factory: pytest.TempPathFactory) -> Demetra:
    folder: Path = tmp_path_factory.mktemp("leap")
    running = Demetra(settings=Settings(data_dir=folder, today=LEAP, wait_scale=0))
    demo.load(running.store, today=LEAP, months=14)
    return running


@pytest.mark.slow
async def test_the_29th_of_february_is_a_day_like_any_other(leaping: Demetra) -> None:
    async with leaping.analyst(remember=False) as analyst:
        for question, days in ON_LEAP_DAY:
            answer = await analyst.ask(question, thread=question)
            assert answer.status in ("answered", "no_data"), (question, answer.answer)
            assert answer.period is None or days in f"{answer.period.start} {answer.period.end}", question
            assert answer.status != "answered" or answer.answer, question
