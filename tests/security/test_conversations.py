"""Conversations over the network: two people see nothing of each other's, whatever address they try."""

import uuid

import httpx
import pytest
import socketio

from tests.security.conftest import visiting
from tests.security.test_sign_in import closed_server, cookie  # noqa: F401 - a fixture
from tests.ui.conftest import Running

pytestmark = [pytest.mark.slow, pytest.mark.security, pytest.mark.xdist_group("door")]
QUESTION = "расход по каналам за прошлый месяц"


class Signed(httpx.AsyncClient):
    """A person's browser."""

    def __init__(self, server: Running, name: str) -> None:
        super().__init__(base_url=server.address, headers={"cookie": cookie(server, name)})

    async def listed(self, search: str = "") -> list[str]:
        asked = {"pagination": {"first": 50}, "filter": {"search": search, "userId": "anna"}}
        return [one["id"] for one in (await self.post("/project/threads", json=asked)).json()["data"]]


async def anna_s(server: Running) -> tuple[str, str]:
    """A conversation of hers and her cookie."""
    signed = cookie(server, "anna")
    async with visiting(server.address, cookies=signed) as anna:
        await anna.ask(QUESTION)
        return anna.thread(), signed


async def test_a_conversation_is_its_owner_s_alone(closed_server: Running) -> None:  # noqa: F811
    thread, _ = await anna_s(closed_server)

    async with Signed(closed_server, "anna") as anna, Signed(closed_server, "viktor") as viktor:
        assert thread in await anna.listed()
        assert thread in await anna.listed("РАСХОД ПО")
        assert (await anna.get(f"/project/thread/{thread}")).status_code == 200
        assert thread not in await viktor.listed()
        tries = [
            await viktor.get(f"/project/thread/{thread}"),
            await viktor.put("/project/thread", json={"threadId": thread, "name": "mine"}),
            await viktor.request("DELETE", "/project/thread", json={"threadId": thread}),
        ]
        assert {answer.status_code for answer in tries} == {401}
        assert (await anna.get(f"/project/thread/{thread}")).json()["name"] == QUESTION
    with pytest.raises(socketio.exceptions.ConnectionError):
        async with visiting(closed_server.address, cookies=cookie(closed_server, "viktor"), threadId=thread):
            pass


async def test_a_page_changes_no_element_and_judges_no_answer_of_others(closed_server: Running) -> None:  # noqa: F811
    thread, _ = await anna_s(closed_server)
    signed = cookie(closed_server, "viktor")
    async with visiting(closed_server.address, cookies=signed) as viktor, Signed(closed_server, "viktor") as browser:
        element = {"id": str(uuid.uuid4()), "type": "custom", "threadId": thread, "name": "DemetraTable", "props": {}}
        assert (
            await browser.put("/project/element", json={"element": element, "sessionId": viktor.session})
        ).status_code == 404
        judged = {"forId": str(uuid.uuid4()), "threadId": thread, "value": 0, "comment": "чужое"}
        answer = await browser.put("/feedback", json={"feedback": judged, "sessionId": viktor.session})
        assert thread not in answer.text
        await browser.request("DELETE", "/feedback", json={"feedbackId": f"{thread}:{judged['forId']}"})
    async with visiting(closed_server.address, cookies=cookie(closed_server, "anna")) as anna:
        async with Signed(closed_server, "viktor") as browser:
            other = await browser.put("/feedback", json={"feedback": judged, "sessionId": anna.session})
        assert other.status_code == 404
    async with Signed(closed_server, "anna") as browser:
        kept = (await browser.get(f"/project/thread/{thread}")).json()
    assert "чужое" not in str(kept)


async def test_a_judged_answer_is_kept_with_its_reason(closed_server: Running) -> None:  # noqa: F811
    signed = cookie(closed_server, "anna")
    async with visiting(closed_server.address, cookies=signed) as anna, Signed(closed_server, "anna") as browser:
        await anna.ask(QUESTION)
        thread = anna.thread()
        steps = (await browser.get(f"/project/thread/{thread}")).json()["steps"]
        step = next(one["id"] for one in steps if one["type"] == "assistant_message" and one["output"])
        judged = {"feedback": {"forId": step, "value": 0, "comment": "не те дни"}, "sessionId": anna.session}
        number = (await browser.put("/feedback", json=judged)).json()["feedbackId"]
        kept = (await browser.get(f"/project/thread/{thread}")).json()["steps"]
        assert [one["feedback"]["comment"] for one in kept if one["feedback"]] == ["не те дни"]
        await browser.request("DELETE", "/feedback", json={"feedbackId": number})
        kept = (await browser.get(f"/project/thread/{thread}")).json()["steps"]
        assert [one for one in kept if one["feedback"]] == []


async def test_who_comes_back_goes_on_where_they_stopped_and_a_forgotten_conversation_is_gone(
    closed_server: Running,  # noqa: F811
) -> None:
    thread, signed = await anna_s(closed_server)

    async with visiting(closed_server.address, cookies=signed, threadId=thread) as anna:
        follow = await anna.ask("а по месяцам?")
        restored = next(data for event, data in anna.heard if event == "resume_thread")
    assert "октябр" in follow
    assert QUESTION in [step["output"] for step in restored["steps"]]
    assert {"DemetraBoard", "DemetraTable", "DemetraChart"} <= {one["name"] for one in restored["elements"]}

    async with Signed(closed_server, "anna") as browser:
        assert (await browser.request("DELETE", "/project/thread", json={"threadId": thread})).status_code == 200
        assert (await browser.get(f"/project/thread/{thread}")).status_code == 404
        assert thread not in await browser.listed()
    with pytest.raises(socketio.exceptions.ConnectionError):
        async with visiting(closed_server.address, cookies=signed, threadId=thread):
            pass
