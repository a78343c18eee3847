"""What one header says: the field that its words name, in whatever form they stand."""

import re
import unicodedata
from collections.abc import Collection
from functools import cache
from typing import Final

from ingest.files.bracketed import goal_last, of_leads
from ingest.files.catalogues import catalogues
from ingest.files.currencies import header_currency, without_currency
from ingest.files.header_words import FIELDS, ROLE, SECOND_MEANINGS
from ingest.files.stems import spelled_out, stemmed
from ingest.files.word_kinds import says

_HUMP: Final = re.compile(r"(?<=[a-zа-я])(?=[A-ZА-Я])")
_GOAL: Final = re.compile(r"^(conversions|revenue) \d+(?: [a-z]+)?$")
"""Yandex names a goal's columns `Conversions_20002_LSCCD`, `Revenue_20002_LSCCD`."""
_LEADING: Final = re.compile(
    r"^(название|назв|наименование|наим|имя|total|sum of|sum|of|no of|number of|metrics|segments|количество|кол во"
    r"|число|всего|общий|общее|общая|общие|сумма) "
)
TRAILING: Final = re.compile(
    r" (name|nm|название|total|all|count|всего|шт|итого|sum|факт|фактический|actual|(?:с|без|включая|с учетом) ндс"
    r"|(?:incl|excl) vat)$"
)
ASIDE_SAID: Final = re.compile(r"\s*\([^()]*\)")
"""What a header says in brackets: `Конверсии (все цели)`, `Clicks (destination)`."""
_WRAPPER: Final = re.compile(
    r"^(?:metrics|dimensions|stats|base|data|insights|attributes|segments|fields|properties|values)\."
)
"""Objects around the fields of an API's row."""
_CURRENCY_WORD: Final = re.compile(r" (?:руб|рублей|rub|usd|eur|евро|долл)\b")
_TARGET: Final = re.compile(r"^(?:target|goal|plan|planned|план|целевой|целевая|целевое|цель|плановый|плановая) (.+)$")
DAYS_ON: Final = re.compile(r"\b[dд]\d{1,3}\b")
"""How many days after the install or click a column counts: "D7 revenue"."""
CATALOGUE_RANK: Final = 200
"""Words of platforms yield to the words of everybody."""
DECORATED_RANK: Final = 1000
"""A header understood only after stripping decoration yields to one that is the plain word."""


def plain_header(header: str) -> str:
    """A header without case, punctuation, currency and camel humps.

    >>> plain_header("Amount spent (USD)"), plain_header("CampaignName"), plain_header("Acquisition_Cost")
    ('amount spent', 'campaign name', 'acquisition cost')
    """
    text = unicodedata.normalize("NFKC", header.replace("№", "no ")).replace("_", " ")
    text = without_currency(_HUMP.sub(" ", text)).casefold().replace("ё", "е")
    return " ".join(re.findall(r"\w+", text))


def bare_header(header: str, *, of_money: bool = False) -> str:
    """A plain header without brackets, totals and counts around its noun; of money the sum is a part of the name.

    >>> bare_header("Total Bookings (web)"), bare_header("Кол-во оплат, всего")
    ('bookings', 'оплат')
    >>> bare_header("Сумма сделок", of_money=True)  # "сделки" alone are their number
    'сумма сделок'
    """
    plain = _CURRENCY_WORD.sub("", plain_header(ASIDE_SAID.sub("", unwrapped(header))))
    return TRAILING.sub("", plain if of_money else _LEADING.sub("", plain))


def unwrapped(header: str) -> str:
    """The header of an API's field without the object around it: `metrics.spend` is `spend`."""
    return _WRAPPER.sub("", header)


@cache
def _words() -> dict[str, tuple[str, int]]:
    known: dict[str, tuple[str, int]] = {}
    for one in FIELDS:
        for rank, word in enumerate(one.words):
            known.setdefault(plain_header(word), (one.name, rank))
    for catalogue in catalogues():
        for name, words in catalogue.fields.items():
            for rank, word in enumerate(words):
                known.setdefault(plain_header(word), ("aside" if name == "known" else name, CATALOGUE_RANK + rank))
    return known


def words_of(fields: Collection[str]) -> dict[str, str]:
    """Plain words of some fields, each to its field."""
    return {word: name for word, (name, _rank) in _words().items() if name in fields}


@cache
def field_of(header: str) -> tuple[str, int] | None:
    """The field of one header with the rank of its word, or None when nobody has told us what it is."""
    found = _named_by(header) if len(header) <= LONGEST_HEADER else None
    if found and ROLE.get(found[0]) not in ("measure", "ratio"):
        found = _rather_a_measure(header, found)
    if found and found[0] == "revenue" and _is_counted(header):  # "Продажи, шт"
        return "conversions", found[1] + DECORATED_RANK
    if found and found[0] in _COUNTS and header_currency(header):  # "Оплаты, руб" are what was paid
        return ("revenue", found[1] + DECORATED_RANK) if found[0] == "conversions" else None
    return found


