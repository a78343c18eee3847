"""How much changed between two periods."""

from tools.answering import answer_query
from tools.asking import understand
from tools.semantics.question import Question
from tools.tool import Tool, ToolContext, ToolResult


def run(question: Question, desk: ToolContext) -> ToolResult:
    """Answers with both periods side by side and the change."""
    against = question if question.compare_to else question.but(compare_to="previous")
    return answer_query(understand(against, desk), desk)


TOOL = Tool(
    name="compare_periods",
    description=(
        "Compares metrics between two periods and shows the change: 'how did ROI change against last month', "
        "'March versus April'. `periods` is the later one, `compare_to` the earlier."
    ),
    titles={"ru": "Сравнение периодов", "en": "Compare periods"},
    arguments=Question,
    run=run,
    example={"metrics": ["spend", "roi"], "group_by": ["channel"], "periods": ["last 30 days"]},
)
