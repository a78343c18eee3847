"""What a frame says of a question survives the way to a tool's arguments and back."""

import pytest

from agent.understanding.grammar.frame import Kept, Limit, Slot, Wanted
from agent.understanding.grammar.question_slots import frame_of_question, question_args
from tools.semantics.question import Question

_NAMED = Kept(dimension="channel", values=("vk", "telegram"))
_FRAMES = {
    "filters": {"where": (_NAMED, Kept(dimension="campaign", values=("brand",), exclude=True, match="contains"))},
    "conditions": {
        "having": (
            Limit(metric="cpa", operator="<", value=900.0),
            Limit(metric="roi", operator=">", times="row", name="vk"),
        )
    },
    "moves": {"compare_to": "previous", "having": (Limit(metric="spend", of="change", operator=">", value=0.0),)},
    "the low end": {"group_by": ("channel",), "order_by": "roi", "descending": "ascending", "limit": 3},
    "the high end": {"group_by": ("channel",), "order_by": "roi", "descending": "descending"},
    "an order by change": {"group_by": ("channel",), "compare_to": "previous", "order_by": "roi", "order_of": "change"},
    "side by side": {"with_and_without": _NAMED},
    "a picture": {"group_by": ("week",), "view": "line", "periods": ("2025-10-01..2025-10-31",)},
    "a sum of days": {"running": True, "average": "day", "total": True},
}


@pytest.mark.parametrize("name", _FRAMES)
def test_slots_come_back_as_they_went(name: str) -> None:
    slots = {"metrics": ("roi", "spend"), **_FRAMES[name]}
    frame = Wanted(slots={key: Slot(value=value) for key, value in slots.items()})

    back = frame_of_question(Question.model_validate(question_args(frame)))

    assert {key: slot.value for key, slot in back.slots.items()} == slots


def test_the_tool_says_the_view_where_the_question_does_not() -> None:
    question = Question(metrics=("roi",))

    assert frame_of_question(question, view="xlsx").get("view") == "xlsx"
    assert frame_of_question(question.but(view="csv"), view="xlsx").get("view") == "csv"


def test_an_end_that_nobody_asked_for_is_not_carried_over() -> None:
    assert not frame_of_question(Question(metrics=("roi",))).has("descending")
