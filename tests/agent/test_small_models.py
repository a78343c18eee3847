"""Small models: calls as text, broken JSON, thoughts, repetitions, little windows; each ends in the right answer."""

import asyncio
import json
import threading
from typing import Any

import pytest

from agent.models.history import ContextWindow, TokenCount
from agent.models.offered import offered
from agent.models.replies import calls_in, settled, without_thoughts
from agent.stages import Stage
from tests.conftest import MakeAnalyst
from tests.servers.openai import Messages, Reply, after_tools, model_server, scripted
from tools.semantics.question import Question

ROI = ("query_metrics", {"metrics": ["roi"], "group_by": ["channel"], "periods": ["last 30 days"]})
CALL = json.dumps({"name": ROI[0], "arguments": ROI[1]})


@pytest.mark.parametrize(
    "text",
    [
        f"<tool_call>\n{CALL}\n</tool_call>",
        f"<think>They want ROI. query_metrics(metrics=['spend'])</think>\n<tool_call>{CALL}</tool_call>",
        f"```json\n{CALL}\n```",
        f"I will look.\n[TOOL_CALLS][{CALL}]",
        CALL,
        "<tool_call>{'name': 'query_metrics', 'arguments': {'metrics': ['roi'], 'group_by': ['channel'], "
        "'periods': ['last 30 days'], 'limit': None,},}</tool_call>",
        '<tool_call>{"name": "query_metric", "parameters": {"metrics": "roi", "group_by": "channel", '
        '"period": "last 30 days"}}',
        "query_metrics(metrics=['roi'], group_by=['channel'], periods=['last 30 days'])",
        '<function=query_metrics>{"metrics": ["roi"], "group_by": ["channel"], "periods": "last 30 days"}</function>',
    ],
)
async def test_a_call_written_as_text_is_a_call(analyst_on: MakeAnalyst, text: str) -> None:
    with model_server(after_tools(Reply(text=text), lambda _: "TikTok is the worst of them.")) as (address, _, _model):
        async with analyst_on(address) as analyst:
            answer = await analyst.ask("Which channel is worst by ROI?", thread="t")

    assert (answer.mode, answer.status) == ("model", "answered")
    assert {row[0] for row in answer.tables[0].rows} >= {"tiktok", "telegram"}
    assert "tool_call" not in answer.answer
    assert answer.answer.endswith("TikTok is the worst of them.")


@pytest.mark.parametrize(
    "where",
    [
        {"channel": "tiktok"},
        {"channel": ["tiktok"]},
        "channel = tiktok",
        [{"dimension": "channel", "value": "TikTok", "operator": "="}],
        [{"dimension": "channel", "values": "tiktok"}],
        ["channel=тикток"],
    ],
)
async def test_filters_in_any_shape_are_the_same_filter(analyst_on: MakeAnalyst, where: Any) -> None:
    args = {"metrics": ["spend"], "where": where, "periods": ["last month"], "having": None, "limit": None}
    with model_server(after_tools(Reply(calls=(("query_metrics", args),)), lambda _: "")) as (address, _, _model):
        async with analyst_on(address) as analyst:
            answer = await analyst.ask("How much did TikTok spend last month?", thread="t")

    assert answer.mode == "model"
    assert round(float(str(answer.tables[0].rows[0][0]))) == 1117799


def test_thoughts_are_dropped_however_they_end() -> None:
    assert without_thoughts("<think>a\nb</think>Hello") == "Hello"
    assert without_thoughts("a b</think>Hello") == "Hello"
    assert without_thoughts("Hello<think>never closed") == "Hello"


def test_text_that_is_no_call_stays_text() -> None:
    assert calls_in("ROI (see query) is fine. {not json}") == ([], "ROI (see query) is fine. {not json}")


def test_one_question_becomes_the_tool_that_its_slots_ask_for() -> None:
    assert settled("query_metrics", {"metrics": ["roi"], "view": "line"}).name == "plot_chart"
    assert settled("query_metrics", {"metrics": ["roi"], "view": "csv"}).name == "export_table"
    assert settled("query_metrics", {"metrics": ["roi"], "compare_to": "previous"}).name == "compare_periods"
    assert settled("query_metrics", {"metrics": ["roi"], "view": "table"}).name == "query_metrics"


