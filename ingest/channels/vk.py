"""VK Ads: statistics of ad plans by day; goals stand in `base.vk`, reach in `uniques.total`."""

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
    RawRow,
    Window,
)
from ingest.errors import AuthError, BadRequest, PermissionDenied, PlatformError, RateLimited, Transient
from ingest.facts import Account, ActionFact, Campaign, DailyFact, Rejected
from ingest.figures import day_of, day_or_none, exact, refused, whole
from ingest.transport import Backoff, Line, Reply, Request, Transport, Truncated, by_status, retry_after

PAGE_SIZE: Final = 200
IDS_AT_ONCE: Final = 200
PLAN_FIELDS: Final = "id,name,status,objective,budget_limit,budget_limit_day,date_start,date_end"
METRICS: Final = "base,uniques,events,romi,social_network"
LIMIT_WAITS: Final = (("daily", 86400.0), ("hourly", 3600.0), ("rps", 1.0))
"""The window of each `X-RateLimit-...-Remaining` header and how long it lasts, longest first."""
TOKEN_DEAD: Final = frozenset({"expired_token", "invalid_token", "unauthorized"})

CAPS: Final = Capabilities(
    breakdowns=("none",),
    max_span_days=92,
    history_days=366,
    restatement_days=7,
)


class VkSettings(ChannelSettings):
    """How to reach VK Ads."""

    model_config = SettingsConfigDict(env_prefix="VK_")

    client_id: str = Field("", description="API client; its number also names the account.")
    client_secret: SecretStr = Field(SecretStr(""), description="API client's secret, to renew the token.")
    access_token: SecretStr = Field(SecretStr(""), description="Token; VK keeps at most five alive for a client.")
    refresh_token: SecretStr = Field(SecretStr(""), description="Renews the token without making a new one.")
    currency: str = Field("RUB", description="Currency of the cabinet: VK does not name it.")
    base_url: str = Field("https://ads.vk.com", description="Host of VK Ads.")


def judge(reply: Reply) -> PlatformError | None:
    """The error in the body, else what the status says."""
    body = reply.json_or_none()
    if body is None and reply.status < 300:
        return Truncated("channels-unreadable", status=str(reply.status), start=reply.text[:80])
    said = body.get("error", body) if isinstance(body, dict) else {}
    said = said if isinstance(said, dict) else {"message": said}
    code = str(said.get("code") or "")
    if reply.status < 300 and not (isinstance(body, dict) and "error" in body):
        return None
    return _meant(reply, code, f"{said.get('message') or code} ({code or reply.status})"[:400])


def _meant(reply: Reply, code: str, message: str) -> PlatformError:
    if reply.status == 429 or "LIMIT_EXCEEDED" in code.upper():
        return RateLimited("channels-rate-limit", retry_after_s=_wait(reply), message=message)
    if reply.status == 401 or code in TOKEN_DEAD:
        return AuthError("channels-auth", message=message)
    if reply.status == 403:
        return PermissionDenied("channels-permission", message=message)
    if reply.status >= 500:
        return Transient("channels-transient", message=message)
    return by_status(reply, message) or BadRequest("channels-request", message=message)


def _wait(reply: Reply) -> float | None:
    """The platform's own wait: its header, else the length of the longest window that is used up."""
    named = retry_after(reply)
    if named is not None:
        return named
    remaining = {name.lower(): value for name, value in reply.headers.items()}
    spent = [seconds for window, seconds in LIMIT_WAITS if remaining.get(f"x-ratelimit-{window}-remaining") == "0"]
    return spent[0] if spent else None


