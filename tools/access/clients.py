"""Clients: whose the accounts are, and which one a person looks at. One at a time, so that no total mixes two unasked.

An account belongs to one client or to none. What is chosen is kept with the person and narrows their scope wherever
they ask: chat, Telegram, commands, interfaces, digests. Whoever is bound to accounts of several clients looks at one,
the first until they choose; whoever sees everything looks at everything until they choose.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, insert, select, update

from ingest.database import Database, writing
from ingest.errors import InvalidInput
from ingest.schema import account, app_user, channel, ingest_run
from ingest.scope import DataScope, scope_of, written
from tools.access.actor import LOCAL, Actor
from tools.access.audit import audit

ALL: Final = "*"
"""The choice of all clients together."""
LONGEST: Final = 100
"""Characters of a client's name."""
KIND: Final = "clients"
"""Of the run that tells every process that the accounts' owners have changed."""

Clients = Mapping[str, frozenset[str]]
"""Accounts, by their platform's id, of each client."""


def clients_of(database: Database, held: DataScope) -> Clients:
    """The clients that somebody may look at, by name, each with those of its accounts that they may see."""
    with database.connect() as connection:
        return _clients(connection, held)


def assign(database: Database, client: str, accounts: Iterable[str], now: datetime, *, by: str) -> Clients:
    """Says whose these accounts are, instead of whose they were.

    Args:
        database: where it is kept.
        client: a name.
        accounts: ids as the platforms give them.
        now: the moment.
        by: who says so.

    Returns:
        Every client as it is then.

    Raises:
        InvalidInput: no usable name, no account, or one that is not there.
    """
    name = client.strip()
    if not 0 < len(name) <= LONGEST or name == ALL or not name.isprintable():
        raise InvalidInput("access-bad-client", most=LONGEST)
    return _give(database, name, accounts, now, by)


def free(database: Database, accounts: Iterable[str], now: datetime, *, by: str) -> Clients:
    """Takes accounts from their clients: they are nobody's then; returns every client as it is then.

    Raises:
        InvalidInput: no account, or one that is not there.
    """
    return _give(database, "", accounts, now, by)


def ids_of(connection: Connection, named: frozenset[str]) -> frozenset[str]:
    """Ids of the accounts that are named by id, or as their platform or file calls them; a stranger stays as it is."""
    known = connection.execute(select(account.c.external_id, account.c.name)).all()
    ids = {row.external_id for row in known}
    called = {one: {row.external_id for row in known if row.name == one} for one in named - ids}
    return frozenset(one for name in named for one in called.get(name) or {name})


def _give(database: Database, name: str, accounts: Iterable[str], now: datetime, by: str) -> Clients:
    with writing(database) as connection:
        wanted = ids_of(connection, frozenset(accounts))
        known = frozenset(connection.execute(select(account.c.external_id)).scalars())
        possible = written(sorted(known)) or "-"
        if not wanted:
            raise InvalidInput("access-nothing-named", side="accounts", possible=possible)
        if strange := sorted(wanted - known):
            raise InvalidInput("access-no-such-account", received=written(strange), possible=possible)
        connection.execute(update(account).where(account.c.external_id.in_(wanted)).values(client=name))
        told = {"source": KIND, "kind": KIND, "state": "done", "started_at": now, "finished_at": now}
        connection.execute(insert(ingest_run).values(**told))
        settle(connection)
        audit(connection, now, by, "client-saved", client=name, accounts=sorted(wanted))
        return _clients(connection, DataScope())


def choose(database: Database, person: Actor, client: str, now: datetime) -> Actor:
    """Keeps which client a person looks at from now on.

    Args:
        database: where it is kept.
        person: whoever chooses.
        client: its name, as it is kept; `ALL` for all that they may look at.
        now: the moment.

    Returns:
        The person as they look at the data then.

    Raises:
        InvalidInput: there is no such client among theirs.
    """
    with writing(database) as connection:
        seen = looking_at(person, client, _clients(connection, person.reach))
        kept = {"client": client, "client_accounts": None if seen.held is None else sorted(seen.scope.accounts or ())}
        mine = app_user.c.identifier == person.name
        if connection.execute(select(app_user.c.id).where(mine)).first() is None:  # the person at the machine itself
            connection.execute(
                insert(app_user).values(identifier=person.name, name=person.name, created_at=now, **kept)
            )
        else:
            connection.execute(update(app_user).where(mine).values(kept))
        audit(connection, now, person.name, "client-chosen", client=client)
    return seen


def looking_at(person: Actor, client: str, clients: Clients) -> Actor:
    """The person as they look at one client, or with `ALL` at everything they may.

    Raises:
        InvalidInput: there is no such client among theirs.
    """
    if client == ALL:
        return replace(person, scope=person.reach, held=None, client="")
    if client not in clients:
        raise InvalidInput("access-no-such-client", received=client, possible=", ".join(sorted(clients)) or "-")
    scope = person.reach.narrowed(None, clients[client])
    return replace(person, scope=scope, held=person.reach, client=client)


def local_person(database: Database) -> Actor:
    """Whoever sits at the machine, as they have chosen to look at the data."""
    with database.connect() as connection:
        asked = select(app_user.c.client, app_user.c.client_accounts).where(app_user.c.identifier == LOCAL.name)
        row = connection.execute(asked).one_or_none()
    if row is None or row.client_accounts is None:
        return LOCAL
    return looking_at(LOCAL, row.client, {row.client: frozenset(row.client_accounts)})


def settle(connection: Connection) -> None:
    """Makes everybody's choice one that they still have: after accounts changed hands, or a person's bounds."""
    asked = select(*(app_user.c[name] for name in ("id", "client", "client_accounts", "channels", "accounts")))
    for row in connection.execute(asked).all():
        held = scope_of(row.channels, row.accounts)
        theirs = _clients(connection, held)
        chosen = row.client if row.client in theirs or row.client == ALL else _first(held, theirs)
        accounts = sorted(theirs[chosen]) if chosen in theirs else None
        if (chosen, accounts) != (row.client, row.client_accounts):
            kept = {"client": chosen, "client_accounts": accounts}
            connection.execute(update(app_user).where(app_user.c.id == row.id).values(kept))


def _first(held: DataScope, theirs: Clients) -> str:
    """What is looked at while nobody has chosen: of several clients in a bound view the first, else everything."""
    return "" if held.whole or len(theirs) < 2 else min(theirs)


def _clients(connection: Connection, held: DataScope) -> dict[str, frozenset[str]]:
    asked = select(account.c.client, account.c.external_id, channel.c.key).join(channel).where(account.c.client != "")
    found: dict[str, frozenset[str]] = {}
    for row in connection.execute(asked.order_by(account.c.client)):
        if held.holds(row.key, row.external_id):
            found[row.client] = found.get(row.client, frozenset()) | {row.external_id}
    return found
