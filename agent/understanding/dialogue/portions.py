"""What part the answer before is of the one before it: "обращения", "а целевых из них?", "какая это доля?"."""

from typing import Final

from agent.understanding.dialogue.following import OF_THEM
from agent.understanding.grammar.frame import Wanted
from agent.understanding.grammar.quotients import part_of
from agent.understanding.grammar.scene import Clause
from tools.semantics.metrics import METRICS


def part_of_before(scene: Clause, frame: Wanted, last: Wanted) -> Wanted | None:
    """Reads "and what percentage of them cancelled?" after policies as the cancelled ones among them."""
    named = frame.metrics if frame.origin("metrics") == "said" else ()
    theirs = bool(scene.words() & _OF_THOSE) or scene.has("becomes")
    if not (scene.has("share") and theirs) or len(last.metrics) != 1 or scene.has("compare"):
        return None
    counts = {METRICS.counted_by(name) or name for name in named} - {*last.metrics}
    parts = [key for name in counts if name in METRICS and (key := part_of(name, last.metrics[0]))]
    return last.put("metrics", tuple(parts)).without("order_by", "limit", "share") if len(parts) == 1 else None


_OF_THOSE: Final = OF_THEM | frozenset("those these этих тех".split())


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
