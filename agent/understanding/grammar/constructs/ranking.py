"""Order and how many: best, worst, most, cheapest, top five, the top three in each, on which place."""

import re
from typing import Final

from agent.understanding.grammar.construct import Construct
from agent.understanding.grammar.constructs.comparison import in_amount
from agent.understanding.grammar.constructs.cut import meant
from agent.understanding.grammar.constructs.value import NAMES
from agent.understanding.grammar.frame import Kept, Wanted
from agent.understanding.grammar.scene import ENDS, Clause
from agent.understanding.spans import Stretch
from tools.semantics.metrics import METRICS

RANKS: Final = (*ENDS, "sort", "ascending", "descending", "win_loss")
_COUNTING: Final = (
    "best",
    "worst",
    "most",
    "least",
    "first_n",
    "last_n",
    "only",
    "dear",
    "cheap",
    "win_loss",
    "dimension",
)
SUPERLATIVE: Final = re.compile(r"\b(?:сам\w{2}|наи\w+|most|least|best|worst)\b|\w(?:est|ейш\w+)\b|\bвсех\b", re.I)
"""Forms that name the first of all, not what is merely dear or good."""
_LOSSES: Final = ("убыт", "loss")
_LONG: Final = 6
_MOST_ROWS: Final = 1000


def apply(scene: Clause, frame: Wanted) -> Wanted:
    """The order, the number of rows, and in each of what."""
    frame = _limited(scene, frame)
    words = _rank_words(scene, frame)
    frame = _weighed(scene, frame.hear(*words))
    found = words or [span for span in scene.of("metric") if _is_comparative(span)]
    if not found:
        return _placed(scene, frame)
    lead = next((span for span in words if not span.is_a("sort")), found[0])
    by = _order(scene, frame, lead, next((span for span in words if span.is_a("sort")), lead))
    frame = frame.put("order_by", by, *words, origin="said" if by in frame.metrics else "default").mark("ranked")
    frame = frame.hear(*scene.of("loss", "gain"))
    if lead.is_a("win_loss"):
        return _by_change(scene, frame, lead)
    down = _ascending(scene, lead, by or "roi")
    return _placed(scene, _per_group(scene, frame.mark("ascending" if down else "descending")))


def _rank_words(scene: Clause, frame: Wanted) -> list[Stretch]:
    """The words that order rows; "which has more" orders where nothing else is said to be compared."""
    words = [span for span in scene.of(*RANKS) if span not in frame.heard]
    if words or not scene.has("which", "who") or frame.has("having", "compare_to"):
        return words
    more = [span for span in scene.of("more", "most_of") if span not in frame.heard]
    return [span for span in more if span.is_a("most_of") or span.value in ("<", ">")]


def _order(scene: Clause, frame: Wanted, lead: Stretch, sort: Stretch) -> str:
    """The metric of the order; where none is said, what is dear is spent and what is lost is profit."""
    if not frame.metrics and lead.is_a("dear", "cheap"):
        return "spend" if lead.is_a("dear") else ""
    if not frame.metrics and scene.has("loss", "gain"):
        return "profit" if any(span.low.startswith(_LOSSES) for span in scene.of("loss")) else "roi"
    return _metric_near(scene, frame, sort)


def _by_change(scene: Clause, frame: Wanted, lead: Stretch) -> Wanted:
    """Reads "who won", "кто просел" as an order by how far each has moved."""
    frame = frame.put("order_of", "change_abs" if in_amount(scene, [lead]) else "change", lead)
    frame = frame.put("descending", lead.value == "up" or None)
    frame = frame if frame.has("compare_to") else frame.put("compare_to", "previous", origin="default")
    return frame.mark("descending" if lead.value == "up" else "ascending")


def _weighed(scene: Clause, frame: Wanted) -> Wanted:
    """Reads "did TikTok beat Meta", "more at weekends than on working days" as rows held against each other."""
    several = any(len(entry.values) > 1 for entry in frame.kept) or "classes" in frame.marks or frame.has("compare_to")
    several = several or "day_type" in frame.cuts or len(frame.get("periods", ())) > 1
    words = [span for span in scene.of("more", "best", "worst", "dear", "cheap") if span not in frame.heard]
    return frame.hear(*words) if several and not scene.has("number") else frame


def _limited(scene: Clause, frame: Wanted) -> Wanted:
    """Reads "top 5", "3 best channels", "first ten": how many rows."""
    for span in scene.of("number"):
        if span in frame.heard or span.figure is None or frame.has("limit"):
            continue
        value, unit = span.figure.value, span.figure.unit
        if (
            value != int(value)
            or not 0 < value <= _MOST_ROWS
            or unit in ("percent", "money")
            or (span.figure.spelled and value == 1 and not _only_one(scene, span))
        ):
            continue
        near = [*scene.before(span, most=2), *scene.after(span, most=3)]
        ranked = [other for other in near if other.is_a(*_COUNTING)]
        if ranked and (scene.has(*RANKS, "first_n", "last_n", "only") or ranked[0].is_a("dimension")):
            frame = frame.put(
                "limit", int(value), span, *[other for other in near if other.is_a("first_n", "last_n", "only")]
            )
    if frame.has("limit") and scene.has("last_n") and not scene.has(*RANKS):
        frame = frame.mark("ranked", "ascending")
    return frame


def _only_one(scene: Clause, span: Stretch) -> bool:
    """Reads "одна лучшая кампания" as one row; "which one is best" counts nothing."""
    after = scene.after(span, past=(), most=1)
    return bool(after) and after[0].is_a("best", "worst", "most", "least") and not scene.has("which")


