"""Wishes in a sentence of one's own that a command fulfils: quiet hours, a time zone, what is sent and when."""

from tools.delivery.hours import hours_in
from tools.delivery.wishes import asks_what_is_sent, wishes_to_subscribe


def wish_of(text: str) -> str | None:
    """The command that a sentence is meant for; None where it is a question."""
    if hours := hours_in(text):
        return "quiet" if hours.quiet else "timezone"
    return "subscribe" if wishes_to_subscribe(text) or asks_what_is_sent(text) else None
