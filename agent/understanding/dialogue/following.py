"""Whether a message only makes sense after the request before it."""

import re
from typing import Final

from agent.understanding.dialogue.commands import goes_back_to_first, names_the_rest, takes_filters_off
from agent.understanding.grammar.frame import Wanted
from agent.understanding.grammar.scene import Clause
from agent.understanding.spans import Stretch
from tools.semantics.metrics import METRICS

_STARTERS: Final = frozenset(
    "а и and but now теперь also еще ещё то same но так ok ок then тогда только only just".split()
)
POINTED: Final = "pointed"
"""Mark of a request before whose rows a message points at: it can't be but a follow-up."""
MARKS: Final = ("same", "what_about", "it", "reverse", "also", "instead")
_SAYING: Final = (
    "value",
    "campaign",
    "dimension",
    "period",
    "chart",
    "export",
    "table",
    "share",
    "running",
    "per_day",
    "per_week",
    "per_month",
    "best",
    "worst",
    "most",
    "least",
    "dear",
    "cheap",
    "exclude",
    "only",
    "compare",
    "change",
    "previous",
    "last_year",
    "step",
    "trend",
    "sort",
    "ascending",
    "descending",
    "reverse",
    "details",
    "number",
    "weekdays",
    "unknown",
    "unknown_name",
    "absent_channel",
    "absent_value",
    "loss",
    "gain",
    "all",
    "first_n",
    "last_n",
    "more",
    "average",
    "win_loss",
    "waste",
)
_NEW: Final = ("vague", "define", "have", "span", "count", "intent", "small_talk", "plan")
THE_ONE: Final = frozenset("он она оно его ее него нее ему ей it its he she".split())
_BOTH: Final = frozenset("both two оба обе обоих обеих двух".split())
OF_THEM: Final = frozenset("них them".split())
_OF_BOTH: Final = re.compile(r"\b(?:both|of the two|оба|обе|обоих|обеих|из двух|из этих двух)\b", re.I)
"""Words for both that are no plain number: "top two" counts rows."""
_BESIDE_BOTH: Final = ("number", "unknown", "value", "only", "metric", "share", "most", "least")
"""What may be said of both; two names are those that "both" is of themselves: "both Facebook and Google"."""
_WEIGHED: Final = ("who", "best", "worst", "more", "most_of", "dear", "cheap")
_TOTAL: Final = ("all", "vague", "filler", "and", "it", "which", "count", "how_much")
_SMALL: Final = 3
_SURE: Final = 0.7


def follows(scene: Clause, frame: Wanted, before: Wanted) -> bool:
    """Whether the message only makes sense after the request before."""
    if _points_back(scene, frame, before):
        return True
    starts = begins_as_follow_up(scene)
    if frame.metrics and frame.origin("metrics") == "said":
        return starts or _names_only_metrics(scene, frame)
    if only_total(scene) or (scene.has("count") and scene.words() & {"их", "таких", "them", "there"}):
        return True
    if scene.has(*_NEW) and not starts:  # "how many more in May?"
        return scene.has("count", "how_much") and scene.has("more", "most_of") and frame.has("periods")
    if starts and "ranked" in frame.marks:
        return True
    return scene.has(*_SAYING) and (starts or not _ranks_others(scene, frame, before))


def _points_back(scene: Clause, frame: Wanted, before: Wanted) -> bool:
    """Whether something in it can't be understood but of the request before."""
    text = scene.own_text
    if goes_back_to_first(text) or (before.kept and (takes_filters_off(text) or names_the_rest(text))):
        return True
    heard = scene.reading is not None and max(scene.reading.edits.values(), default=0) >= _SURE
    if (heard and not _stands_alone(frame)) or POINTED in before.marks or of_both(scene):
        return True
    of_them = scene.has("count") and frame.kept and not frame.metrics  # "surveys in July", "how many came from Google?"
    if of_them and all(name in METRICS and METRICS[name].style == "count" for name in before.metrics):
        return True
    return points_at_first(scene, frame, before) or _leaves_out(scene, frame, before)


