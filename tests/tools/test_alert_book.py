"""The book of alerts on a real database: one trouble is one alert, told once, through its whole life."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from sqlalchemy import Engine, insert, select, update

from ingest.errors import InvalidInput
from ingest.facts import Account, Campaign, HourlyFact
from ingest.schema import app_user, audit_entry, delivery, subscription
from ingest.scope import DataScope
from ingest.store.rows import frame_of, with_ids
from ingest.store.store import Store
from tests.bots.story_facts import load
from tests.tools.alert_histories import day, history, multiply, without
from tools.access import Actor
from tools.alerts.book import AlertBook
from tools.alerts.until import moment_of
from tools.alerts.wanted import understood
from tools.analytics import list_alerts
from tools.analytics.list_alerts import Listing
from tools.engine.engine import MetricEngine
from tools.semantics.question import Question
from tools.tool import ToolContext

MOSCOW = ZoneInfo("Europe/Moscow")
MakeBook = Callable[..., AlertBook]
TROUBLE = multiply(history(84, campaigns=1), "instagram", 74, 77, conversions=0.3, revenue=0.3)


@pytest.fixture
def book_on(engine: Engine, tmp_path: Path) -> MakeBook:
    """Loads a history through a day and opens the book on the morning after."""

    def make(frame: pd.DataFrame, number: int, hour: int = 10) -> AlertBook:
        now = datetime.combine(day(number + 1), datetime.min.time(), tzinfo=MOSCOW).replace(hour=hour)
        store = Store(engine, now=lambda: now)
        load(store, frame[frame["day"] <= day(number)])
        return AlertBook(
            desk=ToolContext(
                metrics=MetricEngine(engine, currency="RUB"),
                today=now.date(),
                now=now,
                language="en",
                data_dir=tmp_path,
            )
        )

    return make


def subscribed(engine: Engine, **settings: object) -> None:
    with engine.begin() as connection:
        row = {
            "identifier": "anna",
            "language": "en",
            "timezone": "Europe/Moscow",
            "settings": settings,
            "created_at": datetime(2025, 1, 1, tzinfo=MOSCOW),
        }
        user = connection.execute(insert(app_user).values(row).returning(app_user.c.id)).scalar_one()
        connection.execute(insert(subscription).values(user_id=user, target="telegram:1", kind="alerts", settings={}))


def outbox(engine: Engine) -> list[tuple[str, str]]:
    with engine.connect() as connection:
        return [(row.kind, row.state) for row in connection.execute(select(delivery).order_by(delivery.c.id))]


def test_nothing_stored_is_nothing_wrong(engine: Engine, book_on: MakeBook) -> None:
    book = book_on(TROUBLE.iloc[:0], 50)

    assert book.check().alerts == []


def test_one_trouble_is_told_once_and_so_is_its_end(engine: Engine, book_on: MakeBook) -> None:
    subscribed(engine)
    assert book_on(TROUBLE, 73).check().alerts == []

    first, again = book_on(TROUBLE, 75).check(), book_on(TROUBLE, 75).check()

    assert {one.record.finding.channel for one in first.alerts} == {"instagram"}
    assert [one.id for one in again.alerts] == [one.id for one in first.alerts]
    assert (first.queued, again.queued) == (1, 0), "what happens to one channel at once is one message"
    assert book_on(TROUBLE, 82).check().alerts == []
    assert [kind for kind, _ in outbox(engine)] == ["alert", "recovery"]


def test_figures_of_a_beginning_and_of_an_end_are_the_engines_for_the_day_they_name(book_on: MakeBook) -> None:
    opened, *_ = book_on(TROUBLE, 75).check().alerts
    book = book_on(TROUBLE, 82)
    book.check()
    closed = book.get(str(opened.id)).record

    assert closed.end is not None
    found, end = opened.record.finding, closed.end
    days = [(found.last_seen.isoformat(), found.value), (end["day"], end["value"])]
    for day_named, told in days:
        asked = Question(
            metrics=(found.metric,),
            periods=(f"{day_named}..{day_named}",),
            where=({"dimension": "channel", "values": ("instagram",)},),
        )
        assert book.desk.metrics.run(asked, today=book.desk.today).table.rows[0][0] == pytest.approx(told)
    assert end["day"] == day(82).isoformat()
    assert (end["days"], end["last_bad"]) == (3, day(76).isoformat())


def test_at_night_only_what_is_critical_rings(engine: Engine, book_on: MakeBook) -> None:
    subscribed(engine)

    book_on(TROUBLE, 75, hour=2).check()

    with engine.connect() as connection:
        due = connection.scalars(select(delivery.c.due_at)).one()
    assert due.astimezone(MOSCOW).hour == 8


def test_a_trouble_that_is_over_before_the_morning_is_told_to_nobody(engine: Engine, book_on: MakeBook) -> None:
    subscribed(engine, quiet_from="00:00", quiet_to="23:59")
    book_on(TROUBLE, 75, hour=2).check()
    with engine.begin() as connection:
        connection.execute(update(delivery).values(due_at=datetime(2030, 1, 1, tzinfo=MOSCOW)))

    book_on(TROUBLE, 82, hour=3).check()

    assert outbox(engine) == [("alert", "dropped")]


def test_acknowledged_and_snoozed_alerts_keep_quiet(engine: Engine, book_on: MakeBook) -> None:
    subscribed(engine)
    book = book_on(TROUBLE, 75)
    number = str(book.check().alerts[0].id)

    known = book.acknowledge(number, "anna")
    put_off = book.snooze(number, book.desk.now + timedelta(hours=4), "anna")

    assert (known.record.state, known.record.assignee, known.record.is_read) == ("acknowledged", "anna", True)
    assert put_off.record.state == "snoozed"
    assert [one.id for one in book.listed("snoozed")] == [int(number)]
    assert book.check().queued == 0
    with engine.connect() as connection:
        assert connection.scalars(select(audit_entry.c.action)).all() == ["alert-acknowledged", "alert-snoozed"]


def test_a_snoozed_alert_that_is_still_there_is_told_again(engine: Engine, book_on: MakeBook) -> None:
    subscribed(engine)
    book = book_on(TROUBLE, 75)
    for kept in book.check().alerts:
        book.snooze(str(kept.id), book.desk.now + timedelta(hours=1), "anna")

    assert book_on(TROUBLE, 75, hour=12).check().queued == 1


def test_a_muted_alert_is_not_even_told_to_be_over(engine: Engine, book_on: MakeBook) -> None:
    subscribed(engine)
    book = book_on(TROUBLE, 75)
    for kept in book.check().alerts:
        book.mute(str(kept.id), "anna")

    book_on(TROUBLE, 82).check()

    assert [kind for kind, _ in outbox(engine)] == ["alert"]


def test_a_channel_whose_data_stopped_keeps_its_alerts_without_a_word(engine: Engine, book_on: MakeBook) -> None:
    book_on(TROUBLE, 75).check()
    gone = without(TROUBLE, "instagram", 76)

    rules = {one.record.finding.rule: one.record.state for one in book_on(gone, 79).check().alerts}

    assert rules["stale_data"] == "firing"
    assert len(rules) > 1, "nobody knows whether the trouble is over"


def test_a_number_that_is_no_alert_is_refused(book_on: MakeBook) -> None:
    with pytest.raises(InvalidInput, match="no alert number"):
        book_on(TROUBLE, 60).acknowledge("77", "anna")


def test_presets_are_calibrated_once_and_show_how_often_they_fire(book_on: MakeBook) -> None:
    rules = {one.name: one for one in book_on(TROUBLE, 73).rules()}

    assert rules["low_conversion"].rule.levels
    assert all(level < 0.05 for level in rules["low_conversion"].rule.levels.values())
    assert rules["low_conversion"].messages_per_week == 0
    assert len(rules) == len(book_on(TROUBLE, 74).rules())


def test_a_rule_in_words_fires_and_goes(book_on: MakeBook) -> None:
    book = book_on(TROUBLE, 75)
    rule = understood("предупреди, если CPA Instagram выше 500 два дня подряд", book.desk)

    assert book.holding(rule)
    assert book.backtest(rule).fired
    book.add(rule, "anna")
    fired = {one.record.finding.rule for one in book.check().alerts}
    book.remove(rule.title, "anna")

    assert rule.title in fired
    assert rule.title not in {one.record.finding.rule for one in book.check().alerts}


def test_a_preset_is_changed_by_name_and_switched_off(book_on: MakeBook) -> None:
    book = book_on(TROUBLE, 75)

    changed = book.change("cost_spike", {"level": 5_000, "days": 2}, "anna")
    book.remove("cost_spike", "anna")

    assert (changed.rule.above, changed.rule.days, changed.rule.calibrate) == (5_000, 2, False)
    assert not book.rule("cost_spike").enabled
    with pytest.raises(InvalidInput, match="foo"):
        book.change("cost_spike", {"foo": 1}, "anna")


def test_hours_of_the_running_day_are_heard_within_hours(engine: Engine, book_on: MakeBook) -> None:
    """Fifty days of hours; tracking breaks at eight in the morning of the running day."""
    frame = history(60, channels=("instagram", "facebook"), campaigns=1)
    book = book_on(frame, 59, hour=15)
    by_hour(Store(book.desk.engine, now=lambda: book.desk.now), broken_from=8, until=15)

    alerts = book.check().alerts

    assert {(one.record.finding.rule, one.record.finding.channel) for one in alerts} == {
        ("broken_tracking", "instagram")
    }
    assert alerts[0].as_json("RUB", "en")["since"].startswith(day(60).isoformat())


def by_hour(store: Store, *, broken_from: int, until: int) -> None:
    with store.run(source="story", kind="file") as run:
        for channel in ("instagram", "facebook"):
            account = run.account(
                Account(channel=channel, external_id=channel, currency="RUB", timezone="Europe/Moscow")
            )
            name = f"{channel} 1"
            (number,) = run.campaigns(account, [Campaign(external_id=name, name=name)])
            facts = hours(name, ill=channel == "instagram", broken_from=broken_from, until=until)
            run.hours(with_ids(frame_of(facts, HourlyFact), {name: number}))


def hours(name: str, *, ill: bool, broken_from: int, until: int) -> list[HourlyFact]:
    found = []
    for number in range(15, 61):
        for hour in range(24 if number < 60 else until):
            broken = ill and number == 60 and hour >= broken_from
            wave = (7 * number + 3 * hour) % 5
            found.append(
                HourlyFact(
                    day=day(number),
                    hour=hour,
                    campaign=name,
                    spend=Decimal(4_000 + 60 * wave),
                    impressions=16_000 + 200 * wave,
                    clicks=330 + 4 * wave,
                    conversions=Decimal(0 if broken else 13 + wave),
                    revenue=Decimal(0 if broken else 900 * (13 + wave)),
                )
            )
    return found


@pytest.mark.parametrize(
    ("said", "then"),
    [
        ("1h", "2026-11-22T11:30"),
        ("morning", "2026-11-23T08:00"),
        ("до утра", "2026-11-23T08:00"),
        ("18:00", "2026-11-22T18:00"),
        ("09:00", "2026-11-23T09:00"),
        ("2026-11-25", "2026-11-25T08:00"),
        ("2026-11-25T18:15", "2026-11-25T18:15"),
        ("2d", "2026-11-24T10:30"),
    ],
)
def test_until_when_as_people_say_it(said: str, then: str) -> None:
    now = datetime(2026, 11, 22, 10, 30, tzinfo=MOSCOW)

    assert moment_of(said, now) == datetime.fromisoformat(then).replace(tzinfo=MOSCOW)


@pytest.mark.parametrize("said", ["", "soon", "2020-01-01", "99x"])
def test_what_is_no_coming_moment_is_refused(said: str) -> None:
    with pytest.raises(InvalidInput):
        moment_of(said, datetime(2026, 11, 22, 10, 30, tzinfo=MOSCOW))


def test_what_was_wrong_in_past_days_is_told_with_what_became_of_it(book_on: MakeBook) -> None:
    for number in (75, 82):
        book = book_on(TROUBLE, number)
        book.check()

    then, before = (list_alerts.run(Listing(period=phrase), book.desk) for phrase in ("March 2025", "February 2025"))

    assert then.facts["alerts"] >= 1
    assert "Instagram" in then.text
    assert "(over)" in then.text
    assert before.facts["alerts"] == 0
    with pytest.raises(InvalidInput, match="blue"):
        list_alerts.run(Listing(period="blue moon"), book.desk)


def test_what_is_over_is_told_everywhere_as_its_message_told_it(engine: Engine, book_on: MakeBook) -> None:
    subscribed(engine)
    for number in (75, 82):
        book = book_on(TROUBLE, number)
        book.check()
    with engine.connect() as connection:
        payload = connection.execute(select(delivery.c.payload).where(delivery.c.kind == "recovery")).scalar_one()

    (over,) = (kept for kept in book.listed("all") if kept.id == payload["alert"])
    document = over.as_json("RUB", "en")
    told = list_alerts.run(Listing(period="March 2025"), book.desk)

    assert document["message"] == payload["message"]
    assert (document["action"], document["ended"]) == ("", payload["ends"][0])
    assert payload["message"] in told.text
    assert payload["message"] in [row[-1] for row in told.tables[0].rows]


def test_a_rule_of_ones_own_is_told_to_nobody_else_and_silences_nothing(engine: Engine, book_on: MakeBook) -> None:
    with engine.begin() as connection:
        for number, name in enumerate(("anna", "boris"), start=1):
            row = {
                "identifier": name,
                "language": "en",
                "settings": {},
                "created_at": datetime(2025, 1, 1, tzinfo=MOSCOW),
            }
            user = connection.execute(insert(app_user).values(row).returning(app_user.c.id)).scalar_one()
            told = {"user_id": user, "target": f"telegram:{number}", "kind": "alerts", "settings": {}}
            connection.execute(insert(subscription).values(told))
    book = book_on(TROUBLE, 73)
    anna = replace(book, desk=book.desk.acting_for(Actor(name="anna", role="manager")))
    anna.add(understood("CPA of Instagram above 10", anna.desk), "anna")
    book.check()

    book = book_on(TROUBLE, 75)
    book.check()

    seen = {
        name: {one.record.finding.rule for one in replace(book, desk=book.desk.acting_for(Actor(name=name))).listed()}
        for name in ("anna", "boris")
    }
    assert seen["anna"] - seen["boris"] == {"cpa-above-10-instagram@anna"}
    assert seen["boris"], "the team's alert is not hidden by anybody's own"
    assert {one.record.finding.rule for one in book.listed()} == seen["boris"], (
        "nor told to whoever sits at the machine"
    )
    with engine.connect() as connection:
        own = [row.target for row in connection.execute(select(delivery)) if "CPA" in row.payload["message"]]
    assert own == ["telegram:1"]


def test_a_rule_that_its_person_would_never_hear_of_is_refused(book_on: MakeBook) -> None:
    desk = book_on(TROUBLE, 73).desk
    anna = AlertBook(
        desk=desk.acting_for(Actor(name="anna", role="manager", scope=DataScope(channels=frozenset({"instagram"}))))
    )

    with pytest.raises(InvalidInput, match="Instagram"):
        anna.wanted("spend in total above 10")

    assert anna.wanted("CPA of Instagram above 10").owner == "anna"
    assert anna.wanted("CPA of any channel above 10").channel is None


def test_a_person_has_as_many_rules_of_their_own_as_the_setting_says(book_on: MakeBook) -> None:
    desk = replace(book_on(TROUBLE, 73).desk, own_rules=1)
    anna = AlertBook(desk=desk.acting_for(Actor(name="anna", role="manager")))
    anna.add(anna.wanted("CPA of Instagram above 10"), "anna")

    with pytest.raises(InvalidInput, match=r"Личных правил|of your own"):
        anna.wanted("ROI of Instagram below 1")

    anna.add(anna.wanted("CPA of Instagram above 10"), "anna")
    assert AlertBook(desk=desk.acting_for(Actor(name="boris", role="manager"))).wanted("ROI below 1").owner == "boris"


def test_who_asked_for_some_channels_hears_of_those_and_of_the_whole_account(engine: Engine, book_on: MakeBook) -> None:
    subscribed(engine)
    with engine.begin() as connection:
        user = connection.scalars(select(subscription.c.user_id)).one()
        for target, channels in (("telegram:2", ["instagram"]), ("telegram:3", ["tiktok"])):
            row = {"user_id": user, "target": target, "kind": "alerts", "settings": {"channels": channels}}
            connection.execute(insert(subscription).values(row))

    book_on(TROUBLE, 75).check()

    with engine.connect() as connection:
        assert set(connection.scalars(select(delivery.c.target))) == {"telegram:1", "telegram:2"}
