"""TikTok Business API: errors stand in bodies of status 200, pages drift while data move, `-` is no value."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from pydantic import Field, SecretStr
from pydantic_settings import SettingsConfigDict

from ingest.channel import (
    SLICES,
    AdPlatformAdapter,
    Breakdown,
    Capabilities,
    Channel,
    ChannelSettings,
    Example,
    FactRow,
    Level,
    Listed,
    RawRow,
    Window,
)
from ingest.errors import AuthError, BadRequest, PermissionDenied, PlatformError, RateLimited, Transient
from ingest.facts import Account, ActionFact, Campaign, DailyFact, HourlyFact, Rejected
from ingest.figures import added_counts, day_of, exact, first_said, refused, whole
from ingest.transport import Backoff, Line, Reply, Request, Transport, by_status, retry_after

API: Final = "/open_api/v1.3/"
PAGE_SIZE: Final = 1000
READINGS: Final = 2
"""Pages are read again when rows moved between them; both readings together hold every row."""

OK_CODES: Final = frozenset({0, 20001})
RATE_CODES: Final = frozenset({40100, 40132, 61000})
AUTH_CODES: Final = frozenset({40102, 40104, 40105, 40106, 40110, 40113})
PERMISSION_CODES: Final = frozenset({40001, 40003, 40300, 40301, 40302, 40118, 40125, 40130})
REQUEST_CODES: Final = frozenset({40000, 40002, 40007, 40011, 41001, 41002})
TRANSIENT_CODES: Final = frozenset({40200, 40201, 40202, 40700, 60001})

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
CAPS: Final = Capabilities(
    levels=("account", "campaign"),
    breakdowns=("none", "age_gender", "country", "device"),
    hourly=True,
    max_span_days=30,
    hourly_span_days=1,
    history_days=365,
    restatement_days=28,
)


class TikTokSettings(ChannelSettings):
    """How to reach TikTok."""

    model_config = SettingsConfigDict(env_prefix="TIKTOK_")

    access_token: SecretStr = Field(SecretStr(""), description="Long-lived token of the Marketing API app.")
    advertiser_ids: Listed = Field((), description="Advertisers, commas between them; empty means all of the token.")
    app_id: str = Field("", description="Only to list the advertisers of the token.")
    secret: SecretStr = Field(SecretStr(""), description="Only to list the advertisers of the token.")
    base_url: str = Field("https://business-api.tiktok.com", description="Host of the Business API.")


def judge(reply: Reply) -> PlatformError | None:
    """The code in the body decides; the status only where a gateway answered."""
    body = reply.json_or_none()
    if not isinstance(body, dict) or "code" not in body:
        if reply.status < 300:
            return Transient("channels-unreadable", status=str(reply.status), start=reply.text[:80])
        return by_status(reply)
    code = int(body["code"])
    return None if code in OK_CODES else _meant(code, f"{body.get('message')} ({code})"[:400], reply)


def _meant(code: int, message: str, reply: Reply) -> PlatformError:
    if code in RATE_CODES:
        return RateLimited("channels-rate-limit", retry_after_s=retry_after(reply), message=message)
    if code in AUTH_CODES:
        return AuthError("channels-auth", message=message)
    if code in PERMISSION_CODES:
        return PermissionDenied("channels-permission", message=message)
    if code in REQUEST_CODES:
        return BadRequest("channels-request", message=message)
    if code in TRANSIENT_CODES or code // 1000 in (50, 51, 52) or reply.status >= 500:
        return Transient("channels-transient", message=message)
    return BadRequest("channels-request", message=message)


class TikTokAdapter(AdPlatformAdapter):
    """TikTok advertisers."""

    platform = "tiktok"
    caps = CAPS

    def __init__(self, settings: TikTokSettings, line: Line) -> None:
        self._settings = settings
        self._headers = {"Access-Token": settings.access_token.get_secret_value()}
        self._dropped: set[str] = set()
        self._news: list[str] = []
        backoff = Backoff(first_s=1, most_s=60)
        self._transport = Transport(base_url=settings.base_url, judge=judge, line=line, backoff=backoff)

    @property
    def requests(self) -> int:
        """How many requests were sent so far."""
        return self._transport.requests

    def account_ids(self) -> list[str]:
        """Those of the settings, else all advertisers of the token."""
        if self._settings.advertiser_ids:
            return list(self._settings.advertiser_ids)
        keys = {"app_id": self._settings.app_id, "secret": self._settings.secret.get_secret_value()}
        return [str(row["advertiser_id"]) for row in self._ask("oauth2/advertiser/get/", keys).get("list") or []]

    def account(self, external_id: str) -> Account:
        """The advertiser; spend is net of VAT."""
        listed = self._ask("advertiser/info/", {"advertiser_ids": json.dumps([external_id])}).get("list") or []
        body = next((row for row in listed if str(row.get("advertiser_id")) == external_id), listed[0])
        return Account(
            channel="tiktok",
            external_id=external_id,
            name=str(body.get("name") or ""),
            currency=str(body["currency"]),
            timezone=str(body.get("timezone") or body.get("display_timezone") or ""),
            vat_included=False,
            attribution="7d_click,1d_view",
            conversion_definition="conversion",
        )

    def campaigns(self, account: Account) -> Iterable[Campaign]:
        """Auction campaigns with their budgets, in units of the currency."""
        query = {"advertiser_id": account.external_id, "filtering": _json({"buying_types": ["AUCTION"]})}
        return [_campaign(row) for row in self._pages("campaign/get/", query)]

    def pull(
        self,
        account: Account,
        window: Window,
        *,
        level: Level = "campaign",
        breakdown: Breakdown = "none",
        hourly: bool = False,
    ) -> Iterator[RawRow]:
        """Report rows; a row that comes twice because pages moved is known by its dimensions."""
        time = "stat_time_hour" if hourly else "stat_time_day"
        own = ("advertiser_id",) if level == "account" else ("campaign_id",)
        dimensions = [*own, time, *DIMENSIONS[breakdown]]
        query = {
            "advertiser_id": account.external_id,
            "service_type": "AUCTION",
            "report_type": "BASIC" if breakdown == "none" else "AUDIENCE",
            "data_level": f"AUCTION_{level.upper()}".replace("ACCOUNT", "ADVERTISER"),
            "dimensions": _json(dimensions),
            "start_date": window.since.isoformat(),
            "end_date": window.until.isoformat(),
        }
        metrics = DAILY if (level, breakdown, hourly) == ("campaign", "none", False) else CORE
        for number, body in enumerate(self._report(query, metrics)):
            yield RawRow(
                body=body,
                account=account,
                breakdown=breakdown,
                hourly=hourly,
                locator=f"report row {number}",
                identity=_identity(body),
            )

    def normalise(self, raw: RawRow) -> FactRow | Rejected:
        """The row's facts, or why it can't be read."""
        try:
            return _fact_row(raw)
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            return refused(raw.body, error)

    def drift(self) -> list[str]:
        """Metrics that the platform no longer takes."""
        news, self._news = self._news, []
        return news

    def close(self) -> None:
        """Gives the connections back."""
        self._transport.close()

    def _report(self, query: Mapping[str, str], metrics: tuple[str, ...]) -> list[Mapping[str, Any]]:
        try:
            return self._rows(query, metrics)
        except BadRequest as error:
            named = set(re.findall(r"\w+", str(error.values.get("message", "")))) & set(metrics) - self._dropped
            if not named or "metric" not in str(error).lower():
                raise
            self._dropped |= named
            self._news += sorted(named)
            return self._rows(query, metrics)

    def _rows(self, query: Mapping[str, str], metrics: tuple[str, ...]) -> list[Mapping[str, Any]]:
        asked = {**query, "metrics": _json([name for name in metrics if name not in self._dropped])}
        return self._pages("report/integrated/get/", asked)

    def _pages(self, path: str, query: Mapping[str, str]) -> list[Mapping[str, Any]]:
        """Every row once, later reading over earlier."""
        found: dict[tuple[str, ...], Mapping[str, Any]] = {}
        for _ in range(READINGS):
            expected, read = self._read_through(path, query, found)
            if len(found) >= expected or read == len(found):
                break
        return list(found.values())

    def _read_through(
        self, path: str, query: Mapping[str, str], found: dict[tuple[str, ...], Mapping[str, Any]]
    ) -> tuple[int, int]:
        page, expected, read = 1, 0, 0
        while True:
            data = self._ask(path, {**query, "page": str(page), "page_size": str(PAGE_SIZE)})
            rows = data.get("list") or []
            found.update({_identity(row): row for row in rows})
            read += len(rows)
            info = data.get("page_info") or {}
            expected = int(info.get("total_number") or 0)
            more = page < int(info["total_page"]) if "total_page" in info else len(rows) >= PAGE_SIZE
            if not more:
                return expected, read
            page += 1

    def _ask(self, path: str, query: Mapping[str, str]) -> Mapping[str, Any]:
        reply = self._transport.ask(Request(path=f"{API}{path}", params=query, headers=self._headers))
        return reply.body.get("data") or {}


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


def _identity(body: Mapping[str, Any]) -> tuple[str, ...]:
    dimensions = body.get("dimensions")
    if isinstance(dimensions, Mapping):
        return tuple(str(dimensions[name]) for name in sorted(dimensions))
    return (str(body.get("campaign_id")),)


def _campaign(body: Mapping[str, Any]) -> Campaign:
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


def _fact_row(raw: RawRow) -> FactRow:
    dimensions: Mapping[str, Any] = raw.body["dimensions"]
    metrics: Mapping[str, Any] = raw.body["metrics"]
    campaign = str(dimensions["campaign_id"])
    row = FactRow(campaign=campaign, campaign_name=str(metrics.get("campaign_name") or ""))
    if raw.hourly:
        return replace(row, hourly=_hourly(dimensions, metrics, campaign))
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
    return replace(row, daily=daily, actions=_actions(day, campaign, metrics) if raw.breakdown == "none" else ())


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
CHANNEL: Final = Channel(
    source="tiktok",
    channels=("tiktok",),
    settings=TikTokSettings,
    required=("access_token",),
    caps=CAPS,
    open=TikTokAdapter,
    examples=(
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
                actions=(
                    ActionFact(day=_EXAMPLE_DAY, campaign="1780000000000101", action="conversion", count=Decimal(2)),
                ),
            ),
        ),
    ),
)
