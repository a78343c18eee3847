"""Google's reports: the queries, and what their rows mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from babel.core import get_global

from ingest.facts import Account, ActionFact, Campaign, DailyFact, HourlyFact
from ingest.platform.channel import SLICES, Breakdown, CampaignBudget, Example, FactRow, PullWindow, RawRow
from ingest.platform.figures import day_of, exact, from_micros, whole

CUSTOMER: Final = (
    "SELECT customer.id, customer.descriptive_name, customer.currency_code, customer.time_zone, customer.manager "
    "FROM customer"
)
CHILDREN: Final = (
    "SELECT customer_client.id, customer_client.manager, customer_client.status FROM customer_client "
    "WHERE customer_client.manager = FALSE"
)
BUDGETS: Final = (
    "SELECT campaign.id, campaign_budget.id, campaign_budget.amount_micros, campaign_budget.total_amount_micros, "
    "campaign_budget.period, campaign_budget.explicitly_shared FROM campaign"
)
CAMPAIGNS: Final = "SELECT campaign.id, campaign.name, campaign.status, campaign.advertising_channel_type FROM campaign"
HEAD: Final = (
    "customer.id, customer.currency_code, customer.time_zone, campaign.id, campaign.name, campaign.status, "
    "campaign.advertising_channel_type"
)
CORE: Final = (
    "metrics.cost_micros",
    "metrics.impressions",
    "metrics.clicks",
    "metrics.conversions",
    "metrics.conversions_value",
)
EXTRA: Final = (
    "metrics.all_conversions",
    "metrics.view_through_conversions",
    "metrics.interactions",
    "metrics.engagements",
    "metrics.video_trueview_views",
)
"""Dropped one by one when a version of the interface no longer knows them."""


@dataclass(frozen=True, kw_only=True)
class Report:
    """One way of asking for figures of campaigns."""

    view: str = "campaign"
    head: str = "campaign.id, campaign.name"
    keys: tuple[str, ...] = ()
    metrics: tuple[str, ...] = CORE
    partial: bool = False
    """The view leaves some campaigns out (Performance Max); what is missing is shown as `unknown`."""


REPORTS: Final[Mapping[Breakdown, Report]] = {
    "none": Report(head=HEAD, metrics=(*CORE, *EXTRA)),
    "age": Report(view="age_range_view", keys=("ad_group_criterion.age_range.type",), partial=True),
    "gender": Report(view="gender_view", keys=("ad_group_criterion.gender.type",), partial=True),
    "country": Report(
        view="geographic_view", keys=("geographic_view.country_criterion_id", "geographic_view.location_type")
    ),
    "device": Report(keys=("segments.device",)),
    "action": Report(
        keys=(
            "segments.conversion_action",
            "segments.conversion_action_name",
            "segments.conversion_action_category",
        ),
        metrics=("metrics.conversions", "metrics.conversions_value"),
    ),
}
HOURS: Final = Report(keys=("segments.hour",))

AGES: Final = {
    "AGE_RANGE_18_24": "18-24",
    "AGE_RANGE_25_34": "25-34",
    "AGE_RANGE_35_44": "35-44",
    "AGE_RANGE_45_54": "45-54",
    "AGE_RANGE_55_64": "55-64",
    "AGE_RANGE_65_UP": "65+",
}
GENDERS: Final = {"MALE": "male", "FEMALE": "female"}
UNKNOWN: Final = "unknown"


def query(report: Report, window: PullWindow, dropped: frozenset[str]) -> str:
    """The report's query without the metrics that the platform no longer knows."""
    metrics = [metric for metric in report.metrics if metric not in dropped]
    fields = ", ".join([report.head, *report.keys, "segments.date", *metrics])
    return f"SELECT {fields} FROM {report.view} WHERE segments.date BETWEEN '{window.since}' AND '{window.until}'"  # noqa: S608 - GAQL, made of our own words and dates


def account_query(window: PullWindow) -> str:
    """The account's own total by day."""
    fields = "customer.id, segments.date, metrics.cost_micros, metrics.impressions, metrics.clicks"
    return f"SELECT {fields} FROM customer WHERE segments.date BETWEEN '{window.since}' AND '{window.until}'"  # noqa: S608 - GAQL, made of our own words and dates


def at(body: Mapping[str, Any], field: str) -> Any:
    """The value of `ad_group_criterion.age_range.type` in a camelCase body; None where it is unset."""
    found: Any = body
    for part in field.split("."):
        first, *rest = part.split("_")
        name = first + "".join(word.capitalize() for word in rest)
        found = found.get(name) if isinstance(found, Mapping) else None
    return found


def spend_of(raw: RawRow) -> Decimal | None:
    """Spend of a row of any level."""
    return from_micros((raw.body.get("metrics") or {}).get("costMicros"))


