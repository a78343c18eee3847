"""All routers: the order in which addresses are looked for."""

from typing import Final

from fastapi import APIRouter, FastAPI, HTTPException, Request
from fastapi.routing import APIRoute
from starlette.routing import Match

from ingest.texts import Language
from ui.api.alert_socket import sockets
from ui.api.alerts import alerts
from ui.api.analytics import analytics, questions
from ui.api.asking import asking
from ui.api.campaigns import campaigns
from ui.api.data import data
from ui.api.description import description
from ui.api.outlook import outlook
from ui.api.probes import probes, watched
from ui.api.problem import speak_problems
from ui.api.tool_calls import tool_calls
from ui.api.working import jobs

ROUTERS: Final[tuple[APIRouter, ...]] = (
    campaigns,
    analytics,
    questions,
    outlook,
    alerts,
    data,
    asking,
    tool_calls,
    jobs,
    description,
    probes,
    watched,
    sockets,
)  # a new subject is one file and its entry here
METHODS: Final = ("GET", "POST", "PUT", "PATCH", "DELETE")


def add_interfaces(app: FastAPI, language: Language) -> None:
    """Adds every route, and what answers for the addresses that are none; `app.state.doors` is what they work with.

    Args:
        app: where to.
        language: of callers who name none.
    """
    speak_problems(app, language)
    app.state.described = [route for one in ROUTERS for route in one.routes]
    for one in ROUTERS:
        app.include_router(one)

    @app.api_route("/api/{path:path}", methods=list(METHODS), include_in_schema=False)
    def nothing_here(path: str, request: Request) -> None:
        allowed = _allowed(request)
        if allowed:
            raise HTTPException(405, headers={"allow": ", ".join(sorted(allowed))})
        raise HTTPException(404)


def _allowed(request: Request) -> set[str]:
    """Methods by which the address is served."""
    known = [route for one in ROUTERS for route in one.routes if isinstance(route, APIRoute)]
    fitting = [route for route in known if route.matches(request.scope)[0] is Match.PARTIAL]
    return {method for route in fitting for method in route.methods or ()}
