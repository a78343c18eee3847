"""The period that a title or a file name tells: `27 October 2026 - 23 November 2026`, `20261101-20261130`."""

import calendar
import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from ingest.files.days import column_order, parse_day

_DATE: Final = re.compile(
    r"\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{4}|(?<!\d)20\d{6}(?!\d)"
    r"|\d{1,2}\.?\s+(?:de\s+)?[^\W\d_]{3,9}\.?,?\s+(?:de\s+)?\d{4}|[^\W\d_]{3,9}\.?\s+\d{1,2},?\s+\d{4}",
    re.IGNORECASE,
)
_DAYS_OF_MONTH: Final = re.compile(r"(?<!\d)(\d{1,2})\s*[-–—]\s*(\d{1,2})\s+([^\W\d_]{3,9}\s+\d{4})")
"""`1–31 октября 2026`"""
_WORDED_MONTH: Final = re.compile(r"(?<![^\W\d_])([^\W\d_]{3,9})\.?[\s_-]+(20\d{2})(?!\d)")
_NUMBERED_MONTH: Final = re.compile(r"(?<!\d)(20\d{2})[-_.](\d{2})(?!\d|[.-]\d)")


def period_in(text: str) -> tuple[date, date] | None:
    """First and last day, or None when the text tells no period.

    >>> period_in("27 October 2026 - 23 November 2026")
    (datetime.date(2026, 10, 27), datetime.date(2026, 11, 23))
    >>> period_in("TikTok report 2026-02.csv")
    (datetime.date(2026, 2, 1), datetime.date(2026, 2, 28))
    """
    text = _DAYS_OF_MONTH.sub(r"\1 \3 - \2 \3", text)
    written = _DATE.findall(text)
    order = column_order(written) or "day_first"
    found = [day for one in written if (day := parse_day(one, order))]
    if found:
        return (found[0], found[1]) if len(found) > 1 and found[0] <= found[1] else (found[0], found[0])
    months = [f"{year}-{month}" for year, month in _NUMBERED_MONTH.findall(text)]
    months += [" ".join(pair) for pair in _WORDED_MONTH.findall(text)]
    start = next(filter(None, (parse_day(month, "day_first") for month in months)), None)
    return (start, start.replace(day=calendar.monthrange(start.year, start.month)[1])) if start else None


def period_above(texts: Iterable[str]) -> tuple[date, date] | None:
    """The period of some lines: of the first that tells one, or of two that tell its first and its last day.

    >>> period_above(["# Start date: 20261101", "# End date: 20261107"])
    (datetime.date(2026, 11, 1), datetime.date(2026, 11, 7))
    """
    told = [found for text in texts if (found := period_in(text))]
    single = [start for start, end in told[:2] if start == end]
    if len(single) == 2 and single[0] < single[1]:
        return single[0], single[1]
    return told[0] if told else None
