"""The book of conversations. Every write names its owner: what belongs to somebody else is never touched."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, cast

from sqlalchemy import ColumnElement, Connection, Engine, Table, and_, delete, exists, insert, or_, select, update

from ingest.schema import conversation, conversation_element, conversation_rating, conversation_step
from ingest.scope import EVERYTHING, DataScope
from tools.conversations.seen import document_of, scope_of_owner, seen_in, together

Document = dict[str, Any]
LONGEST_NAME: Final = 200
LONGEST_REASON: Final = 2_000
WILD: Final = str.maketrans({"\\": r"\\", "%": r"\%", "_": r"\_"})


@dataclass(frozen=True, kw_only=True)
class KeptConversation:
    """A conversation without what was said in it."""

    id: str
    owner: str
    name: str
    body: Document
    changed_at: datetime
    shared_at: datetime | None = None
    """When its owner let everybody who has its link read it."""
    seen: DataScope = EVERYTHING
    """The rows that what is in it may tell of: all that its owner saw while it was written."""


@dataclass(frozen=True, kw_only=True)
class Rating:
    """What somebody thought of an answer."""

    step: str
    value: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class WholeConversation:
    """A conversation with everything that was said and shown, in its order."""

    head: KeptConversation
    steps: list[Document]
    elements: list[Document]
    ratings: list[Rating]


@dataclass(frozen=True, kw_only=True)
class ConversationPlace:
    """Where something is written: a conversation, whose it is, and when."""

    conversation: str
    owner: str
    at: datetime


def settle_head(
    connection: Connection, place: ConversationPlace, *, name: str | None = None, body: Document | None = None
) -> bool:
    """Makes or renames a conversation; returns whether it is its owner's to write in."""
    said: Document = {}
    if name is not None:
        said["name"] = plain(name)[:LONGEST_NAME]
        said["words"] = said["name"].casefold()
    if body is not None:
        said["body"] = body
    return _settled(connection, place, said)


def save_step(connection: Connection, place: ConversationPlace, step: Document) -> None:
    """Keeps something that was said; what is known of it already stays where the new document is silent."""
    if not _settled(connection, place, {"changed_at": place.at}):
        return
    key = {"conversation": place.conversation, "step": step["id"]}
    known = _body(connection, conversation_step, key)
    whole = (known or {}) | {name: value for name, value in step.items() if value is not None}
    values = {
        "said_at": str(whole.get("createdAt") or whole.get("start") or ""),
        "words": plain(str(whole.get("output") or "")).casefold() if "message" in str(whole.get("type")) else "",
        "body": whole,
    }
    _put(connection, conversation_step, key, values, known=known is not None)


def save_element(connection: Connection, place: ConversationPlace, element: Document) -> None:
    """Keeps something that was shown, or what it shows now."""
    if _settled(connection, place, {}):
        key = {"conversation": place.conversation, "element": element["id"]}
        known = _body(connection, conversation_element, key)
        _put(connection, conversation_element, key, {"body": element}, known=known is not None)


def share(connection: Connection, place: ConversationPlace, *, shared: bool) -> None:
    """Lets everybody who has its link read a conversation, or nobody any more."""
    if _owned(connection, place):
        known = conversation.c.id == place.conversation
        connection.execute(update(conversation).where(known).values(shared_at=place.at if shared else None))


def rate(connection: Connection, place: ConversationPlace, rating: Rating) -> None:
    """Keeps what somebody thinks of an answer; the last word counts."""
    if not _owned(connection, place):
        return
    unrate(connection, place, rating.step)
    reason = plain(rating.reason)[:LONGEST_REASON]
    connection.execute(
        insert(conversation_rating).values(
            conversation=place.conversation, step=rating.step, value=rating.value, reason=reason, rated_at=place.at
        )
    )


def unrate(connection: Connection, place: ConversationPlace, step: str) -> None:
    """Takes it back."""
    if _owned(connection, place):
        connection.execute(
            delete(conversation_rating).where(
                conversation_rating.c.conversation == place.conversation, conversation_rating.c.step == step
            )
        )


def remove(connection: Connection, place: ConversationPlace, *, step: str = "", element: str = "") -> None:
    """Takes out what was said or shown; the whole conversation when neither is named."""
    if not _owned(connection, place):
        return
    key = {"conversation": place.conversation}
    if step:
        connection.execute(delete(conversation_step).where(_at(conversation_step, {**key, "step": step})))
    elif element:
        connection.execute(delete(conversation_element).where(_at(conversation_element, {**key, "element": element})))
    else:
        connection.execute(delete(conversation).where(conversation.c.id == place.conversation))


def forget_conversations(connection: Connection, before: datetime) -> int:
    """Removes whole conversations without a word since a moment; returns how many."""
    return connection.execute(delete(conversation).where(conversation.c.changed_at < before)).rowcount


