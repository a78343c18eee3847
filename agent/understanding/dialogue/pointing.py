"""Words that point at rows of the answer before: "it", "there", "the second one", "which of them", "the next three"."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from agent.understanding.dialogue.following import OF_THEM, POINTED, THE_ONE
from agent.understanding.dialogue.memory import Shown
from agent.understanding.grammar.constructs.ranking import towards_good
from agent.understanding.grammar.frame import FINE, Kept, Wanted
from agent.understanding.grammar.scene import ENDS, Clause
from agent.understanding.spans import Stretch
from tools.semantics.calendar import unit_span

WHOLE: Final = "pointed_whole"
"""Mark of a request before that holds all the message says: nothing of it is left to be edited in."""
_ONE: Final = THE_ONE | frozenset("нем ней там there".split())
_ANSWER: Final = frozenset(("it", "its"))
"""What names the answer itself where it is to be cut otherwise: "break it down by week"."""
_THEM: Final = OF_THEM | frozenset("они им ними ним их эти этих этим they these those their".split())
_THIS: Final = frozenset("этот эта это эту этого этой этому этим этом тот та ту того той том this that".split())
_OF_SEVERAL: Final = ("ам", "ям", "ами", "ями")
_OF: Final = frozenset("of из among среди".split())
_NEXT: Final = frozenset("next следующие следующих еще another".split())
_PLACES: Final[dict[str, int]] = {
    word: place
    for place, words in enumerate(
        (
            "first первый первая первое первого первой первому первую",
            "second второй вторая второе второго вторую второму",
            "third третий третья третье третьего третьей третью",
            "fourth четвертый четвертая четвертого четвертой",
            "fifth пятый пятая пятого пятой",
        )
    )
    for word in words.split()
}
_SMALL: Final = (
    "filler",
    "number",
    "and",
    "now",
    "also",
    "unknown",
    "first_n",
    "intent",
    "dimension",
    "what_about",
    "it",
)
_MOST_WORDS: Final = 12


@dataclass(frozen=True, kw_only=True)
class Pointing:
    """The request before, narrowed to the rows that a message points at, and the words that do."""

    before: Wanted
    words: tuple[Stretch, ...] = ()

    def rest_of(self, scene: Clause) -> Clause:
        """The message without the words that point: "that day" names no day of its own."""
        beside = (
            replace(span, kind="filler", value="", period=None) if span in self.words else span for span in scene.spans
        )
        return scene.with_spans(tuple(beside))


def pointed(scene: Clause, before: Wanted | None, shown: Shown | None) -> Pointing | None:
    """Where a message points at rows of the answer before.

    Args:
        scene: the message.
        before: the request before.
        shown: the rows of its answer.
    """
    if before is None or shown is None or before.cuts != (shown.dimension,) or len(scene.tokens) > _MOST_WORDS:
        return None
    named = shown.dimension not in FINE
    if named and (whole := _without_ends(scene, before, shown) or _next(scene, before, shown)):
        return Pointing(before=whole.mark(POINTED, WHOLE).hear(*scene.spans))
    place, words = _place(scene, before, shown)
    if 0 <= place < len(shown.values):
        return Pointing(before=_only(before, shown.dimension, shown.values[place]).mark(POINTED), words=words)
    if named and before.has("limit", "having") and scene.words() & _THEM:
        return Pointing(before=_among(before, shown).mark(POINTED))
    return None


def _place(scene: Clause, before: Wanted, shown: Shown) -> tuple[int, tuple[Stretch, ...]]:
    """Which row is meant by "the second one", "that channel", or by "it" after a ranking; -1 where none is."""
    for span in scene.of("unknown", "number", "filler", "best", "most"):
        if span.low in _PLACES and not _of_another_kind(scene, span, shown):
            ones = tuple(other for other in scene.after(span, past=(), most=1) if other.low in ("one", "ones"))
            return _PLACES[span.low], (span, *ones)
    first = before.has("order_by") or before.get("limit") == 1
    among = scene.words() & _OF and scene.words() & _THEM
    if not first or among or scene.has("chart", "table", "export", "value", "campaign"):
        return -1, ()
    if this := _this(scene, shown):
        return 0, this
    cut = scene.has("by", "dimension", "step", "trend", "number", "first_n")  # "make it top 3"
    words = [span for span in scene.spans if span.low in (_ONE - _ANSWER if cut else _ONE)]
    return (0, tuple(words)) if words else (-1, ())


def _of_another_kind(scene: Clause, span: Stretch, shown: Shown) -> bool:
    """Whether an ordinal counts something else: "the second week" after a table of channels."""
    after = scene.after(span, past=(), most=1)
    return bool(after) and after[0].is_a("dimension") and after[0].value != shown.dimension


def _this(scene: Clause, shown: Shown) -> tuple[Stretch, ...]:
    """The words "that campaign", "эту кампанию", "в этот день" of the rows shown."""
    for span in scene.of("dimension"):
        before = scene.before(span, past=(), most=1)
        several = span.low.endswith(_OF_SEVERAL)  # "по этим кампаниям" are all of them
        if span.value == shown.dimension and before and before[0].low in _THIS and not several:
            return (before[0], span)
    for span in scene.of("period"):
        days = (span.period.start, span.period.end) if span.period and _THIS & set(span.low.split()) else None
        if days and shown.dimension in FINE and days == unit_span(days[0], shown.dimension):
            return (span,)
    return ()


def _only(before: Wanted, dimension: str, value: str) -> Wanted:
    """The request before of one of its rows alone: one of names is a filter, one of days is a period."""
    alone = before.without("group_by", "order_by", "descending", "limit", "having", "share", "order_of")
    alone = replace(alone, marks=alone.marks - {"ranked"})
    if dimension in FINE:
        first, last = unit_span(date.fromisoformat(value[:10]), dimension)
        return alone.put("periods", (f"{first}..{last}",)).without("compare_to")
    kept = tuple(entry for entry in alone.kept if entry.dimension != dimension)
    return alone.put("where", (*kept, Kept(dimension=dimension, values=(value,))))


def _among(before: Wanted, shown: Shown) -> Wanted:
    """The request before of the rows that it showed: another order among them leaves them the same."""
    kept = tuple(entry for entry in before.kept if entry.dimension != shown.dimension)
    rows = Kept(dimension=shown.dimension, values=shown.values)
    return before.put("where", (*kept, rows)).without("limit", "having", "order_by", "descending", "order_of")


def _next(scene: Clause, before: Wanted, shown: Shown) -> Wanted | None:
    """Reads "the next three" after the top three: the same order without the rows that were shown."""
    said = any(token.plain in _NEXT for token in scene.tokens)
    strange = any(span.low not in _NEXT for span in scene.of("unknown"))
    if not said or strange or not before.has("limit") or any(not span.is_a(*_SMALL) for span in scene.spans):
        return None
    return _leaving_out(before, shown, shown.values).put("limit", _number(scene, before.get("limit")))


def _without_ends(scene: Clause, before: Wanted, shown: Shown) -> Wanted | None:
    """Reads "drop the two weakest", "без самой дорогой": the rows at one end of what was shown are left out."""
    ends = scene.of(*ENDS)
    if len(ends) != 1 or any(not span.is_a(*_SMALL, "exclude", *ENDS) for span in scene.spans):
        return None
    if not scene.has("exclude") or not shown.by or not shown.complete:
        return None
    many = _number(scene, 1)
    from_top = _is_high(ends[0], shown.by) is not shown.rising
    return _leaving_out(before, shown, shown.values[:many] if from_top else shown.values[-many:])


def _number(scene: Clause, usual: int) -> int:
    return next((int(span.figure.value) for span in scene.of("number") if span.figure), usual)


def _leaving_out(before: Wanted, shown: Shown, values: tuple[str, ...]) -> Wanted:
    return before.put("where", (*before.kept, Kept(dimension=shown.dimension, values=values, exclude=True)))


def _is_high(end: Stretch, metric: str) -> bool:
    if end.is_a("best", "worst"):
        return not towards_good(metric, good=end.is_a("best"))
    return end.is_a("most", "dear")
