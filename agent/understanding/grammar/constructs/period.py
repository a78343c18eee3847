"""Which days, and which they are held against: "October vs September", "March and April", "the week before"."""

import itertools
import re
from datetime import date, timedelta
from typing import Final

from agent.understanding.grammar.construct import Construct
from agent.understanding.grammar.constructs.share import says_per_cent
from agent.understanding.grammar.constructs.value import by_per_cent, reaches
from agent.understanding.grammar.frame import FINE, Wanted
from agent.understanding.grammar.scene import APART, Clause
from agent.understanding.spans import Stretch
from tools.semantics.calendar import unit_span
from tools.words.period import Period, find_periods
from tools.words.period_words import WORDS as CALENDAR
from tools.words.periods.phrase import UNIT_TAGS

_DAY: Final = timedelta(days=1)
_UNITS: Final = {
    "за день": "day",
    "за сутки": "day",
    "за один день": "day",
    "за неделю": "week",
    "за месяц": "month",
    "на день": "day",
    "на неделю": "week",
    "на месяц": "month",
    "на квартал": "quarter",
    "in a day": "day",
    "in one day": "day",
    "in a week": "week",
    "in a month": "month",
    "in one month": "month",
}
_WEIGHING: Final = ("compare", "change", "or", "more", "dear", "cheap", "than", "best", "worst", "how_much")
_RANKED: Final = ("most", "least", "best", "worst", "average", "win_loss")
_ORDERS: Final = frozenset("compare сравни сравните сравнить".split())
_FROM_TO: Final = re.compile(r"(?:(?:from|с|со|от|between|между) )?(.+?) (?:to|until|до|по|к|and|и) (.+)", re.I)
_MOVED: Final = ("change", "win_loss")


def apply(scene: Clause, frame: Wanted) -> Wanted:
    """One period, two of which one is compared with, or several as rows; and relative ones."""
    spans = _kept(scene)
    beside = len(spans) > 1 or (scene.has("which") and scene.has("change", "more"))
    steps = [span for span in spans if beside and _names_step(frame, span)]
    spans = [span for span in spans if span not in steps]
    units = [span for span in scene.of("period") if span not in (*spans, *steps)]
    for span in units:
        frame = frame.put("group_by", tuple(dict.fromkeys((*frame.cuts, _UNITS[span.low]))), span)
    relative = [*steps, *scene.of("previous", "last_year", "step")]
    if len(spans) == 1 and _asks_movement(scene) and (ends := _ends(scene, spans[0])):
        return frame.put("periods", (ends[1],), spans[0]).put("compare_to", ends[0], spans[0])
    if relative and not (scene.has("step") and not spans):
        frame = _relative(scene, frame, spans, relative)
    elif len(spans) >= 2:
        frame = _several(scene, frame, spans)
    elif spans:
        name = "compare_to" if _stands_against(scene, spans[0]) else "periods"
        frame = frame.put(name, (days(spans[0].period),) if name == "periods" else days(spans[0].period), spans[0])
        frame = frame.mark("against") if name == "compare_to" else frame
    elif relative:
        frame = frame.mark(f"step {relative[0].value}").hear(*relative)
    return frame.hear(*scene.of("same_days"))


def _asks_movement(scene: Clause) -> bool:
    """Reads "by how much", "на сколько", "how much more" as a difference; "how much", "во сколько" ask for a sum."""
    measured = [span for span in scene.of("how_much") if span.low not in ("how much", "во сколько")]
    more = scene.has("how_much", "count") and scene.has("more") and not scene.has("number")
    return scene.has(*_MOVED) or bool(measured) or more


def days(period: Period | None) -> str:
    """A period as ISO days."""
    return f"{period.start}..{period.end}" if period else ""


def _kept(scene: Clause) -> list[Stretch]:
    """Periods, without "in a day" where days are ranked: "the most sales in a day in November"."""
    spans = scene.of("period")
    ranked = scene.has(*_RANKED)
    several = len(spans) > 1
    return [
        span
        for span in spans
        if not (span.low in _UNITS and ((several and ranked) or (several and _crosses(scene, span))))
    ]


def _crosses(scene: Clause, span: Stretch) -> bool:
    """Reads "площадка на месяц" as a cut by both."""
    before = scene.before(span, past=(), most=1)
    return bool(before) and before[0].is_a("dimension") and span.low.startswith(("на ", "per "))


def _ends(scene: Clause, span: Stretch) -> tuple[str, str] | None:
    """Reads "grew from March to April": the ends of the range are compared."""
    match = _FROM_TO.fullmatch(span.text.strip())
    if match is None or span.period is None:
        return None
    bounds = {"first_day": scene.catalogue.first_day, "last_day": scene.catalogue.last_day}
    found = find_periods(f"{match[1]} vs {match[2]}", scene.today, language=scene.language, **bounds)
    if len(found) != 2 or (found[0].period.start, found[1].period.end) != (span.period.start, span.period.end):
        return None
    return days(found[0].period), days(found[1].period)


