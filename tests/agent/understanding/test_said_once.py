"""What is said once is said of what it stands beside: filters, none of a channel, parts of names, ends of months."""

from typing import Any

import pytest

from agent.understanding.model import read
from agent.understanding.outcome import Asked
from agent.understanding.understand import tools_there, understand
from tests.agent.understanding.asked import TODAY, asked, call, catalogue
from tools.semantics.catalogue import CampaignName

SHOP = catalogue(
    campaigns=tuple(
        CampaignName(root_id=number, external_id=str(70_000 + number), name=name, channel="facebook")
        for number, name in enumerate(("FB_RTG_cart-drop", "FB_Broad_v3", "vk_посев_дачи", "Поиск бренд"), start=1)
    ),
    values={"region": ("Краснодарский край", "Москва и МО", "Татарстан")},
)


def _calls(*turns: str) -> list[dict[str, Any]]:
    return [{**one.args} for one in asked(*turns, about=SHOP).calls]


def test_a_question_that_has_ended_takes_no_filter_from_the_next() -> None:
    first, second = _calls("revenue last week? and what did we spend on telegram in that week")

    assert not first.get("where")
    assert second["where"] == [{"dimension": "channel", "values": ["telegram"]}]


def test_what_only_narrows_is_said_of_both() -> None:
    (both,) = _calls("what was spend in Q3, and what revenue? only telegram")

    assert both["where"] == [{"dimension": "channel", "values": ["telegram"]}]


@pytest.mark.parametrize(
    "question", ["weeks with no telegram spend in 2026", "which weeks of 2026 had no telegram spend"]
)
def test_none_of_a_channel_is_a_limit_on_the_measure_behind_its_name(question: str) -> None:
    made = call(question, about=SHOP)

    assert made["having"] == [{"metric": "spend", "operator": "<=", "value": 0.0}]
    assert made["where"] == [{"dimension": "channel", "values": ["telegram"]}]


def test_denied_twice_is_denied_once() -> None:
    made = call("какие кампании вчера не получили ни одного клика", about=SHOP)

    assert made["having"] == [{"metric": "clicks", "operator": "<=", "value": 0.0}]


@pytest.mark.parametrize(
    ("question", "dimension", "names"),
    [
        ("spend on FB_RTG since January", "campaign", ["FB_RTG_cart-drop"]),
        ("лиды за май только краснодар", "region", ["Краснодарский край"]),
        ("расход за май, кампании где vk в названии", "campaign", ["vk"]),
    ],
)
def test_the_beginning_of_a_name_or_a_piece_of_it_is_the_name(question: str, dimension: str, names: list[str]) -> None:
    kept = [one for one in call(question, about=SHOP)["where"] if one["dimension"] == dimension]

    assert [one["values"] for one in kept] == [names]


def test_a_name_before_the_word_that_leaves_it_out_is_left_out() -> None:
    assert call("расход за май по каналам, телеграм не считаем", about=SHOP)["where"] == [
        {"dimension": "channel", "values": ["telegram"], "exclude": True}
    ]


@pytest.mark.parametrize(
    ("turns", "days"),
    [
        (("revenue in 2025", "only the second half of the year"), "2025-07-01..2025-12-31"),
        (("выручка за 2025", "только первое полугодие"), "2025-01-01..2025-06-30"),
    ],
)
def test_a_half_of_the_year_is_that_of_the_year_talked_about(turns: tuple[str, str], days: str) -> None:
    assert _calls(*turns)[0]["periods"] == [days]


@pytest.mark.parametrize(
    "question", ["CPM by year", "CPM по годам", "which year had the highest CPM", "в каком году CPM был выше всего"]
)
def test_years_are_a_cut_over_all_days(question: str) -> None:
    made = call(question)

    assert made["group_by"] == ["year"]
    assert made["periods"][0].startswith("2025-01-01")


@pytest.mark.parametrize(
    ("question", "horizon"),
    [
        ("сколько потратим к концу месяца", 9),
        ("forecast spend by month end", 9),
        ("прогноз выручки на ноябрь", 9),
        ("прогноз выручки на 14 дней", 14),
    ],
)
def test_the_end_of_the_month_is_its_last_day(question: str, horizon: int) -> None:
    assert call(question)["horizon"] == horizon


@pytest.mark.parametrize("question", ["campaigns by spend in October", "кампании по расходу за октябрь"])
def test_campaigns_by_a_measure_are_rows(question: str) -> None:
    assert call(question)["group_by"] == ["campaign"]


def test_whoever_of_them_is_of_the_rows_before() -> None:
    made = call("кампании по расходу за октябрь", "а у кого из них CPA хуже всего")

    assert (made["group_by"], made["periods"]) == (["campaign"], ["2026-10-01..2026-10-31"])


@pytest.mark.parametrize(
    "question", ["сколько потратим к концу месяца такими темпами", "what will spend be by month end at this pace"]
)
def test_a_pace_to_the_end_of_the_month_is_that_of_the_month_so_far(question: str) -> None:
    made = call(question)

    assert (made["tool"], made["periods"], made["pace"]) == ("query_metrics", ["2026-11-01..2026-11-21"], True)


def test_a_fraction_counts_no_rows_and_is_not_passed_over() -> None:
    understood = asked("clicks by device in the thrd half of the budget")

    assert not understood.calls


def test_did_it_rise_week_over_week_is_the_last_whole_week() -> None:
    made = call("did CPA go up week over week")

    assert (made["periods"], made["compare_to"]) == (["2026-11-09..2026-11-15"], "2026-11-02..2026-11-08")


def test_slips_are_put_to_the_reader_as_what_was_meant() -> None:
    slipped, plain = (
        understand(
            Asked(text=text, catalogue=SHOP, today=TODAY, language="ru", tools=tools_there(), read=read), careful=False
        )
        for text in ("расход и показвы по каналам за май", "расход и показы по каналам за май")
    )

    assert slipped.calls == plain.calls
    assert slipped.features["metrics"] == pytest.approx(plain.features["metrics"], abs=0.15)
