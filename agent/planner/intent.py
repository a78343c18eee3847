"""What an intent is: words that announce it, and the call they lead to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from agent.planner.reading import Reading
from agent.planner.slots import Slots


@dataclass(frozen=True, kw_only=True)
class Intent:
    """Something beside numbers of the past that people ask for."""

    tool: str
    """Name of the tool that answers it."""
    words: str
    """Phrases that announce it, separated by commas, in both languages."""
    arguments: Callable[[Reading, Slots | None], Mapping[str, Any]]
    """The tool's arguments, from the question and the slots of the one before."""
    needs_number: bool = False
    """Only meant when a figure stands in the question too."""
    weight: int = 0
    """Of several intents in one question the heaviest is meant."""
    strict: bool = True
    """Names that are unknown stop it."""
