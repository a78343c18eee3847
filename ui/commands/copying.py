"""`backup` and `restore`: copies of everything that is kept."""

from pathlib import Path
from typing import Annotated

import typer

from agent.bootstrap import demetra
from ingest.copies import backup, restore
from ingest.database import connect
from ingest.errors import InvalidInput
from tools.access import LOCAL
from ui.configuration import settings
from ui.console import As, Json, acting_for, deliberate, emit, noted, opened, spoken, tell


def add_to(app: typer.Typer) -> None:
    """Registers the commands."""
    app.command("backup")(make)
    app.command("restore")(put_back)


@deliberate
def make(
    target: Annotated[
        Path, typer.Argument(metavar="FILE", help="The file to write, such as demetra-2026-11-22.tar.gz.")
    ],
    acting: As = "",
    as_json: Json = False,
) -> None:
    """Copy the database and the conversations into one file, while everything runs."""
    running = opened()
    person = acting_for(running, acting, "backup")
    about = backup(running.engine, running.data_dir, target, running.clock.now())
    noted(running, person, "backup-made", file=target.name)
    emit(about) if as_json else tell(spoken("copies-made", running, file=about["file"], bytes=about["bytes"]))


@deliberate
def put_back(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="A file that `demetra backup` made.")],
    yes: Annotated[bool, typer.Option("--yes", help="Replace what is there now; end Demetra first.")] = False,
    acting: As = "",
    as_json: Json = False,
) -> None:
    """Put a copy back in place of what is there, whole or not at all."""
    if not yes:
        raise InvalidInput("copies-say-yes", file=source.name)
    running = demetra(settings())  # not opened: the database may be the damaged one
    person = acting_for(running, acting, "restore") if acting else LOCAL
    folder, engine = running.data_dir, connect(running.settings.resolved_database_url())
    about = restore(engine, folder, source, running.clock.now())
    noted(opened(), person, "restored", file=source.name, made=about["made"])
    emit(about) if as_json else tell(spoken("copies-restored", running, file=source.name, made=about["made"]))
