"""Unknown words are the rows that the learned reader hears in them; what it does not hear stays unknown."""

import pytest

from tests.agent.understanding.hearing import hearing


def test_unknown_words_are_the_rows_that_are_heard_in_them_and_said() -> None:
    found = hearing("clicks zk by zk in May", "zk by zk", "CUT", cuts={"week": 0.97})

    assert found.calls[0].args["group_by"] == ["week"]
    assert any("zk by zk" in note for note in found.notes)


@pytest.mark.parametrize("cuts", [{}, {"week": 0.6}, {"week": 0.95, "day": 0.95}, {"placement": 0.97}])
def test_rows_that_are_not_heard_surely_or_not_there_are_not_guessed(cuts: dict[str, float]) -> None:
    found = hearing("clicks zk by zk in May", "zk by zk", "CUT", cuts=cuts)

    assert all("group_by" not in call.args for call in found.calls)


def test_words_that_are_known_keep_their_meaning() -> None:
    assert hearing("clicks by channel in May", "by channel", "CUT", cuts={"week": 0.97}).calls[0].args["group_by"] == [
        "channel"
    ]
