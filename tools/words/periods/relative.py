"""What phrases counted from today mean: "last 7 days", "в прошлом месяце", "next week", "a year ago"."""

from dataclasses import replace
from datetime import date
from typing import Final

from dateutil.relativedelta import relativedelta

from tools.semantics.calendar import DAY, MONTHS_IN, ROLLING_DAYS, Span, months_span, shifted, unit_span, years_before
from tools.words.period_words import listed
from tools.words.periods.around import before
from tools.words.periods.phrase import (
    COUNT_TAGS,
    MONTH_TAGS,
    UNIT_TAGS,
    Label,
    Phrase,
    PhraseMoment,
    PhraseReading,
    edge_of,
)
from tools.words.periods.spans import part_of

_MOST = 5000
"""More units than this are a slip of the keyboard."""
_SINGULAR = listed("квартал квартале кв полугодие полугодии неделе месяце году")
ACCUSATIVE = listed("неделю месяц квартал год полгода полугодие week month quarter year")


def _is_numbered(phrase: Phrase) -> bool:
    """Whether "за 2 квартал" names the second one; as many would be "за 2 квартала"."""
    return phrase.has("DAYNUM") and any(token.text in _SINGULAR for token in phrase.tokens)


def last_units(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "last 3 months": as many complete calendar units before the one that today is in."""
    unit, count = phrase.unit(), phrase.number(*COUNT_TAGS) or 0
    if not 1 <= count <= _MOST:
        return None
    reading = _last(unit, count, moment)
    return replace(reading, related=before(unit, count), way=-1) if phrase.has("PREV") else reading


def whole_unit(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "за весь год", "over the whole week" as "за год"; "all year" as this one; of "all weeks" as none."""
    if not any(token.text in ACCUSATIVE for token in phrase.tokens):
        return None
    return rolling_units(phrase, moment) if phrase.has("ZA", "FOR", "IN") else calendar_unit(phrase, moment)


def same_last_year(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "the same period last year", "аналогичный период прошлого года"."""
    return PhraseReading(related=lambda other: years_before(other, phrase.number("CARDINAL") or 1))


def _last(unit: str, count: int, moment: PhraseMoment) -> PhraseReading:
    label: Label = (f"period-last-n-{unit}", {"n": count})
    if unit == "fortnight":
        return _rolling("day", count * 14, moment)
    current = unit_span(moment.today, unit)[0]
    return PhraseReading(span=(shifted(current, unit, -count), current - DAY), label=label)


def last_hours(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "last 48 hours" as the complete days they amount to."""
    count = -(-(phrase.number(*COUNT_TAGS) or 0) // 24)
    return _rolling("day", count, moment) if 1 <= count <= _MOST else None


def days_of_month(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "15 числа", "с 3 по 9 число": of this month once the first of them has come, else of the month before."""
    first, *_, last = [*phrase.all("DAYNUM", "ORDINAL"), phrase.all("DAYNUM", "ORDINAL")[-1]]
    month = moment.today if first <= moment.today.day else moment.today - relativedelta(months=1)
    return (
        PhraseReading(span=(month.replace(day=first), month.replace(day=last)), exact=True) if first <= last else None
    )


def rolling_units(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "за 2 недели", "over the past month": that many days up to yesterday; several months are calendar ones."""
    unit, count = phrase.unit(), phrase.number(*COUNT_TAGS) or 1
    rate = phrase.has("FOR") and phrase.before in UNIT_TAGS  # "week over week"
    if not 1 <= count <= _MOST or _is_numbered(phrase) or rate:
        return None
    if count > 1 and unit in MONTHS_IN:
        return _last(unit, count, moment)
    return _rolling("day", ROLLING_DAYS[unit] * count, moment)


def _rolling(unit: str, count: int, moment: PhraseMoment) -> PhraseReading:
    label: Label = (f"period-last-n-{unit}", {"n": count})
    return PhraseReading(span=(moment.today - DAY * count, moment.today - DAY), label=label)


def next_units(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "next 30 days", "на 2 недели вперёд": from tomorrow on."""
    unit, count = phrase.unit(), phrase.number(*COUNT_TAGS) or 1
    if not 1 <= count <= _MOST or _is_numbered(phrase):
        return None
    if unit in ("day", "fortnight"):
        count *= ROLLING_DAYS[unit]
        return PhraseReading(
            span=(moment.today + DAY, moment.today + DAY * count), label=("period-next-n", {"n": count})
        )
    if unit == "half":
        unit, count = "month", count * 6
    label: Label = ("period-next-n-unit", {"n": count, "unit": unit})
    return PhraseReading(span=(moment.today + DAY, shifted(moment.today, unit, count)), label=label)


def ahead(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "на неделю", "на месяц вперёд"; "на неделе" and "на день" are something else."""
    accusative = any(token.text in ACCUSATIVE for token in phrase.tokens)
    return next_units(phrase, moment) if accusative or phrase.has("AHEAD") else None


def for_units(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "for 30 days": ahead in a question about the future, back otherwise."""
    return next_units(phrase, moment) if moment.forward else last_units(phrase, moment)


def bare_units(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "30 days" with no preposition: an argument, or the horizon of a forecast."""
    if moment.argument and not moment.forward:
        return rolling_units(phrase, moment)
    return next_units(phrase, moment) if moment.forward and phrase.has(*COUNT_TAGS) else None


def calendar_unit(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "last week", "this month", "next quarter", "позапрошлый год"."""
    unit, step = phrase.unit(), -2 if phrase.has("BEFORELAST", "BEFORE") else phrase.step()
    if unit == "day":
        return _point(step, moment)
    if unit == "fortnight":
        return next_units(phrase, moment) if step > 0 else _rolling("day", 14, moment)
    names = {-1: "last", 0: "this", 1: "next"}
    label: Label | None = (f"period-{names[step]}-{unit}", {}) if step in names else None
    reading = PhraseReading(span=unit_span(shifted(moment.today, unit, step), unit), label=label)
    if not phrase.has("PREV"):
        return reading
    return replace(reading, related=lambda other: unit_span(shifted(other[0], unit, -1), unit))


def units_ago(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "3 days ago", "неделю назад", "a year ago": the calendar unit that many units back."""
    unit, count = phrase.unit(), phrase.number(*COUNT_TAGS) or 1
    if unit in ("day", "fortnight"):
        return _point(-count * ROLLING_DAYS[unit], moment)
    span = unit_span(shifted(moment.today, unit, -count), unit)
    return PhraseReading(span=span, related=(lambda other: years_before(other, count)) if unit == "year" else None)


def in_units(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "in 2 weeks": that day in a question about the future, as many weeks back otherwise."""
    return units_later(phrase, moment) if moment.forward else rolling_units(phrase, moment)


def units_later(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "через неделю", "in 3 days": that day."""
    return _point_at(shifted(moment.today, phrase.unit(), phrase.number(*COUNT_TAGS) or 1))


def _point_at(day: date) -> PhraseReading:
    return PhraseReading(span=(day, day), exact=True)


def point(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "yesterday", "позавчера", "the day before yesterday"."""
    further = -1 if phrase.has("BEFORE") else 1 if phrase.has("AFTER") else 0
    return _point((phrase.number("POINT") or 0) + further, moment)


def _point(offset: int, moment: PhraseMoment) -> PhraseReading:
    day = moment.today + DAY * offset
    name = f"period-day-ahead-{offset}" if offset > 0 else f"period-day-{-offset}"
    return PhraseReading(span=(day, day), exact=True, label=(name, {}) if abs(offset) <= 2 else None)


def weekday(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "last Monday", "в понедельник": the latest before today; "next Friday" is the first after it."""
    placed = ("IN", "ON", "ZA", "FROM", "SINCE", "TO", "DASH", "UNTIL", "FOR", "AND")
    if not (phrase.has("LAST", "PREV", "PAST", "THIS", "NEXT") or phrase.before in placed or moment.argument):
        return None
    number = phrase.number("WEEKDAY") or 0
    if phrase.has("NEXT"):
        return _point_at(moment.today + DAY * ((number - moment.today.weekday() - 1) % 7 + 1))
    return _point_at(moment.today - DAY * ((moment.today.weekday() - number - 1) % 7 + 1))


def weekday_before(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "the Friday before", "пятницей раньше": the last one before the period named beside it."""
    number = phrase.number("WEEKDAY") or 0

    def before(other: Span) -> Span:
        day = other[0] - DAY * ((other[0].weekday() - number - 1) % 7 + 1)
        return day, day

    return PhraseReading(related=before)


def weekend_before(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "the weekend before": the last Saturday and Sunday before the period named beside it."""

    def before(other: Span) -> Span:
        sunday = other[0] - DAY * (other[0].weekday() + 1)
        return sunday - DAY, sunday

    return PhraseReading(related=before)


def weekend(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "прошлые выходные", "this weekend": Saturday and Sunday."""
    placed = phrase.before in ("IN", "ON", "NA", "ZA", "FOR", "OF", "AND") or phrase.one("WEEKEND") == "one"
    if not (phrase.has("LAST", "PREV", "PAST", "THIS", "NEXT") or placed or moment.argument):
        return None
    saturday = unit_span(moment.today, "week")[0] + DAY * 5
    if phrase.has("NEXT"):
        saturday += DAY * (0 if saturday > moment.today else 7)
    elif saturday >= moment.today or (phrase.has("LAST", "PREV", "PAST") and saturday + DAY >= moment.today):
        saturday -= DAY * 7
    return PhraseReading(span=(saturday, saturday + DAY))


def to_date(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "YTD", "month to date", "с начала года"."""
    if phrase.has("PART") and phrase.one("PART") != "begin":
        return None
    unit = str(phrase.one("TODATE", *UNIT_TAGS))
    if unit in ("day", "fortnight"):
        return None
    step = phrase.step()
    span = unit_span(shifted(moment.today, unit, step), unit)
    if step:
        return PhraseReading(span=span, open_end=True)
    return PhraseReading(span=span, label=(f"period-this-{unit}", {}))


def part_of_unit(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "в начале месяца", "end of last year", "вторая половина прошлого месяца"."""
    unit = phrase.unit()
    whole = unit_span(shifted(moment.today, unit, phrase.step()), unit)
    ordinal = phrase.number("ORDINAL")
    part = f"half{ordinal}" if phrase.has("HALFWORD") else str(phrase.one("PART"))
    if part not in ("begin", "middle", "end", "half1", "half2"):
        return None
    words = {token.text for token in phrase.tokens}
    if words & _NOUNS and "of" not in words:
        return None  # "how many did we start last week"
    if part.startswith("half") and unit == "year":
        return PhraseReading(span=months_span(whole[0].year, 1 if part == "half1" else 7, 6))
    return PhraseReading(span=part_of(whole, part))


_NOUNS: Final = frozenset(("start", "end", "launch", "launched"))
"""Parts that are verbs too where no "of" follows them."""


def unit_edge(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "second week of last month", "первые 10 дней этого месяца"."""
    near = [token for token in phrase.tokens if token.tag in ("LAST", "PREV", "THIS", "NEXT")][-1]
    step = {"THIS": 0, "NEXT": 1}.get(near.tag, -1)
    unit = str([token for token in phrase.tokens if token.tag in UNIT_TAGS][-1].meaning)
    return PhraseReading(span=edge_of(unit_span(shifted(moment.today, unit, step), unit), phrase))


def rest_of(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "до конца месяца", "the rest of the year": from tomorrow; on the last day nothing is left but that day."""
    if not _is_by(phrase) or (phrase.has("PART") and phrase.one("PART") != "end"):
        return None
    return _ahead(unit_span(moment.today, phrase.unit())[1], moment)


def until_end_of_month(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "к концу декабря", "by the end of December" while that month is not over: from tomorrow to its last day."""
    month = phrase.all(*MONTH_TAGS)[0]
    if not _is_by(phrase) or phrase.one("PART") != "end" or month < moment.today.month:
        return None
    return _ahead(unit_span(date(moment.today.year, month, 1), "month")[1], moment)


def _is_by(phrase: Phrase) -> bool:
    """Whether it begins with no "and": the Russian "к" bears the same tag."""
    return phrase.tokens[0].text in ("к", "ко") or not phrase.has("AND")


def _ahead(last: date, moment: PhraseMoment) -> PhraseReading:
    return PhraseReading(span=(min(moment.today + DAY, last), last))


def everything(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "all time", "за всё время", "ever"."""
    return PhraseReading(everything=True, label=("period-all", {}))


def from_the_first(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "с самого начала", "from the very start"."""
    alone = phrase.after in ("", "OTHER", "COMMA")  # no "с начала марта"
    return everything(phrase, moment) if alone and phrase.one("PART") == "begin" else None
