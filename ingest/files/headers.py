"""Recognises column headers: which field each column holds, and which currency or percent sign its header names."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import count
from typing import Final, NamedTuple

from ingest.files.bracketed import of_leads
from ingest.files.catalogues import catalogues
from ingest.files.currencies import header_currency, without_currency
from ingest.files.header_words import FIELDS, ROLE, SECOND_MEANINGS
from ingest.files.mapping import ASIDE, LISTS, OWN, WON, listed, mapped_in, plain_name, positions_in

_HUMP: Final = re.compile(r"(?<=[a-zа-я])(?=[A-ZА-Я])")
_GOAL: Final = re.compile(r"^(conversions|revenue) \d+(?: [a-z]+)?$")
"""Yandex names a goal's columns `Conversions_20002_LSCCD`, `Revenue_20002_LSCCD`."""
_LEADING: Final = re.compile(
    r"^(название|назв|наименование|наим|имя|total|sum of|sum|of|no of|number of|metrics|segments|количество|кол во"
    r"|число|всего|общий|общее|общая|общие|сумма) "
)
_TRAILING: Final = re.compile(
    r" (name|название|total|all|count|всего|шт|итого|sum|факт|фактический|actual|(?:с|без|включая|с учетом) ндс"
    r"|(?:incl|excl) vat)$"
)
_ASIDE: Final = re.compile(r"\s*\([^()]*\)")
"""What a header says in brackets: `Конверсии (все цели)`, `Clicks (destination)`."""
_WRAPPER: Final = re.compile(
    r"^(?:metrics|dimensions|stats|base|data|insights|attributes|segments|fields|properties|values)\."
)
"""Objects around the fields of an API's row."""
_CURRENCY_WORD: Final = re.compile(r" (?:руб|рублей|rub|usd|eur|евро|долл)\b")
_TARGET: Final = re.compile(r"^(?:target|goal|plan|planned|план|целевой|целевая|целевое|цель|плановый|плановая) (.+)$")
_CATALOGUE_RANK: Final = 200
"""Words of platforms yield to the words of everybody."""
_DECORATED_RANK: Final = 1000
"""A header understood only after stripping decoration yields to one that is the plain word."""


@dataclass(frozen=True, kw_only=True)
class Columns:
    """Which column holds which field."""

    headers: tuple[str, ...]
    """As in the file; repeated names carry a number: `clicks`, `clicks (2)`."""
    positions: dict[str, int]
    """Field to column number. `target:cpa` is a goal for that metric."""
    unused: tuple[str, ...] = ()
    """Understood, but another column holds the same field."""
    unknown: tuple[str, ...] = ()
    """Nobody has a word for them, or another column of measures or names has taken it: they are kept as they are."""
    currency: str = ""
    """Named by a money column's header: `Amount spent (USD)`."""
    percent: frozenset[str] = frozenset()
    """Fields whose header says per cent."""
    mapped: frozenset[str] = frozenset()
    """Fields that a person has named."""
    won: tuple[str, ...] = ()
    """Stages of deals that a person has called won."""
    own: tuple[str, ...] = ()
    """Headers that a person wants under their own names."""
    aside: tuple[str, ...] = ()
    """Headers that a person does not want."""
    parts: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Measures that several columns make up together; each of these is kept under its own name too."""
    assumed: frozenset[str] = frozenset()
    """Fields that nobody has named: the figures of their columns are like them."""

    def has(self, *fields: str) -> bool:
        """Whether every one of the fields has a column."""
        return all(field in self.positions for field in fields)

    def of_role(self, *roles: str) -> list[str]:
        """Recognised fields of these roles, in the file's order."""
        return [name for name in sorted(self.positions, key=self.positions.__getitem__) if ROLE.get(name) in roles]

    def taking(self, found: Mapping[str, str]) -> "Columns":
        """The columns with unknown headers taken for fields; a header that held one of them is unknown from now on."""
        left = (header for header in self.unknown if header not in found.values())
        given_up = (self.headers[self.positions[name]] for name in found if name in self.positions)
        return replace(
            self,
            positions={**self.positions, **{name: self.headers.index(header) for name, header in found.items()}},
            unknown=(*left, *given_up),
        )

    @property
    def recognised(self) -> dict[str, str]:
        """Header to field, in the file's order."""
        ordered = sorted(self.positions.items(), key=lambda item: item[1])
        return {self.headers[position]: field for field, position in ordered}


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
    plain = _CURRENCY_WORD.sub("", plain_header(_ASIDE.sub("", unwrapped(header))))
    return _TRAILING.sub("", plain if of_money else _LEADING.sub("", plain))


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
                known.setdefault(plain_header(word), ("aside" if name == "known" else name, _CATALOGUE_RANK + rank))
    return known


def words_of(fields: Collection[str]) -> dict[str, str]:
    """Plain words of some fields, each to its field."""
    return {word: name for word, (name, _rank) in _words().items() if name in fields}


@cache
def _own_words(plain: frozenset[str]) -> dict[str, tuple[str, int]]:
    """Words that mean something else in the export of a platform whose telling headers stand here."""
    found: dict[str, tuple[str, int]] = {}
    for catalogue in catalogues():
        if catalogue.first and len(plain & set(map(plain_header, catalogue.telling))) >= catalogue.enough:
            for name, words in catalogue.fields.items():
                for rank, word in enumerate(words):
                    found.setdefault(plain_header(word), ("aside" if name == "known" else name, rank - _CATALOGUE_RANK))
    return found


