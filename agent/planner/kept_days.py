"""Days of the week a question keeps: "по выходным", "on Mondays"."""

from typing import Final

from agent.planner.items import Item
from agent.planner.slots import Kept

_WEEKEND: Final = ("6", "7")
_WORKDAYS: Final = ("1", "2", "3", "4", "5")


def weekdays_of(items: tuple[Item, ...]) -> tuple[Kept, ...]:
    """Reads "по выходным", "on Mondays" as days kept; asking for both kinds is no filter."""
    days = named_days(items)
    if days:
        return (Kept(dimension="weekday", values=days),)
    kinds = weekend_or_not(items)
    if len(kinds) != 1:
        return ()
    return (Kept(dimension="weekday", values=_WEEKEND if True in kinds else _WORKDAYS),)


def named_days(items: tuple[Item, ...]) -> tuple[str, ...]:
    """The numbers of the days named in their plural, Monday is "1"."""
    return tuple(dict.fromkeys(item.value for item in items if item.is_a("weekdays") and item.value))


def weekend_or_not(items: tuple[Item, ...]) -> set[bool]:
    """True for weekends named, False for working days."""
    kinds = {
        "выходн" in item.text.lower() or "weekend" in item.text.lower()
        for item in items
        if item.is_a("weekdays") and not item.value
    }
    working = any(
        item.text.lower() in ("weekday", "weekdays") and item.is_a("dimension") and not _after_by(items, place)
        for place, item in enumerate(items)
    )
    return kinds | {False} if working and True in kinds else kinds


def _after_by(items: tuple[Item, ...], place: int) -> bool:
    return place > 0 and items[place - 1].is_a("by")
