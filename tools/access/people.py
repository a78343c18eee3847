"""The people who may sign in: kept in the database, passwords as Argon2 hashes, guessing slowed down."""

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Final, cast

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection, Engine, Row, insert, select, update

from ingest.errors import InvalidInput
from ingest.schema import account, app_user, channel
from ingest.scope import DataScope, scope_of, written
from tools.access.actor import LOCAL, Actor
from tools.access.audit import audit
from tools.access.clients import ids_of, settle
from tools.access.roles import ROLES, Role

SHORTEST: Final = 10
"""Characters of a password."""
LONGEST: Final = 200
"""Characters of a password or a name that are looked at at all."""
TRIES: Final = 5
"""Wrong passwords before a name has to wait."""
WAIT: Final = timedelta(minutes=1)
"""The first wait; each further wrong password doubles it."""
LONGEST_WAIT: Final = timedelta(minutes=30)


@dataclass(frozen=True, kw_only=True)
class Member:
    """A person as the book knows them."""

    person: Actor
    disabled: bool
    has_password: bool
    telegram: bool
    epoch: str
    """Changes when every session of theirs shall end."""


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _nobody() -> str:
    """A hash that no password fits: an unknown name takes as long as a wrong password."""
    return _hasher().hash(secrets.token_hex(16))


@dataclass(frozen=True, kw_only=True)
class People:
    """The book."""

    engine: Engine
    now: Callable[[], datetime]

    def anyone(self) -> bool:
        """Whether somebody can sign in with a password."""
        asked = select(app_user.c.id).where(app_user.c.password_hash.is_not(None), ~app_user.c.disabled).limit(1)
        with self.engine.connect() as connection:
            return connection.execute(asked).first() is not None

    def all(self) -> list[Member]:
        """Everybody, by name."""
        with self.engine.connect() as connection:
            asked = select(app_user).where(app_user.c.identifier != LOCAL.name).order_by(app_user.c.identifier)
            return [_account(row) for row in connection.execute(asked)]

    def find(self, name: str) -> Member | None:
        """One of them."""
        with self.engine.connect() as connection:
            row = _row(connection, name)
        return None if row is None else _account(row)

    def add(
        self,
        name: str,
        role: str | None = None,
        *,
        password: str = "",
        scope: DataScope | None = None,
        all_data: bool = False,
        by: str,
    ) -> Member:
        """Enters a person, or changes of one who is there what is given, and nothing else.

        Args:
            name: as they sign in.
            role: None leaves it; a new person without one may only look.
            password: none leaves it.
            scope: what they see from now on; a side of it that is None stays as it is.
            all_data: takes every bound away first: nothing else widens what a person sees.
            by: who does it.

        Raises:
            InvalidInput: the name, the role, the password or the scope can't be used.
        """
        values: dict[str, Any] = {} if role is None else {"role": _known_role(role)}
        values |= {"channels": None, "accounts": None} if all_data else {}
        values |= self._bounds(scope or DataScope())
        values |= _secret(password) if password else {}
        named = _plain_name(name)
        with self._writing() as connection:
            before = _row(connection, named)
            if before is None:
                own = {"identifier": named, "name": named, "created_at": self.now(), "role": "viewer"}
                connection.execute(insert(app_user).values({**own, **values}))
            elif values:
                connection.execute(update(app_user).where(app_user.c.id == before.id).values(values))
            settle(connection)
            after = _row(connection, named)
            audit(connection, self.now(), by, "user-saved", user=named, before=_rights(before), after=_rights(after))
        return cast("Member", self.find(named))

    def change_password(self, name: str, password: str, *, by: str) -> None:
        """Sets a password; sessions of before end.

        Raises:
            InvalidInput: there is no such person, or the password is too short.
        """
        self._change(name, by, "password-changed", failed=0, locked_until=None, **_secret(password))

    def disable(self, name: str, *, disabled: bool, by: str) -> None:
        """Keeps a person out, at once, or lets them in again.

        Raises:
            InvalidInput: there is no such person.
        """
        action = "user-disabled" if disabled else "user-enabled"
        self._change(name, by, action, disabled=disabled, session_epoch=secrets.token_hex(8))

    def sign_in(self, name: str, password: str) -> Member | None:
        """The person when the password is theirs; None when not, when they are kept out, or when they have to wait."""
        named = name.strip()[:LONGEST]
        with self.engine.connect() as connection:
            known = _row(connection, named)
        right = _fits(known.password_hash if known is not None else None, password)  # slow: outside the transaction
        with self._writing() as connection:
            return self._tried(connection, named, right=right)

    def _tried(self, connection: Connection, name: str, *, right: bool) -> Member | None:
        row, moment = _row(connection, name), self.now()
        waits = row is not None and row.locked_until is not None and moment < row.locked_until <= moment + LONGEST_WAIT
        welcome = row is not None and right and not waits and not row.disabled
        if row is not None and not waits:
            counted = _counted(row.failed, moment, right=right)
            connection.execute(update(app_user).where(app_user.c.id == row.id).values(counted))
        audit(connection, moment, name, "signed-in" if welcome else "sign-in-refused", waiting=waits)
        return _account(row) if welcome and row is not None else None

    def welcome(self, name: str) -> Member | None:
        """A person whom somebody else has recognised (an identity provider, a proxy); None when they are kept out."""
        found = self.find(name.strip()[:LONGEST])
        with self._writing() as connection:
            known = found is not None and not found.disabled
            audit(connection, self.now(), name, "signed-in" if known else "sign-in-refused", elsewhere=True)
        return found if known else None

    def living(self, name: str, epoch: str) -> Member | None:
        """The person of a session that began with this epoch; None when it has ended."""
        found = self.find(name)
        alive = found is not None and not found.disabled and secrets.compare_digest(found.epoch, epoch)
        return found if alive else None

    def _change(self, name: str, by: str, action: str, **values: Any) -> None:
        with self._writing() as connection:
            changed = connection.execute(update(app_user).where(app_user.c.identifier == name).values(values))
            if not changed.rowcount:
                known = connection.execute(select(app_user.c.identifier).order_by(app_user.c.identifier)).scalars()
                raise InvalidInput("access-no-such-user", received=name, possible=", ".join(known) or "-")
            audit(connection, self.now(), by, action, user=name)

    def _bounds(self, scope: DataScope) -> Mapping[str, Any]:
        with self.engine.connect() as connection:
            stored = {
                "channels": connection.execute(select(channel.c.key)).scalars().all(),
                "accounts": connection.execute(select(account.c.external_id)).scalars().all(),
            }
            accounts = None if scope.accounts is None else ids_of(connection, scope.accounts)
        wanted = {"channels": scope.channels, "accounts": accounts}
        return {side: _known(side, names, stored[side]) for side, names in wanted.items() if names is not None}

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self.engine.connect().execution_options(writes=True) as connection, connection.begin():
            yield connection


