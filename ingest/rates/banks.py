"""Asks the European and the Russian central bank for exchange rates, as far back as the stored amounts need them."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial
from typing import Final, TypeVar

from pydantic import Field
from pydantic_settings import SettingsConfigDict
from sqlalchemy import Connection, Engine, exists, func, select

from ingest.database import writing
from ingest.environment import Address, EnvironmentSettings
from ingest.errors import InvalidInput, PlatformError
from ingest.platform.transport import ApiConnection, Reply, Request, Transport, Truncated, by_status
from ingest.rates.fx import CBR_PIVOT, HAND_SOURCE, Rate, cbr_numbers, read_cbr, read_cbr_days, read_ecb, save, towards
from ingest.schema import account, campaign, campaign_day, fx_rate

STUMBLES: Final = 2
"""Rates can wait for tomorrow: a bank that stumbles twice is left alone."""
Found = TypeVar("Found")
LONGEST_HOLIDAY: Final = timedelta(days=14)
"""So much earlier than the first amount: no bank publishes through the New Year."""


class FxSettings(EnvironmentSettings):
    """Where rates are published."""

    model_config = SettingsConfigDict(env_prefix="FX_")

    ecb_base_url: Address = Field("https://www.ecb.europa.eu", description="Host of the ECB's daily file.")
    cbr_base_url: Address = Field("https://www.cbr.ru", description="Host of the Bank of Russia's daily file.")


def update(engine: Engine, settings: FxSettings, connection: ApiConnection, *, base: str, today: date) -> int:
    """Brings rates towards `base` up to date: the last ninety days at first, the newest day later.

    What was spent before the oldest rate is known gets its rates from the Bank of Russia, which keeps them all.

    Returns:
        How many rates were written; 0 when no bank answered.
    """
    known = select(fx_rate.c.day).where(fx_rate.c.base == base, fx_rate.c.source != HAND_SOURCE).limit(1)
    with engine.connect() as stored:
        first = stored.execute(known).first() is None
    published = fetch(settings, connection, today=today, whole_quarter=first)
    if not published:
        return 0
    written = _store(engine, published, base)
    with engine.connect() as stored:
        without = unrated(stored, base)
    return written + _store(engine, _earlier(settings, connection, {*without, base}, since(without), today), base)


def unrated(connection: Connection, base: str) -> Mapping[str, date]:
    """Currencies whose first stored amounts no rate towards `base` covers, with the day of the first."""
    first = (
        select(account.c.currency, func.min(campaign_day.c.day).label("day"))
        .join(campaign, campaign.c.account_id == account.c.id)
        .join(campaign_day, campaign_day.c.campaign_id == campaign.c.id)
        .where(account.c.currency != base)
        .group_by(account.c.currency)
        .subquery()
    )
    rated = exists().where(fx_rate.c.currency == first.c.currency, fx_rate.c.base == base, fx_rate.c.day <= first.c.day)
    return {row.currency: row.day for row in connection.execute(select(first).where(~rated))}


def since(unrated: Mapping[str, date]) -> date | None:
    """The day from which rates are missing."""
    return min(unrated.values()) - LONGEST_HOLIDAY if unrated else None


def fetch(settings: FxSettings, connection: ApiConnection, *, today: date, whole_quarter: bool) -> list[Rate]:
    """What both banks publish: ninety days of the ECB or its newest day, and today's of the Bank of Russia.

    A bank that does not answer is left out; the last known rates go on.
    """
    file = "eurofxref-hist-90d.xml" if whole_quarter else "eurofxref-daily.xml"
    european = _asked(settings.ecb_base_url, Request(path=f"/stats/eurofxref/{file}"), connection, read_ecb)
    return (european or []) + (_asked(settings.cbr_base_url, _daily(today), connection, read_cbr) or [])


def _earlier(
    settings: FxSettings, connection: ApiConnection, currencies: set[str], start: date | None, today: date
) -> list[Rate]:
    """Every day since `start`, of those of the currencies that the Bank of Russia knows."""
    if start is None:
        return []
    numbers = _asked(settings.cbr_base_url, _daily(today), connection, cbr_numbers) or {}
    rates: list[Rate] = []
    for currency in sorted(currencies & numbers.keys() - {CBR_PIVOT}):
        span = {"date_req1": f"{start:%d/%m/%Y}", "date_req2": f"{today:%d/%m/%Y}", "VAL_NM_RQ": numbers[currency]}
        request = Request(path="/scripts/XML_dynamic.asp", params=span)
        rates += _asked(settings.cbr_base_url, request, connection, partial(read_cbr_days, currency=currency)) or []
    return rates


def _daily(today: date) -> Request:
    return Request(path="/scripts/XML_daily.asp", params={"date_req": today.strftime("%d/%m/%Y")})


def _asked(base_url: str, request: Request, connection: ApiConnection, read: Callable[[str], Found]) -> Found | None:
    """What a bank's file says; None when the bank does not answer, or not with that file."""
    transport = Transport(base_url=base_url, judge=_judge, connection=connection)
    try:
        return read(transport.ask(request, stumbles=STUMBLES).text)
    except (PlatformError, InvalidInput):
        return None
    finally:
        transport.close()


def _store(engine: Engine, rates: list[Rate], base: str) -> int:
    if not rates:
        return 0
    with writing(engine) as connection:
        return save(connection, towards(rates, base))


def _judge(reply: Reply) -> PlatformError | None:
    if reply.status < 300 and not reply.text.lstrip("\ufeff \n").startswith("<"):
        return Truncated("channels-unreadable", status=str(reply.status), start=reply.text[:80])
    return by_status(reply)
