"""Every construct of the grammar reads its own examples."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from agent.understanding.grammar.constructs import ORDER
from tests.agent.understanding.asked import asked, call, catalogue

EXAMPLES = [
    pytest.param(text, slots, id=f"{construct.name}: {text}")
    for construct in ORDER
    for text, slots in construct.examples.items()
]


@pytest.mark.parametrize(("text", "slots"), EXAMPLES)
def test_a_construct_fills_the_slots_of_its_examples(text: str, slots: Mapping[str, Any]) -> None:
    understood = asked(text)

    assert understood.calls, understood.text
    assert {name: understood.frames[0].get(name) for name in slots} == dict(slots)


def test_every_construct_has_examples() -> None:
    assert all(construct.examples for construct in ORDER)


@pytest.mark.parametrize("text", ["orders june vs may", "клики в июне против мая"])
def test_a_month_that_ended_yesterday_is_compared_whole(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("tests.agent.understanding.asked.TODAY", date(2026, 7, 1))

    found = call(text, about=catalogue(last=date(2026, 6, 30)))

    assert (found["periods"], found["compare_to"]) == (["2026-06-01..2026-06-30"], "2026-05-01..2026-05-31")
