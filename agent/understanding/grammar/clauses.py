"""Several requests in one message: cut where each can stand alone, then shared: what is said once holds for all."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from agent.understanding.grammar.constructs.period import window
from agent.understanding.grammar.frame import TIME, Wanted
from agent.understanding.grammar.scene import Clause
from agent.understanding.spans import Stretch
from tools.semantics.calendar import unit_span

MOST: Final = 4
_ASKS: Final = tuple("count which how_much who when have define span best worst chart export".split())
_SUBJECTS: Final = (
    "metric",
    "vague",
    "intent",
    "uncollected",
    "define",
    "span",
    "share",
    "waste",
    "plan",
    "best",
    "worst",
    "most",
    "least",
    "cheap",
    "dear",
    "price",
    "brings",
    "money",
)
_RANKS: Final = ("best", "worst", "most", "least", "dear", "cheap")
_FEW: Final = 6
"""Words after a joint within which a second order says what it is by."""
_WEIGHED: Final = ("share", "compare", "change", "more", "trend", "step", "between", "than")
POINTING: Final = frozenset("он она оно его ее него нее нему ней ему ей it its".split())
"""Words for the one named before."""
_SHARED: Final = ("periods", "where", "with_and_without")
_ENDS: Final = {"best": "worst", "worst": "best", "most": "least", "least": "most"}
_SHAPE: Final = (
    "group_by",
    "where",
    "periods",
    "compare_to",
    "having",
    "limit",
    "limit_per",
    "order_by",
    "order_of",
    "share",
    "running",
    "average",
    "with_and_without",
    "count",
    "view",
    "focus",
)
_VERBS: Final = frozenset(
    "построй нарисуй покажи выведи дай скинь plot draw show chart give list compare сравни".split()
)
_APART: Final = frozenset("отдельно separately apart раздельно".split())


def cut(scene: Clause) -> list[tuple[Stretch, ...]]:
    """The spans of each clause that can stand alone; what can't stays with its neighbour."""
    pieces: list[list[Stretch]] = [[]]
    for place, span in enumerate(scene.spans):
        if place and _begins(scene, pieces[-1], place):
            pieces.append([])
        pieces[-1].append(span)
    return _gathered(scene, pieces)[:MOST]


def _begins(scene: Clause, piece: Sequence[Stretch], place: int) -> bool:
    """Whether a new clause begins at a span: after a sentence, before "and which", between "A in May, B in June"."""
    before, span = scene.spans[place - 1], scene.spans[place]
    gap = scene.text[before.end : span.start]
    if any(mark in gap for mark in "?!;\n") or (". " in gap and len(before.text) > 2):
        return True
    joint = span.is_a("and", "also") or span.low in ("а", "плюс", "plus", "then", "потом")
    if not joint and "," not in gap:
        return False
    following = [other for other in scene.spans[place : place + 4] if not other.is_a("filler", "and", "also", "now")][
        :1
    ]
    asked = any(other.is_a(*_SUBJECTS) for other in piece) or (
        any(other.is_a("count", "how_much") for other in piece) and _names(piece)
    )
    if not following or not asked:
        return False
    if any(other.low in _APART for other in scene.spans[place : place + 3]) and _has_subject(scene, place):
        return True
    if any(one.is_a(*_ENDS) for one in piece) and any(
        one.kind == _ENDS.get(other.kind) for one in scene.spans[place : place + 3] for other in piece
    ):
        return True
    asks = (
        following[0].is_a(*_ASKS)
        or scene.spans[place].low in _VERBS
        or scene.spans[min(place + 1, len(scene.spans) - 1)].low in _VERBS
    )
    anew = (asks and _has_subject(scene, place)) or _ranks_anew(piece, scene.spans[place : place + _FEW])
    return anew or (_pairs(scene, piece, place) and not scene.has(*_WEIGHED))


def _ranks_anew(piece: Sequence[Stretch], following: Sequence[Stretch]) -> bool:
    """Reads "the best by ROI and the dearest by CPA" as two orders: one table has but one."""
    mine, theirs = ({span.value for span in spans if span.is_a("metric")} for spans in (piece, following))
    both = all(any(span.is_a(*_RANKS) for span in spans) for spans in (piece, following))
    return both and bool(mine) and bool(theirs) and not mine & theirs