def plain(words: str) -> str:
    """Without the one character that PostgreSQL keeps nowhere."""
    return words.replace("\x00", "")


@dataclass(frozen=True, kw_only=True)
class ConversationBook:
    """Reads."""

    engine: Engine

    def owner(self, number: str) -> str | None:
        """Whose it is; None when there is no such conversation."""
        with self.engine.connect() as connection:
            found: str | None = connection.scalar(select(conversation.c.owner).where(conversation.c.id == number))
        return found

    def whole(self, number: str) -> WholeConversation | None:
        """One of them."""
        with self.engine.connect() as connection:
            row = connection.execute(select(conversation).where(conversation.c.id == number)).one_or_none()
            if row is None:
                return None
            steps = select(conversation_step.c.body).where(conversation_step.c.conversation == number)
            shown = select(conversation_element.c.body).where(conversation_element.c.conversation == number)
            rated = select(conversation_rating).where(conversation_rating.c.conversation == number)
            return WholeConversation(
                head=_head(row),
                steps=_documents(
                    connection.scalars(steps.order_by(conversation_step.c.said_at, conversation_step.c.id))
                ),
                elements=_documents(connection.scalars(shown.order_by(conversation_element.c.id))),
                ratings=[
                    Rating(step=one.step, value=one.value, reason=one.reason) for one in connection.execute(rated)
                ],
            )

    def listed(self, owner: str, *, search: str = "", limit: int, after: str = "") -> list[KeptConversation]:
        """A person's conversations, the newest first; with `after`, those that follow it in the list.

        Args:
            owner: whose.
            search: words in its name or in what was said.
            limit: how many.
            after: a conversation's number; nothing follows one that is not theirs.
        """
        asked = select(conversation).where(conversation.c.owner == owner)
        if search.strip():
            pattern = f"%{plain(search.strip()).casefold().translate(WILD)}%"
            said = exists().where(
                conversation_step.c.conversation == conversation.c.id,
                conversation_step.c.words.like(pattern, escape="\\"),
            )
            asked = asked.where(or_(said, conversation.c.words.like(pattern, escape="\\")))
        with self.engine.connect() as connection:
            if after:
                last = select(conversation.c.changed_at).where(
                    conversation.c.id == after, conversation.c.owner == owner
                )
                moment = connection.scalar(last)
                if moment is None:
                    return []
                moved = conversation.c.changed_at
                asked = asked.where(or_(moved < moment, and_(moved == moment, conversation.c.id < after)))
            rows = connection.execute(
                asked.order_by(conversation.c.changed_at.desc(), conversation.c.id.desc()).limit(limit)
            )
            return [_head(row) for row in rows]


def _settled(connection: Connection, place: ConversationPlace, said: Document) -> bool:
    """Whether the conversation is the owner's, which it is from now on if it was nobody's."""
    known = conversation.c.id == place.conversation
    row = connection.execute(select(conversation.c.owner, conversation.c.seen).where(known)).one_or_none()
    if row is not None and row.owner != place.owner:
        return False
    sees = scope_of_owner(connection, place.owner)
    if row is None:
        new = {"id": place.conversation, "owner": place.owner, "changed_at": place.at, "body": {}, **said}
        connection.execute(insert(conversation).values(seen=document_of(sees), **new))
        return True
    seen = together(seen_in(row.seen), sees)
    said = said if seen == seen_in(row.seen) else {**said, "seen": document_of(seen)}
    if said:
        connection.execute(update(conversation).where(known).values(said))
    return True


def _head(row: Any) -> KeptConversation:
    return KeptConversation(
        id=row.id,
        owner=row.owner,
        name=row.name,
        body=cast("Document", row.body or {}),
        changed_at=row.changed_at,
        shared_at=row.shared_at,
        seen=seen_in(row.seen),
    )


def _documents(found: Iterable[Any]) -> list[Document]:
    return [dict(one) for one in found]


def _owned(connection: Connection, place: ConversationPlace) -> bool:
    asked = select(conversation.c.id).where(
        conversation.c.id == place.conversation, conversation.c.owner == place.owner
    )
    return connection.execute(asked).first() is not None


def _at(table: Table, key: Mapping[str, str]) -> ColumnElement[bool]:
    return and_(*(table.c[name] == value for name, value in key.items()))


def _body(connection: Connection, table: Table, key: Mapping[str, str]) -> Document | None:
    found = connection.scalar(select(table.c.body).where(_at(table, key)))
    return None if found is None else dict(found)


def _put(
    connection: Connection, table: Table, key: Mapping[str, str], values: Mapping[str, Any], *, known: bool
) -> None:
    if known:
        connection.execute(update(table).where(_at(table, key)).values(values))
    else:
        connection.execute(insert(table).values({**key, **values}))
