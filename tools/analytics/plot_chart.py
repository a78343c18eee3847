"""The same questions as a picture."""

from dataclasses import replace

from tools.answering import answer_query
from tools.asking import understand
from tools.charts.chart import spec_for
from tools.semantics.question import Question
from tools.semantics.views import CHART_VIEWS
from tools.tool import Tool, ToolContext, ToolResult


def run(question: Question, desk: ToolContext) -> ToolResult:
    """Answers with a chart and the table behind it."""
    result = answer_query(understand(question, desk), desk)
    if result.status != "answered":
        return result
    kind = question.view if question.view in CHART_VIEWS - {"chart"} else None
    chart = spec_for(result.tables[0], kind=kind, title=result.title, language=desk.language)
    return replace(result, charts=(chart,))


TOOL = Tool(
    name="plot_chart",
    description=(
        "Draws a chart of metrics: trends over time, bars by channel, shares, a weekday-by-hour heat map, a scatter of "
        "two metrics. Use it when a picture, graph, chart or diagram is asked for."
    ),
    titles={"ru": "Построение графика", "en": "Plot a chart"},
    arguments=Question,
    run=run,
    example={"metrics": ["spend"], "group_by": ["day", "channel"], "periods": ["last 30 days"], "view": "line"},
)