def _is_counted(header: str) -> bool:
    """Whether a header that may be of money or of a count says that it is a count."""
    plain = TRAILING.sub("", plain_header(ASIDE_SAID.sub("", in_full(header))))
    return plain in SECOND_MEANINGS and "count" in stemmed(header).helpers and not header_currency(header)


_COUNTS: Final = ("impressions", "clicks", "leads", "conversions")


def _rather_a_measure(header: str, found: tuple[str, int]) -> tuple[str, int]:
    """What a header means that is cut short, says a currency or "fact": "Показ.", "Media $", "Бюджет факт"."""
    cut = "." in header and ROLE.get(found[0]) == "known"
    spelled = _listed(in_full(header)) if cut else None
    full = in_full(header)
    told = _stemmed(full) if header_currency(header) or "actual" in stemmed(full).helpers else None
    rather = next((one for one in (spelled, told) if one and ROLE.get(one[0]) == "measure"), None)
    return _decorated(rather) or found


def _named_by(header: str) -> tuple[str, int] | None:
    words, known = plain_header(header), _words()
    if not words or (words in known and not ("/" in header and ROLE.get(known[words][0]) == "measure")):
        return known.get(words)
    plainer = goal_last(unwrapped(header))
    if plainer != header:
        return field_of(plainer)
    goal, leads = _GOAL.match(words), field_of(of_leads(header))
    if goal or (leads and leads[0] == "conversions"):
        return goal[1] if goal else "leads", DECORATED_RANK
    return _stripped(header, words) or _shortened(header)


def _stripped(header: str, words: str) -> tuple[str, int] | None:
    """The field of a header without what stands around its word, or of the goal for it."""
    known = _words()
    bare = _CURRENCY_WORD.sub("", words)
    without = "" if _is_foreseen(header) else plain_header(ASIDE_SAID.sub("", header))
    for stripped in (bare, _LEADING.sub("", bare), TRAILING.sub("", bare), without):
        if stripped in known:
            name, rank = known[stripped]
            return name, rank + DECORATED_RANK
    target = _TARGET.match(words)
    if target and target[1] in known and ROLE[known[target[1]][0]] in {"measure", "ratio"}:
        return f"target:{known[target[1]][0]}", 0
    return None


def _is_foreseen(header: str) -> bool:
    """Whether brackets say that what stands before them is planned: "Spend (plan)" is no spend."""
    return any(says("foreseen", plain_header(said)) for said in ASIDE_SAID.findall(header))


def _shortened(header: str) -> tuple[str, int] | None:
    """The field of a header of which only the end names it, or whose words are cut short or nobody's."""
    spelled = in_full(header)
    return (_decorated(_listed(spelled)) if spelled != header else None) or _stemmed(header)


@cache
def in_full(header: str) -> str:
    """A header with its shortened words spelled out.

    >>> in_full("Ст-ть отклика"), in_full("Clicks")
    ('стоимость отклика', 'Clicks')
    """
    return spelled_out(header, _vocabulary()) if len(header) <= LONGEST_HEADER else header


def _listed(header: str) -> tuple[str, int] | None:
    """The field of a header without shortened words."""
    words = plain_header(header)
    return _words().get(words) or _stripped(header, words) or _stemmed(header)


def _decorated(found: tuple[str, int] | None) -> tuple[str, int] | None:
    return (found[0], found[1] + DECORATED_RANK) if found else None


def _stemmed(header: str) -> tuple[str, int] | None:
    """The measure that the beginnings of a header's words name, where every word is understood."""
    said = stemmed(header)
    name = "" if said.unknown or _RATE_SIGN.search(header) else said.field(of_money=bool(header_currency(header)))
    return (name, _STEMMED_RANK + len(header.split())) if name else None


_RATE_SIGN: Final = re.compile(r"%|[$€£₽₸₺]\s*/")
"""A share, or money per something: `$/sold`."""


@cache
def _vocabulary() -> tuple[str, ...]:
    """Words of headers, those of measures first."""
    fields = sorted(FIELDS, key=lambda one: one.role not in ("measure", "day", "plan"))
    words = [word.split() for one in fields for word in one.words]
    words.sort(key=len)  # what means something alone goes first
    parts = (part for word in words for part in word)
    return tuple(dict.fromkeys(part for part in parts if len(part) > _SHORTENED and part.isalpha()))


_SHORTENED: Final = 3
LONGEST_HEADER: Final = 200
"""Letters; a longer one is a text, and nothing is looked for in it."""
_STEMMED_RANK: Final = 3000
"""Nobody's list has the header: all others go first."""
