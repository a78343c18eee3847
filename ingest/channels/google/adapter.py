"""Asks Google Ads: access tokens that die after an hour, streams that may break off, metrics that get renamed."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from pydantic import Field, SecretStr
from pydantic_settings import SettingsConfigDict

from ingest.channels.google import mapping
from ingest.channels.google.failures import judge, judge_token
from ingest.channels.google.remainder import Sums, remainders
from ingest.environment import Address
from ingest.errors import AuthError, BadRequest, PermissionDenied, TooMuchData, Transient
from ingest.facts import Account, Campaign, Rejected
from ingest.platform.channel import (
    RECENT_DAYS,
    AdPlatformAdapter,
    Breakdown,
    CampaignBudget,
    Capabilities,
    ChannelSettings,
    FactRow,
    Level,
    Listed,
    PullWindow,
    RawRow,
)
from ingest.platform.figures import UNREADABLE_ROW, refused
from ingest.platform.transport import ApiConnection, Backoff, Reply, Request, Transport

VERSION: Final = "v26"
STUMBLES: Final = 2
"""A report that fails or breaks off this often is asked for in smaller windows."""

CAPS: Final = Capabilities(
    levels=("account", "campaign"),
    breakdowns=("none", "age", "gender", "country", "device", "action"),
    hourly=True,
    max_span_days=92,
    hourly_span_days=31,
    history_days=1095,
    restatement_days=30,
)


class GoogleSettings(ChannelSettings):
    """How to reach Google Ads."""

    model_config = SettingsConfigDict(env_prefix="GOOGLE_ADS_")

    developer_token: SecretStr = Field(SecretStr(""), description="Developer token of the manager account.")
    client_id: str = Field("", description="OAuth client.")
    client_secret: SecretStr = Field(SecretStr(""), description="OAuth client secret.")
    refresh_token: SecretStr = Field(SecretStr(""), description="Refresh token of a published OAuth app.")
    login_customer_id: str = Field("", description="Manager account through which access goes; may be empty.")
    customer_ids: Listed = Field((), description="Customers, commas between them; empty means all reachable ones.")
    base_url: Address = Field("https://googleads.googleapis.com", description="Host of the interface.")
    token_url: Address = Field("https://oauth2.googleapis.com/token", description="Full address that renews tokens.")


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)


class GoogleAdapter(AdPlatformAdapter):
    """Google Ads customers."""

    platform = "google"
    caps = CAPS

    def __init__(self, settings: GoogleSettings, connection: ApiConnection) -> None:
        self._settings = settings
        self._redact = connection.redact
        self._now = connection.now
        self._token = ""
        self._dropped: frozenset[str] = frozenset()
        self._news: list[str] = []
        self._through: dict[str, str] = {}
        self._totals: tuple[str, PullWindow, Sums] | None = None
        self._transport = Transport(
            base_url=settings.base_url,
            judge=judge,
            connection=connection,
            backoff=Backoff(first_s=5, most_s=320),
        )
        self._office = Transport(base_url="", judge=judge_token, connection=connection, hide_bodies=False)

    @property
    def requests(self) -> int:
        """How many requests were sent so far."""
        return self._transport.requests + self._office.requests

    def account_ids(self) -> list[str]:
        """Those of the settings; else the customers under the manager; else all reachable ones."""
        if self._settings.customer_ids:
            return [_digits(number) for number in self._settings.customer_ids]
        manager = _digits(self._settings.login_customer_id)
        if manager:
            return self._children(manager)
        reply = self._send(Request(path=f"/{VERSION}/customers:listAccessibleCustomers", headers=self._headers("")))
        reachable = [str(name).rpartition("/")[2] for name in reply.body.get("resourceNames") or []]
        return [number for one in reachable for number in (self._children(one) if self._is_manager(one) else [one])]

    def _is_manager(self, customer: str) -> bool:
        """Metrics are refused for managers. One that can't be asked stays in the list, to say so itself."""
        try:
            row = next(self._stream(customer, mapping.CUSTOMER), {})
        except (BadRequest, PermissionDenied):
            return False
        return bool((row.get("customer") or {}).get("manager"))

    def _children(self, manager: str) -> list[str]:
        numbers = [str(row["customerClient"]["id"]) for row in self._stream(manager, mapping.CHILDREN)]
        self._through |= dict.fromkeys(numbers, manager)
        return numbers

    def account(self, external_id: str) -> Account:
        """The customer; cost is net of VAT."""
        customer = self._described(external_id)
        return Account(
            channel="google_ads",
            external_id=external_id,
            name=str(customer.get("descriptiveName") or ""),
            currency=str(customer["currencyCode"]),
            timezone=str(customer.get("timeZone") or ""),
            vat_included=False,
            attribution="30d_click",
            conversion_definition="conversions",
        )

    def _described(self, external_id: str) -> Mapping[str, Any]:
        """What Google tells of the customer; where it tells nothing, what the customer's latest row tells."""
        refusal: BadRequest | None = None
        try:
            row = next(self._stream(external_id, mapping.CUSTOMER), {})
        except BadRequest as error:
            row, refusal = {}, error
        if not mapping.at(row, "customer.currency_code"):
            window = PullWindow.ending(self._now().date(), RECENT_DAYS)
            row = next(self._report(external_id, mapping.REPORTS["none"], window), {})
        if refusal and not row:
            raise refusal
        customer: Mapping[str, Any] = row.get("customer") or {}
        return customer

    def campaigns(self, account: Account) -> Iterable[Campaign]:
        """Campaigns of every status: removed ones keep their history."""
        return [mapping.campaign_of(row) for row in self._stream(account.external_id, mapping.CAMPAIGNS)]

    def budgets(self, account: Account) -> Iterable[CampaignBudget]:
        """Budgets stand in a table of their own."""
        return [mapping.budget_of(row) for row in self._stream(account.external_id, mapping.BUDGETS)]

    def pull(
        self,
        account: Account,
        window: PullWindow,
        *,
        level: Level = "campaign",
        breakdown: Breakdown = "none",
        hourly: bool = False,
    ) -> Iterator[RawRow]:
        """Report rows; views that leave campaigns out get the missing part as `unknown`."""
        if level == "account":
            bodies = self._stream(account.external_id, mapping.account_query(window))
            yield from (RawRow(body=body, account=account) for body in bodies)
            return
        report = mapping.HOURS if hourly else mapping.REPORTS[breakdown]
        bodies = self._report(account.external_id, report, window)
        if report is mapping.REPORTS["none"]:
            bodies = self._kept(account, window, bodies)
        covered, divided = Sums(), False
        for number, body in enumerate(bodies):
            if report.partial:
                covered.add(body)
                divided = divided or bool(mapping.at(body, report.keys[0]))
            yield RawRow(
                body=body,
                account=account,
                breakdown=breakdown,
                hourly=hourly,
                locator=f"{report.view} row {number}",
                identity=() if report.partial or breakdown == "country" else _identity(body, report),
            )
        if divided:
            for body in remainders(self._base(account, window), covered, breakdown):
                yield RawRow(body=body, account=account, breakdown=breakdown, derived=True, locator="remainder")

    def normalise(self, raw: RawRow) -> FactRow | Rejected:
        """The row's facts, or why it can't be read."""
        try:
            return mapping.fact_row(raw)
        except UNREADABLE_ROW as error:
            return refused(raw.body, error)

    def account_spend(self, raw: RawRow) -> Decimal | None:
        """Cost of the customer's own row."""
        return mapping.spend_of(raw)

    def drift(self) -> list[str]:
        """Metrics that this version no longer knows."""
        news, self._news = self._news, []
        return news

    def close(self) -> None:
        """Gives the connections back."""
        self._transport.close()
        self._office.close()

    def _base(self, account: Account, window: PullWindow) -> Sums:
        """Campaign totals of the window: those just pulled, else asked for."""
        if self._totals is None or self._totals[:2] != (account.external_id, window):
            for _ in self._kept(account, window, self._report(account.external_id, mapping.Report(), window)):
                pass
        return self._totals[2] if self._totals else Sums()

    def _kept(
        self, account: Account, window: PullWindow, bodies: Iterable[Mapping[str, Any]]
    ) -> Iterator[Mapping[str, Any]]:
        """The rows as they come; once all have come, their sums are known."""
        sums = Sums()
        for body in bodies:
            sums.add(body)
            yield body
        self._totals = (account.external_id, window, sums)

    def _report(self, customer: str, report: mapping.Report, window: PullWindow) -> Iterator[Mapping[str, Any]]:
        many_days = window.days > 1
        while True:
            asked = mapping.query(report, window, self._dropped)
            try:
                return self._stream(customer, asked, stumbles=STUMBLES if many_days else None)
            except BadRequest as error:
                unknown = self._unknown_metrics(str(error.values.get("message", "")), report)
                if not unknown:
                    raise
                self._dropped |= unknown
                self._news += sorted(unknown)
            except Transient as error:
                if not many_days or (error.retry_after_s or 0.0) > self._transport.patience.budget_s:
                    raise
                raise TooMuchData("channels-too-much", message=str(error)) from error

    def _unknown_metrics(self, message: str, report: mapping.Report) -> frozenset[str]:
        if "UNRECOGNIZED_FIELD" not in message and "nrecognized field" not in message:
            return frozenset()
        extra = (frozenset(report.metrics) & frozenset(mapping.EXTRA)) - self._dropped
        words = set(re.findall(r"\w+", message))
        named = frozenset(metric for metric in extra if metric.partition(".")[2] in words)
        needed = {*report.head.split(", "), *report.keys, *mapping.CORE}
        return named or (frozenset() if any(field in message for field in needed) else extra)

    def _stream(self, customer: str, query: str, *, stumbles: int | None = None) -> Iterator[Mapping[str, Any]]:
        """The rows of the query, batch by batch, once the whole answer has come without an error in it."""
        path = f"/{VERSION}/customers/{customer}/googleAds:searchStream"
        content = json.dumps({"query": query})
        request = Request(method="POST", path=path, content=content, headers=self._headers(customer))
        batches = self._send(request, stumbles).elements()
        return (row for batch in batches for row in batch.get("results") or [])

    def _send(self, request: Request, stumbles: int | None = None) -> Reply:
        try:
            return self._transport.ask(request, stumbles=stumbles)
        except AuthError:
            # Access tokens live an hour and may die in the middle of a long pull: renew once, then believe it.
            self._token = ""
            headers = {**request.headers, "Authorization": f"Bearer {self._access_token()}"}
            return self._transport.ask(replace(request, headers=headers), stumbles=stumbles)

    def _headers(self, customer: str) -> dict[str, str]:
        headers = {
            "Authorization": f"Bearer {self._access_token()}",
            "developer-token": self._settings.developer_token.get_secret_value(),
            "Content-Type": "application/json",
        }
        manager = _digits(self._settings.login_customer_id) or self._through.get(customer, "")
        return headers | ({"login-customer-id": manager} if manager else {})

    def _access_token(self) -> str:
        if not self._token:
            form = {
                "grant_type": "refresh_token",
                "client_id": self._settings.client_id,
                "client_secret": self._settings.client_secret.get_secret_value(),
                "refresh_token": self._settings.refresh_token.get_secret_value(),
            }
            reply = self._office.ask(Request(method="POST", path=self._settings.token_url, form=form))
            self._token = str(reply.body["access_token"])
            self._redact.add(self._token)
        return self._token


def _identity(body: Mapping[str, Any], report: mapping.Report) -> tuple[str, ...]:
    keys = ("campaign.id", "segments.date", *report.keys)
    return tuple(str(mapping.at(body, key)) for key in keys)
