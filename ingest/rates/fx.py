"""Exchange rates: daily files of the European and the Russian central bank, and a table kept by hand."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.ElementTree import fromstring
from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from ingest.errors import InvalidInput
from ingest.platform.figures import exact
from ingest.schema import fx_rate

NANOS: Final = Decimal(1_000_000_000)
BATCH: Final = 500
HAND_SOURCE: Final = "hand"
ECB_PIVOT, CBR_PIVOT = "EUR", "RUB"


@dataclass(frozen=True, kw_only=True, order=True)
class Rate:
    """Units of `base` for one unit of `currency` on a day."""

    day: date
    currency: str
    base: str
    rate: Decimal
    source: str


def read_ecb(text: str) -> list[Rate]:
    """Rates of the ECB's file (daily or of ninety days): how much of each currency one euro buys.

    Raises:
        InvalidInput: the text is not that file.
    """
    days = [node for node in _parsed(text, "ECB").iter() if node.get("time")]
    rates = [
        Rate(
            day=date.fromisoformat(str(node.get("time"))),
            currency=ECB_PIVOT,
            base=str(cell.get("currency")),
            rate=Decimal(str(cell.get("rate"))),
            source="ecb",
        )
        for node in days
        for cell in node
    ]
    return _some(rates, "ECB")


def read_cbr(content: str | bytes) -> list[Rate]:
    """Rates of the Bank of Russia's file: roubles for `Nominal` units, with a decimal comma.

    Raises:
        InvalidInput: the content is not that file.
    """
    root = _parsed(content, "CBR")
    day = _russian_day(str(root.get("Date")))
    rates = [
        Rate(
            day=day,
            currency=str(node.findtext("CharCode")),
            base=CBR_PIVOT,
            rate=Decimal(str(node.findtext("Value")).replace(",", ".")) / Decimal(str(node.findtext("Nominal"))),
            source="cbr",
        )
        for node in root.iter("Valute")
    ]
    return _some(rates, "CBR")


def read_cbr_days(content: str | bytes, currency: str) -> list[Rate]:
    """Rates of one currency over many days, from the Bank of Russia's file of that currency; may be empty.

    Raises:
        InvalidInput: the content is not that file.
    """
    return [
        Rate(
            day=_russian_day(str(node.get("Date"))),
            currency=currency,
            base=CBR_PIVOT,
            rate=Decimal(str(node.findtext("Value")).replace(",", ".")) / Decimal(str(node.findtext("Nominal"))),
            source="cbr",
        )
        for node in _parsed(content, "CBR").iter("Record")
    ]


def cbr_numbers(content: str | bytes) -> dict[str, str]:
    """How the Bank of Russia numbers each currency of its daily file: its files of many days are asked for by that.

    Raises:
        InvalidInput: the content is not that file.
    """
    return {str(node.findtext("CharCode")): str(node.get("ID")) for node in _parsed(content, "CBR").iter("Valute")}


def read_table(text: str) -> list[Rate]:
    """Rates kept by hand: a table with the columns `day, currency, base, rate`.

    Raises:
        InvalidInput: a column is missing or a cell can't be read.
    """
    rows = csv.DictReader(io.StringIO(text.lstrip("\ufeff")))
    try:
        return [
            Rate(
                day=date.fromisoformat(row["day"].strip()),
                currency=row["currency"].strip().upper(),
                base=row["base"].strip().upper(),
                rate=exact(row["rate"]) or Decimal(0),
                source=HAND_SOURCE,
            )
            for row in rows
        ]
    except (KeyError, ValueError, AttributeError) as error:
        raise InvalidInput("channels-fx-table", problem=str(error)[:120]) from error


def towards(rates: Iterable[Rate], base: str) -> Iterator[Rate]:
    """Every currency of each day and source in `base`: as published, turned round, or across the pivot."""
    tables: dict[tuple[date, str], list[Rate]] = {}
    for rate in rates:
        tables.setdefault((rate.day, rate.source), []).append(rate)
    for (day, source), table in sorted(tables.items()):
        worth = _worth(table)
        if base in worth:
            for currency, value in sorted(worth.items()):
                if currency != base and value:
                    yield Rate(day=day, currency=currency, base=base, rate=value / worth[base], source=source)


def _worth(table: list[Rate]) -> dict[str, Decimal]:
    """What one unit of each currency is worth in the table's pivot."""
    pivot = ECB_PIVOT if all(rate.currency == ECB_PIVOT for rate in table) else table[0].base
    worth = {pivot: Decimal(1)}
    for rate in table:
        if rate.base == pivot:
            worth[rate.currency] = rate.rate
        elif rate.currency == pivot and rate.rate:
            worth[rate.base] = 1 / rate.rate
    return worth


def save(connection: Connection, rates: Iterable[Rate]) -> int:
    """Upserts the rates; one kept by hand is never replaced by a bank's. Returns how many were given."""
    rows = [
        {
            "day": rate.day,
            "currency": rate.currency,
            "base": rate.base,
            "rate_nanos": int((rate.rate * NANOS).to_integral_value(rounding=ROUND_HALF_EVEN)),
            "source": rate.source,
        }
        for rate in rates
        if rate.rate > 0
    ]
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(fx_rate)
    statement = statement.on_conflict_do_update(
        index_elements=["day", "currency", "base"],
        set_={"rate_nanos": statement.excluded.rate_nanos, "source": statement.excluded.source},
        where=(fx_rate.c.source != HAND_SOURCE) | (statement.excluded.source == HAND_SOURCE),
    )
    for start in range(0, len(rows), BATCH):
        connection.execute(statement, rows[start : start + BATCH])
    return len(rows)


def _parsed(content: str | bytes, bank: str) -> Element:
    text = content.encode() if isinstance(content, str) and 'encoding="windows-1251"' not in content[:80] else content
    if isinstance(text, str):  # already decoded by HTTP, so the declaration no longer holds
        text = text.replace('encoding="windows-1251"', "", 1).encode()
    try:
        root: Element = fromstring(text)
    except ParseError as error:
        raise InvalidInput("channels-fx-file", bank=bank) from error
    return root


def _some(rates: list[Rate], bank: str) -> list[Rate]:
    if not rates:
        raise InvalidInput("channels-fx-file", bank=bank)
    return rates


def _russian_day(text: str) -> date:
    try:
        return datetime.strptime(text, "%d.%m.%Y").date()  # noqa: DTZ007 - a calendar day has no zone
    except ValueError as error:
        raise InvalidInput("channels-fx-file", bank="CBR") from error
