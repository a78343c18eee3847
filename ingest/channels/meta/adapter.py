"""Asks the Graph API: accounts, campaigns, insights with paging, and asynchronous runs for what is too large."""

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from pydantic import Field, SecretStr
from pydantic_settings import SettingsConfigDict

from ingest.channel import (
    AdPlatformAdapter,
    Breakdown,
    Budget,
    Capabilities,
    ChannelSettings,
    FactRow,
    Level,
    Listed,
    RawRow,
    Window,
)
from ingest.channels.meta.division import DayWeights, divided, weights_by_day
from ingest.channels.meta.limits import RUN_LATER, judge, pause
from ingest.channels.meta.mapping import HOUR, budgets_of, campaign_of, channel_of, fact_row
from ingest.channels.meta.organic import instagram_posts, page_posts
from ingest.errors import TooMuchData
from ingest.facts import Account, Campaign, Post, Rejected
from ingest.figures import refused
from ingest.transport import Backoff, Line, Request, Transport, Truncated

VERSION: Final = "v26.0"
ACCOUNT_FIELDS: Final = "id,account_id,name,currency,timezone_name,timezone_offset_hours_utc,account_status"
CAMPAIGN_FIELDS: Final = (
    "id,name,objective,status,effective_status,daily_budget,lifetime_budget,budget_remaining,"
    "start_time,stop_time,updated_time"
)
INSIGHT_FIELDS: Final = (
    "account_id,account_name,account_currency,campaign_id,campaign_name,objective,spend,impressions,reach,frequency,"
    "clicks,inline_link_clicks,actions,action_values,purchase_roas,video_play_actions,date_start,date_stop"
)
SLICE_FIELDS: Final = (
    "campaign_id,campaign_name,spend,impressions,reach,clicks,actions,action_values,date_start,date_stop"
)
HOUR_FIELDS: Final = "campaign_id,campaign_name,spend,impressions,clicks,actions,action_values,date_start,date_stop"
ACCOUNT_TOTAL_FIELDS: Final = "account_id,spend,impressions,clicks,date_start,date_stop"
BREAKDOWNS: Final[Mapping[Breakdown, tuple[str, ...]]] = {
    "none": ("publisher_platform",),
    "age_gender": ("age", "gender"),
    "country": ("country",),
    "device": ("impression_device",),
    "placement": ("publisher_platform", "platform_position"),
}
LIMITS: Final = (500, 250, 100, 50)
"""Page sizes to try when a page is too much for the platform."""
POLL_MOST_S: Final = 30.0
RUN_MOST_S: Final = 3600.0

CAPS: Final = Capabilities(
    levels=("account", "campaign"),
    breakdowns=("none", "age_gender", "country", "device", "placement"),
    hourly=True,
    posts=True,
    max_span_days=92,
    hourly_span_days=31,
    history_days=1110,
    restatement_days=28,
)


class MetaSettings(ChannelSettings):
    """How to reach Meta."""

    model_config = SettingsConfigDict(env_prefix="META_")

    access_token: SecretStr = Field(SecretStr(""), description="Token of a system user with `ads_read`.")
    account_ids: Listed = Field((), description="Ad accounts, commas between them; empty means all of the token.")
    page_ids: Listed = Field((), description="Facebook pages whose posts to read, commas between them.")
    instagram_ids: Listed = Field((), description="Instagram accounts whose posts to read, commas between them.")
    app_secret: SecretStr = Field(SecretStr(""), description="Only if the app demands proof of the secret.")
    base_url: str = Field("https://graph.facebook.com", description="Host of the Graph API.")


