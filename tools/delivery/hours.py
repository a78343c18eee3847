"""When messages may come, in words: quiet hours and the time zone of whoever asks."""

import re
from dataclasses import dataclass
from typing import Final

from tools.alerts.rules.phrase_parts import metric_named
from tools.words.zones import zone_in

_CLOCKS: Final = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)\s*[-–—]\s*([01]?\d|2[0-3]):([0-5]\d)")
_HOURS: Final = re.compile(
    r"(?:\bс|\bfrom|\bbetween)\s+(?P<b>[01]?\d|2[0-3])(?::(?P<bm>[0-5]\d))?\s*(?:час\w*\s+)?(?:до|to|till|until|and)\s+"
    r"(?P<e>[01]?\d|2[0-3])(?::(?P<em>[0-5]\d))?",
    re.I,
)
_QUIET: Final = re.compile(
    r"\bне\s+(?:пиши|беспокой|присылай|шли|тревожь|звони)|(?:don't|do not)\s+(?:write|message|disturb|text|ping)|"
    r"\bтихие часы|\bquiet hours",
    re.I,
)
_ZONE: Final = re.compile(r"\bчасов\w+ пояс\w*|\btime ?zone\b|\bпо (?:местному )?времени\b", re.I)


@dataclass(frozen=True, kw_only=True)
class WantedHours:
    """Quiet hours, or the zone by which hours are meant."""

    quiet: tuple[str, str] | None = None
    """Begin and end, as HH:MM."""
    zone: str | None = None


def hours_in(text: str) -> WantedHours | None:
    """What a sentence wishes of hours; None where it is no such wish."""
    if _QUIET.search(text) and (quiet := quiet_hours(text)):
        return WantedHours(quiet=quiet)
    if _ZONE.search(text) and (zone := zone_in(text)) and not _asks(text):
        return WantedHours(zone=zone)
    return None


def _asks(text: str) -> bool:
    """Whether it is a question of numbers that only speaks of time and a place: "клики по времени в Москве"."""
    return "?" in text or bool(metric_named(text))


def quiet_hours(said: str) -> tuple[str, str] | None:
    """Begin and end of quiet hours, as a range of clocks or in words: "22:00-08:00", "с 22 до 8"."""
    clocks, words = _CLOCKS.search(said), _HOURS.search(said)
    if clocks:
        return f"{clocks[1].zfill(2)}:{clocks[2]}", f"{clocks[3].zfill(2)}:{clocks[4]}"
    if words is None:
        return None
    return f"{words['b'].zfill(2)}:{words['bm'] or '00'}", f"{words['e'].zfill(2)}:{words['em'] or '00'}"
