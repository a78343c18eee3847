"""The web server: our routes, Chainlit mounted at the root, and everything that runs beside it in one process."""

import asyncio
import os
import socket
import warnings
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, contextmanager, suppress
from dataclasses import replace
from functools import partial
from importlib.metadata import version
from itertools import chain
from typing import Annotated, Any, Final

import typer
import uvicorn
from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.responses import FileResponse

from agent.analyst import Analyst
from agent.bootstrap import Demetra
from bots.ending import told_to_stop
from bots.leader import present
from bots.retention import remove_old_files
from ingest.database import answering
from ingest.errors import Unavailable
from ingest.texts import Language
from tools.tool import Services
from ui.api.doors import Doors
from ui.api.observed import observed
from ui.api.routers import add_interfaces
from ui.api.working import leave_off
from ui.chat.app_root import HERE, plotly_script, prepare
from ui.chat.cleanup import emptied
from ui.chat.downloads import Downloads
from ui.chat.texts import language_for
from ui.console import opened, spoken
from ui.door.guard import App, Guard
from ui.door.local_person import LocalPerson
from ui.door.receiving import Receiving, add_routes
from ui.door.sign_in import SignIn
from ui.door.socket import take_over
from ui.first_data import load_demo
from ui.mcp.doors import add_mcp
from ui.services import services_of

GRACE_S: Final = 2
"""Seconds that open connections get when the server stops."""
ANY_ADDRESS: Final = ("0.0.0.0", "::")  # noqa: S104 - not listening, only naming
YEAR_S: Final = 31_536_000


def serve(host: str, port: int, *, with_worker: bool) -> None:
    """Runs until Ctrl-C or SIGTERM.

    Args:
        host: address to listen on.
        port: port to listen on.
        with_worker: also run the scheduler and the bot here.

    Raises:
        Unavailable: the port is taken, or the database does not answer.
    """
    running = opened(patient=True, platforms=True)
    sign_in = SignIn(running=running, host=host)
    people = spoken("door-sign-in" if sign_in.on else "door-local-admin", running)
    listening = _listen(host, port)
    if running.metrics.catalogue().last_day is None:
        _begin_empty(running, beyond=sign_in.beyond)
    typer.echo(people)
    asyncio.run(_run(running, listening, sign_in, with_worker=with_worker))


def _begin_empty(running: Demetra, *, beyond: bool) -> None:
    """Demo data for whoever tries it at this machine; where others come in, made-up figures only when asked for."""
    if beyond:
        typer.echo(spoken("chat-empty", running))
        return
    typer.echo(spoken("chat-demo-loading", running))
    load_demo(running)


def _reached_at(sign_in: SignIn, port: int) -> str:
    """The address that people open: as the operator names it, else by the host, or this machine's own address."""
    if named := sign_in.running.settings.public_url:
        return named
    host = sign_in.host if sign_in.host not in ANY_ADDRESS else own_address()
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def own_address() -> str:
    """What others reach this machine by: where its packets would leave from, none being sent; else its name."""
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as outward:
        outward.connect(("192.0.2.1", 9))
        return str(outward.getsockname()[0])
    return socket.gethostname()


