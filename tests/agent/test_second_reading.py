"""A model's call is held against the built-in reader's: never below it alone, and nothing of the question is lost."""

from typing import Any

import pytest

from tests.conftest import MakeAnalyst
from tests.servers.openai import Reply, after_tools, model_server, scripted

WORST = "Which channel is worst by ROI last month?"


def query(**slots: Any) -> tuple[str, dict[str, Any]]:
    return "query_metrics", slots


@pytest.mark.parametrize(
    "call",
    [
        query(metrics=["roi"], group_by=["channel"], periods=["last month"], order_by="roi", limit=1),
        query(metrics=["roi"], group_by=["channel"], periods=["September 2026"], descending=False),
        query(metrics=["spend"], group_by=["channel"], periods=["last month"]),
        query(metrics=["roi"], group_by=["channel"], periods=["last month"], where={"channel": "facebook"}),
        query(metrics=["roi"], group_by=["campaign"], periods=["last month"], descending=False),
    ],
    ids=["direction", "period", "metric", "filter", "cut"],
)
async def test_where_the_reader_is_sure_its_reading_is_the_answer(
    analyst_on: MakeAnalyst, call: tuple[str, dict[str, Any]]
) -> None:
    async with analyst_on() as alone:
        right = await alone.ask(WORST, thread="t")
    with model_server(after_tools(Reply(calls=(call,)), lambda _: "")) as (address, _, _model):
        async with analyst_on(address) as analyst:
            answer = await analyst.ask(WORST, thread="t")

    assert answer.mode == "model"
    assert [table.rows for table in answer.tables] == [table.rows for table in right.tables]
    assert answer.answer == right.answer


async def test_what_the_model_read_instead_is_a_tap_away(analyst_on: MakeAnalyst) -> None:
    call = query(metrics=["spend"], group_by=["channel"], periods=["last month"])
    with model_server(after_tools(Reply(calls=(call,)), lambda _: "")) as (address, _, _model):
        async with analyst_on(address) as analyst:
            answer = await analyst.ask(WORST, thread="t")
            tapped = await analyst.ask(answer.options[0].label, thread="t")

    assert [option.label.partition(" · ")[0] for option in answer.options] == ["Spend"]
    assert {column.name for column in tapped.tables[0].columns} == {"channel", "spend"}


async def test_a_model_that_insists_on_the_question_s_days_is_shown_beside(analyst_on: MakeAnalyst) -> None:
    call = query(metrics=["roas"], group_by=["channel"], periods=["last month"])
    replies = scripted(Reply(calls=(call,)), Reply(calls=(call,)), Reply(text=""))
    with model_server(replies) as (address, _, _model):
        async with analyst_on(address) as analyst:
            answer = await analyst.ask(WORST, thread="t")

    first, second = answer.tables
    assert [first.columns[1].name, second.columns[1].name] == ["roi", "roas"]
    assert "The question can also be read like this:" in answer.answer
    assert answer.options == []


async def test_other_days_than_the_question_says_are_never_shown_as_its_answer(analyst_on: MakeAnalyst) -> None:
    call = query(metrics=["roi"], group_by=["channel"], periods=["September 2026"])
    with model_server(scripted(Reply(calls=(call,)))) as (address, _, model):
        async with analyst_on(address) as analyst:
            answer = await analyst.ask(WORST, thread="t")

    assert len(answer.tables) == 1
    assert "October" in answer.period.label if answer.period else False
    assert len(model.seen) <= 4


async def test_the_same_answer_in_other_words_is_no_other_reading(analyst_on: MakeAnalyst) -> None:
    call = query(metrics=["roi", "spend"], group_by=["channel"], periods=["2026-10-01..2026-10-31"], descending=False)
    with model_server(after_tools(Reply(calls=(call,)), lambda _: "")) as (address, _, _model):
        async with analyst_on(address) as analyst:
            answer = await analyst.ask(WORST, thread="t")

    assert [column.name for column in answer.tables[0].columns] == ["channel", "roi", "spend"]
    assert (len(answer.tables), answer.options) == (1, [])


async def test_the_half_that_a_model_leaves_out_is_answered_too(analyst_on: MakeAnalyst) -> None:
    call = query(metrics=["spend"], where={"channel": "tiktok"}, periods=["last month"])
    with model_server(after_tools(Reply(calls=(call,)), lambda _: "")) as (address, _, _model):
        async with analyst_on(address) as analyst:
            answer = await analyst.ask("TikTok spend last month and ROI by channel this week", thread="t")

    assert [len(table.columns) for table in answer.tables] == [1, 2]


@pytest.mark.parametrize(
    ("question", "call", "words"),
    [
        (
            "gimme the kaboodle of spend for October without TikTok, pretty wobbly please",
            query(metrics=["spend"], periods=["October 2026"]),
            "without TikTok",
        ),
        (
            "the kaboodle of spend for October, wobbly TikTok",
            query(metrics=["spend"], periods=["October 2026"]),
            "TikTok",
        ),
        (
            "the kaboodle of wobbly spend in October",
            query(metrics=["spend"], periods=["September 2026"]),
            "October",
        ),
        (
            "the kaboodle of wobbly orders per day in October",
            query(metrics=["conversions"], periods=["October 2026"]),
            "per day",
        ),
    ],
    ids=["exclusion", "name", "days", "average"],
)
async def test_what_the_question_spells_and_the_call_lacks_is_named(
    analyst_on: MakeAnalyst, question: str, call: tuple[str, dict[str, Any]], words: str
) -> None:
    replies = scripted(Reply(calls=(call,)), Reply(calls=(call,)), Reply(text=""))
    with model_server(replies) as (address, _, model):
        async with analyst_on(address) as analyst:
            answer = await analyst.ask(question, thread="t")

    warned = [message["content"] for message in model.seen[1] if message["role"] == "tool"]
    assert words in warned[0]
    assert any(words in note for note in answer.notes)


async def test_a_call_that_is_mended_leaves_nothing_to_name(analyst_on: MakeAnalyst) -> None:
    wrong = query(metrics=["spend"], periods=["October 2026"])
    mended = query(metrics=["spend"], periods=["October 2026"], where={"channel": "tiktok"})
    with model_server(scripted(Reply(calls=(wrong,)), Reply(calls=(mended,)), Reply(text=""))) as (address, _, _model):
        async with analyst_on(address) as analyst:
            answer = await analyst.ask("the kaboodle of spend for October, wobbly TikTok", thread="t")

    assert [call.args.get("where") for call in answer.tool_calls] == [[{"dimension": "channel", "values": ["tiktok"]}]]
    assert not any("TikTok" in note for note in answer.notes)


async def test_no_figure_stands_for_what_no_data_have(analyst_on: MakeAnalyst) -> None:
    call = query(metrics=["cvr"], periods=["October 2026"])
    replies = scripted(Reply(calls=(call,)), Reply(calls=(call,)), Reply(text="The churn rate is not collected."))
    with model_server(replies) as (address, _, model):
        async with analyst_on(address) as analyst:
            answer = await analyst.ask("what was our churn rate in October?", thread="t")

    assert answer.status != "answered"
    assert not answer.tables
    told = [message["content"] for message in model.seen[-1] if message["role"] == "tool"]
    assert all("churn rate" in words for words in told)
