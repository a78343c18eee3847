"""Calendar arithmetic: first and last days of weeks, months, quarters and years, and moving by them."""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

Span = tuple[date, date]
"""First and last day, both included."""
DAY = timedelta(days=1)
MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12}
ROLLING_DAYS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "quarter": 90, "half": 182, "year": 365}
"""How many days "over the past month" looks back on."""


def years_before(span: Span, count: int) -> Span:
    """The same days `count` years earlier; where the last one ends a month, it still does."""
    start, end = span[0] - relativedelta(years=count), span[1] - relativedelta(years=count)
    return start, end + relativedelta(day=31) if (span[1] + DAY).day == 1 else end


def preceding(span: Span) -> Span:
    """The days directly before: whole months against as many whole months, any other days against as many.

    >>> from datetime import date
    >>> [str(day) for day in preceding((date(2026, 10, 1), date(2026, 10, 31)))]
    ['2026-09-01', '2026-09-30']
    >>> [str(day) for day in preceding((date(2026, 10, 1), date(2026, 10, 10)))]
    ['2026-09-21', '2026-09-30']
    """
    start, after = span[0], span[1] + DAY
    if start.day == after.day == 1:
        months = 12 * (after.year - start.year) + after.month - start.month
        return start - relativedelta(months=months), start - DAY
    return start - (after - start), start - DAY


def month_span(year: int, month: int) -> Span:
    """First and last day of a month."""
    first = date(year, month, 1)
    return first, first + relativedelta(day=31)


def months_span(year: int, month: int, length: int) -> Span:
    """First and last day of `length` months beginning with `month`."""
    first = date(year, month, 1)
    return first, first + relativedelta(months=length) - DAY


def unit_span(day: date, unit: str) -> Span:
    """The calendar day, week (Monday to Sunday), month, quarter, half or year that `day` lies in."""
    if unit == "day":
        return day, day
    if unit == "week":
        monday = day - DAY * day.weekday()
        return monday, monday + DAY * 6
    length = MONTHS_IN[unit]
    return months_span(day.year, (day.month - 1) // length * length + 1, length)


def closing_on(day: date, end: date) -> Span | None:
    """The week, month, quarter or year of `day` that closes on `end`, the shortest first; None where none does.

    >>> closing_on(date(2026, 11, 27), date(2026, 11, 30))
    (datetime.date(2026, 11, 1), datetime.date(2026, 11, 30))
    """
    spans = (unit_span(day, unit) for unit in ("week", "month", "quarter", "year"))
    return next((span for span in spans if span[1] == end), None)


def shifted(day: date, unit: str, count: int) -> date:
    """`day` moved by `count` units, backwards when negative.

    Raises:
        OverflowError: the calendar of `datetime` ends before.
        ValueError: likewise, for months.
    """
    if unit in MONTHS_IN:
        return day + relativedelta(months=MONTHS_IN[unit] * count)
    return day + DAY * count * ROLLING_DAYS[unit]
