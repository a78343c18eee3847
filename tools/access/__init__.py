"""Who may do what, and whose rows they see: people, roles, scope, and the book of what was done.

Roles hold here, below every surface: the chat, the bot, the command line and the interfaces only say who is asking.
It imports the tables of `ingest` and nothing of its neighbours; anyone above may import it.
"""

from ingest.scope import DataScope
from tools.access.actor import LOCAL, Actor, refusal
from tools.access.audit import Entry, audit, entries, forget_before
from tools.access.roles import DEEDS, MAY, ROLES, Deed, Role

__all__ = [
    "DEEDS",
    "LOCAL",
    "MAY",
    "ROLES",
    "Actor",
    "DataScope",
    "Deed",
    "Entry",
    "People",
    "Role",
    "audit",
    "entries",
    "forget_before",
    "refusal",
]
