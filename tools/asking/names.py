"""The stored values behind the words of filters: names by spelling or part, weekdays, months and hours by words."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import Final

from ingest.channel_names import plain
from ingest.errors import InvalidInput
from tools.asking.days import Calendar
from tools.engine.days import PARTS
from tools.engine.notes import Note
from tools.semantics.catalogue import Catalogue
from tools.semantics.dimensions import DIMENSIONS
from tools.semantics.question import Filter
from tools.semantics.resolve import Unknown, accounts_of_id, is_number, resolve, resolve_all, stored_values
from tools.words.period_words import WORDS

SHORTEST_PART = 3
"""Letters that a part of a name needs at least, unless a part is asked for."""
SHOWN = 3
_HOUR: Final = re.compile(r"^(\d{1,2})(?::\d\d)?\s*(am|pm|h|ч\w*)?$")
_HOURS: Final = re.compile(r"^(\S+?)\s*(?:-|–|to|до)\s*(\S+)$")
_WORKING: Final = re.compile(r"work|week ?days?$|business|будн|рабоч")
_WEEKEND: Final = re.compile(r"week-?end|выходн|уик")
DAY_PARTS: Final = MappingProxyType(
    {
        "morning": (6, 12),
        "утр": (6, 12),
        "afternoon": (12, 18),
        "днём": (12, 18),
        "днем": (12, 18),
        "evening": (18, 23),
        "вечер": (18, 23),
        "night": (23, 30),
        "ноч": (23, 30),
    }
)
"""First hour and the one after the last; after 24 comes the next morning."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """A filter in stored values."""

    filter: Filter
    note: Note | None = None
    """What was taken for what."""


def stored_filter(entry: Filter, catalogue: Catalogue, calendar: Calendar) -> Found:
    """The filter in stored values.

    Raises:
        InvalidInput: a value is like nothing stored; the message names the nearest.
    """
    if DIMENSIONS[entry.dimension].home in ("time", "hour"):
        values = [value for said in entry.values for value in _times(entry.dimension, said, calendar)]
        return Found(filter=entry.model_copy(update={"values": tuple(dict.fromkeys(values))}))
    if entry.match == "contains":
        return _with_part(entry, catalogue)
    try:
        values = [name for said in entry.values for name in _names(entry.dimension, said, catalogue)]
    except InvalidInput:
        if entry.dimension != "channel" and all(_is_part(entry.dimension, value, catalogue) for value in entry.values):
            return _with_part(entry, catalogue)
        raise
    update = {"values": tuple(dict.fromkeys(values))}
    return Found(filter=entry.model_copy(update=update), note=_of_ids(entry, catalogue))


def _of_ids(entry: Filter, catalogue: Catalogue) -> Note | None:
    """Whose the ids are that were asked for."""
    names = {name for account in catalogue.accounts for name in (account.name, account.label)}
    said = [value for value in entry.values if entry.dimension == "account" and value not in names]
    meant = {value: accounts for value in said if (accounts := accounts_of_id(value, catalogue))}
    labels = dict.fromkeys(account.label for accounts in meant.values() for account in accounts)
    values = {"ids": ", ".join(meant), "names": ", ".join(labels)}
    return Note(key="note-account-of-id", values=values) if meant else None


def _names(dimension: str, said: str, catalogue: Catalogue) -> tuple[str, ...]:
    """The stored names that are meant; accounts of an id are told apart by it from others of their name."""
    by_id = dimension == "account" and said not in stored_values(dimension, catalogue)
    labels = tuple(entry.label for entry in accounts_of_id(said, catalogue)) if by_id else ()
    return labels or resolve_all(dimension, [said], catalogue)


def _is_part(dimension: str, said: str, catalogue: Catalogue) -> bool:
    """Whether names may be meant by a part of them; a number is no part of a longer one."""
    names = _having(dimension, said, catalogue) if len(said) >= SHORTEST_PART else []
    return bool(names) and (not is_number(said) or all(said in plain(name).split() for name in names))


def _with_part(entry: Filter, catalogue: Catalogue) -> Found:
    names = [name for value in entry.values for name in _having(entry.dimension, value, catalogue)]
    if not names:
        raise InvalidInput("resolve-no-part", dimension=entry.dimension, received=", ".join(entry.values))
    kept = tuple(dict.fromkeys(names))
    shown = ", ".join(kept[:SHOWN]) + (" ..." if len(kept) > SHOWN else "")
    values = {"part": ", ".join(entry.values), "count": len(kept), "names": shown}
    update = {"values": kept, "match": "is"}
    return Found(filter=entry.model_copy(update=update), note=Note(key="note-part-of-name", values=values))


def _having(dimension: str, part: str, catalogue: Catalogue) -> list[str]:
    """Stored values with this part in their name; of channels, in their title."""
    titles = catalogue.channels if dimension == "channel" else {}
    return [name for name in stored_values(dimension, catalogue) if plain(part) in plain(titles.get(name, name))]


def stored_name(name: str, dimensions: tuple[str, ...], catalogue: Catalogue) -> str:
    """The value as rows hold it; a name that no row can hold stays and stresses nothing."""
    for dimension in dimensions:
        try:
            return resolve(dimension, name, catalogue)
        except Unknown:
            continue
    return name


def named_row(name: str, dimensions: tuple[str, ...], catalogue: Catalogue) -> str:
    """The row that a condition measures by.

    Raises:
        InvalidInput: no row can have that name; the nearest are named.
    """
    found = stored_name(name, dimensions, catalogue)
    if not any(found in stored_values(dimension, catalogue) for dimension in dimensions):
        resolve_all(dimensions[0] if dimensions else "channel", [name], catalogue)
    return found


def _times(dimension: str, said: str, calendar: Calendar) -> Iterator[str]:
    reader = _READERS.get(dimension)
    found = list(reader(said.strip().lower())) if reader else []
    if found:
        yield from found
        return
    if reader:
        raise InvalidInput(f"filter-{dimension.replace('_', '-')}", received=said)
    period = calendar.read(said)
    days = (period.start + timedelta(days=number) for number in range(period.days))
    yield from dict.fromkeys(str(PARTS[dimension](day)) for day in days)


def _weekdays(word: str) -> Iterator[str]:
    tag, meaning = WORDS.get(word.rstrip("s") if word not in WORDS else word, ("", None))
    if word in {"1", "2", "3", "4", "5", "6", "7"}:
        yield word
    elif tag == "WEEKDAY":
        yield str(int(str(meaning)) + 1)
    else:
        yield from {"workday": "12345", "weekend": "67"}.get(next(_day_types(word), ""), "")


def _day_types(word: str) -> Iterator[str]:
    if _WEEKEND.search(word):
        yield "weekend"
    elif _WORKING.search(word):
        yield "workday"


def _hours(word: str) -> Iterator[str]:
    for stem, (first, after) in DAY_PARTS.items():
        if word.startswith(stem):
            yield from (str(hour % 24) for hour in range(first, after))
            return
    one, ends = _hour(word), _HOURS.match(word)
    if one is not None:
        yield str(one)
    elif ends:
        start, end = _hour(ends[1]), _hour(ends[2])
        if start is not None and end is not None:
            yield from (str(hour % 24) for hour in range(start, end + (24 if end <= start else 0)))


def _hour(word: str) -> int | None:
    match = _HOUR.match(word)
    if match is None:
        return None
    hour = int(match[1]) % 12 + 12 * (match[2] == "pm") if match[2] in ("am", "pm") else int(match[1])
    return hour if hour < 24 else None


_READERS: Final[dict[str, Callable[[str], Iterator[str]]]] = {
    "weekday": _weekdays,
    "day_type": _day_types,
    "hour": _hours,
}
