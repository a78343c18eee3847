"""`mcp`: Demetra's tools for an assistant that starts this command."""

import asyncio
from dataclasses import replace
from typing import Annotated

import typer

from ui.api.doors import Doors
from ui.console import As, acting_for, deliberate, opened
from ui.door.sign_in import SignIn
from ui.mcp.doors import mcp_over_stdio
from ui.services import services_of


def add_to(app: typer.Typer) -> None:
    """Registers the command."""
    app.command("mcp")(serve)


@deliberate
def serve(
    acting: As = "",
    read_only: Annotated[bool, typer.Option("--read-only", help="Only what changes nothing.")] = False,
) -> None:
    """Speak MCP on standard input and output; logs go to the error stream."""
    asyncio.run(_serve(acting, read_only=read_only))


async def _serve(acting: str, *, read_only: bool) -> None:
    running = opened()
    person = acting_for(running, acting, "mcp")
    actor = replace(person, only=frozenset({"ask"}) if read_only else None)
    services = services_of(running)
    async with running.analyst(remember=False, services=services) as analyst:
        sign_in = SignIn(running=running, host="127.0.0.1")
        doors = Doors(running=running, analyst=analyst, sign_in=sign_in, services=services, heavy=analyst.heavy)
        await mcp_over_stdio(doors, actor, running.settings.language)
