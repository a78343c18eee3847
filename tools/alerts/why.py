"""The question whose answer explains an alert: why its own metric changed, in its own place and days."""

from datetime import date, timedelta
from typing import Any, Final

from tools.alerts.rows import StoredAlert
from tools.semantics.metrics import METRICS

LONGEST: Final = 14
"""Days that are compared with as many before; an old trouble is explained by its last two weeks."""
TOLD_BY_ITSELF: Final = frozenset(
    {"stale_data", "broken_tracking", "budget_overrun", "budget_underspend", "goal_at_risk"}
)
"""Kinds whose own reason says more than a decomposition: data and plans, not figures."""


def why_question(kept: StoredAlert) -> dict[str, Any] | None:
    """Arguments of `explain_change` against the same weekdays before it began; None where the alert tells its cause."""
    finding = kept.record.finding
    if finding.metric not in METRICS or finding.kind in TOLD_BY_ITSELF or "hours" in finding.values:
        return None
    first, last = (_day(when) for when in (finding.since, finding.last_seen))
    first = max(min(first, last), last - timedelta(days=LONGEST - 1))
    back = timedelta(days=7 * -(-((last - first).days + 1) // 7))
    places = (("channel", finding.channel), ("campaign", finding.campaign))
    return {
        "metric": finding.metric,
        "where": [{"dimension": name, "values": [value]} for name, value in places if value],
        "period": f"{first}..{last}",
        "compare_to": f"{first - back}..{last - back}",
    }


def _day(when: date) -> date:
    return date(when.year, when.month, when.day)
