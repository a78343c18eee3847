"""What people leave unsaid: usual metrics and days, the grain of a trend, the order of a ranking."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from agent.understanding.grammar.constructs.cut import people
from agent.understanding.grammar.constructs.period import STEP, default_of, window
from agent.understanding.grammar.frame import FINE, TIME, Kept, Limit, Wanted
from agent.understanding.grammar.scene import Clause
from tools.semantics.calendar import shifted, unit_span
from tools.semantics.metrics import METRICS

OVERVIEW: Final = ("spend", "revenue", "roi", "conversions")
EVERYTHING: Final = (
    "spend",
    "revenue",
    "roi",
    "conversions",
    "cpa",
    "clicks",
    "ctr",
    "cpc",
    "impressions",
    "cpm",
    "leads",
    "cpl",
    "reach",
    "video_views",
    "engagements",
    "cvr",
)
SHOWN_CAMPAIGNS: Final = 10
_GRAINS: Final = ((45, "day"), (200, "week"))
_DAY: Final = timedelta(days=1)
_ALL: Final = ("metric", "kpi", "показател", "метрик", "цифр", "key", "main", "основн", "ключев", "figures", "numbers")


def completed(scene: Clause, frame: Wanted) -> Wanted:
    """The frame with everything a tool needs; what was filled in here has its origin at default."""
    for fill in (_metrics, _days, _groups, _order):
        frame = fill(scene, frame)
    return consistent(frame)


def usual(scene: Clause) -> tuple[str, ...]:
    """The metrics of a question that names none, of those the data has; all of the common ones for "all metrics"."""
    everything = scene.flag("all_metrics") > 0.8 or any(
        span.is_a("all")
        and (after := scene.after(span, most=1))
        and after[0].is_a("vague")
        and after[0].low.startswith(_ALL)
        for span in scene.spans
    )
    found = tuple(name for name in (EVERYTHING if everything else OVERVIEW) if scene.collected(name))
    return found or tuple(name for name in EVERYTHING if scene.collected(name))[:4] or OVERVIEW


def _metrics(scene: Clause, frame: Wanted) -> Wanted:
    by = frame.get("order_by", "")
    if "ranked" in frame.marks and not by:
        by = frame.metrics[0] if frame.metrics else "roi" if scene.collected("roi") else usual(scene)[0]
        frame = frame.put("order_by", by, origin="default")
    if not frame.metrics:
        if frame.has("having"):
            names = tuple(dict.fromkeys(limit.metric for limit in frame.get("having")))
        elif frame.has("share", "running", "average") or frame.has("count"):
            names = ("spend",)
        else:
            names = usual(scene)
        frame = frame.put("metrics", tuple(dict.fromkeys((*((by,) if by else ()), *names))), origin="default")
    if by and by in METRICS:
        ordered = (by, *(name for name in frame.metrics if name != by))
        frame = frame.put("metrics", ordered, origin=frame.origin("metrics") or "default")
    return frame


def _days(scene: Clause, frame: Wanted) -> Wanted:
    if "against" in frame.marks and not frame.has("periods"):
        now, then = current_for(frame.get("compare_to"), scene)
        return frame.put("periods", (now,), origin="default").put("compare_to", then, origin="said")
    step = next((mark.split()[1] for mark in frame.marks if mark.startswith("step ")), "")
    if step and frame.origin("compare_to") == "default" and not (frame.has("periods") or frame.cuts):
        first, last = unit_span(unit_span(scene.today, step)[0] - _DAY, step)  # "did CPA go up week over week"
        frame, step = frame.put("periods", (f"{first}..{last}",), origin="default"), ""
    if not frame.has("periods"):
        compared = frame.has("compare_to")
        every = not compared or frame.get("compare_to") == STEP
        # "the days we spent over 80k" may lie far back
        searched = {*frame.cuts} & {"day", "week"} if frame.has("having") else set()
        long = (every and ({*frame.cuts, step} & {"month", "quarter", "year"} or searched)) or (
            "ranked" in frame.marks and "week" in frame.cuts
        )
        frame = frame.put(
            "periods", (whole_of(scene) if long else default_of(scene, compared=compared),), origin="default"
        )
    if step and not any(name in TIME for name in frame.cuts):
        frame = frame.put("group_by", (step, *frame.cuts), origin="default")
    if step in frame.cuts and not frame.has("compare_to", "view"):
        frame = frame.put("compare_to", STEP)
    return frame.put("compare_to", compared_days(frame, scene), origin=frame.origin("compare_to") or "said")


def whole_of(scene: Clause) -> str:
    """Every stored day: months and quarters are told apart over more than one of them."""
    first, last = scene.catalogue.first_day, scene.catalogue.last_day
    if first is None or last is None:
        return default_of(scene, compared=False)
    return f"{first}..{max(first, min(last, scene.today - _DAY))}"


def compared_days(frame: Wanted, scene: Clause) -> str:
    """The days compared with, as ISO days; an unfinished unit against as many days of the one before."""
    said = frame.get("compare_to", "")
    if said not in ("previous", "last_year", STEP):
        return str(said)
    start, end = window(frame.get("periods")[0])
    if said == STEP and (unit := next((name for name in FINE if name in frame.cuts), "")):
        return _one_earlier(start, end, unit)
    if said == "last_year":
        return f"{_year_before(start)}..{_year_before(end)}"
    for unit in ("week", "month", "quarter", "half", "year"):
        first, last = unit_span(start, unit)
        if start == first and (end == last or (end < last and end >= scene.today - _DAY and (end - start).days >= 1)):
            before = unit_span(first - _DAY, unit)
            full = before[1] if end == last else min(before[1], before[0] + (end - start))
            return f"{before[0]}..{full}"
    return f"{start - (end - start) - _DAY}..{start - _DAY}"


def _one_earlier(start: date, end: date, unit: str) -> str:
    """The days one unit earlier; where they end a month, they still do."""
    before = shifted(end, unit, -1)
    ends = end == unit_span(end, unit)[1]
    return f"{shifted(start, unit, -1)}..{unit_span(before, unit)[1] if ends else before}"


def _year_before(day: object) -> object:
    from dateutil.relativedelta import relativedelta

    return day - relativedelta(years=1)  # type: ignore[operator]  # a date


def current_for(against: str, scene: Clause) -> tuple[str, str]:
    """The days now that stand against "last month", and as many of its days: both begin alike, so that they compare."""
    first, last = window(against)
    start = last + _DAY
    unit = next((name for name in ("week", "month", "quarter", "year") if unit_span(first, name) == (first, last)), "")
    whole = unit_span(start, unit)[1] if unit else start + (last - first)
    end = min(whole, scene.today - _DAY)
    if end < start:
        return default_of(scene, compared=True), against
    return f"{start}..{end}", f"{first}..{last if end == whole else first + (end - start)}"


def grain_for(frame: Wanted, scene: Clause) -> str:
    """Days for weeks, weeks for months, months for years: as many points as a curve needs."""
    start, end = window(frame.get("periods")[0])
    first, last = scene.catalogue.first_day or start, scene.catalogue.last_day or end
    length = (min(end, last) - max(start, first)).days + 1
    length = length if length > 0 else (end - start).days + 1
    return next((grain for most, grain in _GRAINS if length <= most), "month")


def _groups(scene: Clause, frame: Wanted) -> Wanted:
    groups = frame.cuts
    timed = any(name in TIME for name in groups)
    view = frame.get("view", "")
    if scene.has("when") and not timed:
        groups, timed = ("day" if frame.origin("metrics") == "said" else "weekday", *groups), True
    along = "trend" in frame.marks or frame.has("running") or view in ("line", "area")
    if view in ("chart", "heatmap", "scatter", "bar", "pie", "stacked_bar") and not groups:
        along = along or view == "chart"
        groups = groups if along else _charted(view)
    if along and not timed and not frame.has("compare_to"):
        groups = (grain_for(frame, scene), *groups)
    rows = "ranked" in frame.marks and not _weighs_periods(scene, frame)
    if not groups and (rows or frame.has("having") or scene.has("loss", "gain")):
        groups = tuple(people(scene.catalogue)) if scene.says("who", "people") else ("channel",)
    return frame.put("group_by", tuple(dict.fromkeys(groups)), origin=frame.origin("group_by") or "default")


def _charted(view: str) -> tuple[str, ...]:
    return {"heatmap": ("weekday", "channel"), "scatter": ("campaign",)}.get(view, ("channel",))


def _weighs_periods(scene: Clause, frame: Wanted) -> bool:
    """Reads "was October better than September", where it is not rows that are weighed."""
    return frame.has("compare_to") and not scene.has("which", "who", "dimension") and not frame.has("limit")


def _order(scene: Clause, frame: Wanted) -> Wanted:
    if "ranked" not in frame.marks or (_weighs_periods(scene, frame) and not frame.cuts):
        return frame.without("order_by")
    frame = frame.put("descending", "descending" if "ascending" not in frame.marks else "ascending")
    limit = frame.get("limit")
    singular = scene.has("which", "when", "who") and limit is None and not frame.has("limit_per")
    if singular and set(frame.cuts) & {"day", "week"} and len(frame.cuts) == 1:
        frame = frame.put("limit", 1, origin="default")
    if limit is None and "campaign" in frame.cuts and not (frame.has("having") or _all_of_them(scene)):
        frame = frame.put("limit", SHOWN_CAMPAIGNS, origin="default")
    return frame


def _all_of_them(scene: Clause) -> bool:
    """Reads "ROAS of all campaigns, best first" as every one of them."""
    after = (scene.after(span, most=1) for span in scene.of("all"))
    return any(found and found[0].is_a("dimension") and found[0].value == "campaign" for found in after)


def consistent(frame: Wanted) -> Wanted:
    """The frame without what can't go together."""
    frame = _in_one_span(_one_comparison(frame))
    cuts = tuple(sorted(frame.cuts, key=lambda name: name not in FINE and name != frame.get("limit_per")))
    frame = frame.put("group_by", cuts, origin=frame.origin("group_by") or "said")
    if frame.has("average") and frame.get("average") in cuts:
        frame = frame.put("group_by", tuple(name for name in cuts if name != frame.get("average")))
    if frame.has("order_by") and frame.get("order_by") not in (*frame.metrics, *frame.cuts):
        frame = frame.put("order_by", frame.metrics[0], origin="default")
    if frame.get("order_of") in ("change", "change_abs") and not frame.has("compare_to"):
        frame = frame.without("order_of")
    if frame.has("limit") and not frame.has("order_by") and not set(frame.cuts) & set(FINE):
        frame = frame.put("order_by", frame.metrics[0], origin="default").put(
            "descending", frame.get("descending") or "descending"
        )
    if frame.has("limit_per") and frame.get("limit_per") not in frame.cuts:
        frame = frame.without("limit_per")
    if frame.has("having") and not frame.cuts:
        frame = frame.put("group_by", ("channel",), origin="default")
    if frame.has("share") and frame.get("share") not in ("rows", "whole", *frame.cuts):
        frame = frame.put("share", "rows")
    return _in_one_place(frame)


