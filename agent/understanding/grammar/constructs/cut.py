"""What rows are made for: "by channel", "which city", several names of one kind, days along time."""

from typing import Final

from agent.understanding.grammar.construct import Construct
from agent.understanding.grammar.constructs.value import NAMES, excluded, yardstick
from agent.understanding.grammar.frame import TIME, Wanted
from agent.understanding.grammar.scene import ENDS, Clause
from agent.understanding.lexicon.territories import are_countries
from agent.understanding.spans import Stretch
from tools.semantics.catalogue import Catalogue
from tools.semantics.metrics import METRICS

ALWAYS: Final = frozenset(("channel", "campaign", "day", "week", "month", "quarter", "year", "weekday", "day_type"))
_STAND_INS: Final = {
    "location": "region",
    "region": "location",
    "audience": "segment",
    "gender": "audience",
    "age": "audience",
}
_COUNTRY: Final = ("countr", "стран", "state", "област")
_CITY: Final = ("cit", "город", "town")
_RANKS: Final = (*ENDS, "win_loss")
_WEIGHED: Final = 5
"""Spans behind "campaign" in which "with the lowest cost" begins, articles counted."""
_SORTS: Final = ("sort", "ascending", "descending")
_EACH: Final = ("by", "which", "each", *_RANKS, "count", "first_n", "last_n", "share", "number", "compare", "table")
_ROWS: Final = (
    "which",
    *_RANKS,
    "more",
    "between",
    "loss",
    "gain",
    "compare",
    "zero",
    "share",
    "first_n",
    "sort",
    "ascending",
    "descending",
    "chart",
    "export",
    "have",
    "table",
    "waste",
)
_AT_LARGE: Final = frozenset("на on our наших наши рекламные рекламных ad advertising рекламным the".split())
_RELATIVE: Final = frozenset("where whose that which где которые которых которым чей чьи".split())
_OURS: Final = frozenset("наш наша наше наши нашей нашу нашего нашем our your the company".split())


def available(dimension: str, catalogue: Catalogue) -> bool:
    """Whether the data can be cut by it."""
    return dimension in ALWAYS or (dimension == "hour" and catalogue.has_hours) or bool(catalogue.values.get(dimension))


def stored_as(dimension: str, catalogue: Catalogue, word: str = "") -> str:
    """The dimension itself, or the one that holds the same here, as long as countries are asked for countries."""
    other = _STAND_INS.get(dimension, dimension)
    values = catalogue.values.get(other, ())
    if (word.startswith(_COUNTRY) and not are_countries(values)) or (word.startswith(_CITY) and are_countries(values)):
        return dimension
    return other if not available(dimension, catalogue) and available(other, catalogue) else dimension


def apply(scene: Clause, frame: Wanted) -> Wanted:
    """The cuts said, then the dimension of names held against each other."""
    spans = [span for span in scene.of("dimension") if _cuts(scene, span) and span not in frame.heard]
    names = [name for span in spans for name in meant(scene, span)]
    spans += _neighbours(scene, spans, names)
    compared = _several(scene)
    frame = frame.hear(*[span for span in scene.of("dimension") if span not in spans and _only_introduces(scene, span)])
    who = scene.of("who")
    if who and not (names or compared):
        measure = [span.dimension for span in scene.of(*NAMES) if yardstick(scene, span)]
        theirs = [name for name in scene.cuts_before if name not in TIME] if scene.has("it") else []  # "у кого из них"
        names += measure or (people(scene.catalogue) if who[0].value == "people" else theirs) or ["channel"]
        spans += who
    if "weekday" in names and "day" in names and _points_at_weekday(scene):
        names.remove("day")
    groups = tuple(dict.fromkeys((*frame.cuts, *names, *compared)))
    return frame.put("group_by", groups, *spans, *who, *scene.of("by", "each")) if groups else frame


def _points_at_weekday(scene: Clause) -> bool:
    """Reads "clicks by day of week, which day wins" as which of those."""
    words = [span for span in scene.of("dimension") if span.value == "day"]
    return all(any(other.is_a("which") for other in scene.before(span, most=1)) for span in words)


def meant(scene: Clause, span: Stretch) -> list[str]:
    """The dimensions a word means here: without audiences, people are told apart by age and gender."""
    if span.value == "audience" and not available("audience", scene.catalogue):
        return people(scene.catalogue) or [span.value]
    return [stored_as(span.value, scene.catalogue, span.low)]


def people(catalogue: Catalogue) -> list[str]:
    """What tells people apart in these data."""
    slices = [name for name in ("age", "gender") if available(name, catalogue)]
    return slices or [name for name in ("audience", "segment") if available(name, catalogue)][:1]


def _neighbours(scene: Clause, spans: list[Stretch], names: list[str]) -> list[Stretch]:
    """The small words of the cuts: "by", "in each"."""
    return [other for span in spans for other in scene.before(span, most=1) if other.is_a("by", "each", "all")]


