"""Repair what is broken: tracking that stopped, channels without data, spend that ran away."""

from datetime import timedelta
from typing import Final

from ingest.texts import Language, say
from tools.advice.action import Action, Ground
from tools.alerts.book import AlertBook
from tools.alerts.never_checked import open_alerts
from tools.alerts.rows import StoredAlert
from tools.words import wording

KINDS: Final = frozenset({"broken_tracking", "stale_data", "spend_runaway", "company_change"})
MOST: Final = 2
"""What can't be put off; everything else of an alert stays in the list of alerts."""


def find(ground: Ground) -> list[Action]:
    """Open alerts about what spoils every other figure, the gravest first."""
    open_ones = [kept for kept in open_alerts(AlertBook(desk=ground.desk)) if kept.record.finding.kind in KINDS]
    return [_action(kept, ground) for kept in open_ones[:MOST]]


def _action(kept: StoredAlert, ground: Ground) -> Action:
    finding = kept.record.finding

    def values(language: Language) -> dict[str, str]:
        said = kept.said(ground.currency, language)
        money = wording.money(finding.money_at_stake, ground.currency, language)
        since = wording.day(finding.first_day, language)
        at_stake = say("advice-broken-stake", language, money=money, since=since) if finding.money_at_stake else ""
        return {"message": said.message.rstrip("."), "action": said.action, "stake": at_stake}

    return Action(
        kind="broken",
        stake=None,
        effort="hours",
        urgent=True,
        due=ground.desk.today + timedelta(days=1),
        values=values,
        scope=finding.campaign or finding.channel or "",
        channel=finding.channel or "",
        campaign=finding.campaign or "",
        evidence={"tool": "list_alerts", "args": {}},
    )
