"""What a model is sent of a conversation: as much as its window holds, newest first, each turn as short as can be."""

import json
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage, ToolMessage

REPLY_TOKENS: Final = 600
"""Kept free for what the model writes."""
HISTORY_TOKENS: Final = 1_500
"""Of turns before, in however wide a window: older ones only distract."""
ANSWER_CHARS: Final = 300
RESULT_LINES: Final = 2
_PIECES: Final = re.compile(r"[A-Za-z]+|[а-яёА-ЯЁ]+|\d+|[^\w\s]+|\n|[^\W\d_]+|_")
_LATIN, _CYRILLIC, _DIGITS, _MARKS, _OTHER = 7.0, 2.5, 2.0, 3.0, 1.5
"""Letters or digits of a word that one token holds, in the vocabularies models use today."""


@dataclass(kw_only=True)
class TokenCount:
    """Counts tokens by words, and learns from what a server reports how far that is off."""

    rate: float = 1.0

    def of(self, text: str) -> int:
        """Tokens of a text."""
        return math.ceil(self.rate * sum(_tokens(match[0]) for match in _PIECES.finditer(text)))

    def of_message(self, message: BaseMessage) -> int:
        """Tokens of a message with its calls and its frame."""
        calls = [{"name": call["name"], "args": call["args"]} for call in getattr(message, "tool_calls", ())]
        return 5 + self.of(message.text) + (self.of(json.dumps(calls, ensure_ascii=False)) if calls else 0)

    def learn(self, counted: int, reported: int) -> None:
        """Takes a server's own count of a request that was counted here."""
        if counted > 0 and reported > 0:
            self.rate = min(2.0, max(0.7, self.rate * reported / counted))


def _tokens(piece: str) -> float:
    if piece.isdigit():
        return math.ceil(len(piece) / _DIGITS)
    if piece.isascii() and piece.isalpha():
        return max(1.0, len(piece) / _LATIN)
    if not piece[0].isalnum():
        return max(1.0, len(piece) / _MARKS)
    return max(1.0, len(piece) / (_CYRILLIC if re.match("[а-яё]", piece, re.I) else _OTHER))


@dataclass(frozen=True, kw_only=True)
class ContextWindow:
    """What a model's window holds."""

    size: int
    tokens: TokenCount = field(default_factory=TokenCount)

    def fitted(
        self, messages: Sequence[BaseMessage], instructions: str, tools: Sequence[dict[str, Any]]
    ) -> list[BaseMessage]:
        """The conversation for one request.

        Args:
            messages: all of it, the newest question among them.
            instructions: go first.
            tools: schemas that are sent along.
        """
        start = max(place for place, message in enumerate(messages) if isinstance(message, HumanMessage))
        fixed = (
            self.tokens.of(instructions) + self.tokens.of(json.dumps(list(tools), ensure_ascii=False)) + REPLY_TOKENS
        )
        now = self._shortened(list(messages[start:]), self.size - fixed)
        left = min(HISTORY_TOKENS, self.size - fixed - self._sum(now))
        earlier: list[BaseMessage] = []
        for turn in reversed(list(turns(messages[:start]))):
            compact = compacted(turn)
            left -= self._sum(compact)
            if left < 0:
                break
            earlier = [*compact, *earlier]
        return [SystemMessage(instructions), *earlier, *now]

    def _sum(self, messages: Sequence[BaseMessage]) -> int:
        return sum(self.tokens.of_message(message) for message in messages)

    def _shortened(self, now: list[BaseMessage], room: int) -> list[BaseMessage]:
        """This turn; results that do not fit lose their last lines, the longest first."""
        while self._sum(now) > max(room, 0):
            longest = max(now, key=lambda message: len(message.text) if isinstance(message, ToolMessage) else 0)
            lines = longest.text.splitlines()
            if not isinstance(longest, ToolMessage) or len(lines) <= RESULT_LINES + 2:
                return now
            kept = "\n".join([*lines[: max(RESULT_LINES, len(lines) // 2)], f"... ({len(lines)} lines)"])
            now = [message.model_copy(update={"content": kept}) if message is longest else message for message in now]
        return now


def turns(messages: Sequence[BaseMessage]) -> Iterator[list[BaseMessage]]:
    """The conversation from question to question."""
    turn: list[BaseMessage] = []
    for message in messages:
        if isinstance(message, HumanMessage) and turn:
            yield turn
            turn = []
        turn.append(message)
    if turn:
        yield turn


def _shortened(message: BaseMessage, replied: set[str]) -> BaseMessage | None:
    """What is kept of a message; None where nothing is, as of calls without a reply."""
    if isinstance(message, ToolMessage):
        head = "\n".join(message.text.splitlines()[:RESULT_LINES])[:ANSWER_CHARS]
        return ToolMessage(content=head, name=message.name, tool_call_id=message.tool_call_id)
    if isinstance(message, AIMessage) and message.tool_calls:
        answered = all(call["id"] in replied for call in message.tool_calls)
        return AIMessage(content="", tool_calls=message.tool_calls) if answered else None
    if isinstance(message, AIMessage):
        return AIMessage(content=message.text[:ANSWER_CHARS])
    return message if isinstance(message, HumanMessage) else None


def compacted(turn: Sequence[BaseMessage]) -> list[BaseMessage]:
    """A turn that is over: the question, the calls that were answered, the head of each result and of the answer."""
    replied = {message.tool_call_id for message in turn if isinstance(message, ToolMessage)}
    shortened = (_shortened(message, replied) for message in turn)
    short = [message for message in shortened if message is not None]
    called = {call["id"] for message in short if isinstance(message, AIMessage) for call in message.tool_calls}
    return [message for message in short if not isinstance(message, ToolMessage) or message.tool_call_id in called]
