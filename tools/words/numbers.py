"""Every figure in a text, in Russian and English writing, so that each can be traced to what was computed."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final, Literal

from babel.numbers import list_currencies

from tools.words.period import find_periods
from tools.words.period_words import CARDINALS

Unit = Literal["percent", "pp", "money", "times"]


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A figure as written: "−12.5K" is −12500 with one decimal at a scale of 1000; "45 %" is 45 with unit percent."""

    value: Decimal
    span: tuple[int, int]
    unit: Unit | None = None
    decimals: int = 0
    """Digits shown after the decimal mark."""
    scale: int = 1
    """1000 for "тыс." and "K", and so on."""
    is_date: bool = False
    """Part of a date, a time of day, or a named period: "21 ноября", "Q2 2025", "last 30 days"."""
    in_word: bool = False
    """Part of a name, a range of ages or the number of a list item: "B2B", "IG_Spring24", "18-24"."""
    spelled: bool = False
    """Written in letters: "two", "вдвое"."""
    signed_up: bool = False
    """Written with a plus: "+5 %", "плюс 5 %"."""

    @property
    def step(self) -> Decimal:
        """What its last shown digit is worth."""
        return Decimal(self.scale).scaleb(-self.decimals)

    def shows(self, exact: Decimal) -> bool:
        """Whether `exact`, in the figure's own unit, reads as this figure once rounded to what is shown."""
        return abs(exact - self.value) <= self.step / 2

    def shows_roughly(self, exact: Decimal) -> bool:
        """Whether `exact` rounds to the digits written before the last zeros, and is near: "about 850 thousand"."""
        last = self.value.normalize().as_tuple().exponent
        rounds = Decimal(1).scaleb(int(last)) / 2
        return abs(exact - self.value) <= min(rounds, ROUGHLY * abs(self.value))


ROUGHLY: Final = Decimal("0.05")
"""How far a figure said with "about" may be off."""
_SPACE: Final = "[ \u00a0\u202f]"
_SIGNS: Final = "$€£¥₽₸₴₹₩₺₪₫₱₦₼₾฿"
_SCALES: Final[dict[str, int]] = {
    r"тыс\.?|тысяч\w*|тыщ\w*|т\.?\s?р\b\.?|thousand": 1_000,
    r"млн\.?|миллион\w*|лям\w*|million|mln": 1_000_000,
    r"млрд\.?|миллиард\w*|billion|bn": 1_000_000_000,
    r"трлн\.?|триллион\w*|trillion|tn": 1_000_000_000_000,
}
_LETTERS: Final[dict[str, int]] = {
    r"[kкКK]": 1_000,
    r"[MМ]|(?<=\d)[mм]": 1_000_000,
    r"B": 1_000_000_000,
    r"T": 1_000_000_000_000,
}
_UNITS: Final[dict[str, Unit]] = {
    r"п\.?\s?п\.?|p\.?p\.?|процентн\w+ пункт\w*|percentage points?": "pp",
    r"%(?:-\w+)?|-?процент\w*|-?percent": "percent",
    rf"[{_SIGNS}]|руб(?:л\w+|\.)?|р\b\.?|доллар\w*|евро|тенге|dollars?|euros?|rubles?|roubles?|bucks|бакс\w*": "money",
    r"[x×хX](?!\w)|раза?|times|-?fold": "times",
}
_CURRENCY_CODES: Final = "|".join(sorted(list_currencies()))
HALF: Final = Decimal("0.5")
_NOT_EXACT: Final = ("couple", "пара", "пару", "пары")
_TENS_AND_MORE = {"forty": 40, "fifty": 50, "seventy": 70, "eighty": 80, "hundred": 100, "сорок": 40, "сорока": 40}
_TENS_AND_MORE |= {"пятьдесят": 50, "семьдесят": 70, "восемьдесят": 80, "сто": 100, "ста": 100}
_TENS_AND_MORE |= {"тройка": 3, "тройку": 3, "тройке": 3, "пятерка": 5, "пятерку": 5}
_SPELLED: Final[dict[str, int]] = _TENS_AND_MORE | {
    word: number for number, words in CARDINALS.items() for word in words.split() if word not in _NOT_EXACT
}
_FACTORS: Final[dict[str, Decimal]] = {
    r"вдвое|удвои\w+|twice|doubled?": Decimal(2),
    r"втрое|утрои\w+|thrice|tripled?": Decimal(3),
    r"вчетверо|quadrupled?": Decimal(4),
    r"впятеро": Decimal(5),
    r"half|halved|половин\w{1,2}|наполовину": Decimal("0.5"),
    r"полтора|полутора|полторы": Decimal("1.5"),
}

_DIGITS: Final = (
    rf"\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)(?:[.,]\d+)?"
    r"|\d{1,3}(?:,\d{3})+(?!\d|,\d|\.\d+[.,]\d)(?:\.\d+)?"
    r"|\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}"
    r"|\d+(?:[.,]\d+)?"
)


