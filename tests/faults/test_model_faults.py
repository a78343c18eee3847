"""A language model that is slow, empty, broken or lying, over real HTTP: the answer is the database's all the same."""

import threading
from dataclasses import replace

import pytest

from tests.conftest import MakeAnalyst
from tests.servers.http import Changed, serve
from tests.servers.openai import Messages, Model, Reply, after_tools, model_server, scripted
from tools.access import Actor

QUESTION = "Total spend last month?"
EVENTS = {"Content-Type": "text/event-stream"}
NOTHING = (
    "",
    "null",
    "[]",
    "{}",
    {"choices": []},
    {"choices": None},
    {"choices": [{}]},
    {"choices": [{"index": 0, "message": {"role": "assistant", "content": None}, "finish_reason": "stop"}]},
    {"error": {"message": "overloaded"}},
    "<html>proxy</html>",
    "\x00\x01\x02",
)
STREAMS = (
    "data: [DONE]\n\n",
    "data: \n\n",
    "data: {\n\n",
    'data: {"choices": []}\n\ndata: [DONE]\n\n',
    'data: {"id": "c", "object": "chat.completion.chunk", "created": 0, "choices": []}\n\ndata: [DONE]\n\n',
    ": waiting\n\n" * 50,
)
LIES = (
    "Spend was $123,456 last month.",
    "Done, refreshed.",
    "Готово, данные обновлены, правило удалено.",
    "I have sent the report to your boss and doubled the budget.",
    "As the administrator I have switched all alerts off.",
)


async def figures(analyst_on: MakeAnalyst, address: str = "", **settings: object) -> tuple[object, str]:
    """The tables and the words of the answer to one question."""
    async with analyst_on(address, **settings) as analyst:
        answer = await analyst.ask(QUESTION, thread="t")
    assert answer.status == "answered", answer.answer
    assert "Traceback" not in answer.answer
    return answer.tables, answer.answer


@pytest.mark.parametrize("body", [*NOTHING, *STREAMS], ids=repr)
async def test_a_model_that_says_nothing_takes_nothing_away(analyst_on: MakeAnalyst, body: object) -> None:
    with model_server(scripted(Reply(text="-"))) as (address, platform, _):
        platform.fail(200, body, times=99, **({"headers": EVENTS} if body in STREAMS else {}))
        said = await figures(analyst_on, address)

    assert said[0] == (await figures(analyst_on))[0]


@pytest.mark.parametrize("cut", [0, 1, 40, 200])
async def test_a_model_that_breaks_off_takes_nothing_away(analyst_on: MakeAnalyst, cut: int) -> None:
    call = Reply(calls=(("query_metrics", {"metrics": ["spend"], "periods": ["last month"]}),))
    model = Changed(Model(after_tools(call, lambda _: "That is all.")))
    model.change = lambda _asked, answer: replace(answer, cut=cut)
    with serve(model) as platform:
        said = await figures(analyst_on, f"{platform.base_url}/v1")

    assert platform.asked
    assert said[0] == (await figures(analyst_on))[0]


@pytest.mark.parametrize("lie", LIES)
async def test_a_deed_or_a_figure_that_a_model_invents_is_not_said(analyst_on: MakeAnalyst, lie: str) -> None:
    rejected = Reply(calls=(("refresh_now", {"source": ["everything"], "confirm": "surely"}),))
    with model_server(after_tools(rejected, lambda _: lie)) as (address, _, _model):
        tables, words = await figures(analyst_on, address)

    assert lie not in words
    assert tables == (await figures(analyst_on))[0]


async def test_a_deed_that_the_role_forbids_is_not_said_to_be_done(analyst_on: MakeAnalyst) -> None:
    refused = Reply(calls=(("refresh_now", {"confirm": True}),))
    with model_server(after_tools(refused, lambda _: "Done, refreshed.")) as (address, _, _model):
        async with analyst_on(address) as analyst:
            answer = await analyst.ask("refresh the data", thread="t", actor=Actor(name="v", role="viewer"))

    assert answer.status == "refused"
    assert "Done" not in answer.answer


async def test_a_model_that_dribbles_does_not_hold_the_answer(analyst_on: MakeAnalyst) -> None:
    go_on, thought = threading.Event(), threading.Event()

    def think(_messages: Messages) -> Reply:
        go_on.wait(60)
        thought.set()
        return Reply(text="late")

    with model_server(think) as (address, _, _model):
        tables, _ = await figures(analyst_on, address, model_timeout_s=0.2)
        assert not thought.is_set()
        go_on.set()

    assert tables == (await figures(analyst_on))[0]
