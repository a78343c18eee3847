"""What stands between the network and the chat: whose requests are served, which addresses, and what a page may do."""

import ipaddress
import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Final
from urllib.parse import urlsplit

from tools.access.throttle import Throttle
from ui.door.addresses import FILES, LARGEST_BODY, is_open
from ui.unexpected import fresh_id, logger

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
FOREIGN: Final = (
    b"This server does not know the name it was called by, or another site's page has called. "
    b"Whoever runs it can name it in DEMETRA_ALLOWED_HOSTS."
)
SIGN_INS: Final = frozenset({"/login", "/auth/header"})
WRONG_SIGN_INS_A_MINUTE: Final = 20
"""Of one address: a guesser does not get far."""
SIGN_INS_A_MINUTE: Final = 300
"""Of one address, those that succeed among them: a whole office behind one router comes in at nine."""
_SIGNED_IN: Final = 200
_HOST: Final = re.compile(r"(?:\[[0-9a-f:.]{2,45}\]|[\w.-]+)(?::\d{1,5})?", re.A | re.I)
LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})


class Guard:
    """Adds the headers, and turns away other sites' pages: Chainlit's socket does not ask where a caller comes from.

    Args:
        inner: what is guarded.
        host: the address it listens on; on loopback only loopback names are served.
        names: other names this server is called by. A name that is not ours may be a stranger's that points here
            (DNS rebinding); a bare IP address can't be.
        proxies: addresses of proxies whose word is taken for whom they speak.
        person_header: in which they name the person; from anybody else it does not come through.
    """

    def __init__(
        self,
        inner: App,
        host: str,
        names: frozenset[str] = frozenset(),
        *,
        proxies: frozenset[str] = frozenset(),
        person_header: str = "",
    ) -> None:
        self.inner = inner
        self.only_loopback = host in LOOPBACK
        self.names = names | LOOPBACK
        self.proxies = proxies
        self.person_header = person_header.lower().encode("latin-1")
        self.signing_in = Throttle(a_minute=SIGN_INS_A_MINUTE)
        self.guessing = Throttle(a_minute=WRONG_SIGN_INS_A_MINUTE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one connection."""
        if scope["type"] not in ("http", "websocket"):
            await self.inner(scope, receive, send)
        elif self._foreign(scope):
            await _refuse(scope, send, 403, FOREIGN)
        elif not is_open(scope.get("method", "GET"), scope["path"], scope.get("query_string", b"")):
            await _refuse(scope, send, 404, b"There is nothing here.")
        elif _too_large(scope):
            await _refuse(scope, send, 413, b"The request is too large: at most 1 MB.")
        elif _signs_in(scope):
            await self._let_in(self._cleaned(scope), receive, _with_headers(send))
        else:
            await self._serve(self._cleaned(scope), receive, _with_headers(send))

    async def _let_in(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves a try to sign in. It counts as a wrong one until it is known to be right: many at once count, too."""
        caller = self._caller(scope)
        if not self.signing_in.allows(caller) or not self.guessing.allows(caller):
            await _refuse(scope, send, 429, b'{"detail": "Too many attempts: wait a minute and try again."}')
            return

        async def sent(message: Message) -> None:
            if message.get("status") == _SIGNED_IN:
                self.guessing.give_back(caller)
            await send(message)

        await self._serve(scope, receive, sent)

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def sent(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.inner(scope, receive if _counts_itself(scope) else _bounded(receive), sent)
        except Exception:  # the last edge before the network: the traceback is the log's, the sentence the visitor's
            known = fresh_id()
            logger.exception("A request failed: %s (%s)", scope["path"], known)
            if not begun:
                await _refuse(scope, send, 500, f"Something failed here; the log knows it as {known}.".encode())

    def _cleaned(self, scope: Scope) -> Scope:
        """The request without a name for its sender that no trusted proxy gave."""
        if not self.person_header or _peer(scope) in self.proxies:
            return scope
        return {**scope, "headers": [pair for pair in scope["headers"] if pair[0] != self.person_header]}

    def _caller(self, scope: Scope) -> str:
        """The address that has called; a trusted proxy says for whom it does."""
        peer = _peer(scope)
        told = dict(scope["headers"]).get(b"x-forwarded-for", b"").decode("latin-1")
        callers = [part.strip() for part in told.split(",") if part.strip() and part.strip() not in self.proxies]
        return callers[-1] if peer in self.proxies and callers else peer

    def _foreign(self, scope: Scope) -> bool:
        named = {name: value.decode("latin-1") for name, value in scope["headers"]}
        hosts = {named.get(b"host", ""), named.get(b"x-forwarded-host", "")} - {""}
        if not all(self._ours(host) for host in hosts):
            return True
        origin = named.get(b"origin", "")
        return bool(origin) and urlsplit(origin).netloc not in hosts

    def _ours(self, host: str) -> bool:
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        return bool(_HOST.fullmatch(host)) and (name in self.names or (not self.only_loopback and _is_address(name)))


def _signs_in(scope: Scope) -> bool:
    return scope.get("method") == "POST" and scope["path"] in SIGN_INS


def _peer(scope: Scope) -> str:
    return str(scope["client"][0]) if scope.get("client") else ""


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _counts_itself(scope: Scope) -> bool:
    return scope["type"] == "websocket" or (scope["method"], scope["path"]) == FILES


def _too_large(scope: Scope) -> bool:
    if _counts_itself(scope):
        return False
    length = dict(scope["headers"]).get(b"content-length", b"0")
    return not length.isdigit() or int(length) > LARGEST_BODY


def _bounded(receive: Receive) -> Receive:
    """A body that says no length is cut off as if its sender had gone."""
    seen = 0

    async def received() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        return message if seen <= LARGEST_BODY else {"type": "http.disconnect"}

    return received


def _with_headers(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", []), *HEADERS]
        await send(message)

    return sent


async def _refuse(scope: Scope, send: Send, status: int, why: bytes) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    headers = [(b"content-type", b"text/plain; charset=utf-8"), *HEADERS]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": why})
