import pytest

from benchmarks.budget import ours, score
from benchmarks.budget_scenarios import SHARED, shared_scenarios, simulate


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.exists(), reason="the shared budget tasks are not beside the repository")
def test_regret_on_the_shared_tasks_meets_the_targets():
    scores = score(list(shared_scenarios()), {"ours": ours})

    by_kind = scores.groupby("kind")["regret"].mean()
    assert scores["feasible"].all()
    assert scores["regret"].mean() <= 1.5
    assert scores["regret"].median() <= 0.5
    assert scores["regret"].quantile(0.9) <= 3.5
    assert scores["worse"].mean() <= 0.05
    assert by_kind["attribbias"] <= 3.0
    assert by_kind["sshape"] <= 3.0


def test_a_drawn_task_is_split_better_than_today():
    scenario = simulate("base", 1)

    amounts = ours(scenario)

    assert scenario.regret(amounts) < 0.02
    assert scenario.regret(amounts) < scenario.regret(scenario.current)
