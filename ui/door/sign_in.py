"""Sign-in: whether it is on, who comes in, when sessions end. Chainlit keeps the cookie, we keep the people."""

import asyncio
import hashlib
import os
import secrets
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from jwt import PyJWTError

from agent.bootstrap import Demetra
from ingest.database import answering
from ingest.errors import InvalidInput, NotAllowed, Unavailable
from ingest.settings import Settings
from ingest.texts import say
from tools.access import LOCAL, Actor
from tools.access.clients import local_person
from tools.access.people import Member, People
from tools.access.sessions import EndedSessions
from ui.door.guard import LOOPBACK

UNPROVED: Final = "unproved"
"""Where a session that began while the database was away keeps the mark by which it may have been ended."""
FIRST_ADMIN: Final = "admin"
_KEY_BYTES: Final = 48
_SESSION_BYTES: Final = 16


@dataclass(frozen=True, kw_only=True)
class SignIn:
    """The sign-in of one server."""

    running: Demetra
    host: str

    @cached_property
    def people(self) -> People:
        """The book of people."""
        return People(engine=self.running.engine, now=self.running.clock.now)

    @cached_property
    def ended(self) -> EndedSessions:
        """Sessions that people have left."""
        return EndedSessions(engine=self.running.engine, now=self.running.clock.now)

    @cached_property
    def _guessing(self) -> ThreadPoolExecutor:
        """Passwords cost time on purpose; questions do not wait for them."""
        return ThreadPoolExecutor(1, thread_name_prefix="sign-in")

    @property
    def beyond(self) -> bool:
        """Whether others than the person at this machine can reach the server."""
        return self.host not in LOOPBACK or bool(self.running.settings.hosts() - LOOPBACK)

    @cached_property
    def on(self) -> bool:
        """Whether people have to sign in: as soon as there is a way to.

        Raises:
            InvalidInput: others can reach the server and nobody could sign in.
        """
        settings = self.running.settings
        password = settings.admin_password.get_secret_value()
        if password and self.people.find(FIRST_ADMIN) is None:
            self.people.add(FIRST_ADMIN, "admin", password=password, by="environment")
        possible = self.people.anyone() or bool(settings.sign_in_header) or _has_provider(settings)
        if self.beyond and not possible:
            raise InvalidInput("door-no-users", host=self.host)
        return possible

    def person(self, user: Any) -> Actor:
        """Who is asking, as the book knows them at this moment.

        Args:
            user: Chainlit's user of the session; None where nobody signs in.

        Raises:
            NotAllowed: the session has ended: the person was disabled, or their password changed.
        """
        if not self.on and (user is None or user.identifier == LOCAL.name):
            return local_person(self.running.engine)
        found = self.people.living(user.identifier, str(user.metadata.get("epoch", ""))) if user else None
        unproved = str(user.metadata.get(UNPROVED, "")) if user else ""
        if found is None or (unproved and self.ended.has(unproved)):
            raise NotAllowed("access-session-ended")
        return found.person

    def about(self, name: str) -> dict[str, str] | None:
        """What a page is told of a person; None when they may not come in."""
        if not self.on and name == LOCAL.name:
            return {"role": LOCAL.role, "epoch": ""}
        found = self.people.find(name)
        return None if found is None or found.disabled else _about(found)

    def install(self) -> None:
        """Hands the ways to sign in to Chainlit, which has been imported; without any, it lets the local person in."""
        import chainlit as cl
        from chainlit import auth
        from chainlit.auth import cookie, jwt
        from chainlit.config import config

        settings = self.running.settings
        os.environ["CHAINLIT_AUTH_SECRET"] = _key(self.running.data_dir)  # noqa: TID251 - Chainlit reads it there
        config.project.user_session_timeout = settings.session_hours * 3600
        vars(auth)["decode_jwt"] = self._reader_of(jwt.decode_jwt)
        vars(auth)["get_data_layer"] = lambda: None  # whom a token names has been asked for with the token
        if not self.on:
            os.environ["CHAINLIT_CUSTOM_AUTH"] = "1"  # noqa: TID251 - people have a history, the local one too
            return
        cookie._cookie_secure = settings.public_url.startswith("https://")
        cl.on_logout(self._leave)
        if self.people.anyone():
            cl.password_auth_callback(self._by_password)
        if settings.sign_in_header:
            cl.header_auth_callback(self._by_header)
        if _has_provider(settings):
            os.environ["CHAINLIT_URL"] = settings.public_url  # noqa: TID251 - Chainlit reads it there
            cl.oauth_callback(self._by_provider)

    def local_token(self) -> str:
        """What says that a request is the local person's."""
        import chainlit as cl
        from chainlit.auth import create_jwt

        called = say("door-local-person", self.running.settings.language)
        user = cl.User(identifier=LOCAL.name, display_name=called, metadata=self.about(LOCAL.name) or {})
        return str(create_jwt(user))

    def _reader_of(self, decode: Any) -> Any:
        """A token is worth something as long as its person may come in and has not been signed out since.

        While the database does not say so, whoever it names is not sent to sign in again: they read nothing then, and
        are asked for anew with everything that they do.
        """

        def living(token: str) -> Any:
            user = decode(token)
            try:
                with answering():
                    self.person(user)
                    ended = self.on and self.ended.has(_digest(token))  # the local person never signs out
            except Unavailable:
                return _known(user, {**user.metadata, UNPROVED: _digest(token)})
            if ended:
                raise NotAllowed("access-session-ended")
            return _known(user, user.metadata)

        return living

    async def _leave(self, request: Any, _response: Any) -> dict[str, bool]:
        """Ends the session that a request comes with: whoever has its cookie still, has nothing."""
        from chainlit import auth

        with suppress(PyJWTError, NotAllowed):  # ended already, or none of ours
            token = auth.get_token_from_cookies(request.cookies) or ""
            user = vars(auth)["decode_jwt"](token)
            until = self.running.clock.now() + timedelta(hours=self.running.settings.session_hours)
            await asyncio.to_thread(self.ended.end, _digest(token), until, by=user.identifier)
        return {"success": True}

    async def _by_password(self, name: str, password: str) -> Any:
        loop = asyncio.get_running_loop()
        return _user(await loop.run_in_executor(self._guessing, self.people.sign_in, name, password))

    async def _by_header(self, headers: Any) -> Any:
        named = headers.get(self.running.settings.sign_in_header, "")
        return _user(await asyncio.to_thread(self.people.welcome, named)) if named else None

    async def _by_provider(self, _provider: str, _token: str, _raw: Any, user: Any, _id: str | None = None) -> Any:
        return _user(await asyncio.to_thread(self.people.welcome, user.identifier))


