"""Tokens by which programs act for a person: a part of what the person may, on the person's part of the data.

Only a hash is stored. A token ends when it is revoked, when its time is over, and when its person is kept out.
"""

import hashlib
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Row, insert, select, update

from ingest.database import Database, writing
from ingest.errors import InvalidInput, NotFound
from ingest.schema import api_token, app_user
from tools.access.actor import Actor
from tools.access.audit import audit
from tools.access.people import actor_of
from tools.access.roles import DEEDS, Deed

PREFIX: Final = "dm_"
"""Lets secret scanners, and people, tell what they have found."""
_BYTES: Final = 32
_HINT: Final = len(PREFIX) + 6
"""Characters that are kept readable, so that a person can tell which token is meant."""
LONGEST_NAME: Final = 100
MOMENTS: Final = ("expires_at", "last_used_at")
USED_EVERY: Final = timedelta(minutes=1)
"""How exactly is known when a token was last used."""

TOKEN_SCOPES: Final[Mapping[str, frozenset[Deed]]] = {
    "read": frozenset({"ask"}),
    "export": frozenset({"ask", "export"}),
    "write": frozenset(DEEDS) - {"people"},
}
"""What a token may be lent, at most what its person may; managing people is for people."""


@dataclass(frozen=True, kw_only=True)
class ApiToken:
    """A token as the book knows it, which is without its secret."""

    id: int
    user: str
    name: str
    hint: str
    scopes: tuple[str, ...]
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None
    revoked: bool


@dataclass(frozen=True, kw_only=True)
class TokenBook:
    """The book of tokens."""

    engine: Database
    now: Callable[[], datetime]

    def create(self, user: str, name: str, scopes: Sequence[str], *, days: int | None, by: str) -> tuple[str, ApiToken]:
        """Makes a token for a person; its secret is seen this once.

        Args:
            user: whom it acts for.
            name: what it is for.
            scopes: of `TOKEN_SCOPES`.
            days: after which it ends by itself; None is never.
            by: who made it.

        Raises:
            InvalidInput: no such person or scope, or no name.
        """
        unknown = sorted(set(scopes) - set(TOKEN_SCOPES))
        if unknown or not scopes:
            raise InvalidInput(
                "access-no-such-scope", received=", ".join(unknown) or "-", possible=", ".join(TOKEN_SCOPES)
            )
        if not (0 < len(name.strip()) <= LONGEST_NAME):
            raise InvalidInput("access-bad-token-name", most=LONGEST_NAME)
        secret, moment = PREFIX + secrets.token_urlsafe(_BYTES), self.now()
        row = {
            "name": name.strip(),
            "hint": secret[:_HINT],
            "secret_hash": _hash(secret),
            "scopes": list(dict.fromkeys(scopes)),
            "created_at": moment,
            "expires_at": moment + timedelta(days=days) if days else None,
        }
        with writing(self.engine) as connection:
            owner = connection.execute(select(app_user.c.id).where(app_user.c.identifier == user)).scalar()
            if owner is None:
                known = connection.execute(select(app_user.c.identifier).order_by(app_user.c.identifier)).scalars()
                raise InvalidInput("access-no-such-user", received=user, possible=", ".join(known) or "-")
            made = insert(api_token).values(user_id=owner, **row).returning(api_token.c.id)
            number = int(connection.execute(made).scalar_one())
            audit(connection, moment, by, "token-created", user=user, token=number, name=row["name"])
        return secret, next(one for one in self.all() if one.id == number)

    def all(self) -> list[ApiToken]:
        """Every token, the oldest first."""
        asked = select(api_token, app_user.c.identifier).join(app_user).order_by(api_token.c.id)
        with self.engine.connect() as connection:
            return [_token(row) for row in connection.execute(asked)]

    def revoke(self, number: int, *, by: str) -> ApiToken:
        """Ends a token at once.

        Raises:
            NotFound: there is none of that number.
        """
        known = {one.id: one for one in self.all()}
        if number not in known:
            possible = ", ".join(map(str, known)) or "-"
            raise NotFound("access-no-such-token", received=str(number), possible=possible)
        with writing(self.engine) as connection:
            connection.execute(update(api_token).where(api_token.c.id == number).values(revoked=True))
            audit(connection, self.now(), by, "token-revoked", user=known[number].user, token=number)
        return replace(known[number], revoked=True)

    def actor(self, secret: str) -> Actor | None:
        """For whom a token speaks, with what it was lent; None when it is worth nothing (any more)."""
        if not secret.startswith(PREFIX):
            return None
        moment = self.now()
        own = (api_token.c.id.label("token"), *(api_token.c[name] for name in ("revoked", "scopes", *MOMENTS)))
        person = (
            app_user.c[name]
            for name in ("identifier", "role", "channels", "accounts", "client", "client_accounts", "disabled")
        )
        asked = select(*own, *person).join(app_user).where(api_token.c.secret_hash == _hash(secret))
        with self.engine.connect() as connection:
            row = connection.execute(asked).first()
        if row is None or row.revoked or row.disabled or (row.expires_at is not None and row.expires_at <= moment):
            return None
        if row.last_used_at is None or row.last_used_at < moment - USED_EVERY:
            with writing(self.engine) as connection:
                connection.execute(update(api_token).where(api_token.c.id == row.token).values(last_used_at=moment))
        lent = frozenset[Deed]().union(*(TOKEN_SCOPES[scope] for scope in row.scopes if scope in TOKEN_SCOPES))
        return replace(actor_of(row), only=lent)


def _hash(secret: str) -> str:
    """A secret of 256 random bits needs no slow hash: nobody guesses it."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _token(row: Row[Any]) -> ApiToken:
    plain = ("id", "name", "hint", "created_at", "expires_at", "last_used_at", "revoked")
    return ApiToken(user=row.identifier, scopes=tuple(row.scopes), **{name: getattr(row, name) for name in plain})
