"""`migrate`: the tables brought up to date as a job of its own, before the processes that need them start."""

import typer

from ui.console import Json, deliberate, emit, opened, spoken, tell


def add_to(app: typer.Typer) -> None:
    """Registers the command."""
    app.command()(migrate)


@deliberate
def migrate(as_json: Json = False) -> None:
    """Bring the tables up to date, waiting for the database; every process also does so when it starts."""
    running = opened(patient=True, platforms=True)
    database = running.engine.url.render_as_string(hide_password=True)
    emit({"database": database}) if as_json else tell(spoken("cli-migrated", running, database=database))
