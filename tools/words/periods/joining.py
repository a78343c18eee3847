"""How phrases join: "from A to B", "since A", "A and B 2025"; and which year a phrase without one is in."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import Final

from tools.semantics.calendar import DAY, Span
from tools.words.periods.naming import Horizon, Joined, named_once
from tools.words.periods.phrase import Label, PhraseReading
from tools.words.periods.rules import FoundPhrase
from tools.words.periods.tokens import PhraseToken

BEGINNING: Final = date(2000, 1, 1)
"""All time begins here when it is not known what is stored."""

_INSTRUMENTAL: Final = ("ом", "ем", "ей", "ой", "ью", "ами", "ями", "ним")
_PLACES: Final = ("IN", "ON", "NA", "ZA", "FOR")
_LINKS: Final = ("AND", "COMMA", "DASH", "TO", "UNTIL", "FROM", "BETWEEN", *_PLACES)
_COMPARED: Final = ("сравн", "compar", "отнош", "relative")
_OLDEST_YEAR: Final = 1990
_BOUNDED: Final[dict[str, Label]] = {
    **dict.fromkeys(("FROM", "SINCE", "AFTER"), ("period-since", {})),
    **dict.fromkeys(("UNTIL", "BEFORE"), ("period-until", {})),
}


def joined(row: list[PhraseToken], found: list[FoundPhrase], horizon: Horizon) -> list[Joined]:
    """The periods of a row of tokens: ranges made one, years given, words like "since" applied."""
    contrast = horizon.comparing and len(found) == 2
    ranges = {
        index for index in range(len(found) - 1) if _is_range(row, found[index], found[index + 1], contrast=contrast)
    }
    found = _with_shared_years(row, found, ranges)
    periods: list[Joined] = []
    index = 0
    while index < len(found):
        each = found[index]
        if index in ranges:
            periods.append(_range(row, each, found[index + 1], horizon))
            index += 1
        elif each.reading.related and periods:
            periods += _related(row, each, periods[-1].counted_from(each.reading.way), horizon.today)
        elif each.reading.days_unknown and (other := _shared_anchor(each, found[index + 1 :], horizon)):
            periods += _related(row, each, other, horizon.today)
        elif not each.reading.days_unknown:
            periods.append(_single(row, each, found[index - 1] if index else None, horizon))
        index += 1
    placed = [_after(each, previous) for previous, each in zip((None, *periods), periods, strict=False)]
    return named_once(row, placed)


def _shared_anchor(each: FoundPhrase, rest: Sequence[FoundPhrase], horizon: Horizon) -> Span | None:
    """Reads "three days before and three days after 9 May": what both are counted from is said with the second."""
    opposite = bool(rest) and each.reading.way != 0 and rest[0].reading.way == -each.reading.way
    anchor = rest[0].reading.anchor if opposite else None
    return anchor(resolved(rest[0].reading, horizon)) if anchor is not None else None


def _after(each: Joined, previous: Joined | None) -> Joined:
    """The period without small words that belong to the one before it."""
    return replace(each, first=max(each.first, previous.after)) if previous else each


def _related(row: list[PhraseToken], found: FoundPhrase, other: Span, today: date) -> list[Joined]:
    """The days counted from those of the period before it; nothing where the calendar ends sooner."""
    try:
        span = found.reading.related(other) if found.reading.related else other
    except (OverflowError, ValueError):
        return []
    days = _complete(span, today, exact=False)
    anchor = other if found.reading.way else None
    return [Joined(first=_placed(row, found.first), after=found.after, span=days, way=found.reading.way, anchor=anchor)]


def _complete(span: Span, today: date, *, exact: bool) -> Span:
    """The days cut at the last complete one; what begins today is today; a day named as the last one may be today."""
    start, end = min(span), max(span)
    if start > today or end < today:
        return start, end
    return start, today if start == today or (end == today and exact) else today - DAY


def _between(row: list[PhraseToken], left: FoundPhrase, right: FoundPhrase) -> list[PhraseToken]:
    return row[left.after : right.first]


def _linked(row: list[PhraseToken], left: FoundPhrase, right: FoundPhrase) -> bool:
    """Whether only words like "and", "против", "по сравнению с" stand between."""
    gap = _between(row, left, right)
    return 1 <= len(gap) <= 4 and all(token.tag in _LINKS or token.text.startswith(_COMPARED) for token in gap)


def _with_shared_years(row: list[PhraseToken], found: list[FoundPhrase], ranges: set[int]) -> list[FoundPhrase]:
    """A year said once after (or before) linked phrases holds for all of them: "март и апрель 2025"."""
    shared = list(found)
    linked = [i for i in range(len(found) - 1) if i not in ranges and _linked(row, found[i], found[i + 1])]
    for index in reversed(linked):
        shared[index] = _same_year(shared[index], shared[_dated(index + 1, ranges)])
    for index in linked:
        after = _dated(index + 1, ranges)
        shared[after] = _same_year(_same_phrase(shared[after], shared[index]), shared[index])
    return shared


def _dated(index: int, ranges: set[int]) -> int:
    """Where the year of a phrase is said: a range says it at its end."""
    return index + 1 if index in ranges else index


def _same_year(target: FoundPhrase, source: FoundPhrase) -> FoundPhrase:
    given, wanted = source.reading, target.reading
    if given.yearly is None or given.year is None or wanted.yearly is None or wanted.year is not None:
        return target
    if wanted.yearly(given.year) == given.yearly(given.year):
        return target
    return replace(target, reading=replace(wanted, year=given.year))


def _same_phrase(target: FoundPhrase, source: FoundPhrase) -> FoundPhrase:
    """Reads "March 2024 and 2025": the second year means its March."""
    given, wanted = source.reading, target.reading
    if not wanted.just_year or wanted.span is None or given.yearly is None or given.year is None:
        return target
    return replace(target, reading=replace(given, year=wanted.span[0].year))


def _is_range(row: list[PhraseToken], left: FoundPhrase, right: FoundPhrase, *, contrast: bool) -> bool:
    """Whether two phrases are the ends of one period; in a contrast "March to April" are two."""
    if any(one.reading.related for one in (left, right)):
        return False
    gap = [token.tag for token in _between(row, left, right)]
    before = row[left.first - 1].tag if left.first else ""
    if gap == ["DASH"]:
        return True
    if gap in (["TO"], ["UNTIL"]):
        return before in ("FROM", "SINCE") or not contrast
    return gap == ["AND"] and before == "BETWEEN"


def _range(row: list[PhraseToken], left: FoundPhrase, right: FoundPhrase, horizon: Horizon) -> Joined:
    start, end = _range_ends(left.reading, right.reading, horizon)
    opened = 1 if left.first and row[left.first - 1].tag in ("FROM", "SINCE", "BETWEEN") else 0
    is_today = right.reading.label == ("period-day-0", {})
    span = _complete((start[0], end[1]), horizon.today, exact=right.reading.exact and not is_today)
    return Joined(first=_placed(row, left.first - opened), after=right.after, span=span)


def _range_ends(left: PhraseReading, right: PhraseReading, horizon: Horizon) -> tuple[Span, Span]:
    """Both ends; the one without a year is the nearest one on its side of the other."""
    if right.yearly and right.year is None and (left.year or left.yearly is None):
        start = resolved(left, horizon)
        return start, _nearest(right.yearly, range(start[0].year, start[0].year + 2), lambda span: span[0] >= start[0])
    end = resolved(right, horizon)
    if left.yearly and left.year is None:
        years = range(end[0].year, end[0].year - 2, -1)
        return _nearest(left.yearly, years, lambda span: span[0] <= end[0]), end
    return resolved(left, horizon), end


def _nearest(make: Callable[[int], Span], years: range, fits: Callable[[Span], bool]) -> Span:
    return next((span for span in map(make, years) if fits(span)), make(years[-1]))


def _single(row: list[PhraseToken], found: FoundPhrase, previous: FoundPhrase | None, horizon: Horizon) -> Joined:
    reading, before = found.reading, row[found.first - 1] if found.first else None
    span = resolved(reading, horizon, coming=before is not None and _looks_ahead(before, horizon))
    days = _complete(span, horizon.today, exact=reading.exact)
    anchor = reading.anchor(span) if reading.anchor else None
    plain = Joined(
        first=_placed(row, found.first),
        after=found.after,
        span=days,
        label=reading.label,
        way=reading.way,
        anchor=anchor,
    )
    if reading.everything or before is None:
        return plain
    bounded = _bounded(row, found, span, previous, horizon)
    if bounded is None:
        return plain
    label: Label | None = _BOUNDED.get(before.tag)
    return Joined(
        first=found.first - 1, after=found.after, span=_complete(bounded, horizon.today, exact=False), label=label
    )


def _looks_ahead(before: PhraseToken, horizon: Horizon) -> bool:
    """Whether a month after this word is the coming one: "forecast for December", "бюджет на май"."""
    return (horizon.forward and before.tag in ("IN", "ON", "NA", "FOR", "UNTIL")) or (
        horizon.planning and before.tag == "NA"
    )


def _bounded(
    row: list[PhraseToken], found: FoundPhrase, span: Span, previous: FoundPhrase | None, horizon: Horizon
) -> Span | None:
    """The days after "since", "after", "until" and "before"; None when the word before is none of these."""
    before, last_complete = row[found.first - 1], horizon.today - DAY
    first_stored = horizon.first_day or BEGINNING
    opens = span[0] <= horizon.today
    if before.tag in ("FROM", "SINCE") and opens and _is_since(row, found, previous, horizon):
        return span[0], max(span[0], last_complete)
    if before.tag == "AFTER" and span[1] < horizon.today:
        return span[1] + DAY, max(span[1] + DAY, last_complete)
    if before.tag == "UNTIL" and span[1] > horizon.today:
        return horizon.today + DAY, span[1]
    inclusive = before.tag == "UNTIL" and (found.reading.exact or row[found.first].meaning == "end")
    last = span[1] if inclusive else span[0] - DAY
    if before.tag in ("UNTIL", "BEFORE") and first_stored <= last:
        return first_stored, last
    return None


def _is_since(row: list[PhraseToken], found: FoundPhrase, previous: FoundPhrase | None, horizon: Horizon) -> bool:
    """Reads "с 1 июня" but not "сравни с мартом", nor "leads from March"."""
    before, label = row[found.first - 1], found.reading.label
    if label is not None and label[0].startswith("period-last-n"):
        return False
    if before.tag == "SINCE" or found.reading.open_end:
        return True
    if before.text in ("from", "от"):
        return before.text == "from" and (found.reading.exact or row[found.first].meaning == "begin")
    if horizon.comparing and previous is not None and previous.after >= found.first - 2:
        return False
    named = [token.text for token in row[found.first : found.after] if not token.text.isdigit()]  # a year has no case
    return not (named and named[-1].endswith(_INSTRUMENTAL))


def _placed(row: list[PhraseToken], first: int) -> int:
    """Where the phrase begins with its preposition: "за весь март"."""
    while first and row[first - 1].tag in (*_PLACES, "ALL", "OF"):
        first -= 1
    return first


def resolved(reading: PhraseReading, horizon: Horizon, *, coming: bool = False) -> Span:
    """The days of one phrase.

    Without a year it is the latest occurrence that has begun; where that one lies outside the stored days, the latest
    one inside them; and in a question about the future ("forecast for December") the coming one.
    """
    if reading.everything:
        first, last = horizon.first_day or BEGINNING, horizon.today - DAY
        stored = min(last, horizon.last_day) if horizon.last_day else last
        return first, max(first, stored)
    if reading.open_end and reading.span:
        return reading.span[0], max(reading.span[0], horizon.today - DAY)
    if reading.span:
        return reading.span
    if reading.yearly is None:
        raise ValueError("A reading has neither days nor a rule for them.")
    if reading.year is not None:
        return reading.yearly(reading.year)
    if coming:
        return _coming(reading.yearly, horizon.today)
    return _latest(reading.yearly, horizon)


def _coming(make: Callable[[int], Span], today: date) -> Span:
    start, end = next(span for span in map(make, range(today.year - 1, today.year + 3)) if span[1] > today)
    return max(start, today + DAY), end


def _latest(make: Callable[[int], Span], horizon: Horizon) -> Span:
    first, last = horizon.first_day or date.min, horizon.last_day or date.max
    oldest = max(_OLDEST_YEAR, first.year - 1) if horizon.last_day else _OLDEST_YEAR
    years = range(horizon.today.year + 1, min(oldest, horizon.today.year - 2), -1)
    begun = (span for span in map(make, years) if span[0] <= horizon.today)
    latest = next(begun)
    return next((span for span in chain((latest,), begun) if span[0] <= last and first <= span[1]), latest)
