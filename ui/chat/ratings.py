"""What people think of an answer: a thumb and a reason, kept beside the conversation and noted in the journal."""

from typing import Annotated, Any, Literal

from fastapi import Depends, FastAPI, HTTPException
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from tools.access.journal import Journal
from tools.conversations import book
from tools.conversations.book import ConversationPlace, Rating
from ui.chat.history import History
from ui.door.ids import Id


class ThumbSaid(BaseModel):
    """The part that a page decides."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    step: Id = Field(alias="forId")
    value: Literal[0, 1]
    comment: str | None = Field(None, max_length=book.LONGEST_REASON)


class Thumb(BaseModel):
    """A thumb as the page sends it."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    feedback: ThumbSaid
    session: Id = Field(alias="sessionId")


class TakenBack(BaseModel):
    """A thumb that is taken back."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    number: str = Field(alias="feedbackId", max_length=80)


def add_ratings(app: FastAPI, history: History, journal: Journal) -> None:
    """Registers the addresses before Chainlit's own, which do not ask whose conversation it is."""
    from chainlit.auth import get_current_user
    from chainlit.session import WebsocketSession

    @app.put("/feedback")
    async def rate(thumb: Thumb, user: Annotated[Any, Depends(get_current_user)]) -> JSONResponse:
        session = WebsocketSession.get_by_id(thumb.session)
        if session is None or session.user is None or session.user.identifier != user.identifier:
            raise HTTPException(404)
        judged, number = thumb.feedback, str(session.thread_id)
        rating = Rating(step=judged.step, value=judged.value, reason=judged.comment or "")
        history.say(book.rate, ConversationPlace(conversation=number, owner=user.identifier, at=history.now()), rating)
        about = {"value": judged.value, "reason": rating.reason, "conversation": number, "step": judged.step}
        journal.note(user.identifier, "rated", by="web", **about)
        return JSONResponse({"success": True, "feedbackId": f"{number}:{judged.step}"})

    @app.delete("/feedback")
    async def take_back(said: TakenBack, user: Annotated[Any, Depends(get_current_user)]) -> JSONResponse:
        number, _, step = said.number.partition(":")
        history.say(book.unrate, ConversationPlace(conversation=number, owner=user.identifier, at=history.now()), step)
        journal.note(user.identifier, "rating-withdrawn", by="web", conversation=number, step=step)
        return JSONResponse({"success": True})
