"""`doctor`: what is configured, what is missing, and how fresh each channel is."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from agent.bootstrap import Demetra
from ingest.errors import Unavailable
from ingest.health import ChannelHealth, Reconciliation, health
from ingest.platform.channel import Configured, configured
from tools.delivery.held import waiting
from tools.tool import find_tools
from ui.console import As, Json, acting_for, deliberate, emit, opened, spoken, tell

if TYPE_CHECKING:
    from bots.leftovers import Leftover

KB: Final = 1 << 10
MB: Final = 1 << 20
SHOWN: Final = 20
"""Leftovers that are named, the largest; all of them are in the JSON."""


def add_to(app: typer.Typer) -> None:
    """Registers the command."""
    app.command("doctor")(doctor)


@deliberate
def doctor(
    deep: Annotated[bool, typer.Option("--deep", help="Look through the whole database instead.")] = False,
    acting: As = "",
    as_json: Json = False,
) -> None:
    """What is configured, what is missing, and how fresh each channel is."""
    running = opened(platforms=True)
    acting_for(running, acting, "doctor")
    if deep:
        _deep(running, as_json=as_json)
        return
    sources = configured()
    with running.engine.connect() as connection:
        state = health(connection, today=running.clock.today(), refresh_minutes=running.settings.refresh_minutes)
        outbox = waiting(connection)
    document = {
        "database": running.engine.url.render_as_string(hide_password=True),
        "today": running.clock.today(),
        "mode": _mode(running),
        "telegram": bool(running.settings.telegram_bot_token.get_secret_value()),
        "outbox": outbox,
        "sources": [_source(entry) for entry in sources],
        "channels": [_channel(entry) for entry in state.channels],
        "quarantine": [
            {"source": entry.source, "rows": entry.rows, "reasons": dict(entry.reasons)} for entry in state.quarantine
        ],
    }
    emit(document) if as_json else _print(document, running)


def _deep(running: Demetra, *, as_json: bool) -> None:
    from bots.leftovers import leftovers
    from ingest.integrity import examine

    found = examine(running.engine)
    if not found.sound:
        said = {"complaints": "; ".join(found.complaints) or "-", "campaigns": found.wrong_campaign_days}
        raise Unavailable("doctor-unsound", **said, accounts=found.wrong_account_days, ownerless=found.ownerless)
    left = leftovers(running)
    if as_json:
        emit({"sound": True, **asdict(found), "leftovers": [asdict(one) for one in left]})
        return
    tell(spoken("doctor-sound", running))
    _tell_leftovers(left, running)


def _tell_leftovers(left: "list[Leftover]", running: Demetra) -> None:
    if not left:
        tell(spoken("leftovers-none", running))
        return
    size = round(sum(one.bytes for one in left) / MB, 1)
    tell(spoken("leftovers-found", running, n=len(left), mb=f"{size:g}"))
    for one in left[:SHOWN]:
        tell(f"  {one.path}  {max(round(one.bytes / KB), 1)} KB  {spoken(f'leftovers-{one.kind}', running)}")
    if len(left) > SHOWN:
        tell(spoken("leftovers-more", running, n=len(left) - SHOWN))


def _mode(running: Demetra) -> str:
    settings = running.settings
    return "model" if settings.openai_base_url or settings.openai_api_key.get_secret_value() else "planner"


def _source(entry: Configured) -> dict[str, Any]:
    return {"source": entry.source, "ready": entry.ready, "missing": list(entry.missing)}


def _channel(entry: ChannelHealth) -> dict[str, Any]:
    return {
        "channel": entry.channel,
        "source": entry.source,
        "account": entry.account,
        "last_day": entry.last_day,
        "last_complete_day": entry.last_complete_day,
        "lag_days": entry.lag_days,
        "last_success": entry.last_success.isoformat() if entry.last_success else None,
        "state": entry.state,
        "error": entry.error_message,
        "error_kind": entry.error_kind,
        "next_run": entry.next_run.isoformat() if entry.next_run else None,
        "drift": list(entry.drift),
        "difference": str(entry.reconciliation.difference) if entry.reconciliation else None,
        "reconciliation": _reconciliation(entry.reconciliation),
    }


def _reconciliation(found: Reconciliation | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "since": found.since,
        "until": found.until,
        "currency": found.currency,
        "account_total": str(found.account_total),
        "campaigns_total": str(found.account_total - found.difference),
        "difference": str(found.difference),
    }


def _print(document: dict[str, Any], running: Demetra) -> None:
    tell(f"{document['database']} · {document['today']} · {document['mode']}")
    tell()
    for source in document["sources"]:
        ready = spoken("doctor-ready", running)
        missing = spoken("doctor-missing", running, names=", ".join(source["missing"]))
        tell(f"{source['source']:10} {ready if source['ready'] else missing}")
    tell()
    if document["outbox"]["waiting"]:
        tell(spoken("doctor-outbox", running, n=document["outbox"]["waiting"], since=document["outbox"]["since"]))
    if document["outbox"]["error"]:
        tell(spoken("doctor-outbox-error", running, error=document["outbox"]["error"]))
    tool = find_tools()["data_health"]
    tell(tool.run(tool.arguments(), running.desk()).text.replace("**", ""))
