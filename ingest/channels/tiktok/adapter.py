"""Asks the Business API: pages that drift while data move, metrics that get retired."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from pydantic import Field, SecretStr
from pydantic_settings import SettingsConfigDict

from ingest.channels.tiktok.codes import PARTIAL, judge
from ingest.channels.tiktok.mapping import CORE, DAILY, DIMENSIONS, campaign_of, fact_row
from ingest.environment import Address
from ingest.errors import BadRequest
from ingest.facts import Account, Campaign, Rejected
from ingest.platform.channel import (
    AdPlatformAdapter,
    Breakdown,
    Capabilities,
    ChannelSettings,
    FactRow,
    Level,
    Listed,
    PullWindow,
    RawRow,
)
from ingest.platform.figures import UNREADABLE_ROW, exact, refused
from ingest.platform.transport import ApiConnection, Backoff, Request, Transport

API: Final = "/open_api/v1.3/"
PAGE_SIZE: Final = 1000
READINGS: Final = 2
"""Pages are read again when rows moved between them; both readings together hold every row."""

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
    base_url: Address = Field("https://business-api.tiktok.com", description="Host of the Business API.")


@dataclass
class _Pages:
    """One reading through the pages; every part of `page_info` may be missing."""

    turned: int = 0
    read: int = 0
    more: bool = True
    totals: set[int] = field(default_factory=set)

    def turn(self, rows: int, info: Mapping[str, Any]) -> None:
        """Takes note of a page of so many rows."""
        self.turned += 1
        self.read += rows
        pages, total = info.get("total_page"), info.get("total_number")
        if total is not None:
            self.totals.add(int(total))
        if pages is not None:
            self.more = self.turned < int(pages)
        elif total is not None:
            self.more = rows > 0 and self.read < int(total)
        else:
            self.more = rows >= int(info.get("page_size") or PAGE_SIZE)

    def whole(self, found: int) -> bool:
        """Whether no row slipped by: the total stood still, and all were found or none came twice."""
        return len(self.totals) <= 1 and (found >= max(self.totals, default=0) or self.read == found)


class TikTokAdapter(AdPlatformAdapter):
    """TikTok advertisers."""

    platform = "tiktok"
    caps = CAPS

    def __init__(self, settings: TikTokSettings, connection: ApiConnection) -> None:
        self._settings = settings
        self._headers = {"Access-Token": settings.access_token.get_secret_value()}
        self._dropped: set[str] = set()
        self._news: list[str] = []
        self._whole = True
        self._in_part = 0
        backoff = Backoff(first_s=1, most_s=60)
        self._transport = Transport(base_url=settings.base_url, judge=judge, connection=connection, backoff=backoff)

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
        return [campaign_of(row) for row in self._pages("campaign/get/", query)]

    def pull(
        self,
        account: Account,
        window: PullWindow,
        *,
        level: Level = "campaign",
        breakdown: Breakdown = "none",
        hourly: bool = False,
    ) -> Iterator[RawRow]:
        """Report rows; a row that comes twice because pages moved is known by its dimensions."""
        self._whole = True
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
            return fact_row(raw)
        except UNREADABLE_ROW as error:
            return refused(raw.body, error)

    def account_spend(self, raw: RawRow) -> Decimal | None:
        """Spend of the account's own row."""
        return exact((raw.body.get("metrics") or {}).get("spend"))

    def drift(self) -> list[str]:
        """Metrics that the platform no longer takes."""
        news, self._news = self._news, []
        return news

    def remarks(self) -> list[tuple[str, dict[str, Any]]]:
        """How many answers the platform itself called partial."""
        answers, self._in_part = self._in_part, 0
        return [("channels-partial", {"answers": str(answers)})] if answers else []

    def complete(self) -> bool:
        """Whether no page of the last pull was answered in part."""
        return self._whole

    def close(self) -> None:
        """Gives the connections back."""
        self._transport.close()

    def _report(self, query: Mapping[str, str], metrics: tuple[str, ...]) -> Iterator[Mapping[str, Any]]:
        """The report's rows, without the metrics that the platform refuses by name."""
        while True:
            try:
                yield from self._rows(query, metrics)
            except BadRequest as error:
                named = set(re.findall(r"\w+", str(error.values.get("message", "")))) & set(metrics) - self._dropped
                if not named or "metric" not in str(error).lower():
                    raise
                self._dropped |= named
                self._news += sorted(named)
            else:
                return

    def _rows(self, query: Mapping[str, str], metrics: tuple[str, ...]) -> Iterator[Mapping[str, Any]]:
        asked = {**query, "metrics": _json([name for name in metrics if name not in self._dropped])}
        return self._pages("report/integrated/get/", asked)

    def _pages(self, path: str, query: Mapping[str, str]) -> Iterator[Mapping[str, Any]]:
        """Rows as they come. While pages move under the reading some are missed, so it is read through again."""
        found = set[int]()
        for _ in range(READINGS):
            pages = _Pages()
            while pages.more:
                data = self._ask(path, {**query, "page": str(pages.turned + 1), "page_size": str(PAGE_SIZE)})
                rows = data["list"] or []
                found.update(hash(_identity(row)) for row in rows)
                yield from rows
                pages.turn(len(rows), data.get("page_info") or {})
            if pages.whole(len(found)):
                return

    def _ask(self, path: str, query: Mapping[str, str]) -> Mapping[str, Any]:
        reply = self._transport.ask(Request(path=f"{API}{path}", params=query, headers=self._headers))
        if reply.body["code"] == PARTIAL:
            self._whole = False
            self._in_part += 1
        data: Mapping[str, Any] = reply.body["data"]
        return data


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


def _identity(body: Mapping[str, Any]) -> tuple[str, ...]:
    dimensions = body.get("dimensions")
    if isinstance(dimensions, Mapping):
        return tuple(str(dimensions[name]) for name in sorted(dimensions))
    return (str(body.get("campaign_id")),)
