"""Repair what is broken: tracking that stopped, channels without data, spend that ran away."""

from datetime import timedelta
from typing import Final

from tools.advice.action import Action, Ground
from tools.alerts.book import AlertBook

KINDS: Final = frozenset({"broken_tracking", "stale_data", "spend_runaway", "company_change"})
MOST: Final = 2
"""What can't be put off; everything else of an alert stays in the list of alerts."""


def find(ground: Ground) -> list[Action]:
    """Open alerts about what spoils every other figure, the gravest first."""
    desk = ground.desk
    open_ones = [kept for kept in AlertBook(desk=desk).listed("open") if kept.record.finding.kind in KINDS]
    return [
        Action(
            kind="broken",
            stake=None,
            effort="hours",
            urgent=True,
            due=desk.today + timedelta(days=1),
            values={"message": said.message.rstrip("."), "action": said.action},
            scope=said.channel or "",
            evidence={"tool": "list_alerts", "args": {}},
        )
        for said in (kept.said(ground.currency, desk.language) for kept in open_ones[:MOST])
    ]
