"""Repair what is broken: tracking that stopped, channels without data, spend that ran away."""

from datetime import timedelta
from typing import Final

from ingest.texts import Language
from tools.advice.action import Action, Ground
from tools.alerts.book import AlertBook
from tools.alerts.rows import StoredAlert

KINDS: Final = frozenset({"broken_tracking", "stale_data", "spend_runaway", "company_change"})
MOST: Final = 2
"""What can't be put off; everything else of an alert stays in the list of alerts."""


def find(ground: Ground) -> list[Action]:
    """Open alerts about what spoils every other figure, the gravest first."""
    open_ones = [kept for kept in AlertBook(desk=ground.desk).listed("open") if kept.record.finding.kind in KINDS]
    return [_action(kept, ground) for kept in open_ones[:MOST]]


def _action(kept: StoredAlert, ground: Ground) -> Action:
    def values(language: Language) -> dict[str, str]:
        said = kept.said(ground.currency, language)
        return {"message": said.message.rstrip("."), "action": said.action}

    return Action(
        kind="broken",
        stake=None,
        effort="hours",
        urgent=True,
        due=ground.desk.today + timedelta(days=1),
        values=values,
        scope=kept.said(ground.currency, ground.desk.language).channel or "",
        evidence={"tool": "list_alerts", "args": {}},
    )
