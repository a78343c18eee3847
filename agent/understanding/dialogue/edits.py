"""Messages that change the request before: a slot said replaces, adds to or removes from its own; the rest stays."""

from dataclasses import replace
from datetime import date
from typing import Final

from dateutil.relativedelta import relativedelta

from agent.understanding.grammar.complete import compared_days, grain_for, usual
from agent.understanding.grammar.constructs.period import window
from agent.understanding.grammar.constructs.ranking import towards_good
from agent.understanding.grammar.frame import TIME, Frame, Kept
from agent.understanding.grammar.scene import Scene
from tools.semantics.metrics import METRICS
from tools.words.period import find_periods
from tools.words.periods.spans import unit_span

_STARTERS: Final = frozenset(
    "а и and but now теперь also еще ещё то same но так ok ок then тогда только only just".split()
)
_MARKS: Final = ("same", "what_about", "it", "reverse", "also", "instead")
_SAYING: Final = (
    "value", "campaign", "dimension", "period", "chart", "export", "table", "share", "running", "per_day",
    "per_week", "per_month", "best", "worst",
    "most", "least", "dear", "cheap", "exclude", "only", "compare", "change", "previous", "last_year", "step",
    "trend", "sort", "ascending",
    "descending", "reverse", "details", "number", "weekdays", "unknown", "unknown_name", "absent_channel",
    "absent_value", "loss", "gain", "all",
    "first_n", "last_n", "more", "average", "win_loss", "waste",
)  # fmt: skip
_NEW: Final = ("vague", "define", "have", "span", "count", "intent", "small_talk", "plan")
_DRILL: Final = {(): "channel", ("channel",): "campaign"}
_DETAILED: Final = ("spend", "revenue", "roi", "conversions", "clicks", "impressions", "ctr", "cpc", "cpa")
_THE_ONE: Final = frozenset("он она оно его ее него нее ему ей it its he she".split())
_THEIRS: Final = frozenset("their they them these those их они них этих".split())
_TOTAL: Final = ("all", "vague", "filler", "and", "it", "which", "count")
_RANKS: Final = ("best", "worst", "most", "least", "dear", "cheap", "sort", "ascending", "descending", "win_loss")
_SMALL: Final = 3
_SURE: Final = 0.7


def follows(scene: Scene, frame: Frame, before: Frame) -> bool:
    """Whether the message only makes sense after the request before."""
    starts = begins_as_follow_up(scene)
    if scene.reading is not None and max(scene.reading.edits.values(), default=0) >= _SURE and not _stands_alone(frame):
        return True
    if points_at_first(scene, frame, before):
        return True
    bare = not (frame.cuts or frame.kept or frame.has("periods"))
    if frame.metrics and frame.origin("metrics") == "said":
        few = (
            len(
                [
                    span
                    for span in scene.spans
                    if not span.is_a("filler", "and", "or", "now", "sort", "chart", "by", "compare")
                ]
            )
            <= _SMALL
        )
        asks = scene.has("define", "trend", "count", "which", "how_much")
        return starts or (bare and few and not asks) or (bare and frame.has("having") and not asks)
    if _only_total(scene) or (scene.has("count") and scene.words() & {"их", "таких", "them", "there"}):
        return True
    if scene.has(*_NEW) and not starts:
        return False
    other = [
        name for name in frame.cuts if name not in before.cuts and not (name == "day" and "weekday" in before.cuts)
    ]
    anew = scene.has("which", "who", "when") and "ranked" in frame.marks and bool(other)
    return (starts and "ranked" in frame.marks) or (scene.has(*_SAYING) and (starts or not anew))


def _stands_alone(frame: Frame) -> bool:
    return bool(
        frame.metrics and frame.origin("metrics") == "said" and frame.has("periods") and (frame.cuts or frame.kept)
    )


def begins_as_follow_up(scene: Scene) -> bool:
    """Whether its words point back: "а в мае?", "same for VK"."""
    first = scene.tokens[scene.spans[0].first].plain if scene.spans else ""
    return first in _STARTERS or scene.has(*_MARKS)


def points_at_first(scene: Scene, frame: Frame, before: Frame) -> bool:
    """Reads "сколько он потратил?" after a ranking: of the one that came first."""
    bare = not (frame.cuts or frame.kept or frame.has("periods", "having")) and "ranked" not in frame.marks
    return (
        bare
        and bool(scene.words() & _THE_ONE)
        and bool(frame.metrics)
        and bool(before.get("order_by") in before.metrics and before.cuts)
    )


