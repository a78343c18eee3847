"""How figures, dates and lists look for people: Russian and English, through Babel's CLDR patterns."""

import math
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from numbers import Real
from typing import Literal

from babel.dates import format_date, get_day_names, get_month_names
from babel.lists import format_list
from babel.numbers import (
    format_compact_decimal,
    get_currency_precision,
    get_currency_symbol,
    get_decimal_symbol,
    get_group_symbol,
)

from ingest.texts import Language, say
from tools.semantics.days import day as day
from tools.semantics.days import day_month as day_month
from tools.semantics.days import day_month_range as day_month_range
from tools.semantics.days import day_range as day_range

Number = int | float | Decimal
Style = Literal["percent", "multiple", "short"]

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
EN_DASH = "\N{EN DASH}"
_COMPACT_SCALES = (Decimal(10) ** 3, Decimal(10) ** 6, Decimal(10) ** 9)
_LIST_LOCALE: dict[Language, str] = {"ru": "ru", "en": "en_GB"}  # en_GB: no comma before "and"


def nothing(language: Language) -> str:
    """What stands where there is no value: "n/a", "н/д"."""
    return say("wording-nothing", language)


def money(amount: Number | None, currency: str, language: Language) -> str:
    """An amount with its currency: "$1,235", "1 235 $", "$12.30"; cents only below a thousand."""
    exact = _decimal(amount)
    if exact is None:
        return nothing(language)
    digits = 0 if abs(_rounded(exact, 2)) >= 1000 else _cents(currency)
    if exact == 0:
        digits = 0
    elif digits and _rounded(exact, digits) == 0:
        digits = 4
    return _with_currency(exact, _fixed(abs(exact), digits, language), currency, language)


def count(quantity: Number | None, language: Language) -> str:
    """A whole quantity with thousands separated; a small average keeps one decimal: "12,345", "3.4"."""
    exact = _decimal(quantity)
    if exact is None:
        return nothing(language)
    digits = 1 if abs(exact) < 100 and exact != exact.to_integral_value() else 0
    return _signed(exact, _fixed(abs(exact), digits, language))


def percent(ratio: Number | None, language: Language) -> str:
    """A ratio (0.125) as a percentage: "12.5%", "12,5 %"; two decimals below ten percent, none from a thousand."""
    exact = _decimal(ratio)
    if exact is None:
        return nothing(language)
    return _signed(exact, _percentage(abs(exact), language))


def share(part: Number | None, language: Language) -> str:
    """A part of a whole, where a tenth of a percent says nothing: 0.932 is "93%", "93 %"."""
    exact = _decimal(part)
    if exact is None:
        return nothing(language)
    return _fixed(exact * 100, 0, language) + (NBSP + "%" if language == "ru" else "%")


def signed_share(part: Number | None, language: Language) -> str:
    """A difference of shares, or one whose range leaves no decimals: "+71%", "−5 %"."""
    exact = _decimal(part)
    if exact is None:
        return nothing(language)
    worded = share(abs(exact), language)
    return _plus(_rounded(exact, 2)) + _signed(exact, worded)


def change(ratio: Number | None, language: Language) -> str:
    """A relative change with its sign always shown: "+12.5%", "−32,0 %"."""
    exact = _decimal(ratio)
    if exact is None:
        return nothing(language)
    return _plus(exact) + percent(exact, language)


def points(difference: Number | None, language: Language) -> str:
    """A difference of two ratios in percentage points, signed: 0.081 is "+8.1 pp", "+8,1 п.п."."""
    exact = _decimal(difference)
    if exact is None:
        return nothing(language)
    shown = exact * 100
    figure = _fixed(abs(shown), 1 if abs(_rounded(shown, 2)) >= 1 else 2, language)
    return _plus(exact) + _signed(exact, say("wording-points", language, figure=figure).replace(" ", NBSP))


def multiple(ratio: Number | None, language: Language) -> str:
    """A ratio as a plain multiple, for ROAS and frequency: "3.2", "0.85", "14"."""
    exact = _decimal(ratio)
    if exact is None:
        return nothing(language)
    digits = 2 if abs(exact) < 10 else 1
    shown = _rounded(abs(exact), digits).normalize()
    return _signed(exact, _fixed(shown, max(0, -int(shown.as_tuple().exponent)), language))


def short(quantity: Number | None, language: Language) -> str:
    """A quantity shortened for charts and cards: "12.5K", "3,4 млн"."""
    exact = _decimal(quantity)
    if exact is None:
        return nothing(language)
    if abs(exact) < 1000:
        return multiple(exact, language)
    return _signed(exact, _compact(abs(exact), language))


def short_money(amount: Number | None, currency: str, language: Language) -> str:
    """An amount shortened for charts and cards: "$12.5K", "12,5 тыс. $"; from a cent to a thousand as `money`."""
    exact = _decimal(amount)
    if exact is None or abs(exact) < 1000:
        return money(exact, currency, language)
    return _with_currency(exact, _compact(abs(exact), language), currency, language)


