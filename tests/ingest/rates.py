"""What the tests of rates share: the rate that stands on a day."""

from datetime import date
from decimal import Decimal

from sqlalchemy import Connection, select

from ingest.rates.fx import NANOS
from ingest.schema import fx_rate


def rate_on(connection: Connection, day: date, currency: str, base: str) -> Decimal | None:
    """The day's rate, or the last one before it (weekends, holidays); None when there is none."""
    if currency == base:
        return Decimal(1)
    latest = (
        select(fx_rate.c.rate_nanos)
        .where(fx_rate.c.currency == currency, fx_rate.c.base == base, fx_rate.c.day <= day)
        .order_by(fx_rate.c.day.desc())
        .limit(1)
    )
    nanos = connection.execute(latest).scalar()
    return None if nanos is None else Decimal(nanos) / NANOS
