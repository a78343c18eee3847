"""What Meta's replies say beside the data: errors by code, and how much of the limits is used."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from ingest.errors import (
    AuthError,
    BadRequest,
    PermissionDenied,
    PlatformError,
    RateLimited,
    TooMuchData,
    Transient,
)
from ingest.platform.transport import Reply, by_status, retry_after

RATE_CODES: Final = frozenset({4, 17, 32, 613, *range(80000, 80007), 80008, 80009, 80014})
AUTH_CODES: Final = frozenset({102, 190})
PERMISSION_CODES: Final = frozenset({10, *range(200, 300)})
TRANSIENT_CODES: Final = frozenset({1, 2, 5, -1, -2, 960})
TRANSIENT_SUBCODES: Final = frozenset({99, 1504043, 2490547})
TOO_MUCH: Final = frozenset({(100, 1504018), (2, 1504038)})
NOT_TRANSIENT: Final = frozenset({(2, 1504041)})
RUN_LATER: Final = 1504018
"""The synchronous report took too long: the same one may pass as an asynchronous run."""

TOO_OLD: Final = 3018
"""The window begins before the 37 months that Meta keeps."""

USAGE_HEADERS: Final = (
    "x-business-use-case-usage",
    "x-app-usage",
    "x-ad-account-usage",
    "x-fb-ads-insights-throttle",
)
PERCENT_FIELDS: Final = (
    "call_count",
    "total_cputime",
    "total_time",
    "acc_id_util_pct",
    "app_id_util_pct",
)
PAUSES: Final = ((95, 30.0), (85, 5.0))
"""Percent of a limit and the seconds to pause from there on."""


def judge(reply: Reply) -> PlatformError | None:
    """The error in the body, else what the status says."""
    body = reply.json_or_none()
    error = body.get("error") if isinstance(body, dict) else None
    if isinstance(error, dict):
        return _from_body(reply, error)
    if not isinstance(body, dict) and reply.status < 300:
        return Transient("channels-unreadable", status=str(reply.status), start=reply.text[:80])
    return by_status(reply, str(error) if error else "")


def _from_body(reply: Reply, error: Mapping[str, Any]) -> PlatformError:
    code, subcode = _number(error.get("code")), _number(error.get("error_subcode"))
    message = str(error.get("message") or error.get("error_user_msg") or f"code {code}")[:300]
    named = f"{message} ({code}/{subcode})" if subcode else f"{message} ({code})"
    if code in RATE_CODES or reply.status == 429:
        return RateLimited("channels-rate-limit", retry_after_s=_regain(reply) or retry_after(reply), message=named)
    if (code, subcode) in TOO_MUCH or "reduce the amount of data" in message.lower():
        return TooMuchData("channels-too-much", message=named, subcode=subcode)
    if code in AUTH_CODES or (reply.status == 401 and code not in PERMISSION_CODES):
        return AuthError("channels-auth", message=named)
    if code in PERMISSION_CODES or (code, subcode) == (100, 33) or "missing permissions" in message.lower():
        return PermissionDenied("channels-permission", message=named)
    if _passing(reply, error, code, subcode):
        return Transient("channels-transient", message=named)
    return BadRequest("channels-request", message=named, code=code)


def _passing(reply: Reply, error: Mapping[str, Any], code: int, subcode: int) -> bool:
    if (code, subcode) in NOT_TRANSIENT:
        return False
    temporary = code in TRANSIENT_CODES or subcode in TRANSIENT_SUBCODES
    return temporary or error.get("is_transient") is True or reply.status >= 500


def _number(value: object) -> int:
    try:
        return int(str(value))
    except ValueError:
        return 0


def _regain(reply: Reply) -> float | None:
    """Seconds until access is regained: the longest of all entries, which are in minutes."""
    minutes = [float(entry.get("estimated_time_to_regain_access") or 0) for entry in _usage(reply)]
    longest = max(minutes, default=0.0)
    return longest * 60 if longest > 0 else None


def pause(reply: Reply) -> float:
    """Seconds to rest before the next request, so that a limit is not reached."""
    used = max((_number_of(entry.get(name)) for entry in _usage(reply) for name in PERCENT_FIELDS), default=0.0)
    return next((seconds for percent, seconds in PAUSES if used >= percent), 0.0)


def _number_of(value: object) -> float:
    try:
        return float(str(value))
    except ValueError:
        return 0.0


def _usage(reply: Reply) -> Iterator[Mapping[str, Any]]:
    for header in USAGE_HEADERS:
        try:
            usage = json.loads(reply.headers.get(header, "{}"))
        except ValueError:
            continue
        if not isinstance(usage, dict):
            continue
        yield usage
        for entries in usage.values():
            if isinstance(entries, list):
                yield from (entry for entry in entries if isinstance(entry, dict))