async def test_two_identical_calls_end_the_loop_and_the_findings_are_told(analyst_on: MakeAnalyst) -> None:
    with model_server(scripted(Reply(calls=(ROI,)))) as (address, _, model):
        async with analyst_on(address) as analyst:
            answer = await analyst.ask("ROI by channel", thread="t")

    assert answer.status == "answered"
    assert len(answer.tool_calls) == 1
    assert len(model.seen) == 3
    assert "TikTok" in answer.answer


async def test_an_empty_reply_after_the_facts_is_no_failure(analyst_on: MakeAnalyst) -> None:
    with model_server(scripted(Reply(calls=(ROI,)), Reply(text=""))) as (address, _, model):
        async with analyst_on(address) as analyst:
            answer = await analyst.ask("ROI by channel", thread="t")

    assert (answer.mode, answer.status, len(model.seen)) == ("model", "answered", 2)


async def test_a_tool_that_was_not_offered_is_handed_over_by_name(analyst_on: MakeAnalyst) -> None:
    def think(messages: Messages) -> Reply:
        said = [message for message in messages if message["role"] == "tool"]
        if not said:
            return Reply(calls=(("find_tool", {"name": "data_health"}),))
        return Reply(calls=(("data_health", {}),)) if len(said) == 1 else Reply(text="")

    with model_server(think) as (address, platform, _):
        async with analyst_on(address) as analyst:
            answer = await analyst.ask("Tell me something about the numbers", thread="t")

    named = [[tool["function"]["name"] for tool in asked.json()["tools"]] for asked in platform.asked]
    assert [call.name for call in answer.tool_calls] == ["data_health"]
    assert "data_health" in named[1]
    assert all(len(names) <= 8 for names in named)


async def test_references_become_figures_names_and_directions(analyst_on: MakeAnalyst) -> None:
    call = (
        "query_metrics",
        {
            "metrics": ["roi", "spend"],
            "group_by": ["channel"],
            "periods": ["October 2026"],
            "compare_to": "September 2026",
        },
    )
    text = "ROI of {r1.facebook} {r1.facebook.roi.change}. {r1.tiktok} spent {r1.tiktok.spend}. It spent {r1.vk.spend}."
    with model_server(after_tools(Reply(calls=(call,)), lambda _: text)) as (address, _, _model):
        async with analyst_on(address) as analyst:
            answer = await analyst.ask("How did ROI change in October?", thread="t")

    added = answer.answer.rpartition("\n\n")[2].replace("\N{NO-BREAK SPACE}", " ")
    assert added == "ROI of Facebook fell by 33.6 pp. TikTok spent RUB 1,117,799."
    assert len(answer.ungrounded) == 1


async def test_a_reference_without_a_row_is_of_the_only_one(analyst_on: MakeAnalyst) -> None:
    call = ("query_metrics", {"metrics": ["spend"], "periods": ["October 2026"]})
    with model_server(after_tools(Reply(calls=(call,)), lambda _: "Spend was {r1.spend}.")) as (address, _, _model):
        async with analyst_on(address) as analyst:
            answer = await analyst.ask("What did we spend in October?", thread="t")

    assert answer.ungrounded == []
    assert "Spend was" in answer.answer
    assert "{" not in answer.answer


async def test_a_reference_under_the_wrong_name_is_not_said(analyst_on: MakeAnalyst) -> None:
    text = "Facebook spent {r1.tiktok.spend}. Facebook's ROI rose: it {r1.facebook.roi.change}."
    call = (
        "query_metrics",
        {
            "metrics": ["roi", "spend"],
            "group_by": ["channel"],
            "periods": ["October 2026"],
            "compare_to": "September 2026",
        },
    )
    with model_server(after_tools(Reply(calls=(call,)), lambda _: text)) as (address, _, _model):
        async with analyst_on(address) as analyst:
            answer = await analyst.ask("How did ROI change in October?", thread="t")

    assert len(answer.ungrounded) == 2


def test_the_first_request_needs_less_than_three_thousand_tokens_and_eight_tools() -> None:
    tokens = TokenCount()
    for question, planned in (
        ("ROI by channel", ("query_metrics",)),
        ("почему упала выручка", ("explain_change",)),
        ("распредели 500к", ("allocate_budget", "what_if", "forecast_metric")),
    ):
        tools = offered(question, planned, [])

        assert len(tools) <= 8
        assert tokens.of(json.dumps(tools, ensure_ascii=False)) < 2_600


