"""Hands the tools to a model and runs what it calls; errors come back as advice on what to send instead."""

import asyncio
import logging
from collections.abc import Iterable
from typing import Any, Literal

from langchain_core.messages import ToolMessage
from langchain_core.messages.tool import ToolCall
from pydantic import BaseModel, ValidationError

from agent.consent import CONFIRM, same_change
from agent.state import Finding, Turn
from ingest.errors import DemetraError, InvalidInput, NoData
from ingest.texts import say
from tools.tool import Proposal, Tool, ToolResult, find_tools

logger = logging.getLogger(__name__)


def schemas(names: Iterable[str] | None = None) -> list[dict[str, Any]]:
    """The tools in OpenAI's function format."""
    known = find_tools()
    return [_schema(known[name]) for name in (names if names is not None else known)]


def _schema(tool: Tool) -> dict[str, Any]:
    parameters = tool.arguments.model_json_schema()
    return {
        "type": "function",
        "function": {"name": tool.name, "description": tool.description, "parameters": parameters},
    }


async def run_call(call: ToolCall, turn: Turn) -> ToolMessage:
    """Runs one call. Its result joins the turn's findings; the model reads the text. A change is called once a turn."""
    name, args = call["name"], dict(call["args"])
    earlier = next((one for one in turn.findings if same_change(call, {"name": one.name, "args": one.args})), None)
    if earlier is not None:
        turn.insisted = True
        return _message(call, earlier.result.text, status="success")
    turn.on_step(name, args)
    try:
        arguments = _arguments(name, args, turn)
    except (ValidationError, LookupError, InvalidInput) as error:
        return _message(call, _advice(name, error), status="error")
    try:
        result = await asyncio.to_thread(_run, name, arguments, turn)
    except NoData as error:
        result = ToolResult(status="no_data", text=error.say(turn.language))
    except DemetraError as error:
        turn.findings.append(
            Finding(name=name, args=args, result=ToolResult(status="clarify", text=error.say(turn.language)))
        )
        return _message(call, error.say(turn.language), status="error")
    turn.findings.append(Finding(name=name, args=args, result=result))
    if not isinstance(result, Proposal):
        return _message(call, result.text, status="success")
    reply = _message(call, f"{result.text}\n\n{say('toolbox-proposed', 'en')}", status="success")
    return reply.model_copy(update={"artifact": {"name": name, "args": args, "text": result.text}})


def _arguments(name: str, args: dict[str, Any], turn: Turn) -> BaseModel:
    tool = find_tools()[name]
    if tool.changes and not turn.may_change:
        args = {**args, CONFIRM: False}
    return tool.arguments.model_validate(args)


def _run(name: str, arguments: BaseModel, turn: Turn) -> ToolResult:
    result = find_tools()[name].run(arguments, turn.desk)
    if isinstance(result, Proposal) and not turn.may_change:
        return ToolResult(status="refused", text=say("toolbox-not-yours", turn.language))
    return result


def _message(call: ToolCall, text: str, *, status: Literal["success", "error"]) -> ToolMessage:
    return ToolMessage(content=text, name=call["name"], tool_call_id=call["id"] or "", status=status)


def _advice(name: str, error: Exception) -> str:
    if isinstance(error, InvalidInput):
        return say("toolbox-bad-arguments", "en", tool=name, problems=error.say("en"))
    if isinstance(error, ValidationError):
        problems = "; ".join(f"{'.'.join(str(part) for part in item['loc'])}: {item['msg']}" for item in error.errors())
        return say("toolbox-bad-arguments", "en", tool=name, problems=problems)
    return say("toolbox-no-such-tool", "en", tool=name, known=", ".join(find_tools()))
