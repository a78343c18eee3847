"""`up`, `ui` and `worker`: the processes."""

from typing import Annotated

import typer

from ui.console import deliberate

Host = Annotated[str, typer.Option(help="Address to listen on.")]
Port = Annotated[int, typer.Option(help="Port to listen on.", min=1, max=65535)]


def add_to(app: typer.Typer) -> None:
    """Registers the commands."""
    app.command()(up)
    app.command("ui")(chat)


@deliberate
def up(host: Host = "127.0.0.1", port: Port = 8000) -> None:
    """Everything in one process: database, demo data if empty, chat, scheduler, bot if a token is set."""
    from ui.server import serve

    serve(host=host, port=port, with_worker=True)


@deliberate
def chat(host: Host = "127.0.0.1", port: Port = 8000) -> None:
    """The chat alone, for production; the worker runs beside it."""
    from ui.server import serve

    serve(host=host, port=port, with_worker=False)
