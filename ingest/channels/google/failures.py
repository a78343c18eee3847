"""What Google's error bodies mean. From `searchStream` the error stands inside an array, maybe after good batches."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from ingest.errors import (
    AuthError,
    BadRequest,
    PermissionDenied,
    PlatformError,
    RateLimited,
    Transient,
)
from ingest.platform.transport import Reply, Truncated, by_status, retry_after

RATE_WORDS: Final = ("RESOURCE_EXHAUSTED", "RESOURCE_TEMPORARILY_EXHAUSTED")
TRANSIENT_WORDS: Final = frozenset(
    {"INTERNAL_ERROR", "TRANSIENT_ERROR", "DEADLINE_EXCEEDED", "INTERNAL", "UNAVAILABLE"}
)
AUTH_STATUS: Final = "UNAUTHENTICATED"
SECONDS: Final = re.compile(r"[Rr]etry in (\d+(?:\.\d+)?) ?s")


def judge(reply: Reply) -> PlatformError | None:
    """The error in the body, wherever it stands, else what the status says."""
    try:
        error = next((batch["error"] for batch in reply.elements() if _has_error(batch)), None)
    except Truncated as broken:
        return broken if reply.status < 300 else by_status(reply)
    return by_status(reply) if error is None else _meant(reply, error)


def judge_token(reply: Reply) -> PlatformError | None:
    """The same for the address that exchanges the refresh token."""
    body = reply.json_or_none()
    if reply.status < 300:
        return None if isinstance(body, dict) and body.get("access_token") else AuthError("channels-auth", message="?")
    said = body.get("error") if isinstance(body, dict) else None
    if reply.status in (400, 401, 403) and said:
        detail = body.get("error_description") or ""
        return AuthError("channels-auth", message=f"{said}: {detail}"[:200])
    return by_status(reply)


def _has_error(batch: Any) -> bool:
    return isinstance(batch, dict) and isinstance(batch.get("error"), dict)


def _meant(reply: Reply, error: Mapping[str, Any]) -> PlatformError:
    details = list(_failures(error))
    words = {str(word) for detail in details for word in (detail.get("errorCode") or {}).values()}
    status, code = str(error.get("status") or ""), int(error.get("code") or reply.status)
    said = str(error.get("message") or status)
    message = "; ".join([said, *(f"{detail.get('message')}" for detail in details)])[:400]
    named = f"{message} ({', '.join(sorted(words)) or status})"
    if code == 429 or any(word in RATE_WORDS or word.startswith("EXCESSIVE_") for word in (*words, status)):
        return RateLimited("channels-rate-limit", retry_after_s=_delay(reply, details, message), message=named)
    transient = bool(words & TRANSIENT_WORDS) or status in TRANSIENT_WORDS
    return _of_code(code, named, transient=transient, unknown_key=status == AUTH_STATUS)


def _of_code(code: int, named: str, *, transient: bool, unknown_key: bool) -> PlatformError:
    if code == 401 or unknown_key:
        return AuthError("channels-auth", message=named)
    if code == 403:
        return PermissionDenied("channels-permission", message=named)
    if code >= 500 or transient:
        return Transient("channels-transient", message=named)
    return BadRequest("channels-request", message=named)


def _failures(error: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for detail in error.get("details") or []:
        yield from detail.get("errors") or []


def _delay(reply: Reply, details: list[Mapping[str, Any]], message: str) -> float | None:
    """Seconds of `retryDelay` ("5s"), else of the sentence, else of the header."""
    delays = [((detail.get("details") or {}).get("quotaErrorDetails") or {}).get("retryDelay") for detail in details]
    named = [float(str(delay).rstrip("s")) for delay in delays if re.fullmatch(r"\d+(\.\d+)?s?", str(delay))]
    if named:
        return max(named)
    found = SECONDS.search(message)
    return float(found.group(1)) if found else retry_after(reply)
