"""The command line `demetra`, which is also how everything is checked; `--json` prints one document, nothing else."""

import importlib
import logging
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException
from typer.main import get_group


@dataclass(frozen=True, kw_only=True)
class CommandEntry:
    """A command as the list of commands shows it."""

    module: str
    """The file of `ui/commands` that adds it; imported when it is called."""
    does: str
    """The first line of its own help."""


COMMANDS: Final[Mapping[str, CommandEntry]] = {
    "up": CommandEntry(
        module="running",
        does="Everything in one process: database, demo data if empty, chat, scheduler, bot if a token is set.",
    ),
    "ui": CommandEntry(module="running", does="The chat alone, for production; the worker runs beside it."),
    "worker": CommandEntry(
        module="working",
        does="Refresh, alerts, digests, reports and the bot, until Ctrl-C; a second worker stands by.",
    ),
    "migrate": CommandEntry(
        module="migrating",
        does="Bring the tables up to date, waiting for the database; every process also does so when it starts.",
    ),
    "telegram": CommandEntry(module="working", does="Who may talk to the Telegram bot."),
    "backup": CommandEntry(
        module="copying", does="Copy the database and the conversations into one file, while everything runs."
    ),
    "restore": CommandEntry(module="copying", does="Put a copy back in place of what is there, whole or not at all."),
    "user": CommandEntry(module="people", does="Who may sign in, as what, and whose rows they see."),
    "client": CommandEntry(module="clients", does="Whose the accounts are: people look at one client at a time."),
    "token": CommandEntry(module="tokens", does="Tokens by which programs act for a person."),
    "audit": CommandEntry(module="people", does="What was done, by whom and when."),
    "ingest": CommandEntry(module="data", does="Load files: campaign statistics, or plans of budgets and goals."),
    "loads": CommandEntry(module="loading", does="What was loaded from files, the newest first."),
    "unload": CommandEntry(
        module="loading", does="Take a load back: what it brought goes, what it had replaced returns."
    ),
    "demo": CommandEntry(module="data", does="Load the demo data: six channels, eighteen months up to yesterday."),
    "refresh": CommandEntry(module="refreshing", does="Pull from the ad platforms now; without days, what is due."),
    "rates": CommandEntry(module="rating", does="Exchange rates: the banks' and those kept by hand."),
    "mcp": CommandEntry(
        module="assistants", does="Speak MCP on standard input and output; logs go to the error stream."
    ),
    "doctor": CommandEntry(module="doctor", does="What is configured, what is missing, and how fresh each channel is."),
    "ask": CommandEntry(module="asking", does="Ask a question, or every question of a file."),
    "query": CommandEntry(module="querying", does="Compute metrics without chat."),
    "forecast": CommandEntry(module="outlook", does="Forecast a metric, with its range and its track record."),
    "allocate": CommandEntry(module="outlook", does="Split a budget over channels so that it brings the most."),
    "recommend": CommandEntry(
        module="advising",
        does="What to do next, with money and a range on every line; or what earlier advice brought.",
    ),
    "backtest": CommandEntry(
        module="outlook",
        does="How forecasts of a metric did on earlier dates, against repeating the last season.",
    ),
    "alerts": CommandEntry(module="alerting", does="What is wrong, and the rules that say so."),
    "digest": CommandEntry(module="digesting", does="What changed and why, the key figures, alerts and advice."),
    "report": CommandEntry(module="reporting", does="A report as PDF or XLSX, every figure checked before it is kept."),
}


class Commands(TyperGroup):
    """Knows every command by one line and imports only the one that is called: all together they take seconds."""

    def __init__(self, **attrs: Any) -> None:
        listed = {name: TyperCommand(name, help=entry.does) for name, entry in COMMANDS.items()}
        super().__init__(**{**attrs, "commands": listed})

    def main(self, args: Any = None, prog_name: Any = None, *, standalone_mode: bool = True, **extra: Any) -> Any:  # type: ignore[override]  # the same, but by name
        """Runs a command; arguments that can't be understood end with one sentence and exit code 2."""
        if not standalone_mode:
            return super().main(args, prog_name, standalone_mode=False, **extra)
        try:
            sys.exit(super().main(args, prog_name, standalone_mode=False, **extra) or 0)
        except typer.Abort:
            sys.exit(1)
        except TyperException as error:
            if type(error).__name__ == "NoArgsIsHelpError":
                typer.echo(error.format_message(), err=True)
                sys.exit(2)
            importlib.import_module("ui.usage").refuse(error, as_json="--json" in (sys.argv if args is None else args))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command in full."""
        name, listed, rest = super().resolve_command(ctx, args)
        return name, loaded(name) if name else listed, rest


def loaded(name: str) -> Any:
    """A command with its arguments and everything it needs."""
    return _of(COMMANDS[name].module)[name]


@cache
def _of(module: str) -> Mapping[str, Any]:
    """The commands of a file, made once: groups of a file would have each of theirs once more at every call."""
    home = typer.Typer()
    importlib.import_module(f"ui.commands.{module}").add_to(home)
    return get_group(home).commands


app = typer.Typer(
    cls=Commands,
    name="demetra",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def _demetra() -> None:
    """Ask your advertising data in plain Russian or English."""


def main() -> None:
    """Entry point of the console script."""
    os.umask(0o077)  # databases, files and logs are this user's alone
    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    app()


if __name__ == "__main__":
    main()
