"""The everyday question: metrics, cut and filtered, over a period."""

from tools.answering import answer_query
from tools.asking import understand
from tools.semantics.question import Question
from tools.tool import Tool, ToolContext, ToolResult


def run(question: Question, desk: ToolContext) -> ToolResult:
    """Answers the question with a table."""
    return answer_query(understand(question, desk), desk)


TOOL = Tool(
    name="query_metrics",
    description=(
        "Computes advertising metrics (spend, ROI, CPA ...) over a period: totals, breakdowns, trends, rankings, "
        "thresholds. Use it for every question about numbers of the past that is not a comparison of two periods."
    ),
    titles={"ru": "Запрос показателей", "en": "Query metrics"},
    arguments=Question,
    run=run,
    example={"metrics": ["roi", "spend"], "group_by": ["channel"], "periods": ["last 30 days"], "descending": False},
)
