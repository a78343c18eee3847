"""Wishes in a sentence of one's own that a command fulfils: quiet hours, a time zone, what is sent and when."""

import re
from typing import Final

from bots.telegram.commands import quiet_hours
from tools.alerts.rules.phrase_parts import metric_named
from tools.delivery.wishes import asks_what_is_sent, wishes_to_subscribe
from tools.words.zones import zone_in

_QUIET: Final = re.compile(
    r"\bне\s+(?:пиши|беспокой|присылай|шли|тревожь|звони)|(?:don't|do not)\s+(?:write|message|disturb|text|ping)|"
    r"\bтихие часы|\bquiet hours",
    re.I,
)
_ZONE: Final = re.compile(r"\bчасов\w+ пояс\w*|\btime ?zone\b|\bпо (?:местному )?времени\b", re.I)


def wish_of(text: str) -> str | None:
    """The command that a sentence is meant for; None where it is a question."""
    if _QUIET.search(text) and quiet_hours(text):
        return "quiet"
    if _ZONE.search(text) and zone_in(text) and not _asks(text):
        return "timezone"
    return "subscribe" if wishes_to_subscribe(text) or asks_what_is_sent(text) else None


def _asks(text: str) -> bool:
    """Whether it is a question of numbers that only speaks of time and a place: "клики по времени в Москве"."""
    return "?" in text or bool(metric_named(text))
