"""The addresses of shared conversations: their owner shares them by their link, whoever is signed in reads."""

import asyncio
from typing import Annotated, Any

from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from ingest.database import answering
from tools.access import Actor
from tools.access.preferences import preferences_of
from tools.conversations import book
from tools.conversations.book import ConversationPlace
from ui.chat.history import SETTLE_S, History
from ui.chat.shared_reading import SharedReading
from ui.chat.texts import language_for
from ui.door.ids import Id
from ui.door.sign_in import SignIn


class ShareWanted(BaseModel):
    """What a page asks for."""

    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)

    thread: Id = Field(alias="threadId")
    shared: bool = Field(alias="isShared")


def add_sharing(app: FastAPI, history: History, sign_in: SignIn) -> None:
    """Registers the addresses before Chainlit's own, which show a shared conversation to anybody, and all of it."""
    from chainlit.auth import get_current_user

    running = sign_in.running

    def person_of(user: Any) -> Actor:
        with answering():
            return sign_in.person(user)

    @app.put("/project/thread/share", include_in_schema=False)
    async def share(wanted: ShareWanted, user: Annotated[Any, Depends(get_current_user)]) -> JSONResponse:
        person = await asyncio.to_thread(person_of, user)
        if await history.owner(wanted.thread) != person.name:
            raise HTTPException(404)
        place = ConversationPlace(conversation=wanted.thread, owner=person.name, at=history.now())
        history.say(book.share, place, shared=wanted.shared)
        await asyncio.to_thread(history.writes.settle, SETTLE_S)
        done = "shared" if wanted.shared else "unshared"
        running.journal.note(person.name, done, by="web", conversation=wanted.thread)
        return JSONResponse({"success": True})

    @app.get("/project/share/{number}", include_in_schema=False)
    async def shared(number: Id, request: Request, user: Annotated[Any, Depends(get_current_user)]) -> JSONResponse:
        person = await asyncio.to_thread(person_of, user)
        chosen = await asyncio.to_thread(preferences_of, running.engine, person.name)
        told = request.headers.get("accept-language", "")
        reading = SharedReading(
            reader=person, language=chosen.language or language_for(told, running.settings.language)
        )
        return JSONResponse(reading.of(await history.whole(number)))