def _only_total(scene: Scene) -> bool:
    """Reads "and in total?", "общий итог"."""
    return scene.has("all") and all(span.is_a(*_TOTAL) for span in scene.spans)


def edited(scene: Scene, frame: Frame, before: Frame) -> Frame:
    """The request before, with what the message says in its place."""
    base = replace(before, heard=frame.heard, issues=frame.issues, notes=frame.notes).hear(
        *scene.of(*_MARKS, "now", "only", "and", "all")
    )
    if points_at_first(scene, frame, before):
        metrics = tuple(dict.fromkeys((before.get("order_by"), *frame.metrics)))
        return base.put("metrics", metrics).put("limit", 1).without("compare_to", "share")
    for edit in (_metrics, _unfocused, _cuts, _filters, _days, _rows, _looks, _details):
        base = edit(scene, frame, base)
    return base


def _metrics(scene: Scene, frame: Frame, base: Frame) -> Frame:
    new = frame.metrics if frame.origin("metrics") in ("said", "guessed") else ()
    only_condition = frame.has("having") and set(new) <= {limit.metric for limit in frame.get("having")}
    added = scene.has("also", "sort") or only_condition or (bool(base.cuts) and bool(scene.words() & _THEIRS))
    if not new:
        return base
    if added:
        return base.put("metrics", tuple(dict.fromkeys((*base.metrics, *new))))
    order = (
        base.get("order_by")
        if base.get("order_by") in new
        else (new[0] if base.has("order_by") and base.has("limit") else "")
    )
    base = base.put("metrics", new).put("order_by", order).without("having")
    if not order:
        return base.without("descending")
    flipped = METRICS[before_order(base)].better != METRICS[order].better and METRICS[order].better
    return base.put("descending", "ascending" if flipped == "down" else "descending") if flipped else base


def before_order(base: Frame) -> str:
    """The metric the rows are ordered by, or the main one."""
    order = base.get("order_by")
    return order if order in METRICS else base.metrics[0]


def _unfocused(scene: Scene, frame: Frame, base: Frame) -> Frame:
    """A name looked at among its kind becomes a filter once the rows are cut otherwise."""
    base = base.without("count") if frame.cuts or frame.origin("metrics") == "said" else base
    shared = next((name for name in base.cuts if name not in TIME), "")
    if not base.has("focus") or not frame.cuts or shared in frame.cuts:
        return base
    kept = (*base.kept, Kept(dimension=shared, values=base.get("focus")))
    return base.put("where", kept).without("focus", "share")


def _cuts(scene: Scene, frame: Frame, base: Frame) -> Frame:
    named = {entry.dimension for entry in frame.kept}
    said = frame.cuts if frame.origin("group_by") != "default" else ()
    cuts = tuple(name for name in said if name not in named or scene.has("by", "each"))
    if scene.has("who") and not scene.has("dimension") and any(name not in TIME for name in base.cuts):
        cuts = ()
    if scene.has("which", "who") and set(cuts) <= set(base.cuts):
        cuts = ()
    if _only_total(scene):
        kept = base.kept if base.cuts or any(len(entry.values) > 1 for entry in base.kept) else ()
        return base.put("where", kept).without(
            "group_by", "order_by", "descending", "limit", "limit_per", "having", "share"
        )
    if "trend" in frame.marks and not any(name in TIME for name in (*cuts, *base.cuts)):
        cuts = (grain_for(frame if frame.has("periods") else base, scene), *cuts)
    if not cuts:
        return base
    if scene.has("also", "details") or "too" in scene.words():
        return base.put("group_by", tuple(dict.fromkeys((*base.cuts, *cuts))))
    base = base.put("group_by", cuts).without("limit", "limit_per", "having")
    if any(name in TIME for name in cuts):
        base = base.without("order_by", "descending", "share", "compare_to")
    return base


