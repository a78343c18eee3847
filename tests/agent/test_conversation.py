"""A question to an answer through the whole graph: with the planner, and with models that behave in every way."""

import pytest

from ingest.errors import InvalidInput
from tests.conftest import MakeAnalyst
from tests.servers.openai import Reply, after_tools, model_server, scripted

ROI = ("query_metrics", {"metrics": ["roi"], "group_by": ["channel"], "period": "last 30 days", "descending": False})


@pytest.mark.promise(8)
async def test_the_planner_answers_with_number_table_days_and_age(analyst_on: MakeAnalyst) -> None:
    async with analyst_on() as analyst:
        answer = await analyst.ask("Какой канал окупается хуже всех за последние 30 дней?", thread="t")

    assert (answer.mode, answer.status, answer.language) == ("planner", "answered", "ru")
    assert answer.tables[0].rows[0][0] == "tiktok"
    assert "TikTok" in answer.answer
    assert answer.period is not None
    assert str(answer.period.start) == "2026-10-23"
    assert str(answer.as_of) == "2026-11-21"
    assert answer.ungrounded == []


async def test_a_follow_up_keeps_what_it_does_not_change(analyst_on: MakeAnalyst) -> None:
    async with analyst_on() as analyst:
        await analyst.ask("ROI by channel last month", thread="t")
        answer = await analyst.ask("а по кампаниям?", thread="t")

    call = answer.tool_calls[0]
    assert call.args["metrics"] == ["roi"]
    assert "campaign" in call.args["group_by"]
    assert answer.period is not None
    assert str(answer.period.start) == "2026-10-01"


async def test_threads_do_not_mix(analyst_on: MakeAnalyst) -> None:
    async with analyst_on() as analyst:
        await analyst.ask("ROI by channel last month", thread="one")
        answer = await analyst.ask("only the top 3", thread="two")

    assert answer.status != "answered"


async def test_the_weather_is_not_our_ground(analyst_on: MakeAnalyst) -> None:
    async with analyst_on() as analyst:
        answer = await analyst.ask("What is the weather in Moscow?", thread="t")

    assert (answer.status, answer.tables) == ("unsupported", [])


async def test_a_model_calls_tools_and_its_words_are_added_when_true(analyst_on: MakeAnalyst) -> None:
    brain = after_tools(Reply(calls=(ROI,)), lambda text: "The worst one is " + text.splitlines()[3].split(" | ")[0])
    with model_server(brain) as (address, _, model):
        async with analyst_on(address) as analyst:
            answer = await analyst.ask("Which channel is worst by ROI?", thread="t")

    assert (answer.mode, answer.status) == ("model", "answered")
    assert answer.answer.endswith("The worst one is TikTok")
    assert "Today: Sunday, 2026-11-22" in model.seen[0][0]["content"]


async def test_the_facts_are_on_the_screen_before_the_model_is_asked_for_words(analyst_on: MakeAnalyst) -> None:
    """What was said when the model's second call arrived; then its words, and nothing of the answer twice."""
    screen: list[str] = []
    at_second_call: list[str] = []

    def think(messages: list[dict[str, object]]) -> Reply:
        if messages[-1]["role"] != "tool":
            return Reply(calls=(ROI,))
        at_second_call.extend(screen)
        return Reply(text="TikTok is the worst of them.")

    async def read(words: str) -> None:
        screen.append(words)

    with model_server(think) as (address, _, _model):
        async with analyst_on(address) as analyst:
            answer = await analyst.ask("Which channel is worst by ROI?", thread="t", on_words=read)

    assert "TikTok" in at_second_call[0]
    assert "23 Oct – 21 Nov 2026" in at_second_call[0]
    assert "".join(screen) == answer.answer
    assert answer.answer == f"{at_second_call[0]}\n\nTikTok is the worst of them."


@pytest.mark.promise(1)
async def test_a_lying_model_is_not_heard_and_not_asked_again(analyst_on: MakeAnalyst) -> None:
    lie = after_tools(Reply(calls=(ROI,)), lambda _: "TikTok has an ROI of 987.6%.")
    with model_server(lie) as (address, _, model):
        async with analyst_on(address) as analyst:
            answer = await analyst.ask("Which channel is worst by ROI?", thread="t")

    assert "987" not in answer.answer + " ".join(answer.notes)
    assert "TikTok" in answer.answer
    assert answer.ungrounded == ["987.6%"]
    assert len(model.seen) == 2


async def test_a_model_that_invents_without_tools_is_replaced_by_the_planner(analyst_on: MakeAnalyst) -> None:
    with model_server(scripted(Reply(text="Spend was $123,456."))) as (address, _, _model):
        async with analyst_on(address) as analyst:
            answer = await analyst.ask("Total spend last month?", thread="t")

    assert answer.mode == "planner"
    assert "123,456" not in answer.answer
    assert answer.tables
    assert any("no tool computed" in note for note in answer.notes)


