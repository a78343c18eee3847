"""PAGES: what stands behind the opening view, page by page. A card is one entry: a tool, and what it is asked.

Its title and the question under it are texts of `ui/locales/*/board.ftl`: `board-card-KEY` and `board-card-KEY-ask`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from ingest.errors import InvalidInput, NoData
from tools.dashboard.spans import BoardSpan
from tools.tool import ToolContext, ToolResult, find_tools


@dataclass(frozen=True, kw_only=True)
class PageCard:
    """One picture with its table."""

    key: str
    tool: str
    args: Callable[[BoardSpan], Mapping[str, Any]]


def _numbers(
    *metrics: str, by: tuple[str, ...], compared: bool = False, **more: Any
) -> Callable[[BoardSpan], dict[str, Any]]:
    def args(span: BoardSpan) -> dict[str, Any]:
        against = {"compare_to": str(span.before)} if compared else {}
        return {"metrics": list(metrics), "group_by": list(by), "periods": [str(span.now)], **against, **more}

    return args


PAGES: Final[Mapping[str, tuple[PageCard, ...]]] = {
    "channels": (
        PageCard(
            key="channels",
            tool="query_metrics",
            args=_numbers(
                "spend", "revenue", "roi", "cpa", "conversions", by=("channel",), compared=True, order_by="spend"
            ),
        ),
        PageCard(key="roi-timeseries", tool="query_metrics", args=_numbers("roi", by=("week", "channel"))),
        PageCard(key="reach-ctr-timeseries", tool="query_metrics", args=_numbers("reach", "ctr", by=("day",))),
    ),
    "campaigns": (
        PageCard(
            key="campaigns",
            tool="query_metrics",
            args=_numbers(
                "spend", "revenue", "roi", "cpa", "conversions", by=("campaign",), order_by="spend", limit=50
            ),
        ),
    ),
    "outlook": (
        PageCard(key="roi-forecast", tool="forecast_metric", args=lambda _: {"metric": "roi", "by": "channel"}),
        PageCard(key="budget-recommendation", tool="allocate_budget", args=lambda _: {}),
        PageCard(key="plan", tool="plan_fact", args=lambda _: {}),
    ),
    "audience": (
        PageCard(key="audience", tool="audience_profile", args=lambda span: {"period": str(span.now)}),
        PageCard(key="time", tool="best_time", args=lambda _: {}),
    ),
    "alerts": (PageCard(key="alerts", tool="list_alerts", args=lambda _: {"state": "open"}),),
}
"""By page; the four that the design names are among them: ROI over time and ahead, reach and CTR, budget advice."""


def result_of(card: PageCard, span: BoardSpan, desk: ToolContext) -> ToolResult:
    """What a card's tool found; where nothing is stored or a limit stands in the way, its sentence."""
    tool = find_tools()[card.tool]
    try:
        return tool.call(tool.arguments.model_validate(dict(card.args(span))), desk)
    except (NoData, InvalidInput) as error:
        return ToolResult(status="no_data", text=error.say(desk.language))
