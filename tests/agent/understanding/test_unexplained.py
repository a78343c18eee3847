"""A word that nothing explains never vanishes: it is asked about, or the answer says that it was left out."""

import pytest

from tests.agent.understanding.asked import asked, call
from tests.conftest import MakeAnalyst

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


@pytest.mark.parametrize(
    ("question", "written", "meant"),
    [("revenu on gogle in May", "gogle", "google"), ("spnd by city in May", "spnd", "spend")],
)
def test_a_misspelt_word_is_said_as_it_was_read(question: str, written: str, meant: str) -> None:
    said = " ".join(asked(question).notes)

    assert f"“{written}” was read as “{meant}”" in said


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


def test_the_same_period_last_month_is_as_long_as_this_month() -> None:
    assert call("spend this month vs the same period last month")["compare_to"] == "2026-10-01..2026-10-21"


def test_one_among_all_is_looked_at_among_its_kind() -> None:
    found = call("compare Facebook's CTR with everyone else's in May")

    assert (found["group_by"], found["focus"]) == (["channel"], ["facebook"])


async def test_rows_of_a_growth_come_in_the_order_of_their_change(analyst_on: MakeAnalyst) -> None:
    async with analyst_on() as analyst:
        answer = await analyst.ask("top channels by spend growth in October vs September", thread="t")

    place = [column.name for column in answer.tables[0].columns].index("spend_change")
    changes = [row[place] for row in answer.tables[0].rows]
    assert len(changes) > 1
    assert changes == sorted(changes, reverse=True)
