"""Whose rows a conversation may tell of: everything that its owner saw at any moment of it, kept as it is written."""

from typing import Any

from sqlalchemy import Connection, select

from ingest.schema import app_user
from ingest.scope import EVERYTHING, DataScope, scope_of


def scope_of_owner(connection: Connection, owner: str) -> DataScope:
    """The rows that a person sees at this moment; the local one, who is in no book, sees all."""
    asked = select(app_user.c.channels, app_user.c.accounts).where(app_user.c.identifier == owner)
    row = connection.execute(asked).one_or_none()
    return EVERYTHING if row is None else scope_of(row.channels, row.accounts)


def seen_in(document: Any) -> DataScope:
    """As it is stored with a conversation; of those without a word about it, everything."""
    kept = document or {}
    return scope_of(kept.get("channels"), kept.get("accounts"))


def document_of(scope: DataScope) -> dict[str, list[str] | None]:
    """As `seen_in` reads it."""
    sides = {"channels": scope.channels, "accounts": scope.accounts}
    return {side: None if names is None else sorted(names) for side, names in sides.items()}


def together(one: DataScope, other: DataScope) -> DataScope:
    """Everything that lies in either, and perhaps more: who is shown what lies in it is to see all of it."""
    return DataScope(channels=_either(one.channels, other.channels), accounts=_either(one.accounts, other.accounts))


def _either(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    return None if one is None or other is None else one | other
