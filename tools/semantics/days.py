"""Days in words, below everything that speaks of them: engine and wording say them alike."""

from datetime import date

from babel.dates import format_date

from ingest.texts import Language

EN_DASH = "\N{EN DASH}"
_DAY_MONTH: dict[Language, str] = {"ru": "d MMMM", "en": "d MMM"}


def day(when: date, language: Language) -> str:
    """One day: "21 Nov 2026", "21 ноября 2026"."""
    return str(format_date(when, f"{_DAY_MONTH[language]} y", locale=language))


def day_month(when: date, language: Language) -> str:
    """A day whose year goes without saying: "21 Nov", "21 ноября"."""
    return str(format_date(when, _DAY_MONTH[language], locale=language))


def day_range(start: date, end: date, language: Language) -> str:
    """Two days without repeating what they share: "1–21 Nov 2026", "28 февраля – 3 марта 2026"."""
    if start == end:
        return day(end, language)
    if start.year != end.year:
        return f"{day(start, language)} {EN_DASH} {day(end, language)}"
    if start.month != end.month:
        return f"{format_date(start, _DAY_MONTH[language], locale=language)} {EN_DASH} {day(end, language)}"
    return f"{start.day}{EN_DASH}{day(end, language)}"


def day_month_range(start: date, end: date, language: Language) -> str:
    """Two days whose year goes without saying: "1–21 Nov", "28 февраля – 3 марта"."""
    if start == end:
        return day_month(end, language)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}{EN_DASH}{day_month(end, language)}"
    return f"{day_month(start, language)} {EN_DASH} {day_month(end, language)}"
