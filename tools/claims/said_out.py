"""One claim of a sentence, said out."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class SaidOut:
    """One claim said out."""

    text: str
    denied: bool = False
