"""Free text as a row of tagged tokens, so that a phrase is a short pattern over tags in both languages at once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from ingest.texts import Language
from tools.words.feasts import FEASTS
from tools.words.period_words import COUNTED, MAY_IS_A_VERB_BEFORE, MEASURED, NOISE, WHOLE, WORDS

_SAME_LENGTH: Final = str.maketrans("ёЁ’‘−–—‑\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}", "ее''----  ")
_YEARS: Final = range(1990, 2100)
_MONTHS: Final = 12
_DAY_FIRST: Final = re.compile(r"(?<!\d)(?:1[3-9]|2\d|3[01])/\d{1,2}/\d")
"""One date with a day above twelve in front tells how all of them are written; 03/04/2025 alone is March in English."""
_TYPO_MIN_LETTERS: Final = 6
_TYPO_SHORTEST: Final = 4
"""Letters of a word that is repaired where a calendar word is expected: after "in", "за", "last"."""
_TYPO_TARGETS: Final = tuple(
    word
    for word, (tag, _) in WORDS.items()
    if tag in ("RUMONTH", "ENMONTH", "POINT", "QUARTERS", "LAST", "PAST") and len(word) >= _TYPO_MIN_LETTERS
)
_SHORT_TARGETS: Final = tuple(
    word
    for word, (tag, _) in WORDS.items()
    if len(word) >= _TYPO_SHORTEST
    and tag in ("RUMONTH", "ENMONTH", "POINT", "DAYS", "WEEKS", "MONTHS", "QUARTERS", "YEARS")
)
_ORDINALS: Final = tuple(word for word, (tag, _) in WORDS.items() if tag == "ORDINAL" and len(word) >= _TYPO_SHORTEST)
_ORDERED: Final = ("HALFWORD", "HALVES", "QUARTERS", "WEEKS")
"""Of which there is a first and a second: "frist half"."""
_EXPECTING: Final = frozenset("IN FOR ZA LAST THIS PAST PREV NEXT FROM SINCE UNTIL".split())
_OF_A_CUSTOMER: Final = ("value", "budget", "budgets", "ltv")
_NO_TYPOS: Final = frozenset(("augusta", "augustus", "quarters", "quarterly"))

_PATTERNS: Final = {
    "FEAST": r"\b(?:" + "|".join(f"(?P<{feast}>{pattern})" for feast, pattern in FEASTS.items()) + r")(?!\w)",
    "OTHER": r"[$€£₽]\s?\d[\d.,]*|\d[\d.,]*\s?(?:%|[$€£₽])|\d{1,3}(?: \d{3})+(?!\d)",
    "YMD": r"\d{4}(?P<d1>[-/.])\d{1,2}(?P=d1)\d{1,2}(?!\d)",
    "DMY": r"\d{1,2}(?P<d2>[-/.])\d{1,2}(?P=d2)(?:\d{4}|(?<!-)\d{2})(?!\d)",
    "YM": r"\d{4}-\d{2}(?![\d-])|\d{2}[./](?:19|20)\d\d(?!\d)",
    "YQ": r"(?:19|20)\d\d[- ]?[qh][1-4]\b|[1-4]q(?:(?:19|20)?\d\d)?\b"
    r"|[qh][1-4](?:[' ]?(?:19|20)\d\d|'?\d\d)?\b(?!\.\d)",
    "DM": r"(?:0[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])(?!\d|\.\d)",
    "DECIMAL": r"\d+(?:[.,]\d+)+",
    "GLUED": r"\d{1,4}(?=(?:гг?|год\w*|кв|мес|дн\w*|д|нед\w*|d|days?|w|y)(?!\w))",
    "INTEGER": r"\d{1,9}(?P<suffix>st|nd|rd|th|-?(?:ого|ый|ая|ое|ой|ому|ом|го|му|й|е|я|ю|м|х))?(?!\w)",
    "DASH": r"\.\.+|…|-+",
    "WORD": r"y'day|\w+(?:'s\b)?",
    "BREAK": r"\n",
    "SIGN": r"\S",
}
_TOKEN: Final = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _PATTERNS.items()))


@dataclass(frozen=True, slots=True)
class PhraseToken:
    """A word, number or sign: its tag, its meaning, and the characters it stands on."""

    tag: str
    meaning: object
    start: int
    end: int
    text: str


def tokens_of(text: str, language: Language) -> list[PhraseToken]:
    """The text's tokens; words that change nothing ("the", "whole") and dots of abbreviations are left out."""
    plain = normal(text)
    month_first = language == "en" and not _DAY_FIRST.search(plain)
    found: list[PhraseToken] = []
    for token in _raw(plain, month_first=month_first):
        if token.text in WHOLE and found and found[-1].tag == "PAST":
            found[-1] = replace(found[-1], tag="LAST")
        if token.text in NOISE or (token.text == "." and found and found[-1].text in WORDS):
            continue
        if found and found[-1].meaning in (20, 30) and token.tag == "ORDINAL" and token.meaning in range(1, 10):
            tens = found.pop()
            token = replace(token, meaning=int(str(tens.meaning)) + int(str(token.meaning)), start=tens.start)
        found.append(token)
    return [_in_context(token, index, found) for index, token in enumerate(found)]


