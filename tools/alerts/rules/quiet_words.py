"""What one wants quiet about, or to hear of again: "mute TikTok until Monday", "отложи алерт 12 до утра"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from tools.alerts.rules.phrase_parts import channels_in

QuietDeed = Literal["list", "quiet", "hear"]

_THINGS: Final = r"(?:алерт\w*|предупрежден\w*|оповещен\w*|уведомлен\w*|тревог\w*|alerts?|warnings?|notifications?)"
_LISTS: Final = re.compile(
    r"\b(?:что|какие|покажи|список|what|which|show|list)\b.*\b(?:заглуш\w*|отложен\w*|muted|snoozed|silenced|hushed)\b",
    re.I,
)
_QUIET: Final = re.compile(
    r"(?<!\w)(?:заглуши(?:те)?|отложи(?:те)?|приглуши(?:те)?|не (?:пиши|сообщай|присылай|шли)\w* мне|mute|snooze"
    r"|silence|hush)(?!\w)",
    re.I,
)
_HEAR: Final = re.compile(
    r"(?<!\w)(?:верни(?:те)?|снова (?:сообщай|пиши|присылай)\w*|разглуши(?:те)?|unmute|unsnooze|unhush)(?!\w)",
    re.I,
)
_RULE: Final = re.compile(r"(?<!\w)(?:правил\w*|rules?|порог\w*|thresholds?)(?!\w)", re.I)
_NUMBER: Final = re.compile(rf"{_THINGS}\s*(?:номер|number|no\.?|№|#)?\s*(\d{{1,9}})\b", re.I)
_UNTIL: Final = re.compile(r"(?<!\w)(?:до|until|till|на|for)\s+(?P<until>[^,;!?]+?)\s*[.!?]*$", re.I)


@dataclass(frozen=True, kw_only=True)
class QuietWish:
    """What somebody said about quiet."""

    deed: QuietDeed
    number: int | None = None
    channel: str = ""
    until: str = ""
    """As `tools.alerts.until.moment_of` reads it; empty: for good."""


def quiet_wish(text: str, channels: Sequence[str]) -> QuietWish | None:
    """The wish of a whole sentence; None where none is meant, or where a rule is.

    Args:
        text: the message.
        channels: those that have data.
    """
    if _RULE.search(text):
        return None
    if _LISTS.search(text):
        return QuietWish(deed="list")
    heard, quiet = _HEAR.search(text), _QUIET.search(text)
    number = _NUMBER.search(text)
    named = [key for key in dict.fromkeys(channels_in(text, channels)) if key in channels]
    if not (heard or quiet) or (number is None and len(named) != 1):
        return None
    until = None if heard else _UNTIL.search(text)
    return QuietWish(
        deed="hear" if heard else "quiet",
        number=int(number[1]) if number else None,
        channel="" if number else named[0],
        until=until["until"].strip() if until else "",
    )
