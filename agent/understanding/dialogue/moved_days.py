"""The days of a message that changes the request before: replaced, counted back from it, or held against it."""

import re
from datetime import date
from typing import Final

from dateutil.relativedelta import relativedelta

from agent.understanding.dialogue.following import begins_as_follow_up
from agent.understanding.dialogue.memory import days_of
from agent.understanding.grammar.complete import compared_days
from agent.understanding.grammar.constructs.period import window
from agent.understanding.grammar.frame import Wanted
from agent.understanding.grammar.scene import Clause
from tools.semantics.calendar import preceding, unit_span
from tools.words.period import find_periods


def with_days(scene: Clause, frame: Wanted, base: Wanted) -> Wanted:
    """The request before with the days that the message says."""
    if moves_back(scene, frame):
        return base.put("periods", (_just_before(base.get("periods", ("",))[0]),)).hear(*scene.of("previous"))
    said, against = _counted_back(scene, frame, base)
    said = _same_part_of_year(scene, said, base)
    if said and _a_year_ago(scene):
        start, end = window(base.get("periods")[0])
        return base.put("periods", (f"{start - relativedelta(years=1)}..{end - relativedelta(years=1)}",)).without(
            "compare_to"
        )
    measured = scene.has("more") and not scene.has("number") and not _asks_difference(scene, frame)
    if said and not against and (scene.has("compare") or measured):
        against = _nearest(scene, said, base)
        return base.put("compare_to", against).without("share").hear(*scene.of("compare", "more"))
    if against and not said:
        base = base.put("compare_to", _nearest(scene, (against,), base)).without("share")
        return base.put("compare_to", compared_days(base, scene)).hear(*scene.of("compare"))
    if said and _asks_difference(scene, frame) and base.has("periods"):
        against, base = base.get("periods")[0], base.without("share").hear(*scene.of(*_DIFFERENCE))
    return _replaced(scene, base, _same_year(scene, said, base), against) if said else base


def in_days_before(frame: Wanted, before: Wanted | None, today: date) -> Wanted:
    """A question of its own that names no days is of those just looked at, unless they are yet to come."""
    days = days_of(before) if before is not None else None
    if before is None or days is None or days[1] > today or frame.has("periods", "compare_to"):
        return frame
    return frame.carrying(before.slots, ("periods",))


_DIFFERENCE: Final = ("change", "more", "most_of", "how_much", "compare")


def _asks_difference(scene: Clause, frame: Wanted) -> bool:
    """Reads "how many more in August?", "на сколько больше стало в августе" as August against the days before."""
    measured = any(word in scene.words() for word in ("than", "чем"))
    moved = (
        scene.has("change", "more", "most_of") and scene.has("how_much", "count", "change") and not scene.has("number")
    )
    return moved and not measured and frame.origin("compare_to") != "said"


def _counted_back(scene: Clause, frame: Wanted, base: Wanted) -> tuple[tuple[str, ...], str]:
    """The days said, with "the previous month" counted from the days of the request before."""
    said, against = frame.get("periods", ()), frame.get("compare_to", "")
    spans = scene.of("period")
    before = base.get("periods", ("",))[0]
    if (
        len(spans) != 1
        or not before
        or not any(word in spans[0].low for word in ("previous", "prior", "preceding", "предыдущ", "предшеств"))
    ):
        return said, against
    bounds = {"first_day": scene.catalogue.first_day, "last_day": scene.catalogue.last_day}
    found = find_periods(f"{before} vs {spans[0].text}", scene.today, language=scene.language, **bounds)
    if len(found) != 2:
        return said, against
    days = f"{found[1].period.start}..{found[1].period.end}"
    return ((days,), against) if said else (said, days)


def _replaced(scene: Clause, base: Wanted, periods: tuple[str, ...], against: str) -> Wanted:
    base = base.put("periods", periods)
    return base.put("compare_to", against) if against else base.without("compare_to")


def moves_back(scene: Clause, frame: Wanted) -> bool:
    """Reads "and the week before?" as that time itself, not as a comparison with it."""
    said = scene.of("previous")
    if len(said) != 1 or said[0].low.startswith(("к ", "с ", "vs", "to ")) or not begins_as_follow_up(scene):
        return False
    return not (frame.has("periods") or scene.has("compare", "change", "more", "step", "trend", "best", "worst"))


def _just_before(period: str) -> str:
    start, end = preceding(window(period))
    return f"{start}..{end}"


