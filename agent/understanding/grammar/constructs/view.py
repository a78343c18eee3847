"""How to show it: a chart of some kind, a table, a file; along time where a course is asked for."""

from typing import Final

from agent.understanding.grammar.construct import Construct
from agent.understanding.grammar.frame import Wanted
from agent.understanding.grammar.scene import Clause


def apply(scene: Clause, frame: Wanted) -> Wanted:
    """The picture or file asked for; "over time" marks a trend, whose grain is chosen when the days are known."""
    charts, files = scene.of("chart"), scene.of("export")
    if charts:
        frame = frame.put("view", next((span.value for span in charts if span.value), "") or "chart", *charts)
    if files:
        frame = frame.put("view", "csv" if any(span.value == "csv" for span in files) else "xlsx", *files)
    if scene.has("trend"):
        frame = frame.mark("trend").hear(*scene.of("trend"))
    return frame.hear(*scene.of("table", "details", "sort", "ascending", "descending"))


CONSTRUCT: Final = Construct(
    name="view",
    apply=apply,
    examples={
        "график расхода по дням": {"view": "chart", "group_by": ("day",)},
        "spend by channel as excel": {"view": "xlsx"},
    },
)
