"""`ingest`, `refresh`, `demo` and `doctor`: getting data in and knowing how it is."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from agent.bootstrap import demetra
from ingest.apart import tell_rows
from ingest.errors import InvalidInput
from ingest.settings import Settings
from ingest.texts import say
from ui.console import As, Json, acting_for, deliberate, emit, noted, opened, spoken, tell
from ui.reading import read_apart


def add_to(app: typer.Typer) -> None:
    """Registers the commands."""
    app.command()(ingest)
    app.command("demo")(demo)


@deliberate
def ingest(
    paths: Annotated[list[Path], typer.Argument(metavar="FILE...", help="CSV, TSV, XLSX, JSON Lines, also .gz")],
    source: Annotated[str, typer.Option(help="Name of the source; campaigns of one source share their ids.")] = "file",
    currency: Annotated[str, typer.Option(help="ISO code for files that name no currency.")] = "",
    mapping: Annotated[
        list[str] | None, typer.Option("--map", help="field=Header, for headers not recognised.")
    ] = None,
    acting: As = "",
    as_json: Json = False,
) -> None:
    """Load files: campaign statistics, or plans of budgets and goals."""
    running = opened()
    person = acting_for(running, acting, "ingest")
    settings, names = running.settings, ", ".join(path.name for path in paths)
    options = {
        "source": source,
        "currency": (currency or settings.currency).upper(),
        "currency_told": bool(currency),
        "today": running.clock.today(),
        "mapping": dict(_pair(text) for text in mapping or []),
        "within": person.reach,
    }
    loading = partial(_load_here, settings, [path.absolute() for path in paths], options)
    document = read_apart(loading, names, settings, seconds=settings.reading_seconds * len(paths))
    noted(running, person, "loaded", file=names, rows=document["accepted"])
    if document["read"] and not document["accepted"]:
        reasons = ", ".join(say(f"files-reason-{code}", settings.language) for code in document["rejected_by_reason"])
        raise InvalidInput("files-nothing-usable", file=names, rows=document["read"], reasons=reasons)
    emit(document) if as_json else _tell(document)


def _load_here(settings: Settings, paths: list[Path], options: Mapping[str, Any]) -> dict[str, Any]:
    """Loads files in this process, with a Demetra of its own; only the command's waiting process reads no table."""
    from ingest.demo import has_demo
    from ingest.files import load

    running = demetra(settings)
    document = load(running.store, paths, heard=tell_rows, **options).document(settings.language)
    with running.engine.connect() as connection:
        if has_demo(connection):
            document["notes"].append(say("cli-beside-demo", settings.language))
    return document


def _tell(document: Mapping[str, Any]) -> None:
    """What a load did, a fact a line."""
    told = {name: value for name, value in document.items() if name not in ("columns", "notes")}
    for name, value in told.items():
        tell(f"{name}: {', '.join(map(str, value)) if isinstance(value, list) else value}")
    tell("columns: " + ", ".join(f"{header} → {field}" for header, field in document["columns"].items()))
    for note in document["notes"]:
        tell(f"· {note}")


def _pair(text: str) -> tuple[str, str]:
    field, separator, header = text.partition("=")
    if not separator or not field.strip() or not header.strip():
        raise InvalidInput("cli-bad-map", received=text)
    return field.strip(), header.strip()


@deliberate
def demo(
    take_out: Annotated[bool, typer.Option("--remove", help="Take the demo data out instead.")] = False,
    acting: As = "",
    as_json: Json = False,
) -> None:
    """Load the demo data: six channels, eighteen months up to yesterday."""
    from ingest.demo import remove
    from ui.first_data import load_demo

    running = opened()
    person = acting_for(running, acting, "demo")
    if take_out:
        gone = remove(running.store)
        noted(running, person, "unloaded", file="demo", rows=gone)
        emit({"removed": gone}) if as_json else tell(say("cli-demo-removed", running.settings.language, rows=gone))
        return
    report = load_demo(running)
    noted(running, person, "loaded", file="demo", rows=report["rows"])
    emit(report) if as_json else tell(spoken("cli-demo-loaded", running, **report))
