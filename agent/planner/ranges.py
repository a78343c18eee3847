"""Figures with two ends ("150-260 тысяч", "1k to 2k clicks"), and years before a noun ("the 2021 campaigns")."""

import re
from typing import Final

_NUMBER: Final = r"\d{1,3}(?:[ ,]\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?"
_UNIT: Final = r"\s*(?:тыс\w*\.?|т\.?\s?р\.?|млн\.?|миллион\w*|thousand|million|mln|[kкmм](?!\w)|%)"
_RANGE: Final = re.compile(
    rf"(?P<lead>\b(?:от|с|from|between|между)\s+)?(?<![\w.,-])(?P<sign>[$€£₽]\s?)?(?P<low>{_NUMBER})(?P<own>{_UNIT})?"
    rf"(?P<link>\s*[-–—]\s*|\s+(?:до|по|to|and|и)\s+)"
    rf"(?P<high_sign>[$€£₽]\s?)?(?P<high>{_NUMBER})(?P<unit>{_UNIT})?(?![\w-]|[.,]\d|\s?[-–/])",
    re.I,
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_MOVES: Final = re.compile(
    r"(?:gr[eo]w|rose|rise|fell|fall|drop|jump|went|go|вырос|упал|подня|сниз|изменил)\w*\s+(?:\w+\s+)?$", re.I
)
_COMPARING: Final = re.compile(
    r"(?:than|over|above|below|under|least|most|exceed\w*|больше|меньше|более|менее|выше|ниже|"
    r"свыше|топ|до|от|[$€£₽<>=])\s*$",
    re.I,
)
_RANKING: Final = re.compile(r"\b(?:best|worst|top|bottom|leading|weakest|strongest)\s+$", re.I)
_YEAR_BEFORE_NOUN: Final = re.compile(
    r"(?<![\d.,$€£₽-])\b((?:19|20)[0-4]\d)(?=\s+(?!(?:and|to|or|vs|versus|but|by|per|for|in|at|on|of|is|was|were|until|"
    r"through|compared|against|with|without|only|as|year|then|than|in)\b)[a-z])",
    re.I,
)


def with_ends(text: str) -> str:
    """The text with ranges of figures said in full: both ends with their unit, and words that make them a threshold."""
    return _RANGE.sub(_in_full, _KEEPS_WITHIN.sub(r"\1с \2 не выше ", text))


_KEEPS_WITHIN: Final = re.compile(r"\b(?<!не )(?:уклад|улож|впис)\w*(?: ли)?\b\s*(.{0,40}?)\bв (\w+) (?=\d)", re.I)
"""Reads "укладываются ли кампании в CPA 300" as a threshold."""


def _in_full(match: re.Match[str]) -> str:
    low, high = match["low"], match["high"]
    plain = not (match["own"] or match["unit"] or match["sign"] or match["high_sign"])
    bare = match["link"].strip().lower() in ("and", "и") and not match["lead"]
    if bare or _MOVES.search(match.string[: match.start()]) or (plain and _is_dated(match)):
        return match[0]
    unit = match["unit"] or ""
    own = match["own"] or (unit if _value(low) < _value(high) or unit.strip() == "%" else "")
    signs = match["sign"] or match["high_sign"] or ""
    if re.search("[а-я]", (match["lead"] or "") + match["link"] + unit, re.I):
        return f"от {signs}{low}{own} до {signs}{high}{unit}"
    return f"between {signs}{low}{own} and {signs}{high}{unit}"


def _is_dated(match: re.Match[str]) -> bool:
    """Whether the figures may be days, years or ages: small ones, years, and those no word introduces."""
    ends = (match["low"], match["high"])
    if any(_YEAR.fullmatch(end) for end in ends) or _value(ends[0]) >= _value(ends[1]):
        return True
    return max(map(_value, ends)) < _NO_DAY or not (match["lead"] or min(map(_value, ends)) >= _NO_DAY)


_NO_DAY: Final = 100
"""From here on a figure is neither a day nor an age."""


def _value(number: str) -> float:
    return float(re.sub(r"[ ,](?=\d{3})", "", number).replace(",", "."))


def with_years_apart(text: str) -> str:
    """Keeps "2022 clicks", "the 2021 campaigns" from reading as so many clicks: the year stands alone."""

    def apart(match: re.Match[str]) -> str:
        before = text[: match.start()]
        if _COMPARING.search(before):
            return match[0]
        return f"in {match[0]}," if _RANKING.search(before) else f"{match[0]},"

    text = _CAMPAIGNS_OF_YEAR.sub(r"\1 за \2 год", text)
    return _YEAR_BEFORE_NOUN.sub(apart, _CAMPAIGNS_IN_YEAR.sub(r"\1 in \2", text))


_CAMPAIGNS_OF_YEAR: Final = re.compile(r"\b(кампани\w*|рк) ((?:19|20)\d\d)(?:-?го)? ?(?:год[ау]?|г)\b\.?", re.I)
_CAMPAIGNS_IN_YEAR: Final = re.compile(r"\b(campaigns) ((?:19|20)[0-4]\d)\b", re.I)
"""Years beside campaigns, which would read as a campaign's number."""
