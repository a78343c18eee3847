"""Whose figures an answer is of, where the data are of several clients: no total mixes two in silence."""

from collections.abc import Iterable

from tools.engine.notes import Note
from tools.semantics.catalogue import AccountFacts
from tools.semantics.question import Question

MIXED = "note-clients"


def mixing_notes(accounts: Iterable[AccountFacts], question: Question | None = None) -> list[Note]:
    """That several clients are added up, by name; nothing where each account stands in a row of its own."""
    if question is not None and "account" in question.group_by:
        return []
    clients = clients_in(accounts)
    return [Note(key=MIXED, values={"clients": clients})] if len(clients) > 1 else []


def clients_in(accounts: Iterable[AccountFacts]) -> tuple[str, ...]:
    """The clients whose accounts these are, by name."""
    return tuple(sorted({entry.client for entry in accounts} - {""}))


def whose_notes(accounts: Iterable[AccountFacts], client: str) -> list[Note]:
    """The client that was chosen, or that several are added up."""
    return [Note(key="note-client", values={"client": client})] if client else mixing_notes(accounts)
