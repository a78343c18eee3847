"""The same questions as a picture."""

from dataclasses import replace
from typing import Literal

from pydantic import Field

from tools.answering import answer_query
from tools.asking import Asking, understand
from tools.charts.chart import spec_for
from tools.tool import Tool, ToolContext, ToolResult


class PlotChart(Asking):
    """What to compute and how to draw it."""

    kind: Literal["", "line", "area", "bar", "stacked_bar", "pie", "scatter", "heatmap"] = Field(
        "", description="Leave empty to let the data decide."
    )


def run(asking: PlotChart, desk: ToolContext) -> ToolResult:
    """Answers with a chart and the table behind it."""
    result = answer_query(understand(asking, desk), desk)
    if result.status != "answered":
        return result
    chart = spec_for(result.tables[0], kind=asking.kind or None, title=result.title, language=desk.language)
    return replace(result, charts=(chart,))


TOOL = Tool(
    name="plot_chart",
    description=(
        "Draws a chart of metrics: trends over time, bars by channel, shares, a weekday-by-hour heat map, a scatter of "
        "two metrics. Use it when a picture, graph, chart or diagram is asked for."
    ),
    titles={"ru": "Построение графика", "en": "Plot a chart"},
    arguments=PlotChart,
    run=run,
    example={"metrics": ["spend"], "group_by": ["day", "channel"], "period": "last 30 days", "kind": "line"},
)
