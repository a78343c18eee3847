"""Countries by code and by name in either language, as the Unicode locale data call them: DE, Germany, Германия."""

from collections.abc import Sequence
from functools import cache
from typing import Final

from babel import Locale

from agent.understanding.text.tokens import stems_of

_LANGUAGES: Final = ("en", "ru")
_CODE_LETTERS: Final = 2


@cache
def _names_by_code() -> dict[str, tuple[str, ...]]:
    """From a code of two letters to the country's names."""
    locales = [Locale(language).territories for language in _LANGUAGES]
    codes = (str(code) for code in locales[0] if len(str(code)) == _CODE_LETTERS and str(code).isalpha())
    return {code: tuple(names[code] for names in locales if code in names) for code in codes}


@cache
def _codes_by_name() -> dict[tuple[str, ...], str]:
    return {stems_of(name): code for code, names in _names_by_code().items() for name in names}


def country_names(value: str) -> tuple[str, ...]:
    """What a stored country is called in either language; empty for what is none.

    >>> country_names("DE"), country_names("Германия"), country_names("de")
    (('Germany', 'Германия'), ('Germany', 'Германия'), ())
    """
    return _names_by_code().get(value) or _names_by_code().get(_codes_by_name().get(stems_of(value), ""), ())


def are_countries(values: Sequence[str]) -> bool:
    """Whether stored values are countries rather than cities or states: some cities are both."""
    return 2 * sum(bool(country_names(value)) for value in values) > len(values)
