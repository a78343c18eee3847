"""A year that stands apart from its months: "летнюю выручку 2022 с весенней"."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from ingest.texts import Language
from tools.words.period import Mention, find_periods


def with_years_whole(text: str) -> str:
    """The text with the noun that a second year leaves out behind its month.

    >>> with_years_whole("июнь этого года и июнь прошлого: расход"), with_years_whole("июнь прошлого")
    ('июнь этого года и июнь прошлого года: расход', 'июнь прошлого')
    """
    return _HALF.sub(r"\g<0> года", text) if _A_YEAR.search(text) else text


_A_YEAR: Final = re.compile(r"\b(?:этого|прошлого|текущего) года\b", re.I)
_HALF: Final = re.compile(
    r"\b(?:янв|фев|мар|апр|ма|июн|июл|авг|сен|окт|ноя|дек)\w* (?:прошлого|этого)(?=\s*(?:[,.;:?!)]|$|(?:по|и)\b))", re.I
)


def with_year_apart(
    mentions: Sequence[Mention], text: str, today: date, language: Language
) -> tuple[Sequence[Mention], Mention | None]:
    """Reads "летнюю выручку 2022 с весенней", "March spend against April, 2022": the year is that of the others.

    Returns:
        The mentions, and which of them is that year; as they were and None where it is a period of its own.
    """
    years = [one for one in mentions if _YEAR_ALONE.fullmatch(text[slice(*one.span)])]
    others = [one for one in mentions if one not in years]
    if len(years) != 1 or not any(_belongs(years[0], one, text) for one in others):
        return mentions, None
    year = years[0].period.start.year
    dated = [_of_year(one, text, year, today, language) for one in others]
    known = [one for one in dated if one is not None]
    return ([*known, years[0]], years[0]) if len(known) == len(others) else (mentions, None)


def _belongs(year: Mention, other: Mention, text: str) -> bool:
    """Whether nothing between the two makes the year a period of its own, as in "March vs 2022"."""
    between = text[other.span[1] : year.span[0]] or text[year.span[1] : other.span[0]]
    return not _JOINS.search(between)


def _of_year(mention: Mention, text: str, year: int, today: date, language: Language) -> Mention | None:
    """A month or season of that year; None for days that no year can be said of."""
    said = text[slice(*mention.span)]
    found = find_periods(f"{said} {year}", today, language=language) if not _DATED.search(said) else []
    if len(found) != 1 or year not in (found[0].period.start.year, found[0].period.end.year):
        return None
    return Mention(period=found[0].period, span=mention.span)


_YEAR_ALONE: Final = re.compile(
    r"(?:(?:за|в|на|in|of|for|during)\s+)?(?:19|20)\d\d(?:\s*-?(?:г\b\.?|год\w*|year))?", re.I
)
_JOINS: Final = re.compile(
    r"[;.?!]|\b(?:и|или|а|с|со|к|чем|против|плюс|and|or|vs|versus|to|than|against|with|plus)\b", re.I
)
_DATED: Final = re.compile(r"\d{4}")
