"""Asks Yandex.Direct: clients, campaigns, and reports that wait in a queue until they are built."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from pydantic import Field, SecretStr
from pydantic_settings import SettingsConfigDict

from ingest.channels.yandex.report import CUTS, fact_row, order, rows_of
from ingest.environment import Address
from ingest.errors import (
    AuthError,
    BadRequest,
    PermissionDenied,
    PlatformError,
    RateLimited,
    TooMuchData,
    Transient,
)
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
from ingest.platform.figures import UNREADABLE_ROW, day_or_none, from_micros, refused
from ingest.platform.transport import (
    ApiConnection,
    Backoff,
    Reply,
    Request,
    Transport,
    Truncated,
    by_status,
    retry_after,
)

API: Final = "/json/v501/"
OLDER_API: Final = "/json/v5/"
"""Where a service is found that has not moved."""
NOT_FOUND: Final = "(HTTP 404)"
AUTH_CODES: Final = frozenset({53, 58})
PERMISSION_CODES: Final = frozenset({54, 8800})
RATE_CODES: Final = frozenset({56, 152, 506, 9000})
TRANSIENT_CODES: Final = frozenset({52, 500, 1000, 1001, 1002})
REQUEST_CODES: Final = frozenset({*range(4000, 4007), 8000})
OUT_OF_POINTS: Final = 152
HOUR_S: Final = 3600.0
QUEUED: Final = frozenset({201, 202})
DEFAULT_WAIT_S: Final = 5.0
PAGE: Final = 10000

CAPS: Final = Capabilities(
    breakdowns=("none", "age_gender", "region", "device", "placement"),
    max_span_days=92,
    history_days=1095,
    restatement_days=30,
)


class YandexSettings(ChannelSettings):
    """How to reach Yandex.Direct."""

    model_config = SettingsConfigDict(env_prefix="YANDEX_")

    token: SecretStr = Field(SecretStr(""), description="OAuth token.")
    client_logins: Listed = Field((), description="Client logins, commas between them; empty means the token's own.")
    goals: Listed = Field((), description="Numbers of the goals that count as conversions; empty means all.")
    base_url: Address = Field("https://api.direct.yandex.com", description="Host of the API.")


def judge(reply: Reply) -> PlatformError | None:
    """The error in the body, which may come with any status, else what the status says."""
    error = _error(reply)
    if error is not None:
        return _meant(reply, error)
    if reply.status == 502:
        return TooMuchData("channels-too-much", message="HTTP 502")
    return by_status(reply)


def judge_report(reply: Reply) -> PlatformError | None:
    """The same for reports, whose text must have arrived whole."""
    problem = judge(reply)
    if problem is not None or reply.status in QUEUED:
        return problem
    try:
        rows_of(reply.text)
    except Truncated as error:
        return error
    return None


def _error(reply: Reply) -> Mapping[str, Any] | None:
    if not reply.text.lstrip().startswith("{"):
        return None
    body = reply.json_or_none()
    error = body.get("error") if isinstance(body, dict) else None
    return error if isinstance(error, dict) else None


def _meant(reply: Reply, error: Mapping[str, Any]) -> PlatformError:
    code = int(error.get("error_code") or error.get("code") or 0)
    said = error.get("error_string") or error.get("message") or ""
    message = f"{said}: {error.get('error_detail') or ''} ({code})"[:400]
    status = 400 if code in REQUEST_CODES else reply.status
    if code in RATE_CODES:
        wait = HOUR_S if code == OUT_OF_POINTS else retry_after(reply)
        return RateLimited("channels-rate-limit", retry_after_s=wait, message=message)
    if code in AUTH_CODES or reply.status == 401:
        return AuthError("channels-auth", message=message)
    if code in PERMISSION_CODES or reply.status == 403:
        return PermissionDenied("channels-permission", message=message)
    if code in TRANSIENT_CODES or status in (500, 503, 504):
        return Transient("channels-transient", message=message)
    if status == 502:
        return TooMuchData("channels-too-much", message=message)
    return BadRequest("channels-request", message=message)


class YandexAdapter(AdPlatformAdapter):
    """Clients of Yandex.Direct."""

    platform = "yandex"
    caps = CAPS

    def __init__(self, settings: YandexSettings, connection: ApiConnection) -> None:
        self._settings = settings
        self._patience = connection.patience
        self._now: Callable[[], datetime] = connection.now
        self._unmoved: set[str] = set()
        url, backoff = settings.base_url, Backoff(first_s=10, most_s=10)
        self._transport = Transport(base_url=url, judge=judge, connection=connection, backoff=backoff)
        self._reports = Transport(base_url=url, judge=judge_report, connection=connection, backoff=backoff)

    @property
    def requests(self) -> int:
        """How many requests were sent so far."""
        return self._transport.requests + self._reports.requests

    def account_ids(self) -> list[str]:
        """Logins of the settings, else the token's own."""
        if self._settings.client_logins:
            return list(self._settings.client_logins)
        return [str(client["Login"]) for client in self._clients("")]

    def account(self, external_id: str) -> Account:
        """The client; costs are asked for without VAT."""
        clients = self._clients(external_id)
        client = next((one for one in clients if str(one.get("Login")) == external_id), clients[0])
        return Account(
            channel="yandex_direct",
            external_id=external_id,
            name=str(client.get("ClientInfo") or ""),
            currency=str(client["Currency"]),
            timezone="Europe/Moscow",
            vat_included=False,
            attribution="LSCCD",
            conversion_definition="goals",
        )

    def campaigns(self, account: Account) -> Iterable[Campaign]:
        """Campaigns of every state; amounts of this service are always in millionths."""
        names = ["Id", "Name", "Status", "State", "StartDate", "EndDate", "DailyBudget", "Type"]
        found: list[Campaign] = []
        offset = 0
        while True:
            page = {"Limit": PAGE, "Offset": offset}
            params = {"SelectionCriteria": {}, "FieldNames": names, "Page": page}
            result = self._service("campaigns", params, account.external_id)
            found += [_campaign(row) for row in result.get("Campaigns") or []]
            if not result.get("LimitedBy"):
                return found
            offset = int(result["LimitedBy"])

    def pull(
        self,
        account: Account,
        window: PullWindow,
        *,
        level: Level = "campaign",
        breakdown: Breakdown = "none",
        hourly: bool = False,
    ) -> Iterator[RawRow]:
        """Rows of one report."""
        body = order(account.external_id, window, breakdown, self._settings.goals, self._now())
        text = self._report(body, account.external_id, smallest=window.days == 1)
        for number, row in enumerate(rows_of(text)):
            keys = ("Date", "CampaignId", *CUTS[breakdown])
            yield RawRow(
                body=row,
                account=account,
                breakdown=breakdown,
                locator=f"report row {number}",
                identity=tuple(row.get(key, "") for key in keys),
            )

    def normalise(self, raw: RawRow) -> FactRow | Rejected:
        """The row's facts, or why it can't be read."""
        try:
            return fact_row(raw)
        except UNREADABLE_ROW as error:
            return refused(raw.body, error)

    def close(self) -> None:
        """Gives the connections back."""
        self._transport.close()
        self._reports.close()

    def _report(self, body: str, login: str, *, smallest: bool) -> str:
        """The report's text. While it is queued, the very same request is sent again after the wait it names."""
        headers = {
            **self._headers(login),
            "processingMode": "auto",
            "returnMoneyInMicros": "false",
            "skipReportHeader": "true",
            "skipReportSummary": "true",
        }
        request = Request(method="POST", path=f"{API}reports", content=body, headers=headers)
        waited = 0.0
        while True:
            reply = self._built(request, smallest=smallest)
            if reply.status not in QUEUED:
                return reply.text
            wait = _named_wait(reply)
            if waited + wait > self._patience.budget_s:
                queue = reply.headers.get("reportsInQueue") or "?"
                raise RateLimited("channels-rate-limit", retry_after_s=wait, message=f"{queue} reports in the queue")
            self._patience.rest(wait)
            waited += wait

    def _built(self, request: Request, *, smallest: bool) -> Reply:
        """The reply. What took too long is asked for again where there is nothing smaller to ask for."""
        for _ in range(self._patience.attempts - 1 if smallest else 0):
            try:
                return self._sent(self._reports, "reports", request)
            except TooMuchData:
                self._patience.rest(DEFAULT_WAIT_S)
        return self._sent(self._reports, "reports", request)

    def _clients(self, login: str) -> list[Mapping[str, Any]]:
        names = ["Login", "ClientId", "Currency", "ClientInfo", "CountryId", "VatRate"]
        result = self._service("clients", {"FieldNames": names}, login)
        return list(result.get("Clients") or [])

    def _service(self, name: str, params: Mapping[str, Any], login: str) -> Mapping[str, Any]:
        content = json.dumps({"method": "get", "params": params})
        request = Request(method="POST", path=f"{API}{name}", content=content, headers=self._headers(login))
        return self._sent(self._transport, name, request).body.get("result") or {}

    def _sent(self, through: Transport, service: str, request: Request) -> Reply:
        """The service's reply, from the older version where it has not moved to the newer one."""
        older = replace(request, path=f"{OLDER_API}{service}")
        if service in self._unmoved:
            return through.ask(older)
        try:
            return through.ask(request)
        except BadRequest as error:
            if NOT_FOUND not in str(error.values.get("message")):
                raise
        reply = through.ask(older)
        self._unmoved.add(service)
        return reply

    def _headers(self, login: str) -> dict[str, str]:
        headers = {
            "Authorization": f"Bearer {self._settings.token.get_secret_value()}",
            "Accept-Language": "en",
            "Content-Type": "application/json; charset=utf-8",
        }
        return headers | ({"Client-Login": login} if login else {})


def _named_wait(reply: Reply) -> float:
    """Seconds until a queued report is worth asking for again."""
    named = str(reply.headers.get("retryIn") or "")
    return float(named) if named.isdigit() else DEFAULT_WAIT_S


def _campaign(body: Mapping[str, Any]) -> Campaign:
    budget: Mapping[str, Any] = body.get("DailyBudget") or {}
    return Campaign(
        external_id=str(body["Id"]),
        name=str(body.get("Name") or ""),
        objective=str(body.get("Type") or "").lower(),
        daily_budget=from_micros(budget.get("Amount")) or None,
        starts=day_or_none(body.get("StartDate")),
        ends=day_or_none(body.get("EndDate")),
        status=str(body.get("State") or body.get("Status") or "").lower(),
    )
