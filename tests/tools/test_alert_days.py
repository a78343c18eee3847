"""One pass over a history says on each day what the evaluation of that day says."""

from benchmarks.alert_days import OnePass
from benchmarks.alert_simulation import simulate
from tools.alerts.evaluate import evaluate
from tools.alerts.rules.model import RuleContext


def test_one_pass_is_the_evaluation_day_by_day() -> None:
    simulation = simulate(3)
    passed = OnePass.over(simulation.history, simulation.last_day, RuleContext())
    days = {incident.start for incident in simulation.incidents} | {simulation.last_day}

    assert len(days) > 1
    for day in days:
        known = simulation.history[simulation.history["day"] <= day]
        assert [(one.rule, one.scope, one.metric, one.since) for one in passed.found(day)] == [
            (one.rule, one.scope, one.metric, one.since) for one in evaluate(known, None, day)
        ]
