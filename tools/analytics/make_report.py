"""A report to take to the director."""

from ingest.errors import NoData
from ingest.texts import say
from tools.report.make import make_report
from tools.report.order import ReportOrder
from tools.report.proof import ReportHeld
from tools.tool import FileMade, Tool, ToolContext, ToolResult
from tools.words import wording
from tools.words.period import Period


def run(asking: ReportOrder, desk: ToolContext) -> ToolResult:
    """The checked file, or why there is none."""
    try:
        made = make_report(asking, desk)
    except NoData as error:
        return ToolResult(status="no_data", text=error.say(desk.language))
    except ReportHeld as error:
        return ToolResult(status="failed", text=error.say(desk.language))
    language, ground = desk.language, made.ground
    ready = "report-ready" if asking.format == "pdf" else "report-ready-sheets"
    days = wording.day_range(ground.now.start, ground.now.end, language)
    done = say(ready, language, days=days, pages=str(made.pages))
    return ToolResult(
        title=say("report-title", language),
        text=f"**{made.report.headline}**\n\n{done}",
        files=(FileMade(kind=asking.format, path=made.path),),
        notes=ground.notes,
        period=Period(start=ground.now.start, end=ground.now.end, label=ground.label, language=language),
        as_of=made.report.as_of,
        facts={"pages": made.pages},
    )


TOOL = Tool(
    name="make_report",
    description=(
        "Makes a report as a file, PDF or XLSX, about any days, channels or accounts, each figure checked: "
        "'make me a report', 'сделай отчёт за октябрь'."
    ),
    titles={"ru": "Отчёт", "en": "Report"},
    arguments=ReportOrder,
    run=run,
    example={"period": "last month"},
    deed="export",
)
