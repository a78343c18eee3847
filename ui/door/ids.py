"""Ids that come from clients: a canonical UUID of version 4 or nothing, since Chainlit makes folders of them."""

import re
from typing import Annotated, Any, Final

from pydantic import StringConstraints

PATTERN: Final = r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
_WHOLE: Final = re.compile(PATTERN)

Id = Annotated[str, StringConstraints(pattern=rf"\A{PATTERN}\z")]


def is_id(value: object) -> bool:
    """Whether it is an id as the page makes them, letter for letter: no braces, no upper case, no path.

    >>> is_id("0b5f9a52-5c4b-4d0a-9d5e-3f1a2b3c4d5e"), is_id("{0b5f9a52-5c4b-4d0a-9d5e-3f1a2b3c4d5e}"), is_id("../x")
    (True, False, False)
    """
    return isinstance(value, str) and _WHOLE.fullmatch(value) is not None


async def session_named(request: Any) -> str | None:
    """The session that a request's JSON body names; None for anything that is no such body."""
    try:
        body = await request.json()
    except (ValueError, RecursionError):  # no JSON, or brackets in brackets without an end
        return None
    named = body.get("session_id") if isinstance(body, dict) else None
    return named if is_id(named) else None
