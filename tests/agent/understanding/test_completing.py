"""What was asked back about is completed by a short reply; a reply that is a question of its own starts anew."""

from typing import Any

import pytest

from agent.language import language_of
from agent.understanding import calls as act_calls
from agent.understanding.dialogue.memory import Conversation
from agent.understanding.outcome import Asked
from agent.understanding.understand import tools_there, understand
from tests.agent.understanding.asked import SHOP, TODAY, asked, only


def replied(question: str, reply: str) -> dict[str, Any]:
    """The call after a question that was asked back about and a reply to it."""
    before = asked(question)
    assert before.status == "clarify"
    earlier = Conversation(unfinished=before.unfinished)
    found = understand(
        Asked(
            text=reply, earlier=earlier, catalogue=SHOP, today=TODAY, language=language_of(reply), tools=tools_there()
        )
    )
    assert len(found.calls) == 1, found.text
    return {"tool": found.calls[0].name, **found.calls[0].args}


@pytest.mark.parametrize(
    ("question", "reply"),
    [("расход Snapchat за октябрь 2026", "вконтакте"), ("spend of Snapchat in October 2026", "VK")],
)
def test_a_name_takes_the_place_of_the_one_nobody_knows(question: str, reply: str) -> None:
    call = replied(question, reply)

    assert (call["metrics"], call["where"]) == (["spend"], [only("channel", "vk")])
    assert call["periods"] == ["2026-10-01..2026-10-31"]


def test_what_was_missing_is_added() -> None:
    assert replied("топ 5", "кампаний по ROI") | {"limit": 5, "group_by": ["campaign"]} == replied(
        "топ 5", "кампаний по ROI"
    )
    assert replied("what about by campaign?", "ROI")["group_by"] == ["campaign"]


def test_a_question_of_its_own_starts_anew() -> None:
    call = replied("расход Snapchat за октябрь 2026", "CTR по каналам")

    assert (call["metrics"], call["group_by"]) == (["ctr"], ["channel"])
    assert "2026-10-01..2026-10-31" not in call["periods"]


def test_a_follow_up_says_that_what_was_asked_back_about_is_not_in_it() -> None:
    first, stopped = asked("расход по месяцам с марта"), asked("расход Snapchat за октябрь 2026")
    earlier = Conversation(turns=(first.calls,), unfinished=stopped.unfinished)
    about = {"catalogue": SHOP, "today": TODAY, "language": "ru", "tools": tools_there()}
    found = understand(Asked(text="и выручку рядом", earlier=earlier, **about))

    assert found.calls[0].args["metrics"] == ["spend", "revenue"]
    assert any("Snapchat" in note for note in found.notes)


def test_every_channel_there_is_can_be_tapped_for_one_there_is_not() -> None:
    offered = asked("spend of Snapchat in October 2026").options

    assert [option.calls[0].args["where"] for option in offered] == [[only("channel", key)] for key in SHOP.channels]


def test_the_tool_of_every_act_is_there() -> None:
    assert set(act_calls.TOOLS.values()) <= tools_there()