def _has_subject(scene: Clause, place: int) -> bool:
    return any(other.is_a(*_SUBJECTS) for other in scene.spans[place : place + 12])


def _pairs(scene: Clause, piece: Sequence[Stretch], place: int) -> bool:
    """Reads "clicks in October and revenue in September", "VK in May and Avito in June" as two requests."""
    rest = scene.spans[place:]
    end = next((at for at, other in enumerate(rest) if at and other.is_a("and")), len(rest))
    left, right = piece, rest[:end]
    dated = any(span.is_a("period") for span in left) and any(span.is_a("period") for span in right)
    for kind in ("metric", "value"):
        mine, theirs = {s.value for s in left if s.is_a(kind)}, {s.value for s in right if s.is_a(kind)}
        if dated and mine and theirs and not mine & theirs:
            return True
    return False


def _gathered(scene: Clause, pieces: list[list[Stretch]]) -> list[tuple[Stretch, ...]]:
    whole: list[list[Stretch]] = []
    loose: list[Stretch] = []
    for piece in pieces:
        if any(
            span.is_a(*_SUBJECTS, "small_talk") or (span.is_a("count", "which", "chart", "export") and _names(piece))
            for span in piece
        ):
            whole.append([*loose, *piece])
            loose = []
        elif whole:
            whole[-1].extend(piece)
        else:
            loose.extend(piece)
    if loose and whole:
        whole[0] = [*loose, *whole[0]]
    return [tuple(piece) for piece in whole] or [tuple(scene.spans)]


def _names(piece: Sequence[Stretch]) -> bool:
    return any(span.is_a("dimension", "value", "period") for span in piece)


def shared(frames: Sequence[Wanted], *, apart: Sequence[bool], pointing: Sequence[bool]) -> list[Wanted]:
    """The frames, each with what is said once: one where they are alike, else each with the others' days and names."""
    joined: list[Wanted] = []
    for frame, own, points in zip(frames, apart, pointing, strict=True):
        if joined and _only_against(frame):
            joined = [_held_against(one, frame) for one in joined]
            continue
        if joined and (whole := _elliptic(joined[-1], frame)):
            joined[-1] = whole
            continue
        apart_by_words = own and frame.metrics and joined and joined[-1].metrics
        alike = bool(joined) and not apart_by_words and _alike(joined[-1], frame)
        if alike or (joined and points and _about_the_first(joined[-1], frame)):
            joined[-1] = _united(joined[-1], frame)
        else:
            joined.append(frame)
    if len(joined) < 2:
        return joined
    return [_lent(frame, [other for other in joined if other is not frame]) for frame in joined]


def _only_against(frame: Wanted) -> bool:
    """Reads "and how does that compare with June?", "и как это к июлю?": nothing but the days to hold against."""
    return not frame.metrics and "against" in frame.marks and set(frame.slots) <= {"compare_to"}


def _held_against(frame: Wanted, other: Wanted) -> Wanted:
    if frame.has("compare_to") or len(frame.get("periods", ())) > 1:
        return frame
    return replace(
        frame.carrying(other.slots, ("compare_to",)), heard=frame.heard | other.heard, marks=frame.marks | {"against"}
    )


def _elliptic(left: Wanted, right: Wanted) -> Wanted | None:
    """Reads "how many leads in April and how many in May", "сколько на вк и сколько на яндекс" as one question."""
    counts = any(span.is_a("count", "how_much") for span in right.heard)
    said = set(right.slots)
    if right.metrics or not (counts and left.metrics) or right.issues or len(said) != 1 or "ranked" in left.marks:
        return None
    heard = replace(left, heard=left.heard | right.heard, marks=left.marks | right.marks)
    if said == {"periods"} and left.has("periods"):
        return heard.put("periods", tuple(dict.fromkeys((*left.get("periods"), *right.get("periods")))))
    mine, theirs = ([entry for entry in one.kept if not entry.exclude] for one in (left, right))
    if (
        said != {"where"}
        or [entry.dimension for entry in mine] != [entry.dimension for entry in theirs]
        or len(mine) != 1
    ):
        return None
    both = replace(mine[0], values=tuple(dict.fromkeys((*mine[0].values, *theirs[0].values))))
    rest = tuple(entry for entry in left.kept if entry is not mine[0])
    return heard.put("where", (*rest, both)).put("group_by", tuple(dict.fromkeys((*left.cuts, both.dimension))))


