"""Stop or cut campaigns that lose money beyond doubt."""

from datetime import date, timedelta
from typing import Final

import numpy as np

from ingest.texts import Language
from tools.advice.action import DAYS, Action, Ground, Stake, by_week
from tools.outlook.budget_words import channel
from tools.semantics.question import Question
from tools.words import wording

LOOKED_AT: Final = 28
SURE: Final = 2.6
"""Standard errors below zero; with dozens of campaigns fewer would name a lucky one."""
LEAST_SHARE: Final = 0.01
"""Of all spend; less is no money to talk about."""
MOST: Final = 3
Z80: Final = 1.2816


def find(ground: Ground) -> list[Action]:
    """Campaigns whose revenue stayed below their spend, day after day, the dearest first."""
    spans = {name: _days(ground.ripe_until(name)) for name in ground.desk.metrics.catalogue().channels}
    ends = min(days[-1] for days in spans.values()), max(days[0] for days in spans.values())
    question = Question(
        metrics=("spend", "revenue"), group_by=("channel", "campaign", "day"), periods=(f"{ends[0]}..{ends[1]}",)
    )
    answer = ground.desk.metrics.run(question, today=ground.desk.today).table
    daily: dict[tuple[str, str], dict[date, tuple[float, float]]] = {}
    for name, campaign, day, spend, revenue in answer.rows:
        if not isinstance(spend, int | float) or not isinstance(revenue, int | float):
            continue
        if isinstance(day, date) and day in spans[str(name)]:
            daily.setdefault((str(name), str(campaign)), {})[day] = (float(spend), float(revenue))
    whole = sum(spend for rows in daily.values() for spend, _ in rows.values())
    found = [
        action for key, rows in daily.items() if (action := _loser(key, rows, spans[key[0]], whole, ground)) is not None
    ]
    return sorted(found, key=lambda action: -(action.stake.value if action.stake else 0.0))[:MOST]


def _days(last: date) -> list[date]:
    """The days looked at, the newest first."""
    return [last - timedelta(days=back) for back in range(LOOKED_AT)]


def _loser(
    key: tuple[str, str], rows: dict[date, tuple[float, float]], days: list[date], whole: float, ground: Ground
) -> Action | None:
    spent = sum(spend for spend, _ in rows.values())
    still_runs = any(rows.get(day, (0.0, 0.0))[0] > 0 for day in days[:7])
    earned = sum(revenue for _, revenue in rows.values())
    if spent < LEAST_SHARE * whole or earned <= 0 or not still_runs:
        return None
    lost = np.array([spend - revenue for spend, revenue in (rows.get(day, (0.0, 0.0)) for day in days)])
    mean, error = float(lost.mean()), float(lost.std(ddof=1)) / LOOKED_AT**0.5
    if mean <= 0 or mean < SURE * error:
        return None
    stake = Stake(value=DAYS * mean, low=DAYS * (mean - Z80 * error), high=DAYS * (mean + Z80 * error))

    def values(language: Language) -> dict[str, str]:
        return {
            "campaign": key[1],
            "channel": channel(key[0], language),
            "days": str(LOOKED_AT),
            "spent": wording.money(spent, ground.currency, language),
            "earned": wording.money(earned, ground.currency, language),
            "roi": wording.percent(earned / spent - 1, language),
        }

    return Action(
        kind="loser",
        values=values,
        stake=stake,
        joint=True,
        effort="minutes",
        scope=key[1],
        channel=key[0],
        touches=(key[0],),
        campaign=key[1],
        due=ground.desk.today + timedelta(days=2),
        evidence=by_week(("roi", "spend", "revenue"), key[1], f"{days[-1]}..{days[0]}"),
    )
