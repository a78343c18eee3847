"""What to ask Meta for: accounts, campaigns, budgets, insights in every cut, posts."""

import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from pydantic import Field, SecretStr
from pydantic_settings import SettingsConfigDict

from ingest.channels.meta.division import ChannelPart, DayWeights, Proportion, by_channel, divided, weigh
from ingest.channels.meta.graph import Graph
from ingest.channels.meta.mapping import HOUR, budgets_of, campaign_of, channel_of, fact_row
from ingest.channels.meta.organic import instagram_posts, page_posts
from ingest.environment import Address
from ingest.errors import BadRequest
from ingest.facts import Account, Campaign, Post, Rejected
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
from ingest.platform.figures import UNREADABLE_ROW, exact, refused
from ingest.platform.transport import ApiConnection

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

CAPS: Final = Capabilities(
    levels=("account", "campaign"),
    breakdowns=("none", "age_gender", "country", "device", "placement"),
    hourly=True,
    posts=True,
    max_span_days=92,
    hourly_span_days=31,
    history_days=1122,  # 37 months, the shortest there are, less a day for time zones
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
    base_url: Address = Field("https://graph.facebook.com", description="Host of the Graph API.")


class MetaAdapter(AdPlatformAdapter):
    """Meta ad accounts."""

    platform = "meta"
    caps = CAPS

    def __init__(self, settings: MetaSettings, connection: ApiConnection) -> None:
        token, secret = settings.access_token.get_secret_value(), settings.app_secret.get_secret_value()
        self._graph = Graph(settings.base_url, token, secret, connection)
        self._chosen = [number.removeprefix("act_").replace("-", "") for number in settings.account_ids]
        self._organic = {
            "facebook": (page_posts, settings.page_ids),
            "instagram": (instagram_posts, settings.instagram_ids),
        }
        self._now = connection.now
        self._posts_read: set[str] = set()
        self._totals: tuple[str, PullWindow, Mapping[tuple[str, str], Proportion]] | None = None

    @property
    def requests(self) -> int:
        """How many requests were sent so far."""
        return self._graph.requests

    def account_ids(self) -> list[str]:
        """Those of the settings, else all of the token's user."""
        if self._chosen:
            return self._chosen
        fields = {"fields": "account_id,name,currency,timezone_name,account_status"}
        rows = self._graph.pages("/me/adaccounts", fields)
        return [str(row.get("account_id") or row["id"]).removeprefix("act_") for row in rows]

    def account(self, external_id: str) -> Account:
        """The account; spend is net of VAT."""
        body = self._described(external_id)
        return Account(
            channel="facebook",
            external_id=external_id,
            name=str(body.get("name") or body.get("account_name") or ""),
            currency=str(body.get("currency") or body["account_currency"]),
            timezone=str(body.get("timezone_name") or ""),
            vat_included=False,
            attribution="7d_click,1d_view",
            conversion_definition="purchase",
        )

    def _described(self, external_id: str) -> Mapping[str, Any]:
        """What Meta tells of the account; where it refuses that, what its latest row tells."""
        try:
            return self._graph.get(f"/act_{external_id}", {"fields": ACCOUNT_FIELDS})
        except BadRequest:
            window = PullWindow.ending(self._now().date(), RECENT_DAYS)
            row = next(self._insights(external_id, window, BREAKDOWNS["none"], "campaign"), None)
            if row is None:
                raise
            return row

    def campaigns(self, account: Account) -> Iterable[Campaign]:
        """Campaigns with the budgets that stand on them."""
        rows = self._graph.pages(f"/act_{account.external_id}/campaigns", {"fields": CAMPAIGN_FIELDS})
        return [campaign_of(row, account.currency) for row in rows]

    def budgets(self, account: Account) -> Iterable[CampaignBudget]:
        """Budgets that stand on ad sets."""
        fields = "id,campaign_id,name,effective_status,daily_budget,lifetime_budget"
        rows = self._graph.pages(f"/act_{account.external_id}/adsets", {"fields": fields})
        return budgets_of(rows, account.currency)

    def pull(
        self,
        account: Account,
        window: PullWindow,
        *,
        level: Level = "campaign",
        breakdown: Breakdown = "none",
        hourly: bool = False,
    ) -> Iterator[RawRow]:
        """Insights rows; those that Meta can't cut by publisher are divided between the two channels."""
        keys = (HOUR,) if hourly else BREAKDOWNS[breakdown]
        by_publisher = "publisher_platform" in keys
        bodies = self._insights(account.external_id, window, () if level == "account" else keys, level)
        if breakdown == "none" and not hourly and level == "campaign":
            bodies = self._weighed(account, window, bodies)
        weights = {} if by_publisher or level == "account" else self._weights(account, window)
        for number, body in enumerate(bodies):
            identity = tuple(str(body.get(name)) for name in ("campaign_id", "date_start", *keys))
            whole = by_publisher or level == "account"
            own = ChannelPart(channel=channel_of(body), body=body)
            for part in [own] if whole else divided(body, weights.get((identity[0], identity[1]))):
                yield RawRow(
                    body=part.body,
                    account=account,
                    breakdown=breakdown,
                    hourly=hourly,
                    locator=f"insights row {number}",
                    identity=(*identity, part.channel) if part.derived else identity,
                    channel=part.channel,
                    derived=part.derived,
                )

    def normalise(self, raw: RawRow) -> FactRow | Rejected:
        """The row's facts, or why it can't be read."""
        try:
            return fact_row(raw)
        except UNREADABLE_ROW as error:
            return refused(raw.body, error)

    def account_spend(self, raw: RawRow) -> Decimal | None:
        """Spend of the account's own row."""
        return exact(raw.body.get("spend"))

    def posts(self, account: Account, window: PullWindow) -> Iterable[Post]:
        """Posts of the pages and accounts of the settings; they belong to the first ad account that is refreshed."""
        if account.channel in self._posts_read:
            return []
        self._posts_read.add(account.channel)
        read, owners = self._organic[account.channel]
        return [post for owner in owners for post in read(self._graph.get, self._graph.pages, owner, window)]

    def complete(self) -> bool:
        """Whether no report had to leave out days that Meta no longer keeps: what was stored of them stays."""
        return not self._graph.clipped

    def close(self) -> None:
        """Gives the connections back."""
        self._graph.close()

    def _weights(self, account: Account, window: PullWindow) -> Mapping[tuple[str, str], Proportion]:
        """The channels' totals of the window: those just pulled, else asked for."""
        if self._totals is not None:
            number, known, weights = self._totals
            if number == account.external_id and known.since <= window.since and window.until <= known.until:
                return weights
        bodies = self._insights(account.external_id, window, BREAKDOWNS["none"], "campaign")
        for _ in self._weighed(account, window, bodies):
            pass
        return self._weights(account, window)

    def _weighed(
        self, account: Account, window: PullWindow, bodies: Iterable[Mapping[str, Any]]
    ) -> Iterator[Mapping[str, Any]]:
        """The rows as they come; once all have come, their totals are known."""
        weights: DayWeights = {}
        for body in bodies:
            weigh(weights, body)
            yield body
        self._totals = (account.external_id, window, {key: by_channel(cut) for key, cut in weights.items()})

    def _insights(
        self, account: str, window: PullWindow, keys: tuple[str, ...], level: Level
    ) -> Iterator[Mapping[str, Any]]:
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
        return self._graph.report(f"/act_{account}/insights", query, window)
