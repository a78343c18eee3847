"""The probability that a reading is right: a logistic curve over its features, fitted on rounds as they were asked."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from agent.understanding.scoring.features import Features

TABLE: Final = Path(__file__).parent / "weights.txt"


@dataclass(frozen=True, kw_only=True)
class Weights:
    """What `benchmarks.certainty` fitted: a weight a feature, and the lines between answering and asking."""

    bias: float
    ask: float
    """Below it the question is asked back."""
    offer: float
    """Below it the next reading is offered beside the answer."""
    features: Mapping[str, float]

    def probability(self, features: Features) -> float:
        """That a reading with these features is right."""
        level = self.bias + sum(self.features.get(name, 0.0) * value for name, value in features.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, level))))


@cache
def weights() -> Weights:
    """The fitted table, read once."""
    return weights_of(TABLE.read_text(encoding="utf-8"))


def weights_of(text: str) -> Weights:
    """The table as text: a name and a number a line, remarks after `#`."""
    lines = (line.partition("#")[0].split("=") for line in text.splitlines() if "=" in line.partition("#")[0])
    given = {name.strip(): float(value) for name, value in lines}
    own = {name: given.pop(name) for name in ("bias", "ask", "offer")}
    return Weights(**own, features=given)
