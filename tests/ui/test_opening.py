"""What the opening view works out is worked out again only when what it depends on has changed."""

import asyncio
from collections.abc import Callable

import pytest

from agent.bootstrap import Demetra
from tests.agent.conftest import demetra_on, demo_url  # noqa: F401 - fixtures
from tools.alerts.book import AlertBook
from tools.tool import ToolContext
from ui.chat.opening import Opening


@pytest.mark.parametrize(("tells_alerts", "times"), [(False, 1), (True, 2)])
def test_an_alert_that_is_seen_changes_only_what_tells_of_alerts(
    tells_alerts: bool,  # noqa: FBT001 - a case
    times: int,
    demetra_on: Callable[..., Demetra],  # noqa: F811
) -> None:
    running = demetra_on()
    desk = running.desk("en")
    book = AlertBook(desk=desk)
    book.check()
    opening, worked_out = Opening(running=running), []

    async def look() -> None:
        await opening.once("pin", desk, worked_out.append, alerts=tells_alerts)

    async def twice() -> None:
        await look()
        book.acknowledge(str(book.listed("open")[0].id), "admin")
        await look()

    asyncio.run(twice())

    assert worked_out == [desk] * times
    assert isinstance(worked_out[0], ToolContext)
