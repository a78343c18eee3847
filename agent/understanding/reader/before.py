"""The question before as one line of text: the only form in which the reader has seen dialogue."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Before:
    """What the last answer was about, in keys of the registries and values as people see them."""

    act: str = "query"
    metrics: Sequence[str] = ()
    cuts: Sequence[str] = ()
    filters: Sequence[tuple[str, str]] = ()
    """Dimension key and value: `("channel", "Facebook")`; an excluded value has `not ` before the key."""
    period: str = ""
    """As said back: `2026-10-01..2026-10-31`, `октябрь`, or empty where none was said."""
    compared: str = ""
    ranked: bool = False
    chart: bool = False

    def line(self) -> str:
        """`query spend roi by channel for channel Facebook in октябрь against сентябрь ranked chart`."""
        parts = [self.act, *self.metrics]
        parts += [word for cut in self.cuts for word in ("by", cut)]
        parts += [word for dimension, value in self.filters for word in ("for", dimension, value)]
        parts += ["in", self.period] if self.period else []
        parts += ["against", self.compared] if self.compared else []
        parts += ["ranked"] if self.ranked else []
        parts += ["chart"] if self.chart else []
        return " ".join(parts)
