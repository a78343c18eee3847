"""What a conversation remembers between turns, and what one turn carries with it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from langgraph.graph import MessagesState

from agent.answer import Mode
from ingest.texts import Language
from tools.tool import ToolContext, ToolResult


class State(MessagesState):
    """Kept by the checkpointer. The tool calls among the messages are the slots that follow-ups reuse."""

    repairs: int
    """How often this turn's text was sent back for figures that no tool computed."""
    ungrounded: list[str]
    """Those figures."""
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


@dataclass(kw_only=True)
class Turn:
    """One question being answered; never stored."""

    question: str
    desk: ToolContext
    language: Language
    findings: list[Finding] = field(default_factory=list)
    on_step: Callable[[str, dict[str, Any]], None] = lambda _name, _args: None
    """Told of every tool call as it starts."""
    may_change: bool = True
    """Whether the person may change anything outside the conversation."""
    insisted: bool = False
    """A model called the same change a second time instead of letting the person answer."""

    @property
    def results(self) -> list[ToolResult]:
        """What the tools found, in order."""
        return [finding.result for finding in self.findings]
