"""What stands between the network and the chat: whose requests are served, and what a page may do."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Final
from urllib.parse import urlsplit

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

POLICY: Final = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",  # Chainlit compiles our elements in the browser
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)
HEADERS: Final = [
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
]
LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})


class Guard:
    """Adds the headers, and turns away other sites' pages: Chainlit's socket does not ask where a caller comes from.

    Args:
        inner: what is guarded.
        host: the address it listens on; on loopback only loopback names are served, against DNS rebinding.
    """

    def __init__(self, inner: App, host: str) -> None:
        self.inner = inner
        self.only_loopback = host in LOOPBACK

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one connection."""
        if scope["type"] not in ("http", "websocket"):
            await self.inner(scope, receive, send)
        elif self._foreign(scope):
            await _refuse(scope, send)
        else:
            await self.inner(scope, receive, _with_headers(send))

    def _foreign(self, scope: Scope) -> bool:
        named = {name: value.decode("latin-1") for name, value in scope["headers"]}
        hosts = {named.get(b"host", ""), named.get(b"x-forwarded-host", "")} - {""}
        if self.only_loopback and not all(urlsplit(f"//{host}").hostname in LOOPBACK for host in hosts):
            return True
        origin = named.get(b"origin", "")
        return bool(origin) and urlsplit(origin).netloc not in hosts


def _with_headers(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", []), *HEADERS]
        await send(message)

    return sent


async def _refuse(scope: Scope, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    await send({"type": "http.response.start", "status": 403, "headers": [(b"content-type", b"text/plain")]})
    await send({"type": "http.response.body", "body": b"This address belongs to another site's page."})
