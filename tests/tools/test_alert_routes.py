"""Who hears of what: owners first, the next person in time, and quiet for one person alone with the way back."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, insert, select

from ingest.errors import InvalidInput
from ingest.schema import app_user, delivery, subscription
from tests.tools.alert_histories import day, history, multiply
from tests.tools.test_alert_book import MOSCOW, MakeBook, book_on
from tools.access import Actor
from tools.alerts.book import AlertBook
from tools.alerts.quieting import Quieting
from tools.alerts.rules.quiet_words import quiet_wish
from tools.alerts.until import moment_of
from tools.analytics.quiet_alerts import TOOL
from tools.delivery.wishes import wanted_in, wishes_to_subscribe
from tools.tool import Proposal

__all__ = ["book_on"]
TROUBLE = multiply(history(84, campaigns=1), "instagram", 74, 80, conversions=0.3, revenue=0.3)
RUNAWAY = multiply(history(84, campaigns=1), "instagram", 74, 80, spend=4.0)
PEOPLE = ("anna", "boris", "clara")


def people(engine: Engine, **settings: dict[str, object]) -> dict[str, int]:
    """Three people whose chats are sent alerts, each with what their subscription says."""
    numbers = {}
    with engine.begin() as connection:
        for place, name in enumerate(PEOPLE):
            row = {
                "identifier": name,
                "role": "manager",
                "settings": {"quiet_from": None, "quiet_to": None},
                "created_at": datetime(2025, 1, 1, tzinfo=MOSCOW),
            }
            number = connection.execute(insert(app_user).values(row).returning(app_user.c.id)).scalar_one()
            given = {"user_id": number, "target": f"telegram:{place}", "kind": "alerts", "active": True}
            connection.execute(insert(subscription).values(**given, settings=settings.get(name, {})))
            numbers[name] = number
    return numbers


def told(engine: Engine) -> list[tuple[str, str]]:
    with engine.connect() as connection:
        rows = connection.execute(select(delivery.c.target, delivery.c.payload).order_by(delivery.c.id)).all()
    return [(PEOPLE[int(row.target[-1])], row.payload["event"]) for row in rows if "event" in row.payload]


def later(book: AlertBook, **after: float) -> AlertBook:
    return AlertBook(desk=replace(book.desk, now=book.desk.now + timedelta(**after)))


def acting(book: AlertBook, name: str) -> AlertBook:
    return AlertBook(desk=replace(book.desk, actor=Actor(name=name, role="manager")))


def test_a_channel_is_told_to_its_owner_and_to_who_asked_for_it(engine: Engine, book_on: MakeBook) -> None:
    people(engine, anna={"owns": ["instagram"]}, boris={"channels": ["instagram"]})
    book_on(TROUBLE, 73).check()
    book_on(TROUBLE, 75).check()

    assert {name for name, event in told(engine) if event == "opened"} == {"anna", "boris"}


def test_what_is_critical_goes_to_the_next_person_each_hour_until_somebody_takes_note(
    engine: Engine, book_on: MakeBook
) -> None:
    people(engine, boris={"owns": ["instagram"]})
    book_on(RUNAWAY, 73).check()
    book = book_on(RUNAWAY, 74)
    first = book.check().alerts[0]
    later(book, minutes=30).check()
    later(book, minutes=61).check()
    acting(book, "anna").acknowledge(str(first.id), "anna")
    later(book, minutes=125).check()

    assert told(engine) == [("boris", "opened"), ("anna", "passed_on")]


def test_an_owner_who_wants_quiet_leaves_nobody_uninformed(engine: Engine, book_on: MakeBook) -> None:
    numbers = people(engine, anna={"owns": ["instagram"]})
    book = book_on(TROUBLE, 73)
    book.check()
    Quieting(book=acting(book, "anna"), user=numbers["anna"]).rest_channel("instagram", None)

    book_on(TROUBLE, 75).check()

    assert {name for name, _ in told(engine)} == {"boris", "clara"}


def test_ones_own_quiet_ends_with_a_word_if_the_trouble_is_still_there(engine: Engine, book_on: MakeBook) -> None:
    numbers = people(engine)
    book_on(TROUBLE, 73).check()
    book = book_on(TROUBLE, 75)
    first = book.check().alerts[0]
    quieting = Quieting(book=acting(book, "anna"), user=numbers["anna"])
    quieting.rest(str(first.id), book.desk.now + timedelta(hours=4))

    assert [one.way for one in quieting.listed()] == ["mine"]
    later(book, hours=2).check()
    assert [event for name, event in told(engine) if name == "anna"] == ["opened"]
    later(book, hours=5).check()
    assert [event for name, event in told(engine) if name == "anna"] == ["opened", "reminded"]
    assert [event for name, event in told(engine) if name == "boris"] == ["opened"]
    assert Quieting(book=acting(later(book, hours=5), "anna"), user=numbers["anna"]).listed() == []


def test_what_the_team_put_off_is_listed_and_taken_back(engine: Engine, book_on: MakeBook) -> None:
    numbers = people(engine)
    book_on(TROUBLE, 73).check()
    book = acting(book_on(TROUBLE, 75), "boris")
    first = book.check().alerts[0]
    book.snooze(str(first.id), book.desk.now + timedelta(hours=4), "boris")
    quieting = Quieting(book=book, user=numbers["boris"])

    assert [(one.way, one.kept.id if one.kept else 0) for one in quieting.listed()] == [("snoozed", first.id)]
    quieting.wake(str(first.id))
    assert book.get(str(first.id)).record.state == "firing"
    assert quieting.listed() == []


def test_quiet_is_proposed_done_listed_and_undone_by_buttons(engine: Engine, book_on: MakeBook) -> None:
    people(engine)
    book_on(TROUBLE, 73).check()
    desk = acting(book_on(TROUBLE, 75), "clara").desk

    proposed = TOOL.call(TOOL.arguments(action="quiet", channel="instagram", until="2d"), desk)
    done = TOOL.call(TOOL.arguments(action="quiet", channel="instagram", until="2d", confirm=True), desk)
    listed = TOOL.call(TOOL.arguments(), desk)
    back = TOOL.call(TOOL.arguments.model_validate(listed.choices[0].args), desk)

    assert isinstance(proposed, Proposal)
    assert "25 Mar" in done.text
    assert "Instagram" in listed.text
    assert "again" in back.text
    assert TOOL.call(TOOL.arguments(), desk).text == "Nothing is muted or put off."


def test_nobody_known_is_refused(book_on: MakeBook) -> None:
    book = book_on(TROUBLE, 73)

    with pytest.raises(InvalidInput):
        Quieting.of(book).rest_channel("instagram", None)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("заглуши TikTok до понедельника", ("quiet", None, "tiktok", "понедельника")),
        ("mute TikTok alerts until Monday", ("quiet", None, "tiktok", "Monday")),
        ("отложи алерт 12 на 2 часа", ("quiet", 12, "", "2 часа")),
        ("snooze alert 12 for a day", ("quiet", 12, "", "a day")),
        ("не пиши мне про Инстаграм до утра", ("quiet", None, "instagram", "утра")),
        ("верни алерт 12", ("hear", 12, "", "")),
        ("unmute TikTok", ("hear", None, "tiktok", "")),
        ("что заглушено?", ("list", None, "", "")),
        ("what is muted now", ("list", None, "", "")),
        ("отключи правило 3", None),
        ("mute the CPA rule", None),
        ("какой ROI у TikTok?", None),
    ],
)
def test_quiet_in_words(said: str, meant: tuple[object, ...] | None) -> None:
    wish = quiet_wish(said, ("instagram", "tiktok"))

    assert (wish and (wish.deed, wish.number, wish.channel, wish.until)) == meant


@pytest.mark.parametrize(
    ("said", "length"),
    [
        ("2 часа", timedelta(hours=2)),
        ("2h", timedelta(hours=2)),
        ("час", timedelta(hours=1)),
        ("90 минут", timedelta(minutes=90)),
        ("5 m", timedelta(minutes=5)),
        ("a day", timedelta(days=1)),
        ("3 сут", timedelta(days=3)),
        ("неделю", timedelta(days=7)),
        ("2 weeks", timedelta(days=14)),
    ],
)
def test_a_length_in_words_ends_so_much_later(said: str, length: timedelta) -> None:
    now = datetime.combine(day(75), datetime.min.time(), tzinfo=MOSCOW).replace(hour=7)

    assert moment_of(said, now) == now + length


@pytest.mark.parametrize("said", ["понедельника", "Monday", "утра", "a day", "2 часа"])
def test_every_end_in_words_is_a_moment_to_come(said: str) -> None:
    now = datetime.combine(day(75), datetime.min.time(), tzinfo=MOSCOW).replace(hour=7)

    assert now < moment_of(said, now) <= now + timedelta(days=7, hours=1)


@pytest.mark.parametrize(
    ("said", "on", "mine"),
    [
        ("Я отвечаю за Instagram и TikTok", True, ["instagram", "tiktok"]),
        ("I am responsible for Instagram.", True, ["instagram"]),
        ("я больше не отвечаю за TikTok", False, ["tiktok"]),
    ],
)
def test_who_answers_for_a_channel_says_so(said: str, on: bool, mine: list[str]) -> None:  # noqa: FBT001 - a table
    (wanted,) = wanted_in(said)

    assert wishes_to_subscribe(said)
    assert (wanted.on, wanted.settings) == (on, {"owns": mine})
    assert not wishes_to_subscribe("Я отвечаю за Instagram, какой там ROI?")
