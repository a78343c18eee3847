"""Days in a message: periods by the calendar grammar of the tools, and days of the week that come round again."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from agent.understanding.spans.span import Stretch
from agent.understanding.spans.years import with_year_apart
from agent.understanding.text.tokens import Word
from ingest.texts import Language
from tools.semantics.calendar import unit_span
from tools.semantics.catalogue import Catalogue
from tools.words.period import Mention, Period, find_periods

_WEEKDAYS: Final = (
    (r"понедельник(?:а|у|ом|е|и|ов|ам|ами|ах)?|пн|mondays?|mon", "1"),
    (r"вторник(?:а|у|ом|е|и|ов|ам|ами|ах)?|вт|tuesdays?|tues?", "2"),
    (r"сред(?:а|ы|у|е|ам|ами|ах)|ср|wednesdays?|wed", "3"),
    (r"четверг(?:а|у|ом|е|и|ов|ам|ами|ах)?|чт|thursdays?|thurs?", "4"),
    (r"пятниц(?:а|ы|у|е|ам|ами|ах)?|пт|fridays?|fri", "5"),
    (r"суббот(?:а|ы|у|е|ам|ами|ах)?|сб|saturdays?|sat", "6"),
    (r"воскресень(?:е|я|ю|ем|ям|ями|ях)|воскресений|вс|sundays?|sun", "7"),
)
_ANY: Final = "|".join(pattern for pattern, _ in _WEEKDAYS)
_DAY: Final = re.compile(
    rf"(?<![\w-])(?<!black )(?<!cyber )(?<!ч[её]рная )(?<!ч[её]рную )(?<!ч[её]рной )(?:{_ANY})(?![\w.])", re.I
)
_RANGE: Final = re.compile(
    rf"(?<!\w)(?:(?:с|со|from)\s+)?(?P<first>{_ANY})(?:\s*[-–—]\s*|\s+(?:по|to|till|through|thru)\s+)(?P<last>{_ANY})(?!\w)",
    re.I,
)
_AGAIN: Final = re.compile(r"(?:кажд\w{2,3}|every|each|по|all|все)\s+(?:the\s+)?$", re.I)
_PLURAL: Final = re.compile(
    r"(?:ов|ам|ами|ах|ям|ями|ях|ий|days)$|^(?:субботы|воскресенья|пятницы|среды|четверги|вторники)$", re.I
)
_LONGEST_ONCE: Final = 7
"""Days in which a day of the week comes once."""
_AGAINST: Final = re.compile(r"(?:по сравнению|в сравнении|относительно|по отношению) (?:с|со|к)(?= )", re.I)
_MONTHS: Final = {
    "январ": "январь",
    "феврал": "февраль",
    "март": "март",
    "апрел": "апрель",
    "май": "май",
    "июн": "июнь",
    "июл": "июль",
    "август": "август",
    "сентябр": "сентябрь",
    "октябр": "октябрь",
    "ноябр": "ноябрь",
    "декабр": "декабрь",
    "летн": "летом",
    "весенн": "весной",
    "зимн": "зимой",
    "осенн": "осенью",
}
_ADJECTIVE: Final = re.compile(
    rf"(?<!\w)({'|'.join(_MONTHS)})ь?ск(?:ий|ая|ое|ие|ую|ого|ой|ому|им|их|ими|ом)(?!\w)(?! (?:праздн|выходн|каникул))"
    r"|(?<!\w)(летн|весенн|зимн|осенн)(?:ий|яя|ее|ие|юю|его|ей|ему|им|их)(?!\w)",
    re.I,
)
"""Reads "октябрьская выручка" as that of October."""
MASK: Final = "§"


def find_days(
    text: str,
    tokens: Sequence[Word],
    masked: Sequence[tuple[int, int]],
    catalogue: Catalogue,
    today: date,
    language: Language,
) -> Iterator[Stretch]:
    """Periods, and days of the week where more than one of each is meant.

    Args:
        text: the message.
        tokens: of it.
        masked: characters that are no days whatever they look like: names, "per day".
        catalogue: its first and last day decide which March is meant.
        today: the day in progress.
        language: of labels and of 03/04/2025.
    """
    plain = _AGAINST.sub(lambda match: "против".ljust(len(match[0])), _masked(text, masked))
    plain = _ADJECTIVE.sub(lambda match: _MONTHS[(match[1] or match[2]).casefold()].ljust(len(match[0])), plain)
    bounds = {"first_day": catalogue.first_day, "last_day": catalogue.last_day}
    named = list(_DAY.finditer(plain))
    if named:
        without = _masked(plain, [match.span() for match in named])
        rest = find_periods(without, today, language=language, **bounds)
        if any(mention.period.days > _LONGEST_ONCE for mention in rest) or any(
            _several(plain, match) for match in named
        ):
            yield from weekdays_in(text, plain, tokens)
            plain = without
    mentions = [
        _with_short_year(one, text, today, language) for one in find_periods(plain, today, language=language, **bounds)
    ]
    mentions += _bare_years(text, tokens, [mention.span for mention in mentions], today, language)
    dated, year = with_year_apart(mentions, plain, today, language)
    for mention in dated:
        if span := period_at(mention, text, tokens):
            yield replace(span, kind="filler", value="part", period=None) if mention is year else span


def find_ordinals(
    text: str, tokens: Sequence[Word], days: Sequence[Stretch], before: tuple[date, date] | None, today: date
) -> Iterator[Stretch]:
    """Reads "the second half", "а во втором?": the unit and year are those of the period beside it.

    Args:
        text: the message.
        tokens: of it.
        days: periods found in it; the first gives the unit and the year.
        before: days of the request before, which give them where the message names none.
        today: the last day is the one before.
    """
    periods = [span for span in days if span.period is not None]
    known = [(span.period.start, span.period.end) for span in periods if span.period] + ([before] if before else [])
    for match in _ORDINAL.finditer(text):
        taken = any(span.start < match.end() and match.start() < span.end for span in periods)
        number = next(place for place, group in enumerate(match.groups()[:4], start=1) if group)
        unit = "half" if match["half"] else "quarter" if match["quarter"] else ""
        found = None if taken or match["other"] else _same_unit(known, unit, number, today)
        if found and found[0] <= today and (places := _span(match.span(), text, tokens)):
            period = Period(
                start=found[0], end=min(found[1], today - timedelta(days=1)), label=f"{found[0]}..{found[1]}"
            )
            yield _at_places(Mention(period=period, span=match.span()), places, text, sure=_COUNTED)


def pointing_aside(days: Sequence[Stretch]) -> list[Stretch]:
    """The spans, "in those days" no days of its own where some are said before it."""
    said = [span for span in days if span.is_a("period") and not _POINTING.fullmatch(span.low)]
    return [
        replace(span, kind="filler", value="part", period=None)
        if _POINTING.fullmatch(span.low) and any(other.start < span.start for other in said)
        else span
        for span in days
    ]


_POINTING: Final = re.compile(
    r"(?:(?:в|за|на|in|on|over|for|during)\s+)?(?:эт(?:и|от|о)|т(?:е|от|о)(?:\s+же)?"
    r"|th(?:ese|ose|is|at|e same)(?:\s+same)?)"
    r"\s+(?:дн(?:и|ей)|врем(?:я|ени)|период|дат(?:ы)?|days?|dates?|time|period)",
    re.I,
)


def find_nears(
    text: str, tokens: Sequence[Word], days: Sequence[Stretch], before: tuple[date, date] | None, today: date
) -> Iterator[Stretch]:
    """Reads "а за позапрошлую?" at a message's end: of weeks after a week (of `days` or `before`), of months ...

    Where one of the message's `days` holds the word, it belongs to it.
    """
    match = _NEAR.search(text)
    if match is None or any(span.end > match.start("near") for span in days if span.period):
        return
    said = [(span.period.start, span.period.end) for span in days if span.period]
    known = said[-1] if said else before
    unit = next((name for name in _UNITS if known and _is_one(known, name, today)), "")
    if not unit:
        return
    for mention in find_periods(f"{match['near']} {_UNITS[unit]}", today, language="ru"):
        if places := _span(match.span(), text, tokens):
            yield _at_places(Mention(period=mention.period, span=match.span()), places, text, sure=_COUNTED)


def _is_one(days: tuple[date, date], unit: str, today: date) -> bool:
    """Whether days are a unit, as far as it has gone."""
    first, last = unit_span(days[0], unit)
    return days[0] == first and _fills(days[1], last, today)


_NEAR: Final = re.compile(
    r"(?:\b(?:за|в|во|на) )?\b(?P<near>(?:поза)?прошл(?:ый|ая|ую|ом|ой|ое)|эт(?:от|у|ом|ой))\W*$", re.I
)
_UNITS: Final = {"week": "неделя", "month": "месяц", "quarter": "квартал", "year": "год"}


def _same_unit(known: Sequence[tuple[date, date]], unit: str, number: int, today: date) -> tuple[date, date] | None:
    """The numbered unit of the year of the first known period that fills such a unit, as far as it has gone."""
    for start, end in known:
        for name, count in (("quarter", 4), ("half", 2)):
            if name in (unit or name) and number <= count and _is_one((start, end), name, today):
                return unit_span(date(start.year, 1 + (number - 1) * (12 // count), 1), name)
    return None


def _fills(end: date, last: date, today: date) -> bool:
    return end == last or today - timedelta(days=1) == end < last


_ORDINAL: Final = re.compile(
    r"(?:\b(?:в|во|за|in|for|the) )*\b(?:(перв\w+|first)|(втор\w+|second)|(трет\w+|third)|(четв[её]рт\w+|fourth))"
    r"(?: (?:(?P<half>half|полугоди\w+)|(?P<quarter>quarter|квартал\w*)|(?P<other>мест\w+|place|best|worst|по|by|"
    r"раз\w*|time|в|\d+|дв[ае]|дв(?:ух|е)|три|тр[её]х|четыр\w+|пят[ьи]|десят[ьи]|two|three|four|five|ten)))?\b",
    re.I,
)


def _with_short_year(mention: Mention, text: str, today: date, language: Language) -> Mention:
    """Reads "апреле 22", "April '22" as that of 2022."""
    said, start, end = text[slice(*mention.span)], *mention.span
    year = _SHORT_YEAR.match(text[end:])
    if year is None or any(char.isdigit() for char in said) or mention.period.days > _QUARTER:
        return mention
    dated = find_periods(f"{said} 20{year[1]}", today, language=language)
    return Mention(period=dated[0].period, span=(start, end + year.end())) if len(dated) == 1 else mention


_SHORT_YEAR: Final = re.compile(r"\s*['’]?([12]\d)(?![\d.,%:\w-])")
_QUARTER: Final = 92


def _bare_years(
    text: str, tokens: Sequence[Word], taken: Sequence[tuple[int, int]], today: date, language: Language
) -> Iterator[Mention]:
    """Years before a noun ("2022 clicks", "the 2021 campaigns"), which the calendar takes for amounts."""
    for token in tokens:
        inside = any(start <= token.start < end for start, end in taken)
        said = re.match(r"\s*-?(?:го\s)?(?:г\b|год|year)", text[token.end :], re.I) is not None
        if not inside and _YEAR.fullmatch(token.text) and (said or not _AMOUNT.search(text[: token.start])):
            for mention in find_periods(token.text, today, language=language):
                yield Mention(period=mention.period, span=(token.start, token.end))


_YEAR: Final = re.compile(r"(?:19|20)[0-4]\d")
_AMOUNT: Final = re.compile(
    r"(?:than|over|above|below|under|least|most|exceed\w*|больше|меньше|более|менее|выше|ниже|свыше|топ|top|до|от|id|кампани[яюи]|campaign|[$€£₽<>=#])\s*$",
    re.I,
)
"""What stands before an amount or an id rather than a year."""


def _masked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + MASK * (end - start) + text[end:]
    return text


def _several(text: str, match: re.Match[str]) -> bool:
    """Whether the words themselves say more than one: "every Monday", "за субботы"."""
    return bool(_AGAIN.search(text[: match.start()]) or _PLURAL.search(match[0]))


def weekdays_in(text: str, plain: str, tokens: Sequence[Word]) -> Iterator[Stretch]:
    """The days of the week named; "с понедельника по пятницу" is all of them between."""
    taken: list[tuple[int, int]] = []
    for match in _RANGE.finditer(plain):
        first, last = _number(match["first"]), _number(match["last"])
        if first < last and (span := _span(match.span(), text, tokens)):
            taken.append(match.span())
            days = "".join(str(day) for day in range(first, last + 1))
            yield Stretch(
                kind="weekdays", value=days, weight=1.6 * (span[1] - span[0]), **_at(span, match.span(), text)
            )
    for match in _DAY.finditer(plain):
        span = _span(match.span(), text, tokens)
        if span and not any(start <= match.start() < end for start, end in taken):
            yield Stretch(kind="weekdays", value=str(_number(match[0])), weight=1.3, **_at(span, match.span(), text))


def _number(name: str) -> int:
    return next(int(number) for pattern, number in _WEEKDAYS if re.fullmatch(pattern, name, re.I))


def _span(chars: tuple[int, int], text: str, tokens: Sequence[Word]) -> tuple[int, int] | None:
    places = [place for place, token in enumerate(tokens) if chars[0] < token.end and token.start < chars[1]]
    return (places[0], places[-1] + 1) if places else None


def _at(places: tuple[int, int], chars: tuple[int, int], text: str) -> dict[str, Any]:
    return {"first": places[0], "after": places[1], "start": chars[0], "end": chars[1], "text": text[slice(*chars)]}


def period_at(mention: Mention, text: str, tokens: Sequence[Word]) -> Stretch | None:
    """The span of days that a text names."""
    places = _span(mention.span, text, tokens)
    return _at_places(mention, places, text) if places else None


_NAMED: Final = 0.2
_COUNTED: Final = 0.3
"""What a period adds to the weight of its words: in full, and where it is counted from another."""


def _at_places(mention: Mention, places: tuple[int, int], text: str, *, sure: float = _NAMED) -> Stretch:
    return Stretch(
        kind="period",
        value=f"{mention.period.start}..{mention.period.end}",
        period=mention.period,
        weight=1.4 * (places[1] - places[0]) + sure,
        **_at(places, mention.span, text),
    )
