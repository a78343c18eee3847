"""A report as a file."""

from typing import Any, Final

from agent.planner.intent import Intent
from agent.planner.reading import Reading
from agent.planner.slots import Slots


def arguments(reading: Reading, before: Slots | None) -> dict[str, Any]:
    """Nothing: the tool asks for what it needs."""
    return {}


INTENT: Final = Intent(
    tool="make_report",
    words=(
        "отчет в pdf, отчет pdf, pdf, пдф, pdf отчет, презентация в файле, report in pdf, pdf report, as a pdf, "
        "make a report, сделай отчет файлом"
    ),
    arguments=arguments,
    weight=4,
    strict=False,
)
