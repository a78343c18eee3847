"""Hands the tools to a model and runs what it calls; errors come back as advice on what to send instead."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any, Literal

from langchain_core.messages import ToolMessage
from langchain_core.messages.tool import ToolCall
from pydantic import BaseModel, ValidationError

from agent.consent import CONFIRM, same_change
from agent.models.offered import FIND
from agent.models.references import addressed
from agent.stages import counting
from agent.state import Finding, Turn
from agent.tracing import span
from ingest.errors import DemetraError, InvalidInput, NoData, NotAllowed
from ingest.texts import say
from tools.semantics.question import Question, Window
from tools.tool import Numbers, Proposal, ToolResult, find_tools
from tools.words.period import USUAL_DAYS, find_periods
from tools.words.running import running

logger = logging.getLogger(__name__)


async def run_call(call: ToolCall, turn: Turn) -> ToolMessage:
    """Runs one call. Its result joins the turn's findings; the model reads the text. A change is called once a turn."""
    name, args = call["name"], dict(call["args"])
    if name == FIND:
        return _hand_over(call, turn)
    earlier = _earlier(call, turn)
    if earlier is not None:
        turn.repeats += 1
        turn.insisted = turn.insisted or turn.repeats > 1 or find_tools()[name].changes
        told = say("toolbox-told", "en", number=turn.findings.index(earlier) + 1)
        return _message(call, f"{earlier.result.text}\n{told}", status="success")
    turn.repeats = 0
    turn.on_stage(counting(name, args, turn.language))
    try:
        arguments = _arguments(name, args, turn)
    except (ValidationError, LookupError, InvalidInput) as error:
        return _message(call, _advice(name, error), status="error")
    try:
        result, args = await _found(name, args, arguments, turn)
    except NoData as error:
        result = ToolResult(status="no_data", text=error.say(turn.language))
    except DemetraError as error:
        turn.findings.append(
            Finding(name=name, args=args, result=ToolResult(status="clarify", text=error.say(turn.language)))
        )
        return _message(call, error.say(turn.language), status="error")
    turn.findings.append(Finding(name=name, args=args, result=result))
    if not isinstance(result, Proposal):
        return told_to_model(call, turn)
    reply = _message(call, f"{result.text}\n\n{say('toolbox-proposed', 'en')}", status="success")
    return reply.model_copy(
        update={"artifact": {"name": name, "args": {**args, **result.settled}, "text": result.text}}
    )


def told_to_model(call: ToolCall, turn: Turn, notice: str = "") -> ToolMessage:
    """The newest finding as a model reads it: how to refer to it, its text, and what else is to be known of it."""
    result = turn.findings[-1].result
    lines = [addressed(result, len(turn.findings), turn.language), result.text, notice]
    return _message(call, "\n".join(line for line in lines if line), status="success")


def refused(call: ToolCall, notice: str) -> ToolMessage:
    """Why a call was not run."""
    return _message(call, notice, status="error")


async def tried(call: ToolCall, origins: Mapping[str, str], turn: Turn) -> Finding | None:
    """What a call comes to that nobody has made yet; None where it finds nothing."""
    turn.origins = origins
    try:
        result = await _done(call["name"], _arguments(call["name"], dict(call["args"]), turn), turn)
    except (ValidationError, LookupError, DemetraError):
        return None
    finally:
        turn.origins = {}
    return Finding(name=call["name"], args=dict(call["args"]), result=result) if result.status == "answered" else None


async def _found(name: str, args: dict[str, Any], asked: BaseModel, turn: Turn) -> tuple[ToolResult, dict[str, Any]]:
    """The result, and what was called: over all days where nobody named any and the usual ones hold nothing."""
    result = await _done(name, asked, turn)
    longer = _over_all_days(asked, turn) if result.status == "no_data" else None
    if longer is None:
        return result, args
    wider = await _done(name, longer, turn)
    return (wider, {**args, "periods": list(longer.periods)}) if wider.status == "answered" else (result, args)


async def _done(name: str, arguments: BaseModel, turn: Turn) -> ToolResult:
    work = partial(_run, name, arguments, turn)
    if find_tools()[name].heavy:
        return await turn.heavy.run(turn.desk.actor.name, work)
    return await asyncio.to_thread(work)