class MetaAdapter(AdPlatformAdapter):
    """Meta ad accounts."""

    platform = "meta"
    caps = CAPS

    def __init__(self, settings: MetaSettings, line: Line) -> None:
        token = settings.access_token.get_secret_value()
        self._auth = {"access_token": token}
        secret = settings.app_secret.get_secret_value()
        if secret:
            proof = hmac.new(secret.encode(), token.encode(), hashlib.sha256).hexdigest()
            line.redact.add(proof)
            self._auth["appsecret_proof"] = proof
        self._chosen = [number.removeprefix("act_").replace("-", "") for number in settings.account_ids]
        self._organic = {
            "facebook": (page_posts, settings.page_ids),
            "instagram": (instagram_posts, settings.instagram_ids),
        }
        self._posts_read: set[str] = set()
        self._patience = line.patience
        self._totals: tuple[str, Window, DayWeights] | None = None
        self._transport = Transport(
            base_url=settings.base_url,
            judge=judge,
            line=line,
            backoff=Backoff(first_s=60, most_s=600),
        )

    @property
    def requests(self) -> int:
        """How many requests were sent so far."""
        return self._transport.requests

    def account_ids(self) -> list[str]:
        """Those of the settings, else all of the token's user."""
        if self._chosen:
            return self._chosen
        fields = {"fields": "account_id,name,currency,timezone_name,account_status", "limit": "200"}
        rows = self._pages("/me/adaccounts", fields)
        return [str(row.get("account_id") or row["id"]).removeprefix("act_") for row in rows]

    def account(self, external_id: str) -> Account:
        """The account; spend is net of VAT."""
        body = self._ask("GET", f"/act_{external_id}", {"fields": ACCOUNT_FIELDS})
        return Account(
            channel="facebook",
            external_id=external_id,
            name=str(body.get("name") or ""),
            currency=str(body["currency"]),
            timezone=str(body.get("timezone_name") or ""),
            vat_included=False,
            attribution="7d_click,1d_view",
            conversion_definition="purchase",
        )

    def campaigns(self, account: Account) -> Iterable[Campaign]:
        """Campaigns with the budgets that stand on them."""
        rows = self._pages(f"/act_{account.external_id}/campaigns", {"fields": CAMPAIGN_FIELDS, "limit": "200"})
        return [campaign_of(row, account.currency) for row in rows]

    def budgets(self, account: Account) -> Iterable[Budget]:
        """Budgets that stand on ad sets."""
        fields = "id,campaign_id,name,effective_status,daily_budget,lifetime_budget"
        rows = self._pages(f"/act_{account.external_id}/adsets", {"fields": fields, "limit": "200"})
        return budgets_of(rows, account.currency)

    def pull(
        self,
        account: Account,
        window: Window,
        *,
        level: Level = "campaign",
        breakdown: Breakdown = "none",
        hourly: bool = False,
    ) -> Iterator[RawRow]:
        """Insights rows; those that Meta can't cut by publisher are divided between the two channels."""
        keys = (HOUR,) if hourly else BREAKDOWNS[breakdown]
        bodies = self._insights(account, window, () if level == "account" else keys, level)
        by_publisher = "publisher_platform" in keys
        if by_publisher and breakdown == "none" and level == "campaign":
            self._totals = (account.external_id, window, weights_by_day(bodies))
        weights = {} if by_publisher or level == "account" else self._weights(account, window)
        for number, body in enumerate(bodies):
            identity = tuple(str(body.get(name)) for name in ("campaign_id", "date_start", *keys))
            raw = RawRow(
                body=body,
                account=account,
                breakdown=breakdown,
                hourly=hourly,
                locator=f"insights row {number}",
                identity=identity,
                channel=channel_of(body),
            )
            if by_publisher or level == "account":
                yield raw
            else:
                yield from divided(raw, weights.get((identity[0], identity[1]), {}))

    def normalise(self, raw: RawRow) -> FactRow | Rejected:
        """The row's facts, or why it can't be read."""
        try:
            return fact_row(raw)
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            return refused(raw.body, error)

    def posts(self, account: Account, window: Window) -> Iterable[Post]:
        """Posts of the pages and accounts of the settings; they belong to the first ad account that is refreshed."""
        if account.channel in self._posts_read:
            return []
        self._posts_read.add(account.channel)
        read, owners = self._organic[account.channel]
        return [post for owner in owners for post in read(self._get, self._pages, owner, window)]

    def close(self) -> None:
        """Gives the connections back."""
        self._transport.close()

    def _weights(self, account: Account, window: Window) -> DayWeights:
        """The channels' totals of the window: those just pulled, else asked for."""
        if self._totals is not None:
            number, known, weights = self._totals
            if number == account.external_id and known.since <= window.since and window.until <= known.until:
                return weights
        bodies = self._insights(account, window, BREAKDOWNS["none"], "campaign")
        self._totals = (account.external_id, window, weights_by_day(bodies))
        return self._totals[2]

    def _insights(
        self, account: Account, window: Window, keys: tuple[str, ...], level: Level
    ) -> list[Mapping[str, Any]]:
        fields = HOUR_FIELDS if HOUR in keys else INSIGHT_FIELDS if keys == BREAKDOWNS["none"] else SLICE_FIELDS
        span = {"since": window.since.isoformat(), "until": window.until.isoformat()}
        query = {
            "level": level,
            "time_increment": "1",
            "time_range": json.dumps(span, separators=(",", ":")),
            "fields": ACCOUNT_TOTAL_FIELDS if level == "account" else fields,
        }
        if keys:
            query["breakdowns"] = json.dumps(list(keys), separators=(",", ":"))
        return self._sized(f"/act_{account.external_id}/insights", query, window)

    def _sized(self, path: str, query: Mapping[str, str], window: Window) -> list[Mapping[str, Any]]:
        """The whole report: smaller pages first, then (by the engine) smaller windows, then an asynchronous run."""
        for limit in LIMITS:
            try:
                return list(self._pages(path, {**query, "limit": str(limit)}))
            except TooMuchData as error:
                if error.values.get("subcode") == RUN_LATER:
                    return self._run_later(path, query)
        if window.days > 1:
            raise TooMuchData("channels-too-much", message=f"{window.since} .. {window.until}")
        return self._run_later(path, query)

    def _run_later(self, path: str, query: Mapping[str, str]) -> list[Mapping[str, Any]]:
        started = self._ask("POST", path, query)
        run = str(started["report_run_id"])
        waited, step = 0.0, 2.0
        while not self._ready(run):
            if waited >= RUN_MOST_S:
                raise TooMuchData("channels-too-much", message=f"report run {run}")
            self._patience.rest(step)
            waited, step = waited + step, min(POLL_MOST_S, step * 2)
        return list(self._pages(f"/{run}/insights", {"limit": str(LIMITS[0])}))

    def _ready(self, run: str) -> bool:
        body = self._ask("GET", f"/{run}", {"fields": "async_status,async_percent_completion,error_code,error_message"})
        status = str(body.get("async_status"))
        if status in ("Job Failed", "Job Skipped"):
            raise TooMuchData("channels-too-much", message=f"{status}: {body.get('error_message') or run}")
        return status == "Job Completed" and int(body.get("async_percent_completion", 100)) == 100

    def _pages(self, path: str, query: Mapping[str, str]) -> Iterator[Mapping[str, Any]]:
        """Rows of all pages. `next` only says that there is more; its address is never used, for it holds the token."""
        after, seen = "", set[str]()
        while True:
            body = self._ask("GET", path, {**query, "after": after} if after else query)
            yield from body.get("data") or []
            paging = body.get("paging") or {}
            if not paging.get("next"):
                return
            after = str((paging.get("cursors") or {}).get("after") or _cursor_in(str(paging["next"])))
            if not after or after in seen:
                raise Truncated("channels-paging", cursor=after[:40])
            seen.add(after)

    def _get(self, path: str, query: Mapping[str, str]) -> Mapping[str, Any]:
        return self._ask("GET", path, query)

    def _ask(self, method: str, path: str, query: Mapping[str, str]) -> Mapping[str, Any]:
        values = {**query, **self._auth}
        request = Request(method=method, path=f"/{VERSION}{path}")
        asked = replace(request, form=values) if method == "POST" else replace(request, params=values)
        reply = self._transport.ask(asked)
        seconds = pause(reply)
        if seconds:
            self._patience.rest(seconds)
        if not isinstance(reply.body, dict):
            raise Truncated("channels-unreadable", status=str(reply.status), start=reply.text[:80])
        return reply.body


def _cursor_in(address: str) -> str:
    return parse_qs(urlsplit(address).query).get("after", [""])[0]
