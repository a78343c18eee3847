"""Rules meant by words: one where they are clear, several where they fit alike, none where they name none."""

import pytest

from tools.alerts.evaluate import default_rules
from tools.alerts.meant_rules import rules_meant
from tools.alerts.rules.phrases import parse_rule
from tools.alerts.stored_rules import StoredRule

MINE = parse_rule("предупреди, если CPA Instagram выше 600")
STORED = [StoredRule(rule=rule, enabled=True, origin="preset", calibration={}) for rule in (*default_rules(), MINE)]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("cost_spike", {"cost_spike"}),
        ("подними порог в правиле cost_spike до 900", {"cost_spike"}),
        ("pause the ROI drop rule", {"roi_drop"}),
        ("убери алерт про низкую конверсию", {"low_conversion"}),
        ("удали правило CPA Instagram 600", {MINE.title}),
        ("отключи правило по расходу", {"spend_runaway", "budget_overrun", "budget_underspend"}),
        ("удали правило про погоду", set()),
    ],
)
def test_words_mean_the_rules_that_they_fit_best(words: str, names: set[str]) -> None:
    assert {one.name for one in rules_meant(words, STORED)} == names
