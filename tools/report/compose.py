"""From the ground to the whole report: sections, the sentence above them, what the cover says."""

from tools.report.content import ReportContent
from tools.report.order import ReportGround
from tools.report.sections import slow_calls, written
from tools.report.summary import headline
from tools.words import wording

DEMO = "demo"


def compose(ground: ReportGround) -> ReportContent:
    """Everything that a file will say; slow questions are asked beside one another first."""
    ground.calls.tool("list_alerts")  # rules that were never evaluated are evaluated before anything speaks of them
    ground.calls.together(slow_calls(ground))
    catalogue = ground.desk.metrics.catalogue()
    now = ground.desk.local
    return ReportContent(
        language=ground.language,
        headline=headline(ground),
        days=ground.days,
        compared=ground.compared,
        about=ground.about,
        as_of=catalogue.last_day,
        made=f"{wording.day(now.date(), ground.language)}, {now:%H:%M}",
        currency=ground.desk.metrics.currency,
        sections=written(ground),
        demo=any(account.source == DEMO for account in catalogue.accounts),
    )
