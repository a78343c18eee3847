"""What asks for attention on the opening view: evaluated before silence is told, gone once somebody has seen it."""

from collections.abc import Callable

from agent.bootstrap import Demetra
from tools.alerts.book import AlertBook
from tools.dashboard.board import board


def test_rules_are_evaluated_before_the_view_says_that_all_is_calm(demetra_on: Callable[..., Demetra]) -> None:
    desk = demetra_on().desk("ru")

    shown = board("month", desk)

    assert shown is not None
    assert shown.alerts_open > 0
    first = shown.alerts[0]
    AlertBook(desk=desk).acknowledge(str(first.id), "anna")
    again = board("month", desk)
    assert again is not None
    assert first.id not in [kept.id for kept in again.alerts]
    assert again.alerts_open == shown.alerts_open - 1
