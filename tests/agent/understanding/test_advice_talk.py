"""Talk about advice: decisions by place or number, reasons, and the question what the advice brought."""

import pytest

from agent.understanding.dialogue.advice import about_advice
from agent.understanding.dialogue.memory import Conversation, PlannedCall

AFTER = Conversation(turns=((PlannedCall(name="recommend", args={}),),))
DECISIONS = {
    "принимаю второй": {"decision": "accept", "place": 2},
    "беру третий": {"decision": "accept", "place": 3},
    "I accept the first": {"decision": "accept", "place": 1},
    "accept the second one": {"decision": "accept", "place": 2},
    "отклоняю совет 3, потому что клиент против": {"decision": "decline", "place": 3, "reason": "клиент против"},
    "decline #12 because there is no budget": {"decision": "decline", "number": 12, "reason": "there is no budget"},
    "я сделал первый совет": {"decision": "done", "place": 1},
    "готово": {"decision": "done"},
    "верни №4": {"decision": "reopen", "number": 4},
}
BROUGHT = (
    "что принесли твои советы?",
    "сработали ли твои советы",
    "сколько заработали на твоих советах",
    "каков итог по советам?",
    "what did your advice bring?",
    "did the recommendations help?",
    "was your advice worth it",
)
OTHER = ("дай совет", "что посоветуешь?", "what should I do this week?", "расход 2", "сделай отчёт", "принимаю")


@pytest.mark.parametrize("text", DECISIONS)
def test_a_decision_is_read_with_its_place_number_and_reason(text: str) -> None:
    assert about_advice(text, AFTER) == PlannedCall(name="decide_advice", args=DECISIONS[text])


@pytest.mark.parametrize("text", BROUGHT)
def test_what_the_advice_brought_is_asked_in_many_ways(text: str) -> None:
    assert about_advice(text, Conversation()) == PlannedCall(name="advice_record", args={})


@pytest.mark.parametrize("text", OTHER)
def test_other_talk_is_left_alone(text: str) -> None:
    assert about_advice(text, Conversation()) is None


def test_a_bare_number_is_an_advice_only_after_the_list() -> None:
    assert about_advice("принимаю 2", Conversation()) is None
    assert about_advice("принимаю 2", AFTER) is not None
