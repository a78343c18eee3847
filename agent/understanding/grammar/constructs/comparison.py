"""What moved: change against another period, as a condition or as an order; how it went along time."""

import re
from typing import Final

from agent.understanding.grammar.construct import Construct
from agent.understanding.grammar.constructs.cut import ALWAYS
from agent.understanding.grammar.constructs.period import STEP
from agent.understanding.grammar.constructs.share import told_in_per_cent
from agent.understanding.grammar.frame import FINE, TIME, Limit, Wanted
from agent.understanding.grammar.quotients import MONEY
from agent.understanding.grammar.scene import RELATIVE, Clause
from agent.understanding.spans import Stretch
from tools.semantics.metrics import METRICS

_ROWS: Final = ("which", "dimension", "who", "each")
_AMOUNT: Final = ("lost", "lose", "gain", "потер", "прибав")
_LOST: Final = ("lost", "lose", "потер")
_THOUSANDS: Final = ("тысяч",)
_IN_UNITS: Final = frozenset("деньгах штуках абсолютных absolute абсолютно money".split())


def apply(scene: Clause, frame: Wanted) -> Wanted:
    """A change asks for two periods, unless rows along time show it or names are held against each other."""
    return _in_amounts(scene, _compared(scene, frame), scene.of("change"))


def _compared(scene: Clause, frame: Wanted) -> Wanted:
    moves = scene.of("change")
    compare = scene.of("compare", "how_much")
    frame = frame.hear(*told_in_per_cent(scene, frame))
    along = any(name in TIME for name in frame.cuts) or scene.has("trend")
    named = any(len(entry.values) > 1 and not entry.exclude for entry in frame.kept)
    if not moves:
        return _said_compare(frame, compare, scene)
    if along and not frame.has("compare_to"):
        if not _steps(scene, frame, moves):
            return frame.mark("trend").hear(*moves, *compare)
        frame = frame.put("compare_to", STEP, origin="default")
    if named and not (frame.has("compare_to") or any(move.value for move in moves)) and not scene.has("when"):
        return frame.hear(*moves, *compare)
    if len(frame.get("periods", ())) > 1:
        return frame.hear(*moves, *compare)
    frame = frame.hear(*moves, *compare)
    if frame.metrics[:1] == ("profit",) and scene.has("which", "who") and _loses(moves):
        return frame.put("order_by", "profit").mark("ranked", "ascending")
    if not frame.has("compare_to"):
        frame = frame.put("compare_to", "previous", origin="default")
    return _where_it_moved(scene, frame, moves)


def _steps(scene: Clause, frame: Wanted, moves: list[Stretch]) -> bool:
    """Reads "in which months did revenue fall", "in which one most" as each against the one before it."""
    if scene.has("dimension") and any(_beside(scene, move) for move in moves):
        return any(name in FINE for name in frame.cuts)
    rows = [span for span in scene.of("dimension") if span.value in FINE and span.value in frame.cuts]
    several = scene.has("which") and any(_MANY.search(span.low) for span in rows)
    moved = any(limit.of != "value" for limit in frame.get("having", ()))
    most = scene.has("which", "when") and scene.has("most", "least")
    return bool(rows) and any(move.value for move in moves) and not scene.has("trend") and (several or moved or most)


def _beside(scene: Clause, move: Stretch) -> bool:
    """Reads "by week with the change", "по месяцам с приростом" as one more column."""
    words = [token.plain for token in scene.tokens[max(0, move.first - 2) : move.first] if token.plain != "the"]
    return bool(words) and words[-1] in ("with", "с", "со", "и", "and", "plus", "плюс")


_MANY: Final = re.compile(r"(?:s|ах|ях|ы|и)$")
"""How "months", "в неделях" end."""


def _in_amounts(scene: Clause, frame: Wanted, moves: list[Stretch]) -> Wanted:
    """Reads "by how many clicks did each channel go up" as wanting the difference beside the per cent."""
    amount = in_amount(scene, moves) or any(_counts(scene, word) for word in scene.of("count", "how_much"))
    told = frame.has("compare_to") and not frame.has("order_of", "order_by", "share", "having")
    return frame.put("order_of", "change_abs", *scene.of("more", "most_of")) if amount and told else frame


def _counts(scene: Clause, word: Stretch) -> bool:
    """Whether "by how many" stands before what is counted or "more", not before per cent."""
    after = scene.after(word, past=(), most=1)
    counted = bool(after) and (after[0].is_a("metric", "money") or _says_money(after[0]) or after[0].low in _THOUSANDS)
    by = word.low.startswith(("на ", "by ")) or scene.text[: word.start].casefold().endswith(("by ", "на "))
    return (counted and by) or how_many_more(scene, word)