def _hand_over(call: ToolCall, turn: Turn) -> ToolMessage:
    """The model asked for a tool by name: it is offered with the next request."""
    wanted = str(call["args"].get("name", ""))
    if wanted not in find_tools():
        return _message(call, _advice(wanted, LookupError()), status="error")
    turn.repeats = turn.repeats + 1 if wanted in turn.found else 0
    turn.insisted = turn.insisted or turn.repeats > 1
    turn.found.append(wanted)
    return _message(call, say("toolbox-found", "en", tool=wanted), status="success")


def _earlier(call: ToolCall, turn: Turn) -> Finding | None:
    """What the same call found before in this turn."""
    wanted = substance(call["name"], call["args"])
    return next(
        (
            one
            for one in turn.findings
            if one.result.status != "clarify"
            and (same_change(call, {"name": one.name, "args": one.args}) or wanted in _substances(one))
        ),
        None,
    )


def _substances(finding: Finding) -> list[tuple[str, Any]]:
    called = [substance(finding.called["name"], finding.called["args"])] if finding.called else []
    return [substance(finding.name, finding.args), *called]


def substance(name: str, args: Mapping[str, Any]) -> tuple[str, Any]:
    """A call as its tool understands it; one that does not fit is only like itself."""
    try:
        return name, find_tools()[name].arguments.model_validate(dict(args)).model_dump()
    except (ValidationError, LookupError, InvalidInput):
        return name, dict(args)


def _arguments(name: str, args: dict[str, Any], turn: Turn) -> BaseModel:
    tool = find_tools()[name]
    if tool.changes and not turn.desk.actor.may(tool.deed):
        args = {**args, CONFIRM: False}
    if {"horizon", "period"} <= tool.arguments.model_fields.keys() and not args.get("period"):
        args = {**args, **_to_its_end(args, turn)}
    return _dated(tool.arguments.model_validate(args), turn)


def _dated(arguments: BaseModel, turn: Turn) -> BaseModel:
    """A model that names no days means those of the person."""
    days, today = turn.desk.usual_days, turn.desk.today
    if days == USUAL_DAYS or not isinstance(arguments, Question) or any(arguments.periods):
        return arguments
    turn.origins = {**turn.origins, "periods": "default"}
    usual = Window(start=today - timedelta(days=days), end=today - timedelta(days=1))
    return arguments.model_copy(update={"periods": (str(usual),)})


def _to_its_end(args: dict[str, Any], turn: Turn) -> dict[str, str]:
    """The running period that a question goes to the end of, whole; a number of days stays a number of days."""
    today = turn.desk.today
    for mention in find_periods(turn.question, today):
        whole = running(turn.question[slice(*mention.span)], mention.period, today)
        if whole and (whole[1] - today).days + 1 == args.get("horizon"):
            return {"period": str(Window(start=whole[0], end=whole[1]))}
    return {}


def _over_all_days(arguments: BaseModel, turn: Turn) -> Question | None:
    """The question over all stored days, where it names rows and no days: a campaign long over has its own."""
    catalogue = turn.desk.metrics.catalogue()
    if not isinstance(arguments, Question) or not arguments.where or arguments.compare_to:
        return None
    if turn.origins.get("periods") != "default" or catalogue.first_day is None or catalogue.last_day is None:
        return None
    return arguments.model_copy(update={"periods": (str(Window(start=catalogue.first_day, end=catalogue.last_day)),)})


def _run(name: str, arguments: BaseModel, turn: Turn) -> ToolResult:
    try:
        with span("tool", tool=name):
            result = find_tools()[name].call(arguments, turn.desk)
    except NotAllowed as error:
        return ToolResult(status="refused", text=error.say(turn.language))
    return replace(result, origins=turn.origins) if isinstance(result, Numbers) else result


def _message(call: ToolCall, text: str, *, status: Literal["success", "error"]) -> ToolMessage:
    return ToolMessage(content=text, name=call["name"], tool_call_id=call["id"] or "", status=status)


def _advice(name: str, error: Exception) -> str:
    if isinstance(error, InvalidInput):
        return say("toolbox-bad-arguments", "en", tool=name, problems=error.say("en"))
    if isinstance(error, ValidationError):
        problems = "; ".join(f"{'.'.join(str(part) for part in item['loc'])}: {item['msg']}" for item in error.errors())
        return say("toolbox-bad-arguments", "en", tool=name, problems=problems)
    return say("toolbox-no-such-tool", "en", tool=name, known=", ".join(find_tools()))
