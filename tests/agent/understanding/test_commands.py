"""Orders to change what was shown: put in the place of something, kept alone, taken off, the rest, the first again."""

from typing import Any

import pytest

from tests.agent.understanding.asked import asked, call, only

CHANNELS = "spend by channel in May"
ONE = "spend by campaign in May, only Facebook"


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        ((CHANNELS, "replace spend with clicks"), {"metrics": ["clicks"], "group_by": ["channel"]}),
        ((CHANNELS, "clicks instead of spend"), {"metrics": ["clicks"]}),
        ((CHANNELS, "вместо расхода покажи клики"), {"metrics": ["clicks"], "group_by": ["channel"]}),
        ((CHANNELS, "замени май на июнь"), {"metrics": ["spend"], "periods": ["2026-06-01..2026-06-30"]}),
        ((CHANNELS, "swap May for June"), {"periods": ["2026-06-01..2026-06-30"]}),
        ((CHANNELS, "split it by device rather than by channel"), {"group_by": ["device"]}),
        ((CHANNELS, "switch the cut to device"), {"group_by": ["device"]}),
        ((CHANNELS, "how many clicks did each of them bring"), {"metrics": ["clicks"], "group_by": ["channel"]}),
    ],
)
def test_what_is_put_in_the_place_of_something_is_alone(turns: tuple[str, ...], expected: dict[str, Any]) -> None:
    found = call(*turns)

    assert {name: found[name] for name in expected} == expected


@pytest.mark.parametrize(
    "text",
    [
        "leave only Facebook and VK",
        "drop everything but Facebook and VK",
        "narrow it down to Facebook and VK",
        "оставь Facebook и VK",
        "сузь до Facebook и VK",
        "только Facebook и VK, остальное не надо",
    ],
)
def test_what_is_kept_is_no_more_than_that(text: str) -> None:
    found = call(CHANNELS, text)

    assert found["where"] == [only("channel", "facebook", "vk")]
    assert found["periods"] == ["2026-05-01..2026-05-31"]


@pytest.mark.parametrize(
    "text",
    [
        "remove the Facebook filter",
        "clear the channel filter pls",
        "без фильтра по Facebook",
        "сними фильтр по каналу",
        "not only Facebook, all of them",
        "не только Facebook, а по всем",
        "take the Facebook filter off",
    ],
)
def test_a_filter_is_taken_off(text: str) -> None:
    found = call(ONE, text)

    assert "where" not in found
    assert (found["metrics"], found["group_by"]) == (["spend"], ["campaign"])


@pytest.mark.parametrize(
    "text", ["and the rest?", "what about the other channels", "а остальные?", "the remaining ones"]
)
def test_the_rest_is_all_but_what_was_asked_of(text: str) -> None:
    found = call("spend by channel in May, only Facebook and VK", text)

    (kept,) = found["where"]
    assert (kept["values"], kept["exclude"]) == (["facebook", "vk"], True)


@pytest.mark.parametrize("text", ["back to the first one", "first table again", "вернись к первому вопросу"])
def test_the_first_question_is_asked_again(text: str) -> None:
    found = call(CHANNELS, "clicks by device in June", text)

    assert (found["metrics"], found["group_by"], found["periods"]) == (
        ["spend"],
        ["channel"],
        ["2026-05-01..2026-05-31"],
    )


@pytest.mark.parametrize("text", ["which channel is best by ROAS?", "сколько стоил клик по каждому каналу"])
def test_a_question_without_days_is_of_those_just_looked_at(text: str) -> None:
    assert call("spend by device in May", text)["periods"] == ["2026-05-01..2026-05-31"]


def test_two_campaigns_by_region_are_two_in_each() -> None:
    found = call("top two campaigns by clicks by device in May")

    assert (found["group_by"], found["limit"], found["limit_per"]) == (["device", "campaign"], 2, "device")


@pytest.mark.parametrize(
    "text", ["clicks in May in total and without Facebook", "клики за май: всё вместе / всё кроме Facebook"]
)
def test_the_whole_and_a_part_of_it_stand_beside_each_other(text: str) -> None:
    assert call(text)["with_and_without"]["values"] == ["facebook"]


@pytest.mark.parametrize("text", ["clicks per spring in May", "clicks for each of our springs in May"])
def test_what_rows_are_made_of_is_no_part_of_a_name(text: str) -> None:
    """A campaign is called "Spring Sale | Lisbon"."""
    assert all("where" not in planned.args for planned in asked(text).calls)


@pytest.mark.parametrize(
    ("turns", "periods"),
    [
        (("revenue in October", "and last year?"), ["2025-10-01..2025-10-31"]),
        (("выручка за октябрь", "а в прошлом году?"), ["2025-10-01..2025-10-31"]),
        (("revenue this year", "and in 2025?"), ["2025-01-01..2025-12-31"]),
        (("revenue in September and October together",), ["2026-09-01..2026-10-31"]),
        (("клики за сентябрь и октябрь вместе",), ["2026-09-01..2026-10-31"]),
    ],
)
def test_the_days_of_another_year_and_of_two_months_in_one(turns: tuple[str, ...], periods: list[str]) -> None:
    found = call(*turns)

    assert (found["periods"], found.get("compare_to")) == (periods, None)


def test_how_many_of_a_channel_is_of_what_was_counted() -> None:
    found = call("leads in October", "how many came from Facebook")

    assert (found["metrics"], found["where"]) == (["leads"], [only("channel", "facebook")])


def test_per_cent_of_two_periods_told_is_how_far_they_are_apart() -> None:
    found = call("spend in October 2026", "same month last year?", "so what's that in % terms")

    assert (found["periods"], found["compare_to"]) == (["2026-10-01..2026-10-31"], "2025-10-01..2025-10-31")


@pytest.mark.parametrize("text", ["and what percentage of them were orders?", "а какой процент из них стал заказами"])
def test_a_part_of_what_was_counted_is_a_share_of_it(text: str) -> None:
    found = call("leads in October, only Facebook", text)

    assert (found["metrics"], found.get("share")) == (["close_rate"], None)
    assert found["where"] == [only("channel", "facebook")]


def test_sold_is_what_is_done_with_orders() -> None:
    found = call("which campaigns sold fewer than 400 orders in October")

    assert [limit["metric"] for limit in found["having"]] == ["conversions"]
