"""The same questions as a file to take away."""

from dataclasses import replace

from tools.answering import answer_query
from tools.asking import understand
from tools.exporting import ExportKind, download_name, export, fresh_folder
from tools.semantics.question import Question
from tools.tool import FileMade, Tool, ToolContext, ToolResult
from tools.words import wording


def run(question: Question, desk: ToolContext) -> ToolResult:
    """Answers with the table and the file."""
    asked = understand(question, desk)
    result = answer_query(asked, desk)
    if result.status != "answered":
        return result
    kind: ExportKind = "csv" if question.view == "csv" else "xlsx"
    window = asked.question.window
    table, days = result.tables[0], wording.day_range(window.start, window.end, desk.language)
    name = download_name(table.title or result.title, days, kind)
    path = export(table, fresh_folder(desk.data_dir) / name, kind, desk.language)
    return replace(result, files=(FileMade(kind=kind, path=path),))


TOOL = Tool(
    name="export_table",
    description=(
        "Writes a table of metrics to a file (Excel or CSV). "
        "Use it when a file, export, Excel or download is asked for."
    ),
    titles={"ru": "Выгрузка таблицы", "en": "Export a table"},
    arguments=Question,
    run=run,
    example={"metrics": ["spend", "revenue"], "group_by": ["campaign"], "periods": ["last 30 days"], "view": "csv"},
    deed="export",
)
