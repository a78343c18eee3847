"""What people call currencies, in every form that the locale data know: "тенге", "dirhams", "злотых", "zł"."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from babel import Locale
from babel.core import get_global
from babel.languages import get_official_languages
from babel.numbers import get_currency_name, get_territory_currencies

from agent.understanding.spans.span import Stretch
from agent.understanding.text.tokens import plains_of, stem, stems_of
from ingest.files.currencies import SIGNS
from ingest.texts import LANGUAGES
from tools.semantics.catalogue import Catalogue

EVERYDAY: Final = ("USD", "EUR", "RUB", "GBP")
"""Currencies that people name wherever they are."""
_COUNTS: Final = (1, 2, 5)
_ADJECTIVE: Final = re.compile(r"(?:ый|ий|ой|ая|яя|ое)$")


def codes_of(catalogue: Catalogue) -> tuple[str, ...]:
    """The currencies of the accounts."""
    return tuple(dict.fromkeys(account.currency for account in catalogue.accounts))


def currencies(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """What the accounts' currencies and the everyday ones are called, with the code of each."""
    yield from ((word, code) for code in dict.fromkeys((*codes_of(catalogue), *EVERYDAY)) for word in called(code))


@cache
def called(code: str) -> frozenset[str]:
    """What one currency is called: the noun of its name in each number, and its signs of letters where it is paid in.

    >>> called("KZT") >= {"тенге", "tenge"}, called("PLN") >= {"злотый", "злотых", "zlotys", "zł"}
    (True, True)
    """
    nouns = {noun for language in LANGUAGES for noun in _nouns(code, language)}
    return frozenset(plains_of(" ".join(nouns | (set() if code in EVERYDAY else set(_signs(code))))))


@cache
def singular(code: str) -> frozenset[str]:
    """Its name for one, where many are called otherwise: "рубль", not "тенге"."""
    nouns = [_nouns(code, language) for language in LANGUAGES]
    several = {noun for each in nouns for noun in each[1:]}
    return frozenset(plains_of(" ".join({each[0] for each in nouns} - several)))


def _nouns(code: str, language: str) -> list[str]:
    """Its name for each of the counts, without adjectives: the last word, in Russian the first that is none."""
    names = [get_currency_name(code, count=count, locale=language).split() for count in _COUNTS]
    places = [place for place, word in enumerate(names[0]) if not _ADJECTIVE.search(word)]
    place = places[0] if language == "ru" and places else len(names[0]) - 1
    return [name[place] for name in names]


def _signs(code: str) -> Iterator[str]:
    """Signs of letters in the languages of the countries that pay in it."""
    for territory in get_global("territory_currencies"):
        for language in get_official_languages(territory) if code in get_territory_currencies(territory) else ():
            sign = Locale.parse(language).currency_symbols.get(code, "")
            if sign != code and sign.isalpha() and len(sign) > 1:
                yield sign


def said_in(text: str, own: Collection[str]) -> str:
    """The currency that a text names by a word or a sign, one of `own` first; empty where it names none.

    >>> said_in("1000 долларов", ["RUB"]), said_in("over €500", ["USD"]), said_in("5 %", ["USD"])
    ('USD', 'EUR', '')
    """
    said, dollars = set(stems_of(text)), [code for code in own if code.endswith("D")]
    signs = {code for sign, code in SIGNS.items() if sign in text and not (sign == "$" and dollars)}
    named = (code for code in (*own, *EVERYDAY) if code in signs or said & {stem(word) for word in called(code)})
    return next(named, next(iter(sorted(signs)), ""))


def in_money(amounts: Iterable[Stretch], words: Sequence[Stretch], text: str) -> Iterator[Stretch]:
    """The amounts, those before a word of a currency together with it."""
    units = {span.first: span for span in words if span.is_a("currency")}
    for amount in amounts:
        unit = units.get(amount.after)
        if unit is None or amount.figure is None or amount.figure.unit is not None:
            yield amount
            continue
        weight = amount.weight + unit.weight + _TOGETHER
        figure = replace(amount.figure, unit="money")
        whole = text[amount.start : unit.end]
        yield replace(amount, figure=figure, weight=weight, after=unit.after, end=unit.end, text=whole)


_TOGETHER: Final = 0.1
"""What a number and its unit explain more than each alone."""
