"""`worker` and `telegram`: the process that works by itself, and who may talk to the bot."""

import asyncio
from typing import Annotated, Final

import typer

from bots.leader import healthy
from ingest.errors import Unavailable
from tools.delivery.guests import CODE_LIVES, new_code
from ui.console import As, Json, acting_for, actor_named, deliberate, emit, opened, spoken, tell

telegram = typer.Typer(help="Who may talk to the Telegram bot.", no_args_is_help=True)
MINUTES: Final = int(CODE_LIVES.total_seconds() // 60)


def add_to(app: typer.Typer) -> None:
    """Registers the commands."""
    app.command()(worker)
    telegram.command()(link)
    app.add_typer(telegram, name="telegram")


@telegram.callback()
def _group() -> None:
    """Keeps `link` a command of its own while it is the only one."""


@deliberate
def worker(
    check: Annotated[bool, typer.Option("--check", help="Only say whether a worker of this machine is alive.")] = False,
    as_json: Json = False,
) -> None:
    """Refresh, alerts, digests, reports and the bot, until Ctrl-C; a second worker stands by."""
    running = opened(patient=not check, platforms=not check)
    if not check:
        from bots.worker import run_forever  # Telegram and the scheduler, which a health check has no time for

        asyncio.run(run_forever(running))
        return
    alive = healthy(running.engine, running.clock.now())
    if not alive:
        raise Unavailable("bot-worker-silent")
    emit({"alive": alive}) if as_json else tell("ok")


@deliberate
def link(
    user: Annotated[str, typer.Option("--user", help="Whose chat it will be.")] = "admin",
    role: Annotated[
        str | None,
        typer.Option("--role", help="viewer, manager, marketer, analyst or admin; a new person is a manager."),
    ] = None,
    acting: As = "",
    as_json: Json = False,
) -> None:
    """Make a one-time code that links a Telegram chat."""
    running = opened()
    person = acting_for(running, acting, "telegram link")
    code = new_code(running.engine, user, role, running.clock.now(), by=person.name if acting else "")
    role = actor_named(running, user).role
    if as_json:
        emit({"code": code, "user": user, "role": role, "minutes": MINUTES})
        return
    tell(spoken("bot-link-code", running, code=code, minutes=MINUTES, role=role))
