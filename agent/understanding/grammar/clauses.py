"""Several requests in one message: cut where each can stand alone."""

import itertools
import re
from collections.abc import Sequence
from typing import Final

from agent.understanding.grammar.scene import APART, ENDS, RELATIVE, Clause
from agent.understanding.spans import Stretch, orders
from agent.understanding.spans.span import HEARD

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
_FEW: Final = 6
"""Words after a joint within which a second order says what it is by."""
_WEIGHED: Final = ("share", "compare", "change", "more", "trend", "step", "between", "than")
_BREAK: Final = 0.6
"""From which probability the learned reader's break is one."""
_ONE: Final = 0.5
"""Where it takes a message for one request with more, only a sure break is one."""
_ENDS: Final = {"best": "worst", "worst": "best", "most": "least", "least": "most"}
_VERBS: Final = frozenset(
    "построй нарисуй покажи выведи дай скинь plot draw show chart give list compare сравни".split()
)


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
    if before.is_a("dimension") and set(span.low.split()) & RELATIVE:  # "по каналам, у которых ...": which of them
        return False
    near = scene.spans[place : place + 4]
    following = next((other for other in near if not other.is_a("filler", "and", "also", "now")), None)
    if not _may_part(scene, span, gap) or following is None or not _asked(piece):
        return False
    if _counts_unknown(scene.spans[place:]) and _orders(piece):
        return True
    heard = _heard_break(scene, span) and (_has_subject(scene, place) or _counts(scene.spans[place:]))
    return heard or _is_anew(scene, piece, place, following)


def _may_part(scene: Clause, span: Stretch, gap: str) -> bool:
    """Whether a joint or a comma stands there; what comes of a what-if is no second request: "if we cut A, ..."."""
    if scene.says("intent", "what_if") and orders.SUPPOSES.search(scene.text[: span.start]):
        return False
    return "," in gap or span.is_a("and", "also") or span.low in ("а", "плюс", "plus", "then", "потом")


def _asked(piece: Sequence[Stretch]) -> bool:
    """Whether a clause asks for something already."""
    counted = any(other.is_a("count", "how_much") for other in piece) and _names(piece)
    return counted or any(other.is_a(*_SUBJECTS) for other in piece)


def _is_anew(scene: Clause, piece: Sequence[Stretch], place: int, following: Stretch) -> bool:
    """Whether the words after a joint are a request of their own by what they are."""
    near = scene.spans[place : place + 3]
    subject = _has_subject(scene, place)
    apart = any(other.low in APART for other in near) and subject
    other_end = any(one.kind == _ENDS.get(other.kind) for one in near for other in piece if other.is_a(*_ENDS))
    verbs = (scene.spans[place].low, scene.spans[min(place + 1, len(scene.spans) - 1)].low)
    asks = following.is_a(*_ASKS) or any(verb in _VERBS for verb in verbs)
    ranks = _ranks_anew(piece, scene.spans[place : place + _FEW])
    pairs = _pairs(scene, piece, place) and not scene.has(*_WEIGHED)
    shows = asks and waits(scene, piece)
    return apart or other_end or (asks and subject) or shows or ranks or pairs


def waits(scene: Clause, piece: Sequence[Stretch]) -> bool:
    """Whether a clause only wants to be told of something to come: "предупреди, если CPA выше 500"."""
    return bool(orders.wants_to_be_told(scene.text[piece[0].start : piece[-1].end]))


def _orders(piece: Sequence[Stretch]) -> bool:
    """Whether a clause wants something other than a number."""
    return any(span.is_a("intent", "plan") for span in piece)


def _counts_unknown(spans: Sequence[Stretch]) -> bool:
    """Reads "and how many bookings" where nobody knows bookings: a request of its own, to be asked back about."""
    said = [span for span in spans if not span.is_a("filler")]
    return any(left.is_a("count") and right.is_a("unknown") for left, right in itertools.pairwise(said))


def _heard_break(scene: Clause, joint: Stretch) -> bool:
    """Whether the learned reader hears one request end and another begin at a joint."""
    if scene.reading is None:
        return False
    near = (token for token in scene.reading.tokens if token.start < joint.end and joint.start < token.end)
    heard = max((token.tags.get("BREAK", 0.0) for token in near), default=0.0)
    return heard >= (HEARD if scene.reading.requests[0] > _ONE else _BREAK)


def _counts(spans: Sequence[Stretch]) -> bool:
    """Reads "and how much on an average day", "и сколько в мае": of the measure before."""
    return any(span.is_a("count", "how_much") for span in spans) and _names(spans)


def _ranks_anew(piece: Sequence[Stretch], following: Sequence[Stretch]) -> bool:
    """Reads "the best by ROI and the dearest by CPA" as two orders: one table has but one."""
    mine, theirs = ({span.value for span in spans if span.is_a("metric")} for spans in (piece, following))
    both = all(any(span.is_a(*ENDS) for span in spans) for spans in (piece, following))
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
        again = bool(whole) and _is_dated_name(piece) and _is_dated_name(whole[-1])
        beside = bool(whole) and waits(scene, whole[-1]) and any(span.low in _VERBS for span in piece)
        if (
            again
            or beside
            or (bool(whole) and _orders(whole[-1]) and _counts_unknown(piece))
            or any(
                span.is_a(*_SUBJECTS, "small_talk", "most_of")
                or (span.is_a("count", "which", "chart", "export") and _names(piece))
                for span in piece
            )
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


def _is_dated_name(piece: Sequence[Stretch]) -> bool:
    """Whether it says both which rows and which days: "for the UK in July, and for France in August"."""
    return any(span.is_a("value", "campaign") for span in piece) and any(span.is_a("period") for span in piece)


def _names(piece: Sequence[Stretch]) -> bool:
    return any(span.is_a("dimension", "value", "period") for span in piece)


def said_apart(scene: Clause, pieces: Sequence[tuple[Stretch, ...]]) -> list[bool]:
    """For each clause whether it is a question of its own: after a question mark, or asked for one by one."""
    ends = [0, *(piece[-1].end for piece in pieces[:-1])]
    gaps = [scene.text[end : piece[0].start] for end, piece in zip(ends, pieces, strict=True)]
    return ["?" in gap or bool(scene.words() & APART) for gap in gaps]


def is_remark(scene: Clause) -> bool:
    """Reads the last word of "what do I do about TikTok? it burns" as one: a verb behind a request asks for nothing."""
    alone = [span for span in scene.spans if not span.is_a("filler")]
    return len(alone) == 1 and alone[0].is_a("metric") and _SPENDS.match(alone[0].low) is not None


_SPENDS: Final = re.compile(r"сл[иь]в|жр[её]т|сжира|прожира|burns?\b|burning|eats?\b|wast", re.I)
