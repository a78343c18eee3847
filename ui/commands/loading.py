"""`loads` and `unload`: what was loaded from files, and taking a load back."""

from dataclasses import asdict
from typing import Annotated

import typer

from ingest.store.loads import listed, unload
from ingest.texts import say
from ui.console import As, Json, acting_for, deliberate, emit, noted, opened, tell


def add_to(app: typer.Typer) -> None:
    """Registers the commands."""
    app.command("loads")(loads)
    app.command("unload")(take_back)


@deliberate
def loads(acting: As = "", as_json: Json = False) -> None:
    """What was loaded from files, the newest first."""
    running = opened()
    acting_for(running, acting, "loads")
    language = running.settings.language
    with running.store.engine.connect() as connection:
        entries = listed(connection)
    if as_json:
        emit({"loads": [{**asdict(entry), "loaded_at": entry.loaded_at.isoformat()} for entry in entries]})
        return
    for entry in entries:
        moment = entry.loaded_at.astimezone(running.clock.now().tzinfo).strftime("%Y-%m-%d %H:%M")
        values = {name: value for name, value in asdict(entry).items() if name != "loaded_at"}
        tell(say("cli-load", language, moment=moment, **values))
    if not entries:
        tell(say("cli-no-loads", language))


@deliberate
def take_back(
    number: Annotated[int, typer.Argument(metavar="ID", help="Number of the load, as `demetra loads` shows it.")],
    acting: As = "",
    as_json: Json = False,
) -> None:
    """Take a load back: what it brought goes, what it had replaced returns."""
    running = opened()
    person = acting_for(running, acting, "unload")
    done = unload(running.store, number)
    noted(running, person, "unloaded", load=done.id, file=done.file, rows=done.removed + done.restored)
    emit(asdict(done)) if as_json else tell(say("cli-unloaded", running.settings.language, **asdict(done)))