def _user(account: Member | None) -> Any:
    import chainlit as cl

    if account is None:
        return None
    about = {**_about(account), "session": secrets.token_urlsafe(_SESSION_BYTES)}  # no two tokens are equal
    return cl.User(identifier=account.person.name, display_name=account.person.name, metadata=about)


def _known(user: Any, about: dict[str, str]) -> Any:
    """Somebody who has come in, as Chainlit names people whose conversations are kept."""
    from chainlit.user import PersistedUser

    called = user.display_name
    return PersistedUser(
        id=user.identifier, createdAt="", identifier=user.identifier, display_name=called, metadata=about
    )


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _about(account: Member) -> dict[str, str]:
    return {"role": account.person.role, "epoch": account.epoch}


def _has_provider(settings: Settings) -> bool:
    """Whether an identity provider is set up, by Chainlit's own variables (`OAUTH_GOOGLE_CLIENT_ID` ...)."""
    return settings.sign_in_oauth


def _key(folder: Path) -> str:
    """What signs the sessions: made once, readable by this user only, so that they outlive a restart."""
    path = folder / "session.key"
    if not path.is_file():
        made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(made, "w", encoding="ascii") as kept:
            kept.write(secrets.token_urlsafe(_KEY_BYTES))
    return path.read_text(encoding="ascii").strip()