def value(content: object, unit: str, language: Language, *, style: Style | None = None) -> str:
    """A table cell by its unit: `money:USD`, `count`, `ratio`, `day` or `text`.

    Args:
        content: a number, a date (or its ISO text) for `day`, anything for `text`; None is worded as missing.
        unit: the column's unit, as tables carry it.
        language: of the reader.
        style: `multiple` words a ratio as ROAS is worded, `short` shortens for charts; else a ratio is a percentage.

    Raises:
        ValueError: the unit is not one of ours, or the content is no number where the unit wants one.
    """
    if content is None:
        return nothing(language)
    if unit == "text":
        return str(content)
    if unit == "day":
        return day(content if isinstance(content, date) else date.fromisoformat(str(content)[:10]), language)
    if not isinstance(content, Real | Decimal):
        raise ValueError(f"{content!r} is no number, but its unit is {unit!r}.")
    return _number(content if isinstance(content, int | Decimal) else float(content), unit, language, style)


def month(when: date, language: Language) -> str:
    """The month of a day: "March 2025", "март 2025"."""
    return str(format_date(when, "LLLL y", locale=language))


def month_range(start: date, end: date, language: Language) -> str:
    """The months of two days: "June – August 2025", "ноябрь 2025 – январь 2026"."""
    first = month(start, language) if start.year != end.year else month_name(start.month, language)
    return f"{first} {EN_DASH} {month(end, language)}"


def month_name(number: int, language: Language) -> str:
    """A month's name on its own, 1 is January: "March", "март"."""
    return str(get_month_names("wide", context="stand-alone", locale=language)[number])


def weekday_name(number: int, language: Language, *, short_form: bool = False) -> str:
    """A weekday's name, 0 is Monday as in `date.weekday`: "Monday", "понедельник"; short: "Mon", "пн"."""
    width: Literal["abbreviated", "wide"] = "abbreviated" if short_form else "wide"
    return str(get_day_names(width, context="stand-alone", locale=language)[number])


def capitalised(text: str) -> str:
    """A sentence's first letter large, the others as they are."""
    return text[:1].upper() + text[1:]


def listing(items: Iterable[str], language: Language) -> str:
    """Items in one phrase: "A, B and C", "A, B и C"."""
    return str(format_list(list(items), locale=_LIST_LOCALE[language]))


def _number(content: Number, unit: str, language: Language, style: Style | None) -> str:
    if unit.startswith("money:"):
        worded = short_money if style == "short" else money
        return worded(content, unit.removeprefix("money:"), language)
    if unit == "count":
        return (short if style == "short" else count)(content, language)
    if unit == "ratio":
        return (multiple if style == "multiple" else percent)(content, language)
    raise ValueError(f"Unit {unit!r} is unknown: money:<currency>, count, ratio, day or text.")


def _decimal(number: Number | None) -> Decimal | None:
    """The number as people would write it down: 0.1 is 0.1; None, NaN and infinity are no value."""
    if number is None or not math.isfinite(number):
        return None
    return number if isinstance(number, Decimal) else Decimal(str(number))


def _rounded(number: Decimal, digits: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def _fixed(number: Decimal, digits: int, language: Language) -> str:
    """As Babel's `#,##0.00` has it, at a twentieth of the price: every answer words a hundred cells."""
    return f"{_rounded(number, digits):,.{digits}f}".translate(_separators(language))


@cache
def _separators(language: Language) -> dict[int, str]:
    return {ord(","): get_group_symbol(locale=language), ord("."): get_decimal_symbol(locale=language)}


def _signed(number: Decimal, worded: str) -> str:
    """The minus sign goes first, and not to a figure that is shown as zero."""
    shows_something = any(char in "123456789" for char in worded)
    return MINUS + worded if number < 0 and shows_something else worded


def _plus(number: Decimal) -> str:
    return "+" if number > 0 else ""


def _percentage(ratio: Decimal, language: Language) -> str:
    shown = ratio * 100
    if shown < Decimal("0.005"):
        digits = 4 if shown else 0
    else:
        digits = 2 if _rounded(shown, 2) < 10 else 1 if _rounded(shown, 1) < 1000 else 0
    return _fixed(shown, digits, language) + (NBSP + "%" if language == "ru" else "%")


def _compact(number: Decimal, language: Language) -> str:
    for scale in _COMPACT_SCALES:
        if number < scale * 1000 and _rounded(number / scale, 1) >= 1000:
            number = scale * 1000  # 999,960 reads "1M", not "1000K"
    shown = format_compact_decimal(number, format_type="short", locale=language, fraction_digits=1)
    return str(shown).replace("\N{NARROW NO-BREAK SPACE}", NBSP)


def _with_currency(number: Decimal, figure: str, currency: str, language: Language) -> str:
    symbol = _symbol(currency, language)
    if language == "ru":
        return _signed(number, figure + NBSP + symbol)
    return _signed(number, symbol + (NBSP if symbol[-1].isalpha() else "") + figure)


@cache
def _cents(currency: str) -> int:
    return int(get_currency_precision(currency))


@cache
def _symbol(currency: str, language: Language) -> str:
    return str(get_currency_symbol(currency, locale=language))
