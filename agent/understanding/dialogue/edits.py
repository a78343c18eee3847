"""Messages that change the request before: a slot said replaces, adds to or removes from its own; the rest stays."""

from dataclasses import replace
from typing import Final

from agent.understanding.dialogue.following import MARKS, only_total, points_at_first
from agent.understanding.dialogue.moved_days import with_days
from agent.understanding.grammar.complete import grain_for, usual
from agent.understanding.grammar.constructs.period import window
from agent.understanding.grammar.constructs.ranking import RANKS, towards_good
from agent.understanding.grammar.frame import FINE, LEFT_OUT, TIME, Kept, Wanted
from agent.understanding.grammar.scene import Clause
from tools.semantics.metrics import METRICS

_DRILL: Final = {(): "channel", ("channel",): "campaign"}
_DETAILED: Final = ("spend", "revenue", "roi", "conversions", "clicks", "impressions", "ctr", "cpc", "cpa")
_THEIRS: Final = frozenset("their they them these those их они них этих".split())
_BESIDE: Final = frozenset("рядом alongside beside next".split())
"""Words that put one more column beside those that are there."""


def edited(scene: Clause, frame: Wanted, before: Wanted) -> Wanted:
    """The request before, with what the message says in its place."""
    base = replace(before, heard=frame.heard, issues=frame.issues, notes=frame.notes).hear(
        *scene.of(*MARKS, "now", "only", "and", "all")
    )
    if points_at_first(scene, frame, before):
        metrics = tuple(dict.fromkeys((before.get("order_by"), *frame.metrics)))
        return base.put("metrics", metrics).put("limit", 1).without("compare_to", "share")
    for edit in (_metrics, _unfocused, _cuts, _filters, with_days, _rows, _looks, _details):
        base = edit(scene, frame, base)
    return _carried_still(_whole_periods(frame, base), frame, before)


def _carried_still(base: Wanted, frame: Wanted, before: Wanted) -> Wanted:
    """What stands as it did and was not said again is carried over, whichever edit wrote it back."""
    slots = {
        name: replace(slot, origin=before.slots[name].origin)
        if name not in frame.slots and name in before.slots and slot.value == before.slots[name].value
        else slot
        for name, slot in base.slots.items()
    }
    return replace(base, slots=slots)


def _whole_periods(frame: Wanted, base: Wanted) -> Wanted:
    """Periods that the message compares stand whole against each other: their own days or months have no partner."""
    carried = [name for name in base.cuts if name in FINE and name not in frame.cuts]
    if not carried or not frame.has("compare_to") or not base.has("compare_to"):
        return base
    kept = tuple(name for name in base.cuts if name not in carried)
    return base.put("group_by", kept).without("view", "order_by", "descending", "limit")


def together(last: Wanted, earlier: Wanted) -> Wanted | None:
    """The last two requests in one, where they tell one thing of different names: "Google" and "Facebook" together."""
    if last.cuts or earlier.cuts or last.metrics != earlier.metrics:
        return None
    if last.get("periods") != earlier.get("periods"):
        return _days_together(last, earlier) if last.kept == earlier.kept else None
    mine, theirs = (tuple(entry for entry in one.kept if not entry.exclude) for one in (last, earlier))
    differing = [(old, new) for old, new in zip(theirs, mine, strict=False) if old != new]
    if len(mine) != len(theirs) or len(differing) != 1 or differing[0][0].dimension != differing[0][1].dimension:
        return None
    old, new = differing[0]
    union = replace(new, values=tuple(dict.fromkeys((*old.values, *new.values))))
    return last.put("where", tuple(union if entry == new else entry for entry in last.kept))


def side_by_side(both: Wanted) -> Wanted:
    """A row for each of the names that are told together."""
    several = tuple(entry.dimension for entry in both.kept if len(entry.values) > 1 and not entry.exclude)
    return both.put("group_by", several[:1])


def _days_together(last: Wanted, earlier: Wanted) -> Wanted | None:
    """Days that follow each other in one: "May", "and April", "what's the total?"."""
    days = sorted(window(text) for one in (last, earlier) for text in one.get("periods", ()))
    if len(days) != 2 or (days[1][0] - days[0][1]).days != 1:
        return None
    return last.put("periods", (f"{days[0][0]}..{days[1][1]}",))