def _several(scene: Clause) -> list[str]:
    """Dimensions of which several names are said apart: "VK and Telegram", "search vs display"; not "in total"."""
    named = [span for span in scene.of(*NAMES) if excluded(scene, span) is None]
    cuts = any(span.value not in TIME for span in scene.of("dimension"))
    together = scene.has("all") and not (cuts or scene.has("compare", "or", "each", "which", "who"))
    counts = [span.dimension for span in named]
    several = [name for name in dict.fromkeys(counts) if counts.count(name) > 1 and name != "weekday"]
    return [] if together else several


def _cuts(scene: Clause, span: Stretch) -> bool:
    """Whether a dimension word cuts, or only introduces a name ("channel Facebook") or a whole ("all channels")."""
    place = scene.spans.index(span)
    before = scene.spans[place - 1] if place else None
    after = scene.spans[place + 1] if place + 1 < len(scene.spans) else None
    if span.value == "account" and before is not None and before.low in _OURS:
        return False
    introduces = any(
        other is not None
        and other.is_a(*NAMES, "unknown_name")
        and other.dimension in (span.value, stored_as(span.value, scene.catalogue), *meant(scene, span), "")
        for other in (before, after)
    )
    if introduces and not _by(before, span, after):
        return False
    if before is not None and before.is_a("all", "exclude") and not scene.has("which", *_RANKS, *_SORTS):
        return (
            place > 1 and scene.spans[place - 2].is_a("by") and not before.is_a("exclude") and not scene.has("average")
        )
    if before is not None and before.is_a("it"):  # "this channel"
        return False
    return not (span.value == "campaign" and _generic(scene, span))


def _by(before: Stretch | None, span: Stretch, after: Stretch | None) -> bool:
    """Reads "by channel" before other names: "by channel for Facebook" keeps the cut."""
    by = before is not None and before.is_a("by", "each")
    return by and (span.low.endswith(("ам", "ям", "s")) or (after is not None and not after.is_a(*NAMES)))


def _generic(scene: Clause, span: Stretch) -> bool:
    """Reads "our campaigns", "Facebook campaigns", "на рекламные кампании" as advertising at large."""
    place = scene.spans.index(span)
    if _makes_rows(scene, place):
        return False
    if any(other.is_a("dimension") and other.value not in ("campaign", *TIME) for other in scene.spans):
        return True
    asked = any(other.is_a(*_ROWS) and other.low != "what" for other in scene.spans)
    if asked or _counted(scene, span) or _owns_a_ratio(scene, place):
        return False
    lead = scene.spans[place - 1].low if place else ""
    near = [scene.spans[other] for other in (place - 1, place + 1, place + 2) if 0 <= other < len(scene.spans)]
    return lead in _AT_LARGE or any(other.is_a(*NAMES) for other in near) or len(scene.spans) > place + 1


def _makes_rows(scene: Clause, place: int) -> bool:
    """Reads "each campaign", "campaigns whose CTR is below 1", "campaigns by spend" as asking for rows."""
    following = scene.spans[place + 1 : place + 3]
    if any(other.is_a(*_EACH) for other in scene.spans[max(0, place - 2) : place]) or scene.has("part_of_name"):
        return True
    after = scene.spans[place].after
    word = scene.tokens[after].plain if after < len(scene.tokens) else ""
    having = word in ("with", "с")
    weighed = having and any(one.is_a("metric") for one in following)
    ranked = having and any(one.is_a(*_RANKS) for one in scene.spans[place + 1 : place + _WEIGHED])
    told = (word in _RELATIVE or weighed) and not scene.has(*NAMES)
    return told or ranked or [one.kind for one in following] == ["by", "metric"]


def _counted(scene: Clause, span: Stretch) -> bool:
    """Reads "how many campaigns" as of them."""
    behind = (scene.after(word, past=("filler", "value", "unknown"), most=1) for word in scene.of("count"))
    return any(after and after[0] is span for after in behind)


def _owns_a_ratio(scene: Clause, place: int) -> bool:
    """Reads "ROAS кампаний", "ROI of campaigns": a ratio of each, where no name says of which."""
    before = scene.before(scene.spans[place], most=1)
    ratio = before and before[0].is_a("metric") and not METRICS[before[0].value].additive
    return bool(ratio) and scene.spans[place].low in ("кампаний", "campaigns") and not scene.has(*NAMES)


def _only_introduces(scene: Clause, span: Stretch) -> bool:
    """Whether a dimension word that cuts nothing is understood: it introduces a name or means all of it."""
    near = [*scene.before(span, most=1), *scene.after(span, most=1)]
    return span.value in ("channel", "campaign", "account", "audience") or any(
        other.is_a(*NAMES, "all", "it", "exclude") for other in near
    )


CONSTRUCT: Final = Construct(
    name="cut",
    apply=apply,
    examples={
        "spend by channel": {"group_by": ("channel",)},
        "ROI of VK and Telegram": {"group_by": ("channel",)},
        "какая кампания лучше по ROI": {"group_by": ("campaign",)},
    },
)