def _named(table: Iterable[str], prefix: str) -> str:
    return "|".join(f"(?P<{prefix}{index}>{pattern})" for index, pattern in enumerate(table))


_AFTER: Final = (
    rf"(?:{_SPACE}?(?i:{_named(_SCALES, 'scale')})(?!\w)|(?:{_named(_LETTERS, 'letter')})(?!\w))?"
    rf"(?:{_SPACE}?(?:(?i:{_named(_UNITS, 'unit')})|(?P<code>{_CURRENCY_CODES})(?!\w)))?"
)
_WRITTEN: Final = re.compile(
    rf"(?P<sign>(?<![\w.,)])[+\-\u2212\u2013]|(?<!\w)(?i:минус|minus|плюс|plus) )?"
    rf"(?:(?P<before>(?:[A-Z]{{1,3}})?[{_SIGNS}]|(?<!\w)(?:{_CURRENCY_CODES})(?=[\W\d])){_SPACE}?)?"
    rf"(?P<inner>(?<=[{_SIGNS}])[\-\u2212])?(?P<digits>{_DIGITS}){_AFTER}"
)
_IN_LETTERS: Final = re.compile(
    rf"(?i:(?<!\w)(?:(?P<tens>{'|'.join(w for w, n in _SPELLED.items() if 20 <= n < 100)})[ -])?"
    rf"(?P<word>{'|'.join(sorted(_SPELLED, key=len, reverse=True))})(?!\w)"
    rf"(?P<half> and a half(?!\w)| с половиной(?!\w))?){_AFTER}"
)
_ONES: Final = "|".join(word for word, number in _SPELLED.items() if number < 20)
_TENS: Final = "|".join(word for word, number in _SPELLED.items() if 20 <= number < 100)
_HUNDREDS: Final = {"сто": 1, "двести": 2, "триста": 3, "четыреста": 4, "пятьсот": 5, "шестьсот": 6, "семьсот": 7}
_HUNDREDS_MORE: Final = {"восемьсот": 8, "девятьсот": 9}
_IN_HUNDREDS: Final = re.compile(
    rf"(?i:(?<!\w)(?:(?:an?|(?P<many>{_ONES})) hundred|(?P<hundreds>{'|'.join(_HUNDREDS | _HUNDREDS_MORE)}))"
    rf"(?:(?: and)?[ -](?:(?P<tens>{_TENS})(?:[ -](?P<ones>{_ONES}))?|(?P<rest>{_ONES})))?(?!\w)){_AFTER}"
)
_IN_FACTORS: Final = re.compile(rf"(?i:(?<!\w)(?:{_named(_FACTORS, 'factor')})(?!\w))")
_IN_HALVES: Final = re.compile(
    rf"(?i:(?<!\w)(?:half an? |полу?)(?=тыс|милл|млн|млрд|thousand|million|billion)){_AFTER}"
)
_PLUS: Final = ("+", "plus", "плюс")
_CLOCK: Final = re.compile(r"(?<![\d:])\d{1,2}:\d{2}(?::\d{2})?(?![\d:])|\d{1,2} ?[ap]\.?m\b")
_LIST_ITEM: Final = re.compile(r"^[ \t]*(?:[-*] )?\d{1,2}[.)](?=\s)", re.M)
_AGES: Final = re.compile(r"(?<![\w.,])[1-9]\d[-\u2013][1-9]\d(?![\w.,]?\d)(?!\s?[%$€₽£]|\w)|(?<![\w.,])[1-9]\d\+")
_NO_MATTER: Final = date(2020, 1, 1)
"""Only where periods stand in the text counts here, not which days they are."""


def find_numbers(text: str) -> list[Figure]:
    """Every figure of the text from left to right; figures of dates and of names are there too, marked as such."""
    dates = [mention.span for mention in find_periods(text, _NO_MATTER)]
    dates += [match.span() for match in _CLOCK.finditer(text)]
    names = [match.span() for pattern in (_LIST_ITEM, _AGES) for match in pattern.finditer(text)]
    figures = _with_range_units(sorted(_figures(text), key=lambda figure: figure.span), text)
    return [_placed(figure, dates, names) for figure in figures]


def _with_range_units(figures: list[Figure], text: str) -> list[Figure]:
    """The unit and scale said after a range hold for both its ends: "10–12 %", "3-5 тыс."."""
    whole = list(figures)
    for index in range(len(whole) - 1):
        left, right = whole[index], whole[index + 1]
        joined = re.fullmatch(r"\s?[-\u2013\u2014]\s?", text[left.span[1] : right.span[0]])
        if joined and left.unit is None and left.scale == 1 and not right.value < 0:
            whole[index] = replace(left, unit=right.unit, scale=right.scale, value=left.value * right.scale)
    return whole


