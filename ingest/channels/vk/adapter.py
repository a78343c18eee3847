"""Asks VK Ads: plans by pages, their days two hundred plans at a time, and a living token."""

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from pydantic import Field, SecretStr
from pydantic_settings import SettingsConfigDict

from ingest.channels.vk.codes import judge, judge_list
from ingest.channels.vk.mapping import campaign_of, fact_row
from ingest.channels.vk.tokens import TokenFile, Tokens
from ingest.environment import Address
from ingest.errors import AuthError, BadRequest, PermissionDenied
from ingest.facts import Account, Campaign, Rejected
from ingest.platform.channel import (
    AdPlatformAdapter,
    Breakdown,
    Capabilities,
    ChannelSettings,
    FactRow,
    Level,
    PullWindow,
    RawRow,
)
from ingest.platform.figures import UNREADABLE_ROW, refused
from ingest.platform.transport import ApiConnection, Backoff, Request, Transport

logger = logging.getLogger(__name__)

PAGE_SIZE: Final = 200
IDS_AT_ONCE: Final = 200
PLAN_FIELDS: Final = "id,name,status,objective,budget_limit,budget_limit_day,date_start,date_end"
METRICS: Final = "base,uniques,events,romi,social_network"

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
    token_file: str = Field("", description="File that keeps a renewed token between refreshes; empty means none.")
    currency: str = Field("RUB", description="Currency of the cabinet: VK does not name it.")
    base_url: Address = Field("https://ads.vk.com", description="Host of VK Ads.")


class VkAdapter(AdPlatformAdapter):
    """The cabinet that the token opens."""

    platform = "vk"
    caps = CAPS

    def __init__(self, settings: VkSettings, connection: ApiConnection) -> None:
        self._settings = settings
        self._redact = connection.redact
        self._file = TokenFile(name=settings.token_file, client=f"{settings.base_url} {settings.client_id}")
        kept = self._file.read()
        self._token = kept.access or settings.access_token.get_secret_value()
        self._renewing = kept.refresh or settings.refresh_token.get_secret_value()
        self._hide()
        self._plans: list[str] = []
        self._transport = Transport(
            base_url=settings.base_url, judge=judge_list, connection=connection, backoff=Backoff(first_s=1)
        )
        self._office = Transport(base_url=settings.base_url, judge=judge, connection=connection, hide_bodies=False)

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
        listed = [campaign_of(row) for row in self._plan_rows()]
        self._plans = [campaign.external_id for campaign in listed]
        return listed

    def pull(
        self,
        account: Account,
        window: PullWindow,
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
            return fact_row(raw)
        except UNREADABLE_ROW as error:
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
            page = body["items"]
            rows += page
            if not page or len(rows) >= int(body.get("count") or len(rows) + 1):
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
        body: Mapping[str, Any] = reply.body
        return body

    def _can_renew(self) -> bool:
        return bool(self._settings.client_id and self._settings.client_secret.get_secret_value())

    def _headers(self) -> dict[str, str]:
        if not self._token:
            self._renew()
        return {"Authorization": f"Bearer {self._token}"}

    def _renew(self) -> None:
        """Gets a living token. VK allows five for a client, so one is renewed rather than made where that works."""
        try:
            body = self._granted(refresh_token=self._renewing) if self._renewing else self._granted()
        except AuthError:
            if not self._renewing:
                raise
            body = self._granted()
        self._token, self._renewing = str(body["access_token"]), str(body.get("refresh_token") or self._renewing)
        self._hide()
        try:
            self._file.write(Tokens(access=self._token, refresh=self._renewing))
        except OSError as error:
            logger.warning("VK's token is not kept in %s: %s", self._settings.token_file, error.strerror)

    def _granted(self, **known: str) -> Mapping[str, Any]:
        grant = {"grant_type": "refresh_token" if known else "client_credentials", **known}
        secret = self._settings.client_secret.get_secret_value()
        form = {**grant, "client_id": self._settings.client_id, "client_secret": secret}
        try:
            reply = self._office.ask(Request(method="POST", path="/api/v2/oauth2/token.json", form=form))
        except (PermissionDenied, BadRequest) as error:
            raise AuthError("channels-auth", message=error.values.get("message", "")) from error
        body: Mapping[str, Any] = reply.body
        return body

    def _hide(self) -> None:
        self._redact.add(self._token)
        self._redact.add(self._renewing)
