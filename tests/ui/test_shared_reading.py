"""What the reader of a shared conversation is shown, and what is kept from them."""

from dataclasses import replace
from typing import Any

import pytest

from ingest.scope import EVERYTHING, DataScope
from tests.conftest import NOW
from tools.access import Actor
from tools.access.roles import Role
from tools.conversations.book import KeptConversation, WholeConversation
from ui.chat.shared_reading import NEEDS, SharedReading


def step(number: str, kind: str, output: str, **metadata: Any) -> dict[str, Any]:
    return {"id": number, "type": kind, "output": output, "parentId": "run", "metadata": metadata, "feedback": {"v": 1}}


def element(name: str, message: str, **props: Any) -> dict[str, Any]:
    return {"id": f"{name} of {message}", "name": name, "forId": message, "props": props}


WHOLE = WholeConversation(
    head=KeptConversation(id="n", owner="anna", name="Расход", body={}, changed_at=NOW, shared_at=NOW, seen=EVERYTHING),
    steps=[
        step("0", "assistant_message", ""),
        step("1", "user_message", "расход по каналам"),
        step("run", "run", "on_message"),
        step("2", "tool", "query_metrics"),
        step("3", "assistant_message", "Больше всего у TikTok", **{NEEDS: ["ask"]}),
        step("4", "assistant_message", "Отчёт готов", **{NEEDS: ["ask", "export"]}),
        step("5", "assistant_message", "Кто что делал", **{NEEDS: ["people"]}),
    ],
    elements=[
        element("DemetraBoard", "0"),
        element("DemetraTable", "3", rows=[["TikTok"]], files=[{"href": "/files/x.csv"}]),
        element("DemetraFollowUps", "3"),
        element("DemetraTable", "5", rows=[["anna"]], files=[]),
    ],
    ratings=[],
)


def shown(whole: WholeConversation | None, *, role: Role = "viewer", scope: DataScope = EVERYTHING) -> dict[str, Any]:
    return SharedReading(reader=Actor(name="viktor", role=role, scope=scope), language="ru").of(whole)


def texts(document: dict[str, Any]) -> list[str]:
    return [one["output"] for one in document["steps"]]


def test_words_and_figures_are_shown_and_nothing_that_does_anything() -> None:
    document = shown(WHOLE)

    head, *said = texts(document)
    assert head.startswith("Разговор, которым поделились: anna, 22 ноября 2026")
    hidden = "Этот ответ вашей роли не показывается."
    assert said == ["расход по каналам", "Больше всего у TikTok", hidden, hidden]
    assert [one["id"] for one in document["elements"]] == ["DemetraTable of 3"]
    assert document["elements"][0]["props"] == {"rows": [["TikTok"]], "files": []}
    assert all(one["parentId"] is None and one["metadata"] == {} for one in document["steps"])


@pytest.mark.parametrize(("role", "most"), [("viewer", 1), ("manager", 2), ("admin", 3)])
def test_a_reader_is_shown_answers_that_their_role_may_ask_for(role: Role, most: int) -> None:
    assert len([text for text in texts(shown(WHOLE, role=role))[2:] if "роли" not in text]) == most


@pytest.mark.parametrize(
    ("seen", "sees", "covered"),
    [
        (EVERYTHING, EVERYTHING, True),
        (EVERYTHING, DataScope(channels=frozenset({"tiktok"})), False),
        (DataScope(channels=frozenset({"tiktok"})), EVERYTHING, True),
        (DataScope(channels=frozenset({"tiktok"})), DataScope(channels=frozenset({"tiktok", "vk"})), True),
        (DataScope(channels=frozenset({"tiktok"})), DataScope(channels=frozenset({"vk"})), False),
        (DataScope(channels=frozenset({"tiktok"})), DataScope(accounts=frozenset({"1"})), False),
        (DataScope(accounts=frozenset({"1"})), DataScope(accounts=frozenset({"1", "2"})), True),
    ],
)
def test_whoever_sees_less_than_its_owner_did_is_shown_nothing(
    seen: DataScope, sees: DataScope, *, covered: bool
) -> None:
    whole = replace(WHOLE, head=replace(WHOLE.head, seen=seen))

    document = shown(whole, scope=sees)

    assert ("TikTok" in str(document)) is covered
    assert ("расход по каналам" in str(document)) is covered
    assert ("не видны" in str(document)) is not covered


def test_what_is_not_shared_looks_like_what_was_never_there() -> None:
    assert shown(None) == shown(replace(WHOLE, head=replace(WHOLE.head, shared_at=None)))
