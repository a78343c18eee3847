"""Countries, and states of some, by code and by name in either language: DE, Germany, Германия; TX, Texas, Техас."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from babel import Locale

from agent.understanding.lexicon import lines, listed
from agent.understanding.text.tokens import stems_of
from ingest.texts import LANGUAGES

Places = Mapping[str, tuple[str, ...]]
"""From a code to the names of what it stands for."""
_CODE_LETTERS: Final = 2


@cache
def _countries() -> Places:
    """As the Unicode locale data call them, and what is of them: "the German market"."""
    of_them = {code: tuple(names) for code, *names in (listed(line) for line in lines("demonyms.txt"))}
    locales = [Locale(language).territories for language in sorted(LANGUAGES)]
    codes = (str(code) for code in locales[0] if len(str(code)) == _CODE_LETTERS and str(code).isalpha())
    return {code: (*(names[code] for names in locales if code in names), *of_them.get(code, ())) for code in codes}


@cache
def _states() -> Places:
    return {code: tuple(names) for code, *names in (listed(line) for line in lines("states.txt"))}


@cache
def _by_name(home: str) -> Mapping[tuple[str, ...], tuple[str, ...]]:
    return {stems_of(name): (*names, f"={code}") for code, names in _HOMES[home]().items() for name in names}


_HOMES: Final = {"countries": _countries, "states": _states}


def _known(values: Sequence[str], home: str) -> Places:
    """Those of the values that are there, with their names."""
    named = {value: _HOMES[home]().get(value) or _by_name(home).get(stems_of(value), ()) for value in values}
    return {value: names for value, names in named.items() if names}


def names_among(values: Sequence[str]) -> Places:
    """What each stored value is called where most of them are countries, or states; empty where they are neither.

    What is stored by name is called by its code too, in that very form: "=PL".
    >>> names_among(("CA", "TX"))["CA"], names_among(("CA", "DE", "US"))["CA"][:2], names_among(("CA", "search"))
    (('California', 'Калифорния'), ('Canada', 'Канада'), {})
    """
    found = max((_known(values, home) for home in _HOMES), key=len)
    return found if 2 * len(found) > len(values) else {}


def are_countries(values: Sequence[str]) -> bool:
    """Whether stored values are countries rather than cities or states: some cities are both."""
    return 2 * len(_known(values, "countries")) > len(values)