def _names_only_metrics(scene: Clause, frame: Wanted) -> bool:
    """Reads "clicks?" and "clicks above 100" as of the rows and days that are there."""
    if frame.cuts or frame.kept or frame.has("periods"):
        return False
    moved = scene.has("how_much") and scene.has("change")  # "how far did ROAS fall?" is of what was just shown
    if scene.has("define", "trend", "count", "which", "how_much") and not moved:
        return False
    return frame.has("having") or sum(not span.is_a(*_BESIDE_METRICS) for span in scene.spans) <= _SMALL


_BESIDE_METRICS: Final = ("filler", "vague", "and", "or", "now", "sort", "chart", "by", "compare")


def _ranks_others(scene: Clause, frame: Wanted, before: Wanted) -> bool:
    """Reads "which campaign is best?" after channels as asked anew; a day is none of the days of the week before."""
    there = {*before.cuts, *(("day",) if "weekday" in before.cuts else ())}
    return scene.has("which", "who", "when") and "ranked" in frame.marks and not there.issuperset(frame.cuts)


def _leaves_out(scene: Clause, frame: Wanted, before: Wanted) -> bool:
    """Reads "убери те, у которых расход меньше 40 тысяч" as of the rows that are there."""
    begins = next((span for span in scene.spans if not span.is_a("filler", "and", "now")), None)
    return begins is not None and begins.is_a("exclude") and frame.has("having") and bool(before.cuts)


def _stands_alone(frame: Wanted) -> bool:
    return bool(
        frame.metrics and frame.origin("metrics") == "said" and frame.has("periods") and (frame.cuts or frame.kept)
    )


def begins_as_follow_up(scene: Clause) -> bool:
    """Whether its words point back: "а в мае?", "same for VK"."""
    first = scene.tokens[scene.spans[0].first].plain if scene.spans else ""
    return first in _STARTERS or scene.has(*MARKS)


def points_at_first(scene: Clause, frame: Wanted, before: Wanted) -> bool:
    """Reads "сколько он потратил?" after a ranking: of the one that came first."""
    bare = not (frame.cuts or frame.kept or frame.has("periods", "having")) and "ranked" not in frame.marks
    return (
        bare
        and not scene.has("instead", "also", "chart", "table", "export")
        and bool(scene.words() & THE_ONE)
        and bool(frame.metrics)
        and bool(before.get("order_by") in before.metrics and before.cuts)
    )


def only_total(scene: Clause) -> bool:
    """Reads "and in total?", "общий итог", "а по всей рекламе?"."""
    total = (*_TOTAL, "by") if _of_everything(scene) else _TOTAL
    return scene.has("all") and all(span.is_a(*total) for span in scene.spans)


def _of_everything(scene: Clause) -> bool:
    """Whether all the advertising is meant, not the two things asked about before."""
    behind = (scene.after(span, past=(), most=2) for span in scene.of("all"))
    return any(one.low in _EVERYTHING for near in behind for one in near)


_EVERYTHING: Final = frozenset(
    "реклама рекламы рекламе рекламу ads advertising advertisements маркетинг маркетингу маркетинга marketing".split()
)


def of_both(scene: Clause) -> bool:
    """Whether it is about the last two requests in one: "а вместе за ноябрь", "both on iOS", "now February, both"."""
    rest = [span for span in scene.spans if not span.is_a(*_TOTAL, *_WEIGHED, "period", "now", "by", "chart", "table")]
    of_them = _OF_BOTH.search(scene.text) is not None and len(scene.of("value", "campaign")) < 2
    beside = _BESIDE_BOTH if of_them else ("number", "unknown")
    loose = [span for span in rest if not scene.words() & _BOTH or not span.is_a(*beside)]
    return not loose and not _of_everything(scene) and (scene.has("all") or each_of_both(scene))


def words_for_both(scene: Clause) -> list[Stretch]:
    """The words that stand for the last two requests, and say nothing else."""
    return [span for span in scene.spans if span.low in _BOTH]


def each_of_both(scene: Clause) -> bool:
    """Whether the two stand beside each other: "both of them", "which of the two is better", "кто из них больше"."""
    words = scene.words()
    return bool(words & _BOTH) or (scene.has("who", "which") and bool(words & OF_THEM))
