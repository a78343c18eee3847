"""TikTok's reports: what to ask for, and what the rows mean."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from ingest.facts import Account, ActionFact, Campaign, DailyFact, HourlyFact
from ingest.platform.channel import SLICES, Breakdown, Example, FactRow, RawRow
from ingest.platform.figures import added_counts, day_of, exact, first_said, whole

VALUES: Final = (
    "total_complete_payment_rate",
    "total_purchase_value",
    "total_onsite_shopping_value",
    "total_sales_lead_value",
)
"""The value of the conversions, by the source of the event; they overlap, so the first that speaks counts."""
ENGAGEMENTS: Final = ("likes", "comments", "shares", "follows")
ACTIONS: Final = {
    "conversion": None,
    "complete_payment": "total_complete_payment_rate",
    "purchase": "total_purchase_value",
}
CORE: Final = ("spend", "impressions", "clicks", "conversion")
DAILY: Final = (
    "campaign_name",
    *CORE,
    "reach",
    "frequency",
    "complete_payment",
    "total_complete_payment_rate",
    "total_purchase_value",
    "video_play_actions",
    *ENGAGEMENTS,
    "profile_visits",
)
DIMENSIONS: Final[Mapping[Breakdown, tuple[str, ...]]] = {
    "none": (),
    "age_gender": ("age", "gender"),
    "country": ("country_code",),
    "device": ("platform",),
}
AGES: Final = {
    "AGE_13_17": "13-17",
    "AGE_18_24": "18-24",
    "AGE_25_34": "25-34",
    "AGE_35_44": "35-44",
    "AGE_45_54": "45-54",
    "AGE_55_100": "55+",
}


def campaign_of(body: Mapping[str, Any]) -> Campaign:
    """A campaign of the list; its budget is in units of the currency."""
    amount, mode = exact(body.get("budget")) or None, str(body.get("budget_mode") or "")
    daily = "DAY" in mode or "DAILY" in mode
    return Campaign(
        external_id=str(body["campaign_id"]),
        name=str(body.get("campaign_name") or ""),
        objective=str(body.get("objective_type") or "").lower(),
        daily_budget=amount if daily else None,
        total_budget=amount if "TOTAL" in mode else None,
        status=str(body.get("operation_status") or body.get("secondary_status") or "").lower(),
    )


def fact_row(raw: RawRow) -> FactRow:
    """The facts of a report row.

    Raises:
        KeyError: the row lacks a dimension.
        ValueError: a figure can't be read.
    """
    dimensions: Mapping[str, Any] = raw.body["dimensions"]
    metrics: Mapping[str, Any] = raw.body["metrics"]
    campaign = str(dimensions["campaign_id"])
    name = str(metrics.get("campaign_name") or "")
    if raw.hourly:
        return FactRow(campaign=campaign, campaign_name=name, hourly=_hourly(dimensions, metrics, campaign))
    day = day_of(dimensions["stat_time_day"])
    daily = DailyFact(
        day=day,
        campaign=campaign,
        slice=SLICES[raw.breakdown],
        **_cut(raw.breakdown, dimensions),
        spend=exact(metrics.get("spend")),
        impressions=whole(metrics.get("impressions")),
        reach=whole(metrics.get("reach")),
        clicks=whole(metrics.get("clicks")),
        engagements=added_counts(*(whole(metrics.get(name)) for name in ENGAGEMENTS)),
        video_views=whole(metrics.get("video_play_actions")),
        conversions=exact(metrics.get("conversion")),
        revenue=first_said(metrics, VALUES),
    )
    actions = _actions(day, campaign, metrics) if raw.breakdown == "none" else ()
    return FactRow(campaign=campaign, campaign_name=name, daily=daily, actions=actions)


def _hourly(dimensions: Mapping[str, Any], metrics: Mapping[str, Any], campaign: str) -> HourlyFact:
    moment = str(dimensions["stat_time_hour"])
    return HourlyFact(
        day=day_of(moment),
        hour=int(moment[11:13]),
        campaign=campaign,
        spend=exact(metrics.get("spend")),
        impressions=whole(metrics.get("impressions")),
        clicks=whole(metrics.get("clicks")),
        conversions=exact(metrics.get("conversion")),
        revenue=first_said(metrics, VALUES),
    )


def _cut(breakdown: Breakdown, dimensions: Mapping[str, Any]) -> dict[str, Any]:
    if breakdown == "age_gender":
        gender = {"MALE": "male", "FEMALE": "female"}.get(str(dimensions["gender"]), "unknown")
        return {"age": AGES.get(str(dimensions["age"]), "unknown"), "gender": gender}
    if breakdown == "country":
        code = str(dimensions["country_code"])
        return {"region": "unknown" if code in ("None", "") else code}
    if breakdown == "device":
        return {"device": str(dimensions["platform"]).lower()}
    return {}


def _actions(day: date, campaign: str, metrics: Mapping[str, Any]) -> tuple[ActionFact, ...]:
    counts = {name: exact(metrics.get(name)) for name in ACTIONS}
    values = {name: exact(metrics.get(field)) if field else None for name, field in ACTIONS.items()}
    return tuple(
        ActionFact(day=day, campaign=campaign, action=name, count=counts[name], value=values[name])
        for name in ACTIONS
        if counts[name] is not None or values[name] is not None
    )


_EXAMPLE_DAY: Final = date(2026, 11, 20)
EXAMPLES: Final = (
    Example(
        raw=RawRow(
            account=Account(channel="tiktok", external_id="7100000000000000001", currency="GBP"),
            body={
                "dimensions": {"campaign_id": 1780000000000101, "stat_time_day": "2026-11-20 00:00:00"},
                "metrics": {
                    "campaign_name": "TT",
                    "spend": "20.00",
                    "impressions": "4696",
                    "clicks": "51",
                    "conversion": "2",
                    "likes": 18,
                    "total_purchase_value": "-",
                },
            },
        ),
        fact=FactRow(
            campaign="1780000000000101",
            campaign_name="TT",
            daily=DailyFact(
                day=_EXAMPLE_DAY,
                campaign="1780000000000101",
                spend=Decimal("20.00"),
                impressions=4696,
                clicks=51,
                engagements=18,
                conversions=Decimal(2),
            ),
            actions=(ActionFact(day=_EXAMPLE_DAY, campaign="1780000000000101", action="conversion", count=Decimal(2)),),
        ),
    ),
)
