"""Recognises column headers: which field each column holds, and which currency or percent sign its header names."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import count
from typing import Final, NamedTuple

from ingest.files.catalogues import catalogues
from ingest.files.currencies import header_currency
from ingest.files.field_names import ASIDE_SAID, CATALOGUE_RANK, TRAILING, field_of, plain_header
from ingest.files.header_words import ROLE, SECOND_MEANINGS
from ingest.files.mapping import ASIDE, LISTS, OWN, WON, listed, mapped_in, plain_name, positions_in


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

    def giving_up(self, *fields: str) -> "Columns":
        """The columns without some fields that they have; the headers that held them are unknown from now on."""
        return replace(
            self,
            positions={name: place for name, place in self.positions.items() if name not in fields},
            unknown=(*self.unknown, *(self.headers[self.positions[name]] for name in fields)),
        )

    @property
    def recognised(self) -> dict[str, str]:
        """Header to field, in the file's order."""
        ordered = sorted(self.positions.items(), key=lambda item: item[1])
        return {self.headers[position]: field for field, position in ordered}


@cache
def _own_words(plain: frozenset[str]) -> dict[str, tuple[str, int]]:
    """Words that mean something else in the export of a platform whose telling headers stand here."""
    found: dict[str, tuple[str, int]] = {}
    for catalogue in catalogues():
        if catalogue.first and len(plain & set(map(plain_header, catalogue.telling))) >= catalogue.enough:
            for name, words in catalogue.fields.items():
                for rank, word in enumerate(words):
                    found.setdefault(plain_header(word), ("aside" if name == "known" else name, rank - CATALOGUE_RANK))
    return found


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


_AMBIGUOUS: Final = 5000
"""A header that may mean something else yields to those that can't."""


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
            rank += _AMBIGUOUS if _second_meaning(header) else 0
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
        other = _second_meaning(cells[one.position])
        if other and one.position not in used:
            positions.setdefault(other, one.position)


def _second_meaning(header: str) -> str:
    """What a header may mean too, brackets and what trails aside: "Sales (30 days)"."""
    plain = TRAILING.sub("", plain_header(header))
    return SECOND_MEANINGS.get(plain) or SECOND_MEANINGS.get(plain_header(ASIDE_SAID.sub("", header)), "")


def numbered(cells: Sequence[str]) -> tuple[str, ...]:
    """Headers without line breaks; repeated names carry a number."""
    headers = [" ".join(cell.split()) for cell in cells]
    times: dict[str, Iterator[int]] = defaultdict(lambda: count(1))
    return tuple(f"{one} ({n})" if one and (n := next(times[one])) > 1 else one for one in headers)


def _currency(cells: Sequence[str], positions: Mapping[str, int]) -> str:
    money = (positions[name] for name in ("spend", "revenue", "cpa", "budget", "profit") if name in positions)
    return next(filter(None, (header_currency(cells[position]) for position in money)), "")
