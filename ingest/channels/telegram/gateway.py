"""The small door to Telegram: what the adapter needs of MTProto, and Telethon behind it."""

import asyncio
from collections.abc import Coroutine, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final, Protocol, TypeVar

from ingest.channel import Window
from ingest.errors import AuthError, BadRequest, PermissionDenied, PlatformError, RateLimited, Transient
from ingest.transport import Redactor

Answer = TypeVar("Answer")

AUTH_ERRORS: Final = ("AUTH_KEY", "SESSION_", "USER_DEACTIVATED", "API_ID_")
PERMISSION_ERRORS: Final = ("CHAT_ADMIN_REQUIRED", "BROADCAST_REQUIRED", "CHANNEL_PRIVATE", "STATS_UNAVAILABLE")


class TelegramGateway(Protocol):
    """Answers are plain mappings shaped like Telegram's own objects."""

    requests: int

    def channel(self, name: str) -> Mapping[str, Any]:
        """The channel's `title`, and whether it has `can_view_stats`."""

    def stats(self, name: str) -> Mapping[str, Any]:
        """The channel's statistics (`stats.getBroadcastStats`)."""

    def graph(self, token: str) -> Mapping[str, Any]:
        """A graph that the statistics only named (`stats.loadAsyncGraph`)."""

    def messages(self, name: str, window: Window) -> list[Mapping[str, Any]]:
        """Messages of the window, newest first."""

    def close(self) -> None:
        """Disconnects."""


class TelethonGateway:
    """Telethon with a loop of its own, so that callers stay synchronous."""

    def __init__(self, *, api_id: int, api_hash: str, session: str, redact: Redactor) -> None:
        from telethon import TelegramClient
        from telethon.sessions import StringSession

        self.requests = 0
        self._redact = redact
        self._loop = asyncio.new_event_loop()
        self._client = TelegramClient(StringSession(session), api_id, api_hash, loop=self._loop)
        self._connected = False

    def channel(self, name: str) -> Mapping[str, Any]:
        """The channel's title, and whether its statistics may be seen."""
        from telethon.tl.functions.channels import GetFullChannelRequest

        full = self._run(self._client(GetFullChannelRequest(name)))
        title = full.chats[0].title if full.chats else name
        return {"title": title, "can_view_stats": bool(full.full_chat.can_view_stats)}

    def stats(self, name: str) -> Mapping[str, Any]:
        """The channel's statistics, from the data centre that has them."""
        return dict(self._run(self._client.get_stats(name)).to_dict())

    def graph(self, token: str) -> Mapping[str, Any]:
        """A graph that is loaded on its own."""
        from telethon.tl.functions.stats import LoadAsyncGraphRequest

        return dict(self._run(self._client(LoadAsyncGraphRequest(token=token))).to_dict())

    def messages(self, name: str, window: Window) -> list[Mapping[str, Any]]:
        """Messages of the window."""
        return self._run(self._messages(name, window.since, window.until))

    async def _messages(self, name: str, since: date, until: date) -> list[Mapping[str, Any]]:
        end = datetime.combine(until + timedelta(days=1), time.min, UTC)
        found: list[Mapping[str, Any]] = []
        async for message in self._client.iter_messages(name, offset_date=end):
            if message.date.date() < since:
                break
            found.append(message.to_dict())
        return found

    def close(self) -> None:
        """Disconnects and ends the loop."""
        if self._connected:
            self._loop.run_until_complete(self._client.disconnect())
        self._loop.close()

    def _run(self, work: Coroutine[Any, Any, Answer]) -> Answer:
        from telethon.errors import RPCError

        self.requests += 1
        try:
            if not self._connected:
                self._loop.run_until_complete(self._client.connect())
                self._connected = True
            return self._loop.run_until_complete(work)
        except RPCError as error:
            raise meant(
                str(error.message or type(error).__name__), getattr(error, "seconds", None), self._redact
            ) from None
        except (ConnectionError, OSError, TimeoutError) as error:
            raise Transient("channels-no-answer", problem=type(error).__name__) from None


def meant(name: str, seconds: float | None, redact: Redactor) -> PlatformError:
    """Telegram's error by its name: `FLOOD_WAIT_30` and the like carry seconds."""
    message = redact(name)[:200]
    if "FLOOD" in name or seconds is not None:
        return RateLimited("channels-rate-limit", retry_after_s=float(seconds or 60), message=message)
    if name.startswith(AUTH_ERRORS):
        return AuthError("channels-auth", message=message)
    if name.startswith(PERMISSION_ERRORS):
        return PermissionDenied("channels-permission", message=message)
    return BadRequest("channels-request", message=message)
