"""Shopping and public holidays: how they are called, and their days in a year."""

from datetime import date
from typing import Final

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter
from dateutil.relativedelta import relativedelta
from dateutil.relativedelta import weekday as weekday_of

from tools.semantics.calendar import DAY, Span

FEASTS: Final[dict[str, str]] = {
    "black_friday": r"black friday|черн\w{2} пятниц\w{1,2}",
    "cyber_monday": r"cyber monday|кибер-?понедельник\w{0,2}",
    "new_years_eve": r"new year'?s eve",
    "new_years_day": r"new year'?s day|(?<=since )(?:the )?new year|(?<=с )нового года"
    r"|(?:(?<=недел[юия] до )|(?<=день до )|(?<=недель до )|(?<=дней до )|(?<=дня до )|(?<=месяц до ))нового года",
    "new_year": r"новогодн\w+(?: праздник\w*| каникул\w*)?|new year'?s?(?: holidays?)?(?= |$)|праздник(?:и|ов|ах|ам)",
    "holiday_season": r"holiday season",
    "orthodox_christmas": r"рождеств\w{1,2}|orthodox christmas",
    "christmas_eve": r"(?:christmas|xmas) eve|сочельник\w{0,2}",
    "christmas_day": r"(?:christmas|xmas) day",
    "christmas": r"christmas|xmas",
    "valentine": r"valentine'?s day|д(?:ень|ня) святого валентина",
    "halloween": r"halloween|хэллоуин\w{0,2}|хеллоуин\w{0,2}",
    "nauryz": r"nauryz|nowruz|наурыз\w{0,2}|новруз\w{0,2}",
    "may_holidays": r"майски\w{1,2} (?:праздник\w{1,3}|выходн\w{1,3})|may holidays",
    "easter_weekend": r"easter (?:weekend|holidays?)",
    "easter": r"easter(?: sunday| day)?",
    "orthodox_easter": r"пасх[аиеу]|пасху",
    "thanksgiving": r"thanksgiving(?: day)?|д(?:ень|ня) благодарения",
    "mothers_day": r"mother'?s'? day",
    "mothers_day_russian": r"день матери",
    "fathers_day": r"father'?s'? day",
    "memorial_day": r"memorial day",
    "labor_day": r"labou?r day",
    "presidents_day": r"president'?s'? day",
    "boxing_day": r"boxing day",
    "independence_day": r"independence day",
    "singles_day": r"singles'? day|день холостяк\w{1,2}",
    "womens_day": r"(?:international )?women'?s day|женск\w{2} день",
    "victory_day": r"д(?:ень|ня) победы",
    "knowledge_day": r"д(?:ень|ня) знаний",
    "russia_day": r"д(?:ень|ня) россии",
    "unity_day": r"д(?:ень|ня) народного единства",
    "defender_day": r"д(?:ень|ня) защитник\w{1,2}(?: отечества)?",
}


def feast_span(year: int, feast: str) -> Span:
    """The days of a named shopping or public holiday in `year`."""
    if feast in ("black_friday", "cyber_monday"):
        day = nth_weekday(year, *_NTH_WEEKDAYS["thanksgiving"]) + DAY * (1 if feast == "black_friday" else 4)
        return day, day
    if feast.endswith("easter"):
        day = easter(year, EASTER_ORTHODOX if feast.startswith("orthodox") else EASTER_WESTERN)
        return day, day
    if feast == "easter_weekend":  # Good Friday to Easter Monday
        return easter(year) - 2 * DAY, easter(year) + DAY
    if feast in _NTH_WEEKDAYS:
        day = nth_weekday(year, *_NTH_WEEKDAYS[feast])
        return day, day
    (first_month, first_day), (last_month, last_day) = _FEASTS[feast]
    start_year = year - 1 if first_month > last_month else year
    return date(start_year, first_month, first_day), date(year, last_month, last_day)


_FEASTS = {
    "new_year": ((12, 31), (1, 8)),
    "new_years_eve": ((12, 31), (12, 31)),
    "holiday_season": ((12, 20), (1, 8)),
    "new_years_day": ((1, 1), (1, 1)),
    "christmas_eve": ((12, 24), (12, 24)),
    "christmas_day": ((12, 25), (12, 25)),
    "christmas": ((12, 24), (12, 26)),
    "orthodox_christmas": ((1, 6), (1, 7)),
    "valentine": ((2, 14), (2, 14)),
    "halloween": ((10, 31), (10, 31)),
    "boxing_day": ((12, 26), (12, 26)),
    "independence_day": ((7, 4), (7, 4)),
    "russia_day": ((6, 12), (6, 12)),
    "unity_day": ((11, 4), (11, 4)),
    "singles_day": ((11, 11), (11, 11)),
    "womens_day": ((3, 8), (3, 8)),
    "victory_day": ((5, 9), (5, 9)),
    "nauryz": ((3, 21), (3, 23)),
    "knowledge_day": ((9, 1), (9, 1)),
    "defender_day": ((2, 23), (2, 23)),
    "may_holidays": ((5, 1), (5, 9)),
}


_NTH_WEEKDAYS = {
    "thanksgiving": (11, 3, 4),
    "mothers_day": (5, 6, 2),
    "mothers_day_russian": (11, 6, -1),
    "fathers_day": (6, 6, 3),
    "memorial_day": (5, 0, -1),
    "labor_day": (9, 0, 1),
    "presidents_day": (2, 0, 3),
}
"""Month, day of the week from Monday at 0, which one of the month; from its end where negative."""


def nth_weekday(year: int, month: int, weekday: int, which: int) -> date:
    """The so-manieth Monday, Tuesday ... of a month.

    >>> nth_weekday(2026, 5, 6, 2), nth_weekday(2026, 5, 0, -1)
    (datetime.date(2026, 5, 10), datetime.date(2026, 5, 25))
    """
    edge = date(year, month, 1) if which > 0 else date(year, month, 1) + relativedelta(day=31)
    return edge + relativedelta(weekday=weekday_of(weekday, which))
