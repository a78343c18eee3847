"""What the opening view works out is worked out again only when what it depends on has changed."""

import asyncio
from collections.abc import Callable

import pytest

from agent.bootstrap import Demetra
from tools.access.preferences import Preferences, prefer
from tools.alerts.book import AlertBook
from tools.tool import ToolContext
from ui.chat.opening import Opening, board_of, usual_choice


def test_an_alert_that_is_seen_changes_only_what_tells_of_alerts(demetra_on: Callable[..., Demetra]) -> None:
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


@pytest.mark.parametrize(
    ("days", "shown", "own"),
    [
        (None, "1–21 ноября 2026 против 1–21 октября 2026", False),
        (7, "15–21 ноября 2026 против 8–14 ноября 2026", False),
        (14, "8–21 ноября 2026 против 25 октября – 7 ноября 2026", True),
    ],
)
def test_the_view_opens_on_the_days_that_its_person_has_chosen(
    days: int | None,
    shown: str,
    *,
    own: bool,
    demetra_on: Callable[..., Demetra],
) -> None:
    desk = demetra_on().desk("ru")
    prefer(desk.engine, desk.actor.name, Preferences(days=days), desk.now)

    props = board_of(usual_choice(desk), desk)

    assert props is not None
    assert props["days"] == shown
    assert props["own"]["active"] is own
    assert [one["key"] for one in props["spans"] if one["active"]] == ([] if own else [str(days or "month")])