def _relative(scene: Clause, frame: Wanted, spans: list[Stretch], words: list[Stretch]) -> Wanted:
    """Reads "against the month before", "year over year", "month over month"."""
    stepped = not scene.has("last_year") and all(_names_step(frame, word) for word in words)
    value = "last_year" if scene.has("last_year") else STEP if stepped else "previous"
    if spans:
        frame = frame.put("periods", (days(spans[0].period),), spans[0])
        step = next((word.value for word in words if word.is_a("step")), "")
        if step and spans[0].period is not None and not _fills(spans[0].period, step):
            return frame.put("group_by", (step, *frame.cuts), *words).put("compare_to", STEP, *words)
    else:
        frame = frame.mark("relative")
    return frame.put("compare_to", value, *words)


STEP: Final = "step"
"""What rows along time are held against one by one: each against the one before it."""


def _names_step(frame: Wanted, word: Stretch) -> bool:
    """Reads "against the month before", "к предыдущему" of rows by month as the month before each of them."""
    said = [CALENDAR[part] for part in word.low.split() if part in CALENDAR]
    units = {str(meaning) for tag, meaning in said if tag in UNIT_TAGS}
    before = word.is_a("previous") or any(tag in ("PREV", "BEFORE", "EARLIER") for tag, _ in said)
    named = len(units) <= 1 and not any(tag in ("TIME", "SAME") for tag, _ in said)
    return before and named and (bool(units & {*frame.cuts} & {*FINE}) or (not units and _along(frame)))


def _along(frame: Wanted) -> bool:
    return any(name in FINE for name in frame.cuts)


def _fills(period: Period, unit: str) -> bool:
    return (period.start, period.end) == unit_span(period.start, unit)


def _several(scene: Clause, frame: Wanted, spans: list[Stretch]) -> Wanted:
    periods = [span.period for span in spans if span.period]
    if len(periods) == 2:
        left, right = periods
        if (inner := _nested(left, right)) and not _asked_apart(scene, spans):
            if scene.has(*_WEIGHING) and _between(scene, spans):
                return _compared(scene, frame, spans, left, right)
            return frame.put("periods", (days(inner),), *spans)
        whole = _one_stretch(scene, frame, spans, left, right) or _in_one(scene, left, right)
        in_rows = not scene.has(*_WEIGHING) and bool(set(frame.cuts) & set(FINE))  # "by week, March and April"
        in_rows = bool(in_rows or scene.words() & APART) or _wholes(scene, spans, left, right)
        in_rows = in_rows or (scene.has("per_day", "per_week", "per_month") and not scene.has("which"))
        parts = any(not says_per_cent(span) for span in scene.of("share"))
        if whole or in_rows or parts or scene.has("trend") or not (scene.has(*_WEIGHING) or _listed(scene, spans)):
            return frame.put("periods", (whole,) if whole else (days(left), days(right)), *spans)
        return _compared(scene, frame, spans, left, right)
    unique = tuple(dict.fromkeys(days(period) for period in periods))
    ordered = sorted(periods, key=lambda period: period.start)
    if all(one.end + _DAY == two.start for one, two in itertools.pairwise(ordered)) and (unit := _unit(periods)):
        whole = f"{ordered[0].start}..{ordered[-1].end}"
        return frame.put("periods", (whole,), *spans).put("group_by", tuple(dict.fromkeys((*frame.cuts, unit))), *spans)
    return frame.put("periods", unique, *spans)


def _in_one(scene: Clause, left: Period, right: Period) -> str:
    """Reads "in June and July together" as both in one; empty where they do not follow each other or are compared."""
    earlier, later = sorted((left, right), key=lambda period: period.start)
    joined = bool(scene.words() & _TOGETHER) and earlier.end + _DAY == later.start
    return f"{earlier.start}..{later.end}" if joined and not scene.has("compare", "change", "than") else ""


_TOGETHER: Final = frozenset("together combined вместе суммарно совокупно".split())


def _one_stretch(scene: Clause, frame: Wanted, spans: list[Stretch], left: Period, right: Period) -> str:
    """Reads "the best week in September and October" as one of all their weeks; empty where it is not asked so.

    Other rows are ranked over both where nothing says that they moved: "which day of the week is cheapest".
    """
    joined = any(span.is_a("and") for span in scene.between(spans[0], spans[1])) and not _between(scene, spans)
    fine = bool(set(frame.cuts) & set(FINE))
    first = scene.has("which") and not scene.has("change", "how_much", "compare")
    ranked = scene.has("best", "worst", "most", "least", "dear", "cheap") and bool(frame.cuts) and (fine or first)
    earlier, later = sorted((left, right), key=lambda period: period.start)
    adjacent = earlier.end + _DAY == later.start
    return f"{earlier.start}..{later.end}" if joined and ranked and adjacent else ""


