"""Follow-ups change some slots of the question before; full questions take none of them."""

import pytest

from tests.agent.understanding.asked import asked, call, on, only, without


def test_another_channel_takes_the_place_of_the_first() -> None:
    planned = call("Сколько потратили на Facebook в мае?", "а у гугла?")

    assert planned["where"] == [only("channel", "google_ads")]
    assert (planned["metrics"], planned["periods"]) == (["spend"], on("в мае"))


def test_another_cut_takes_the_place_of_the_first() -> None:
    assert call("ROI по каналам за май", "а по месяцам?")["group_by"] == ["month"]
    assert call("ROI by channel in May", "now by campaign")["group_by"] == ["campaign"]


def test_another_period_keeps_everything_else() -> None:
    planned = call("Revenue by channel in May 2026", "same for April 2026")

    assert (planned["metrics"], planned["group_by"], planned["periods"]) == (
        ["revenue"],
        ["channel"],
        on("for April 2026"),
    )


def test_only_the_top_rows() -> None:
    planned = call("ROI by city in May", "only the top 3")

    assert (planned["limit"], planned["order_by"], planned["descending"]) == (3, "roi", True)


def test_as_a_chart_and_back_to_a_table() -> None:
    drawn = call("выручка по месяцам за 2025", "графиком")
    told = call("выручка по месяцам за 2025", "графиком", "покажи таблицу")

    assert (drawn["tool"], drawn["group_by"]) == ("plot_chart", ["month"])
    assert (told["tool"], told["group_by"]) == ("query_metrics", ["month"])


def test_a_value_is_left_out() -> None:
    assert call("spend by channel in May", "without Email")["where"] == [without("channel", "email")]


def test_a_metric_takes_the_place_of_the_first_or_joins_it() -> None:
    assert call("spend by channel in May", "and CTR?")["metrics"] == ["ctr"]
    assert call("spend by channel in May", "add clicks")["metrics"] == ["spend", "clicks"]


def test_a_year_ago_counts_from_the_period_before() -> None:
    assert call("spend in May 2026", "а год назад?")["periods"] == on("2025-05-01..2025-05-31")


def test_the_previous_month_counts_from_the_period_before() -> None:
    planned = call("CPA by channel for March 2026", "compare with the previous month")

    assert (planned["tool"], planned["compare_to"]) == ("compare_periods", "2026-02-01..2026-02-28")


def test_the_other_end_of_a_ranking() -> None:
    planned = call("Топ-5 городов по ROI", "а худшие?")

    assert (planned["limit"], planned["descending"]) == (5, False)


def test_a_full_question_inherits_nothing() -> None:
    planned = call("Spend on Facebook in May 2026", "Which city has the best CTR?")

    assert "where" not in planned
    assert "period" not in planned


def test_the_answer_is_exported() -> None:
    planned = call("revenue by month for 2025", "export it to excel")

    assert (planned["tool"], planned["group_by"], planned["view"]) == ("export_table", ["month"], "xlsx")


def test_nobody_knows_which_one_is_meant() -> None:
    assert asked("ROI by channel in May", "exclude that one").status == "clarify"


@pytest.mark.parametrize(
    ("turns", "period"),
    [
        (("clicks yesterday", "and the day before?"), "2026-11-20..2026-11-20"),
        (("spend last week", "and the week before?"), "2026-11-02..2026-11-08"),
        (("расход за прошлую неделю", "а за неделю до этого?"), "2026-11-02..2026-11-08"),
        (("revenue in October", "and the previous month?"), "2026-09-01..2026-09-30"),
    ],
)
def test_the_time_before_is_asked_for_itself(turns: tuple[str, ...], period: str) -> None:
    found = call(*turns)

    assert (found["tool"], found["periods"][0]) == ("query_metrics", period)


def test_a_ratio_of_campaigns_is_each_one_s() -> None:
    assert call("ROAS кампаний за май", "оставь только три худшие")["group_by"] == ["campaign"]


