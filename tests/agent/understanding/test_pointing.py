"""Words that point at rows of the answer before mean those rows, and go on meaning them."""

import pytest

from agent.understanding.dialogue.memory import Shown
from tests.agent.understanding.asked import asked, call, on, only, without

CHANNELS = Shown(dimension="channel", values=("facebook", "vk", "telegram"), by="spend")
FEW = Shown(dimension="channel", values=("facebook", "vk", "telegram"), by="spend", complete=False)
TOP = "top 3 channels by spend in May 2026"


@pytest.mark.parametrize(
    ("turns", "metric"),
    [
        (("which channel spent the most in May 2026?", "how many leads came from there?"), "leads"),
        (("какой канал потратил больше всех в мае 2026?", "а сколько у него заявок?"), "leads"),
        (("which channel spent the most in May 2026?", "what is the CPL of that channel?"), "cpl"),
    ],
)
def test_the_first_row_of_a_ranking_is_a_name(turns: tuple[str, str], metric: str) -> None:
    planned = call(*turns, shown=CHANNELS)

    assert (planned["where"], planned["metrics"]) == ([only("channel", "facebook")], [metric])
    assert planned["periods"] == on("May 2026")
    assert planned.keys().isdisjoint({"group_by", "limit", "order_by"})


def test_a_row_is_named_by_its_place() -> None:
    weekly = call(TOP, "the second one by week", shown=FEW)
    leads = call(TOP, "а сколько заявок у второго?", shown=FEW)

    assert (weekly["where"], weekly["group_by"]) == ([only("channel", "vk")], ["week"])
    assert (leads["where"], leads["metrics"]) == ([only("channel", "vk")], ["leads"])


def test_the_day_that_was_best_is_a_period() -> None:
    shown = Shown(dimension="day", values=("2026-05-18",), by="revenue", complete=False)

    for said in ("сколько заказов было в этот день", "how many orders were there that day"):
        planned = call("какой день мая 2026 был лучшим по выручке", said, shown=shown)
        assert (planned["periods"], planned["metrics"]) == (["2026-05-18..2026-05-18"], ["conversions"])


def test_this_month_is_not_the_day_that_was_best() -> None:
    shown = Shown(dimension="day", values=("2026-11-09",), by="revenue", complete=False)

    planned = call("какой день ноября 2026 был лучшим по выручке", "а сколько потратили за этот месяц", shown=shown)

    assert (planned["metrics"], planned["periods"]) == (["spend"], on("за этот месяц"))


@pytest.mark.parametrize("said", ["and the next three", "следующие три"])
def test_the_next_rows_leave_out_those_shown(said: str) -> None:
    planned = call(TOP, said, shown=FEW)

    assert planned["where"] == [without("channel", "facebook", "vk", "telegram")]
    assert (planned["limit"], planned["order_by"], planned["metrics"]) == (3, "spend", ["spend"])


def test_which_of_them_is_asked_among_the_rows_shown() -> None:
    planned = call(TOP, "which of them has the highest CPL", shown=FEW)

    assert (planned["where"], planned["order_by"]) == ([only("channel", *FEW.values)], "cpl")
    assert "limit" not in planned


@pytest.mark.parametrize(
    ("said", "left_out"),
    [
        ("drop the two weakest", ("vk", "telegram")),
        ("убери две самые дорогие", ("facebook", "vk")),
        ("без самого дешевого", ("telegram",)),
    ],
)
def test_rows_at_one_end_are_left_out(said: str, left_out: tuple[str, ...]) -> None:
    planned = call("spend by channel in May 2026", said, shown=CHANNELS)

    assert (planned["tool"], planned["where"]) == ("query_metrics", [without("channel", *left_out)])
    assert (planned["metrics"], planned["group_by"]) == (["spend"], ["channel"])


def test_why_keeps_the_row_that_it_points_at() -> None:
    planned = call("which channel had the worst revenue in May 2026", "why did revenue fall there?", shown=CHANNELS)

    assert (planned["tool"], planned["where"]) == ("explain_change", [only("channel", "facebook")])


def test_it_is_the_answer_where_it_is_cut_otherwise() -> None:
    planned = call("which channel spent the most in May 2026?", "break it down by week", shown=CHANNELS)

    assert "week" in planned["group_by"]
    assert "where" not in planned


def test_nothing_is_pointed_at_where_nothing_was_shown() -> None:
    assert asked(TOP, "the second one by week").status == "clarify"


@pytest.mark.parametrize("said", ["покажи по ним CPL и ROAS", "а теперь CPL и ROAS по этим каналам"])
def test_of_them_is_of_the_rows_shown(said: str) -> None:
    planned = call("топ 3 канала по расходу за май 2026", said, shown=FEW)

    assert planned["where"] == [only("channel", "facebook", "vk", "telegram")]
    assert (planned["metrics"], planned["periods"]) == (["cpl", "roas"], on("May 2026"))
    assert planned.keys().isdisjoint({"limit", "order_by"})


@pytest.mark.parametrize("said", ["how much did ROAS drop?", "how did ROAS change?", "насколько просел ROAS?"])
def test_how_far_something_moved_is_of_what_was_just_shown(said: str) -> None:
    planned = call("spend on Facebook in October", said)

    assert (planned["where"], planned["metrics"]) == ([only("channel", "facebook")], ["roas"])
    assert (planned["periods"], planned["compare_to"]) == (["2026-10-01..2026-10-31"], "2026-09-01..2026-09-30")
