"""Puts what a follow-up changes into the slots of the question before."""

import re
from dataclasses import replace
from typing import Final

from agent.planner import spans
from agent.planner.both import says_both
from agent.planner.follow import (
    begins_as_follow_up,
    counts_them,
    only_order,
    only_total,
    other_groups,
    points_at_the_first,
)
from agent.planner.ranks import Rank
from agent.planner.reading import Reading, with_share
from agent.planner.slots import TIME_GROUPS, Kept, Slots
from tools.words.period import find_periods

_DRILL: Final = {(): "channel", ("channel",): "campaign"}
_DETAILED: Final = ("spend", "revenue", "roi", "conversions", "clicks", "impressions", "ctr", "cpc", "cpa")


def merged(reading: Reading, before: Slots) -> Slots:
    """The slots before, with what the follow-up says in their place."""
    if points_at_the_first(reading, before):
        metrics = tuple(dict.fromkeys((before.order, *reading.slots.metrics)))
        return replace(before, metrics=metrics, limit=1, compare="", share=False)
    slots = _with_metrics(reading, _unfocused(reading, before))
    slots = _with_cuts(reading, slots)
    slots = _with_filters(reading, slots)
    if moves_back(reading):
        slots = replace(slots, period=spans.just_before(slots.period, reading.row))
    else:
        slots = _with_days(reading, slots)
    slots = _with_rows(reading, slots)
    slots = replace(_with_looks(reading, slots), count=counts_them(reading) and bool(slots.groups))
    return _with_details(reading, slots)


def _unfocused(reading: Reading, slots: Slots) -> Slots:
    """A name looked at among its kind becomes a filter once the rows are cut otherwise."""
    shared = next((name for name in slots.groups if name not in TIME_GROUPS), "")
    other = reading.slots.groups and shared not in reading.slots.groups
    if not slots.focus or not other:
        return slots if not slots.count else replace(slots, count=False)
    kept = (*slots.kept, Kept(dimension=shared, values=slots.focus))
    return replace(slots, kept=kept, focus=(), share=False, count=False)


def _with_metrics(reading: Reading, slots: Slots) -> Slots:
    new = reading.slots.metrics
    if not new:
        return slots
    if set(new) <= {entry.metric for entry in reading.slots.having}:
        return replace(slots, metrics=tuple(dict.fromkeys((*slots.metrics, *new))))
    if only_order(reading):
        return replace(slots, metrics=tuple(dict.fromkeys((*slots.metrics, *new))))
    if reading.has("also") or (slots.groups and _theirs(reading)):
        return replace(slots, metrics=tuple(dict.fromkeys((*slots.metrics, *new))))
    order = slots.order if slots.order in new else (new[0] if slots.order and slots.limit else "")
    kept = replace(slots, metrics=new, order=order, having=reading.slots.having)
    return kept if order else replace(kept, ascending=None)


def _with_cuts(reading: Reading, slots: Slots) -> Slots:
    groups = _own_groups(reading, slots)
    if reading.has("which") and not other_groups(reading, slots):
        groups = ()
    named = {entry.dimension for entry in reading.slots.kept}
    groups = tuple(name for name in groups if name not in named or reading.has("by", "each"))
    if reading.has("who") and not reading.has("dimension") and any(name not in TIME_GROUPS for name in slots.groups):
        groups = ()
    if only_total(reading):
        kept = slots.kept if slots.groups or any(len(entry.values) > 1 for entry in slots.kept) else ()
        return replace(slots, groups=(), kept=kept, order="", ascending=None, limit=None, having=(), share=False)
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


def _theirs(reading: Reading) -> bool:
    """Reads "and their spend?", "а их расход?" as a further column of the rows there are."""
    return any(token.plain in _THEIRS for token in reading.row.tokens) and not reading.has("sort", "best", "worst")


_THEIRS: Final = frozenset("their they them these those их они них этих".split())


def _own_groups(reading: Reading, slots: Slots) -> tuple[str, ...]:
    """The cuts asked for; the "quarters" of "compare both quarters" are the periods compared."""
    periods = says_both(reading) and bool(slots.compare)
    return tuple(name for name in reading.slots.groups if not (periods and name in TIME_GROUPS))


def _with_filters(reading: Reading, slots: Slots) -> Slots:
    """New values of a dimension take the place of the old ones; "also" adds; a single value needs no cut by itself."""
    kept = list(slots.kept)
    groups = slots.groups
    for entry in reading.slots.kept:
        if slots.share and entry.dimension in groups and not entry.exclude and not reading.has("only"):
            slots = replace(slots, focus=entry.values)
            continue
        same = [old for old in kept if old.dimension == entry.dimension and old.exclude == entry.exclude]
        if entry.exclude or reading.has("also"):
            values = tuple(dict.fromkeys([*(value for old in same for value in old.values), *entry.values]))
            entry = Kept(dimension=entry.dimension, values=values, exclude=entry.exclude)
            kept = [_less(old, entry) for old in kept if old not in same]
            kept = [old for old in kept if old.values]
        else:
            kept = [old for old in kept if old.dimension != entry.dimension]
        kept.append(entry)
        if not entry.exclude and not (entry.dimension in reading.slots.groups and reading.has("by", "each")):
            groups = _without_single(groups, entry)
    narrowed = reading.slots.kept and groups != slots.groups
    slots = replace(slots, kept=tuple(kept), groups=groups)
    return replace(slots, order="", ascending=None, limit=None, share=False) if narrowed and not groups else slots


