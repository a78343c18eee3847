"""The phrases: each rule is a pattern over tags and the function that reads it. A new phrase is a new line here."""

import re
from dataclasses import dataclass, replace
from typing import Final

from tools.words.periods import around
from tools.words.periods import phrase as p
from tools.words.periods import readings as r
from tools.words.periods import relative as rel
from tools.words.periods.tokens import PhraseToken

_GROUPS: Final = {
    "BACK": "(?:LAST|PREV|PAST)",
    "Y": "(?:COMMA? OF? YEARNUM YEARS?|OF? NEAR YEARS|(?:A|CARDINAL)? YEARS AGO)",
    "DAY": "(?:DAYNUM|ORDINAL)",
    "MONTH": "(?:RUMONTH|ENMONTH)",
    "NTH": "(?:ORDINAL|DAYNUM|ROMAN)",
    "COUNT": "(?:DAYNUM|NUMBER|CARDINAL)",
    "UNIT": "(?:DAYS|WEEKS|FORTNIGHTS|MONTHS|QUARTERS|HALVES|YEARS)",
    "SHORTER": "(?:DAYS|WEEKS|MONTHS|QUARTERS)",
    "NEAR": "(?:LAST|PREV|THIS|NEXT)",
    "UPTO": "(?:DASH|TO|UNTIL)",
    "DATE": "(?:YMD|DMY)",
}
_PHRASES: Final[tuple[tuple[str, p.Builder], ...]] = (
    ("(?:PART DASH? OF?)? MONTH Y?", r.month),
    ("ORDINAL HALFWORD OF? MONTH Y?", r.month_half),
    ("(?:NEAR|PAST) MONTH", r.near_month),
    ("(?:ORDINAL|BACK) COUNT? (?:DAYS|WEEKS) OF? MONTH Y?", r.month_edge),
    ("(?:ORDINAL|BACK) COUNT? SHORTER OF? YEARNUM YEARS?", r.year_edge),
    ("(?:ORDINAL|BACK) COUNT? SHORTER OF? NEAR (?:MONTHS|QUARTERS|YEARS)", rel.unit_edge),
    ("(?:WEEKDAY COMMA?)? DAY OF? MONTH Y?", r.days),
    ("(?:WEEKDAY COMMA?)? ENMONTH DAY Y?", r.days),
    ("DAY UPTO DAY OF? MONTH Y?", r.days),
    ("ENMONTH DAY UPTO DAY Y?", r.days),
    ("FROM DAY UPTO DAY OF? MONTH Y?", r.days),
    ("FROM ENMONTH DAY UPTO DAY Y?", r.days),
    ("BETWEEN DAY AND DAY OF? MONTH Y?", r.days),
    ("WEEKS (?:OF|FROM|SINCE)? DAY OF? MONTH Y?", r.week_with),
    ("WEEKS (?:OF|FROM|SINCE)? ENMONTH DAY Y?", r.week_with),
    ("WEEKS (?:OF|FROM|SINCE)? DATE", r.week_with),
    ("WEEKS (?:OF|FROM)? DAY UPTO DAY OF? MONTH Y?", r.days),
    ("WEEKS (?:OF|FROM)? ENMONTH DAY UPTO DAY Y?", r.days),
    ("(?:PART OF?)? NTH QUARTERS Y?", r.quarter),
    ("QUARTERS DAYNUM Y?", r.quarter),
    ("FROM? NTH UPTO NTH QUARTERS Y?", r.quarters),
    ("NTH HALVES Y?", r.half),
    ("ORDINAL HALFWORD OF? YEARNUM YEARS?", r.half),
    ("(?:PART OF?)? YQ Y?", r.short_unit),
    ("PART? OF? YEARNUM YEARS?", r.year),
    ("YEARS YEARNUM", r.year),
    ("(?:SEASON|SEASONNOUN) Y?", r.season),
    ("(?:SEASON|SEASONNOUN) YEARNUM (?:DASH|AND) (?:YEARNUM|DAYNUM) YEARS?", r.season),
    ("(?:NEAR|PAST) (?:SEASON|SEASONNOUN)", r.near_season),
    ("FEAST Y?", r.feast),
    ("FEAST WEEKS Y?", r.feast_week),
    ("WEEKS OF? FEAST Y?", r.feast_week),
    ("FEAST WEEKEND Y?", r.feast_weekend),
    ("WEEKEND OF? FEAST Y?", r.feast_weekend),
    ("EVE OF? FEAST Y?", r.eve),
    ("ZA? (?:A|COUNT)? UNIT (?:BEFORE|UNTIL|AFTER) FEAST Y?", around.around_feast),
    ("ZA? (?:A|COUNT)? UNIT (?:BEFORE|UNTIL|AFTER) (?:DAY OF? MONTH|ENMONTH DAY) Y?", around.around_day),
    ("ZA? (?:A|COUNT)? UNIT (?:BEFORE|UNTIL|AFTER) DATE", around.around_day),
    ("NEAR FEAST", r.near_feast),
    ("DATE YEARS?", r.whole_day),
    ("DM Y?", r.day_in_month),
    ("YM YEARS?", r.month_of_year),
    ("BACK COUNT DASH? UNIT", rel.last_units),
    ("COUNT BACK UNIT", rel.last_units),
    ("BACK COUNT HOURS", rel.last_hours),
    ("PAST UNIT", rel.rolling_units),
    ("ZA COUNT? UNIT", rel.rolling_units),
    ("FOR UNIT", rel.rolling_units),
    ("(?:ZA|FOR|IN) ALL UNIT", rel.whole_unit),
    ("ALL UNIT", rel.whole_unit),
    ("NA? NEXT DAYS", around.next_one),
    ("NEXT COUNT DASH? UNIT", rel.next_units),
    ("COUNT NEXT UNIT", rel.next_units),
    ("NA COUNT UNIT AHEAD?", rel.next_units),
    ("NA UNIT AHEAD?", rel.ahead),
    ("COUNT? UNIT AHEAD", rel.next_units),
    ("FOR COUNT UNIT", rel.for_units),
    ("COUNT? UNIT", rel.bare_units),
    ("NEAR UNIT", rel.calendar_unit),
    ("BEFORELAST UNIT", rel.calendar_unit),
    ("UNIT BEFORE LAST", rel.calendar_unit),
    ("(?:A|COUNT)? UNIT AGO", rel.units_ago),
    ("(?:ZA|NA)? (?:A|COUNT)? UNIT BEFORE (?:THIS|THAT)?", around.units_before),
    ("ZA? COUNT? UNIT UNTIL (?:THIS|THAT|SAME)", around.units_before),
    ("ZA COUNT? UNIT UNTIL (?:THIS|THAT|SAME)?", around.units_before),
    ("(?:ZA|NA)? (?:A|COUNT)? UNIT AFTER (?:THIS|THAT|SAME)?", around.units_after),
    ("(?:SAME COUNT? UNIT)? (?:A|COUNT)? UNIT EARLIER", around.units_earlier),
    ("SAME COUNT? UNIT (?:A|COUNT)? UNIT (?:BEFORE|AGO)", around.units_earlier),
    ("SAME DAYS OF? (?:IN|NA)? (?:LAST|PREV) (?:WEEKS|MONTHS)", around.units_earlier),
    ("(?:A|COUNT)? UNIT AGO (?:IN|NA)? SAME DAYS", around.units_earlier),
    ("ZA? SAME DAYS (?:OF|IN)? MONTH", around.same_days_of),
    ("ZA? SAME? ASMANY OF? UNIT (?:BEFORE|UNTIL|AFTER) (?:THIS|THAT|SAME)?", around.as_many),
    ("PREV TIME", around.as_many),
    ("COUNT BEFORE (?:THIS|THAT)?", around.that_many),
    ("(?:ZA|FOR)? PREV COUNT", around.that_many),
    ("AND BEFORELAST", around.one_before),
    ("SAME (?:TIME|UNIT)? OF? (?:IN|BACK)? BACK YEARS", rel.same_last_year),
    ("SAME (?:TIME|UNIT)? (?:A|CARDINAL)? YEARS AGO", rel.same_last_year),
    ("LATER COUNT? UNIT", rel.units_later),
    ("IN (?:A|COUNT) UNIT", rel.in_units),
    ("POINT DAYS?", rel.point),
    ("FROM? DAY UPTO DAY OFMONTH", rel.days_of_month),
    ("DAY OFMONTH", rel.days_of_month),
    ("DAYS (?:BEFORE|AFTER) POINT", rel.point),
    ("(?:NEAR|PAST)? WEEKDAY", rel.weekday),
    ("PREV? WEEKDAY (?:BEFORE|EARLIER)", rel.weekday_before),
    ("PREV? WEEKEND (?:BEFORE|EARLIER)", rel.weekend_before),
    ("(?:NEAR|PAST)? WEEKEND", rel.weekend),
    ("TODATE", rel.to_date),
    ("UNIT DASH? TO DASH? DATEWORD", rel.to_date),
    ("(?:FROM|SINCE) FROM? PART OF? NEAR? UNIT", rel.to_date),
    ("PART OF? NEAR? (?:WEEKS|MONTHS|QUARTERS|YEARS)", rel.part_of_unit),
    ("ORDINAL HALFWORD OF? NEAR? (?:MONTHS|YEARS)", rel.part_of_unit),
    ("(?:REST|(?:UNTIL|TO|AND|BY) PART) OF? THIS? (?:WEEKS|MONTHS|QUARTERS|YEARS)", rel.rest_of),
    ("(?:UNTIL|TO|BY) THIS? (?:WEEKS|MONTHS|QUARTERS|YEARS) DASH? PART", rel.rest_of),
    ("(?:AND|BY) PART OF? MONTH", rel.until_end_of_month),
    ("(?:ALL|ANY) DASH? TIME", rel.everything),
    ("EVER", rel.everything),
    ("(?:FROM|SINCE) FROM? PART", rel.from_the_first),
)
_TAGS: Final = tuple(
    dict.fromkeys(re.findall(r"[A-Z]{2,}|\bA\b", " ".join([*_GROUPS.values(), *(pattern for pattern, _ in _PHRASES)])))
)
_LETTER_OF: Final = {tag: chr(0x4E00 + index) for index, tag in enumerate(_TAGS)}
_UNUSED: Final = "x"
_EDGES: Final = ("ORDINAL", "LAST", "PAST")
_NEARS: Final = ("LAST", "PREV", "PAST", "THIS", "NEXT", "BEFORELAST")


