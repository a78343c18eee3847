"""How often a rule would have fired."""

import re
from typing import Any, Final

from agent.planner.intent import Intent
from agent.planner.reading import Reading
from agent.planner.slots import Slots
from tools.alerts.evaluate import ALERTS

_NAME: Final = re.compile(r"[a-z]+(?:_[a-z]+)+")


def arguments(reading: Reading, before: Slots | None) -> dict[str, Any]:
    """The rule's name where one is said, else the phrase that describes it."""
    said = [name for name in _NAME.findall(reading.row.text.casefold()) if name in ALERTS]
    return {"rule": said[0]} if said else {"phrase": reading.row.text}


INTENT: Final = Intent(
    tool="backtest_rule",
    words=(
        "сколько раз сработало бы, как часто сработало бы, как часто срабатывало бы, проверь правило, "
        "сработало бы правило, how often would, how many times would, would have fired, backtest the rule, "
        "backtest rule, test the rule"
    ),
    arguments=arguments,
    weight=7,
    strict=False,
)
