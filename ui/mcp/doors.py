"""Where assistants come in: `/mcp` of the server, with the caller of each request, and standard input and output."""

from typing import Any, Final

from fastapi import FastAPI
from mcp.server.stdio import stdio_server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from starlette.requests import HTTPConnection
from starlette.routing import Route

from ingest.errors import DemetraError
from ingest.texts import Language
from tools.access import Actor
from ui.api.doors import Caller, Doors
from ui.api.problem import DoorError, problem, spoken_to, status_of
from ui.door.guard import Receive, Scope, Send
from ui.mcp.server import mcp_server

PATH: Final = "/mcp"
METHODS: Final = ("GET", "POST", "DELETE")


class _Endpoint:
    """Says who is calling before anything of the protocol is read."""

    def __init__(self, doors: Doors, manager: StreamableHTTPSessionManager) -> None:
        self.doors, self.manager = doors, manager

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        connection = HTTPConnection(scope)
        try:
            actor = await self.doors.admit(connection)
            connection.state.actor = await self.doors.looking(actor, connection.query_params.get("client", ""))
        except DemetraError as error:
            language = spoken_to(connection, self.doors.running.settings.language)
            headers = dict(error.headers) if isinstance(error, DoorError) else {}
            await problem(status_of(error), error.say(language), headers)(scope, receive, send)
            return
        await self.manager.handle_request(scope, receive, send)


def add_mcp(app: FastAPI, doors: Doors) -> StreamableHTTPSessionManager:
    """Adds `/mcp`; it answers while the manager's `run` lasts, which it does once.

    Each request stands alone, so that any process may answer the next one.
    """

    async def caller_of() -> Caller:
        request: Any = server.request_context.request
        language = spoken_to(request, doors.running.settings.language)
        return Caller(doors=doors, actor=request.state.actor, language=language, by="mcp")

    server = mcp_server(caller_of)
    manager = StreamableHTTPSessionManager(server, json_response=True, stateless=True)
    endpoint: Any = _Endpoint(doors, manager)
    app.router.routes.append(Route(PATH, endpoint=endpoint, methods=list(METHODS), include_in_schema=False))
    return manager


async def mcp_over_stdio(doors: Doors, actor: Actor, language: Language) -> None:
    """Serves whoever has started this process, until they close its input."""

    async def caller_of() -> Caller:
        return Caller(doors=doors, actor=actor, language=language, by="mcp")

    server = mcp_server(caller_of)
    async with stdio_server() as (heard, said):
        await server.run(heard, said, server.create_initialization_options())