def _compiled(phrase: str) -> re.Pattern[str]:
    """The pattern over tags with every tag one letter, groups of tags spelled out."""
    for name, group in _GROUPS.items():
        phrase = re.sub(rf"\b{name}\b", group, phrase)
    return re.compile(re.sub(r"[A-Z]+", lambda tag: _LETTER_OF[tag.group()], phrase).replace(" ", ""))


_RULES: Final = tuple((_compiled(phrase), build) for phrase, build in _PHRASES)


@dataclass(frozen=True, kw_only=True)
class FoundPhrase:
    """A reading and the tokens `first` to `after` (excluded) it stands on."""

    first: int
    after: int
    reading: p.PhraseReading


def read(row: list[PhraseToken], moment: p.PhraseMoment) -> list[FoundPhrase]:
    """Every phrase the rules read in the row, from left to right; of two that overlap the longer one stays."""
    chosen = _longest(row, moment)
    extra = [found for whole in chosen for found in (*_heads(row, whole, moment), *_tails(row, whole, moment))]
    free = [found for found in extra if not any(_overlap(found.first, found.after, other) for other in chosen)]
    return sorted(chosen + free, key=lambda found: found.first)


def _longest(row: list[PhraseToken], moment: p.PhraseMoment) -> list[FoundPhrase]:
    letters = "".join(_LETTER_OF.get(token.tag, _UNUSED) for token in row)
    spots = [
        (match.start(), match.end(), order, build)
        for order, (pattern, build) in enumerate(_RULES)
        for match in pattern.finditer(letters)
    ]
    chosen: list[FoundPhrase] = []
    for start, end, _, build in sorted(spots, key=lambda spot: (spot[0] - spot[1], spot[0], spot[2])):
        if not any(_overlap(start, end, other) for other in chosen):
            reading = _built(build, row, (start, end), moment)
            if reading is not None:
                chosen.append(FoundPhrase(first=start, after=end, reading=reading))
    return chosen


