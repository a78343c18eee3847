"""What phrases of the calendar mean: one small function per sort of phrase, each from its match to a `Reading`."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from tools.semantics.calendar import DAY, Span, month_span, months_span, unit_span
from tools.words.feasts import feast_span
from tools.words.periods.phrase import (
    DAY_TAGS,
    LEAP_YEAR,
    MONTH_TAGS,
    ORDINAL_TAGS,
    Phrase,
    PhraseMoment,
    PhraseReading,
    edge_of,
)
from tools.words.periods.spans import part_of, season_span


def _year(phrase: Phrase, moment: PhraseMoment) -> int | None:
    """The year a phrase names: in digits, or as "last year", "a year ago"."""
    if (said := phrase.number("YEARNUM")) is not None:
        return said
    if not phrase.has("YEARS"):
        return None
    if phrase.has("AGO"):
        return moment.today.year - (phrase.number("CARDINAL") or 1)
    return moment.today.year + phrase.step()


def _yearly(make: Callable[[int], Span], phrase: Phrase, moment: PhraseMoment, *, exact: bool = False) -> PhraseReading:
    part = phrase.one("PART")
    whole = make if part is None else lambda year: part_of(make(year), str(part))
    return PhraseReading(yearly=whole, year=_year(phrase, moment), exact=exact)


def month(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "March 2025", "в марте", "в конце марта", "март прошлого года"."""
    number = phrase.all(*MONTH_TAGS)[0]
    return _yearly(lambda year: month_span(year, number), phrase, moment)