def _wholes(scene: Clause, spans: list[Stretch], left: Period, right: Period) -> bool:
    """Reads "spring and summer", of which summer is not over, as both of them: no one asks to hold them together."""
    joined = any(span.is_a("and") for span in scene.between(spans[0], spans[1]))
    return joined and _cut_short(scene, left, right) and not scene.has(*_WEIGHING)


def _cut_short(scene: Clause, left: Period, right: Period) -> bool:
    """Whether the later one is not over, so that of the earlier only as many days compare."""
    later, earlier = (left, right) if left.start >= right.start else (right, left)
    over = any(_fills(later, unit) for unit in ("week", "month", "quarter", "year"))  # June is, on the first of July
    return later.end >= scene.today - _DAY and earlier.days > later.days and not over


def _compared(scene: Clause, frame: Wanted, spans: list[Stretch], left: Period, right: Period) -> Wanted:
    later, earlier = (left, right) if left.start >= right.start else (right, left)
    against = days(earlier)
    if _cut_short(scene, left, right) or scene.has("same_days"):
        against = f"{earlier.start}..{min(earlier.end, earlier.start + (later.days - 1) * _DAY)}"
    return frame.put("periods", (days(later),), *spans).put("compare_to", against, *spans)


def _nested(left: Period, right: Period) -> Period | None:
    if left.start <= right.start and right.end <= left.end:
        return right
    return left if right.start <= left.start and left.end <= right.end else None


def _asked_apart(scene: Clause, spans: list[Stretch]) -> bool:
    """Whether another question begins between the two: "how many yesterday, and which day was best in May"."""
    between = scene.between(spans[0], spans[1])
    return any(span.is_a("and", "also") for span in between) and any(
        span.is_a("which", "who", "count", "how_much", "define") for span in between
    )


def _between(scene: Clause, spans: list[Stretch]) -> bool:
    """Whether "vs", "than" stands between the two."""
    return any(
        span.is_a("compare", "or", "more") or span.low in ("than", "чем", "против")
        for span in scene.between(spans[0], spans[1])
    )


def _listed(scene: Clause, spans: list[Stretch]) -> bool:
    """Whether the two are said side by side: "march and april"."""
    between = [span for span in scene.between(spans[0], spans[1]) if not span.is_a("filler", "and", "unknown")]
    return not between


def _unit(periods: list[Period]) -> str:
    return next(
        (unit for unit in ("day", "week", "month", "quarter") if all(_fills(period, unit) for period in periods)), ""
    )


def _stands_against(scene: Clause, span: Stretch) -> bool:
    """Whether "compared to", "vs", "more than" stands before the only period."""
    before, after = scene.before(span, past=("filler", "unknown"), most=1), scene.after(span, past=(), most=1)
    if not before:
        return False
    if before[0].is_a("it") and scene.tokens[span.first - 1].plain in ("к", "ко", "against", "vs"):
        return True
    if before[0].low in _ORDERS and after and after[0].is_a("metric", "dimension"):
        return False
    if scene.broken(before[0], span):
        return False
    weighed = before[0].is_a("more", "dear", "cheap") and reaches(scene, before[0], span)
    numbers = scene.of("number")
    moved = any(before[0] in by_per_cent(scene, number) for number in numbers)
    return before[0].is_a("compare") or (weighed and (moved or not (numbers or scene.has("which", "dimension"))))


def default_of(scene: Clause, *, compared: bool) -> str:
    """The usual days; where they hold no data, all of it, or as many of its last days for a comparison."""
    first, last = scene.catalogue.first_day, scene.catalogue.last_day
    start, end = scene.today - scene.usual_days * _DAY, scene.today - _DAY
    if first is None or last is None or (last >= start and first <= end):
        return f"{start}..{end}"
    return f"{max(first, last - (scene.usual_days - 1) * _DAY)}..{last}" if compared else f"{first}..{min(last, end)}"


def window(text: str) -> tuple[date, date]:
    """The ends of ISO days."""
    first, _, last = text.partition("..")
    return date.fromisoformat(first), date.fromisoformat(last)


CONSTRUCT: Final = Construct(
    name="period",
    apply=apply,
    examples={
        "расход за октябрь 2025": {"periods": ("2025-10-01..2025-10-31",)},
        "October 2025 vs September 2025 revenue": {
            "periods": ("2025-10-01..2025-10-31",),
            "compare_to": "2025-09-01..2025-09-30",
        },
    },
)