def normal(text: str) -> str:
    """The text in lower case, one sort of dash, space and apostrophe, without ё; every character keeps its place."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return lowered.translate(_SAME_LENGTH)


def _raw(plain: str, *, month_first: bool) -> Iterator[PhraseToken]:
    for match in _TOKEN.finditer(plain):
        tag, meaning = _read(match, month_first=month_first)
        yield PhraseToken(tag, meaning, match.start(), match.end(), match.group().removesuffix("'s"))


def _read(match: re.Match[str], *, month_first: bool) -> tuple[str, object]:
    """Tag and meaning of one piece; an unknown word or sign is OTHER, a date that does not exist is NODATE."""
    shape, text = str(match.lastgroup), match.group()
    if shape == "WORD":
        return WORDS.get(word := text.removesuffix("'s")) or _corrected(word) or ("OTHER", None)
    if shape == "SIGN":
        return WORDS.get(text, ("AND", "/") if text in "/&+" else ("OTHER", None))
    if shape in ("INTEGER", "GLUED"):
        return _integer(int(text.removesuffix(match["suffix"] or "")), ordinal=bool(match["suffix"]))
    if shape in ("DASH", "OTHER", "DECIMAL", "BREAK"):
        return ("DASH" if shape == "DASH" else "OTHER"), None
    if shape == "FEAST":
        return shape, next(feast for feast in FEASTS if match[feast])
    meaning = _numeric(shape, [int(part) for part in re.findall(r"\d+", text)], text, month_first=month_first)
    return ("NODATE", None) if meaning is None else (shape, meaning)


def _integer(number: int, *, ordinal: bool) -> tuple[str, object]:
    if ordinal and number not in _YEARS:
        return "ORDINAL", number
    return ("DAYNUM" if 1 <= number <= 31 else "YEARNUM" if number in _YEARS else "NUMBER"), number


def _part_of_year(letter: str, parts: list[int]) -> object | None:
    """A quarter or a half, such as ("q", 3, 2025); the year may be left out."""
    number, years = min(parts), [part for part in parts if part > 4]
    year = _full_year(years[0]) if years else None
    valid = number <= (4 if letter == "q" else 2) and (year is None or year in _YEARS)
    return (letter, number, year) if valid else None


def _numeric(shape: str, parts: list[int], text: str, *, month_first: bool) -> object | None:
    """What a date in digits means: a date, (year, month), (day, month) or (letter, number, year)."""
    if shape == "DM":
        return tuple(parts)
    if shape == "YQ":
        return _part_of_year("q" if "q" in text else "h", parts)
    if shape == "YM":
        year, month = sorted(parts, reverse=True)
        return (year, month) if 1 <= month <= 12 and year in _YEARS else None
    return _date(parts if shape == "YMD" else _year_first(parts, month_first=month_first and "/" in text))


def _year_first(parts: list[int], *, month_first: bool) -> list[int]:
    first, second, year = parts
    day, month = (second, first) if month_first or second > _MONTHS else (first, second)
    return [_full_year(year), month, day]


def _full_year(year: int) -> int:
    return year + 2000 if year < 100 else year


def _date(parts: list[int]) -> date | None:
    try:
        return date(*parts) if parts[0] in _YEARS else None
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def _corrected(word: str) -> tuple[str, object] | None:
    """The one calendar word that a single slip of the fingers makes of this one."""
    if len(word) < _TYPO_MIN_LETTERS or word in _NO_TYPOS or not word.isalpha():
        return None
    return _one_slip_from(word, _TYPO_TARGETS)


@lru_cache(maxsize=4096)
def _one_slip_from(word: str, targets: tuple[str, ...]) -> tuple[str, object] | None:
    """The meaning of the first target that one slip makes of the word; a slip seldom changes its first letter."""
    for target in targets:
        if target[0] == word[0] and abs(len(target) - len(word)) <= 1 and OSA.distance(word, target) == 1:
            return WORDS[target]
    return None


def _in_context(token: PhraseToken, index: int, row: list[PhraseToken]) -> PhraseToken:
    """The token, told from look-alikes by its neighbours: ranks, amounts, "may" and "march" as verbs."""
    before = row[index - 1] if index else None
    after = row[index + 1] if index + 1 < len(row) else None
    if token.tag == "OTHER" and before is not None and before.tag in _EXPECTING and _is_short_slip(token.text):
        tag, meaning = _one_slip_from(token.text, _SHORT_TARGETS) or ("OTHER", None)
        token = replace(token, tag=tag, meaning=meaning)
    if token.tag == "OTHER" and after is not None and after.tag in _ORDERED and _is_short_slip(token.text):
        tag, meaning = _one_slip_from(token.text, _ORDINALS) or ("OTHER", None)
        token = replace(token, tag=tag, meaning=meaning)
    only_looks_so = (
        _is_an_amount(token, row[max(0, index - 2) : index], after)
        or (token.text == "may" and _is_verb(before, after))
        or (token.text == "lifetime" and after is not None and after.text in _OF_A_CUSTOMER)
    )
    return replace(token, tag="OTHER") if only_looks_so else token


def _is_an_amount(token: PhraseToken, before: list[PhraseToken], after: PhraseToken | None) -> bool:
    """Whether a number counts or measures something: "top 5", "2025 clicks"; "campaigns 2025" is a year."""
    if token.tag not in ("DAYNUM", "YEARNUM", "NUMBER", "DM"):
        return False
    year = token.tag == "YEARNUM"
    said_so = after is not None and after.tag == "YEARS"  # "кампании 2025 года"
    of_many = year and (said_so or (bool(before) and before[-1].text in ("campaigns", "кампаний")))
    measured = (
        token.tag in ("YEARNUM", "DM")
        and after is not None
        and after.tag == "OTHER"
        and after.text.startswith(MEASURED)
    )
    return measured or (not of_many and _is_counted(before))


def _is_short_slip(word: str) -> bool:
    return len(word) >= _TYPO_SHORTEST and word.isalpha() and word not in _REAL_WORDS


_REAL_WORDS: Final = frozenset(
    "match mouth yearn weak wear near неделе-то деле дело деньги денег день-то месте местах марка марку марке".split()
)
"""Words one letter from a calendar word that mean something else after "in", "for", "last"."""


def _is_counted(before: list[PhraseToken]) -> bool:
    """Whether a rank or a threshold comes next: "top 5", "топ-5", "ROI above 2"."""
    adjacent = before[:1] if before and before[-1].tag == "DASH" else before[-1:]
    return any(token.text in COUNTED for token in adjacent)


_DATED: Final = frozenset(
    (
        "DAYNUM ORDINAL YEARNUM RUMONTH ENMONTH DASH LAST THIS NEXT PAST PART IN FOR OF FROM SINCE TO UNTIL AND "
        "BETWEEN COMMA BEFORE AFTER HALFWORD"
    ).split()
)
"""Beside one of these "may" is a month."""


def _is_verb(before: PhraseToken | None, after: PhraseToken | None) -> bool:
    """Whether "may" says what is allowed rather than when."""
    if after and (after.text == "only" or after.text in MAY_IS_A_VERB_BEFORE):
        return after.text != "only"
    return not (before is None or before.tag in _DATED or before.text == "than" or after is None or after.tag in _DATED)
