"""The language model behind the graph: any OpenAI-compatible endpoint, tried three times, never waited for too long."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from langchain_core.exceptions import ModelError
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.messages.tool import ToolCall
from pydantic import ValidationError
from tenacity import AsyncRetrying, retry_if_exception_type, stop_after_attempt, wait_exponential

from agent.models.history import ContextWindow
from agent.models.replies import ReplyCall, arguments, calls_in, known_name, loose_json, settled, without_thoughts

ATTEMPTS: Final = 3
ALL_ATTEMPTS: Final = 3
"""All attempts together may take so many times what one may wait for its first word."""
Hear = Callable[[str], Awaitable[bool]]
"""Handed the text so far as it grows; says whether any of it was passed on."""


class BrokenReply(Exception):
    """The model's reply can't be used: tool calls that are cut off or not JSON, or nothing at all."""


class ModelDown(Exception):
    """No usable reply after all attempts. `reason` ends the text key `compose-reason-...`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


TROUBLE = (ModelError, BrokenReply, ValueError, ValidationError, TimeoutError, ConnectionError)
"""What a model or its server can do wrong; ValueError is what the client makes of HTML with status 200."""
WORTH_REPEATING = (ModelError, BrokenReply, ValueError, ConnectionError)


async def _deaf(_text: str) -> bool:
    return False


@dataclass(frozen=True, kw_only=True)
class LanguageModel:
    """A chat model with its limits."""

    chat: BaseChatModel
    timeout_s: float
    """One attempt may wait this long for its first word, and for each one after it."""
    wait_scale: float
    window: ContextWindow = field(default_factory=lambda: ContextWindow(size=8_192))

    async def reply(
        self,
        messages: Sequence[BaseMessage],
        tools: Sequence[dict[str, Any]],
        *,
        may_be_empty: bool,
        hear: Hear = _deaf,
    ) -> AIMessage:
        """The model's next message, which may call tools.

        Args:
            messages: the conversation, fitted to the window.
            tools: what it may call, in OpenAI's function format.
            may_be_empty: nothing to say is an answer too, once the facts are told.
            hear: handed the text as it grows.

        Raises:
            ModelDown: it is down, too slow, out of quota, or answers garbage, after two retries with backoff.
        """
        bound = self.chat.bind_tools(list(tools))
        waits = wait_exponential(multiplier=self.wait_scale, max=8 * self.wait_scale)
        try:
            async with asyncio.timeout(ALL_ATTEMPTS * self.timeout_s):
                async for attempt in AsyncRetrying(
                    stop=stop_after_attempt(ATTEMPTS),
                    wait=waits,
                    retry=retry_if_exception_type(WORTH_REPEATING),
                    reraise=True,
                ):
                    with attempt:
                        return await self._once(bound, messages, tools, hear, may_be_empty=may_be_empty)
        except TROUBLE as error:
            raise ModelDown(_reason(error)) from error
        raise ModelDown("broken")

    async def _once(
        self,
        bound: Any,
        messages: Sequence[BaseMessage],
        tools: Sequence[dict[str, Any]],
        hear: Hear,
        *,
        may_be_empty: bool,
    ) -> AIMessage:
        whole, passed_on = await self._heard(bound, messages, hear)
        if whole is None:
            raise BrokenReply
        self._learn(whole, messages, tools)
        message = as_message(whole)
        cut_off = whole.response_metadata.get("finish_reason") == "length"
        if cut_off and message.tool_calls:
            raise BrokenReply
        if not (message.tool_calls or message.text or may_be_empty or passed_on):
            raise BrokenReply
        return message

    async def _heard(
        self, bound: Any, messages: Sequence[BaseMessage], hear: Hear
    ) -> tuple[AIMessageChunk | None, bool]:
        """Everything the model said; what breaks off after words were passed on ends there."""
        whole: AIMessageChunk | None = None
        passed_on = False
        try:
            async with asyncio.timeout(self.timeout_s) as limit:
                async for chunk in bound.astream(list(messages)):
                    whole = chunk if whole is None else whole + chunk
                    limit.reschedule(asyncio.get_running_loop().time() + self.timeout_s)
                    if chunk.text and not whole.tool_call_chunks:
                        passed_on = await hear(whole.text) or passed_on
        except TROUBLE:
            if not passed_on:
                raise
        return whole, passed_on

    def _learn(self, whole: AIMessageChunk, messages: Sequence[BaseMessage], tools: Sequence[dict[str, Any]]) -> None:
        reported = whole.usage_metadata["input_tokens"] if whole.usage_metadata else 0
        tokens = self.window.tokens
        counted = sum(map(tokens.of_message, messages)) + tokens.of(json.dumps(list(tools), ensure_ascii=False))
        if reported > counted / 4:
            tokens.learn(counted, reported)


def as_message(whole: AIMessageChunk) -> AIMessage:
    """A reply in our words: calls under the tools' names with arguments that may be read, text without thoughts.

    Raises:
        BrokenReply: a call's arguments can't be read.
    """
    calls = [_structured(chunk.get("name") or "", chunk.get("args") or "{}") for chunk in whole.tool_call_chunks]
    text = without_thoughts(whole.text)
    if not calls:
        calls, text = calls_in(whole.text)
    made = [settled(known_name(call.name), call.args) for call in calls]
    ids = [chunk.get("id") or f"call-{place}" for place, chunk in enumerate(whole.tool_call_chunks)]
    ids += [f"text-{place}" for place in range(len(made) - len(ids))]
    tool_calls = [
        ToolCall(name=call.name, args=call.args, id=id_, type="tool_call") for call, id_ in zip(made, ids, strict=True)
    ]
    return AIMessage(content="" if tool_calls else text, tool_calls=tool_calls)


def _structured(name: str, args: str) -> ReplyCall:
    if args.strip() and loose_json(args) is None:
        raise BrokenReply
    return ReplyCall(name=name, args=arguments(args))


def _reason(error: BaseException) -> str:
    names = {entry.__name__ for entry in type(error).__mro__}
    for part, reason in (
        ("Timeout", "timeout"),
        ("RateLimit", "quota"),
        ("Authentication", "auth"),
        ("Permission", "auth"),
        ("Connection", "unreachable"),
        ("APIError", "unreachable"),
    ):
        if any(part in name for name in names):
            return reason
    return "broken"
