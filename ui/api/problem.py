"""How a request that can't be answered is told so: `application/problem+json`, one sentence in their language."""

from collections.abc import Mapping
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field, ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection

from ingest.database import DatabaseError, away
from ingest.errors import DemetraError, InvalidInput, NoData, NotAllowed, NotFound, Unavailable
from ingest.texts import Language, say
from ui.chat.texts import language_for

MEDIA: Final = "application/problem+json"
RETRY_S: Final = 5
"""Seconds after which it is worth asking a database again that was away."""


class Problem(BaseModel):
    """RFC 9457."""

    type: str = Field("about:blank", examples=["about:blank"])
    title: str = Field(description="The status in words.", examples=["Unprocessable Content"])
    status: int = Field(examples=[422])
    detail: str = Field(
        description="One sentence: what was received, what is possible, what to do.",
        examples=["There is no metric 'roy'; did you mean roi?"],
    )


class DoorError(DemetraError):
    """A request that is refused for its form rather than for what it asks."""

    def __init__(self, status: int, key: str, /, *, headers: Mapping[str, str] | None = None, **values: Any) -> None:
        super().__init__(key, **values)
        self.status = status
        self.headers = dict(headers or {})


STATUSES: Final[tuple[tuple[type[DemetraError], int], ...]] = (
    (NotFound, 404),
    (InvalidInput, 422),
    (NotAllowed, 403),
    (NoData, 404),
    (Unavailable, 503),
    (DemetraError, 502),
)
"""The first that fits."""
TITLES: Final[Mapping[int, str]] = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    409: "Conflict",
    413: "Content Too Large",
    422: "Unprocessable Content",
    429: "Too Many Requests",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
}
PLAIN: Final[Mapping[int, str]] = {404: "api-not-here", 405: "api-method"}
"""Sentences for what the framework itself refuses."""
RESPONSES: Final[dict[int | str, dict[str, Any]]] = {
    status: {"description": TITLES[status], "content": {MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    for status in (401, 403, 404, 409, 422, 429, 502, 503)
}
"""What every route may answer beside its own."""


def spoken_to(connection: HTTPConnection, default: Language) -> Language:
    """The language of a caller, by `Accept-Language`."""
    return language_for(connection.headers.get("accept-language", ""), default)


def problem(status: int, detail: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """The response."""
    body = Problem(type="about:blank", title=TITLES.get(status, "Error"), status=status, detail=detail)
    return JSONResponse(body.model_dump(), status, headers=dict(headers or {}), media_type=MEDIA)


def status_of(error: DemetraError) -> int:
    """The status that says what can be done about an error."""
    if isinstance(error, DoorError):
        return error.status
    return next(status for kind, status in STATUSES if isinstance(error, kind))


def first_fault(error: ValidationError | RequestValidationError) -> InvalidInput:
    """Which argument, what came, and what is possible."""
    first = error.errors()[0]
    argument = ".".join(str(part) for part in first["loc"] if part not in ("body", "query", "path")) or "body"
    received = str(first.get("input"))[:80]
    return InvalidInput("cli-bad-argument", argument=argument, received=received, problem=str(first["msg"]))


def speak_problems(app: FastAPI, default: Language) -> None:
    """Turns every error of our own routes into a problem."""

    @app.exception_handler(DemetraError)
    async def ours(request: Request, error: DemetraError) -> JSONResponse:
        status = status_of(error)
        headers = dict(error.headers) if isinstance(error, DoorError) else {}
        headers |= {"retry-after": str(RETRY_S)} if status == 503 else {}
        return problem(status, error.say(spoken_to(request, default)), headers)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        return problem(422, first_fault(error).say(spoken_to(request, default)))

    @app.exception_handler(DatabaseError)
    async def database(request: Request, error: DatabaseError) -> JSONResponse:
        if not away(error):
            raise error
        sentence = say("database-away", spoken_to(request, default))
        return problem(503, sentence, {"retry-after": str(RETRY_S)})

    @app.exception_handler(HTTPException)
    async def plain(request: Request, error: HTTPException) -> JSONResponse:
        language = spoken_to(request, default)
        key = PLAIN.get(error.status_code)
        return problem(error.status_code, say(key, language) if key else str(error.detail), error.headers)
