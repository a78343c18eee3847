"""What every route does beside its own: ETag on what is read, one answer for a write that is sent twice."""

import hashlib
import re
from collections.abc import Awaitable, Callable
from typing import Any, Final

from fastapi import APIRouter, Request, Response
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool as in_thread

from tools.delivery.replies import KeptReply
from ui.api.doors import Doors, doors_of
from ui.api.problem import RESPONSES, DoorError

WRITES: Final = frozenset({"POST", "PATCH", "PUT", "DELETE"})
KEY: Final = re.compile(r"[\x21-\x7e]{1,200}")
KEPT_HEADERS: Final = ("location", "content-type")
Handle = Callable[[Request], Awaitable[Response]]


class DoorRoute(APIRoute):
    """A route of the interfaces."""

    def get_route_handler(self) -> Callable[[Request], Any]:
        """Around FastAPI's own."""
        handle: Handle = super().get_route_handler()

        async def handled(request: Request) -> Response:
            key = request.headers.get("idempotency-key")
            if key is not None and request.method in WRITES:
                return await _once(request, key, handle)
            response = await handle(request)
            return _tagged(request, response) if request.method == "GET" else response

        return handled


def router(tag: str, prefix: str = "") -> APIRouter:
    """A router whose routes are such."""
    return APIRouter(route_class=DoorRoute, tags=[tag], prefix=prefix, responses=RESPONSES)


def _tagged(request: Request, response: Response) -> Response:
    """The response with its ETag, or that it has not changed; what streams has none."""
    body = getattr(response, "body", None)
    if response.status_code != 200 or not body:
        return response
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"etag": tag, "cache-control": "private, no-cache", "vary": "Accept-Language, Authorization, Cookie"}
    known = {part.strip().removeprefix("W/") for part in request.headers.get("if-none-match", "").split(",")}
    if tag in known or "*" in known:
        return Response(status_code=304, headers=headers)
    response.headers.update(headers)
    return response


async def _once(request: Request, key: str, handle: Handle) -> Response:
    """The write is done once; its repetition is told what the first one was."""
    doors: Doors = doors_of(request)
    actor = await doors.admit(request)
    if not KEY.fullmatch(key):
        raise DoorError(422, "api-bad-key")
    asked = hashlib.sha256(
        b"\n".join((request.method.encode(), str(request.url).encode(), await request.body()))
    ).hexdigest()
    kept = await _reserved(doors, actor.name, key, asked)
    if kept is not None:
        return Response(kept.body, kept.status, headers={**kept.headers, "idempotent-replayed": "true"})
    try:
        response = await handle(request)
    except BaseException:
        await in_thread(doors.replies.release, actor.name, key)
        raise
    body = getattr(response, "body", None)
    if body is None or response.status_code >= 500:
        await in_thread(doors.replies.release, actor.name, key)
        return response
    headers = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
    reply = KeptReply(status=response.status_code, headers=headers, body=bytes(body).decode())
    await in_thread(doors.replies.keep, actor.name, key, reply)
    return response


async def _reserved(doors: Doors, actor: str, key: str, asked: str) -> KeptReply | None:
    found = await in_thread(doors.replies.reserve, actor, key, asked)
    if found == "busy":
        raise DoorError(409, "api-key-busy")
    if found == "other":
        raise DoorError(422, "api-key-other")
    return found if isinstance(found, KeptReply) else None
