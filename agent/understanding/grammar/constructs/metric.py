"""The numbers asked for: "spend and ROI", "what does a click cost", "profit"."""

from typing import Final

from agent.understanding.grammar.construct import Construct
from agent.understanding.grammar.frame import Wanted
from agent.understanding.grammar.scene import Clause

_SURE: Final = 0.6
"""From which probability the learned reader names a metric that no word names."""
_ASKS: Final = ("which", "count", "how_much", "vague")


def apply(scene: Clause, frame: Wanted) -> Wanted:
    """Metrics in the order they are said; where no word names one, what the learned reader hears."""
    spans = scene.of("metric")
    frame = frame.hear(*scene.of(*_ASKS))
    if spans:
        return frame.put("metrics", tuple(dict.fromkeys(span.value for span in spans)), *spans)
    if scene.reading is None or scene.has("vague", "uncollected"):
        return frame
    heard = [key for key in scene.reading.said(scene.reading.metrics, line=_SURE) if scene.collected(key)]
    tagged = [tag for tag in scene.reading.spans if tag.kind == "METRIC"]
    words = [span for span in scene.of("unknown", "filler") if any(tag.start <= span.start < tag.end for tag in tagged)]
    return frame.put("metrics", tuple(heard), *words, origin="guessed") if heard and words else frame


CONSTRUCT: Final = Construct(
    name="metric",
    apply=apply,
    examples={
        "spend and revenue last month": {"metrics": ("spend", "revenue")},
        "сколько стоит заявка": {"metrics": ("cpl",)},
        "выручка на заказ": {"metrics": ("aov",)},
    },
)
