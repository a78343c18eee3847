"""Currencies as they stand in headers and cells: codes, signs and words to ISO 4217."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from babel import Locale

SIGNS: Final = {
    "R$": "BRL",
    "$": "USD",
    "€": "EUR",
    "₽": "RUB",
    "£": "GBP",
    "₸": "KZT",
    "₴": "UAH",
    "₺": "TRY",
    "₹": "INR",
    "¥": "CNY",
    "₾": "GEL",
    "₩": "KRW",
    "₪": "ILS",
    "₫": "VND",
    "֏": "AMD",
    "₼": "AZN",
    "zł": "PLN",
}
WORDS: Final = {
    "руб": "RUB",
    "рубль": "RUB",
    "рубли": "RUB",
    "рублей": "RUB",
    "р": "RUB",
    "rur": "RUB",
    "рос руб": "RUB",
    "долл": "USD",
    "доллар": "USD",
    "доллары": "USD",
    "долларов": "USD",
    "usd": "USD",
    "dollars": "USD",
    "us$": "USD",
    "евро": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "тенге": "KZT",
    "тг": "KZT",
    "грн": "UAH",
    "сум": "UZS",
    "драм": "AMD",
    "лари": "GEL",
    "бел руб": "BYN",
    "br": "BYN",
}
EXTRA: Final = frozenset({"TON", "USDT"})
"""Telegram Ads bills in TON."""

_SIGN: Final = "|".join(re.escape(sign) for sign in SIGNS)
_WORD: Final = "руб|рублей|рубли|долл|usd|eur|евро|rub|gbp|kzt|ton|тенге"
MONEY_UNIT: Final = rf"(?:(?:{_WORD})\w*\.?|р\.|{_SIGN})"
"""A pattern of what stands behind a sum of money."""
_NO_CURRENCY: Final = frozenset({"ALL", "TOP"})
"""Codes that headers use as words: `Spend_ALL` is not in Albanian lek."""
_INSIDE: Final = re.compile(r"[\s,(](руб|рублей|rub|usd|eur|евро|долл)\b", re.IGNORECASE)
_TAIL: Final = re.compile(
    rf"[(\[,\s_]\s*(?:(?:в|in|en|em)\s+)?(?:({_SIGN})|({_WORD}|[A-Z]{{3}})\.?)\s*[)\]]?\s*$|({_SIGN})"
)


@cache
def codes() -> frozenset[str]:
    """Every currency code we accept."""
    return frozenset(Locale("en").currencies) | EXTRA


def code_of(text: str) -> str:
    """The ISO code meant by a cell or option, or an empty text when it means none.

    >>> code_of("usd"), code_of("₽"), code_of("руб."), code_of("XQZ")
    ('USD', 'RUB', 'RUB', '')
    """
    stripped = text.strip()
    if stripped in SIGNS:
        return SIGNS[stripped]
    if stripped.upper() in codes():
        return stripped.upper()
    word = stripped.casefold().strip(". ")
    return WORDS.get(word) or _names().get(word, "")


@cache
def _names() -> dict[str, str]:
    """Currencies as languages call them in full: `US Dollar`, `российский рубль`; a name of two is neither's."""
    found: dict[str, set[str]] = {}
    for language in ("ru", "en"):
        for code, name in Locale(language).currencies.items():
            if " " in name:  # "gold" and "silver" are currencies too, but not where a word stands alone
                found.setdefault(name.casefold(), set()).add(code)
    return {name: codes_named.pop() for name, codes_named in found.items() if len(codes_named) == 1}


def header_currency(header: str) -> str:
    """The currency that a money column's header names, or an empty text.

    >>> header_currency("Amount spent (USD)"), header_currency("Расход, руб."), header_currency("Ad ROI")
    ('USD', 'RUB', '')
    """
    found = _TAIL.search(header) or _INSIDE.search(header)
    word = next(filter(None, found.groups()), "") if found else ""
    return "" if word in _NO_CURRENCY else code_of(word)


def without_currency(header: str) -> str:
    """The header with its currency taken off."""
    return _TAIL.sub(" ", header) if header_currency(header) else header


def sign_of(cell: str) -> str:
    """The currency sign or word inside an amount such as `$500.00` or `1 234,56 руб.`, as a code; empty if none."""
    for sign, code in SIGNS.items():
        if sign in cell:
            return code
    word = re.search(r"[^\W\d_]+", cell)
    return code_of(word[0]) if word else ""


def currencies_in(columns: Mapping[str, Iterable[str]]) -> tuple[str, str]:
    """The currency of all amounts where those that name one agree, and the spend or revenue whose amounts differ.

    >>> currencies_in({"spend": ["$5", "7"]}), currencies_in({"spend": ["$5", "7 ₽"]})
    (('USD', ''), ('', 'spend'))
    """
    named = {name: {sign_of(cell) for cell in cells if not cell.isdigit()} - {""} for name, cells in columns.items()}
    codes_named = set().union(*named.values())
    mixed = next((name for name in ("spend", "revenue") if len(named.get(name, ())) > 1), "")
    return (codes_named.pop() if len(codes_named) == 1 else ""), mixed