def month_half(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "first half of March", "вторая половина марта 2025"."""
    number, half = phrase.all(*MONTH_TAGS)[0], phrase.number("ORDINAL")
    if half not in (1, 2):
        return None
    return _yearly(lambda year: part_of(month_span(year, number), f"half{half}"), phrase, moment)


def month_edge(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "first week of March", "the last 7 days of March", "вторая неделя марта"."""
    number = phrase.all(*MONTH_TAGS)[0]
    if edge_of(month_span(LEAP_YEAR, number), phrase) is None:
        return None
    return _yearly(lambda year: edge_of(month_span(year, number), phrase) or month_span(year, number), phrase, moment)


def year_edge(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "first three months of 2025", "последний квартал 2025 года"."""
    return PhraseReading(span=edge_of(months_span(phrase.all("YEARNUM")[0], 1, 12), phrase))


def days(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "8 марта", "Feb 1, 2025", "1-15 Feb", "с 1 по 15 февраля"."""
    number, said = phrase.all(*MONTH_TAGS)[0], phrase.all(*DAY_TAGS)
    first, last = (said[0], said[-1]) if moment.argument else (min(said), max(said))
    if not 1 <= first <= last <= month_span(_year(phrase, moment) or LEAP_YEAR, number)[1].day:
        return None

    def make(year: int) -> Span:
        start, end = month_span(year, number)
        if last > end.day:
            return make(year - 1)  # 29 February is in the leap year before
        return start.replace(day=first), start.replace(day=last)

    return _yearly(make, phrase, moment, exact=True)


def week_with(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "the week of 3 March", "неделя с 3 марта 2025"."""
    day = phrase.one("YMD", "DMY")
    if isinstance(day, date):
        return PhraseReading(span=unit_span(day, "week"))
    reading = days(phrase, moment)
    if reading is None or reading.yearly is None:
        return None
    make = reading.yearly
    return PhraseReading(yearly=lambda year: unit_span(make(year)[0], "week"), year=reading.year)


def near_month(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "last March", "в этом марте", "next May": the nearest one on that side of today."""
    number = phrase.all(*MONTH_TAGS)[0]
    return _near(lambda year: month_span(year, number), phrase, moment)


def near_season(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "last summer", "этой весной"."""
    return _near(lambda year: season_span(year, str(phrase.one("SEASON", "SEASONNOUN"))), phrase, moment)


def near_feast(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "last Black Friday", "прошлые новогодние праздники"."""
    return _near(lambda year: feast_span(year, str(phrase.one("FEAST"))), phrase, moment)


def _near(make: Callable[[int], Span], phrase: Phrase, moment: PhraseMoment) -> PhraseReading:
    spans = [make(moment.today.year + offset) for offset in (-2, -1, 0, 1, 2)]
    if phrase.has("NEXT"):
        return PhraseReading(span=next(span for span in spans if span[0] > moment.today))
    if phrase.has("THIS"):
        return PhraseReading(yearly=make, year=moment.today.year)
    return PhraseReading(span=[span for span in spans if span[1] < moment.today][-1])


def quarter(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "2 квартал 2025", "the second quarter", "II кв."."""
    number = phrase.number(*ORDINAL_TAGS)
    if number is None or not 1 <= number <= 4:
        return None
    return _yearly(lambda year: months_span(year, number * 3 - 2, 3), phrase, moment)


def quarters(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "с 1 по 3 квартал 2025"."""
    first, last = phrase.all(*ORDINAL_TAGS)
    if not 1 <= first <= last <= 4:
        return None
    return _yearly(lambda year: months_span(year, first * 3 - 2, (last - first + 1) * 3), phrase, moment)


def half(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "первое полугодие 2025", "first half of 2025", "вторая половина года"."""
    number = phrase.number(*ORDINAL_TAGS)
    if number not in (1, 2):
        return None
    return _yearly(lambda year: months_span(year, number * 6 - 5, 6), phrase, moment)


def short_unit(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "Q2 2025", "2025-Q1", "H1", "1q25"."""
    meaning = phrase.one("YQ")
    if not isinstance(meaning, tuple):
        return None
    letter, number, said = meaning
    length = 3 if letter == "q" else 6
    reading = _yearly(lambda year: months_span(year, (number - 1) * length + 1, length), phrase, moment)
    return replace(reading, year=said) if said else reading


def year(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "2024", "за 2024 год", "в начале 2025 года"."""
    said = phrase.number("YEARNUM")
    if said is None or (not 2010 <= said < 2040 and not phrase.has("YEARS") and phrase.before not in ("IN", "ZA")):
        return None
    part = phrase.one("PART")
    whole = months_span(said, 1, 12)
    return PhraseReading(span=part_of(whole, str(part)) if part else whole, just_year=part is None)


def season(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "летом", "summer 2024"; a bare noun needs a preposition, for it is often a campaign's name or a verb."""
    name = str(phrase.one("SEASON", "SEASONNOUN"))
    if phrase.has("DASH", "AND"):  # "winter 2024/25"
        return PhraseReading(span=season_span(phrase.all("YEARNUM")[0] + (1 if name == "winter" else 0), name))
    reading = _yearly(lambda year: season_span(year, name), phrase, moment)
    is_verb = phrase.tokens[0].text in ("fall", "spring") and phrase.before in ("TO", "AND", "OF")
    placed = phrase.before in ("IN", "ZA", "FOR", "FROM", "SINCE", "TO", "DASH", "AND", "OF", "BETWEEN") and not is_verb
    object_form = phrase.tokens[0].text in ("весну", "зиму")  # no campaign is called by its accusative
    certain = reading.year or moment.argument or phrase.has("SEASON") or object_form
    return reading if certain or placed else None


def feast(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "Black Friday", "новогодние праздники 2025"."""
    name = str(phrase.one("FEAST"))
    return _yearly(lambda year: feast_span(year, name), phrase, moment, exact=True)


def feast_week(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "Black Friday week", "неделя чёрной пятницы" as the week that the day lies in."""
    name = str(phrase.one("FEAST"))
    return _yearly(lambda year: unit_span(feast_span(year, name)[0], "week"), phrase, moment)


def feast_weekend(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "Black Friday weekend", "выходные Дня победы": the feast with the Saturday and Sunday nearest to it."""
    name = str(phrase.one("FEAST"))

    def make(year: int) -> Span:
        first, last = feast_span(year, name)
        saturday = unit_span(first, "week")[0] + DAY * (5 if first.weekday() else -2)
        return min(first, saturday), max(last, saturday + DAY)

    return _yearly(make, phrase, moment, exact=True)


def eve(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "on the eve of Thanksgiving", "накануне Дня победы"."""
    name = str(phrase.one("FEAST"))

    def make(year: int) -> Span:
        day = feast_span(year, name)[0] - DAY
        return day, day

    return _yearly(make, phrase, moment, exact=True)


def whole_day(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "2025-03-01", "01.02.2025", "03/15/2025"."""
    day = phrase.one("YMD", "DMY")
    return PhraseReading(span=(day, day), exact=True) if isinstance(day, date) else None


def day_in_month(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "01.02", "11.11 прошлого года"; a threshold or a price of such digits is told from it before."""
    meaning = phrase.one("DM")
    if not isinstance(meaning, tuple):
        return None
    day, number = meaning
    if day > month_span(LEAP_YEAR, number)[1].day:
        return None

    def make(year: int) -> Span:
        start, end = month_span(year, number)
        there = start.replace(day=min(day, end.day))
        return there, there

    return _yearly(make, phrase, moment, exact=True)


def month_of_year(phrase: Phrase, moment: PhraseMoment) -> PhraseReading | None:
    """Reads "2025-03", "03.2025"."""
    meaning = phrase.one("YM")
    return PhraseReading(span=month_span(*meaning)) if isinstance(meaning, tuple) else None
