"""Reads a header by how its words begin, where nobody's list has it: "Кликов, шт", "Media Spend", "Werbekosten netto".

Every word has to be understood: what a measure is *of* makes it another measure. Words that are cut short are spelled
out first: with a full stop ("Расх."), without their middle ("Пок-ы") or without their vowels ("Clks").
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

_SHORTEST: Final = 3
"""Letters that begin a word: fewer are met whole."""
_WITH_DIGITS: Final = re.compile(r"\([^()]*\d[^()]*\)")
"""A window of attribution in brackets."""
_JOINED: Final = re.compile(r"[+&/,]| и | and | und | y | et ")
_LATIN_MARKS: Final = re.compile(r"(?<=[a-z])[\u0300-\u036f]+")
_WORD: Final = re.compile(r"[^\W_]+")
_VOWELS: Final = frozenset("aeiouy")
_COUNTS: Final = frozenset({"impressions", "clicks", "leads", "conversions"})
_PRICES: Final = {"clicks": "cpc", "impressions": "cpm", "leads": "cpl", "conversions": "cpa"}


@dataclass(frozen=True, kw_only=True)
class Stemmed:
    """What the words of a header speak of."""

    measures: frozenset[str]
    helpers: frozenset[str]
    unknown: tuple[str, ...]
    """Words of which nobody knows what they say."""

    def field(self, *, of_money: bool) -> str:
        """The field that they name together; empty where they name none, or two.

        >>> stemmed("Сумма заказов").field(of_money=False), stemmed("Кол-во заказов").field(of_money=False)
        ('revenue', 'conversions')
        >>> stemmed("Цена клика").field(of_money=False), stemmed("Стоимость рекламы").field(of_money=True)
        ('cpc', 'spend')
        """
        named, counted = self.measures, self.measures & _COUNTS
        if not named:
            return "spend" if self._is_of_advertising(of_money=of_money) else ""
        if "price" in self.helpers or (counted and "spend" in named):
            return _price(named)
        if "budget" in named:
            return ("spend" if "actual" in self.helpers else "budget") if named <= {"budget", "spend"} else ""
        if "revenue" in named:
            return "revenue" if counted <= {"conversions", "leads"} and "spend" not in named else ""
        return self._of_one(next(iter(named)), of_money=of_money) if len(named) == 1 else ""

    def _of_one(self, only: str, *, of_money: bool) -> str:
        sums = of_money or ("sum" in self.helpers and "count" not in self.helpers)
        if only == "conversions" and sums:
            return "revenue"
        return "" if only in _COUNTS and of_money else only

    @property
    def is_of_advertising(self) -> bool:
        """Whether nothing but advertising is spoken of: figures of it are what it costs."""
        return not self.measures and not self.unknown and "ad" in self.helpers and self.helpers <= {"ad", "fill"}

    def _is_of_advertising(self, *, of_money: bool) -> bool:
        """Whether a sum or a price is said of advertising and of nothing else: "Реклама, руб.", "Media $"."""
        priced = of_money or "price" in self.helpers
        return priced and "ad" in self.helpers and self.helpers <= {"ad", "fill", "price", "sum", "actual"}


def _price(named: frozenset[str]) -> str:
    counted = named & _COUNTS
    return _PRICES[next(iter(counted))] if len(counted) == 1 and named <= {*counted, "spend"} else ""


@cache
def stemmed(header: str) -> Stemmed:
    """Sorts the words of a header."""
    measures: set[str] = set()
    helpers: set[str] = set()
    unknown: list[str] = []
    seen: list[str] = []
    for word in words_in(_WITH_DIGITS.sub(" ", header)):
        if any(map(str.isdigit, word)) or _found("others", word):
            unknown.append(word)
            continue
        named, helping = _found("measures", word), _found("helpers", word)
        measures |= named if len(named) == 1 else set()
        helpers |= helping
        seen += named if len(named) == 1 else ()
        if not named and not helping:
            unknown.append(word)
    if len(seen) > len(measures) and not _JOINED.search(header):  # "Заявки звонки" are a kind of them
        unknown += seen
    if "count" in helpers and unknown == ["id"]:  # how many different numbers of orders there are
        unknown = []
    return Stemmed(measures=frozenset(measures), helpers=frozenset(helpers), unknown=tuple(unknown))


def words_in(header: str) -> list[str]:
    """The words of a header in small letters, Latin ones without their marks.

    >>> words_in("CMPGN_NM, Gösterim")
    ['cmpgn', 'nm', 'gosterim']
    """
    humped = re.sub(r"(?<=[a-zа-я])(?=[A-ZА-Я])", " ", header)
    plain = unicodedata.normalize("NFD", humped.casefold().replace("ł", "l").replace("ı", "i").replace("ё", "е"))
    return _WORD.findall(unicodedata.normalize("NFC", _LATIN_MARKS.sub("", plain)))


def _found(kind: str, word: str) -> set[str]:
    return {name for name, stems in _stems(kind).items() if stems.have(word)}


def beginnings(header: str) -> set[str]:
    """How the words of a header begin, whatever they end in, but for those that name nothing by themselves.

    >>> beginnings("Сумма договоров, руб."), beginnings("Договоры")
    ({'догов'}, {'догов'})
    """
    words = (word for word in words_in(header) if len(word) >= _SHORTEST)
    return {word[:_SHARED] for word in words if _found("measures", word) or not _found("helpers", word)}


_SHARED: Final = 5
"""Letters that forms of one word share."""


@dataclass(frozen=True, kw_only=True)
class _Words:
    exact: frozenset[str]
    begin: tuple[str, ...]
    end: tuple[str, ...]

    def have(self, word: str) -> bool:
        return word in self.exact or word.startswith(self.begin) or word.endswith(self.end)


@cache
def _stems(kind: str) -> Mapping[str, _Words]:
    listed = tomllib.loads(files(__package__).joinpath("header_stems.toml").read_text(encoding="utf-8"))[kind]
    return {name: _words([word.strip() for word in text.split(",")]) for name, text in listed.items()}


def _words(listed: Sequence[str]) -> _Words:
    return _Words(
        exact=frozenset(word[1:] for word in listed if word.startswith("=")),
        begin=tuple(word for word in listed if word[0] not in "=-"),
        end=tuple(word[1:] for word in listed if word.startswith("-")),
    )


_CUT: Final = re.compile(r"([^\W\d_]{2,})\.(?!\w)")
_WITHOUT_MIDDLE: Final = re.compile(r"(?<![\w-])([^\W\d_]{2,4})-([^\W\d_]{1,3})(?![\w-])")
_VOWELLESS: Final = re.compile(r"(?<![^\W_])[A-Za-z]{3,6}(?![^\W_])")
_INITIALS: Final = re.compile(r"(?<!\w)([^\W\d_])[/.-]([^\W\d_])\.?(?!\w)")
_ENGLISH: Final = (
    "clicks impressions spend cost revenue orders bookings booked leads inquiries enquiries conversions purchases "
    "transactions campaign channel marketing amount count sessions"
).split()
"""What stands in headers without its vowels."""


def spelled_out(header: str, known: Sequence[str]) -> str:
    """A header with its shortened words in full.

    Args:
        header: as it stands in the file.
        known: words that may be meant, the likeliest first.

    >>> spelled_out("Стоим. лида", ["стоимость"]), spelled_out("Пок-ы", ["покупки", "показы"])
    ('стоимость лида', 'показы')
    >>> spelled_out("Clks", []), spelled_out("Р/К", []), spelled_out("Расход", ["расходы"])
    ('clicks', 'РК', 'Расход')
    """

    def longer(found: re.Match[str]) -> str:
        begins = found[1].casefold()
        return next((word for word in known if word.startswith(begins) and len(word) > len(begins)), found[0])

    def whole(found: re.Match[str]) -> str:
        begins, ends = found[1].casefold(), found[2].casefold()
        fits = (word for word in known if word.startswith(begins) and word.endswith(ends))
        return next((word for word in fits if len(word) > len(begins) + len(ends)), found[0])

    def voiced(found: re.Match[str]) -> str:
        letters = found[0].casefold().replace("x", "cks")
        if _VOWELS & set(letters[1:]):
            return found[0]
        return next((word for word in _ENGLISH if _has_all(letters, word)), found[0])

    text = _INITIALS.sub(r"\1\2", header)
    return _VOWELLESS.sub(voiced, _WITHOUT_MIDDLE.sub(whole, _CUT.sub(longer, text)))


def _has_all(letters: str, word: str) -> bool:
    """Whether the letters stand in a longer word in their order."""
    rest = iter(word)
    return word[0] == letters[0] and len(letters) < len(word) and all(letter in rest for letter in letters)
