"""VK's plans and days: goals stand in `base.vk`, reach in `uniques.total`."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from ingest.facts import Account, ActionFact, Campaign, DailyFact
from ingest.platform.channel import SLICES, Example, FactRow, RawRow
from ingest.platform.figures import day_of, day_or_none, exact, whole


def campaign_of(body: Mapping[str, Any]) -> Campaign:
    """A plan of the list; its budgets are in units of the currency."""
    return Campaign(
        external_id=str(body["id"]),
        name=str(body.get("name") or ""),
        objective=str(body.get("objective") or "").lower(),
        daily_budget=exact(body.get("budget_limit_day")) or None,
        total_budget=exact(body.get("budget_limit")) or None,
        starts=day_or_none(body.get("date_start")),
        ends=day_or_none(body.get("date_end")),
        status=str(body.get("status") or "").lower(),
    )


def fact_row(raw: RawRow) -> FactRow:
    """The facts of one plan's day.

    Raises:
        KeyError: the row lacks its day or its measures.
        ValueError: a figure can't be read.
    """
    body = raw.body
    base: Mapping[str, Any] = body["base"]
    goals: Mapping[str, Any] = base.get("vk") or {}
    day, campaign = day_of(body["date"]), str(body["id"])
    conversions, revenue = exact(goals.get("goals")), exact((body.get("romi") or {}).get("value"))
    daily = DailyFact(
        day=day,
        campaign=campaign,
        slice=SLICES[raw.breakdown],
        spend=exact(base.get("spent")),
        impressions=whole(base.get("shows")),
        reach=whole((body.get("uniques") or {}).get("total")),
        clicks=whole(base.get("clicks")),
        conversions=conversions,
        revenue=revenue,
    )
    return FactRow(campaign=campaign, daily=daily, actions=_actions(body, day, campaign))


def _actions(body: Mapping[str, Any], day: date, campaign: str) -> tuple[ActionFact, ...]:
    social: Mapping[str, Any] = body.get("social_network") or {}
    goals = ((body.get("base") or {}).get("vk") or {}).get("goals")
    named = {"goals": goals, **{name: value for name, value in social.items() if re.match(r"vk_|result_", name)}}
    counts = {name: exact(value) for name, value in named.items()}
    return tuple(
        ActionFact(day=day, campaign=campaign, action=name, count=count)
        for name, count in counts.items()
        if count is not None
    )


_DAY: Final = date(2026, 11, 20)
EXAMPLES: Final = (
    Example(
        raw=RawRow(
            account=Account(channel="vk", external_id="vk", currency="RUB"),
            body={
                "id": 6617841,
                "date": "2026-11-20",
                "base": {"shows": 3960, "clicks": 39, "goals": 0, "spent": "772.68", "vk": {"goals": 1}},
                "uniques": {"reach": 0, "total": 2376},
            },
        ),
        fact=FactRow(
            campaign="6617841",
            daily=DailyFact(
                day=_DAY,
                campaign="6617841",
                spend=Decimal("772.68"),
                impressions=3960,
                reach=2376,
                clicks=39,
                conversions=Decimal(1),
            ),
            actions=(ActionFact(day=_DAY, campaign="6617841", action="goals", count=Decimal(1)),),
        ),
    ),
)
