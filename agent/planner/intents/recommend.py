"""What to do next."""

from typing import Any, Final

from agent.planner.intent import Intent
from agent.planner.reading import Reading
from agent.planner.slots import Slots


def arguments(reading: Reading, before: Slots | None) -> dict[str, Any]:
    """Nothing: the tool asks for what it needs."""
    return {}


INTENT: Final = Intent(
    tool="recommend",
    words=(
        "как улучшить, как повысить, как увеличить, как снизить, посоветуй, посоветуйте, что посоветуешь, "
        "рекомендация, рекомендации, порекомендуй, что делать, дай совет, инсайт, инсайты, how to improve, how "
        "can we improve, how do i improve, how to increase, how to reduce, how to lower, recommend, "
        "recommendation, recommendations, advice, advise, what should we do, what should i do, insights, suggest, "
        "suggestions, next steps"
    ),
    arguments=arguments,
    weight=2,
    strict=False,
)
