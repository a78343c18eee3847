"""The chat's socket: each event is read into a type of ours before Chainlit sees it, and events we do not use are gone.

Chainlit itself takes `sessionId` for the name of a folder that it later removes, and `threadId` for a conversation.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ui.door.ids import Id

logger = logging.getLogger(__name__)
Handler = Callable[..., Awaitable[Any]]

MOST_CHARACTERS: Final = 100_000
"""Of one message; the analyst says a sentence about what is too long to be a question, this is no message at all."""
MOST_FILES: Final = 5


class Visit(BaseModel):
    """What a page says of itself when it connects."""

    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)

    session: Id = Field(alias="sessionId")
    thread: Id | Literal[""] | None = Field(None, alias="threadId")
    client: Literal["webapp"] = Field(alias="clientType")
    profile: Literal["Demetra", ""] | None = Field(None, alias="chatProfile")


class SocketSaid(BaseModel):
    """The part of a message that a page decides."""

    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)

    id: Id
    output: str = Field(max_length=MOST_CHARACTERS)
    created: str = Field("", max_length=40, alias="createdAt")
    command: str | None = Field(None, max_length=64)


class Attached(BaseModel):
    """One file of a message, brought before it."""

    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)

    id: Id


class Sent(BaseModel):
    """A message with its files."""

    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)

    message: SocketSaid
    files: list[Attached] | None = Field(None, max_length=MOST_FILES, alias="fileReferences")

    def for_chainlit(self) -> dict[str, Any]:
        """The event again; that it comes from a person is not for the page to decide."""
        said = {**self.message.model_dump(by_alias=True), "type": "user_message", "name": "user"}
        return {"message": said, "fileReferences": [file.model_dump() for file in self.files or []]}


class Chosen(BaseModel):
    """What a person has chosen in the panel of their settings."""

    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)

    language: str = Field(max_length=20)
    days: str = Field(max_length=10)
    zone: str = Field("", max_length=60)
    client: str = Field("", max_length=100)

    def for_chainlit(self) -> dict[str, Any]:
        """The event again."""
        return self.model_dump()


READ: Final[dict[str, type[Sent | Chosen]]] = {"client_message": Sent, "chat_settings_change": Chosen}
"""Events that say something, and what they may say."""


def take_over(handlers: dict[str, Handler], known: Callable[[Visit], Awaitable[bool]]) -> None:
    """Puts our readers before Chainlit's handlers, and removes the events that Demetra has no use for.

    Args:
        handlers: of the socket server's only namespace, by event.
        known: whether the conversation that a page wants to go on with is one that this server began.
    """
    originals = dict(handlers)
    handlers.clear()
    handlers["connect"] = _connecting(originals["connect"], known)
    turns: dict[str, asyncio.Lock] = {}
    for event, kind in READ.items():
        handlers[event] = _in_turn(turns, _reading(event, originals[event], kind))
    for event in ("connection_successful", "clear_session"):
        handlers[event] = _in_turn(turns, _without_words(event, originals[event]))
    handlers["stop"] = _in_turn(turns, stopping)
    handlers["disconnect"] = _leaving(turns, _without_words("disconnect", originals["disconnect"]))


def _connecting(original: Handler, known: Callable[[Visit], Awaitable[bool]]) -> Handler:
    async def connect(sid: str, environ: object = None, auth: object = None, *_rest: object) -> bool:
        made_here = isinstance(environ, dict) and callable(environ.get("asgi.receive"))
        if not made_here:  # a page has sent an event that only bears the name
            logger.warning("A page sent an event that is the server's own.")
            return False
        try:
            visit = Visit.model_validate(auth)
        except ValidationError as error:
            logger.warning("A connection was refused: %s", _why(error))
            raise ConnectionRefusedError("This is no connection of Demetra's page: reload the page.") from error
        if visit.thread and not await known(visit):
            raise ConnectionRefusedError("There is no such conversation.")
        return bool(await original(sid, environ, visit.model_dump(by_alias=True)))

    return connect


def _reading(event: str, original: Handler, kind: type[Sent | Chosen]) -> Handler:
    async def handler(sid: str, payload: object = None, *_rest: object) -> None:
        try:
            sent = kind.model_validate(payload)
        except ValidationError as error:
            logger.warning("The event %s was not read: %s", event, _why(error))
            return
        await _quietly(event, original(sid, sent.for_chainlit()))

    return handler


def _in_turn(turns: dict[str, asyncio.Lock], handler: Handler) -> Handler:
    """Events of one connection as they came: a `stop` never ends a question that was asked after it."""

    async def handled(sid: str, *said: object) -> None:
        async with turns.setdefault(sid, asyncio.Lock()):
            await handler(sid, *said)

    return handled


async def stopping(sid: str, *_rest: object) -> None:
    """Ends what is being answered, which says so in its own language; Chainlit would say it in English."""
    from chainlit.session import WebsocketSession

    session = WebsocketSession.get(sid)
    if session is not None and session.current_task:
        session.current_task.cancel()


def _leaving(turns: dict[str, asyncio.Lock], handler: Handler) -> Handler:
    async def handled(sid: str, *said: object) -> None:
        turns.pop(sid, None)
        await handler(sid, *said)

    return handled


def _without_words(event: str, original: Handler) -> Handler:
    async def handler(sid: str, *_rest: object) -> None:
        await _quietly(event, original(sid))

    return handler


async def _quietly(event: str, handled: Awaitable[Any]) -> None:
    """An event of a session that is gone says nothing; the page connects again by itself."""
    try:
        await handled
    except ValueError as error:
        logger.warning("The event %s was not handled: %s", event, error)


def _why(error: ValidationError) -> str:
    """Which fields were wrong, without what a stranger wrote into them."""
    return ", ".join(sorted({".".join(map(str, one["loc"][:2])) or "all of it" for one in error.errors()})[:5])