@cache
def field_of(header: str) -> tuple[str, int] | None:
    """The field of one header with the rank of its word, or None when nobody has told us what it is."""
    found = _named_by(header)
    if found and found[0] in _COUNTS and header_currency(header):  # "Оплаты, руб" are what was paid
        return ("revenue", found[1] + _DECORATED_RANK) if found[0] == "conversions" else None
    return found


_COUNTS: Final = ("impressions", "clicks", "leads", "conversions")


def _named_by(header: str) -> tuple[str, int] | None:
    words, known = plain_header(header), _words()
    if not words or (words in known and not ("/" in header and ROLE.get(known[words][0]) == "measure")):
        return known.get(words)
    if unwrapped(header) != header:
        return field_of(unwrapped(header))
    goal, leads = _GOAL.match(words), field_of(of_leads(header))
    if goal or (leads and leads[0] == "conversions"):
        return goal[1] if goal else "leads", _DECORATED_RANK
    bare = _CURRENCY_WORD.sub("", words)
    for stripped in (bare, _LEADING.sub("", bare), _TRAILING.sub("", bare), plain_header(_ASIDE.sub("", header))):
        if stripped in known:
            name, rank = known[stripped]
            return name, rank + _DECORATED_RANK
    target = _TARGET.match(words)
    if target and target[1] in known and ROLE[known[target[1]][0]] in {"measure", "ratio"}:
        return f"target:{known[target[1]][0]}", 0
    return None


def resolve(cells: Sequence[str], mapping: Mapping[str, str]) -> Columns:
    """Assigns fields to the columns of a header row; what the user mapped goes first.

    Raises:
        InvalidInput: the mapping names a header or a field that does not exist.
    """
    headers = numbered(cells)
    positions = mapped_in(headers, {name: header for name, header in mapping.items() if name not in LISTS})
    mapped = frozenset(positions)
    apart = {name: positions_in(headers, mapping.get(name, "")) for name in (OWN, ASIDE)}
    meant = _meant(cells, {*positions.values(), *apart[OWN], *apart[ASIDE]})
    for one in meant:
        if one.field != ASIDE:
            positions.setdefault(one.field, one.position)
    _give_seconds(cells, meant, positions)
    used = set(positions.values())
    unused = {one.position for one in meant if one.position not in used and not _is_spare(headers, one)}
    return Columns(
        headers=headers,
        positions=positions,
        unused=tuple(headers[position] for position in sorted(unused)),
        unknown=tuple(header for place, header in enumerate(headers) if header and place not in unused | used),
        currency=_currency(cells, positions),
        percent=frozenset(name for name, p in positions.items() if "%" in cells[p]),
        mapped=mapped,
        won=listed(mapping.get(WON, "")),
        own=tuple(headers[position] for position in apart[OWN]),
        aside=tuple(headers[position] for position in apart[ASIDE]),
    )


class _Meant(NamedTuple):
    """A column and the field that its header names; of several of one field the first in order is it."""

    rank: int
    in_currency: bool
    position: int
    field: str


def _meant(cells: Sequence[str], taken: Collection[int]) -> list[_Meant]:
    """What the headers of the columns that are not taken yet mean, the best word first."""
    own = _own_words(frozenset(map(plain_header, cells)))
    found: list[_Meant] = []
    for position, header in enumerate(cells):
        known = own.get(plain_header(header)) or field_of(header) if header.strip() and position not in taken else None
        if known:
            name, rank = known
            found.append(_Meant(rank, bool(header_currency(header)), position, name))
    return sorted(found)


def _is_spare(headers: Sequence[str], one: _Meant) -> bool:
    """Whether it is another column of a field that a file may have several of: "Bookings" and "Deals"."""
    first = plain_name(re.sub(r" \(\d+\)$", "", headers[one.position])) not in map(plain_name, headers[: one.position])
    return first and (one.field == "channel" or ROLE.get(one.field) in ("measure", "trait", "slice"))


def _give_seconds(cells: Sequence[str], meant: Sequence[_Meant], positions: dict[str, int]) -> None:
    """A column whose field another one holds takes its second meaning: "Продажи" beside "Выручка" are counted sales."""
    used = set(positions.values())
    for one in meant:
        other = SECOND_MEANINGS.get(_TRAILING.sub("", plain_header(cells[one.position])))
        if other and one.position not in used:
            positions.setdefault(other, one.position)


def numbered(cells: Sequence[str]) -> tuple[str, ...]:
    """Headers without line breaks; repeated names carry a number."""
    headers = [" ".join(cell.split()) for cell in cells]
    times: dict[str, Iterator[int]] = defaultdict(lambda: count(1))
    return tuple(f"{one} ({n})" if one and (n := next(times[one])) > 1 else one for one in headers)


def _currency(cells: Sequence[str], positions: Mapping[str, int]) -> str:
    money = (positions[name] for name in ("spend", "revenue", "cpa", "budget", "profit") if name in positions)
    return next(filter(None, (header_currency(cells[position]) for position in money)), "")
