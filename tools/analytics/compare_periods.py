"""How much changed between two periods."""

from pydantic import Field

from tools.answering import answer_query
from tools.asking import Asking, understand
from tools.tool import Tool, ToolContext, ToolResult


class Comparison(Asking):
    """What to compute, and which two periods to compare."""

    compare_to: str = Field(
        "previous", description="'previous' (the equal-length period before), 'last_year', or a period phrase."
    )


def run(asking: Comparison, desk: ToolContext) -> ToolResult:
    """Answers with both periods side by side and the change."""
    return answer_query(understand(asking, desk), desk)


TOOL = Tool(
    name="compare_periods",
    description=(
        "Compares metrics between two periods and shows the change: 'how did ROI change against last month', "
        "'March versus April'. `period` is the later one, `compare_to` the earlier."
    ),
    titles={"ru": "Сравнение периодов", "en": "Compare periods"},
    arguments=Comparison,
    run=run,
    example={"metrics": ["spend", "roi"], "group_by": ["channel"], "period": "last 30 days"},
)
