"""Follow-ups: "а у YouTube?", "same for April", "only the top 3" change some slots of the question before."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from agent.planner import spans
from agent.planner.call import PlannedCall
from agent.planner.ranks import Rank
from agent.planner.reading import Reading
from agent.planner.slots import TIME_GROUPS, Kept, Slots, slots_of

QUESTION_TOOLS: Final = frozenset(("query_metrics", "compare_periods", "plot_chart", "export_table", "rank"))
_STARTERS: Final = frozenset(
    (
        "а",
        "и",
        "and",
        "but",
        "now",
        "теперь",
        "also",
        "еще",
        "ещё",
        "то",
        "same",
        "also",
        "но",
        "так",
        "ok",
        "ок",
        "then",
        "тогда",
        "только",
        "only",
        "just",
    )
)
_MARKS: Final = ("same", "what_about", "it", "reverse", "also", "instead")
_DRILL: Final = {(): "channel", ("channel",): "campaign"}
_DETAILED: Final = ("spend", "revenue", "roi", "conversions", "clicks", "impressions", "ctr", "cpc", "cpa")


def last_slots(previous: Sequence[PlannedCall]) -> Slots | None:
    """The slots of the newest question about numbers."""
    calls = [call for call in previous if call.name in QUESTION_TOOLS]
    return slots_of(dict(calls[-1].args), calls[-1].name) if calls else None


def follows(reading: Reading) -> bool:
    """Whether the question only makes sense after another one."""
    first = reading.row.tokens[0].plain if reading.row.tokens else ""
    said = [item for item in reading.items if not item.is_a("filler", "and")]
    starts = first in _STARTERS or reading.has(*_MARKS)
    if reading.slots.metrics:
        full = reading.slots.groups or reading.slots.kept or reading.slots.period
        alone = (
            len(
                [
                    item
                    for item in said
                    if not item.is_a("metric", "and", "or", "now", "also", "sort", "chart", "average", "all", "share")
                ]
            )
            == 0
        )
        return (
            starts
            or (alone and not full and len(said) <= 3 and not reading.has("define", "all", "trend"))
            or _only_order(reading)
        )
    if reading.has("vague", "define", "have", "span", "count", "intent", "small_talk") and not starts:
        return False
    asks_anew = reading.has("which", "who", "when") and reading.rank.asked and bool(reading.slots.groups)
    return bool(said) and (starts or not asks_anew)


def _only_order(reading: Reading) -> bool:
    """Reads "sort by spend", "отсортируй по CTR"."""
    return reading.has("sort") and not reading.slots.groups and not reading.slots.kept and not reading.slots.period


def merged(reading: Reading, before: Slots) -> Slots:
    """The slots before, with what the follow-up says in their place."""
    slots = _with_metrics(reading, before)
    slots = _with_cuts(reading, slots)
    slots = _with_filters(reading, slots)
    slots = _with_days(reading, slots)
    slots = _with_rows(reading, slots)
    slots = _with_looks(reading, slots)
    return _with_details(reading, slots)


def _with_metrics(reading: Reading, slots: Slots) -> Slots:
    new = reading.slots.metrics
    if not new:
        return slots
    if _only_order(reading) or reading.has("also"):
        return replace(slots, metrics=tuple(dict.fromkeys((*slots.metrics, *new))))
    order = slots.order if slots.order in new else (new[0] if slots.order and slots.limit else "")
    kept = replace(slots, metrics=new, order=order, having=reading.slots.having)
    return kept if order else replace(kept, ascending=None)


def _with_cuts(reading: Reading, slots: Slots) -> Slots:
    groups = reading.slots.groups
    named = {entry.dimension for entry in reading.slots.kept}
    groups = tuple(name for name in groups if name not in named or reading.has("by", "each"))
    if reading.has("trend") and not any(name in TIME_GROUPS for name in groups):
        groups = (spans.grain_for(reading.slots.period or slots.period, reading.row), *groups)
    if not groups:
        return slots
    if reading.has("also") or (reading.has("and") and reading.row.tokens[0].plain in ("еще", "ещё", "also")):
        return replace(slots, groups=tuple(dict.fromkeys((*slots.groups, *groups))))
    cut = replace(slots, groups=groups, limit=None, having=())
    if any(name in TIME_GROUPS for name in groups):
        cut = replace(cut, order="", ascending=None, share=False, compare="")
    return cut


def _with_filters(reading: Reading, slots: Slots) -> Slots:
    """New values of a dimension take the place of the old ones; "also" adds; a single value needs no cut by itself."""
    kept = list(slots.kept)
    groups = slots.groups
    for entry in reading.slots.kept:
        same = [old for old in kept if old.dimension == entry.dimension and old.exclude == entry.exclude]
        if entry.exclude or reading.has("also"):
            values = tuple(dict.fromkeys([*(value for old in same for value in old.values), *entry.values]))
            entry = Kept(dimension=entry.dimension, values=values, exclude=entry.exclude)
            kept = [old for old in kept if old not in same]
        else:
            kept = [old for old in kept if old.dimension != entry.dimension]
        kept.append(entry)
        if not entry.exclude and not reading.slots.groups:
            groups = _without_single(groups, entry)
    narrowed = reading.slots.kept and groups != slots.groups
    slots = replace(slots, kept=tuple(kept), groups=groups)
    return replace(slots, order="", ascending=None, limit=None, share=False) if narrowed and not groups else slots


def _without_single(groups: tuple[str, ...], entry: Kept) -> tuple[str, ...]:
    if len(entry.values) > 1:
        return groups if entry.dimension in groups else (*groups, entry.dimension)
    return tuple(name for name in groups if name != entry.dimension)


def _with_days(reading: Reading, slots: Slots) -> Slots:
    row, days = reading.row, reading.days
    if days.against or (days.compare and not days.period):
        compare = days.compare or days.against
        return replace(slots, compare=compare, order="" if "day" in slots.groups else slots.order)
    if reading.has("change") and not days.period:
        return replace(slots, compare="previous")
    if not days.period:
        return slots
    if _a_year_ago(reading):
        before = spans.resolved(slots.period, row).same_last_year()
        return replace(slots, period=f"{before.start}..{before.end}")
    compare = days.compare or (slots.compare if slots.compare in ("previous", "last_year") else "")
    if reading.has("compare") and not days.compare:
        return replace(slots, compare=days.period)
    return replace(slots, period=days.period, compare=compare)


def _a_year_ago(reading: Reading) -> bool:
    said = {item.text.lower().strip() for item in reading.of("period")}
    return bool(said & {"год назад", "a year ago", "one year ago", "год тому назад", "last year ago"})


def _with_rows(reading: Reading, slots: Slots) -> Slots:
    rank, limit = reading.rank, reading.slots.limit
    if reading.slots.having:
        slots = replace(slots, having=reading.slots.having)
        slots = slots if slots.groups else replace(slots, groups=("channel",))
    if rank.asked:
        named = rank.by if rank.by in reading.slots.metrics else (slots.order or slots.metrics[0])
        metrics = (named, *(name for name in slots.metrics if name != named))
        ranked = Rank(by=named, ascending=_end(reading, named), asked=True)
        slots = replace(slots, metrics=metrics, order=named, ascending=ranked.ascending)
    if reading.has("reverse"):
        slots = replace(slots, order=slots.order or slots.metrics[0], ascending=not slots.ascending)
    if limit is not None:
        slots = replace(slots, limit=limit, order=slots.order or slots.metrics[0], ascending=bool(slots.ascending))
    return replace(slots, groups=("channel",)) if (limit or rank.asked) and not slots.groups else slots


def _end(reading: Reading, metric: str) -> bool:
    from agent.planner.ranks import rank_of

    return rank_of(reading.items, (metric,)).ascending


def _with_looks(reading: Reading, slots: Slots) -> Slots:
    said = reading.slots
    if said.chart is not None:
        slots = replace(slots, chart=said.chart, export="")
        timeless = not slots.groups and slots.chart != "pie"
        slots = replace(slots, groups=(spans.grain_for(slots.period, reading.row),)) if timeless else slots
        slots = replace(slots, groups=("channel",)) if not slots.groups else slots
    if reading.has("table") and said.chart is None:
        slots = replace(slots, chart=None, export="")
    if said.export:
        slots = replace(slots, export=said.export, chart=None)
    slots = replace(slots, per_day=slots.per_day or said.per_day, running=slots.running or said.running)
    if said.running and not any(name in TIME_GROUPS for name in slots.groups):
        slots = replace(slots, groups=(spans.grain_for(slots.period, reading.row), *slots.groups))
    if said.share:
        slots = replace(slots, share=True, groups=slots.groups or ("channel",))
    return slots


def _with_details(reading: Reading, slots: Slots) -> Slots:
    if not reading.has("details"):
        return slots
    deeper = _DRILL.get(slots.groups)
    if deeper and not reading.slots.groups:
        return replace(slots, groups=(*slots.groups, deeper) if slots.groups else (deeper,), limit=None, having=())
    return replace(slots, metrics=tuple(dict.fromkeys((*slots.metrics, *_DETAILED))))
