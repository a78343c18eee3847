"""What the opening view works out is worked out again only when what it depends on has changed."""

import asyncio
from collections.abc import Callable

from agent.bootstrap import Demetra
from tests.agent.conftest import demetra_on, demo_url  # noqa: F401 - fixtures
from tools.alerts.book import AlertBook
from tools.tool import ToolContext
from ui.chat.opening import Opening


def test_an_alert_that_is_seen_changes_only_what_tells_of_alerts(demetra_on: Callable[..., Demetra]) -> None:  # noqa: F811
    running = demetra_on()
    desk = running.desk("en")
    book = AlertBook(desk=desk)
    book.check()
    unseen = next(one for one in book.listed("open") if one.record.state == "firing")
    opening = Opening(running=running)
    figures: list[ToolContext] = []
    board: list[ToolContext] = []

    async def look() -> None:
        await opening.once("figures", desk, figures.append)
        await opening.once("board", desk, board.append, alerts=True)

    async def before_and_after() -> None:
        await look()
        book.acknowledge(str(unseen.id), "admin")
        await look()

    asyncio.run(before_and_after())

    assert (len(figures), len(board)) == (1, 2)