def _is_comparative(span: Stretch) -> bool:
    """Reads "выгоднее", "эффективнее": the metric and its good end in one word."""
    return span.low.endswith(("нее", "ней")) and len(span.text) > _LONG


def _metric_near(scene: Clause, frame: Wanted, word: Stretch) -> str:
    """The metric after the word, in "top 5 campaigns by ROI" after "by"; else the last one before it."""
    place = scene.spans.index(word)
    for left, right in zip(scene.spans, scene.spans[1:], strict=False):
        if left.is_a("by", "sort") and right.is_a("metric") and left.low != "per":
            return right.value
    after = scene.after(word, most=1)
    if after and after[0].is_a("metric"):
        return after[0].value
    before = [span.value for span in scene.spans[:place] if span.is_a("metric")]
    if word.is_a("metric"):
        return word.value
    return before[-1] if before else (frame.metrics[0] if frame.metrics else "")


def _ascending(scene: Clause, lead: Stretch, by: str) -> bool:
    if lead.is_a("best", "worst", "metric"):
        return towards_good(by, good=not lead.is_a("worst"))
    if lead.is_a("ascending", "descending") and lead.value == "good":  # "from best to worst"
        return towards_good(by, good=lead.is_a("descending"))
    if lead.is_a("most"):
        losses = scene.has("loss") or any(span.is_a("metric") and span.low.startswith(_LOSSES) for span in scene.spans)
        return losses or (scene.has("worst") and towards_good(by, good=False))
    return lead.is_a("least", "ascending", "cheap") or (lead.is_a("more") and lead.value.startswith("<"))


def towards_good(metric: str, *, good: bool) -> bool:
    """Whether that end comes first in ascending order."""
    falls = METRICS[metric].better == "down"
    return falls if good else not falls


def _per_group(scene: Clause, frame: Wanted) -> Wanted:
    """Reads "for each platform the best country", "top 3 campaigns per channel": the best in each."""
    each = scene.of("each")
    counted = _counted_rows(scene, frame)
    if frame.has("limit"):
        each += [span for span in scene.of("by") if span.low == "per" or counted]
    for span in each:
        following = scene.after(span, most=1)
        if not following or not following[0].is_a("dimension") or len(frame.cuts) < 2:
            continue
        group = next((name for name in frame.cuts if name in meant(scene, following[0])), "")
        if group and len(frame.cuts) == 2 and group != counted:
            other = tuple(name for name in frame.cuts if name != group)
            limit = frame.get("limit") or 1
            frame = frame.put("group_by", (group, *other), *each).put("limit_per", group, span).put("limit", limit)
    return frame


def _counted_rows(scene: Clause, frame: Wanted) -> str:
    """Of what so many are asked for: the campaigns of "top two campaigns by region", so that regions are the groups."""
    for span in scene.of("number"):
        said = span.figure is not None and span.figure.value == frame.get("limit") and span in frame.heard
        after = [one for one in scene.after(span, most=2) if one.is_a("dimension")] if said else []
        if after:
            return next((name for name in frame.cuts if name in meant(scene, after[0])), "")
    return ""


def _placed(scene: Clause, frame: Wanted) -> Wanted:
    """Reads "на каком месте Авито по выручке", "is TikTok the worst channel": where a name stands among its kind."""
    named = [
        entry for entry in frame.kept if not entry.exclude and len(entry.values) == 1 and entry.dimension != "weekday"
    ]
    place = scene.of("place")
    if place and named:
        entry = named[0]
        by = frame.metrics[0] if frame.metrics else "roi"
        frame = focused(frame, entry).put("group_by", (entry.dimension,), *place).put("order_by", by).mark("ranked")
        return frame.mark("ascending" if METRICS[by].better == "down" else "descending")
    own = [entry for entry in named if entry.dimension in frame.cuts]
    if "ranked" in frame.marks and own and not scene.has("only"):
        return focused(frame, own[0])
    if "ranked" in frame.marks and len(named) == 1 and _said_to_lead(scene, frame):
        return focused(frame, named[0]).put("group_by", (named[0].dimension,))
    average = scene.has("compare") and scene.has("average", "all") and not frame.has("compare_to")
    if average and len(named) == 1 and not frame.cuts and not scene.has("metric_period"):
        return focused(frame, named[0]).put("group_by", (named[0].dimension,), *scene.of("compare", "average", "all"))
    return frame


def _said_to_lead(scene: Clause, frame: Wanted) -> bool:
    """Reads "гугл жрёт больше всех" as a place among its kind: the name comes first, and no rows are asked for."""
    if (
        frame.cuts
        or frame.has("limit", "having", "average", "compare_to", "view")
        or scene.has("when", "only", "which")
    ):
        return False
    names = [span for span in scene.of(*NAMES) if span in frame.heard]
    top = [span for span in scene.of(*RANKS) if SUPERLATIVE.search(span.low)]
    return len(names) == 1 and bool(top) and names[0].after <= top[0].first


def focused(frame: Wanted, entry: Kept) -> Wanted:
    """A filter becomes a name to look at among all the rows of its kind."""
    rest = tuple(other for other in frame.kept if other != entry)
    return frame.put("where", rest).put("focus", entry.values)


CONSTRUCT: Final = Construct(
    name="ranking",
    apply=apply,
    examples={
        "top 3 campaigns by revenue": {"order_by": "revenue", "limit": 3, "group_by": ("campaign",)},
        "cheapest channel by CPA": {"order_by": "cpa", "group_by": ("channel",)},
        "top 2 campaigns in each channel by ROI": {"limit_per": "channel", "limit": 2},
        "top 2 campaigns per channel by ROI": {"limit_per": "channel", "limit": 2},
    },
)
