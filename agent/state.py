"""What a conversation remembers between turns, and what one turn carries with it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from langchain_core.messages import AIMessage
from langchain_core.messages.tool import ToolCall
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
    called: ToolCall | None = None
    """How a model called it, where it is run in the built-in reader's words."""
    preface: str = ""
    """Goes before it on the screen: that it is another reading of the question."""


@dataclass(kw_only=True)
class Planned:
    """What the built-in reader makes of the question; a model's calls are held against it."""

    message: AIMessage
    """Its calls, or what it says instead."""
    met: set[int] = field(default_factory=set)
    """Places of calls whose answer was found."""
    found: dict[int, Finding | None] = field(default_factory=dict)
    """What the calls that were tried came to; None where one can't be answered."""

    @property
    def calls(self) -> list[ToolCall]:
        """What it would call."""
        return self.message.tool_calls

    @property
    def sure(self) -> bool:
        """Whether it would answer without offering another reading."""
        return bool(self.calls) and not self.message.additional_kwargs.get("options")

    @property
    def open(self) -> list[int]:
        """Places of the calls that nothing found so far answers."""
        return [place for place in range(len(self.calls)) if place not in self.met]

    def origins(self, place: int) -> Mapping[str, str]:
        """Slots of a call that the question did not say."""
        known = self.message.additional_kwargs.get("origins", ())
        return known[place] if place < len(known) else {}


@dataclass(frozen=True, kw_only=True)
class Doubted:
    """A model's call that reads the question otherwise than the built-in reader is sure of."""

    call: ToolCall
    label: str
    """How it reads the question; empty where it found nothing."""
    contradicts: bool
    """Whether its days or filters are not those that the question says."""


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
    planned: Planned | None = None
    """What the built-in reader makes of it; None before it was asked."""
    instructions: str = ""
    """What a model is told before it is asked; the same for all its calls of the turn."""
    doubted: list[Doubted] = field(default_factory=list)
    """Calls of a model that were not shown; each is offered as a reading."""
    unheeded: list[str] = field(default_factory=list)
    """Words of the question that a model's calls leave out."""
    warned: bool = False
    """Whether it was told of them."""
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
