"""Where nobody signs in, every request is the local person's, who has a history like anybody else."""

import time
from collections.abc import Callable
from http.cookies import CookieError, SimpleCookie
from typing import Final

from tools.access.tokens import PREFIX
from ui.door.guard import App, Receive, Scope, Send

COOKIE: Final = "access_token"
RENEWED_S: Final = 3600.0


class LocalPerson:
    """Names the local person in every request, whatever session another server on this machine has left in the browser.

    Args:
        inner: what is served.
        token: makes what says so.
    """

    def __init__(self, inner: App, token: Callable[[], str]) -> None:
        self.inner = inner
        self.token = token
        self.made: tuple[float, str] = (0.0, "")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one connection."""
        if scope["type"] in ("http", "websocket"):
            scope = {**scope, "headers": self._named(scope["headers"])}
        await self.inner(scope, receive, send)

    def _named(self, headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        kept = [pair for pair in headers if pair[0] not in (b"cookie", b"authorization") or _of_ours(pair)]
        cookies = "; ".join(value.decode("latin-1") for name, value in headers if name == b"cookie")
        others = [f"{name}={value}" for name, value in _read(cookies).items() if not name.startswith(COOKIE)]
        return [*kept, (b"cookie", "; ".join([*others, f"{COOKIE}={self._token()}"]).encode("latin-1"))]

    def _token(self) -> str:
        at, made = self.made
        if not made or time.monotonic() - at > RENEWED_S:
            made = self.token()
            self.made = time.monotonic(), made
        return made


def _of_ours(header: tuple[bytes, bytes]) -> bool:
    """Whether a program says a token of this server, which is no session: it is to have what the token lends."""
    return header[0] == b"authorization" and header[1].lower().startswith(f"bearer {PREFIX}".encode())


def _read(cookies: str) -> dict[str, str]:
    try:
        return {name: morsel.coded_value for name, morsel in SimpleCookie(cookies).items()}
    except CookieError:
        return {}
