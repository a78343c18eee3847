"""A word that nothing explains never vanishes: it is asked about, or the answer says that it was left out."""

import pytest

from tests.agent.conftest import MakeAnalyst
from tests.agent.planner.shop import asked, call

CONDITIONS = [
    "сколько конверсий оплачено в мае",
    "сколько конверсий подтвердилось в мае",
    "выручка до скидок за май",
    "повторных конверсий сколько в мае",
    "дубли конверсий за май",
    "сколько отвалилось и какой расход в мае",
    "how many conversions were verified in May",
    "verified conversions in May",
    "how many conversions ghosted us in May",
    "spend on mobile apps in May",
    "revenue before discounts in May",
    "non-brand clicks in May",
]


@pytest.mark.parametrize("question", CONDITIONS)
def test_what_may_narrow_the_question_is_asked_about(question: str) -> None:
    planned = asked(question)

    assert (planned.calls, planned.status in ("clarify", "unsupported")) == ((), True)


@pytest.mark.parametrize(
    ("question", "word"),
    [("сколько кликов наколбасило в мае", "наколбасило"), ("how many clicks did we amass in May", "amass")],
)
def test_a_bare_verb_is_left_out_aloud(question: str, word: str) -> None:
    planned = asked(question)

    assert planned.calls[0].args["metrics"] == ["clicks"]
    assert [word in note for note in planned.notes] == [True]


@pytest.mark.parametrize(
    ("question", "written", "meant"),
    [("revenu on gogle in May", "gogle", "google"), ("spnd by city in May", "spnd", "spend")],
)
def test_a_misspelt_word_is_said_as_it_was_read(question: str, written: str, meant: str) -> None:
    said = " ".join(asked(question).notes)

    assert f"“{written}” was read as “{meant}”" in said


def test_a_word_like_no_other_is_no_misspelling() -> None:
    """Reads no "progress" in "processed": a longer word may not differ more."""
    assert asked("how many conversions were processed in May").status == "clarify"


async def test_what_was_left_out_stands_beside_the_answer(analyst_on: MakeAnalyst) -> None:
    async with analyst_on() as analyst:
        told = await analyst.ask("сколько кликов наколбасило в октябре", thread="t")
        plain = await analyst.ask("сколько кликов в октябре", thread="t")

    assert "наколбасило" in told.notes[0]
    assert not any("наколбасило" in note for note in plain.notes)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("покажи клики за май 26", "за май 2026"),
        ("clicks in Q2 26 by channel", "in Q2 2026"),
        ("clicks y'day", "yesterday"),
        ("майские клики", "за май"),
        ("клики за посл 7 дней", "за последние 7 дней"),
    ],
)
def test_shortened_periods_are_read(question: str, expected: str) -> None:
    assert call(question)["period"] == expected


def test_two_months_named_as_adjectives_are_compared() -> None:
    found = call("сравни июньскую выручку с майской")

    assert (found["period"], found["compare_to"]) == ("за июнь", "май")


@pytest.mark.parametrize(
    ("question", "metrics"),
    [
        ("how many sales in May", ["conversions"]),
        ("sales in May", ["revenue"]),
        ("во сколько обошёлся клиент в Хьюстоне в мае", ["cac"]),
        ("сколько платили за конверсию в мае", ["cpa"]),
        ("сколько сожрал фейсбук в мае", ["spend"]),
        ("сколько вложили и сколько заработали в мае", ["spend", "revenue"]),
    ],
)
def test_prices_and_sums_in_everyday_words(question: str, metrics: list[str]) -> None:
    assert call(question)["metrics"] == metrics


def test_a_fragment_after_the_question_belongs_to_it() -> None:
    found = call("which city should I drop? lowest ROI in May")

    assert (found["group_by"], found["order_by"], found["descending"]) == (["location"], "roi", False)


def test_a_share_of_the_past_is_no_wish_to_split_money() -> None:
    found = call("budget split across cities in %, May 2026")

    assert (found["tool"], found["group_by"], found["share_of_total"]) == ("query_metrics", ["location"], True)


def test_two_days_of_the_week_are_told_apart() -> None:
    found = call("понедельники против воскресений: клики в мае")

    assert (found["group_by"], found["where"][0]["values"]) == (["weekday"], ["1", "7"])


def test_the_worst_after_the_best_are_the_worst() -> None:
    assert call("топ 5 городов по выручке за май", "теперь наоборот, худшие")["descending"] is False


def test_the_total_after_one_device_is_of_all_devices() -> None:
    assert "where" not in call("clicks on mobile in May", "and in total?")


def test_a_sum_to_pass_may_follow_top() -> None:
    assert call("which cities did spend top $2.1m in May")["having"][0]["value"] == pytest.approx(2_100_000)


@pytest.mark.parametrize(
    "question",
    [
        "compare Facebook's CTR in May",
        "средний расход по городам за май",
        "spend without in May",
        "сравни гугл за май",
    ],
)
def test_a_word_understood_that_would_change_nothing_is_asked_about(question: str) -> None:
    assert asked(question).status == "clarify"


def test_periods_are_weighed_without_a_cut() -> None:
    found = call("was October better than September on revenue?")

    assert (found["tool"], found["period"], found["compare_to"]) == ("compare_periods", "October", "September")
    assert "group_by" not in found


def test_the_same_period_last_month_is_as_long_as_this_month() -> None:
    assert call("spend this month vs the same period last month")["compare_to"] == "2026-10-01..2026-10-21"


def test_one_among_all_is_looked_at_among_its_kind() -> None:
    found = call("compare Facebook's CTR with everyone else's in May")

    assert (found["group_by"], found["focus"]) == (["channel"], ["facebook"])


def test_weekends_against_weekdays_are_all_days() -> None:
    found = call("weekend vs weekday CTR in May")

    assert (found["group_by"], "where" in found) == (["weekday"], False)


def test_who_somebody_is_has_no_figures() -> None:
    assert asked("who is the CEO of Facebook").status == "unsupported"


def test_which_of_one_number_is_asked_back() -> None:
    assert asked("spend in May", "and in June?", "which was higher").status == "clarify"


@pytest.mark.parametrize(
    ("question", "descending"),
    [
        ("top 3 cities by revenue growth in May", True),
        ("which city dropped the most in revenue in May vs April", False),
        ("какой город просел сильнее всего по выручке в мае к апрелю", False),
    ],
)
def test_growth_is_ranked_by_the_change(question: str, *, descending: bool) -> None:
    found = call(question)

    assert (found["order_by"], found["descending"]) == ("revenue_change", descending)


def test_a_day_against_a_week_ago_is_a_day() -> None:
    assert call("clicks yesterday vs a week ago")["compare_to"] == "2026-11-14..2026-11-14"


async def test_rows_of_a_growth_come_in_the_order_of_their_change(analyst_on: MakeAnalyst) -> None:
    async with analyst_on() as analyst:
        answer = await analyst.ask("top channels by spend growth in October vs September", thread="t")

    place = [column.name for column in answer.tables[0].columns].index("spend_change")
    changes = [row[place] for row in answer.tables[0].rows]
    assert len(changes) > 1
    assert changes == sorted(changes, reverse=True)
