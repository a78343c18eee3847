"""Consent: what changes something outside the conversation is done only once the person has read it and said yes.

A proposal is a call whose preview stands in the answer of the turn before. It is carried out when the person's newest
message is a plain yes, or the label of a button under that answer; code reads it, with a language model too. Any other
confirmation (a model's own, or one that a campaign's name told it to give) is taken away, so that the call proposes
again.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage
from langchain_core.messages.tool import ToolCall
from pydantic import ValidationError

from agent.understanding.dialogue.memory import earlier_of
from agent.understanding.dialogue.replies import agrees, declines
from ingest.texts import Language, say
from tools.tool import find_tools

CONFIRM: Final = "confirm"
"""The argument by which a tool that changes something is told that the person agreed."""


def proposed(messages: Sequence[BaseMessage]) -> list[Mapping[str, Any]]:
    """The calls that the answer before the newest question proposed: `name`, `args`, and the `text` that was shown."""
    asked = [place for place, message in enumerate(messages) if isinstance(message, HumanMessage)]
    before = messages[asked[-2] : asked[-1]] if len(asked) > 1 else []
    said = before[-1] if before else None
    if not isinstance(said, AIMessage) or said.tool_calls:  # the turn broke off, nothing of it was shown
        return []
    found = [message.artifact for message in before if isinstance(message, ToolMessage) and message.artifact]
    return [proposal for proposal in found if proposal["text"] in said.text]


def decision(messages: Sequence[BaseMessage], language: Language) -> AIMessage | None:
    """What a question that answers a proposal leads to: the calls, or words; None when it is no plain yes or no."""
    if pressed := _pressed(messages):
        return AIMessage(content="", tool_calls=pressed)
    waiting, newest = proposed(messages), messages[-1]
    if not waiting or not isinstance(newest, HumanMessage):
        return None
    if declines(newest.text):
        return AIMessage(say("understanding-not-done", language), additional_kwargs={"status": "answered"})
    calls = [
        ToolCall(name=one["name"], args={**one["args"], CONFIRM: True}, id=f"agreed-{number}", type="tool_call")
        for number, one in enumerate(waiting, start=1)
        if agrees(newest.text, one["text"])
    ]
    return AIMessage(content="", tool_calls=calls) if len(calls) == len(waiting) else None


def _pressed(messages: Sequence[BaseMessage]) -> list[ToolCall]:
    """The calls of the button under the last answer whose label the newest message is."""
    newest = messages[-1]
    chosen = earlier_of(messages).options.get(newest.text.strip(), ()) if isinstance(newest, HumanMessage) else ()
    return [
        ToolCall(name=call.name, args=dict(call.args), id=f"pressed-{number}", type="tool_call")
        for number, call in enumerate(chosen, start=1)
    ]


def consented(message: AIMessage, messages: Sequence[BaseMessage]) -> AIMessage:
    """The message with every confirmation taken away that the person did not give.

    Args:
        message: calls tools.
        messages: the conversation up to it.
    """
    newest = next((one.text for one in reversed(messages) if isinstance(one, HumanMessage)), "")
    agreed = [proposal for proposal in proposed(messages) if agrees(newest, proposal["text"])]
    agreed += _pressed(messages)
    return message.model_copy(update={"tool_calls": [_as_agreed(call, agreed) for call in message.tool_calls]})


def _as_agreed(call: ToolCall, agreed: Sequence[Mapping[str, Any]]) -> ToolCall:
    tool = find_tools().get(call["name"])
    if tool is None or not tool.changes or any(same_change(call, proposal) for proposal in agreed):
        return call
    return {**call, "args": {name: value for name, value in call["args"].items() if name != CONFIRM}}


def same_change(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two calls, each with `name` and `args`, would change the same; confirmed or not, defaults filled in."""
    return one["name"] == other["name"] and _substance(one) is not None and _substance(one) == _substance(other)


def _substance(call: Mapping[str, Any]) -> dict[str, Any] | None:
    """The arguments as the tool understands them; None where nothing is changed or they do not fit."""
    tool = find_tools().get(call["name"])
    if tool is None or not tool.changes:
        return None
    try:
        return tool.arguments.model_validate(call["args"]).model_dump(exclude={CONFIRM})
    except ValidationError:
        return None
