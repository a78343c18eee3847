"""Every tool by its name, with the arguments that a language model would send."""

import asyncio
from typing import Annotated, Any

from fastapi import Body, Response
from pydantic import BaseModel, Field

from agent.models.offered import schema
from tools.tool import Tool, find_tools
from ui.api.calling import ToolAnswer, answer_of, as_json, call
from ui.api.doors import Calling
from ui.api.paging import ListPage, Paging
from ui.api.route import router

tool_calls = router("tools", "/api/tools")


class ToolSaid(BaseModel):
    """A tool as it is offered."""

    name: str = Field(examples=["query_metrics"])
    title: str
    description: str
    needs: str = Field(description="What the role must allow.", examples=["ask"])
    allowed: bool = Field(description="Whether the caller may.")
    changes: bool = Field(description="Without `confirm: true` it only says what it would do.")
    parameters: dict[str, Any] = Field(description="JSON Schema of the arguments.")


@tool_calls.get("", response_model=ListPage[ToolSaid])
async def listed(caller: Calling, paging: Paging) -> dict[str, Any]:
    """What can be called."""
    return paging.cut([_said(tool, caller) for _, tool in sorted(find_tools().items())])


def _said(tool: Tool, caller: Calling) -> ToolSaid:
    return ToolSaid(
        name=tool.name,
        title=tool.titles[caller.language],
        description=tool.description,
        needs=tool.deed,
        allowed=caller.actor.may(tool.deed),
        changes=tool.changes,
        parameters=schema(tool.name)["function"]["parameters"],
    )


@tool_calls.post("/{name}", response_model=ToolAnswer)
async def called(
    name: str, caller: Calling, arguments: Annotated[dict[str, Any], Body(examples=[{"about": "channels"}])]
) -> Response:
    """Calls one. What changes anything is only proposed, until it is called again with `confirm: true`."""
    result = await call(caller, name, arguments)
    return as_json(await asyncio.to_thread(answer_of, result, caller))
