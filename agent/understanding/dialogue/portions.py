"""What part the answer before is of the one before it: "обращения", "а целевых из них?", "какая это доля?"."""

from agent.understanding.grammar.frame import Wanted
from agent.understanding.grammar.quotients import part_of
from agent.understanding.grammar.scene import Clause


def portion(scene: Clause, frame: Wanted, last: Wanted, earlier: Wanted) -> Wanted | None:
    """The request before as the share of the measure asked before it, where both are told of the same rows."""
    alone = not scene.has("dimension", "value", "campaign", "period", "more", "compare")
    if not (scene.has("share") and alone) or frame.origin("metrics") == "said":
        return None
    same = (last.kept, last.cuts, last.get("periods")) == (earlier.kept, earlier.cuts, earlier.get("periods"))
    if not same or len(last.metrics) != 1 or len(earlier.metrics) != 1 or last.metrics == earlier.metrics:
        return None
    key = part_of(last.metrics[0], earlier.metrics[0])
    return last.put("metrics", (key,)).without("order_by", "limit", "share") if key else None