def _figures(text: str) -> Iterator[Figure]:
    for match in _WRITTEN.finditer(text):
        yield _written(match, text)
    plain = text.replace("ё", "е")
    hundreds = [_in_hundreds(match) for match in _IN_HUNDREDS.finditer(plain)]
    yield from hundreds
    letters = [
        _in_letters(match)
        for match in _IN_LETTERS.finditer(plain)
        if not any(one.span[0] <= match.start() < one.span[1] for one in hundreds)
    ]
    yield from letters
    halves = [_half_of(match) for match in _IN_HALVES.finditer(plain)]
    yield from halves
    for match in _IN_FACTORS.finditer(plain):
        if any(half.span[0] <= match.start() < half.span[1] for half in (*halves, *letters)):
            continue
        value = next(value for index, value in enumerate(_FACTORS.values()) if match[f"factor{index}"])
        yield Figure(value=value, span=match.span(), unit="times", spelled=True)


def _written(match: re.Match[str], text: str) -> Figure:
    whole, decimals = _parts(match["digits"])
    scale = _scale(match)
    value = Decimal(f"{whole}.{decimals}" if decimals else whole) * scale
    sign = (match["sign"] or match["inner"] or "").strip().lower()
    negative = sign not in ("", *_PLUS)
    start, end = match.span()
    return Figure(
        value=-value if negative else value,
        span=(start, end),
        unit="money" if match["before"] else _unit(match),
        decimals=len(decimals),
        scale=scale,
        signed_up=sign in _PLUS,
        in_word=_touches_a_word(text, match.start("digits") if not match["before"] else start, end),
    )


def _in_letters(match: re.Match[str]) -> Figure:
    number = Decimal(_SPELLED[match["word"].lower()] + _SPELLED.get((match["tens"] or "").lower(), 0))
    number, scale = number + (HALF if match["half"] else 0), _scale(match)
    unit = _unit(match)
    decimals = 1 if match["half"] and unit != "times" else 0
    return Figure(value=number * scale, span=match.span(), unit=unit, decimals=decimals, scale=scale, spelled=True)


def _in_hundreds(match: re.Match[str]) -> Figure:
    """Such as "a hundred and twenty", «двести шестьдесят»."""
    known, scale = _HUNDREDS | _HUNDREDS_MORE, _scale(match)
    number = 100 * (known.get((match["hundreds"] or "").lower()) or _SPELLED.get((match["many"] or "").lower(), 1))
    number += sum(_SPELLED.get((match[part] or "").lower(), 0) for part in ("tens", "ones", "rest"))
    return Figure(value=Decimal(number * scale), span=match.span(), unit=_unit(match), scale=scale, spelled=True)


def _half_of(match: re.Match[str]) -> Figure:
    scale = _scale(match)
    return Figure(value=Decimal(scale) / 2, span=match.span(), unit=_unit(match), scale=scale, spelled=True)


def _parts(digits: str) -> tuple[str, str]:
    """The whole part without separators, and the decimals, of a number as either language writes it."""
    packed = re.sub(_SPACE, "", digits)
    for separator in ",.":
        if re.fullmatch(rf"\d{{1,3}}(?:\{separator}\d{{3}})+(?:[.,]\d+)?", packed) and _separates(packed, separator):
            packed = packed.replace(separator, "")
    whole, _, decimals = packed.replace(",", ".").partition(".")
    return whole, decimals


def _separates(packed: str, separator: str) -> bool:
    """Whether it parts thousands: "1,234" and "1.234.567" and "1.234,5" do, "1.234" and "0,125" do not."""
    if packed.startswith("0"):
        return False
    return separator == "," or packed.count(".") > 1 or "," in packed


def _scale(match: re.Match[str]) -> int:
    tables = (("scale", _SCALES), ("letter", _LETTERS))
    scales = [
        scale for prefix, table in tables for index, scale in enumerate(table.values()) if match[f"{prefix}{index}"]
    ]
    return scales[0] if scales else 1


def _unit(match: re.Match[str]) -> Unit | None:
    if match["code"]:
        return "money"
    return next((unit for index, unit in enumerate(_UNITS.values()) if match[f"unit{index}"]), None)


def _touches_a_word(text: str, start: int, end: int) -> bool:
    """Whether letters, an underscore, a number sign or more digits with dots hang on the figure."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    return bool(re.search(r"[\w#№]$|[^\W\d]-$|\d[.,]$", before) or re.match(r"[^\W\d]|_|[.,]\d|-[^\W\d]", after))


def _placed(figure: Figure, dates: list[tuple[int, int]], names: list[tuple[int, int]]) -> Figure:
    start, end = figure.span
    is_date = any(first < end and start < last for first, last in dates)
    return replace(
        figure, is_date=is_date, in_word=figure.in_word or any(first < end and start < last for first, last in names)
    )
