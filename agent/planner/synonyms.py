"""Stored values that people call otherwise: cities and countries in the other language, genders, devices, goals, segments."""

from collections.abc import Iterable
from functools import cache
from typing import Final

from agent.planner.fillers import lines_of
from agent.planner.tokens import stems_of


@cache
def synonyms() -> dict[tuple[str, ...], tuple[str, ...]]:
    """From the stems of each spelling to all the spellings that mean the same."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for line in lines_of("synonyms.txt"):
        spellings = tuple(word.strip() for word in line.split(",") if word.strip())
        for spelling in spellings:
            key = stems_of(spelling)
            found[key] = tuple(dict.fromkeys((*found.get(key, ()), *spellings)))
    return found


def are_countries(values: Iterable[str]) -> bool:
    """Whether the stored values are countries rather than cities."""
    return any(_COUNTRIES & set(synonyms().get(stems_of(value), ())) for value in values)


_COUNTRIES: Final = frozenset(
    "usa uk uae germany france spain italy india canada australia brazil mexico china japan russia kazakhstan belarus turkey "
    "netherlands poland sweden indonesia".split()
)


def spellings_of(value: str) -> tuple[str, ...]:
    """How people may write a stored value, the value itself first.

    >>> "хьюстон" in spellings_of("Houston")
    True
    """
    return tuple(dict.fromkeys((value, *synonyms().get(stems_of(value), ()))))
