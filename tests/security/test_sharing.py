"""Conversations shared by link over the network: the reader's rights and rows hold, and guessing finds nothing."""

import uuid

import httpx
import pytest

from tests.security.test_conversations import QUESTION, Signed, anna_s
from tests.security.test_sign_in import PASSWORDS, closed_server, command  # noqa: F401 - a fixture
from tests.ui.conftest import Running

pytestmark = [pytest.mark.slow, pytest.mark.security, pytest.mark.xdist_group("door")]


async def test_a_link_shows_a_conversation_to_the_team_as_far_as_each_may_see(
    closed_server: Running,  # noqa: F811
) -> None:
    given = PASSWORDS["petr"]
    command(closed_server.data_dir, "user", "add", "petr", "--channels", "telegram", "--password-stdin", given=given)
    thread, _ = await anna_s(closed_server)
    address, wanted = f"/project/share/{thread}", {"threadId": thread, "isShared": True}

    async with (
        Signed(closed_server, "anna") as anna,
        Signed(closed_server, "viktor") as viktor,
        Signed(closed_server, "petr") as petr,
        httpx.AsyncClient(base_url=closed_server.address) as stranger,
    ):
        never = (await viktor.get(f"/project/share/{uuid.uuid4()}")).json()
        assert (await viktor.get(address)).json() == never
        assert (await viktor.put("/project/thread/share", json=wanted)).status_code == 404
        assert (await stranger.put("/project/thread/share", json=wanted)).status_code == 401
        assert (await viktor.get(address)).json() == never

        assert (await anna.put("/project/thread/share", json=wanted)).status_code == 200
        read = (await viktor.get(address)).json()
        assert {QUESTION} <= {step["output"] for step in read["steps"]}
        assert "TikTok" in str(read["elements"])
        assert "/files/" not in str(read)
        assert {one["name"] for one in read["elements"]} <= {
            "DemetraChart",
            "DemetraFigures",
            "DemetraReceipt",
            "DemetraTable",
        }
        narrow = (await petr.get(address)).text
        assert "TikTok" not in narrow
        assert QUESTION not in narrow
        assert (await stranger.get(address)).status_code == 401
        for guess in (thread.upper(), f"{thread}%00", "..", "1 OR 1=1"):
            assert (await viktor.get(f"/project/share/{guess}")).status_code == 404

        assert (await viktor.get(f"/project/thread/{thread}")).status_code == 401
        assert thread not in await viktor.listed()
        renamed = await viktor.put("/project/thread", json={"threadId": thread, "name": "mine"})
        removed = await viktor.request("DELETE", "/project/thread", json={"threadId": thread})
        assert {renamed.status_code, removed.status_code} == {401}

        await anna.put("/project/thread/share", json={**wanted, "isShared": False})
        assert (await viktor.get(address)).json() == never
    log = command(closed_server.data_dir, "audit", "--json").stdout
    assert '"shared"' in log
    assert '"unshared"' in log
