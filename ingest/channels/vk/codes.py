"""VK's errors: what the body says, else the status; a limit says by its headers how long it lasts."""

from typing import Final

from ingest.errors import AuthError, BadRequest, PlatformError, RateLimited
from ingest.platform.transport import Reply, Truncated, by_status, retry_after

LIMIT: Final = "ERR_LIMIT_EXCEEDED"
LIMIT_WAITS: Final = (("daily", 86400.0), ("hourly", 3600.0), ("rps", 1.0))
"""The window of each `X-RateLimit-...-Remaining` header and how long it lasts, longest first."""
TOKEN_DEAD: Final = frozenset({"expired_token", "invalid_token", "unauthorized"})


def judge(reply: Reply) -> PlatformError | None:
    """The error in the body, else what the status says."""
    body = reply.json_or_none()
    if body is None and reply.status < 300:
        return Truncated("channels-unreadable", status=str(reply.status), start=reply.text[:80])
    said = body.get("error", body) if isinstance(body, dict) else {}
    said = said if isinstance(said, dict) else {"message": said}
    code = str(said.get("code") or "")
    if reply.status < 300 and not (isinstance(body, dict) and "error" in body):
        return None
    return _meant(reply, code, f"{said.get('message') or code} ({code or reply.status})"[:400])


def judge_list(reply: Reply) -> PlatformError | None:
    """The same for lists: one without `items` is broken, for an empty list would mean that the rows are gone."""
    problem = judge(reply)
    if problem is None and not (isinstance(reply.body, dict) and isinstance(reply.body.get("items"), list)):
        return Truncated("channels-unreadable", status=str(reply.status), start=reply.text[:80])
    return problem


def _meant(reply: Reply, code: str, message: str) -> PlatformError:
    if reply.status == 429 or code == LIMIT:
        return RateLimited("channels-rate-limit", retry_after_s=_wait(reply), message=message)
    if reply.status == 401 or code in TOKEN_DEAD:
        return AuthError("channels-auth", message=message)
    return by_status(reply, message) or BadRequest("channels-request", message=message)


def _wait(reply: Reply) -> float | None:
    """The platform's own wait: its header, else the length of the longest window that is used up."""
    named = retry_after(reply)
    if named is not None:
        return named
    remaining = {name.lower(): value for name, value in reply.headers.items()}
    spent = [seconds for window, seconds in LIMIT_WAITS if remaining.get(f"x-ratelimit-{window}-remaining") == "0"]
    return spent[0] if spent else None
