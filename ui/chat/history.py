"""Conversations as Chainlit asks for them: its data layer over our book. Every write names the session's person."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any, Final, TypeVar, cast

from chainlit.context import ChainlitContextException, context
from chainlit.data.base import BaseDataLayer
from chainlit.data.utils import queue_until_user_message
from chainlit.session import WebsocketSession
from chainlit.types import Feedback, PageInfo, PaginatedResponse, Pagination, ThreadDict, ThreadFilter
from chainlit.user import PersistedUser, User

from agent.analyst import Analyst
from agent.bootstrap import Demetra
from ingest.texts import say
from tools.conversations import book
from tools.conversations.book import ConversationBook, ConversationPlace, Document, KeptConversation, WholeConversation
from tools.conversations.writer import ConversationWriter
from ui.chat.chat_controller import thread_of
from ui.chat.screen import spoken_here
from ui.door.sign_in import SignIn
from ui.door.socket import Visit

Kept = TypeVar("Kept", bound=Callable[..., Any])


def until_somebody_speaks(method: Kept) -> Kept:
    """Chainlit's own way to keep nothing of a conversation in which nobody has spoken yet."""
    return cast("Kept", queue_until_user_message()(method))


KEPT_OF_A_SESSION: Final = ("chat_profile", "chat_settings")
SETTLE_S: Final = 2.0
"""Seconds that a reader waits for what was said just now; during a long load it sees what was written before."""
MOST_LISTED: Final = 100
ACTIONS: Final = frozenset({"alert", "board", "file", "first_step", "page", "pin", "pinned", "refresh"})
"""What a conversation may begin with instead of a question."""


