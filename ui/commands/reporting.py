"""`report`: the file for the director."""

import shutil
from pathlib import Path
from typing import Annotated, get_args

import typer

from ingest.errors import InvalidInput
from ingest.texts import LANGUAGES, Language
from tools.report.make import make_report
from tools.report.order import ReportFormat, ReportOrder
from ui.commands.querying import known
from ui.console import As, Json, deliberate, desk_for, emit, opened, tell


def add_to(app: typer.Typer) -> None:
    """Registers the command."""
    app.command()(report)


@deliberate
def report(
    period: Annotated[str, typer.Option("--period", help="Any period phrase; the last month unless given.")] = "",
    compare: Annotated[str, typer.Option("--compare", help="Another period; the one before unless given.")] = "",
    channel: Annotated[list[str] | None, typer.Option("--channel", help="Only this channel; repeatable.")] = None,
    account: Annotated[list[str] | None, typer.Option("--account", help="Only this account; repeatable.")] = None,
    kind: Annotated[str, typer.Option("--format", help="pdf or xlsx.")] = "pdf",
    out: Annotated[Path | None, typer.Option("--out", help="Where the file goes.")] = None,
    language: Annotated[str, typer.Option("--language", help="ru or en.")] = "",
    acting: As = "",
    as_json: Json = False,
) -> None:
    """A report as PDF or XLSX, every figure checked before it is kept."""
    running = opened()
    spoken: Language = known(language or running.settings.language, LANGUAGES, "bot-language-unknown")
    wanted: ReportFormat = known(kind, get_args(ReportFormat), "report-format-unknown")
    desk = desk_for(running, acting, "report", spoken)
    order = ReportOrder(
        period=period, compare_to=compare, channels=channel or [], accounts=account or [], format=wanted
    )
    made = make_report(order, desk)
    path = _moved(made.path, out) if out else made.path
    if as_json:
        document = {
            "path": str(path),
            "pages": made.pages,
            "headline": made.report.headline,
            "period": {"start": made.ground.now.start, "end": made.ground.now.end},
            "compared": {"start": made.ground.before.start, "end": made.ground.before.end},
            "sections": [section.key for section in made.report.sections],
        }
        emit(document)
        return
    tell(made.report.headline)
    tell(str(path))


def _moved(made: Path, out: Path) -> Path:
    try:
        shutil.copyfile(made, out)
    except OSError as error:
        raise InvalidInput("report-no-place", path=str(out)) from error
    return out.absolute()
