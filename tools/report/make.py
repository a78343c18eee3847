"""One report from order to file: composed, set, computed once more, compared; nothing leaves unproved."""

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tools.access import audit
from tools.alerts.rows import writing
from tools.exporting import fresh_folder
from tools.report.compose import compose
from tools.report.content import ReportContent
from tools.report.order import ReportFormat, ReportGround, ReportOrder, ground_of
from tools.report.pdf.write import write_pdf
from tools.report.proof import Fault, ReportHeld, given_names, pdf_fault, xlsx_fault
from tools.report.workbook import write_xlsx
from tools.tool import ToolContext

logger = logging.getLogger(__name__)
_UNFIT: Final = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, kw_only=True)
class ReportMade:
    """A report that passed its check."""

    report: ReportContent
    path: Path
    pages: int
    """Pages, or sheets."""
    ground: ReportGround


def make_report(
    order: ReportOrder, desk: ToolContext, *, spoil: Callable[[ReportContent], ReportContent] = lambda it: it
) -> ReportMade:
    """Makes and checks the file.

    Args:
        order: what is asked.
        desk: of whoever asks.
        spoil: changes the content between figures and file: for trying the check.

    Raises:
        InvalidInput: a period, channel or account is unknown.
        NoData: there is nothing to report on.
        ReportHeld: the file does not say what the engine says; it was not kept.
    """
    ground = ground_of(order, desk)
    report, again = spoil(compose(ground)), compose(ground.once_more())
    data, pages, fault = _PROVED[order.format](report, again, ground)
    if fault is not None:
        _hold(fault, ground)
    path = fresh_folder(desk.data_dir) / file_name(report, ground, order.format)
    path.write_bytes(data)
    return ReportMade(report=report, path=path, pages=pages, ground=ground)


def _pdf(report: ReportContent, again: ReportContent, ground: ReportGround) -> tuple[bytes, int, Fault | None]:
    written = write_pdf(report)
    expected = written if report == again else write_pdf(again)
    fault = pdf_fault(written, expected, again, given_names(ground.desk.metrics.catalogue()))
    return written.data, written.pages, fault


def _xlsx(report: ReportContent, again: ReportContent, ground: ReportGround) -> tuple[bytes, int, Fault | None]:
    data = write_xlsx(report)
    expected = data if report == again else write_xlsx(again)
    fault = xlsx_fault(data, expected, again, given_names(ground.desk.metrics.catalogue()))
    return data, len(report.sections), fault


_PROVED: Final[
    dict[ReportFormat, Callable[[ReportContent, ReportContent, ReportGround], tuple[bytes, int, Fault | None]]]
] = {
    "pdf": _pdf,
    "xlsx": _xlsx,
}


def _hold(fault: Fault, ground: ReportGround) -> None:
    """Tells the operator, in the log and the audit, and whoever asked.

    Raises:
        ReportHeld: always.
    """
    logger.error("Report held back: %s", fault.say("en"))
    with writing(ground.desk.engine) as connection:
        audit(connection, ground.desk.now, ground.desk.actor.name, "report-held-back", fault=fault.say("en"))
    raise ReportHeld("report-held-back", days=ground.days, fault=fault.say(ground.language))


def file_name(report: ReportContent, ground: ReportGround, kind: ReportFormat) -> str:
    """A name that says what is inside: "demetra-report-2026-10-01-2026-10-31-tiktok-ru.pdf"."""
    about = f"-{_UNFIT.sub('-', report.about)[:40]}" if report.about else ""
    return f"demetra-report-{ground.now.start}-{ground.now.end}{about}-{report.language}.{kind}"
