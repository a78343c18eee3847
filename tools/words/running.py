"""Periods that have begun and are meant whole: "by the end of the month", «в этом квартале»."""

import re
from datetime import date
from typing import Final

from tools.semantics.calendar import DAY, unit_span
from tools.words.period import Period

UNITS: Final = {
    "month": r"месяц|month",
    "quarter": r"квартал|quarter",
    "half": r"полугод|half",
    "year": r"\bгод|year",
    "week": r"недел|week",
}
"""Calendar units and the words that name them; without a word the first that fits."""


def running(phrase: str, period: Period, today: date) -> tuple[date, date] | None:
    """The whole of a running period that a phrase is about: "this month", "by the end of the quarter", "в ноябре".

    Args:
        phrase: as it was said.
        period: the days it was read as.
        today: the day in progress.

    Returns:
        First and last day; None where it names other days, a number of them, or ends of its own (`A..B`).
    """
    if ".." in phrase or (period.start > today and re.search(r"\d", phrase)):
        return None
    named = [unit for unit, words in UNITS.items() if re.search(words, phrase.casefold())]
    for unit in (*named, *UNITS):
        first, last = unit_span(today, unit)
        to_its_end = period.end == last and period.start in (first, today, today + DAY)
        if to_its_end or (period.start == first and period.end in (today, today - DAY)):
            return first, last
    return None