def difference(scene: Clause, frame: Wanted, last: Wanted, earlier: Wanted) -> Wanted | None:
    """Reads "разница в процентах" after the same asked of two periods as how far they are apart."""
    parts = any(_PER_CENT.search(one.low) for one in scene.of("share"))
    asks = parts or scene.has("change", "how_much")
    cuts = frame.cuts if frame.origin("group_by") != "default" else ()
    bare = not cuts and not frame.kept and not frame.has("periods", "having", "limit", "view")
    if not (asks and bare) or frame.origin("metrics") == "said" or last.cuts or last.has("compare_to"):
        return None
    if (last.metrics, last.kept, last.cuts) != (earlier.metrics, earlier.kept, earlier.cuts):
        return None
    days = sorted({*last.get("periods", ()), *earlier.get("periods", ())}, key=window)
    if len(days) != 2 or window(days[0])[1] >= window(days[1])[0]:
        return None
    return last.put("periods", (days[1],)).put("compare_to", days[0]).without("share")


_PER_CENT: Final = re.compile(r"процент|percent|%")


def _same_part_of_year(scene: Clause, said: tuple[str, ...], base: Wanted) -> tuple[str, ...]:
    """Reads "and last year?", "а в 2024?" after a month as that month of the year, after days of a year as those."""
    before = days_of(base)
    if len(said) != 1 or len(scene.of("period")) != 1 or before is None or len(base.get("periods")) != 1:
        return said
    (first, last), (start, end) = window(said[0]), before
    whole = (first, last) == unit_span(first, "year") and start.year == end.year != first.year
    part = whole and (end - start).days <= _LONGEST and not scene.has("step", "trend", "dimension")
    shift = relativedelta(years=first.year - start.year)
    last_day = start.day == 1 and end == end + relativedelta(day=31)
    moved = end + shift + (relativedelta(day=31) if last_day else relativedelta())
    return (f"{start + shift}..{moved}",) if part else said


def _same_year(scene: Clause, said: tuple[str, ...], base: Wanted) -> tuple[str, ...]:
    """A month or quarter named without a year lies in the year of the request before, unless it has yet to come.

    Beside days of the last twelve months it is the one nearest to them: "last quarter", then "January".
    """
    if not _without_year(scene, said, base):
        return said
    begin = window(base.get("periods")[0])[0]
    there = _in_year(said[0], begin.year)
    if begin >= scene.today - relativedelta(years=1):
        return (min((said[0], there), key=lambda one: (window(one)[0] > scene.today, _apart(one, begin))),)
    return said if window(there)[0] > scene.today >= window(said[0])[0] else (there,)


def _apart(period: str, begin: date) -> int:
    return abs((window(period)[0] - begin).days)


def _nearest(scene: Clause, said: tuple[str, ...], base: Wanted) -> str:
    """What "vs november" is held against: of others that have begun the one nearest to the request before."""
    if not _without_year(scene, said, base):
        return said[0]
    begin = window(base.get("periods")[0])[0]
    known = [_in_year(said[0], year) for year in (begin.year - 1, begin.year, begin.year + 1)]
    begun = [one for one in known if begin != window(one)[0] <= scene.today]
    return min(begun, key=lambda one: abs(window(one)[0] - begin), default=said[0])


def _without_year(scene: Clause, said: tuple[str, ...], base: Wanted) -> bool:
    """Whether all that is said of days is the name of a month or quarter."""
    spans = scene.of("period")
    if len(said) != 1 or len(spans) != 1 or any(map(str.isdigit, spans[0].text)) or not base.has("periods"):
        return False
    start, end = window(said[0])
    relative = scene.has("previous") or _is_relative(spans[0].low)
    return not relative and start.year == end.year and start.day == 1 and (end - start).days <= _LONGEST


_LONGEST: Final = 190
"""Days of what bears a name of its own: a month, a quarter, a season, a half of the year."""


def _in_year(period: str, year: int) -> str:
    """The same month, quarter or half of a year, whole; of its own year it stays as far as it has gone."""
    start, end = window(period)
    if year == start.year:
        return period
    units = (unit_span(start, unit) for unit in ("month", "quarter", "half"))
    last = next((last for first, last in units if first == start and end <= last), end)
    return f"{date(year, start.month, 1)}..{date(year, last.month, 1) + relativedelta(day=31)}"


def _is_relative(text: str) -> bool:
    return any(
        word in text
        for word in (
            "прошл",
            "последн",
            "last",
            "this",
            "этот",
            "этом",
            "эту",
            "тек",
            "вчера",
            "сегодня",
            "yesterday",
            "today",
            "past",
            "предыд",
        )
    )


def _a_year_ago(scene: Clause) -> bool:
    said = {span.low.strip() for span in scene.of("period")}
    return bool(said & {"год назад", "a year ago", "one year ago", "год тому назад", "last year ago"})
