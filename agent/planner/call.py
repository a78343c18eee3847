"""What the planner hands out: calls of tools, or words where no tool helps."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tools.tool import Status


@dataclass(frozen=True, kw_only=True)
class PlannedCall:
    """One call of a tool, by its name and the arguments its model takes."""

    name: str
    args: Mapping[str, Any] = field(default_factory=dict)
    turns_ago: int = 1
    """Of a call made already: how many answered turns ago."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What to do about a question."""

    calls: tuple[PlannedCall, ...] = ()
    status: Status = "answered"
    text: str = ""
    """Said when there are no calls."""
    notes: tuple[str, ...] = ()
    """What was assumed about the question, said beside the answer."""
