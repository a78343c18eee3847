"""The person who asks: a name, a role, and the part of the data that is theirs to see."""

from dataclasses import dataclass, field
from typing import Final

from ingest.errors import NotAllowed
from ingest.scope import EVERYTHING, DataScope
from tools.access.roles import MAY, Deed, Role


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Whoever is asking."""

    name: str
    role: Role = "viewer"
    scope: DataScope = field(default=EVERYTHING)
    only: frozenset[Deed] | None = None
    """Of what the role allows, all that is lent to a token; None: everything."""
    held: DataScope | None = None
    """What they may look at, where they look at one client of it; None: the scope."""
    client: str = ""
    """The client they have chosen to look at; empty: none."""

    @property
    def reach(self) -> DataScope:
        """All that they may look at."""
        return self.held or self.scope

    def may(self, deed: Deed) -> bool:
        """Whether the role allows it. What touches everybody's data needs a view of everybody's data."""
        whole = self.reach.whole or deed not in ("unload", "define", "people")
        return whole and deed in MAY[self.role] and (self.only is None or deed in self.only)

    def must(self, deed: Deed) -> None:
        """Refuses what the role does not allow.

        Raises:
            NotAllowed: says which role may, or what the token lacks.
        """
        if self.may(deed):
            return
        if self.only is not None and deed not in self.only and deed in MAY[self.role]:
            raise NotAllowed("access-token-scope", deed=deed)
        raise refusal(self.role, deed)


def refusal(role: Role, deed: Deed) -> NotAllowed:
    """Why a role does not do this, and whose does."""
    others = [other for other in MAY if deed in MAY[other]]
    return NotAllowed("access-not-allowed", deed=deed, role=role, others=", ".join(others))


LOCAL: Final = Actor(name="local", role="admin")
"""Whoever sits at the machine itself: they own the database file anyway."""