def _about_the_first(left: Wanted, right: Wanted) -> bool:
    """Reads "and how much was spent on it" after a ranking: one more metric of its rows."""
    bare = not set(right.slots) - {"metrics"} and not right.issues
    return bare and bool(right.metrics) and bool(left.cuts) and "ranked" in left.marks


def said_apart(scene: Clause, pieces: Sequence[tuple[Stretch, ...]]) -> list[bool]:
    """For each clause whether it is a question of its own: after a question mark, or asked for one by one."""
    ends = [0, *(piece[-1].end for piece in pieces[:-1])]
    gaps = [scene.text[end : piece[0].start] for end, piece in zip(ends, pieces, strict=True)]
    return ["?" in gap or bool(scene.words() & _APART) for gap in gaps]


def _alike(left: Wanted, right: Wanted) -> bool:
    """Whether two requests are one with more metrics: no slot of shape is said twice differently."""
    if left.act != right.act or left.issues or right.issues:
        return False
    if "ranked" in right.marks or "ranked" in left.marks or right.has("count") != left.has("count"):
        return _only_adds_metric(left, right)
    return all(
        not (left.has(name) and right.has(name)) or left.get(name) == right.get(name) for name in _SHAPE
    ) and not (bool(left.cuts) and not right.cuts and right.has("where"))


def _only_adds_metric(left: Wanted, right: Wanted) -> bool:
    """Reads "which segment is worst? lowest ROI 2021" as one: the second says only metric, order or days."""
    said = set(right.slots) - {"metrics", "order_by", "periods", "descending"}
    same = not right.metrics or not left.metrics or set(right.metrics) == set(left.metrics)
    return not said and same and not (right.has("periods") and left.has("periods"))


def _united(left: Wanted, right: Wanted) -> Wanted:
    slots = {**right.slots, **left.slots}
    metrics = tuple(dict.fromkeys((*left.metrics, *right.metrics)))
    whole = replace(
        left,
        slots=slots,
        heard=left.heard | right.heard,
        marks=left.marks | right.marks,
        issues=(*left.issues, *right.issues),
    )
    return (
        whole.put("metrics", metrics, origin=left.origin("metrics") or right.origin("metrics") or "said")
        if metrics
        else whole
    )


def _lent(frame: Wanted, others: Sequence[Wanted]) -> Wanted:
    """The frame with days and filters that only its neighbours say; a cut by time is its own matter."""
    whole = any(span.is_a("all") for span in frame.heard)
    for other in others:
        frame = _same_unit(frame, other)
        names = [
            name
            for name in _SHARED
            if name != "where" or not (whole or {entry.dimension for entry in other.kept} & set(frame.cuts))
        ]
        names += (
            [*([] if frame.metrics else ["metrics"]), "group_by"]
            if frame.has("order_by") or "ranked" in frame.marks
            else []
            if frame.metrics
            else ["metrics"]
        )
        frame = (
            frame.carrying(other.slots, names)
            if not set(frame.cuts) & set(TIME) or not other.has("compare_to")
            else frame
        )
    return frame


def _same_unit(frame: Wanted, other: Wanted) -> Wanted:
    """Reads "in September? ... and in all for the month" as that month: a bare unit is the one named beside it."""
    units = {_BARE[span.low] for span in frame.heard if span.is_a("period") and span.low in _BARE}
    days = other.get("periods", ())
    if len(units) != 1 or len(days) != 1 or frame.origin("periods") != "said":
        return frame
    start, end = window(days[0])
    return frame.put("periods", days, origin="carried") if (start, end) == unit_span(start, *units) else frame


_BARE: Final = {
    "за месяц": "month", "за неделю": "week", "за квартал": "quarter", "за год": "year", "for the month": "month",
    "for the week": "week", "for the quarter": "quarter", "for the year": "year",
}  # fmt: skip