async def test_a_first_request_with_its_prompt_needs_less_than_three_thousand_tokens(analyst_on: MakeAnalyst) -> None:
    brain = after_tools(Reply(calls=(ROI,)), lambda _: "")
    questions = (
        "ROI and spend by channel last month",
        "почему упала выручка?",
        "распредели 500к",
        "what should I do next?",
    )
    with model_server(brain) as (address, platform, _):
        async with analyst_on(address) as analyst:
            firsts = []
            for place, question in enumerate(questions):
                firsts.append(len(platform.asked))
                await analyst.ask(question, thread=str(place))

    bodies = [platform.asked[first].json() for first in firsts]
    sizes = [TokenCount().of(json.dumps([body["messages"], body["tools"]], ensure_ascii=False)) for body in bodies]
    assert max(sizes) < 3_000


async def test_eighteen_turns_stay_flat_and_fit_four_thousand_tokens(analyst_on: MakeAnalyst) -> None:
    brain = after_tools(Reply(calls=(ROI,)), lambda _: "TikTok is the worst of them. " * 3)
    with model_server(brain) as (address, platform, _):
        async with analyst_on(address, model_window=4096) as analyst:
            for turn in range(18):
                answer = await analyst.ask(f"ROI by channel, once more {turn}", thread="t")

    bodies = [asked.json() for asked in platform.asked]
    sizes = [TokenCount().of(json.dumps([body["messages"], body["tools"]], ensure_ascii=False)) for body in bodies]
    assert answer.status == "answered"
    assert max(sizes) < 4_096
    assert max(sizes[-6:]) - max(sizes[6:12]) < 200


def test_a_server_s_count_corrects_ours_within_reason() -> None:
    tokens = TokenCount()
    before = tokens.of("Facebook потратил 1 095 810 ₽")

    tokens.learn(1_000, 1_500)

    assert tokens.of("Facebook потратил 1 095 810 ₽") > before
    assert ContextWindow(size=4096, tokens=tokens).tokens.rate == 1.5


async def test_stop_does_not_wait_for_the_model(analyst_on: MakeAnalyst) -> None:
    asked, go_on, thought = threading.Event(), threading.Event(), threading.Event()

    def think(_messages: Messages) -> Reply:
        asked.set()
        go_on.wait(60)
        thought.set()
        return Reply(text="late")

    with model_server(think) as (address, _, _model):
        async with analyst_on(address) as analyst:
            asking = asyncio.create_task(analyst.ask("Total spend last month?", thread="t"))
            await asyncio.to_thread(asked.wait, 60)
            asking.cancel()
            with pytest.raises(asyncio.CancelledError):
                await asking
            assert not thought.is_set()
        go_on.set()


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "ROI by channel last month",
            ["Reading the question…", "Counting ROI by channel…", "The facts are there; checking what can be added…"],
        ),
        (
            "ROI по каналам за прошлый месяц",
            ["Разбираю вопрос…", "Считаю ROI по каналам…", "Факты найдены, проверяю, что можно добавить…"],
        ),
    ],
)
async def test_every_wait_has_its_words(analyst_on: MakeAnalyst, question: str, expected: list[str]) -> None:
    def think(messages: Messages) -> Reply:
        found = any(message["role"] == "tool" for message in messages)
        call = ("query_metrics", {"metrics": ["roi"], "group_by": ["channel"], "periods": ["last month"]})
        return Reply(text="Telegram leads.") if found else Reply(calls=(call,))

    stages: list[Stage] = []
    with model_server(think) as (address, _, _model):
        async with analyst_on(address) as analyst:
            await analyst.ask(question, thread="t", on_stage=stages.append)

    assert [stage.words for stage in stages] == expected


def test_a_model_is_told_that_sums_divide_and_that_files_have_sums_and_breakdowns_of_their_own() -> None:
    slots = offered("revenue per click", ("query_metrics",), [])[0]["function"]["parameters"]["properties"]

    assert "enum" not in slots["metrics"]["items"]
    assert "revenue_per_clicks" in slots["metrics"]["items"]["description"]
    assert "own" in slots["group_by"]["items"]["description"]
    assert Question(metrics=("revenue_per_clicks",)).metrics == ("revenue_per_clicks",)
