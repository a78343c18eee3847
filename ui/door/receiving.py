"""Files that a page sends: counted while they come, kept on disk and never whole in memory, in the session's folder."""

import asyncio
import shutil
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final

from fastapi import Depends, FastAPI, Request
from fastapi.responses import JSONResponse
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from ingest.errors import DemetraError, InvalidInput, NotAllowed, Unavailable
from ingest.texts import Language, say
from tools.access import Actor
from ui.door.ids import is_id, session_named

MB: Final = 1 << 20
SPARE_BYTES: Final = 256 * MB
"""Of the disk, which uploads leave to the database."""
MOST_KEPT: Final = 20
"""Files that one session may send."""
_SENT: Final = "sent"
"""Marks them among the views and charts that Chainlit keeps in the same place."""
STATUSES: Final[Mapping[type[DemetraError], int]] = {InvalidInput: 400, NotAllowed: 403}
"""What a page is told when a file is not taken; else there is no room for it."""
_FRAME: Final = 64 * 1024
"""Bytes of a form around its file."""


@dataclass(frozen=True, kw_only=True)
class Receiving:
    """What may be sent."""

    most_mb: int
    endings: frozenset[str]
    """Of names, with their dot."""


def add_routes(
    app: FastAPI, allowed: Receiving, language_of: Callable[[Request], Language], person_of: Callable[[Any], Actor]
) -> None:
    """Registers what the page sends files and its session to, before Chainlit's own: that reads a file whole first.

    Args:
        app: where to; Chainlit has been imported.
        allowed: what may be sent.
        language_of: the language of a request.
        person_of: whoever a user of Chainlit's is.
    """
    from chainlit.auth import get_current_user

    @app.post("/project/file", include_in_schema=False)
    async def upload(request: Request, user: Annotated[Any, Depends(get_current_user)]) -> JSONResponse:
        language = language_of(request)
        try:
            (await asyncio.to_thread(person_of, user)).must("load")  # before a byte of it is taken
            kept = await _receive(request, user, allowed)
        except DemetraError as error:
            return JSONResponse({"detail": error.say(language)}, _status(error))
        return JSONResponse(kept)

    @app.post("/set-session-cookie", include_in_schema=False)
    async def stick(request: Request) -> JSONResponse:
        session = await session_named(request)
        if session is None:
            return JSONResponse({"detail": say("door-no-session", language_of(request))}, 400)
        answer = JSONResponse({"message": "Session cookie set"})
        answer.set_cookie("X-Chainlit-Session-id", session, httponly=True, samesite="lax")
        return answer


def _status(error: DemetraError) -> int:
    if error.key == "door-file-too-large":
        return 413
    return next((code for kind, code in STATUSES.items() if isinstance(error, kind)), 507)


async def _receive(request: Request, user: Any, allowed: Receiving) -> dict[str, str]:
    session = _session(request.query_params.get("session_id", ""), user)
    most = allowed.most_mb * MB
    told = request.headers.get("content-length", "")
    if told.isdigit() and int(told) > most + _FRAME:
        raise InvalidInput("door-file-too-large", most=allowed.most_mb)
    if sum(_SENT in kept for kept in session.files.values()) >= MOST_KEPT:
        raise InvalidInput("door-too-many-files", most=MOST_KEPT)
    if shutil.disk_usage(session.files_dir.parent).free < SPARE_BYTES + (int(told) if told.isdigit() else most):
        raise Unavailable("door-disk-full")
    async with _bounded(request, most + _FRAME, allowed.most_mb).form(max_files=1, max_fields=4) as form:
        file = form.get("file")
        if not isinstance(file, UploadFile):
            raise InvalidInput("door-no-file")
        ending = Path(file.filename or "").suffix.lower()
        if ending not in allowed.endings:
            raise InvalidInput("door-file-kind", possible=", ".join(sorted(allowed.endings)))
        return await asyncio.to_thread(_keep, session, file, ending)


def _session(key: str, user: Any) -> Any:
    """The session, when it is there and this person's; one that is not is as good as none."""
    from chainlit.session import WebsocketSession

    session = WebsocketSession.get_by_id(key) if is_id(key) else None
    owner = session.user.identifier if session and session.user else None
    if session is None or owner != (user.identifier if user else None):
        raise HTTPException(404)
    return session


def _bounded(request: Request, most: int, most_mb: int) -> Request:
    seen = 0

    async def receive() -> Any:
        nonlocal seen
        message = await request.receive()
        seen += len(message.get("body", b""))
        if seen > most:
            raise InvalidInput("door-file-too-large", most=most_mb)
        return message

    return Request(request.scope, receive)


def _keep(session: Any, file: UploadFile, ending: str) -> dict[str, str]:
    key = str(uuid.uuid4())
    session.files_dir.mkdir(mode=0o700, exist_ok=True)
    path = session.files_dir / f"{key}{ending}"
    with path.open("xb") as kept:
        shutil.copyfileobj(file.file, kept, MB)
    session.files[key] = {
        "id": key,
        "path": path,
        "name": file.filename,
        "type": file.content_type or "application/octet-stream",
        "size": path.stat().st_size,
        _SENT: True,
    }
    return {"id": key}
