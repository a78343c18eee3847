"""The small door to Telegram: what the adapter needs of MTProto, and Telethon behind it."""

import asyncio
import re
import struct
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final, Protocol, TypeVar

from ingest.errors import AuthError, BadRequest, PermissionDenied, PlatformError, RateLimited, Transient
from ingest.platform.channel import PullWindow
from ingest.platform.transport import Redactor

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

    def messages(self, name: str, window: PullWindow) -> list[Mapping[str, Any]]:
        """Messages of the window, newest first."""

    def close(self) -> None:
        """Disconnects."""


class TelethonGateway:
    """Telethon with a loop of its own, so that callers stay synchronous."""

    def __init__(self, client: Any, *, loop: asyncio.AbstractEventLoop, redact: Redactor) -> None:
        self.requests = 0
        self._client = client
        self._loop = loop
        self._redact = redact
        self._connected = False

    def channel(self, name: str) -> Mapping[str, Any]:
        """The channel's title, and whether its statistics may be seen."""
        from telethon.tl.functions.channels import GetFullChannelRequest

        full = self._run(lambda: self._client(GetFullChannelRequest(_peer(name))))
        title = full.chats[0].title if full.chats else name
        return {"title": title, "can_view_stats": bool(full.full_chat.can_view_stats)}

    def stats(self, name: str) -> Mapping[str, Any]:
        """The channel's statistics, from the data centre that has them."""
        return dict(self._run(lambda: self._client.get_stats(_peer(name))).to_dict())

    def graph(self, token: str) -> Mapping[str, Any]:
        """A graph that is loaded on its own."""
        return dict(self._run(lambda: self._graph(token)).to_dict())

    async def _graph(self, token: str) -> Any:
        from telethon.errors import StatsMigrateError
        from telethon.tl.functions.stats import LoadAsyncGraphRequest

        request = LoadAsyncGraphRequest(token=token)
        try:
            return await self._client(request)
        except StatsMigrateError as moved:
            # Telethon goes to the statistics' own centre in `get_stats` alone, so its way there is borrowed.
            sender = await self._client._borrow_exported_sender(moved.dc)
            try:
                return await sender.send(request)
            finally:
                await self._client._return_exported_sender(sender)

    def messages(self, name: str, window: PullWindow) -> list[Mapping[str, Any]]:
        """Messages of the window."""
        return self._run(lambda: self._messages(name, window.since, window.until))

    async def _messages(self, name: str, since: date, until: date) -> list[Mapping[str, Any]]:
        end = datetime.combine(until + timedelta(days=1), time.min, UTC)
        found: list[Mapping[str, Any]] = []
        async for message in self._client.iter_messages(_peer(name), offset_date=end):
            if message.date.date() < since:
                break
            found.append(message.to_dict())
        return found

    def close(self) -> None:
        """Disconnects and ends the loop."""
        if self._connected:
            self._loop.run_until_complete(self._client.disconnect())
        self._loop.close()

    def _run(self, work: Callable[[], Awaitable[Answer]]) -> Answer:
        from telethon.errors import RPCError

        self.requests += 1
        try:
            if not self._connected:
                self._loop.run_until_complete(self._client.connect())
                self._connected = True
            return self._loop.run_until_complete(work())
        except RPCError as error:
            raise meant(error_name(error), error.code or 0, getattr(error, "seconds", None), self._redact) from None
        except (ConnectionError, OSError, TimeoutError) as error:
            raise Transient("channels-no-answer", problem=type(error).__name__) from None
        except (ValueError, TypeError) as error:  # how Telethon says that there is no such channel
            raise BadRequest("channels-request", message=self._redact(str(error))[:200]) from None


def telethon_gateway(*, api_id: int, api_hash: str, session: str, redact: Redactor) -> TelethonGateway:
    """The gateway of a user's session.

    Raises:
        AuthError: the session is no string session of Telethon.
    """
    from telethon import TelegramClient
    from telethon.sessions import StringSession

    try:
        known = StringSession(session)
    except (ValueError, struct.error):
        raise AuthError("channels-auth", message="TELEGRAM_SESSION is not a Telethon string session") from None
    loop = asyncio.new_event_loop()
    return TelethonGateway(TelegramClient(known, api_id, api_hash, loop=loop), loop=loop, redact=redact)


def _peer(name: str) -> str | int:
    """Telethon takes a number as text for a telephone."""
    return int(name) if re.fullmatch(r"-?\d+", name) else name


def error_name(error: Any) -> str:
    """Telegram's name of the error, for example `CHAT_ADMIN_REQUIRED`.

    Telethon keeps it only in the name of its class, except for errors it has no class for.
    """
    own = vars(error).get("message")
    return str(own) if own else re.sub(r"(?<!^)(?=[A-Z])", "_", type(error).__name__.removesuffix("Error")).upper()


def meant(name: str, code: int, seconds: float | None, redact: Redactor) -> PlatformError:
    """Telegram's error by its name and code; `FLOOD_WAIT` and the like carry seconds."""
    message = redact(name)[:200]
    if "FLOOD" in name or seconds is not None:
        return RateLimited("channels-rate-limit", retry_after_s=float(seconds or 60), message=message)
    if code == 401 or name.startswith(AUTH_ERRORS):
        return AuthError("channels-auth", message=message)
    if code == 403 or name.startswith(PERMISSION_ERRORS):
        return PermissionDenied("channels-permission", message=message)
    if abs(code) >= 500:
        return Transient("channels-transient", message=message)
    return BadRequest("channels-request", message=message)
