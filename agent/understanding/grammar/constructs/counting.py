"""How many rows there are: "how many campaigns", "сколько дней расход был выше 1000"."""

import itertools
from typing import Final

from agent.understanding.grammar.construct import Construct
from agent.understanding.grammar.constructs.cut import stored_as
from agent.understanding.grammar.frame import Wanted
from agent.understanding.grammar.scene import Clause


def apply(scene: Clause, frame: Wanted) -> Wanted:
    """The number of rows is asked where "how many" stands before what rows are made for."""
    spans = [span for span in scene.spans if not span.is_a("filler", "value", "unknown")]
    for left, right in itertools.pairwise(spans):
        if (
            left.is_a("count")
            and right.is_a("dimension")
            and stored_as(right.value, scene.catalogue, right.low) in frame.cuts
        ):
            return frame.put("count", True, left, right)
    return frame


CONSTRUCT: Final = Construct(
    name="counting", apply=apply, examples={"how many campaigns had ROI above 100%": {"count": True}}
)
