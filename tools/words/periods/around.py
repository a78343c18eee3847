"""Days counted from others: "the week before Christmas", "10 days after 9 May", "and the three days after"."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from tools.semantics.calendar import DAY, Span, preceding, shifted, unit_span
from tools.words.feasts import feast_span
from tools.words.period_words import listed
from tools.words.periods.phrase import (
    COUNT_TAGS,
    LEAP_YEAR,
    MONTH_TAGS,
    UNIT_TAGS,
    Phrase,
    PhraseMoment,
    PhraseReading,
    Way,
)
from tools.words.periods.readings import days, whole_day

_CLOSED = ("", "AND", "COMMA", "BREAK")
"""What may stand behind "and the two weeks after": of anything else they are the weeks after that."""
_ONE = listed("day week month quarter year день дня днем сутки неделю неделя недели неделей месяц месяца месяцем год")


def before(unit: str, count: int) -> Callable[[Span], Span]:
    """So many units that end on the day before."""
    return lambda other: (shifted(other[0], unit, -count), other[0] - DAY)


def after(unit: str, count: int) -> Callable[[Span], Span]:
    """So many units that begin on the day after."""
    return lambda other: (other[1] + DAY, shifted(other[1], unit, count))


_COUNTED: dict[Way, Callable[[str, int], Callable[[Span], Span]]] = {-1: before, 1: after}


def units_before(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "vs the 7 days before", "за неделю до этого": counted back from the period named before it."""
    pointed = phrase.has("THIS", "THAT", "SAME", "BEFORE")
    return _related(phrase, -1) if pointed or phrase.after in _CLOSED else None


def units_after(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "and the three days after", "за неделю после": counted on from the period named before it."""
    dated = phrase.after not in _CLOSED and not phrase.has("THIS", "THAT", "SAME")
    return None if dated or phrase.before in ("BY", "TO") else _related(phrase, 1)


def next_one(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "9 мая и на следующий день", "Thanksgiving and the next day"; alone it is the day after today."""
    tomorrow = moment.today + DAY
    reading = PhraseReading(span=(tomorrow, tomorrow), exact=True, label=("period-day-ahead-1", {}))
    return reading if moment.forward else replace(reading, related=after("day", 1), way=1)


def _related(phrase: Phrase, way: Way) -> PhraseReading:
    count = phrase.number(*COUNT_TAGS) or 1
    return PhraseReading(related=_COUNTED[way](phrase.unit(), count), way=way)


def as_many(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "за столько же дней до", "as many days after", "the previous period": as long as that named before it."""
    way: Way = 1 if phrase.has("AFTER") else -1

    def beside(other: Span) -> Span:
        length = (other[1] - other[0]).days + 1
        return _COUNTED[way]("day", length)(other)

    return PhraseReading(related=beside, way=way)


def that_many(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "the last 30 days against the 30 before", "и предыдущие 30": the number counts what that before it does."""
    linked = phrase.before in ("AND", "TO", "COMMA") or phrase.has("PREV")
    return as_many(phrase, moment) if linked and phrase.after in _CLOSED else None


def one_before(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "на прошлой неделе к позапрошлой": the week, month ... before that named before it."""
    return PhraseReading(related=preceding, way=-1) if phrase.after in _CLOSED else None


def units_earlier(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "the same three days one week earlier": days moved by a unit; a longer period is followed up to itself."""
    moved_by = phrase if phrase.tokens[-1].tag != "DAYS" or not phrase.has("AGO") else _until(phrase, "AGO")
    unit, count = [str(token.meaning) for token in moved_by.tokens if token.tag in UNIT_TAGS][-1], _last_count(moved_by)

    def earlier(other: Span) -> Span:
        moved = (shifted(other[0], unit, -count), shifted(other[1], unit, -count))
        if unit != "week" and other[1] == unit_span(other[1], "month")[1]:
            moved = moved[0], unit_span(moved[1], "month")[1]
        return moved if moved[1] < other[0] or phrase.has("SAME") else before(unit, count)(other)

    return PhraseReading(related=earlier)


def same_days_of(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "1-16 сентября и те же дни августа": the days named before, in that month; of longer ones the month."""
    month = phrase.number(*MONTH_TAGS)
    if month is None:
        return None

    def there(other: Span) -> Span:
        first = date(other[0].year - (month > other[0].month), month, 1)
        last = unit_span(first, "month")[1]
        if unit_span(other[0], "month")[1] < other[1]:
            return first, last
        start, end = (first.replace(day=min(day.day, last.day)) for day in other)
        return start, end

    return PhraseReading(related=there)


def _until(phrase: Phrase, tag: str) -> Phrase:
    """Its words up to a tag: "a week ago" of "a week ago on the same day"."""
    place = next(place for place, token in enumerate(phrase.tokens) if token.tag == tag)
    return Phrase(phrase.tokens[: place + 1], phrase.before, phrase.after)


def _last_count(phrase: Phrase) -> int:
    """The number right before the last unit, not that of "the same three days"."""
    place = max(place for place, token in enumerate(phrase.tokens) if token.tag in UNIT_TAGS)
    return Phrase(phrase.tokens[place - 1 : place], "", "").number(*COUNT_TAGS) or 1


def around_feast(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "3 weeks before Christmas", "за неделю до чёрной пятницы", "the day after Thanksgiving"."""
    name = str(phrase.one("FEAST"))
    year = Phrase(phrase.tokens[_turn(phrase) :], "", "")
    return _around(phrase, PhraseReading(yearly=lambda year: feast_span(year, name), year=_year_of(year, moment)))


def around_day(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "две недели до 8 марта", "10 days after May 9"."""
    rest = Phrase(phrase.tokens[_turn(phrase) + 1 :], "BEFORE", phrase.after)
    reading = whole_day(rest, moment) if rest.has("YMD", "DMY") else days(rest, moment)
    return _around(phrase, reading) if reading is not None else None


def _year_of(rest: Phrase, moment: PhraseMoment) -> int | None:
    said = rest.number("YEARNUM")
    return said if said is not None else moment.today.year + rest.step() if rest.has("YEARS") else None


def _around(phrase: Phrase, told: PhraseReading) -> PhraseReading | None:
    """The days counted from those told; what is counted the other way later is counted from the same ones."""
    lead = Phrase(phrase.tokens[: _turn(phrase)], phrase.before, "")
    way: Way = 1 if phrase.tokens[_turn(phrase)].tag == "AFTER" else -1
    if way == 1 and not lead.has(*COUNT_TAGS) and (lead.tokens[-1].text not in _ONE or lead.before in ("BY", "TO")):
        return None  # "by day after 9 May"
    count = _COUNTED[way](phrase.unit(), lead.number(*COUNT_TAGS) or 1)
    if told.span is not None:
        there = told.span
        return replace(told, span=count(there), way=way, anchor=lambda _: there, exact=False)
    make = told.yearly
    if make is None:
        return None
    length = make(LEAP_YEAR)[1] - make(LEAP_YEAR)[0]

    def anchor(span: Span) -> Span:
        return (span[1] + DAY, span[1] + DAY + length) if way == -1 else (span[0] - DAY - length, span[0] - DAY)

    return PhraseReading(yearly=lambda year: count(make(year)), year=told.year, way=way, anchor=anchor)


def _turn(phrase: Phrase) -> int:
    return next(place for place, token in enumerate(phrase.tokens) if token.tag in ("BEFORE", "UNTIL", "AFTER"))
