"""Roles: what each may do beyond asking. One table, read by tools, surfaces and the documentation."""

from collections.abc import Mapping
from typing import Final, Literal, get_args

Role = Literal["admin", "analyst", "marketer", "manager", "viewer"]
ROLES: Final[tuple[Role, ...]] = get_args(Role)

Deed = Literal["ask", "export", "acknowledge", "subscribe", "refresh", "load", "unload", "rules", "define", "people"]
"""`ask` questions, `export` tables and reports, `acknowledge` alerts, `subscribe` to messages, `refresh` the data from
platforms, `load` files, `unload` them again, change alert `rules`, `define` what words mean for everyone, manage
`people` and read what was done."""
DEEDS: Final[tuple[Deed, ...]] = get_args(Deed)

_VIEWER: Final[frozenset[Deed]] = frozenset({"ask"})
_MANAGER: Final[frozenset[Deed]] = _VIEWER.union(("export", "acknowledge", "subscribe"))
_MARKETER: Final[frozenset[Deed]] = _MANAGER.union(("refresh", "load", "rules"))
_ANALYST: Final[frozenset[Deed]] = _MARKETER.union(("unload", "define"))

MAY: Final[Mapping[Role, frozenset[Deed]]] = {
    "admin": frozenset(DEEDS),
    "analyst": _ANALYST,
    "marketer": _MARKETER,
    "manager": _MANAGER,
    "viewer": _VIEWER,
}
