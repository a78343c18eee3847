"""What the interfaces say of themselves: OpenAPI, for whoever is signed in."""

from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.openapi.utils import get_openapi

from ui.api.doors import Calling
from ui.api.problem import Problem
from ui.api.route import router

description = router("operation")
ABOUT: Final = (
    "Advertising figures, the same as in the chat. Every route holds the caller's role and sees the caller's part of "
    "the data. Errors are RFC 9457 problems in the language of `Accept-Language`; lists take `skip` and `limit`; reads "
    "carry an ETag; writes take an `Idempotency-Key`; work that takes long is answered with 202 and a `Location`."
)


@description.get("/api/openapi.json")
async def openapi(request: Request, _caller: Calling) -> dict[str, Any]:
    """This document."""
    return document(request.app)


def document(app: FastAPI) -> dict[str, Any]:
    """The document, made once."""
    if app.openapi_schema is None:
        made = get_openapi(title="Demetra", version=app.version, description=ABOUT, routes=app.state.described)
        parts = made.setdefault("components", {})
        parts.setdefault("schemas", {})["Problem"] = Problem.model_json_schema()
        parts["securitySchemes"] = {"bearer": {"type": "http", "scheme": "bearer"}}
        made["security"] = [{"bearer": []}]
        app.openapi_schema = made
    return app.openapi_schema
