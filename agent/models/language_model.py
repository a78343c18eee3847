"""The language model behind the graph: any OpenAI-compatible endpoint, tried three times, never waited for too long."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from langchain_core.exceptions import ModelError
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from pydantic import ValidationError
from tenacity import AsyncRetrying, retry_if_exception_type, stop_after_attempt, wait_exponential

from agent.toolbox import schemas

ATTEMPTS = 3


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


@dataclass(frozen=True, kw_only=True)
class LanguageModel:
    """A chat model with its limits."""

    chat: BaseChatModel
    timeout_s: float
    """One attempt may take this long; all of them together twice as long."""
    wait_scale: float

    async def reply(self, messages: Sequence[BaseMessage]) -> AIMessage:
        """The model's next message, which may call tools.

        Raises:
            ModelDown: it is down, too slow, out of quota, or answers garbage, after two retries with backoff.
        """
        bound = self.chat.bind_tools(schemas())
        waits = wait_exponential(multiplier=self.wait_scale, max=8 * self.wait_scale)
        try:
            async with asyncio.timeout(2 * self.timeout_s):
                async for attempt in AsyncRetrying(
                    stop=stop_after_attempt(ATTEMPTS),
                    wait=waits,
                    retry=retry_if_exception_type(WORTH_REPEATING),
                    reraise=True,
                ):
                    with attempt:
                        return await self._once(bound, messages)
        except TROUBLE as error:
            raise ModelDown(_reason(error)) from error
        raise ModelDown("broken")

    async def _once(self, bound: Any, messages: Sequence[BaseMessage]) -> AIMessage:
        async with asyncio.timeout(self.timeout_s):
            message = await bound.ainvoke(list(messages))
        if not isinstance(message, AIMessage) or message.invalid_tool_calls:
            raise BrokenReply
        cut_off = message.response_metadata.get("finish_reason") == "length"
        if (cut_off and message.tool_calls) or not (message.tool_calls or str(message.text).strip()):
            raise BrokenReply
        return message


def _reason(error: BaseException) -> str:
    names = {entry.__name__ for entry in type(error).__mro__}
    for part, reason in (
        ("Timeout", "timeout"), ("RateLimit", "quota"), ("Authentication", "auth"), ("Permission", "auth"),
        ("Connection", "unreachable"), ("APIError", "unreachable"),
    ):  # fmt: skip
        if any(part in name for name in names):
            return reason
    return "broken"
