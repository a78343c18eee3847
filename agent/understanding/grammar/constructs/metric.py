"""The numbers asked for: "spend and ROI", "what does a click cost", "profit"."""

from typing import Final

from agent.understanding.grammar.construct import Construct
from agent.understanding.grammar.frame import Wanted
from agent.understanding.grammar.scene import Clause

_ASKS: Final = ("which", "count", "how_much", "vague")


def apply(scene: Clause, frame: Wanted) -> Wanted:
    """Metrics in the order they are said; a word that none of them knows is none: it is asked about, not guessed."""
    frame = frame.hear(*scene.of(*_ASKS))
    spans = scene.of("metric")
    return frame.put("metrics", tuple(dict.fromkeys(span.value for span in spans)), *spans) if spans else frame


CONSTRUCT: Final = Construct(
    name="metric",
    apply=apply,
    examples={
        "spend and revenue last month": {"metrics": ("spend", "revenue")},
        "сколько стоит заявка": {"metrics": ("cpl",)},
        "выручка на заказ": {"metrics": ("aov",)},
    },
)
