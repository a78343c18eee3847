"""A word no list knows is the measure that the learned reader hears in it; what it does not hear is asked about."""

import pytest

from agent.understanding.outcome import Understood
from tests.agent.understanding.asked import asked
from tests.agent.understanding.hearing import hearing


def _hearing(text: str, word: str, **heard: float) -> Understood:
    """The message with a reader that hears measures in one word."""
    return hearing(text, word, "METRIC", metrics=heard)


def test_an_unknown_word_is_the_measure_that_is_heard_in_it_and_said() -> None:
    found = _hearing("zorps by channel in May", "zorps", leads=0.95)

    assert found.calls[0].args["metrics"] == ["leads"]
    assert any("zorps" in note for note in found.notes)


@pytest.mark.parametrize("heard", [{}, {"leads": 0.6}, {"reach": 0.95}])
def test_what_is_not_heard_or_not_in_the_data_stays_unknown(heard: dict[str, float]) -> None:
    assert not _hearing("zorps by channel in May", "zorps", **heard).calls


def test_a_condition_holds_of_the_measure_heard() -> None:
    args = _hearing("days in May with more than 15 zorps", "zorps", conversions=0.95).calls[0].args

    assert args["having"] == [{"metric": "conversions", "operator": ">", "value": 15.0}]


def test_a_word_that_is_known_keeps_its_meaning() -> None:
    assert _hearing("clicks by channel in May", "clicks", leads=0.95).calls[0].args["metrics"] == ["clicks"]


def test_a_price_of_a_thing_nobody_knows_is_one_price() -> None:
    args = _hearing("zorp price by channel in May", "zorp price", cpa=0.95).calls[0].args

    assert (args["metrics"], args["group_by"]) == (["cpa"], ["channel"])


def test_rows_are_not_ordered_by_a_part_of_a_name() -> None:
    assert asked("CTR in May, then the best campaign by lisbons").status == "clarify"
