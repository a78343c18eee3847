"""From a row of recognised things to the slots of one question about numbers, with what stayed doubtful."""

import itertools
from dataclasses import dataclass, replace

from agent.planner import cuts, measures, spans, thresholds
from agent.planner.items import Item, Row
from agent.planner.kept_days import weekdays_of
from agent.planner.ranks import Rank, is_a_fall, rank_of
from agent.planner.shares import part_first
from agent.planner.slots import FINE_TIMES, TIME_GROUPS, Slots
from tools.semantics.dimensions import DIMENSIONS
from tools.semantics.metrics import METRICS

SHOWN_CAMPAIGNS = 10


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A question read: its slots and how it was said."""

    row: Row
    items: tuple[Item, ...]
    slots: Slots
    days: spans.Days
    rank: Rank
    amounts: thresholds.Amounts

    def has(self, *kinds: str) -> bool:
        """Whether something of the kinds was said."""
        return any(item.kind in kinds for item in self.items)

    def of(self, *kinds: str) -> list[Item]:
        """Items of the kinds."""
        return [item for item in self.items if item.kind in kinds]


def read(row: Row) -> Reading:
    """Fills the slots with what the question itself says; nothing is assumed yet."""
    row = replace(row, items=cuts.with_meant_names(row))
    items = measures.with_meant_metrics(row)
    items = _with_rates(spans.with_ranked_units(items), row)
    metrics = measures.metrics_of(items)
    amounts = thresholds.amounts_of(row, items, metrics)
    kept = (*cuts.kept_of(items, row.catalogue), *weekdays_of(items))
    days, rank = spans.days_of(row, items), rank_of(items, metrics, compared_with_number=bool(row.figures))
    slots = Slots(
        metrics=metrics,
        groups=cuts.groups_of(items, row.catalogue, kept),
        kept=kept,
        period=days.period,
        compare=days.compare,
        having=amounts.having,
        limit=amounts.limit,
        share=any(item.is_a("share") for item in items),
        running=any(item.is_a("running") for item in items),
        per_day=any(item.is_a("per_day") for item in items),
        chart=_chart(items),
        export=next((item.value for item in items if item.is_a("export")), ""),
    )
    if any(item.is_a("export") and item.value == "csv" for item in items):
        slots = replace(slots, export="csv")
    return Reading(row=row, items=items, slots=slots, days=days, rank=rank, amounts=amounts)


def about_metric(reading: Reading, metric: str) -> Reading:
    """The reading with thresholds that name no metric put on this one."""
    if not reading.amounts.unclear:
        return reading
    amounts = thresholds.amounts_of(reading.row, reading.items, reading.slots.metrics, unsaid=metric)
    slots = replace(reading.slots, having=amounts.having, limit=amounts.limit)
    return replace(reading, amounts=amounts, slots=slots)


def _with_rates(items: tuple[Item, ...], row: Row) -> tuple[Item, ...]:
    """Counts of conversions measured in percent are the conversion rate."""
    if not any(figure.unit == "percent" for figure in row.figures):
        return items
    return tuple(
        replace(item, value="cvr") if item.is_a("metric") and item.value == "conversions" and _alone(items) else item
        for item in items
    )


def _alone(items: tuple[Item, ...]) -> bool:
    return {item.value for item in items if item.is_a("metric")} == {"conversions"}


def _chart(items: tuple[Item, ...]) -> str | None:
    kinds = [item.value for item in items if item.is_a("chart")]
    return next((kind for kind in kinds if kind), "") if kinds else None


def completed(reading: Reading) -> Slots:
    """The slots with what people leave unsaid: usual metrics, the order of a ranking, the grain of a trend."""
    slots = _with_metrics(reading)
    slots = _with_days(reading, slots)
    slots = _with_groups(reading, slots)
    slots = _with_order(reading, slots)
    slots = replace(_placed(reading, slots), count=_counts_rows(reading, slots))
    return _consistent(slots)


def _with_metrics(reading: Reading) -> Slots:
    slots = reading.slots
    metrics = slots.metrics
    if not metrics:
        if slots.having:
            metrics = tuple(dict.fromkeys(entry.metric for entry in slots.having))
        elif reading.has("share", "running", "per_day"):
            metrics = ("spend",)
        elif reading.rank.asked and slots.chart is None:
            metrics = (reading.rank.by, *measures.usual(reading.row))
        else:
            metrics = measures.usual(reading.row)
    if reading.rank.asked and reading.rank.by:
        metrics = (reading.rank.by, *(name for name in metrics if name != reading.rank.by))
    return replace(slots, metrics=tuple(dict.fromkeys(metrics)))


def _with_days(reading: Reading, slots: Slots) -> Slots:
    row = reading.row
    moving = reading.has("change") and not _spread(reading, slots)
    if reading.days.against:
        now, then = spans.current_for(spans.resolved(reading.days.against, row), row)
        return replace(slots, period=now, compare=then)
    compare = slots.compare or ("previous" if moving else "")
    step = next((item.value for item in reading.of("step")), "")
    if step:
        return _stepped(reading, slots, step)
    if len(reading.days.others):
        compare = ""
    period = slots.period or spans.useful_default(row, compared=bool(compare))
    return replace(slots, period=period, compare=compare)


def _stepped(reading: Reading, slots: Slots, step: str) -> Slots:
    """Reads "month over month": one month against the one before, a longer time as a row of months."""
    row = reading.row
    period = slots.period or spans.useful_default(row, compared=False)
    one = spans.unit_before(spans.resolved(period, row), step) if slots.period else ""
    if one:
        return replace(slots, period=period, compare=one)
    return replace(slots, period=period, compare="", groups=(step, *slots.groups))


def _spread(reading: Reading, slots: Slots) -> bool:
    """Whether the change is looked at along time, or between named things, not between two periods."""
    along = any(name in TIME_GROUPS for name in slots.groups) or reading.has("trend")
    named = any(len(entry.values) > 1 and not entry.exclude for entry in slots.kept)
    return along or (named and reading.has("compare", "change") and not reading.has("when"))


def _with_groups(reading: Reading, slots: Slots) -> Slots:
    groups = slots.groups
    if reading.days.unit and not any(name in TIME_GROUPS for name in groups):
        groups = (reading.days.unit, *groups)
    timed = any(name in TIME_GROUPS for name in groups)
    if slots.share:
        groups = _shared(replace(slots, kept=part_first(reading.items, reading.row.text, slots.kept)))
    if reading.has("when") and not timed:
        groups, timed = ("day" if slots.metrics and reading.slots.metrics else "weekday", *groups), True
    wants_time = reading.has("trend") or slots.running or slots.chart in ("line", "area")
    if slots.chart is not None and not groups:
        wants_time = wants_time or slots.chart == ""
        groups = groups if wants_time else _charted(slots)
    if wants_time and not timed and not slots.compare:
        groups = (spans.grain_for(slots.period, reading.row), *groups)
    ranked = reading.rank.asked and not _weighs_periods(reading, slots)
    if not groups and (ranked or slots.having or reading.has("loss", "gain")):
        groups = ("channel",)
    if slots.chart == "scatter" and not groups:
        groups = ("campaign",)
    return replace(slots, groups=tuple(dict.fromkeys(groups)))


def _weighs_periods(reading: Reading, slots: Slots) -> bool:
    """Reads "was October better than September", where it is not rows that are weighed."""
    return bool(slots.compare) and not reading.has("which", "who", "dimension") and slots.limit is None


def _charted(slots: Slots) -> tuple[str, ...]:
    if slots.chart == "heatmap":
        return ("weekday", "channel")
    return ("campaign",) if slots.chart == "scatter" else ("channel",)


def with_share(slots: Slots) -> Slots:
    """The slots of a share: among the rows there are, or the values of a dimension; of what adds up."""
    cut = any(name not in TIME_GROUPS for name in slots.groups)
    return _consistent(replace(slots, share=True, groups=slots.groups if cut else _shared(slots)))


def _shared(slots: Slots) -> tuple[str, ...]:
    """A share is a share among the values of the dimension it was asked for."""
    named = [entry.dimension for entry in slots.kept if not entry.exclude]
    return tuple(dict.fromkeys([*slots.groups, *named[:1]])) or ("channel",)


def _with_order(reading: Reading, slots: Slots) -> Slots:
    rank = reading.rank
    if not rank.asked or (_weighs_periods(reading, slots) and not slots.groups):
        return slots
    by = rank.by or slots.metrics[0]
    if slots.compare and reading.has("change"):
        return replace(slots, order=f"{by}_change", ascending=is_a_fall(reading.items) != reading.has("least"))
    limit = slots.limit
    singular = reading.has("which", "when", "who") and limit is None
    if singular and set(slots.groups) & {"day", "week"} and len(slots.groups) == 1:
        limit = 1
    if limit is None and "campaign" in slots.groups and not slots.having:
        limit = SHOWN_CAMPAIGNS
    return replace(slots, order=by, ascending=rank.ascending, limit=limit)


def _consistent(slots: Slots) -> Slots:
    """Removes what can't go together."""
    slots = replace(slots, groups=tuple(sorted(slots.groups, key=lambda name: name not in FINE_TIMES)))
    if slots.share:
        shared = set(slots.groups)
        slots = _focused(slots, shared)
        metrics = tuple(name for name in slots.metrics if METRICS[name].additive) or ("spend",)
        slots = replace(slots, metrics=metrics)
    if slots.per_day and any(name in TIME_GROUPS for name in slots.groups):
        slots = replace(slots, groups=tuple(name for name in slots.groups if name not in ("day",)))
    slots = with_fitting_order(slots)
    if slots.limit is not None and not slots.order and not set(slots.groups) & set(FINE_TIMES):
        slots = replace(slots, order=slots.metrics[0], ascending=False)
    return slots


