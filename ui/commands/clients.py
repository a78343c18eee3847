"""`client`: whose the accounts are, so that people look at one client at a time."""

from typing import Annotated

import typer

from agent.bootstrap import Demetra
from ingest.scope import listed, written
from tools.access import DataScope
from tools.access import clients as book
from ui.console import As, Json, acting_for, deliberate, emit, opened, spoken, tell

client = typer.Typer(help="Whose the accounts are: people look at one client at a time.", no_args_is_help=True)
Accounts = Annotated[
    list[str],
    typer.Option(help="By their id, separated by commas (in quotes one that has a comma), or the option again."),
]
BY = "command line"


def add_to(app: typer.Typer) -> None:
    """Registers the commands."""
    client.command("set")(set_client)
    client.command("free")(free)
    client.command("list")(show)
    app.add_typer(client, name="client")


@deliberate
def set_client(
    name: Annotated[str, typer.Argument(metavar="NAME", help="As people call the client.")],
    accounts: Accounts,
    acting: As = "",
    as_json: Json = False,
) -> None:
    """Give accounts to a client, whoever had them before."""
    running, by = _running(acting, "client set")
    found = book.assign(running.engine, name, listed(accounts), running.clock.now(), by=by)
    if as_json:
        emit(_document(found))
        return
    tell(spoken("access-client-saved", running, client=name.strip(), accounts=written(sorted(found[name.strip()]))))


@deliberate
def free(accounts: Accounts, acting: As = "", as_json: Json = False) -> None:
    """Take accounts from their clients: they are nobody's then."""
    running, by = _running(acting, "client free")
    found = book.free(running.engine, listed(accounts), running.clock.now(), by=by)
    freed = spoken("access-client-freed", running, accounts=written(sorted(listed(accounts))))
    emit(_document(found)) if as_json else tell(freed)


@deliberate
def show(acting: As = "", as_json: Json = False) -> None:
    """Every client with its accounts."""
    running, _ = _running(acting, "client list")
    found = book.clients_of(running.engine, DataScope())
    if as_json:
        emit(_document(found))
        return
    for name, accounts in found.items():
        tell(spoken("access-client-saved", running, client=name, accounts=written(sorted(accounts))))
    if not found:
        tell(spoken("access-no-clients", running))


def _running(acting: str, command: str) -> tuple[Demetra, str]:
    running = opened()
    person = acting_for(running, acting, command)
    return running, person.name if acting else BY


def _document(found: book.Clients) -> dict[str, list[dict[str, object]]]:
    return {"clients": [{"name": name, "accounts": sorted(accounts)} for name, accounts in found.items()]}