class VkAdapter(AdPlatformAdapter):
    """The cabinet that the token opens."""

    platform = "vk"
    caps = CAPS

    def __init__(self, settings: VkSettings, line: Line) -> None:
        self._settings = settings
        self._redact = line.redact
        self._token = settings.access_token.get_secret_value()
        self._plans: list[str] = []
        self._transport = Transport(base_url=settings.base_url, judge=judge, line=line, backoff=Backoff(first_s=1))
        self._office = Transport(base_url=settings.base_url, judge=judge, line=line, hide_bodies=False)

    @property
    def requests(self) -> int:
        """How many requests were sent so far."""
        return self._transport.requests + self._office.requests

    def account_ids(self) -> list[str]:
        """The one cabinet of the client."""
        return [self._settings.client_id or "vk"]

    def account(self, external_id: str) -> Account:
        """The cabinet; whether its amounts hold VAT is not known."""
        return Account(
            channel="vk",
            external_id=external_id,
            currency=self._settings.currency,
            timezone="Europe/Moscow",
            attribution="conversion",
            conversion_definition="goals",
        )

    def campaigns(self, account: Account) -> Iterable[Campaign]:
        """Ad plans with their budgets, in roubles."""
        listed = [_campaign(row) for row in self._plan_rows()]
        self._plans = [campaign.external_id for campaign in listed]
        return listed

    def pull(
        self,
        account: Account,
        window: Window,
        *,
        level: Level = "campaign",
        breakdown: Breakdown = "none",
        hourly: bool = False,
    ) -> Iterator[RawRow]:
        """Days of every ad plan, two hundred plans at a time."""
        ids = list(dict.fromkeys(self._plans or [str(row["id"]) for row in self._plan_rows()]))
        for start in range(0, len(ids), IDS_AT_ONCE):
            query = {
                "id": ",".join(ids[start : start + IDS_AT_ONCE]),
                "date_from": window.since.isoformat(),
                "date_to": window.until.isoformat(),
                "metrics": METRICS,
                "attribution": "conversion",
            }
            body = self._ask("/api/v2/statistics/ad_plans/day.json", query)
            for item in body.get("items") or []:
                for row in item.get("rows") or []:
                    raw = {"id": str(item["id"]), **row}
                    yield RawRow(body=raw, account=account, identity=(raw["id"], str(row.get("date"))))

    def normalise(self, raw: RawRow) -> FactRow | Rejected:
        """The row's facts, or why it can't be read."""
        try:
            return _fact_row(raw)
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            return refused(raw.body, error)

    def close(self) -> None:
        """Gives the connections back."""
        self._transport.close()
        self._office.close()

    def _plan_rows(self) -> list[Mapping[str, Any]]:
        rows: list[Mapping[str, Any]] = []
        while True:
            query = {"limit": str(PAGE_SIZE), "offset": str(len(rows)), "fields": PLAN_FIELDS}
            body = self._ask("/api/v2/ad_plans.json", query)
            page = body.get("items") or []
            rows += page
            if not page or len(rows) >= int(body.get("count") or 0):
                return rows

    def _ask(self, path: str, query: Mapping[str, str]) -> Mapping[str, Any]:
        request = Request(path=path, params=query, headers=self._headers())
        try:
            reply = self._transport.ask(request)
        except AuthError:
            if not self._can_renew():
                raise
            self._token = ""
            reply = self._transport.ask(replace(request, headers=self._headers()))
        if not isinstance(reply.body, dict):
            raise Truncated("channels-unreadable", status=str(reply.status), start=reply.text[:80])
        return reply.body

    def _can_renew(self) -> bool:
        return bool(self._settings.client_id and self._settings.client_secret.get_secret_value())

    def _headers(self) -> dict[str, str]:
        if not self._token:
            self._token = self._renewed()
            self._redact.add(self._token)
        return {"Authorization": f"Bearer {self._token}"}

    def _renewed(self) -> str:
        """A living token. VK allows five for a client, so one is renewed rather than made where that is possible."""
        known = self._settings.refresh_token.get_secret_value()
        grant = (
            {"grant_type": "refresh_token", "refresh_token": known} if known else {"grant_type": "client_credentials"}
        )
        secret = self._settings.client_secret.get_secret_value()
        form = {**grant, "client_id": self._settings.client_id, "client_secret": secret}
        try:
            reply = self._office.ask(Request(method="POST", path="/api/v2/oauth2/token.json", form=form))
        except (PermissionDenied, BadRequest) as error:
            raise AuthError("channels-auth", message=error.values.get("message", "")) from error
        return str(reply.body["access_token"])


def _campaign(body: Mapping[str, Any]) -> Campaign:
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


def _fact_row(raw: RawRow) -> FactRow:
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
CHANNEL: Final = Channel(
    source="vk",
    channels=("vk",),
    settings=VkSettings,
    required=("access_token|client_secret",),
    caps=CAPS,
    open=VkAdapter,
    examples=(
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
    ),
)
