"""What a conversation remembers between turns, and what one turn carries with it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from langgraph.graph import MessagesState

from agent.answer import Mode
from agent.heavy import HeavyLine
from agent.stages import Stage
from ingest.texts import Language
from tools.tool import ToolContext, ToolResult


class State(MessagesState):
    """Kept by the checkpointer. The tool calls among the messages are the slots that follow-ups reuse."""

    ungrounded: list[str]
    """Figures of the model's text that no tool computed; the sentences around them were not said."""
    mode: Mode
    """Who answered this turn."""
    trouble: str
    """Why the model did not: key of a text, or empty."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A tool call of this turn and what came of it."""

    name: str
    args: dict[str, Any]
    result: ToolResult


async def _unheard(_words: str) -> None:
    """Nobody reads along."""


@dataclass(kw_only=True)
class Turn:
    """One question being answered; never stored."""

    question: str
    desk: ToolContext
    language: Language
    findings: list[Finding] = field(default_factory=list)
    heavy: HeavyLine = field(default_factory=HeavyLine)
    """Where work of seconds waits its turn."""
    on_stage: Callable[[Stage], None] = lambda _stage: None
    """Told of everything that is waited for, as it begins."""
    on_words: Callable[[str], Awaitable[None]] = _unheard
    """Handed the answer's Markdown in portions, each as soon as it is certain; together they are its beginning."""
    said: str = ""
    """What was handed on so far."""
    told: int = 0
    """How many findings are in it."""
    untrue: list[str] = field(default_factory=list)
    """For each sentence of a model that was left out, the words that nothing bears out."""
    planned: tuple[str, ...] | None = None
    """Tools that the built-in reader would call; None before it was asked."""
    found: list[str] = field(default_factory=list)
    """Tools that a model asked for by name."""
    repeats: int = 0
    """Calls in a row that a model had made before."""
    origins: Mapping[str, str] = field(default_factory=dict)
    """Slots of the call being run that the question itself did not say."""
    insisted: bool = False
    """A model called the same once more instead of reading what came of it."""

    @property
    def results(self) -> list[ToolResult]:
        """What the tools found, in order."""
        return [finding.result for finding in self.findings]

    async def say(self, words: str) -> None:
        """Puts a paragraph on the screen."""
        portion = f"\n\n{words}" if self.said else words
        self.said += portion
        await self.on_words(portion)

    async def go_on(self, words: str) -> None:
        """Goes on in the paragraph."""
        self.said += words
        await self.on_words(words)
