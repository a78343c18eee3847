"""Several things asked at once about what the first one finds: each is answered, a change is only proposed."""

import shutil
from pathlib import Path

import pytest

from agent.answer import Answer
from tests.conftest import MakeAnalyst
from tests.servers.openai import Messages, Reply, model_server

ENGLISH = (
    "find the worst campaign, say why, propose where to move its budget, show it as a chart and make an alert for it"
)
RUSSIAN = (
    "найди худшую кампанию, скажи почему, предложи, куда перенести её бюджет, покажи на графике и сделай для неё алерт"
)
RANKED = (
    "query_metrics",
    {"metrics": ["roi", "spend"], "group_by": ["campaign"], "order_by": "roi", "descending": False, "limit": 5},
)


def parts_of(answer: Answer) -> set[str]:
    called = {call.name for call in answer.tool_calls}
    return {
        part
        for part, tools in {
            "found": {"query_metrics", "plot_chart"},
            "why": {"explain_change"},
            "move": {"allocate_budget", "what_if"},
            "alert": {"manage_alert_rule"},
        }.items()
        if called & tools
    } | ({"chart"} if answer.charts else set())


ALL = {"found", "why", "move", "alert", "chart"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("question", "switch_on"), [(ENGLISH, 'Switch it on? Answer "yes".'), (RUSSIAN, "Включить? Ответьте «да».")]
)
async def test_each_part_is_answered_and_the_rule_waits_for_a_yes(
    question: str, switch_on: str, analyst_on: MakeAnalyst, demo_url: str, tmp_path: Path
) -> None:
    own = shutil.copy(demo_url.removeprefix("sqlite:///"), tmp_path / "own.db")  # the yes writes
    async with analyst_on("", database_url=f"sqlite:///{own}") as analyst:
        answer = await analyst.ask(question, thread="t")
        agreed = await analyst.ask("да" if "Включить" in switch_on else "yes", thread="t")

    worst = answer.tables[0].rows[0][0]
    assert parts_of(answer) == ALL
    assert answer.answer.rstrip().endswith(switch_on)
    assert str(worst) in str([call.args for call in answer.tool_calls if call.name == "explain_change"])
    assert agreed.tool_calls[-1].args["confirm"] is True
    assert agreed.status == "answered"


@pytest.mark.slow
async def test_what_a_language_model_leaves_out_is_done_all_the_same(analyst_on: MakeAnalyst) -> None:
    def think(messages: Messages) -> Reply:
        found = any(message["role"] == "tool" for message in messages)
        return Reply(text="The worst campaign needs attention.") if found else Reply(calls=(RANKED,))

    with model_server(think) as (address, _, _model):
        async with analyst_on(address) as analyst:
            answer = await analyst.ask(ENGLISH, thread="t")

    assert parts_of(answer) == ALL
    assert answer.answer.rstrip().endswith('Switch it on? Answer "yes".')


@pytest.mark.slow
async def test_what_a_model_asks_of_something_else_is_asked_of_what_was_found(analyst_on: MakeAnalyst) -> None:
    calls = [
        RANKED,
        ("explain_change", {"metric": "roi"}),
        ("allocate_budget", {"days": 30}),
        ("query_metrics", {"metrics": ["roi"], "group_by": ["campaign"], "order_by": "roi", "limit": 5, "view": "bar"}),
        ("manage_alert_rule", {"action": "add", "phrase": "warn me if ROI of TikTok is below 0"}),
    ]

    def think(messages: Messages) -> Reply:
        done = sum(message["role"] == "tool" for message in messages)
        return Reply(calls=(calls[done],)) if done < len(calls) else Reply(text="")

    with model_server(think) as (address, _, _model):
        async with analyst_on(address) as analyst:
            answer = await analyst.ask(ENGLISH, thread="t")

    assert parts_of(answer) == ALL
    worst = str(answer.tables[0].rows[0][0])
    done = {call.name: str(call.args) for call in answer.tool_calls}
    assert [call.name for call in answer.tool_calls].count("explain_change") == 1
    assert worst in done["explain_change"]
    assert worst in done["manage_alert_rule"]
    assert answer.answer.rstrip().endswith('Switch it on? Answer "yes".')


@pytest.mark.slow
async def test_a_channel_asked_for_by_roi_alone_gives_what_the_plan_takes_from_it(analyst_on: MakeAnalyst) -> None:
    question = "Найди худший канал за октябрь по ROI, объясни почему, куда перенести деньги, график и алерт"
    async with analyst_on("") as analyst:
        answer = await analyst.ask(question, thread="t")

    moves = next(call.args["moves"] for call in answer.tool_calls if call.name == "what_if")
    assert parts_of(answer) == ALL
    assert [(move["source"], move["target"], move["amount"]) for move in moves] == [("tiktok", "telegram", "777796")]