def _metrics(scene: Clause, frame: Wanted, base: Wanted) -> Wanted:
    new = frame.metrics if frame.origin("metrics") in ("said", "guessed") else ()
    only_condition = frame.has("having") and set(new) <= {limit.metric for limit in frame.get("having")}
    theirs = (
        bool(base.cuts) and bool(scene.words() & _THEIRS) and (base.has("limit") or not scene.has("count", "how_much"))
    )
    added = scene.has("also", "sort") or only_condition or theirs
    added = added or bool(scene.words() & _BESIDE)
    if not new:
        return base
    if added:
        return base.put("metrics", tuple(dict.fromkeys((*base.metrics, *new))))
    order = (
        base.get("order_by")
        if base.get("order_by") in new
        else (new[0] if base.has("order_by") and base.has("limit") else "")
    )
    old = before_order(base)
    base = base.put("metrics", new).put("order_by", order).without("having")
    if not order:
        return base.without("descending")
    flipped = METRICS[old].better != METRICS[order].better and METRICS[order].better
    return base.put("descending", "ascending" if flipped == "down" else "descending") if flipped else base


def before_order(base: Wanted) -> str:
    """The metric the rows are ordered by, or the main one."""
    order = base.get("order_by")
    return order if order in METRICS else base.metrics[0]


def _unfocused(scene: Clause, frame: Wanted, base: Wanted) -> Wanted:
    """A name looked at among its kind becomes a filter once the rows are cut otherwise."""
    base = base.without("count") if frame.cuts or frame.origin("metrics") == "said" else base
    shared = next((name for name in base.cuts if name not in TIME), "")
    if not base.has("focus") or not frame.cuts or shared in frame.cuts:
        return base
    kept = (*base.kept, Kept(dimension=shared, values=base.get("focus")))
    return base.put("where", kept).without("focus", "share")


def _cuts(scene: Clause, frame: Wanted, base: Wanted) -> Wanted:
    if only_total(scene):
        return _in_total(base)
    cuts = _said_cuts(scene, frame, base)
    if "trend" in frame.marks and not any(name in TIME for name in (*cuts, *base.cuts)):
        cuts = (grain_for(frame if frame.has("periods") else base, scene), *cuts)
    if not cuts:
        return base
    if scene.has("also", "details") or "too" in scene.words():
        return base.put("group_by", tuple(dict.fromkeys((*base.cuts, *cuts))))
    base = base.put("group_by", cuts).without("limit", "limit_per", "having")
    base = base.without("average") if base.get("average") in cuts else base
    if any(name in TIME for name in cuts):
        base = base.without("order_by", "descending", "share", "compare_to")
    return base


def _in_total(base: Wanted) -> Wanted:
    """One figure for all of it; a single name that was asked for is no part of all."""
    kept = base.kept if base.cuts or any(len(entry.values) > 1 for entry in base.kept) else ()
    return base.put("where", kept).without(
        "group_by", "order_by", "descending", "limit", "limit_per", "having", "share"
    )


def _said_cuts(scene: Clause, frame: Wanted, base: Wanted) -> tuple[str, ...]:
    """The rows that take the place of the old ones; "who" and "which" point at rows that are there."""
    named = {entry.dimension for entry in frame.kept}
    said = _below(scene, frame, base) if frame.origin("group_by") != "default" else ()
    cuts = tuple(name for name in said if name not in named or scene.has("by", "each"))
    theirs = scene.has("who") and not scene.has("dimension") and any(name not in TIME for name in base.cuts)
    there = scene.has("which", "who") and set(cuts) <= set(base.cuts)
    return () if theirs or there else cuts


def _below(scene: Clause, frame: Wanted, base: Wanted) -> tuple[str, ...]:
    """The rows said; "who" among the rows of one channel is one of its campaigns."""
    one = any(entry.dimension == "channel" and len(entry.values) == 1 and not entry.exclude for entry in base.kept)
    who = frame.cuts == ("channel",) and scene.has("who") and not frame.kept
    return ("campaign",) if who and one else frame.cuts


def _filters(scene: Clause, frame: Wanted, base: Wanted) -> Wanted:
    """New values of a dimension take the place of the old ones; "also" adds; a single value needs no cut by itself."""
    kept, cuts = list(base.kept), base.cuts
    for entry in frame.kept:
        if base.has("share") and entry.dimension in cuts and not entry.exclude and not scene.has("only"):
            base = base.put("focus", entry.values)
            continue
        if entry.exclude or scene.has("also") or _is_held_against(scene, frame, entry, kept):
            kept = _added(kept, entry)
        else:
            kept = [*(old for old in kept if old.dimension != entry.dimension), entry]
        cuts = _cuts_beside(scene, frame, cuts, kept[-1])
    narrowed = frame.kept and cuts != base.cuts
    widened = _widened(scene)
    kept = [entry for entry in kept if entry.dimension not in widened]
    base = base.put("where", tuple(kept)).put("group_by", cuts)
    base = base.hear(*scene.of("compare")) if frame.kept else base
    base = base.put("with_and_without", frame.get("with_and_without")) if frame.has("with_and_without") else base
    return base.without("order_by", "descending", "limit", "share", "limit_per") if narrowed and not cuts else base


