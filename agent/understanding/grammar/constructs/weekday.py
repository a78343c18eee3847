"""Classes of days: working days, weekends, "on Mondays"; two classes against each other are rows."""

from typing import Final

from agent.understanding.grammar.construct import Construct
from agent.understanding.grammar.frame import Kept, Wanted
from agent.understanding.grammar.scene import Clause
from agent.understanding.spans import Stretch


def apply(scene: Clause, frame: Wanted) -> Wanted:
    """One class is a filter; several are compared day by day of the week."""
    spans = scene.of("weekdays")
    days = tuple(dict.fromkeys(day for span in spans for day in span.value))
    classes = {span.value for span in spans}
    weekday = [
        span for span in scene.of("dimension") if span.value == "weekday" and span.low in ("weekday", "weekdays")
    ]
    against = scene.has("compare") and "67" in classes
    if "67" in classes and weekday and (against or not _follows_by(scene, weekday[0])):
        classes, spans = classes | {"12345"}, [*spans, *weekday]
    if not classes:
        return frame
    cut_by = any(span.value == "weekday" and _follows_by(scene, span) for span in scene.of("dimension"))
    if cut_by and len(classes) > 1 and not against:
        return frame.hear(*spans)
    if len(classes) > 1 and (len(classes & {"67", "12345"}) == 2 or not scene.has("all")):
        frame = frame.put("group_by", ("weekday",), *spans).mark("classes" if {"67", "12345"} <= classes else "days")
        named = len(classes & {"67", "12345"}) < 2
        return frame.put("where", (Kept(dimension="weekday", values=days),), *spans) if named else frame
    return frame.put("where", (Kept(dimension="weekday", values=days),), *spans)


def _follows_by(scene: Clause, span: Stretch) -> bool:
    place = scene.spans.index(span)
    return place > 0 and scene.spans[place - 1].is_a("by", "each")


CONSTRUCT: Final = Construct(
    name="weekday",
    apply=apply,
    examples={
        "расход по выходным за октябрь": {"where": (Kept(dimension="weekday", values=("6", "7")),)},
        "spend on Mondays in October": {"where": (Kept(dimension="weekday", values=("1",)),)},
        "в будни или в выходные выше ROI": {"group_by": ("weekday",)},
    },
)