def _one_comparison(frame: Wanted) -> Wanted:
    """The frame whose two periods, where it asks for the change, are compared: the later one with the other."""
    periods = frame.get("periods", ())
    if len(periods) < 2 or not frame.has("compare_to"):
        return frame
    if len(periods) > 2:
        return frame.without("compare_to")
    earlier, later = sorted(periods, key=window)
    return frame.put("periods", (later,)).put("compare_to", earlier)


def _in_one_span(frame: Wanted) -> Wanted:
    """Reads "by week, March and April" as the days of both: a week that lies in both months is one row."""
    spans = sorted(window(days) for days in frame.get("periods", ()))
    joined = all(one[1] + timedelta(days=1) == other[0] for one, other in pairwise(spans))
    if len(spans) < 2 or not joined or frame.has("compare_to") or not set(frame.cuts) & set(FINE):
        return frame
    return frame.put("periods", (f"{spans[0][0]}..{spans[-1][1]}",), origin=frame.origin("periods") or "said")


def _in_one_place(frame: Wanted) -> Wanted:
    """The frame whose filters are joined by dimension, so that each is said once."""
    joined: dict[tuple[str, bool, str], Kept] = {}
    for entry in frame.kept:
        key = (entry.dimension, entry.exclude, entry.match)
        values = tuple(dict.fromkeys((*(joined[key].values if key in joined else ()), *entry.values)))
        joined[key] = replace(entry, values=values)
    limits = tuple(dict.fromkeys(limit for limit in frame.get("having", ()) if isinstance(limit, Limit)))
    frame = frame.put("where", tuple(joined.values()), origin=frame.origin("where") or "said")
    return frame.put("having", limits, origin=frame.origin("having") or "said")
