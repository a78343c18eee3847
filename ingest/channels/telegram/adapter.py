"""Posts of own Telegram channels with their counters, and what the statistics say of the audience."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from pydantic import Field, SecretStr
from pydantic_settings import SettingsConfigDict

from ingest.channels.telegram.gateway import TelegramGateway, telethon_gateway
from ingest.errors import AuthError, BadRequest, PermissionDenied
from ingest.facts import Account, Campaign, Post, Rejected
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
from ingest.platform.figures import added_counts, whole
from ingest.platform.transport import ApiConnection

TITLE_LENGTH: Final = 120
BEST_HOURS: Final = 3
READINGS: Final = 2

CAPS: Final = Capabilities(levels=(), breakdowns=(), posts=True, history_days=365, restatement_days=7)


class TelegramSettings(ChannelSettings):
    """How to reach Telegram."""

    model_config = SettingsConfigDict(env_prefix="TELEGRAM_")

    api_id: str = Field("", description="Number of the app at my.telegram.org.")
    api_hash: SecretStr = Field(SecretStr(""), description="Hash of the app.")
    session: SecretStr = Field(SecretStr(""), description="Telethon string session of an admin of the channels.")
    channels: Listed = Field((), description="Own channels, commas between them: @name or number.")


class TelegramAdapter(AdPlatformAdapter):
    """Own channels."""

    platform = "telegram"
    caps = CAPS

    def __init__(
        self, settings: TelegramSettings, connection: ApiConnection, gateway: TelegramGateway | None = None
    ) -> None:
        self._settings = settings
        self._connection = connection
        self._opened = gateway
        self._remarks: list[tuple[str, dict[str, Any]]] = []

    @property
    def requests(self) -> int:
        """How many requests were sent so far."""
        return self._opened.requests if self._opened else 0

    def account_ids(self) -> list[str]:
        """The channels of the settings."""
        return [name.removeprefix("@") for name in self._settings.channels]

    def account(self, external_id: str) -> Account:
        """The channel as an account; Telegram Ads bills in euros."""
        told = self._gateway().channel(external_id)
        if told.get("can_view_stats"):
            self._remember(external_id)
        return Account(
            channel="telegram",
            external_id=external_id,
            name=str(told.get("title") or ""),
            currency="EUR",
            timezone="UTC",
        )

    def campaigns(self, account: Account) -> Iterable[Campaign]:
        """There are none."""
        return ()

    def pull(
        self,
        account: Account,
        window: PullWindow,
        *,
        level: Level = "campaign",
        breakdown: Breakdown = "none",
        hourly: bool = False,
    ) -> Iterator[RawRow]:
        """There are no advertising facts."""
        return iter(())

    def normalise(self, raw: RawRow) -> FactRow | Rejected:
        """There is nothing to read."""
        return Rejected(reason="not_readable", raw=dict(raw.body))

    def posts(self, account: Account, window: PullWindow) -> Iterable[Post]:
        """Posts of the window; an album is one post."""
        return posts_of(self._gateway().messages(account.external_id, window))

    def remarks(self) -> list[tuple[str, dict[str, Any]]]:
        """What the statistics said of the audience."""
        told, self._remarks = self._remarks, []
        return told

    def close(self) -> None:
        """Disconnects."""
        if self._opened is not None:
            self._opened.close()

    def _gateway(self) -> TelegramGateway:
        if self._opened is None:
            settings = self._settings
            if not settings.api_id.isdigit():
                raise AuthError("channels-auth", message="TELEGRAM_API_ID is not a number")
            self._opened = telethon_gateway(
                api_id=int(settings.api_id),
                api_hash=settings.api_hash.get_secret_value(),
                session=settings.session.get_secret_value(),
                redact=self._connection.redact,
            )
        return self._opened

    def _remember(self, name: str) -> None:
        """The audience; a graph's name grows old, so it is asked for afresh once. Posts do without it."""
        for reading in range(1, READINGS + 1):
            try:
                stats = self._gateway().stats(name)
                hours = self._best_hours(stats.get("top_hours_graph") or {})
            except (BadRequest, PermissionDenied) as error:
                if reading == READINGS:
                    told = {"unit": "stats", "message": error.say("en")}
                    self._remarks.append(("channels-optional-failed", told))
            else:
                self._note(stats, hours)
                return

    def _note(self, stats: Mapping[str, Any], hours: list[int]) -> None:
        followers = (stats.get("followers") or {}).get("current")
        values = {"followers": str(whole(followers) or 0), "hours": ", ".join(f"{hour}:00" for hour in hours) or "-"}
        self._remarks.append(("channels-telegram-audience", values))

    def _best_hours(self, graph: Mapping[str, Any]) -> list[int]:
        """The hours (UTC) in which the channel was viewed most; none when Telegram can't tell."""
        if graph.get("token"):
            graph = self._gateway().graph(str(graph["token"]))
        text = (graph.get("json") or {}).get("data")
        if not text:
            return []
        columns = {str(column[0]): column[1:] for column in json.loads(text)["columns"]}
        views = dict(zip(columns.get("x", []), columns.get("y0", []), strict=False))
        return sorted(sorted(views, key=lambda hour: -views[hour])[:BEST_HOURS])


def posts_of(messages: Iterable[Mapping[str, Any]]) -> list[Post]:
    """Posts from messages; those that share `grouped_id` are one album, counted as its most seen part.

    Service messages (without a counter of views) are no posts.
    """
    albums: dict[object, list[Mapping[str, Any]]] = {}
    for message in messages:
        if message.get("views") is not None:
            albums.setdefault(message.get("grouped_id") or ("single", message["id"]), []).append(message)
    return [_post(sorted(album, key=lambda message: int(message["id"]))) for album in albums.values()]


def _post(album: list[Mapping[str, Any]]) -> Post:
    first = album[0]
    text = next((str(message["message"]) for message in album if message.get("message")), "")
    return Post(
        external_id=str(first["id"]),
        published_at=_moment(first["date"]),
        title=text.partition("\n")[0][:TITLE_LENGTH],
        views=max(int(message["views"]) for message in album),
        reactions=added_counts(*(_reactions(message) for message in album)),
        comments=added_counts(*(whole((message.get("replies") or {}).get("replies")) for message in album)),
        shares=max((int(message.get("forwards") or 0) for message in album), default=None),
    )


def _moment(value: datetime | str) -> datetime:
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return moment.astimezone(UTC)


def _reactions(message: Mapping[str, Any]) -> int | None:
    told = message.get("reactions")
    return None if told is None else sum(int(one.get("count") or 0) for one in told.get("results") or [])