def _listen(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise Unavailable("chat-port-busy", port=str(port), other=str(port + 1)) from error


async def _run(running: Demetra, listening: socket.socket, sign_in: SignIn, *, with_worker: bool) -> None:
    async with AsyncExitStack() as beside:
        await beside.enter_async_context(present(running.engine, running.clock.now))
        services = services_of(running)
        analyst = await beside.enter_async_context(running.analyst(services=services))
        app = await beside.enter_async_context(build(running, analyst, sign_in, services))
        await beside.enter_async_context(_bell())
        if with_worker:  # last: a refresh that is due takes no processor from the page that is being opened
            from bots import worker  # Telegram and the scheduler, which the chat alone has no use for

            await beside.enter_async_context(worker.start(running))
        config = uvicorn.Config(
            app,
            log_config=None,
            log_level="warning",
            access_log=False,
            proxy_headers=False,  # who has called is the guard's to say
            timeout_graceful_shutdown=GRACE_S,
        )
        typer.echo(spoken("chat-ready", running, address=_reached_at(sign_in, listening.getsockname()[1])))
        await _Server(config).serve(sockets=[listening])


def _bell() -> AbstractAsyncContextManager[None]:
    from chainlit.server import app as screen

    from ui.chat.alert_bell import ringing  # brings Chainlit along, which reads its folder as it is imported

    controller = screen.state.controller
    return ringing(controller.bell, controller.opening.follow)


class _Server(uvicorn.Server):
    """A server that ends on a signal and lets what runs beside it end too, instead of raising the signal again."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Turns signals into a request to stop."""
        with told_to_stop(lambda number: self.handle_exit(number, None)):
            yield


@asynccontextmanager
async def build(
    running: Demetra, analyst: Analyst, sign_in: SignIn, services: Services | None = None
) -> AsyncIterator[App]:
    """The application, ready to serve until the block ends. Once a process, since Chainlit is one."""
    downloads = Downloads(folder=running.data_dir / "exports" / "tables")
    remove_old_files(running)
    app = FastAPI(title="Demetra", version=version("demetra"), docs_url=None, redoc_url=None, openapi_url=None)
    _prepare_chat(running)
    sign_in.install()
    library = _own_routes(app, running, downloads, sign_in)
    quick = replace(analyst, pictures=False)
    doors = Doors(running=running, analyst=quick, sign_in=sign_in, services=services or Services(), heavy=analyst.heavy)
    app.state.doors = doors
    add_interfaces(app, running.settings.language)
    assistants = add_mcp(app, doors)
    _mount_chat(
        app,
        running,
        {"analyst": quick, "downloads": downloads, "library": library, "sign_in": sign_in},
        services or Services(),
    )
    served = observed(app) if sign_in.on else LocalPerson(observed(app), sign_in.local_token)
    settings = running.settings
    proxies = frozenset(part.strip() for part in settings.trusted_proxies.split(",")) - {""}
    async with assistants.run():
        yield Guard(served, sign_in.host, settings.hosts(), proxies=proxies, person_header=settings.sign_in_header)
        await leave_off()


def _own_routes(app: FastAPI, running: Demetra, downloads: Downloads, sign_in: SignIn) -> str:
    """Routes that win over Chainlit's, which answers any address with its page. Returns the chart script's address."""
    from chainlit.auth import get_current_user

    address, script = plotly_script()

    @app.get("/healthz", include_in_schema=False)
    def health() -> dict[str, str]:
        try:
            with answering():
                running.metrics.catalogue()
        except Unavailable as error:
            raise HTTPException(503, str(error)) from error
        return {"status": "ok"}  # whoever asks is not known: nothing of the data

    @app.get(address, include_in_schema=False)
    def charts() -> FileResponse:
        return FileResponse(script, headers={"cache-control": f"public, max-age={YEAR_S}, immutable"})

    @app.get("/files/{key}.{kind}", include_in_schema=False)
    def download(key: str, kind: str, user: Annotated[Any, Depends(get_current_user)]) -> FileResponse:
        with answering():
            owner = sign_in.person(user).name
        found = downloads.file(key, kind, owner=owner)
        if found is None:
            raise HTTPException(404)
        running.journal.note(owner, "exported", by="web", file=found.name)
        return FileResponse(found.path, filename=found.name)

    @app.get("/files/{path:path}", include_in_schema=False)
    def nothing_here(path: str) -> None:
        raise HTTPException(404)

    return address


def _language(request: Request, running: Demetra) -> Language:
    return language_for(request.headers.get("accept-language", ""), running.settings.language)


def _prepare_chat(running: Demetra) -> None:
    """Builds the folder that Chainlit reads as soon as it is imported."""
    root = prepare(running.data_dir, running.settings.language, upload_mb=running.settings.upload_mb)
    os.environ["CHAINLIT_APP_ROOT"] = str(root)  # noqa: TID251 - Chainlit reads it while it is imported


def _mount_chat(app: FastAPI, running: Demetra, needs: dict[str, Any], services: Services) -> None:
    import chainlit as cl
    from chainlit import config as chainlit_config
    from chainlit.server import app as screen
    from chainlit.server import sio
    from chainlit.utils import mount_chainlit

    from ui.chat.chat_controller import ChatController
    from ui.chat.history import goes_on, kept_history
    from ui.chat.opening import Opening
    from ui.chat.ratings import add_ratings
    from ui.chat.sharing import add_sharing

    chainlit_config.config.ui.default_theme = "system"  # the page knows this word, its settings file does not
    warnings.filterwarnings("ignore", message="coroutine 'profiles' was never awaited")  # Chainlit asks twice
    screen.state.controller = ChatController(
        running=running, opening=Opening(running=running, services=services), **needs
    )
    chainlit_config.FILES_DIRECTORY = emptied(running.data_dir / "visits")
    kinds = chainlit_config.config.features.spontaneous_file_upload.accept.values()
    allowed = Receiving(most_mb=running.settings.upload_mb, endings=frozenset(chain.from_iterable(kinds)))
    add_routes(app, allowed, partial(_language, running=running), needs["sign_in"].person)
    history = kept_history(running, needs["sign_in"], needs["analyst"])
    cl.data_layer(lambda: history)
    add_ratings(app, history, running.journal)
    add_sharing(app, history, needs["sign_in"])
    mount_chainlit(app=app, target=str(HERE / "app.py"), path="/")
    take_over(sio.handlers["/"], partial(goes_on, history))
