"""Which days the opening view is about, and which it compares them with."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dateutil.relativedelta import relativedelta

from tools.semantics.question import Window

SPANS: Final = ("7", "30", "90", "month", "quarter")
"""What the view offers; the first days of a month fall back to the month before."""
OWN: Final = "own"
"""Days that somebody has named."""
MOST_DAYS: Final = 1100
USUAL: Final = "month"
FEW_DAYS: Final = 3
"""Of a running month or quarter: fewer say nothing yet, so the one before is shown."""


@dataclass(frozen=True, kw_only=True)
class BoardSpan:
    """Days shown, and the same days of the period before."""

    key: str
    now: Window
    before: Window


def span_of(key: str, until: date) -> BoardSpan:
    """The days behind a choice.

    Args:
        key: one of `SPANS`, how many of the last days, or days of one's own as "2026-11-01..2026-11-15"; anything else
            is the usual one.
        until: the last complete day.
    """
    own = own_days(key, until)
    if own is not None:
        return BoardSpan(key=OWN, now=own, before=own.preceding())
    if days := rolling_days(key):
        now = Window(start=until - timedelta(days=days - 1), end=until)
        return BoardSpan(key=key if key in SPANS else OWN, now=now, before=now.preceding())
    months = 3 if key == "quarter" else 1
    start = until.replace(day=1)
    if key == "quarter":
        start = date(until.year, 3 * ((until.month - 1) // 3) + 1, 1)
    end = until
    if (until - start).days + 1 < FEW_DAYS:
        start, end = start - relativedelta(months=months), start - timedelta(days=1)
    earlier = start - relativedelta(months=months)
    same = min(earlier + (end - start), start - timedelta(days=1))
    if end == start + relativedelta(months=months) - timedelta(days=1):
        same = start - timedelta(days=1)  # a whole month stands against a whole month, whatever their lengths
    shown = key if key in SPANS else USUAL
    return BoardSpan(key=shown, now=Window(start=start, end=end), before=Window(start=earlier, end=same))


def rolling_days(key: str) -> int | None:
    """How many of the last days a choice means; None for any other.

    >>> rolling_days("14"), rolling_days("month"), rolling_days("0"), rolling_days("5000")
    (14, None, None, None)
    """
    days = int(key) if key.isascii() and key.isdecimal() and len(key) <= len(str(MOST_DAYS)) else 0
    return days if 0 < days <= MOST_DAYS else None


def own_days(key: str, until: date) -> Window | None:
    """Named days as far as there are complete ones; None for anything that names none.

    >>> str(own_days("2026-11-01..2026-12-31", date(2026, 11, 21)))
    '2026-11-01..2026-11-21'
    """
    first, dots, last = key.partition("..")
    try:
        start, end = date.fromisoformat(first), min(date.fromisoformat(last), until)
    except ValueError:
        return None
    return Window(start=start, end=end) if dots and start <= end and (end - start).days < MOST_DAYS else None
