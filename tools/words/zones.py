"""Time zones as people call them: a city in Russian or English, "UTC+5", "МСК+2", or the IANA name."""

import re
from functools import cache
from typing import Final
from zoneinfo import available_timezones

from babel.dates import get_timezone_location

from ingest.texts import LANGUAGES
from tools.words.stems import stem_of

_OFFSET: Final = re.compile(r"\b(?P<from>utc|gmt|msk|мск)\s*(?P<sign>[+\-−])\s*(?P<hours>\d{1,2})\b", re.I)
_FARTHEST: Final = 12
_MOSCOW: Final = 3
_PARTS: Final = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")
"""Others are old names of the same."""
_ALSO: Final = {
    "санкт-петербург": "Europe/Moscow",
    "петербург": "Europe/Moscow",
    "казань": "Europe/Moscow",
    "краснодар": "Europe/Moscow",
    "сочи": "Europe/Moscow",
    "пермь": "Asia/Yekaterinburg",
    "уфа": "Asia/Yekaterinburg",
    "челябинск": "Asia/Yekaterinburg",
    "тюмень": "Asia/Yekaterinburg",
    "пекин": "Asia/Shanghai",
    "beijing": "Asia/Shanghai",
    "san francisco": "America/Los_Angeles",
}
"""Large cities that no zone is named after."""


@cache
def zone_names() -> frozenset[str]:
    """IANA names of the zones there are: each look takes the machine's files some hundredths of a second."""
    return frozenset(available_timezones())


def zone_in(text: str) -> str | None:
    """The zone that a text names; None where it names none.

    >>> zone_in("я в Екатеринбурге"), zone_in("UTC+5"), zone_in("Europe/Paris")
    ('Asia/Yekaterinburg', 'Etc/GMT-5', 'Europe/Paris')
    """
    exact = next((word for word in text.split() if word in zone_names()), None)
    offset = _OFFSET.search(text)
    if exact or offset is None:
        return exact or _city(text)
    hours = int(offset["hours"]) * (1 if offset["sign"] == "+" else -1)
    hours += _MOSCOW if offset["from"].casefold() in ("msk", "мск") else 0
    return f"Etc/GMT{-hours:+d}" if -_FARTHEST <= hours <= _FARTHEST else None


def _city(text: str) -> str | None:
    words = _stems(text)
    for size in (3, 2, 1):
        for start in range(len(words) - size + 1):
            if zone := _cities().get(words[start : start + size]):
                return zone
    return None


@cache
def _cities() -> dict[tuple[str, ...], str]:
    zones = sorted(zone for zone in zone_names() if zone.startswith(_PARTS))
    known = {
        _stems(get_timezone_location(zone, locale=language, return_city=True)): zone
        for zone in zones
        for language in LANGUAGES
    }
    return known | {_stems(city): zone for city, zone in _ALSO.items()}


def _stems(text: str) -> tuple[str, ...]:
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return tuple(map(stem_of, words))
