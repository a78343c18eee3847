"""Around every request: an id that its log lines and its answer bear, and what Prometheus counts."""

import re
import time
from typing import Any, Final

from agent.tracing import REQUEST
from ui.api.counters import REQUESTS, SECONDS
from ui.door.guard import App, Message, Receive, Scope, Send
from ui.unexpected import fresh_id

OWN_ID: Final = re.compile(r"[\w.-]{1,64}")
OTHER: Final = "other"
"""Route of what is none of ours: addresses that strangers try must not become figures of their own."""


def observed(inner: App) -> App:
    """The same, observed."""

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await inner(scope, receive, send)
            return
        known = _id_of(scope)
        token = REQUEST.set(known)
        begun, told = time.perf_counter(), [500]

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                told[0] = message["status"]
                message["headers"] = [*message.get("headers", []), (b"x-request-id", known.encode())]
                SECONDS.labels(_route(scope)).observe(time.perf_counter() - begun)
            await send(message)

        try:
            await inner(scope, receive, sent)
        finally:
            REQUESTS.labels(scope["method"], _route(scope), str(told[0])).inc()
            REQUEST.reset(token)

    return serve


def _id_of(scope: Scope) -> str:
    """The caller's own id where it is one, so that both logs speak of the same."""
    told = dict(scope["headers"]).get(b"x-request-id", b"").decode("latin-1")
    return told if OWN_ID.fullmatch(told) else fresh_id()


def _route(scope: Scope) -> str:
    route: Any = scope.get("route")
    path = getattr(route, "path", "")
    return path if path and "{path:path}" not in path else OTHER
