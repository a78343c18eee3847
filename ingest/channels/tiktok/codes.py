"""TikTok's codes: an error stands in the body, also where the status says 200."""

from typing import Final

from ingest.errors import AuthError, BadRequest, PermissionDenied, PlatformError, RateLimited, SchemaDrift, Transient
from ingest.platform.transport import Reply, by_status, retry_after

PARTIAL: Final = 20001
"""The rows are good, but not all are there."""
OK_CODES: Final = frozenset({0, PARTIAL})
RATE_CODES: Final = frozenset({40100, 40132, 61000})
AUTH_CODES: Final = frozenset({40102, 40104, 40105, 40106, 40110, 40113})
PERMISSION_CODES: Final = frozenset({40001, 40003, 40300, 40301, 40302, 40118, 40125, 40130})
REQUEST_CODES: Final = frozenset({40000, 40002, 40007, 40011, 41001, 41002})
TRANSIENT_CODES: Final = frozenset({40200, 40201, 40202, 40700, 60001})


def judge(reply: Reply) -> PlatformError | None:
    """The code in the body decides; the status only where a gateway answered."""
    body = reply.json_or_none()
    if not isinstance(body, dict) or "code" not in body:
        if reply.status < 300:
            return Transient("channels-unreadable", status=str(reply.status), start=reply.text[:80])
        return by_status(reply)
    code = int(body["code"])
    if code not in OK_CODES:
        return _meant(code, f"{body.get('message')} ({code})"[:400], reply)
    data = body.get("data")
    if not isinstance(data, dict) or "list" not in data:
        # An empty list would mean that the rows are gone, so one that is not there must not pass for it.
        return SchemaDrift("channels-unexpected", problem="no data.list")
    return None


def _meant(code: int, message: str, reply: Reply) -> PlatformError:
    if code in RATE_CODES:
        return RateLimited("channels-rate-limit", retry_after_s=retry_after(reply), message=message)
    if code in AUTH_CODES:
        return AuthError("channels-auth", message=message)
    if code in PERMISSION_CODES:
        return PermissionDenied("channels-permission", message=message)
    if code in REQUEST_CODES:
        return BadRequest("channels-request", message=message)
    if code in TRANSIENT_CODES or code // 1000 in (50, 51, 52) or reply.status >= 500:
        return Transient("channels-transient", message=message)
    return BadRequest("channels-request", message=message)
