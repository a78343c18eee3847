"""The same questions as a file to take away."""

from dataclasses import replace
from typing import Literal

from pydantic import Field

from tools.answering import answer_query
from tools.asking import Asking, understand
from tools.exporting import export
from tools.tool import FileMade, Tool, ToolContext, ToolResult


class ExportTable(Asking):
    """What to compute and in which format."""

    format: Literal["csv", "xlsx"] = Field("xlsx", description="xlsx for Excel, csv for everything else.")


def run(asking: ExportTable, desk: ToolContext) -> ToolResult:
    """Answers with the table and the file."""
    asked = understand(asking, desk)
    result = answer_query(asked, desk)
    if result.status != "answered":
        return result
    window = asked.query.window
    name = f"demetra-{'-'.join(asking.metrics[:3])}-{window.start}-{window.end}.{asking.format}"
    path = export(result.tables[0], desk.data_dir / "exports" / name, asking.format, desk.language)
    return replace(result, files=(FileMade(kind=asking.format, path=path),))


TOOL = Tool(
    name="export_table",
    description=(
        "Writes a table of metrics to a file (Excel or CSV). "
        "Use it when a file, export, Excel or download is asked for."
    ),
    titles={"ru": "Выгрузка таблицы", "en": "Export a table"},
    arguments=ExportTable,
    run=run,
    example={"metrics": ["spend", "revenue"], "group_by": ["campaign"], "period": "last 30 days", "format": "csv"},
)