def fact_row(raw: RawRow) -> FactRow:
    """The facts of a report row.

    Raises:
        KeyError: the row names no campaign, day or breakdown value.
        ValueError: a figure can't be read.
    """
    body = raw.body
    campaign = str(body["campaign"]["id"])
    metrics: Mapping[str, Any] = body.get("metrics") or {}
    day = day_of(body["segments"]["date"])
    name = str(body["campaign"].get("name") or "")
    if raw.hourly:
        return FactRow(campaign=campaign, campaign_name=name, hourly=_hourly(body, metrics, day, campaign))
    if raw.breakdown == "action":
        return FactRow(campaign=campaign, campaign_name=name, actions=(_action(body, metrics, day, campaign),))
    daily = DailyFact(
        day=day,
        campaign=campaign,
        slice=SLICES[raw.breakdown],
        **_cut(raw),
        derived=raw.derived,
        spend=from_micros(metrics.get("costMicros")),
        impressions=whole(metrics.get("impressions")),
        clicks=whole(metrics.get("clicks")),
        engagements=whole(metrics.get("engagements")),
        video_views=whole(metrics.get("videoTrueviewViews")),
        conversions=exact(metrics.get("conversions")),
        revenue=exact(metrics.get("conversionsValue")),
    )
    return FactRow(campaign=campaign, campaign_name=name, daily=daily)


def _hourly(body: Mapping[str, Any], metrics: Mapping[str, Any], day: date, campaign: str) -> HourlyFact:
    return HourlyFact(
        day=day,
        hour=int(body["segments"]["hour"]),
        campaign=campaign,
        spend=from_micros(metrics.get("costMicros")),
        impressions=whole(metrics.get("impressions")),
        clicks=whole(metrics.get("clicks")),
        conversions=exact(metrics.get("conversions")),
        revenue=exact(metrics.get("conversionsValue")),
    )


def _action(body: Mapping[str, Any], metrics: Mapping[str, Any], day: date, campaign: str) -> ActionFact:
    segments = body["segments"]
    return ActionFact(
        day=day,
        campaign=campaign,
        action=str(segments.get("conversionActionName") or segments["conversionAction"]),
        count=exact(metrics.get("conversions")),
        value=exact(metrics.get("conversionsValue")),
    )


def _cut(raw: RawRow) -> dict[str, Any]:
    body = raw.body
    if raw.breakdown == "age":
        return {"age": AGES.get(str(body["adGroupCriterion"]["ageRange"]["type"]), UNKNOWN)}
    if raw.breakdown == "gender":
        return {"gender": GENDERS.get(str(body["adGroupCriterion"]["gender"]["type"]), UNKNOWN)}
    if raw.breakdown == "country":
        return {"region": country(str(body["geographicView"]["countryCriterionId"]))}
    if raw.breakdown == "device":
        return {"device": str(body["segments"]["device"]).lower()}
    return {}


def country(criterion: str) -> str:
    """ISO code of a country; Google numbers countries as 2000 plus the ISO number.

    >>> country("2276")
    'DE'
    """
    number = f"{int(criterion) - 2000:03d}"
    codes = get_global("territory_aliases").get(number) or [criterion]
    return str(codes[0])


def campaign_of(body: Mapping[str, Any]) -> Campaign:
    """A campaign of the list."""
    campaign = body["campaign"]
    return Campaign(
        external_id=str(campaign["id"]),
        name=str(campaign.get("name") or ""),
        objective=str(campaign.get("advertisingChannelType") or "").lower(),
        status=str(campaign.get("status") or "").lower(),
    )


def budget_of(body: Mapping[str, Any]) -> CampaignBudget:
    """A campaign's budget: an amount for each day, or one for its whole time."""
    budget: Mapping[str, Any] = body.get("campaignBudget") or {}
    total = from_micros(budget.get("totalAmountMicros"))
    daily = None if total else from_micros(budget.get("amountMicros"))
    return CampaignBudget(campaign=str(body["campaign"]["id"]), daily=daily or None, total=total or None)


EXAMPLES: Final = (
    Example(
        raw=RawRow(
            account=Account(channel="google_ads", external_id="9876543210", currency="USD"),
            body={
                "campaign": {"id": "20000000102", "name": "Search | Generic"},
                "metrics": {
                    "clicks": "99",
                    "impressions": "4021",
                    "costMicros": "309000000",
                    "conversions": Decimal("3.5"),
                    "conversionsValue": Decimal("210.75"),
                },
                "segments": {"date": "2026-11-20"},
            },
        ),
        fact=FactRow(
            campaign="20000000102",
            campaign_name="Search | Generic",
            daily=DailyFact(
                day=date(2026, 11, 20),
                campaign="20000000102",
                spend=Decimal(309),
                impressions=4021,
                clicks=99,
                conversions=Decimal("3.5"),
                revenue=Decimal("210.75"),
            ),
        ),
    ),
)