def _filters(scene: Scene, frame: Frame, base: Frame) -> Frame:
    """New values of a dimension take the place of the old ones; "also" adds; a single value needs no cut by itself."""
    kept, cuts = list(base.kept), base.cuts
    for entry in frame.kept:
        if base.has("share") and entry.dimension in cuts and not entry.exclude and not scene.has("only"):
            base = base.put("focus", entry.values)
            continue
        same = [old for old in kept if old.dimension == entry.dimension and old.exclude == entry.exclude]
        if entry.exclude or scene.has("also"):
            values = tuple(dict.fromkeys((*(value for old in same for value in old.values), *entry.values)))
            entry = replace(entry, values=values)
            kept = [less for old in kept if old not in same and (less := _less(old, entry)).values]
        else:
            kept = [old for old in kept if old.dimension != entry.dimension]
        kept.append(entry)
        if (
            not entry.exclude
            and not (entry.dimension in frame.cuts and scene.has("by", "each"))
            and not (scene.has("only") and cuts and len(entry.values) > 1)
        ):
            cuts = _without_single(cuts, entry)
    narrowed = frame.kept and cuts != base.cuts
    base = base.put("where", tuple(kept)).put("group_by", cuts)
    base = base.put("with_and_without", frame.get("with_and_without")) if frame.has("with_and_without") else base
    return base.without("order_by", "descending", "limit", "share", "limit_per") if narrowed and not cuts else base


def _less(old: Kept, dropped: Kept) -> Kept:
    """A filter without the values that are now left out."""
    if not dropped.exclude or old.exclude or old.dimension != dropped.dimension:
        return old
    return replace(old, values=tuple(value for value in old.values if value not in dropped.values))


def _without_single(cuts: tuple[str, ...], entry: Kept) -> tuple[str, ...]:
    if len(entry.values) > 1:
        return cuts if entry.dimension in cuts else (*cuts, entry.dimension)
    return tuple(name for name in cuts if name != entry.dimension)


def _days(scene: Scene, frame: Frame, base: Frame) -> Frame:
    if moves_back(scene, frame):
        return base.put("periods", (_just_before(base.get("periods", ("",))[0]),)).hear(*scene.of("previous"))
    said, against = _counted_back(scene, frame, base)
    if said and _a_year_ago(scene):
        start, end = window(base.get("periods")[0])
        return base.put("periods", (f"{start - relativedelta(years=1)}..{end - relativedelta(years=1)}",)).without(
            "compare_to"
        )
    if said and not against and (scene.has("compare") or (scene.has("more") and not scene.has("number"))):
        return base.put("compare_to", said[0]).without("share").hear(*scene.of("compare", "more"))
    if against and not said:
        base = base.put("compare_to", against).without("share")
        return base.put("compare_to", compared_days(base, scene)).hear(*scene.of("compare"))
    if said:
        return _replaced(scene, base, _same_year(scene, said, base), against)
    return base


def _counted_back(scene: Scene, frame: Frame, base: Frame) -> tuple[tuple[str, ...], str]:
    """The days said, with "the previous month" counted from the days of the request before."""
    said, against = frame.get("periods", ()), frame.get("compare_to", "")
    spans = scene.of("period")
    before = base.get("periods", ("",))[0]
    if (
        len(spans) != 1
        or not before
        or not any(word in spans[0].low for word in ("previous", "prior", "preceding", "предыдущ", "предшеств"))
    ):
        return said, against
    bounds = {"first_day": scene.catalogue.first_day, "last_day": scene.catalogue.last_day}
    found = find_periods(f"{before} vs {spans[0].text}", scene.today, language=scene.language, **bounds)
    if len(found) != 2:
        return said, against
    days = f"{found[1].period.start}..{found[1].period.end}"
    return ((days,), against) if said else (said, days)


def _replaced(scene: Scene, base: Frame, periods: tuple[str, ...], against: str) -> Frame:
    base = base.put("periods", periods)
    return base.put("compare_to", against) if against else base.without("compare_to")


def moves_back(scene: Scene, frame: Frame) -> bool:
    """Reads "and the week before?" as that time itself, not as a comparison with it."""
    said = scene.of("previous")
    if len(said) != 1 or said[0].low.startswith(("к ", "с ", "vs", "to ")) or not begins_as_follow_up(scene):
        return False
    return not (frame.has("periods") or scene.has("compare", "change", "more", "step", "trend", "best", "worst"))


def _just_before(period: str) -> str:
    start, end = window(period)
    for unit in ("week", "month", "quarter", "year"):
        if (start, end) == unit_span(start, unit):
            first, last = unit_span(start - relativedelta(days=1), unit)
            return f"{first}..{last}"
    day = relativedelta(days=1)
    return f"{start - (end - start) - day}..{start - day}"


