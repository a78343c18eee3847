"""What a construct is: a pattern over spans that fills slots, with examples that are its test."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from agent.understanding.grammar.frame import Wanted
from agent.understanding.grammar.scene import Clause


@dataclass(frozen=True, kw_only=True)
class Construct:
    """One way people shape a request."""

    name: str
    apply: Callable[[Clause, Wanted], Wanted]
    """The frame with what the scene says of it; the same frame where it says nothing."""
    examples: Mapping[str, Mapping[str, Any]]
    """Message to the slots it must have: what the test asks of the demo data."""