@pytest.mark.parametrize(
    "turns",
    [
        ("какой канал лучший по ROI в мае?", "сколько он потратил?"),
        ("which channel had the best ROI in May?", "how much did it spend?"),
    ],
)
def test_he_is_the_one_that_came_first(turns: tuple[str, ...]) -> None:
    found = call(*turns)

    assert (found["metrics"], found["order_by"], found["limit"]) == (["roi", "spend"], "roi", 1)


@pytest.mark.parametrize("addition", ["and their spend", "how much did they spend?"])
def test_theirs_is_a_further_column_of_the_same_rows(addition: str) -> None:
    found = call("ROI by campaign in May", "bottom 5", addition)

    assert (found["metrics"], found["order_by"], found["limit"]) == (["roi", "spend"], "roi", 5)


def test_days_of_an_introduction_are_kept() -> None:
    assert call("меня интересует только май: расход по каналам")["periods"] == on("май")


@pytest.mark.parametrize(
    "turns",
    [
        ("график расхода по неделям", "Сравни с прошлым периодом"),
        ("spend by day last week", "compare with the previous period"),
    ],
)
def test_compared_periods_stand_whole_as_their_days_have_no_partner(turns: tuple[str, ...]) -> None:
    asked_now = call(*turns)

    assert asked_now["tool"] == "compare_periods"
    assert "group_by" not in asked_now


def test_days_of_an_average_replace_it() -> None:
    asked_now = call("средний расход в день", "График по дням")

    assert asked_now["group_by"] == ["day"]
    assert "average" not in asked_now


@pytest.mark.parametrize("said", ["нет, я про CPA", "no, I meant CPA", "не то, я имел в виду CPA"])
def test_a_correction_takes_the_place_of_what_was_understood(said: str) -> None:
    made = call("расход Facebook за октябрь", said)

    assert (made["metrics"], made["where"]) == (["cpa"], [only("channel", "facebook")])


@pytest.mark.parametrize("said", ["по всем каналам", "for all channels"])
def test_all_of_a_dimension_lifts_its_filter(said: str) -> None:
    made = call("расход Facebook за октябрь", said)

    assert made["periods"] == ["2026-10-01..2026-10-31"]
    assert not made.get("where")


@pytest.mark.parametrize("said", ["вернись к каналам", "go back to channels"])
def test_going_back_to_a_cut_is_that_cut(said: str) -> None:
    assert call("ROI по каналам за октябрь", "а по кампаниям?", said)["group_by"] == ["channel"]


@pytest.mark.parametrize("said", ["только первые три", "just the first three"])
def test_the_first_three_after_a_month_are_rows_and_no_quarter(said: str) -> None:
    made = call("топ-5 кампаний по расходу за октябрь", said)

    assert (made["limit"], made["periods"]) == (3, ["2026-10-01..2026-10-31"])


@pytest.mark.parametrize(
    ("turns", "against"),
    [
        (("spend in december 2025", "vs nov"), "2025-11-01..2025-11-30"),
        (("расход в марте 2026", "по сравнению с декабрём"), "2025-12-01..2025-12-31"),
        (("spend in november 2025", "vs november"), "2024-11-01..2024-11-30"),
        (("расход за октябрь", "сравни с ноябрём"), "2026-11-01..2026-11-21"),
    ],
)
def test_a_month_without_a_year_is_the_one_nearest_to_the_days_it_is_held_against(
    turns: tuple[str, ...], against: str
) -> None:
    assert call(*turns)["compare_to"] == against


@pytest.mark.parametrize(
    ("turns", "days"),
    [
        (("расход за прошлую неделю", "а за позапрошлую?"), "2026-11-02..2026-11-08"),
        (("расход за октябрь", "а за позапрошлый"), "2026-09-01..2026-09-30"),
        (("расход в этом месяце", "а за прошлый"), "2026-10-01..2026-10-31"),
    ],
)
def test_last_without_its_noun_is_of_the_same_unit(turns: tuple[str, ...], days: str) -> None:
    assert call(*turns)["periods"] == [days]