def _same_year(scene: Scene, said: tuple[str, ...], base: Frame) -> tuple[str, ...]:
    """A month or quarter named without a year lies in the year of the request before."""
    spans = scene.of("period")
    if (
        len(said) != 1
        or len(spans) != 1
        or any(char.isdigit() for char in spans[0].text if spans[0].text)
        or not base.has("periods")
    ):
        return said
    start, end = window(said[0])
    year, relative = window(base.get("periods")[0])[0].year, scene.has("previous") or _is_relative(spans[0].low)
    if relative or year == start.year or start.year != end.year or start.day != 1 or (end - start).days > 100:
        return said
    first, last = date(year, start.month, start.day), date(year, end.month, 1) + relativedelta(day=31)
    return (f"{first}..{last}",)


def _is_relative(text: str) -> bool:
    return any(
        word in text
        for word in (
            "прошл",
            "последн",
            "last",
            "this",
            "этот",
            "этом",
            "эту",
            "тек",
            "вчера",
            "сегодня",
            "yesterday",
            "today",
            "past",
            "предыд",
        )
    )


def _a_year_ago(scene: Scene) -> bool:
    said = {span.low.strip() for span in scene.of("period")}
    return bool(said & {"год назад", "a year ago", "one year ago", "год тому назад", "last year ago"})


def _rows(scene: Scene, frame: Frame, base: Frame) -> Frame:
    if frame.has("having"):
        base = base.put("having", frame.get("having"))
    if "ranked" in frame.marks and not (base.has("compare_to") and not base.cuts):
        by = frame.get("order_by") if frame.get("order_by") in base.metrics else before_order(base)
        base = (
            base.put("metrics", (by, *(name for name in base.metrics if name != by))).put("order_by", by).mark("ranked")
        )
        base = base.put("descending", _end(scene, frame, by)).hear(*scene.of(*_RANKS))
        base = base.put("order_of", frame.get("order_of")) if frame.has("order_of") else base
    elif scene.has("reverse"):
        flipped = "descending" if base.get("descending") == "ascending" else "ascending"
        base = base.put("order_by", before_order(base)).put("descending", flipped)
    if frame.has("limit"):
        base = base.put("limit", frame.get("limit")).put("order_by", before_order(base))
        base = base.put("descending", base.get("descending") or "descending")
    if (frame.has("limit", "having") or base.has("order_by")) and not base.cuts and "ranked" in frame.marks:
        base = base.put("group_by", ("channel",), origin="guessed")
    return base


def _end(scene: Scene, frame: Frame, metric: str) -> str:
    """Which end comes first: best and worst follow what is good for the metric."""
    for kind in ("best", "worst"):
        if scene.has(kind):
            return "ascending" if towards_good(metric, good=kind == "best") else "descending"
    return "ascending" if "ascending" in frame.marks else "descending"


def _looks(scene: Scene, frame: Frame, base: Frame) -> Frame:
    view = frame.get("view", "")
    if view:
        base = base.put("view", view)
        if not base.cuts and view not in ("xlsx", "csv"):
            base = base.put("group_by", ("channel",) if view == "pie" else (grain_for(base, scene),), origin="guessed")
    elif scene.has("table"):
        base = base.without("view").hear(*scene.of("table"))
    for name in ("average", "running", "pace"):
        base = base.put(name, frame.get(name)) if frame.has(name) else base
    if frame.has("running") and not any(name in TIME for name in base.cuts):
        base = base.put("group_by", (grain_for(base, scene), *base.cuts))
    if frame.has("share"):
        base = base.put("share", "rows").put("focus", frame.get("focus", base.get("focus")))
        base = _among(base) if all(name in TIME for name in base.cuts) else base
    return base


def _among(base: Frame) -> Frame:
    """A share of one name is that among its kind; of nothing in particular, that of each channel."""
    named = next((entry for entry in base.kept if not entry.exclude and len(entry.values) == 1), None)
    if named is None:
        return base.put("group_by", (*base.cuts, "channel"))
    rest = tuple(entry for entry in base.kept if entry != named)
    return base.put("where", rest).put("focus", named.values).put("group_by", (*base.cuts, named.dimension))


def _details(scene: Scene, frame: Frame, base: Frame) -> Frame:
    if scene.has("details"):
        deeper = _DRILL.get(base.cuts)
        if deeper and not frame.cuts:
            return base.put("group_by", (*base.cuts, deeper)).without("limit", "having")
        return base.put(
            "metrics", tuple(name for name in dict.fromkeys((*base.metrics, *_DETAILED)) if scene.collected(name))
        )
    everything = scene.has("all") and scene.has("vague") and not base.metrics
    return base.put("metrics", usual(scene)) if everything else base