async def test_a_model_that_looks_nothing_up_is_replaced_by_the_planner(analyst_on: MakeAnalyst) -> None:
    with model_server(scripted(Reply(text="I have no access to your data."))) as (address, _, _model):
        async with analyst_on(address) as analyst:
            answer = await analyst.ask("Total spend last month?", thread="t")

    assert (answer.mode, answer.status) == ("planner", "answered")
    assert "no access" not in answer.answer
    assert answer.tables


@pytest.mark.parametrize(
    ("status", "body", "reason"),
    [
        (429, {"error": {"message": "quota", "code": "rate_limit"}}, "out of quota"),
        (500, {"error": {"message": "boom"}}, "unreachable"),
        (401, {"error": {"message": "bad key"}}, "key refused"),
        (200, "<html>proxy</html>", "broken reply"),
    ],
)
async def test_a_failing_model_is_tried_three_times_then_the_planner_says_why(
    analyst_on: MakeAnalyst, status: int, body: object, reason: str
) -> None:
    with model_server(scripted(Reply(text="-"))) as (address, platform, _):
        platform.fail(status, body, times=99)
        async with analyst_on(address) as analyst:
            answer = await analyst.ask("Total spend last month?", thread="t")

    assert (answer.mode, answer.status) == ("planner", "answered")
    assert any(reason in note for note in answer.notes)
    assert len(platform.asked) == 3


async def test_a_model_that_recovers_is_used(analyst_on: MakeAnalyst) -> None:
    brain = after_tools(Reply(calls=(ROI,)), lambda _: "TikTok is worst.")
    with model_server(brain) as (address, platform, _):
        platform.fail(503, "busy", times=2)
        async with analyst_on(address) as analyst:
            answer = await analyst.ask("Which channel is worst by ROI?", thread="t")

    assert answer.mode == "model"


async def test_broken_tool_calls_end_with_the_planner(analyst_on: MakeAnalyst) -> None:
    broken = Reply(calls=(("query_metrics", '{"metrics": ["roi"], "group_by'),))
    with model_server(scripted(broken)) as (address, _, _model):
        async with analyst_on(address) as analyst:
            answer = await analyst.ask("ROI by channel", thread="t")

    assert (answer.mode, answer.status) == ("planner", "answered")


async def test_a_model_learns_from_the_error_of_its_call(analyst_on: MakeAnalyst) -> None:
    def think(messages: list[dict[str, object]]) -> Reply:
        last = messages[-1]
        if last["role"] != "tool":
            return Reply(calls=(("query_metrics", {"metrics": ["return"]}),))
        wrong = "does not fit" in str(last["content"])
        return Reply(calls=(ROI,)) if wrong else Reply(text="TikTok is worst.")

    with model_server(think) as (address, _, _model):
        async with analyst_on(address) as analyst:
            answer = await analyst.ask("ROI by channel", thread="t")

    assert (answer.mode, answer.status) == ("model", "answered")
    assert answer.answer.endswith("TikTok is worst.")


async def test_a_model_that_never_stops_calling_is_stopped(analyst_on: MakeAnalyst) -> None:
    with model_server(scripted(Reply(calls=(ROI,)))) as (address, _, _model):
        async with analyst_on(address) as analyst:
            answer = await analyst.ask("ROI by channel", thread="t")

    assert answer.status in ("answered", "failed")
    assert answer.answer


async def test_a_slow_model_does_not_hold_the_answer(analyst_on: MakeAnalyst) -> None:
    import time

    def think(_messages: object) -> Reply:
        time.sleep(1.0)
        return Reply(text="late")

    with model_server(think) as (address, _, _model):
        async with analyst_on(address, model_timeout_s=0.2) as analyst:
            answer = await analyst.ask("Total spend last month?", thread="t")

    assert answer.mode == "planner"
    assert any("too slow" in note for note in answer.notes)


async def test_the_key_never_shows(analyst_on: MakeAnalyst, caplog: pytest.LogCaptureFixture) -> None:
    with model_server(scripted(Reply(text="-"))) as (address, platform, _):
        platform.fail(401, {"error": {"message": "bad key sk-local"}}, times=9)
        async with analyst_on(address) as analyst:
            answer = await analyst.ask("Total spend last month?", thread="t")

    assert "sk-local" not in answer.model_dump_json() + caplog.text


async def test_what_does_not_go_together_is_answered_in_a_sentence_of_the_asked_language(
    analyst_on: MakeAnalyst, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_: object, **__: object) -> None:
        raise InvalidInput("question-periods-and-comparison")

    async with analyst_on() as analyst:
        monkeypatch.setattr("agent.understanding.model.understand", refuses)
        answer = await analyst.ask("spend by channel", thread="t")

    assert answer.status == "failed"
    assert answer.answer == InvalidInput("question-periods-and-comparison").say("en")
