"""Conversations are kept for their owner on both databases, found by words, and nobody else's are touched."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, delete, insert, select

from ingest.schema import app_user, channel, conversation_rating
from ingest.scope import EVERYTHING, DataScope
from tests.conftest import NOW
from tools.conversations import book
from tools.conversations.book import ConversationBook, ConversationPlace, Rating
from tools.conversations.writer import ConversationWriter


def place(number: str = "one", owner: str = "anna", *, minutes: int = 0) -> ConversationPlace:
    return ConversationPlace(conversation=number, owner=owner, at=NOW + timedelta(minutes=minutes))


def said(number: str, words: str, kind: str = "user_message") -> dict[str, Any]:
    return {"id": number, "type": kind, "output": words, "createdAt": f"2026-11-22T09:00:0{len(number)}Z"}


@pytest.fixture
def keep(engine: Engine) -> Callable[..., None]:
    writer = ConversationWriter(engine=engine)

    def kept(change: Callable[..., object], *args: Any, **kwargs: Any) -> None:
        writer.write(lambda connection: change(connection, *args, **kwargs))
        assert writer.settle(patience_s=60)

    return kept


def test_what_was_said_and_shown_comes_back_in_its_order(engine: Engine, keep: Callable[..., None]) -> None:
    keep(book.save_step, place(), said("bb", "Расход\x00 за ноябрь"))
    keep(book.save_step, place(), said("a", "Здравствуйте", "assistant_message"))
    keep(book.save_element, place(), {"id": "e", "props": {"rows": [[1, None]]}})
    keep(book.save_element, place(), {"id": "e", "props": {"rows": [[2, "₽"]]}})
    keep(book.settle_head, place(), name="Ноябрь", body={"chat_profile": "Demetra"})

    whole = ConversationBook(engine=engine).whole("one")
    assert whole is not None
    assert [step["id"] for step in whole.steps] == ["a", "bb"]
    assert [one["props"] for one in whole.elements] == [{"rows": [[2, "₽"]]}]
    assert (whole.head.name, whole.head.owner, whole.head.body) == ("Ноябрь", "anna", {"chat_profile": "Demetra"})


def test_a_later_word_about_a_step_takes_nothing_away(engine: Engine, keep: Callable[..., None]) -> None:
    keep(book.save_step, place(), said("a", "Считаю"))
    keep(book.save_step, place(), {"id": "a", "type": "tool", "output": "Готово", "createdAt": None})

    whole = ConversationBook(engine=engine).whole("one")
    assert whole is not None
    assert (whole.steps[0]["output"], whole.steps[0]["createdAt"]) == ("Готово", "2026-11-22T09:00:01Z")


@pytest.mark.parametrize(
    "change",
    [
        partial(book.save_step, step=said("a", "чужое")),
        partial(book.save_element, element={"id": "a", "props": {}}),
        partial(book.settle_head, name="чужое"),
        partial(book.rate, rating=Rating(step="a", value=0, reason="чужое")),
        partial(book.unrate, step="a"),
        book.remove,
    ],
    ids=["say", "show", "rename", "rate", "unrate", "remove"],
)
def test_somebody_else_changes_nothing(
    engine: Engine, keep: Callable[..., None], change: Callable[[Connection, ConversationPlace], object]
) -> None:
    reads = ConversationBook(engine=engine)
    keep(book.save_step, place(), said("a", "своё"))
    keep(book.save_element, place(), {"id": "a", "props": {"x": 1}})
    keep(book.rate, place(), Rating(step="a", value=1, reason="верно"))
    before = reads.whole("one")

    keep(change, place(owner="viktor", minutes=5))

    assert reads.whole("one") == before
    assert reads.listed("viktor", limit=9) == []


def test_a_list_is_its_owner_s_newest_first_and_page_by_page(engine: Engine, keep: Callable[..., None]) -> None:
    for minute, number in enumerate(["one", "two", "three", "four"]):
        keep(book.save_step, place(number, minutes=minute), said("a", number))
    keep(book.save_step, place("other", "viktor", minutes=9), said("a", "one"))
    keep(book.settle_head, place("one", minutes=30), name="Переименован")

    reads = ConversationBook(engine=engine)
    first = [one.id for one in reads.listed("anna", limit=3)]
    assert first == ["four", "three", "two"]
    assert [one.id for one in reads.listed("anna", limit=3, after="two")] == ["one"]
    assert reads.listed("anna", limit=3, after="' or 1=1") == []


@pytest.mark.parametrize(
    ("words", "found"),
    [("ТЕЛЕГРАМ", ["one"]), ("зимние", ["two"]), ("100%", ["two"]), ("_", []), ("чужое", []), ("  ", ["two", "one"])],
    ids=["said", "named", "percent", "underscore", "others", "blank"],
)
def test_search_finds_words_in_any_case_and_takes_none_for_a_pattern(
    engine: Engine, keep: Callable[..., None], words: str, found: list[str]
) -> None:
    keep(book.save_step, place("one"), said("a", "Сколько стоил Телеграм?"))
    keep(book.save_step, place("two", minutes=1), said("a", "Скидка 100% на шторы"))
    keep(book.settle_head, place("two", minutes=1), name="Зимние акции")
    keep(book.save_step, place("three", "viktor"), said("a", "чужое"))

    assert [one.id for one in ConversationBook(engine=engine).listed("anna", search=words, limit=9)] == found


def test_forgetting_takes_everything_with_it(engine: Engine, keep: Callable[..., None]) -> None:
    keep(book.save_step, place(), said("a", "?"))
    keep(book.rate, place(), Rating(step="a", value=0, reason="не то"))
    keep(book.rate, place(), Rating(step="a", value=1, reason="то"))
    rated = ConversationBook(engine=engine).whole("one")
    assert rated is not None
    assert [(one.value, one.reason) for one in rated.ratings] == [(1, "то")]

    keep(book.remove, place())

    assert ConversationBook(engine=engine).owner("one") is None
    with engine.connect() as connection:
        assert connection.execute(select(conversation_rating)).all() == []


def test_one_part_that_can_not_be_written_stops_no_other(engine: Engine, keep: Callable[..., None]) -> None:
    writer = ConversationWriter(engine=engine)

    writer.write(lambda connection: connection.execute(insert(channel).values(key=None)))
    writer.write(lambda connection: book.save_step(connection, place(), said("a", "после")))

    assert writer.settle(patience_s=60)
    assert ConversationBook(engine=engine).owner("one") == "anna"


def test_a_conversation_remembers_all_rows_that_its_owner_saw_in_it(engine: Engine, keep: Callable[..., None]) -> None:
    """Anna sees TikTok, then Telegram: what she was told of TikTok stays told."""
    book_of = ConversationBook(engine=engine)

    def sees(*channels: str) -> None:
        with engine.begin() as connection:
            connection.execute(delete(app_user))
            values = {"identifier": "anna", "created_at": NOW, "settings": {}, "channels": list(channels)}
            connection.execute(insert(app_user).values(values))

    keep(book.save_step, place("local's", "local"), said("a", "Расход"))
    sees("tiktok")
    keep(book.save_step, place(), said("a", "Расход TikTok"))
    sees("telegram")
    keep(book.save_element, place(), {"id": "e", "props": {}})

    heads = [book_of.whole(number) for number in ("one", "local's")]
    assert [whole.head.seen for whole in heads if whole] == [
        DataScope(channels=frozenset({"telegram", "tiktok"})),
        EVERYTHING,
    ]


def test_only_its_owner_shares_a_conversation_and_takes_it_back(engine: Engine, keep: Callable[..., None]) -> None:
    keep(book.save_step, place(), said("a", "Расход"))

    def shared_at() -> object:
        whole = ConversationBook(engine=engine).whole("one")
        return whole and whole.head.shared_at

    keep(book.share, place(owner="boris"), shared=True)
    assert shared_at() is None
    keep(book.share, place(minutes=1), shared=True)
    assert shared_at() == NOW + timedelta(minutes=1)
    keep(book.share, place(owner="boris"), shared=False)
    assert shared_at() is not None
    keep(book.share, place(), shared=False)
    assert shared_at() is None
