"""What the interfaces of one server work with, and who is calling."""

import asyncio
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Any, Final

from fastapi import Depends, Query
from starlette.requests import HTTPConnection

from agent.analyst import Analyst
from agent.bootstrap import Demetra
from agent.heavy import HeavyLine
from ingest.errors import NotAllowed
from ingest.texts import Language
from tools.access import LOCAL, Actor
from tools.access.clients import LONGEST, clients_of, local_person, looking_at
from tools.access.throttle import Throttle
from tools.access.tokens import TokenBook
from tools.delivery.jobs import Jobs
from tools.delivery.replies import Replies
from tools.tool import Services, ToolContext
from ui.api.problem import DoorError, spoken_to
from ui.door.sign_in import SignIn

MINUTE_S: Final = 60
BEARER: Final = "bearer "


@dataclass(frozen=True, kw_only=True)
class Doors:
    """One server's interfaces."""

    running: Demetra
    analyst: Analyst
    sign_in: SignIn
    services: Services
    heavy: HeavyLine = field(default_factory=HeavyLine)

    @cached_property
    def tokens(self) -> TokenBook:
        """The book of tokens."""
        return TokenBook(engine=self.running.engine, now=self.running.clock.now)

    @cached_property
    def jobs(self) -> Jobs:
        """The book of work."""
        return Jobs(engine=self.running.engine, now=self.running.clock.now)

    @cached_property
    def replies(self) -> Replies:
        """What repeated requests were told."""
        return Replies(engine=self.running.engine, now=self.running.clock.now)

    @cached_property
    def throttle(self) -> Throttle:
        """Requests of one person."""
        return Throttle(a_minute=self.running.settings.requests_a_minute)

    def identify(self, connection: HTTPConnection) -> Actor:
        """Who is calling: by token, by the chat's session, by a trusted proxy's word, or who sits at this machine.

        Raises:
            DoorError: nobody that is known.
        """
        told = connection.headers.get("authorization", "")
        if told.lower().startswith(BEARER):
            actor = self.tokens.actor(told[len(BEARER) :].strip())
            if actor is None:
                raise _unknown("api-bad-token")
            return actor
        return self._of_session(connection) or self._of_proxy(connection) or self._at_this_machine()

    def _of_session(self, connection: HTTPConnection) -> Actor | None:
        if not self.sign_in.on:
            return None
        from chainlit import auth
        from jwt import PyJWTError

        token = auth.get_token_from_cookies(dict(connection.cookies))
        if not token:
            return None
        try:
            return self.sign_in.person(vars(auth)["decode_jwt"](token))
        except (PyJWTError, NotAllowed) as error:
            raise _unknown("access-session-ended") from error

    def _of_proxy(self, connection: HTTPConnection) -> Actor | None:
        """The door has taken the header away unless a trusted proxy sent it."""
        header = self.running.settings.sign_in_header
        named = connection.headers.get(header, "") if header else ""
        found = self.sign_in.people.find(named) if named else None
        return None if found is None or found.disabled else found.person

    def _at_this_machine(self) -> Actor:
        if self.sign_in.on:
            raise _unknown("api-sign-in")
        return local_person(self.running.engine)

    async def admit(self, connection: HTTPConnection) -> Actor:
        """Who is calling, once a request, as long as they do not call too often.

        Raises:
            DoorError: nobody that is known, or too often.
        """
        known: Actor | None = getattr(connection.state, "actor", None)
        if known is not None:
            return known
        actor = await asyncio.to_thread(self.identify, connection)
        if actor.name != LOCAL.name and not self.throttle.allows(actor.name):
            most = self.throttle.a_minute
            raise DoorError(429, "api-too-many", headers={"retry-after": str(MINUTE_S)}, most=most)
        connection.state.actor = actor
        return actor

    async def looking(self, actor: Actor, client: str) -> Actor:
        """The caller as they look at the client that the request names; without one, as they have chosen.

        Raises:
            InvalidInput: there is no such client among theirs.
        """
        if not client:
            return actor
        return looking_at(actor, client, await asyncio.to_thread(clients_of, self.running.engine, actor.reach))


def _unknown(key: str) -> DoorError:
    return DoorError(401, key, headers={"www-authenticate": "Bearer"})


@dataclass(frozen=True, kw_only=True)
class Caller:
    """Who is calling, in which language, and what their tools work with."""

    doors: Doors
    actor: Actor
    language: Language
    by: str = "rest"
    """The surface, as the audit names it."""

    @cached_property
    def desk(self) -> ToolContext:
        """Tools see it: the caller's rights and rows."""
        running = self.doors.running
        return running.desk(self.language, self.doors.services).acting_for(self.actor)

    def note(self, action: str, **body: Any) -> None:
        """Notes what was done through the interface."""
        self.doors.running.journal.note(self.actor.name, action, by=self.by, **body)


def doors_of(connection: HTTPConnection) -> Doors:
    """The server's."""
    doors: Doors = connection.app.state.doors
    return doors


Client = Annotated[
    str,
    Query(
        max_length=LONGEST,
        description="Looks at this client's accounts alone, whatever the person has chosen; `*`: at all of them.",
    ),
]


async def caller(connection: HTTPConnection, client: Client = "") -> Caller:
    """The dependency of every route."""
    doors = doors_of(connection)
    actor = await doors.looking(await doors.admit(connection), client)
    return Caller(doors=doors, actor=actor, language=spoken_to(connection, doors.running.settings.language))


Calling = Annotated[Caller, Depends(caller)]