def _overlap(start: int, end: int, other: FoundPhrase) -> bool:
    return start < other.after and other.first < end


def _heads(row: list[PhraseToken], whole: FoundPhrase, moment: p.PhraseMoment) -> list[FoundPhrase]:
    """What leaves its noun to the phrase after it: the "1" of "1 и 2 квартал", the "8" of "8 и 9 марта"."""
    found: list[FoundPhrase] = []
    place = whole.first - 2
    while place >= 0 and row[place + 1].tag in ("AND", "COMMA") and _alike(row[place], row[whole.first]):
        found += _completed([row[place], *row[whole.first + 1 : whole.after]], place, moment)
        place -= 2
    return found


def _tails(row: list[PhraseToken], whole: FoundPhrase, moment: p.PhraseMoment) -> list[FoundPhrase]:
    """What leaves its noun to the phrase before it: "this month vs last", "прошлую неделю с позапрошлой"."""
    place = whole.after
    while place < len(row) and place < whole.after + 3 and row[place].tag in ("AND", "FROM", "TO", "IN", "ZA"):
        place += 1
    if place in (whole.after, len(row)) or not _alike(row[whole.first], row[place]):
        return []
    if row[place].tag in _NEARS and row[whole.first].tag in _NEARS:
        return _completed([row[place], row[whole.after - 1]], place, moment)
    found = _completed([row[place], *row[whole.first + 1 : whole.after]], place, moment) if _edge(row, whole) else []
    again = row[place + 1 : place + 2] and row[place + 1].tag == row[whole.first + 1].tag  # "the second half"
    return [replace(one, after=one.after + 1) for one in found] if again else found


def _edge(row: list[PhraseToken], whole: FoundPhrase) -> bool:
    """Reads "the first week of December": what "vs the second" leaves the week and its month to."""
    return row[whole.first].tag in _EDGES and any(
        token.tag in (*p.UNIT_TAGS, "HALFWORD") for token in row[whole.first : whole.after]
    )


def _alike(one: PhraseToken, other: PhraseToken) -> bool:
    return any(one.tag in family and other.tag in family for family in (_NEARS, p.ORDINAL_TAGS, _EDGES))


def _completed(phrase: list[PhraseToken], place: int, moment: p.PhraseMoment) -> list[FoundPhrase]:
    readings = [found.reading for found in _longest(phrase, moment) if (found.first, found.after) == (0, len(phrase))]
    return [FoundPhrase(first=place, after=place + 1, reading=reading) for reading in readings]


def _built(
    build: p.Builder, row: list[PhraseToken], where: tuple[int, int], moment: p.PhraseMoment
) -> p.PhraseReading | None:
    start, end = where
    phrase = p.Phrase(row[start:end], row[start - 1].tag if start else "", row[end].tag if end < len(row) else "")
    try:
        return build(phrase, moment)
    except (OverflowError, ValueError):  # beyond the calendar of `datetime`
        return None