def test_a_month_that_goes_on_ends_where_it_has_gone() -> None:
    assert call("расход за октябрь", "а за ноябрь?")["periods"] == ["2026-11-01..2026-11-21"]


def test_who_among_the_rows_of_one_channel_is_one_of_its_campaigns() -> None:
    assert call("ROI of Facebook in May", "у кого меньше 14?")["group_by"] == ["campaign"]
    assert call("ROI in May", "у кого меньше 14?")["group_by"] == ["channel"]


def test_what_an_edit_leaves_alone_is_carried_over() -> None:
    slots = asked("ROI by city in May", "only Facebook").frames[0].slots

    assert {name: slot.origin for name, slot in slots.items()} == {
        "metrics": "carried",
        "periods": "carried",
        "group_by": "carried",
        "where": "said",
    }


CORRECTED = [
    ("spend on Facebook in May", "no, Telegram", "where", [only("channel", "telegram")]),
    ("spend on Facebook in May", "not Facebook, Telegram", "where", [only("channel", "telegram")]),
    ("расход в мае по каналам", "нет, за июнь", "periods", on("за июнь")),
    ("расход в мае по каналам", "не май а июнь", "periods", on("за июнь")),
    ("расход в мае по каналам", "не расход, а клики", "metrics", ["clicks"]),
    ("spend in May by campaign", "by channel, not by campaign", "group_by", ["channel"]),
]


@pytest.mark.parametrize(("question", "correction", "slot", "value"), CORRECTED)
def test_what_was_not_meant_gives_way(question: str, correction: str, slot: str, value: object) -> None:
    asked_first, then = call(question), call(question, correction)

    assert then[slot] == value
    assert {**then, slot: None} == {**asked_first, slot: None}


def test_what_is_left_out_or_limited_is_no_correction() -> None:
    assert call("clicks in May", "spend in June, not counting Email")["where"] == [without("channel", "email")]


@pytest.mark.parametrize("said", ["а у всей рекламы?", "а по всей рекламе?", "and for all our ads?"])
def test_all_the_advertising_is_no_two_things_together(said: str) -> None:
    made = call("CPA TikTok за июль", "а за август", said)

    assert "where" not in made
    assert made["periods"] == ["2026-08-01..2026-08-31"]


def test_days_that_are_looked_for_may_lie_far_back() -> None:
    assert call("show me the days we spent over 80k")["periods"] == ["2025-01-01..2026-11-21"]
    assert call("show me the campaigns that spent over 80k")["periods"] == ["2026-10-23..2026-11-21"]


def test_a_measure_is_told_as_a_part_of_the_one_named_behind_per_cent() -> None:
    assert call("conversions by device in October", "as % of leads")["metrics"] == ["close_rate"]


def test_what_share_is_that_is_of_the_measure_asked_before() -> None:
    assert call("leads in October", "and conversions?", "what share is that?")["metrics"] == ["close_rate"]


def test_both_are_the_names_of_the_last_two_requests() -> None:
    made = call("cpl for VK in October", "Telegram?", "both on mobile only")

    assert (made["group_by"], made["where"]) == (
        ["channel"],
        [only("channel", "vk", "telegram"), only("device", "mobile")],
    )


def test_of_a_whole_that_is_named_each_row_is_a_part() -> None:
    made = call("VK spend per campaign in October", "as % of the VK total")

    assert (made["group_by"], made["share"], made.get("focus")) == (["campaign"], "rows", None)


def test_a_day_of_the_week_is_one_of_the_days_before() -> None:
    made = call("revenue by region 16-22 November 2025", "only the friday")

    assert (made["periods"], only("weekday", "5") in made["where"]) == (["2025-11-16..2025-11-22"], True)