@dataclass(frozen=True, kw_only=True)
class History(BaseDataLayer):
    """The conversations of one process."""

    reads: ConversationBook
    writes: ConversationWriter
    now: Callable[[], datetime]
    about: Callable[[str], dict[str, str] | None]
    """What is known of a person who signed in; None when they may not come in."""
    forget: Callable[[str, str], Awaitable[None]]
    """Makes the agent forget a person's conversation."""
    untitled: Callable[[str], str | None]
    """How a conversation is called that began with this instead of a question; None for a question."""

    async def owner(self, number: str) -> str | None:
        """Whose conversation it is; None when there is none of this number."""
        found: str | None = await self._read(self.reads.owner, number)
        return found

    async def _read(self, ask: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        def settled() -> Any:
            self.writes.settle(SETTLE_S)
            return ask(*args, **kwargs)

        return await asyncio.to_thread(settled)

    def say(self, change: Callable[..., object], place: ConversationPlace, *args: Any, **kwargs: Any) -> None:
        """Puts a change of a place down to be written."""
        self.writes.write(partial(_applied, change, place, args, kwargs))

    def _write(self, number: str, change: Callable[..., object], *args: Any, **kwargs: Any) -> None:
        if person := _person():
            place = ConversationPlace(conversation=number, owner=person, at=self.now())
            self.say(change, place, *args, **kwargs)

    async def get_user(self, identifier: str) -> PersistedUser | None:
        """A person, as the book of people knows them."""
        known = await asyncio.to_thread(self.about, identifier)
        return (
            None if known is None else PersistedUser(id=identifier, identifier=identifier, createdAt="", metadata=known)
        )

    async def create_user(self, user: User) -> PersistedUser | None:
        """People are made elsewhere; whoever is unknown stays so."""
        return await self.get_user(user.identifier)

    @until_somebody_speaks
    async def create_element(self, element: Any) -> None:
        """Keeps what was shown. Files lie with their session and end with it; ours are named in elements of our own."""
        shown = element.to_dict()
        if shown.get("type") == "custom":
            self._write(shown["threadId"], book.save_element, shown)

    async def get_element(self, thread_id: str, element_id: str) -> Any:
        """One element of a conversation, whose owner has been asked for."""
        whole = await self._read(self.reads.whole, thread_id)
        found = [one for one in whole.elements if one["id"] == element_id] if whole else []
        return found[0] if found else None

    @until_somebody_speaks
    async def delete_element(self, element_id: str, thread_id: str | None = None) -> None:
        """Forgets what was shown."""
        self._write(thread_id or context.session.thread_id, book.remove, element=element_id)

    @until_somebody_speaks
    async def create_step(self, step_dict: Any) -> None:
        """Keeps what was said."""
        self._write(step_dict["threadId"], book.save_step, dict(step_dict))

    @until_somebody_speaks
    async def update_step(self, step_dict: Any) -> None:
        """Keeps what it is now."""
        self._write(step_dict["threadId"], book.save_step, dict(step_dict))

    @until_somebody_speaks
    async def delete_step(self, step_id: str) -> None:
        """Forgets what was said."""
        self._write(context.session.thread_id, book.remove, step=step_id)

    async def get_thread_author(self, thread_id: str) -> str:
        """Whose it is; empty when there is none."""
        return await self.owner(thread_id) or ""

    async def list_threads(self, pagination: Pagination, filters: ThreadFilter) -> "PaginatedResponse[ThreadDict]":
        """A page of a person's conversations."""
        first = min(max(pagination.first, 1), MOST_LISTED)
        found = await self._read(
            self.reads.listed,
            filters.userId or "",
            search=filters.search or "",
            limit=first + 1,
            after=pagination.cursor or "",
        )
        page = [_thread(one) for one in found[:first]]
        ends = (page[0]["id"], page[-1]["id"]) if page else (None, None)
        info = PageInfo(hasNextPage=len(found) > first, startCursor=ends[0], endCursor=ends[1])
        return PaginatedResponse(pageInfo=info, data=page)

    async def whole(self, number: str) -> WholeConversation | None:
        """Everything in a conversation, whosever it is."""
        found: WholeConversation | None = await self._read(self.reads.whole, number)
        return found

    async def get_thread(self, thread_id: str) -> ThreadDict | None:
        """A whole conversation."""
        whole = await self.whole(thread_id)
        return None if whole is None else _whole_thread(whole)

    async def update_thread(
        self,
        thread_id: str,
        name: str | None = None,
        user_id: str | None = None,
        metadata: dict[str, Any] | None = None,
        tags: list[str] | None = None,
    ) -> None:
        """Names a conversation of the session's person, or one whose owner has been asked for by an address."""
        kept = None if metadata is None else {key: metadata.get(key) for key in KEPT_OF_A_SESSION}
        person = _person()
        owner = person or await self.owner(thread_id)
        if person and name is not None:
            name = self.untitled(name) or name
        if owner:
            place = ConversationPlace(conversation=thread_id, owner=owner, at=self.now())
            self.say(book.settle_head, place, name=name, body=kept)

    async def delete_thread(self, thread_id: str) -> None:
        """Forgets a conversation, whose owner has been asked for, and what the agent remembers of it."""
        owner = await self.owner(thread_id)
        if owner is not None:
            place = ConversationPlace(conversation=thread_id, owner=owner, at=self.now())
            self.say(book.remove, place)
            await self.forget(owner, thread_id)
            await asyncio.to_thread(self.writes.settle, SETTLE_S)

    async def upsert_feedback(self, feedback: Feedback) -> str:
        """Not used: an address of ours takes what people think, since this one does not ask who they are."""
        raise NotImplementedError

    async def delete_feedback(self, feedback_id: str) -> bool:
        """Not used."""
        raise NotImplementedError

    async def build_debug_url(self) -> str:
        """There is none."""
        return ""

    async def get_favorite_steps(self, user_id: str) -> list[Any]:
        """There are none."""
        return []

    async def close(self) -> None:
        """Writes what is still waiting."""
        await asyncio.to_thread(self.writes.settle)


def kept_history(running: Demetra, sign_in: SignIn, analyst: Analyst) -> History:
    """The history of one process."""
    default = running.settings.language

    async def forget(owner: str, number: str) -> None:
        await analyst.forget(thread_of(owner, number))

    def untitled(began: str) -> str | None:
        return say("chat-untitled", spoken_here(default)) if began in ACTIONS else None

    return History(
        reads=ConversationBook(engine=running.engine),
        writes=ConversationWriter(engine=running.engine),
        now=lambda: datetime.now(UTC),  # noqa: TID251 - a moment of the screen, not a day of the figures
        about=sign_in.about,
        forget=forget,
        untitled=untitled,
    )


async def goes_on(history: History, visit: Visit) -> bool:
    """Whether a page may name this conversation: it is kept, or the page's own session has begun it."""
    session = WebsocketSession.get_by_id(visit.session)
    begun = session is not None and session.thread_id == visit.thread
    return begun or await history.owner(str(visit.thread)) is not None


def _person() -> str:
    """The person of this session; empty outside of any, as when an address is called."""
    try:
        user = context.session.user
    except ChainlitContextException:
        return ""
    return str(user.identifier) if user else ""


def _applied(
    change: Callable[..., object],
    place: ConversationPlace,
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
    connection: Any,
) -> object:
    return change(connection, place, *args, **kwargs)


def _thread(head: KeptConversation) -> ThreadDict:
    return ThreadDict(
        id=head.id,
        createdAt=head.changed_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        name=head.name or None,
        userId=head.owner,
        userIdentifier=head.owner,
        tags=None,
        metadata={**head.body, "is_shared": head.shared_at is not None},
        steps=[],
        elements=[],
    )


def _whole_thread(whole: WholeConversation) -> ThreadDict:
    rated: dict[str, Document] = {
        one.step: {"forId": one.step, "id": f"{whole.head.id}:{one.step}", "value": one.value, "comment": one.reason}
        for one in whole.ratings
    }
    steps: list[Any] = [{**step, "feedback": rated.get(str(step["id"]))} for step in whole.steps]
    elements: list[Any] = whole.elements
    return {**_thread(whole.head), "steps": steps, "elements": elements}
