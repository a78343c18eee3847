"""Rates kept by hand: a bank never replaces one of these, and taking one away lets the bank's back in."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from sqlalchemy import delete, select

from ingest.database import Database, writing
from ingest.errors import InvalidInput
from ingest.rates.fx import HAND_SOURCE, NANOS, Rate, save
from ingest.schema import fx_rate

CODE_LENGTH: Final = 3


def by_hand(day: date, currency: str, base: str, rate: Decimal) -> Rate:
    """One rate as a person gives it.

    Raises:
        InvalidInput: a code is no currency code, both are the same, or the rate is not above zero.
    """
    codes = currency.strip().upper(), base.strip().upper()
    for code in codes:
        if len(code) != CODE_LENGTH or not code.isascii() or not code.isalpha():
            raise InvalidInput("rates-bad-code", received=code)
    if codes[0] == codes[1]:
        raise InvalidInput("rates-same-code", received=codes[0])
    if not rate.is_finite() or rate <= 0:
        raise InvalidInput("rates-bad-rate", received=str(rate))
    return Rate(day=day, currency=codes[0], base=codes[1], rate=rate, source=HAND_SOURCE)


def keep(database: Database, rates: Sequence[Rate]) -> int:
    """Writes rates kept by hand over whatever stands there; returns how many."""
    checked = [by_hand(rate.day, rate.currency, rate.base, rate.rate) for rate in rates]
    with writing(database) as connection:
        return save(connection, checked)


def forget(database: Database, day: date, currency: str, base: str) -> bool:
    """Takes one rate kept by hand away; false when there is none. The day then has the last rate before it."""
    table = fx_rate.c
    mine = (table.day == day, table.currency == currency.upper(), table.base == base.upper())
    with writing(database) as connection:
        return bool(connection.execute(delete(fx_rate).where(*mine, table.source == HAND_SOURCE)).rowcount)


def stored(database: Database, currency: str = "", *, only_hand: bool = False, limit: int = 30) -> list[Rate]:
    """The newest stored rates, of one currency or of all."""
    table = fx_rate.c
    asked = select(fx_rate).order_by(table.day.desc(), table.currency, table.base).limit(limit)
    if currency:
        asked = asked.where(table.currency == currency.upper())
    if only_hand:
        asked = asked.where(table.source == HAND_SOURCE)
    with database.connect() as connection:
        rows = connection.execute(asked).all()
    return [
        Rate(day=row.day, currency=row.currency, base=row.base, rate=Decimal(row.rate_nanos) / NANOS, source=row.source)
        for row in rows
    ]