def _row(connection: Connection, name: str) -> Row[Any] | None:
    """What is kept of a person; of the local one only their preferences are, and they sign in nowhere."""
    if name == LOCAL.name:
        return None
    return connection.execute(select(app_user).where(app_user.c.identifier == name)).one_or_none()


def _account(row: Row[Any]) -> Member:
    return Member(
        person=actor_of(row),
        disabled=row.disabled,
        has_password=row.password_hash is not None,
        telegram=row.telegram_chat is not None,
        epoch=row.session_epoch,
    )


def actor_of(row: Row[Any]) -> Actor:
    """The person of a row of `app_user`; an unknown role may only look."""
    role = cast("Role", row.role) if row.role in ROLES else "viewer"
    held = scope_of(row.channels, row.accounts)
    if row.client_accounts is None:
        return Actor(name=row.identifier, role=role, scope=held)
    return Actor(
        name=row.identifier, role=role, scope=held.narrowed(None, row.client_accounts), held=held, client=row.client
    )


def _rights(row: Row[Any] | None) -> dict[str, Any] | None:
    """Role and bounds, for the book of what was done; None where there was nobody."""
    return None if row is None else {"role": row.role, "channels": row.channels, "accounts": row.accounts}


def _known(side: str, wanted: frozenset[str], stored: Sequence[str]) -> list[str]:
    """What was named, all of it known; a list of nothing is a slip and no bound.

    Raises:
        InvalidInput: nothing was named, or something that is not there.
    """
    possible = written(sorted(set(stored))) or "-"
    if not wanted:
        raise InvalidInput("access-nothing-named", side=side, possible=possible)
    if strange := sorted(wanted - set(stored)):
        raise InvalidInput(f"access-no-such-{side.removesuffix('s')}", received=written(strange), possible=possible)
    return sorted(wanted)


def _known_role(role: str) -> str:
    if role not in ROLES:
        raise InvalidInput("access-no-such-role", received=role, possible=", ".join(ROLES))
    return role


def _plain_name(name: str) -> str:
    plain = name.strip()
    if not plain or len(plain) > LONGEST or not plain.isprintable() or plain == LOCAL.name:
        raise InvalidInput("access-bad-name")
    return plain


def _secret(password: str) -> dict[str, str]:
    if not SHORTEST <= len(password) <= LONGEST:
        raise InvalidInput("access-bad-password", least=SHORTEST, most=LONGEST)
    return {"password_hash": _hasher().hash(password), "session_epoch": secrets.token_hex(8)}


def _fits(stored: str | None, password: str) -> bool:
    with suppress(VerificationError, InvalidHashError):
        _hasher().verify(stored or _nobody(), password[:LONGEST])
        return stored is not None
    return False


def _counted(failed: int, moment: datetime, *, right: bool) -> dict[str, Any]:
    if right:
        return {"failed": 0, "locked_until": None}
    over = failed + 1 - TRIES
    wait = min(WAIT * 2 ** min(over, 10), LONGEST_WAIT) if over >= 0 else None
    return {"failed": failed + 1, "locked_until": None if wait is None else moment + wait}
