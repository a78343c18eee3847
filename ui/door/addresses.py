"""Which addresses are served at all: those that Demetra's page asks for. Chainlit has more, and they are closed."""

import re
from typing import Final
from urllib.parse import parse_qs

from ui.door.ids import PATTERN, is_id

_PAGE: Final = rf"/(?:login(?:/callback)?|(?:thread|share|element)/{PATTERN})?"
INTERFACE: Final = "/api/"
"""Whatever stands behind it, a line break or a backslash too, is answered by the interface itself, in its own form."""
OPEN: Final[dict[str, re.Pattern[str]]] = {
    "GET": re.compile(
        rf"{_PAGE}|/healthz|/health|/ready|/metrics|/mcp|/favicon|/favicon\.ico|/logo|/user"
        r"|/(?:public|assets|vendor|files|avatars|ws)/.*|/api/(?s:.*)|/auth/config|/auth/oauth/[\w-]+(?:/callback)?"
        rf"|/project/(?:translations|settings|(?:file|share)/{PATTERN}|thread/{PATTERN}(?:/element/{PATTERN})?)"
    ),
    "POST": re.compile(
        r"/login|/logout|/auth/header|/set-session-cookie|/project/(?:file|action|threads)|/mcp|/ws/.*|/(?:api|api-sync)/(?s:.*)"
    ),
    "PUT": re.compile(r"/feedback|/project/thread(?:/share)?|/api/(?s:.*)"),
    "PATCH": re.compile(r"/api/(?s:.*)"),
    "DELETE": re.compile(r"/feedback|/project/thread|/mcp|/api/(?s:.*)"),
    "OPTIONS": re.compile(r"/ws/.*"),
}
LARGEST_BODY: Final = 1 << 20
"""Bytes of a request; only files may be larger, and those are counted where they are received."""
FILES: Final = ("POST", "/project/file")


def is_open(method: str, path: str, query: bytes) -> bool:
    """Whether the address is one of the page's, and every session named in it has an id that could be ours."""
    served = OPEN.get("GET" if method == "HEAD" else method)
    if served is None or not served.fullmatch(path):
        return False
    if path.startswith(INTERFACE):
        return True
    if "\\" in path or ".." in path.split("/"):
        return False
    return all(
        is_id(value) for value in parse_qs(query.decode("latin-1"), keep_blank_values=True).get("session_id", ())
    )
