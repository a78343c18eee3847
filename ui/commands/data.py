"""`ingest`, `refresh`, `demo` and `doctor`: getting data in and knowing how it is."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from ingest import files
from ingest.demo import has_demo, remove
from ingest.errors import InvalidInput
from ingest.texts import say
from tools.access import LOCAL
from ui.console import Json, deliberate, emit, noted, opened, spoken, tell
from ui.first_data import load_demo


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
    as_json: Json = False,
) -> None:
    """Load files: campaign statistics, or plans of budgets and goals."""
    running = opened()
    pairs = dict(_pair(text) for text in mapping or [])
    report = files.load(
        running.store,
        paths,
        source=source,
        currency=(currency or running.settings.currency).upper(),
        today=running.clock.today(),
        mapping=pairs,
    )
    language, names = running.settings.language, ", ".join(path.name for path in paths)
    noted(running, LOCAL, "loaded", file=names, rows=report.accepted)
    if report.read and not report.accepted:
        reasons = ", ".join(say(f"files-reason-{code}", language) for code in report.rejected_by_reason)
        raise InvalidInput("files-nothing-usable", file=names, rows=report.read, reasons=reasons)
    document = report.document(language)
    with running.store.engine.connect() as connection:
        if has_demo(connection):
            document["notes"].append(say("cli-beside-demo", language))
    emit(document) if as_json else _tell(document)


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
    as_json: Json = False,
) -> None:
    """Load the demo data: six channels, eighteen months up to yesterday."""
    running = opened()
    if take_out:
        gone = remove(running.store)
        noted(running, LOCAL, "unloaded", file="demo", rows=gone)
        emit({"removed": gone}) if as_json else tell(say("cli-demo-removed", running.settings.language, rows=gone))
        return
    report = load_demo(running)
    emit(report) if as_json else tell(spoken("cli-demo-loaded", running, **report))
