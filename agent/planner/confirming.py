"""Yes or no to what was asked before: a tool that changes something is called again, confirmed."""

import re
from collections.abc import Sequence
from typing import Final

from agent.planner.call import Plan, PlannedCall
from ingest.texts import Language, say
from tools.tool import find_tools

_YES: Final = re.compile(
    r"\W*(?:да|ага|угу|ок|окей|давай|конечно|подтверждаю|включи(?:ть)?|включай|выполни(?:ть|й)?|сделай|yes|yep|yeah|sure|"
    r"ok|okay|confirm|go ahead|do it|switch it on|please do)"
    r"(?:\W+(?:да|пожалуйста|please|confirm|подтверждаю|давай|включи|go ahead))*\W*",
    re.I,
)
_NO: Final = re.compile(
    r"\W*(?:нет|не надо|не нужно|отмена|отмени|no|nope|cancel|don'?t|never mind)\W*(?:спасибо|thanks)?\W*", re.I
)


def confirmation(
    question: str, previous: Sequence[PlannedCall], tools: frozenset[str], language: Language
) -> Plan | None:
    """What a bare yes or no means after a preview; None when nothing waits for an answer or something else is said."""
    waiting = [call for call in previous if call.name in tools and _waits(call)]
    if not waiting:
        return None
    if _YES.fullmatch(question):
        return Plan(calls=tuple(PlannedCall(name=call.name, args={**call.args, "confirm": True}) for call in waiting))
    if _NO.fullmatch(question):
        return Plan(status="answered", text=say("planner-not-done", language))
    return None


def _waits(call: PlannedCall) -> bool:
    tool = find_tools().get(call.name)
    return (
        tool is not None and tool.changes and "confirm" in tool.arguments.model_fields and not call.args.get("confirm")
    )
