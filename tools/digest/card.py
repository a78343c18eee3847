"""What a card of the digest says; `tools.digest.cards` draws it."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Card:
    """One figure, worded."""

    title: str
    value: str
    change: str
    good: bool | None
    """Whether the change is good news; None where it is neither."""
    course: tuple[float | None, ...]
    """The metric by day, oldest first; the last one is what the card is about."""
