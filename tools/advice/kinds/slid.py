"""Look into campaigns whose return left its own past while the rest of their channel went on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Final

import numpy as np

from ingest.texts import Language
from tools.advice.action import DAYS, Action, Ground, Stake, by_week
from tools.outlook.budget_words import channel
from tools.semantics.question import Question
from tools.words import wording

SPANS: Final = (7, 14)
"""Days that are held against as many before them; a sudden fall shows in the short span, a slow one in the long."""
PAST: Final = 8
"""Spans of a campaign's own past."""
SURE: Final = 4.2
"""Errors below its past; what an error is comes from a few spans only, so that fewer would name a lucky one."""
DOWN: Final = 0.65
"""What is left of the return, at most."""
LEAST_SHARE: Final = 0.01
"""Of all spend; less is no money to talk about."""
MOST: Final = 2
BESIDE: Final = 3
"""Campaigns of a channel from which on its own course is known; else that of all is taken."""
Z80: Final = 1.2816
Key = tuple[str, str]
"""Channel and campaign."""


@dataclass(frozen=True, kw_only=True)
class Slide:
    """A campaign's return in the newest span, and what was due."""

    key: Key
    span: int
    spend: float
    now: float
    """Result of a unit of money."""
    due: float
    """The same by the campaign's past and the course of its channel."""
    errors: float
    """How many errors it is below."""
    error: float
    """Of the logarithm of what was due."""


def find(ground: Ground) -> list[Action]:
    """Campaigns that fell, the dearest first."""
    first = ground.until - timedelta(days=max(SPANS) * (PAST + 1) - 1)
    question = Question(
        metrics=("spend", "revenue", "conversions"),
        group_by=("channel", "campaign", "day"),
        periods=(f"{first}..{ground.until}",),
    )
    table = ground.desk.metrics.run(question, today=ground.desk.today).table
    metric, daily = _daily(table.rows, first, ground.until)
    worst: dict[Key, Slide] = {}
    for span in SPANS:
        for slide in _slides(daily, span):
            if slide.key not in worst or slide.errors > worst[slide.key].errors:
                worst[slide.key] = slide
    found = [_action(slide, metric, ground) for slide in worst.values()]
    return sorted(found, key=lambda action: -(action.stake.value if action.stake else 0.0))[:MOST]


def _daily(rows: Sequence[Sequence[object]], first: date, last: date) -> tuple[str, dict[Key, np.ndarray]]:
    """What results are measured in, and spend and result by campaign and day."""
    metric = "revenue" if any(row[4] for row in rows) else "conversions"
    place = 4 if metric == "revenue" else 5
    daily: dict[Key, np.ndarray] = {}
    for row in rows:
        if isinstance(row[2], date):
            days = daily.setdefault((str(row[0]), str(row[1])), np.zeros(((last - first).days + 1, 2)))
            days[(row[2] - first).days] += [
                one if isinstance(one, int | float) else 0.0 for one in (row[3], row[place])
            ]
    return metric, daily


def _slides(daily: Mapping[Key, np.ndarray], span: int) -> Iterator[Slide]:
    """Campaigns that are below their past by more than chance, and more than their channel is."""
    spans = {key: _by_span(days, span) for key, days in daily.items()}
    rates = {key: np.log(sums[:, 1] / sums[:, 0]) for key, sums in spans.items() if sums.all()}
    if not rates:
        return
    moved = {key: float(rate[-1] - np.median(rate[:-1])) for key, rate in rates.items()}
    usual = float(np.median([rate[:-1].var(ddof=1) for rate in rates.values()]))
    whole = sum(sums[-1, 0] for sums in spans.values())
    for key, rate in rates.items():
        beside = [move for (name, _), move in moved.items() if name == key[0]]
        course = float(np.median(beside if len(beside) >= BESIDE else list(moved.values())))
        error = float(np.sqrt(max(usual, rate[:-1].var(ddof=1)) * (1 + 1 / PAST)))
        fallen = course - moved[key]
        spend = float(spans[key][-1, 0])
        if fallen > SURE * error > 0 and fallen > -np.log(DOWN) and spend > LEAST_SHARE * whole:
            now = float(np.exp(rate[-1]))
            due = now * float(np.exp(fallen))
            yield Slide(key=key, span=span, spend=spend, now=now, due=due, errors=fallen / error, error=error)


def _by_span(days: np.ndarray, span: int) -> np.ndarray:
    """Spend and result of the newest span and those before it, the newest last."""
    sums: np.ndarray = days[-span * (PAST + 1) :].reshape(PAST + 1, span, 2).sum(axis=1)
    return sums


def _action(slide: Slide, metric: str, ground: Ground) -> Action:
    name, campaign = slide.key
    spend = slide.spend / slide.span * DAYS
    dues = [slide.due * float(np.exp(z * slide.error)) for z in (0.0, -Z80, Z80)]
    lost = [spend * max(due - slide.now, 0.0) / (1.0 if metric == "revenue" else due) for due in dues]
    since = ground.until - timedelta(days=slide.span - 1)
    return Action(
        kind="slid",
        values=partial(_values, slide, metric, ground.currency),
        stake=Stake(value=lost[0], low=lost[1], high=lost[2]),
        effort="hours",
        scope=campaign,
        touches=(name,),
        campaign=campaign,
        due=ground.desk.today + timedelta(days=2),
        evidence=by_week(
            ("roi" if metric == "revenue" else "cpa", "spend", metric), campaign, f"{since}..{ground.until}"
        ),
    )


def _values(slide: Slide, metric: str, currency: str, language: Language) -> dict[str, str]:
    named = {"campaign": slide.key[1], "channel": channel(slide.key[0], language), "days": str(slide.span)}
    if metric == "revenue":
        now, due = (wording.percent(rate - 1, language) for rate in (slide.now, slide.due))
        return {**named, "metric": "ROI", "now": now, "usual": due}
    now, due = (wording.money(1 / rate, currency, language) for rate in (slide.now, slide.due))
    return {**named, "metric": "CPA", "now": now, "usual": due}