def _less(old: Kept, dropped: Kept) -> Kept:
    """A filter without the values that are now left out."""
    if not dropped.exclude or old.exclude or old.dimension != dropped.dimension:
        return old
    return replace(old, values=tuple(value for value in old.values if value not in dropped.values))


def _without_single(groups: tuple[str, ...], entry: Kept) -> tuple[str, ...]:
    if len(entry.values) > 1:
        return groups if entry.dimension in groups else (*groups, entry.dimension)
    return tuple(name for name in groups if name != entry.dimension)


def _with_days(reading: Reading, slots: Slots) -> Slots:
    row, days = reading.row, _same_year(reading, _relative_days(reading, slots), slots)
    if _more_than_then(reading) or days.against or (days.compare and not days.period):
        compare = days.compare or days.against or days.period
        return replace(slots, compare=compare, share=False)
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


def moves_back(reading: Reading) -> bool:
    """Reads "and the week before?", "а за месяц до этого?" as that time itself, not as a comparison with it."""
    said = reading.of("previous")
    if len(said) != 1 or said[0].text.lower().startswith(_TOWARDS) or not begins_as_follow_up(reading):
        return False
    return not (reading.days.period or reading.has("compare", "change", "more", "step", "trend", "best", "worst"))


_TOWARDS: Final = ("к ", "с ", "vs", "to ")


def _more_than_then(reading: Reading) -> bool:
    """Reads "how much more than in May?": the days before are compared with these."""
    bare = not (reading.row.figures or reading.slots.metrics or reading.slots.groups)
    return bare and reading.has("more") and bool(reading.days.period)


def _same_year(reading: Reading, days: spans.Days, slots: Slots) -> spans.Days:
    """A month or quarter named without a year lies in the year of the question before, if that one named it."""
    row = reading.row
    if not days.period or _YEAR.search(days.period) or not _YEAR.search(slots.period):
        return days
    year, said = spans.resolved(slots.period, row).start.year, spans.resolved(days.period, row)
    then = spans.resolved(f"{days.period} {year}", row)
    same = (then.start.month, then.end.month) == (said.start.month, said.end.month)
    return replace(days, period=f"{days.period} {year}") if same and then.start.year == year else days


_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")


def _relative_days(reading: Reading, slots: Slots) -> spans.Days:
    """The days, with "previous month" counted from the period of the question before."""
    named = reading.of("period")
    if len(named) != 1 or not slots.period or not _RELATIVE.search(named[0].text):
        return reading.days
    row, before = reading.row, spans.resolved(slots.period, reading.row)
    text = f"{before.start}..{before.end} vs {_RELATIVE.sub('previous ', named[0].text)}"
    bounds = {"first_day": row.catalogue.first_day, "last_day": row.catalogue.last_day}
    found = find_periods(text, row.today, language=row.language, **bounds)
    if len(found) != 2:
        return reading.days
    phrase = f"{found[1].period.start}..{found[1].period.end}"
    said = reading.days
    return replace(said, period=phrase if said.period else "", against=phrase if said.against else "")


_RELATIVE: Final = re.compile(r"\b(?:previous|prior|preceding|предыдущ\w*|предшествующ\w*)\s+", re.I)


def _a_year_ago(reading: Reading) -> bool:
    said = {item.text.lower().strip() for item in reading.of("period")}
    return bool(said & {"год назад", "a year ago", "one year ago", "год тому назад", "last year ago"})


def _with_rows(reading: Reading, slots: Slots) -> Slots:
    rank, limit = reading.rank, reading.slots.limit
    if only_order(reading):
        by = next(iter(reading.slots.metrics), slots.order or slots.metrics[0])
        return replace(slots, order=by, ascending=_end(reading, by))
    if reading.slots.having:
        slots = replace(slots, having=reading.slots.having)
        slots = slots if slots.groups else replace(slots, groups=("channel",))
    weighs_periods = bool(slots.compare) and not slots.groups and not reading.has("which", "who")
    if rank.asked and not weighs_periods and not _more_than_then(reading):
        named = rank.by if rank.by in reading.slots.metrics else (slots.order or slots.metrics[0])
        metrics = (named, *(name for name in slots.metrics if name != named))
        ranked = Rank(by=named, ascending=_end(reading, named), asked=True)
        slots = replace(slots, metrics=metrics, order=named, ascending=ranked.ascending)
    elif reading.has("reverse"):
        slots = replace(slots, order=slots.order or slots.metrics[0], ascending=not slots.ascending)
    if limit is not None:
        slots = replace(slots, limit=limit, order=slots.order or slots.metrics[0], ascending=bool(slots.ascending))
    return replace(slots, groups=("channel",)) if (limit or slots.order) and not slots.groups else slots


def _end(reading: Reading, metric: str) -> bool:
    from agent.planner.ranks import rank_of

    return rank_of(reading.items, (metric,), compared_with_number=bool(reading.row.figures)).ascending


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
    return with_share(slots) if said.share or slots.share else slots


def _with_details(reading: Reading, slots: Slots) -> Slots:
    if not reading.has("details"):
        return slots
    deeper = _DRILL.get(slots.groups)
    if deeper and not reading.slots.groups:
        return replace(slots, groups=(*slots.groups, deeper) if slots.groups else (deeper,), limit=None, having=())
    return replace(slots, metrics=tuple(dict.fromkeys((*slots.metrics, *_DETAILED))))
