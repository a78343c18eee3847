"""What is asked back can be chosen with one tap: the label is the next message and gives the reading it stands for."""

from agent.understanding.dialogue.memory import Conversation
from agent.understanding.outcome import Asked
from agent.understanding.understand import tools_there, understand
from tests.agent.understanding.asked import SHOP, TODAY, asked


def test_an_unknown_word_is_offered_to_be_left_out() -> None:
    understood = asked("revenue in Zanzibar in October")

    assert (understood.status, understood.calls) == ("clarify", ())
    assert [option.calls[0].args["metrics"] for option in understood.options] == [["revenue"]]


def test_a_label_is_the_reading_it_stands_for() -> None:
    offered = asked("revenue in Zanzibar in October").options[-1]
    earlier = Conversation(options={offered.label: offered.calls})

    chosen = understand(
        Asked(text=offered.label, earlier=earlier, catalogue=SHOP, today=TODAY, language="en", tools=tools_there())
    )

    assert chosen.calls == offered.calls


def test_a_misspelt_name_is_offered_as_the_nearest_one() -> None:
    understood = asked("spend in Chicagoland in October")

    assert understood.calls or understood.options[0].label == "Chicago"