def how_many_more(scene: Clause, word: Stretch) -> bool:
    """Reads "how many more", "на сколько больше": the difference, no condition."""
    after = scene.after(word, past=(), most=1)
    more = bool(after) and (after[0].is_a("most_of") or (after[0].is_a("more") and after[0].value in ("<", ">")))
    return word.is_a("count", "how_much") and more


def _loses(moves: list[Stretch]) -> bool:
    """Whether money is lost: of profit, which has a sign, "which one lost out" asks for its low end, not for years."""
    return any(move.value == "down" and move.low.startswith(_LOST) for move in moves)


def _said_compare(frame: Wanted, words: list[Stretch], scene: Clause) -> Wanted:
    done = (
        frame.has("compare_to", "having", "with_and_without")
        or frame.cuts
        or len(frame.get("periods", ())) > 1
        or len(frame.metrics) > 1
    )
    if scene.has("how_much") and any(len(entry.values) > 1 for entry in frame.kept):
        return frame.hear(*words)
    return frame.hear(*words) if done else frame.mark("compare")


def _where_it_moved(scene: Clause, frame: Wanted, moves: list[Stretch]) -> Wanted:
    """Reads "where did spend grow and revenue fall" as conditions, "which grew most" as an order."""
    asked = scene.has(*_ROWS) or any(name in ALWAYS or name not in TIME for name in frame.cuts)
    frame = frame.hear(*(span for span in scene.of("unknown") if span.low in _IN_UNITS))
    directed = [move for move in moves if move.value]
    if asked and directed and scene.has("most", "least", "best", "worst"):
        return _by_how_far(scene, frame, directed[0], in_units=in_amount(scene, moves))
    limits = _conditions(scene, frame, directed)
    picked = scene.has("which", "who") or bool(scene.words() & RELATIVE)  # "campaigns where CPA got worse"
    if asked and limits and (len(limits) > 1 or picked):
        return frame.put("having", (*frame.get("having", ()), *limits), *directed)
    return frame


def _by_how_far(scene: Clause, frame: Wanted, move: Stretch, *, in_units: bool) -> Wanted:
    """Rows in the order of how far they moved."""
    metric = frame.metrics[0] if frame.metrics else ""
    frame = frame.put("order_of", "change_abs" if in_units else "change", *scene.of("most", "least"))
    down = (way_of(move, metric) == "down") != scene.has("least")
    return frame.put("order_by", metric).mark("ranked", "ascending" if down else "descending")


def _conditions(scene: Clause, frame: Wanted, moves: list[Stretch]) -> tuple[Limit, ...]:
    """What each metric is said to have done, unless a condition on its change is there already."""
    limited = {limit.metric for limit in frame.get("having", ()) if limit.of != "value"}
    pairs = [(metric, way_of(move, metric)) for metric, move in _pairs(scene, moves) if metric not in limited]
    return tuple(
        Limit(metric=metric, of="change", operator=">" if way == "up" else "<", value=0.0) for metric, way in pairs
    )


def in_amount(scene: Clause, moves: list[Stretch]) -> bool:
    """Whether the change is meant in units, not in per cent: what is lost or gained, "in money"."""
    words = {word for move in moves for word in move.low.split()}
    return (
        any(word.startswith(_AMOUNT) for word in words)
        or bool(scene.words() & _IN_UNITS)
        or any(map(_says_money, scene.spans))
    )


def _says_money(span: Stretch) -> bool:
    """Whether a word says in what the money is."""
    return span.is_a("currency") or (span.is_a("filler") and span.value == MONEY)


def way_of(move: Stretch, metric: str) -> str:
    """Up or down; what got better or worse moved by what is good for the metric: either way where nothing is."""
    good = METRICS[metric].better if metric else "up"
    if _FOR_GOOD.search(move.low):
        return good
    return {"up": "down", "down": "up", "": ""}[good] if _FOR_BAD.search(move.low) else move.value


_FOR_GOOD: Final = re.compile(r"improv|better|улучш|лучше", re.I)
_FOR_BAD: Final = re.compile(r"worse|ухудш|хуже", re.I)


def _pairs(scene: Clause, moves: list[Stretch]) -> list[tuple[str, Stretch]]:
    """Each metric with the movement said of it: the nearest on either side, each used once."""
    metrics = scene.of("metric")
    found: list[tuple[str, Stretch]] = []
    for move in moves:
        free = [span for span in metrics if span.value not in {metric for metric, _ in found}]
        near = sorted(free, key=lambda span: abs(scene.spans.index(span) - scene.spans.index(move)))
        if near:
            found.append((near[0].value, move))
    return found


CONSTRUCT: Final = Construct(
    name="comparison",
    apply=apply,
    examples={
        "как изменилась выручка за октябрь 2025": {"compare_to": "2025-09-01..2025-09-30"},
        "in which channels did spend grow and revenue fall in October 2025": {
            "having": (
                Limit(metric="spend", of="change", operator=">", value=0.0),
                Limit(metric="revenue", of="change", operator="<", value=0.0),
            ),
        },
    },
)