def with_fitting_order(slots: Slots) -> Slots:
    """The slots in an order they can be put in: by a metric or dimension of theirs, or by a metric's change."""
    changes = (f"{name}_change" for name in slots.metrics if slots.compare)
    if not slots.order or slots.order in (*slots.metrics, *slots.groups, *changes):
        return slots
    return replace(slots, order=slots.metrics[0])


def _focused(slots: Slots, dimensions: set[str]) -> Slots:
    """Filters on these dimensions become names to look at among all the rows."""
    named = [entry for entry in slots.kept if entry.dimension in dimensions and not entry.exclude]
    values = tuple(value for entry in named for value in entry.values)
    kept = tuple(entry for entry in slots.kept if entry not in named)
    return replace(slots, kept=kept, focus=values or slots.focus)


def _placed(reading: Reading, slots: Slots) -> Slots:
    """Reads "на каком месте Авито по выручке", "is TikTok the worst channel": where a name stands among its kind."""
    named = [entry for entry in slots.kept if not entry.exclude]
    if reading.rank.asked:
        own = {entry.dimension for entry in named if len(entry.values) == 1} & set(slots.groups)
        slots = _focused(slots, own) if own else slots
    among = reading.has("compare") and reading.has("average", "all") and not slots.compare
    if among and len(named) == 1 and not slots.groups:
        return _focused(replace(slots, groups=(named[0].dimension,)), {named[0].dimension})
    if not reading.has("place") or not named:
        return slots
    entry = named[0]
    by = slots.metrics[0]
    slots = _focused(replace(slots, groups=(entry.dimension,), order=by), {entry.dimension})
    return replace(slots, ascending=METRICS[by].better == "down")


def _counts_rows(reading: Reading, slots: Slots) -> bool:
    """Reads "how many campaigns ...", "сколько дней ...": the number of rows."""
    items = [item for item in reading.items if not item.is_a("filler")]
    pairs = itertools.pairwise(items)
    return any(
        left.is_a("count")
        and right.is_a("dimension")
        and cuts.stand_in(right.value, reading.row.catalogue, right.text) in slots.groups
        for left, right in pairs
    )


def missing_dimension(slots: Slots, row: Row) -> str:
    """A dimension of the question that the data has no values for, or empty."""
    asked = (*slots.groups, *(entry.dimension for entry in slots.kept))
    return next((name for name in asked if name in DIMENSIONS and not cuts.available(name, row.catalogue)), "")
