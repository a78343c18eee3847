"""What people say about alerts: not to me, and no trouble at all."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine, select

from ingest.errors import InvalidInput
from ingest.schema import app_user, delivery
from tests.tools.alert_histories import history, multiply
from tests.tools.test_alert_book import MakeBook, book_on, subscribed
from tools.alerts.book import AlertBook
from tools.alerts.quieting import Quieting
from tools.alerts.reactions import FalseAlarm, doubted
from tools.alerts.rows import StoredAlert
from tools.alerts.rules.model import AlertScope, Trouble

__all__ = ["book_on"]
TWICE = multiply(history(112), "instagram", 74, 77, conversions=0.55, revenue=0.55)


def person(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.scalars(select(app_user.c.id)).one())


def quiet(book: AlertBook, user: int) -> list[StoredAlert]:
    return [one.kept for one in Quieting(book=book, user=user).listed() if one.kept]


def told(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        rows = connection.execute(select(delivery.c.kind, delivery.c.payload).order_by(delivery.c.id))
        return [kind for kind, _ in rows if kind in ("alert", "recovery")]


def finding(channel: str, value: float, severity: str = "medium") -> Trouble:
    return Trouble(
        rule="roi_drop",
        kind="roi_drop",
        severity=severity,
        scope=AlertScope(channel=channel),
        metric="roi",  # type: ignore[arg-type]
        value=value,
        threshold=1.0,
        expected=2.0,
        since=date(2025, 3, 1),
        last_seen=date(2025, 3, 1),
        money_at_stake=1.0,
        direction=-1,
    )


def test_who_wants_to_hear_no_more_hears_no_end_either(engine: Engine, book_on: MakeBook) -> None:
    subscribed(engine)
    book_on(TWICE, 73).check()
    book = book_on(TWICE, 75)
    first = book.check().alerts[0]
    me = person(engine)

    book.hush(str(first.id), me, "anna")
    book.hush(str(first.id), me, "anna")
    over = book_on(TWICE, 82)
    over.check()

    assert [kept.id for kept in quiet(book, me)] == []
    assert told(engine) == ["alert"]


def test_a_hushed_alert_is_heard_again_when_it_is_taken_back(engine: Engine, book_on: MakeBook) -> None:
    subscribed(engine)
    book_on(TWICE, 73).check()
    book = book_on(TWICE, 75)
    first = book.check().alerts[0]
    me = person(engine)
    book.hush(str(first.id), me, "anna")
    assert [kept.id for kept in quiet(book, me)] == [first.id]

    book.unhush(str(first.id), me, "anna")
    book_on(TWICE, 82).check()

    assert told(engine) == ["alert", "recovery"]
    with pytest.raises(InvalidInput):
        book.hush(str(first.id), 0, "somebody in a group")


def test_what_was_called_false_is_not_told_again(
    engine: Engine,
    book_on: MakeBook,
) -> None:
    subscribed(engine)
    again = multiply(TWICE, "instagram", 96, 99, conversions=0.6, revenue=0.6)
    book_on(again, 73).check()
    book = book_on(again, 75)
    for kept in book.check().alerts:
        book.call_false(str(kept.id), person(engine), "anna")
    for day in (82, 90, 95):
        book_on(again, day).check()
    before = len(told(engine))

    book_on(again, 97).check()
    assert len(told(engine)) == before


def test_what_is_larger_or_critical_is_never_doubted() -> None:
    marked = FalseAlarm(finding=finding("instagram", 1.2))
    assert doubted(finding("instagram", 1.2), [marked])
    assert not doubted(finding("instagram", 0.5), [marked])
    assert not doubted(finding("instagram", 1.2, severity="critical"), [marked])


def test_three_false_alarms_of_a_kind_are_a_lesson_everywhere() -> None:
    alarms = [FalseAlarm(finding=finding(name, 1.2)) for name in ("instagram", "facebook", "tiktok")]

    assert not doubted(finding("google_ads", 1.5), alarms[:2])
    assert doubted(finding("google_ads", 1.5), alarms)
    assert not doubted(finding("google_ads", 1.1), alarms)
    assert not doubted(replace(finding("google_ads", 1.5), direction=1), alarms)
