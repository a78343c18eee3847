"""A reading that no tool could answer yields to one that can be, and is never called."""

from agent.understanding.dialogue.memory import PlannedCall
from agent.understanding.outcome import Understood
from agent.understanding.scoring.labels import can_be_asked, problem_of
from agent.understanding.understand import likeliest_first

WHOLE = (PlannedCall(name="query_metrics", args={"metrics": ["spend"]}),)
TORN = (
    PlannedCall(name="query_metrics", args={"metrics": ["spend"], "periods": ["may", "june"], "compare_to": "april"}),
)


def test_a_reading_that_fits_goes_before_one_that_explains_more_and_does_not() -> None:
    readings = [Understood(calls=TORN, explained=9.0), Understood(calls=WHOLE, explained=1.0)]

    assert sorted(readings, key=likeliest_first)[0].calls == WHOLE


def test_what_does_not_go_together_is_said() -> None:
    problem = problem_of(TORN)

    assert problem is not None
    assert "compare_to" in problem.say("en")
    assert can_be_asked(WHOLE)
