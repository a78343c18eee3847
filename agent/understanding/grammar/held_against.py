"""A measure held against that of the request before: "and per order?" after spend, "as % of installs" after trials."""

from agent.understanding.grammar.quotients import as_one, each_of, part_of, stands_for_one
from agent.understanding.grammar.scene import Clause, as_a
from agent.understanding.spans import Stretch
from tools.semantics.metrics import METRICS


def held_against(spans: list[Stretch], scene: Clause) -> list[Stretch]:
    """The spans with the only measure named as the ratio of the only one before to it, where it stands so."""
    named = [span for span in spans if span.is_a("metric")]
    if len(named) != 1 or len(scene.metrics_before) != 1 or scene.metrics_before[0] not in METRICS:
        return spans
    before, below = scene.metrics_before[0], named[0]
    share = scene.before(below, past=("number", "filler"), most=1)
    if share and share[0].is_a("share") and (key := part_of(before, below.value)):
        return as_one(spans, below, as_a(below, "metric", key), [share[0]])
    link = scene.before(below, past=("number",), most=1)
    key = METRICS.named_ratio(before, below.value) or each_of(before, below.value)
    if link and stands_for_one(link[0], below) and key:
        return [as_a(one, "metric", key) if one is below else one for one in spans]
    return spans
