"""Meta's words for figures: which action is a purchase, which a lead, and what every breakdown value means to us."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from ingest.facts import Account, ActionFact, Campaign, DailyFact, HourlyFact
from ingest.platform.channel import SLICES, CampaignBudget, Example, FactRow, RawRow
from ingest.platform.figures import day_of, day_or_none, exact, whole

PURCHASES: Final = (
    "omni_purchase",
    "purchase",
    "offsite_conversion.fb_pixel_purchase",
    "onsite_conversion.purchase",
)
LEADS: Final = (
    "lead",
    "onsite_conversion.lead_grouped",
    "offsite_conversion.fb_pixel_lead",
)
"""They overlap (`omni_purchase` holds the others): the first that is present counts, never their sum."""

ENGAGEMENT: Final = "post_engagement"
"""Holds clicks, reactions, comments, shares and video views: never add its parts."""
VIDEO_VIEW: Final = "video_view"
COUNTED: Final = frozenset({*PURCHASES, *LEADS, ENGAGEMENT, VIDEO_VIEW})
"""Every action type that ends in a measure."""

HOUR: Final = "hourly_stats_aggregated_by_advertiser_time_zone"
DEVICES: Final = {
    "iphone": "mobile",
    "ipod": "mobile",
    "android_smartphone": "mobile",
    "ipad": "tablet",
    "android_tablet": "tablet",
    "desktop": "desktop",
}
WHOLE_UNIT_CURRENCIES: Final = frozenset({"CLP", "COP", "CRC", "HUF", "IDR", "ISK", "JPY", "KRW", "PYG", "TWD", "VND"})
"""Budgets come in minor units; in these currencies Meta counts whole units."""


def channel_of(body: Mapping[str, Any]) -> str:
    """Which of our channels delivered the row."""
    return "instagram" if str(body.get("publisher_platform", "")).lower() == "instagram" else "facebook"


def counted(body: Mapping[str, Any], field: str) -> dict[str, Decimal]:
    """`actions` or `action_values` by action type; entries without a value are left out."""
    entries = body.get(field)
    if not entries:
        return {}
    figures = {str(entry.get("action_type")): exact(entry.get("value")) for entry in entries}
    return {name: figure for name, figure in figures.items() if figure is not None}


def first_of(actions: Mapping[str, Decimal], names: Iterable[str]) -> str | None:
    """The first of these action types that is present."""
    return next((name for name in names if name in actions), None)


def fact_row(raw: RawRow) -> FactRow:
    """The facts of an insights row.

    Raises:
        KeyError: the row names no campaign or no day.
        ValueError: a figure can't be read.
    """
    body = raw.body
    campaign = str(body["campaign_id"])
    return FactRow(
        campaign=campaign,
        campaign_name=str(body.get("campaign_name") or ""),
        channel=raw.channel,
        daily=None if raw.hourly else _daily(raw, campaign),
        hourly=_hourly(body, campaign) if raw.hourly else None,
        actions=_actions(body, campaign) if raw.breakdown == "none" and not raw.hourly else (),
    )


def _daily(raw: RawRow, campaign: str) -> DailyFact:
    body = raw.body
    actions, values = counted(body, "actions"), counted(body, "action_values")
    purchase, lead = first_of(actions, PURCHASES), first_of(actions, LEADS)
    plays = counted(body, "video_play_actions")
    return DailyFact(
        day=day_of(body["date_start"]),
        campaign=campaign,
        slice=SLICES[raw.breakdown],
        **_cut(raw),
        derived=raw.derived,
        spend=exact(body.get("spend")),
        impressions=whole(body.get("impressions")),
        reach=whole(body.get("reach")),
        clicks=whole(body.get("clicks")),
        engagements=whole(actions.get(ENGAGEMENT)),
        video_views=whole(actions.get(VIDEO_VIEW, plays.get(VIDEO_VIEW))),
        leads=actions.get(lead) if lead else None,
        conversions=actions.get(purchase) if purchase else None,
        revenue=values.get(purchase) if purchase else None,
    )


def _cut(raw: RawRow) -> dict[str, Any]:
    body = raw.body
    if raw.breakdown == "age_gender":
        return {"age": str(body["age"]).lower(), "gender": str(body["gender"]).lower()}
    if raw.breakdown == "country":
        return {"region": str(body["country"])}
    if raw.breakdown == "device":
        return {"device": DEVICES.get(str(body["impression_device"]).lower(), "other")}
    if raw.breakdown == "placement":
        return {"placement": f"{body['publisher_platform']}:{body['platform_position']}"}
    return {}


def _hourly(body: Mapping[str, Any], campaign: str) -> HourlyFact:
    actions, values = counted(body, "actions"), counted(body, "action_values")
    purchase = first_of(actions, PURCHASES)
    return HourlyFact(
        day=day_of(body["date_start"]),
        hour=int(str(body[HOUR])[:2]),
        campaign=campaign,
        spend=exact(body.get("spend")),
        impressions=whole(body.get("impressions")),
        clicks=whole(body.get("clicks")),
        conversions=actions.get(purchase) if purchase else None,
        revenue=values.get(purchase) if purchase else None,
    )


def _actions(body: Mapping[str, Any], campaign: str) -> tuple[ActionFact, ...]:
    counts, values = counted(body, "actions"), counted(body, "action_values")
    day = day_of(body["date_start"])
    return tuple(
        ActionFact(day=day, campaign=campaign, action=name, count=counts.get(name), value=values.get(name))
        for name in dict.fromkeys((*counts, *values))
    )


def campaign_of(body: Mapping[str, Any], currency: str) -> Campaign:
    """A campaign of the list."""
    return Campaign(
        external_id=str(body["id"]),
        name=str(body.get("name") or ""),
        objective=str(body.get("objective") or "").removeprefix("OUTCOME_").lower(),
        daily_budget=money(body.get("daily_budget"), currency),
        total_budget=money(body.get("lifetime_budget"), currency),
        starts=day_or_none(body.get("start_time")),
        ends=day_or_none(body.get("stop_time")),
        status=str(body.get("effective_status") or body.get("status") or "").lower(),
    )


def budgets_of(ad_sets: Iterable[Mapping[str, Any]], currency: str) -> list[CampaignBudget]:
    """Budgets of ad sets, added up by campaign; paused ones spend nothing."""
    daily: dict[str, Decimal] = {}
    total: dict[str, Decimal] = {}
    for body in ad_sets:
        if str(body.get("effective_status") or "ACTIVE").upper() != "ACTIVE":
            continue
        for field, sums in (("daily_budget", daily), ("lifetime_budget", total)):
            amount = money(body.get(field), currency)
            if amount is not None:
                campaign = str(body.get("campaign_id"))
                sums[campaign] = sums.get(campaign, Decimal(0)) + amount
    return [CampaignBudget(campaign=key, daily=daily.get(key), total=total.get(key)) for key in {**daily, **total}]


def money(minor: object, currency: str) -> Decimal | None:
    """A budget in major units; Meta writes 0 for "none"."""
    amount = exact(minor)
    if not amount:
        return None
    return amount if currency in WHOLE_UNIT_CURRENCIES else amount / 100


EXAMPLES: Final = (
    Example(
        raw=RawRow(
            account=Account(channel="facebook", external_id="1", currency="EUR"),
            channel="instagram",
            body={
                "campaign_id": "120210000000000101",
                "campaign_name": "DE | Sales",
                "publisher_platform": "instagram",
                "date_start": "2026-11-20",
                "spend": "61.37",
                "impressions": "9142",
                "clicks": "120",
                "actions": [
                    {"action_type": "omni_purchase", "value": "3"},
                    {"action_type": "purchase", "value": "3"},
                ],
                "action_values": [{"action_type": "omni_purchase", "value": "171.20"}],
            },
        ),
        fact=FactRow(
            campaign="120210000000000101",
            campaign_name="DE | Sales",
            channel="instagram",
            daily=DailyFact(
                day=date(2026, 11, 20),
                campaign="120210000000000101",
                spend=Decimal("61.37"),
                impressions=9142,
                clicks=120,
                conversions=Decimal(3),
                revenue=Decimal("171.20"),
            ),
            actions=(
                ActionFact(
                    day=date(2026, 11, 20),
                    campaign="120210000000000101",
                    action="omni_purchase",
                    count=Decimal(3),
                    value=Decimal("171.20"),
                ),
                ActionFact(day=date(2026, 11, 20), campaign="120210000000000101", action="purchase", count=Decimal(3)),
            ),
        ),
    ),
)
