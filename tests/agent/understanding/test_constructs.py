"""Every construct of the grammar reads its own examples."""

from collections.abc import Mapping
from typing import Any

import pytest

from agent.understanding.grammar.constructs import ORDER
from tests.agent.understanding.asked import asked

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
