"""Several requests of one message put together: one where they are alike, else each with what is said once for all."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from agent.understanding.grammar.constructs.period import window
from agent.understanding.grammar.frame import TIME, Kept, Wanted
from tools.semantics.calendar import unit_span

POINTING: Final = frozenset("он она оно его ее него нее нему ней ему ей it its".split())
"""Words for the one named before."""
_SHARED: Final = ("periods", "where", "with_and_without")
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
_NUMBERS: Final = ("share", "running", "average", "with_and_without", "count")
"""What makes other numbers of a metric, so that it is no matter of the metric beside it."""


def shared(
    frames: Sequence[Wanted], *, apart: Sequence[bool], deeds: Sequence[str], pointing: Sequence[bool]
) -> list[Wanted]:
    """The frames, each with what is said once: one where they are alike, else each with the others' days and names.

    Args:
        frames: as each clause says them.
        apart: which are questions of their own by how they are asked.
        deeds: what each wants done by its words: one beside another deed is another request.
        pointing: which point at what was named before.
    """
    said = [
        _ClauseFrame(frame=frame, apart=own, deed=deed, points=points or _said(frame) <= {"share", "periods"})
        for frame, own, deed, points in zip(frames, apart, deeds, pointing, strict=True)
    ]
    joined = _joined(said)
    whole = [one.frame for one in joined]
    if len(joined) < 2:
        return whole
    asked_apart = [one.apart for one in joined]
    lent = [_lent(frame, _lenders(place, whole, asked_apart)) for place, frame in enumerate(whole)]
    return [
        _of_the_part(frame, lent[place - 1]) if place and one.points else frame
        for place, (frame, one) in enumerate(zip(lent, joined, strict=True))
    ]


@dataclass(frozen=True, kw_only=True)
class _ClauseFrame:
    """What one clause says."""

    frame: Wanted
    apart: bool
    deed: str
    points: bool
    """At what was named before: "and what part is that?"."""


def _joined(said: Sequence[_ClauseFrame]) -> list[_ClauseFrame]:
    """The requests; a clause that goes on with the one before is part of it."""
    joined: list[_ClauseFrame] = []
    deed_before = said[0].deed
    for one in said:
        if joined and _only_against(one.frame):
            joined = [replace(other, frame=_held_against(other.frame, one.frame)) for other in joined]
            continue
        own_deed, deed_before = one.deed != deed_before, one.deed
        whole = _gone_on(joined[-1].frame, one) if joined and not own_deed else None
        if whole is None:
            joined.append(one)
        else:
            joined[-1] = replace(joined[-1], frame=whole)
    return joined


def _gone_on(before: Wanted, one: _ClauseFrame) -> Wanted | None:
    """A request with what a clause adds to it; None where the clause asks for something else."""
    if whole := _elliptic(before, one.frame):
        return whole
    apart_by_words = one.apart and one.frame.metrics and before.metrics
    goes_on = (not apart_by_words and _alike(before, one.frame)) or (one.points and _about_the_first(before, one.frame))
    return _united(before, one.frame) if goes_on else None


def _of_the_part(frame: Wanted, before: Wanted) -> Wanted:
    """Reads "and what is its ROAS" after "how much of the revenue comes from Google": of that part."""
    part, cut = before.get("focus", ()), before.cuts[-1:]
    if not part or not cut or frame.has("where", "share"):
        return frame
    return frame.put("where", (*before.kept, Kept(dimension=cut[0], values=tuple(part))), origin="carried")


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
    """Reads "and how much was spent on it", "and what is its share" after a ranking: one more figure of its rows."""
    bare = not _said(right) - {"metrics", "share", "periods"} and not right.issues
    bare = bare and not any(left.has(name) and right.has(name) for name in ("periods", "share"))
    return bare and bool(right.metrics) and bool(left.cuts) and "ranked" in left.marks


def _said(frame: Wanted) -> set[str]:
    """The slots that its words fill."""
    return {name for name, slot in frame.slots.items() if slot.origin != "default"}


def _alike(left: Wanted, right: Wanted) -> bool:
    """Whether two requests are one with more metrics: no slot of shape is said twice differently."""
    if left.act != right.act or left.issues or right.issues:
        return False
    if left.has("where") and not right.has("where") and any(span.is_a("all") for span in right.heard):
        return False  # "leads from Bing, and the total cost per lead"
    if "ranked" in right.marks or "ranked" in left.marks or right.has("count") != left.has("count"):
        return _only_adds_metric(left, right)
    if {"metrics", "share"} <= _said(left) & _said(right):  # "what share of spend and what share of orders ..."
        left, right = left.without(*_ASSUMED - _said(left)), right.without(*_ASSUMED - _said(right))
    if left.metrics and right.metrics and any(left.get(name) != right.get(name) for name in _NUMBERS):
        return False
    return all(
        not (left.has(name) and right.has(name)) or left.get(name) == right.get(name) for name in _SHAPE
    ) and not (bool(left.cuts) and not right.cuts and right.has("where"))


def _only_adds_metric(left: Wanted, right: Wanted) -> bool:
    """Reads "which segment is worst? lowest ROI 2021" as one: the second says only metric, order or days."""
    said = set(right.slots) - {"metrics", "order_by", "periods", "descending"}
    same = not right.metrics or not left.metrics or set(right.metrics) == set(left.metrics)
    return not said and same and not (right.has("periods") and left.has("periods"))


_ASSUMED: Final = frozenset(("group_by",))
"""What a share assumes until it is said: of the channels."""


def _united(left: Wanted, right: Wanted) -> Wanted:
    own = [{name: one.slots[name] for name in _said(one)} for one in (right, left)]
    slots = {**right.slots, **left.slots, **own[0], **own[1]}
    named = [one.metrics for one in (left, right) if "metrics" in _said(one)] or [left.metrics, right.metrics]
    metrics = tuple(dict.fromkeys(name for names in named for name in names))
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


def _lenders(place: int, frames: Sequence[Wanted], asked_apart: Sequence[bool]) -> list[Wanted]:
    """The neighbours of a frame; a question that has ended takes no filter from a later one.

    "Revenue last week? And what did we spend on Facebook" asks about all revenue.
    """
    ended = [bool(frames[place].metrics) and any(asked_apart[place + 1 : at + 1]) for at in range(len(frames))]
    lenders = zip(range(len(frames)), frames, ended, strict=True)
    return [other.without("where") if over else other for at, other, over in lenders if at != place]


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
    "за месяц": "month",
    "за неделю": "week",
    "за квартал": "quarter",
    "за год": "year",
    "for the month": "month",
    "for the week": "week",
    "for the quarter": "quarter",
    "for the year": "year",
}
