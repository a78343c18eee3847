"""`refresh`: pull from the connected platforms now."""

import logging
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Annotated

import typer

from agent.bootstrap import Demetra
from bots.after_refresh import after_refresh
from ingest.errors import InvalidInput
from ingest.platform.channel import configured
from ingest.refresh.account import Progress
from ingest.refresh.sync import RefreshOrder, refresh
from ui.console import As, Json, acting_for, deliberate, emit, noted, opened, spoken, tell

logger = logging.getLogger(__name__)


def add_to(app: typer.Typer) -> None:
    """Registers the command."""
    app.command("refresh")(run)


@deliberate
def run(
    source: Annotated[str, typer.Option(help="Only this one: meta google tiktok yandex vk telegram.")] = "",
    since: Annotated[str, typer.Option(help="First day, YYYY-MM-DD.")] = "",
    until: Annotated[str, typer.Option(help="Last day, YYYY-MM-DD.")] = "",
    days: Annotated[int, typer.Option(help="The last N days, today included.", min=0)] = 0,
    facts_only: Annotated[bool, typer.Option("--facts-only", help="No forecasts, advice and alerts after it.")] = False,
    acting: As = "",
    as_json: Json = False,
) -> None:
    """Pull from the ad platforms now; without days, what is due."""
    running = opened(platforms=True)
    person = acting_for(running, acting, "refresh")
    today = running.clock.today()
    start = today - timedelta(days=days - 1) if days else _day(since, "--since")
    order = RefreshOrder(
        today=today,
        now=running.clock.now,
        since=start,
        until=_day(until, "--until") or (today if days else None),
        source=source or None,
        within=person.scope,
        wait_scale=running.settings.wait_scale,
    )
    after = () if facts_only else after_refresh(running)
    result = refresh(running.store, configured(), order, progress=_watch(running), after=after)
    rows = sum(entry.inserted + entry.updated for entry in result.sources)
    noted(running, person, "refreshed", source=source or "all", rows=rows, ok=result.ok)
    if as_json:
        emit(result.model_dump(mode="json"))
    else:
        for entry in result.sources:
            tell(f"{entry.source:10} {entry.account:24} {entry.state:8} +{entry.inserted} ~{entry.updated}")
            if entry.error:
                tell(f"           {entry.error.message}")
    if not result.ok:
        raise typer.Exit(1)


def _watch(running: Demetra) -> Callable[[Progress], None]:
    """Tells each step of the refresh on stderr."""
    return lambda step: logger.info("%s", spoken("cli-refresh-step", running, **_values(step)))


def _values(step: Progress) -> dict[str, str]:
    return {name: str(getattr(step, name)) for name in ("source", "account", "unit", "number", "of")}


def _day(text: str, option: str) -> date | None:
    if not text:
        return None
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 - a calendar day has no zone
    except ValueError as error:
        raise InvalidInput("cli-bad-day", option=option, received=text) from error
