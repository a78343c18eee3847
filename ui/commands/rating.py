"""`rates`: exchange rates of the banks, and the table of those kept by hand."""

from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated, Any

import typer

from ingest.errors import InvalidInput
from ingest.rates.fx import Rate, read_table
from ingest.rates.hand import by_hand, forget, keep, stored
from ui.console import As, Json, acting_for, deliberate, emit, opened, spoken, tell

rates = typer.Typer(help="Exchange rates: the banks' and those kept by hand.", no_args_is_help=True)

Day = Annotated[str, typer.Argument(help="YYYY-MM-DD")]
Currency = Annotated[str, typer.Argument(help="What one unit of costs the rate, such as USD.")]
Base = Annotated[str, typer.Argument(help="In which it is paid, such as RUB.")]


def add_to(app: typer.Typer) -> None:
    """Registers the commands."""
    rates.command("list")(list_rates)
    rates.command("add")(add)
    rates.command("load")(load)
    rates.command("remove")(remove)
    app.add_typer(rates, name="rates")


@deliberate
def list_rates(
    currency: Annotated[str, typer.Option(help="Only this currency.")] = "",
    hand: Annotated[bool, typer.Option("--hand", help="Only rates kept by hand.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="How many of the newest.")] = 30,
    acting: As = "",
    as_json: Json = False,
) -> None:
    """The newest stored rates, and where each is from."""
    running = opened()
    acting_for(running, acting, "rates list")
    found = stored(running.engine, currency, only_hand=hand, limit=limit)
    if as_json:
        emit([_document(rate) for rate in found])
        return
    for rate in found:
        tell(f"{rate.day}  1 {rate.currency} = {rate.rate.normalize():f} {rate.base}  ({rate.source})")
    if not found:
        tell(spoken("rates-none", running))


@deliberate
def add(
    day: Day,
    currency: Currency,
    base: Base,
    rate: Annotated[str, typer.Argument(help="92.5")],
    acting: As = "",
    as_json: Json = False,
) -> None:
    """Keep one rate by hand; no bank replaces it."""
    running = opened()
    acting_for(running, acting, "rates add")
    made = by_hand(_day(day), currency, base, _rate(rate))
    keep(running.engine, [made])
    emit(_document(made)) if as_json else tell(spoken("rates-kept", running, n=1))


@deliberate
def load(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="CSV with the columns day, currency, base, rate.")],
    acting: As = "",
    as_json: Json = False,
) -> None:
    """Keep a table of rates by hand."""
    running = opened()
    acting_for(running, acting, "rates load")
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput("cli-no-file", file=str(path)) from error
    kept = keep(running.engine, read_table(text))
    emit({"kept": kept}) if as_json else tell(spoken("rates-kept", running, n=kept))


@deliberate
def remove(day: Day, currency: Currency, base: Base, acting: As = "", as_json: Json = False) -> None:
    """Take a rate kept by hand away; the day then has the last rate before it."""
    running = opened()
    acting_for(running, acting, "rates remove")
    if not forget(running.engine, _day(day), currency, base):
        raise InvalidInput("rates-not-kept", day=day, currency=currency.upper(), base=base.upper())
    emit({"removed": 1}) if as_json else tell(spoken("rates-removed", running))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InvalidInput("cli-bad-day", option="DAY", received=text) from error


def _rate(text: str) -> Decimal:
    try:
        return Decimal(text.strip().replace(",", "."))
    except InvalidOperation as error:
        raise InvalidInput("rates-bad-rate", received=text) from error


def _document(rate: Rate) -> dict[str, Any]:
    return {
        "day": rate.day.isoformat(),
        "currency": rate.currency,
        "base": rate.base,
        "rate": float(rate.rate),
        "source": rate.source,
    }