def _is_held_against(scene: Clause, frame: Wanted, entry: Kept, kept: list[Kept]) -> bool:
    """Reads "vs Meta?" after a question of TikTok as both beside each other."""
    rivals = any(old.dimension == entry.dimension and not old.exclude for old in kept)
    return rivals and scene.has("compare") and len(entry.values) == 1 and not frame.has("periods", "compare_to")


def _added(kept: list[Kept], entry: Kept) -> list[Kept]:
    """The filters with one more at their end: its values beside those of its kind, and no longer among the others."""
    same = [old for old in kept if (old.dimension, old.exclude) == (entry.dimension, entry.exclude)]
    union = replace(entry, values=tuple(dict.fromkeys(value for one in (*same, entry) for value in one.values)))
    rest = (_less(old, union) for old in kept if old not in same)
    return [*(old for old in rest if old.values), union]


def _cuts_beside(scene: Clause, frame: Wanted, cuts: tuple[str, ...], entry: Kept) -> tuple[str, ...]:
    """The rows once a filter is new: of several names a row each, of a single one none."""
    said = entry.dimension in frame.cuts and scene.has("by", "each")
    among = scene.has("only") and cuts and len(entry.values) > 1
    if entry.exclude or said or among:
        return cuts
    if len(entry.values) > 1:
        return cuts if entry.dimension in cuts else (*cuts, entry.dimension)
    return tuple(name for name in cuts if name != entry.dimension)


def _widened(scene: Clause) -> set[str]:
    """Dimensions of which all values are asked for: "for all channels", "по всем каналам"."""
    after = (scene.after(span, most=1) for span in scene.of("all"))
    return {found[0].value for found in after if found and found[0].is_a("dimension")}


def _less(old: Kept, dropped: Kept) -> Kept:
    """A filter without the values that are now left out."""
    if not dropped.exclude or old.exclude or old.dimension != dropped.dimension:
        return old
    return replace(old, values=tuple(value for value in old.values if value not in dropped.values))


def _rows(scene: Clause, frame: Wanted, base: Wanted) -> Wanted:
    if frame.has("having"):
        base = base.put("having", frame.get("having")).mark(*frame.marks & {LEFT_OUT})
    if "ranked" in frame.marks and not (base.has("compare_to") and not base.cuts):
        by = frame.get("order_by") if frame.get("order_by") in base.metrics else before_order(base)
        base = (
            base.put("metrics", (by, *(name for name in base.metrics if name != by))).put("order_by", by).mark("ranked")
        )
        base = base.put("descending", _end(scene, frame, by)).hear(*scene.of(*RANKS))
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


def _end(scene: Clause, frame: Wanted, metric: str) -> str:
    """Which end comes first: best and worst follow what is good for the metric."""
    for kind in ("best", "worst"):
        if scene.has(kind):
            return "ascending" if towards_good(metric, good=kind == "best") else "descending"
    return "ascending" if "ascending" in frame.marks else "descending"


def _looks(scene: Clause, frame: Wanted, base: Wanted) -> Wanted:
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


def _among(base: Wanted) -> Wanted:
    """A share of one name is that among its kind; of nothing in particular, that of each channel."""
    named = next((entry for entry in base.kept if not entry.exclude and len(entry.values) == 1), None)
    if named is None:
        return base.put("group_by", (*base.cuts, "channel"))
    rest = tuple(entry for entry in base.kept if entry != named)
    return base.put("where", rest).put("focus", named.values).put("group_by", (*base.cuts, named.dimension))


def _details(scene: Clause, frame: Wanted, base: Wanted) -> Wanted:
    if scene.has("details"):
        deeper = _DRILL.get(base.cuts)
        if deeper and not frame.cuts:
            return base.put("group_by", (*base.cuts, deeper)).without("limit", "having")
        return base.put(
            "metrics", tuple(name for name in dict.fromkeys((*base.metrics, *_DETAILED)) if scene.collected(name))
        )
    everything = scene.has("all") and scene.has("vague") and not base.metrics
    return base.put("metrics", usual(scene)) if everything else base
