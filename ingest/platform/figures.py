"""Reads figures and days the way ad platforms write them. Absent is not zero."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from ingest.facts import Rejected

NOTHING: Final = frozenset({"", "-", "--", "n/a", "null", "none"})
"""How platforms write that there is no value."""

PLAIN: Final = frozenset({str, int, Decimal})
"""What becomes a decimal as it is; of a float the shortest text that means it."""
MICROS: Final = Decimal(1_000_000)

UNREADABLE_ROW: Final = (KeyError, ValueError, TypeError, AttributeError)
"""What reading one row raises when the row can't be read: it goes into quarantine, and counts nowhere else."""


def is_nothing(value: object) -> bool:
    """Whether the platform said nothing: absent, `-`, `--`, `N/A` or an empty text."""
    return value is None or (isinstance(value, str) and value.strip().lower() in NOTHING)


def exact(value: object) -> Decimal | None:
    """The figure as an exact decimal; None when the platform said nothing.

    Raises:
        ValueError: the value is not a finite number.
    """
    if value is None:
        return None
    try:
        figure = Decimal(value if isinstance(value, str) or type(value) in PLAIN else str(value))  # type: ignore[arg-type]  # of those kinds
    except InvalidOperation:
        if is_nothing(value):
            return None
        raise ValueError(f"{str(value)[:60]!r} is not a number") from None
    if not figure.is_finite():
        raise ValueError(f"{str(value)[:60]!r} is not a finite number")
    return figure


def whole(value: object) -> int | None:
    """The count as a whole number; None when the platform said nothing.

    Raises:
        ValueError: the value is not a whole number.
    """
    if type(value) is int or (type(value) is str and value.isascii() and value.isdigit()):  # nearly every count
        return int(value)
    figure = exact(value)
    if figure is None:
        return None
    if figure != figure.to_integral_value():
        raise ValueError(f"{str(value)[:60]!r} is not a whole number")
    return int(figure)


def from_micros(value: object) -> Decimal | None:
    """Money given in millionths, in major units."""
    figure = exact(value)
    return None if figure is None else figure / MICROS


def added(*values: Decimal | int | None) -> Decimal | None:
    """The sum of what was said; None when nothing was said at all."""
    said = [Decimal(value) for value in values if value is not None]
    return sum(said, Decimal(0)) if said else None


def added_counts(*values: int | None) -> int | None:
    """The sum of the counts that were given; None when none was."""
    said = [value for value in values if value is not None]
    return sum(said) if said else None


def first_said(row: Mapping[str, Any], names: Sequence[str]) -> Decimal | None:
    """The first of these fields that is not zero, else the first that speaks: they overlap, so never their sum."""
    said = [figure for figure in (exact(row.get(name)) for name in names) if figure is not None]
    return next((figure for figure in said if figure), said[0] if said else None)


def day_of(value: object) -> date:
    """The account's calendar day, from a text that begins with `YYYY-MM-DD`. It is never shifted to another zone.

    Raises:
        ValueError: the text does not begin with a day.
    """
    text = str(value or "")
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        raise ValueError(f"{text[:40]!r} is not a day") from None


def day_or_none(value: object) -> date | None:
    """The day of an optional moment such as a campaign's end."""
    if is_nothing(value):
        return None
    try:
        return day_of(value)
    except ValueError:
        return None


def moment_of(value: object) -> datetime:
    """An aware moment from ISO text such as `2026-11-20T08:15:00+0000`.

    Raises:
        ValueError: the text is no moment, or names no zone.
    """
    moment = datetime.fromisoformat(str(value))
    if moment.tzinfo is None:
        raise ValueError(f"{str(value)[:40]!r} names no time zone")
    return moment


def refused(raw: Mapping[str, Any], error: Exception) -> Rejected:
    """A row that can't be read, with the reason that quarantine shows."""
    reason = "missing_key" if isinstance(error, KeyError) else "not_readable"
    return Rejected(reason=reason, raw=dict(raw), detail=str(error)[:200])
