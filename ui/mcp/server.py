"""The MCP server: lists, calls and reads for whoever is calling; a change is proposed and then confirmed."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from importlib.metadata import version
from typing import Any, Final

from mcp import types
from mcp.server.lowlevel import Server
from mcp.server.lowlevel.helper_types import ReadResourceContents
from pydantic import AnyUrl

from agent.consent import CONFIRM
from ingest.database import DatabaseError, away
from ingest.errors import DemetraError, InvalidInput, NotFound
from ingest.texts import say
from tools.semantics.question import Question
from tools.semantics.views import tool_of
from tools.tool import Proposal, ToolResult
from ui.api.calling import answer_of, call
from ui.api.doors import Caller
from ui.mcp import offer

CallerOf = Callable[[], Awaitable[Caller]]
PROPOSAL: Final = "proposal"
LIVES: Final = timedelta(minutes=15)
"""How long a proposal waits for its yes."""


def mcp_server(caller_of: CallerOf) -> "Server[Any, Any]":
    """The server.

    Args:
        caller_of: who is calling at this moment.
    """
    server: Server[Any, Any] = Server("demetra", version=version("demetra"), instructions=say("mcp-about", "en"))

    @server.list_tools()  # type: ignore[no-untyped-call, untyped-decorator]
    async def list_tools() -> list[types.Tool]:
        return offer.tools(await caller_of())

    @server.call_tool(validate_input=False)  # type: ignore[untyped-decorator]  # each tool reads its own arguments
    async def call_tool(name: str, arguments: dict[str, Any]) -> types.CallToolResult:
        return await _called(await caller_of(), name, arguments)

    _reading(server, caller_of)
    return server


def _reading(server: "Server[Any, Any]", caller_of: CallerOf) -> None:
    @server.list_resources()  # type: ignore[no-untyped-call, untyped-decorator]
    async def list_resources() -> list[types.Resource]:
        return offer.resources((await caller_of()).language)

    @server.read_resource()  # type: ignore[no-untyped-call, untyped-decorator]
    async def read_resource(uri: AnyUrl) -> list[ReadResourceContents]:
        document = await _document(str(uri), await caller_of())
        return [ReadResourceContents(json.dumps(document, ensure_ascii=False, default=str), "application/json")]

    @server.list_prompts()  # type: ignore[no-untyped-call, untyped-decorator]
    async def list_prompts() -> list[types.Prompt]:
        return offer.prompts((await caller_of()).language)

    @server.get_prompt()  # type: ignore[no-untyped-call, untyped-decorator]
    async def get_prompt(name: str, arguments: dict[str, str] | None) -> types.GetPromptResult:
        language, given = (await caller_of()).language, arguments or {}
        wanted = offer.PROMPTS.get(name)
        if wanted is None or not set(wanted) <= set(given):
            raise ValueError(say("mcp-no-prompt", language, received=name, possible=", ".join(offer.PROMPTS)))
        text = say(f"mcp-prompt-{name}", language, **{one: given[one] for one in wanted})
        return types.GetPromptResult(
            messages=[types.PromptMessage(role="user", content=types.TextContent(type="text", text=text))]
        )


async def _document(uri: str, caller: Caller) -> Any:
    caller.actor.must("ask")
    if uri == offer.METRIC_CATALOGUE:
        return offer.metric_catalogue(caller.language)
    if uri == offer.GLOSSARY:
        return await asyncio.to_thread(offer.glossary, caller)
    if uri == offer.FRESHNESS:
        return answer_of(await call(caller, "data_health", {}), caller).model_dump(mode="json")
    raise ValueError(say("mcp-no-resource", caller.language, received=uri[:200]))


async def _called(caller: Caller, name: str, arguments: Mapping[str, Any]) -> types.CallToolResult:
    try:
        if name == offer.CONFIRM_CHANGE:
            return await _confirmed(caller, str(arguments.get("proposal", "")))
        given = {key: value for key, value in arguments.items() if key != CONFIRM}
        named = _named(name, given, caller)
        result = await call(caller, named, given)
        return await _said(result, caller, named, given)
    except DemetraError as error:
        return _refused(error.say(caller.language))
    except DatabaseError as error:
        if not away(error):
            raise
        return _refused(say("database-away", caller.language))


def _named(name: str, given: Mapping[str, Any], caller: Caller) -> str:
    """The tool that is meant: a question says by its `view` which, and what is not offered is not called."""
    offered = {tool.name for tool in offer.tools(caller)}
    if name not in offered:
        raise NotFound("mcp-no-tool", received=name, possible=", ".join(sorted(offered)))
    if name != "query_metrics" or not given.get("view"):
        return name
    try:
        asked = Question.model_validate(dict(given))
    except ValueError:  # the tool itself says what is wrong with it
        return name
    return tool_of(asked.view, compared=bool(asked.compare_to))


async def _said(result: ToolResult, caller: Caller, name: str, given: Mapping[str, Any]) -> types.CallToolResult:
    answer = await asyncio.to_thread(answer_of, result, caller)
    text = "\n".join([result.text, *(file.url for file in answer.files)])
    if isinstance(result, Proposal):
        wanted = {"name": name, "args": {**given, **result.settled}}
        kept = await asyncio.to_thread(caller.doors.jobs.begin, caller.actor, PROPOSAL, wanted, lives=LIVES)
        text = f"{text}\n\n{say('mcp-proposed', caller.language, id=kept.id)}"
    return types.CallToolResult(
        content=[types.TextContent(type="text", text=text)],
        structuredContent=answer.model_dump(mode="json"),
        isError=result.status in ("failed", "refused"),
    )


async def _confirmed(caller: Caller, key: str) -> types.CallToolResult:
    """A proposal is carried out once, by whoever was shown it."""
    jobs = caller.doors.jobs
    kept = await asyncio.to_thread(jobs.get, caller.actor, key)
    if kept.kind != PROPOSAL:
        raise InvalidInput("jobs-taken", received=key)
    await asyncio.to_thread(jobs.take, caller.actor, key)
    name, given = str(kept.arguments["name"]), {**kept.arguments["args"], CONFIRM: True}
    return await _said(await call(caller, name, given), caller, name, given)


def _refused(sentence: str) -> types.CallToolResult:
    return types.CallToolResult(content=[types.TextContent(type="text", text=sentence)], isError=True)
