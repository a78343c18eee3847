"""Means and sums over days: per day, per week, running totals, in all, at this pace."""

from typing import Final

from agent.understanding.grammar.construct import Construct
from agent.understanding.grammar.frame import TIME, Wanted
from agent.understanding.grammar.quotients import each_of
from agent.understanding.grammar.scene import Clause
from tools.semantics.calendar import DAY, closing_on
from tools.semantics.metrics import METRICS

_MEAN: Final = frozenset("average avg среднем среднее средняя средний недельное среднемесячный mean".split())
_PER: Final = {"per_day": "day", "per_week": "week", "per_month": "month"}


def apply(scene: Clause, frame: Wanted) -> Wanted:
    """The average per day, week or month; a running total; the pace of an unfinished period."""
    for kind, unit in _PER.items():
        words = scene.of(kind)
        if (
            words
            and unit != "day"
            and not (scene.has("average") or any(_MEAN.intersection(word.low.split()) for word in words))
        ):
            frame = frame.put("group_by", tuple(dict.fromkeys((unit, *frame.cuts))), *words)
        elif words:
            frame = frame.put("average", unit, *words, *scene.of("average"))
    if words := scene.of("running"):
        frame = frame.put("running", True, *words)
    if words := scene.of("pace"):
        frame = _so_far(scene, frame.put("pace", True, *words))
    return _plain_mean(scene, frame.hear(*scene.of("all")))


def _so_far(scene: Clause, frame: Wanted) -> Wanted:
    """Reads "to the end of June at this pace" as June so far: its pace goes on to its end."""
    for span in scene.of("period"):
        if span.period and (unit := closing_on(scene.today, span.period.end)):
            return frame.put("periods", (f"{unit[0]}..{max(unit[0], scene.today - DAY)}",), span)
    return frame


def _plain_mean(scene: Clause, frame: Wanted) -> Wanted:
    """Reads "average" alone: of days where days are named, nothing more than the ratio where a ratio is asked."""
    average = scene.of("average")
    additive = any(METRICS[name].additive for name in frame.metrics)
    classes = "classes" in frame.marks or "day_type" in frame.cuts
    by_weekday = classes or "weekday" in frame.cuts
    if not frame.has("average") and additive and (classes or (average and by_weekday)):
        return frame.put("average", "day", *average, origin="said" if average else "default")
    if average and not frame.has("average"):
        if frame.get("group_by") == ("day",) and not scene.has("by", "trend", "which"):
            frame = frame.put("average", "day", *average).without("group_by")
        elif any(not METRICS[name].additive for name in frame.metrics) or any(name in TIME for name in frame.cuts):
            frame = frame.hear(*average)
        elif any(entry.dimension == "weekday" for entry in frame.kept):
            frame = frame.put("average", "day", *average)
        elif each := _of_one_result(scene, frame):
            frame = frame.put("metrics", (each,), *average)
    return frame


def _of_one_result(scene: Clause, frame: Wanted) -> str:
    """Reads "average contract value", "средняя премия" as money for one result; empty where nothing is said so."""
    if len(frame.metrics) != 1 or not scene.collected("conversions"):
        return ""
    (metric,), behind = frame.metrics, scene.after(scene.of("average")[0], most=1)
    if METRICS[metric].style != "money" or metric == "spend" or not behind or behind[0].value != metric:
        return ""
    return METRICS.named_ratio(metric, "conversions") or each_of(metric, "conversions")


CONSTRUCT: Final = Construct(
    name="average",
    apply=apply,
    examples={
        "average daily spend in October": {"average": "day"},
        "расход нарастающим итогом": {"running": True},
    },
)
