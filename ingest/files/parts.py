"""Several columns of one measure, told apart by what they are of: parts that are added up, or one thing said twice.

Revenue of cards and revenue of training are one revenue; with a tax and without, ordered and paid are no parts. What
words can't tell figures do: nothing is added that repeats another column or holds the sum of others.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import permutations
from typing import Final

import numpy as np
import pandas as pd

from ingest.files.channel_columns import WhoseMeasure, whose_and_measure
from ingest.files.column_sums import is_sum, repeats
from ingest.files.currencies import header_currency, without_currency
from ingest.files.field_names import plain_header, words_of
from ingest.files.header_words import VAGUE_SUMS
from ingest.files.headers import Columns
from ingest.files.mapping import listed, plain_name
from ingest.files.notation import MONEY
from ingest.files.own import OwnColumn, own_columns
from ingest.files.reshape import is_measure, name_of
from ingest.files.stems import beginnings
from ingest.files.word_kinds import says

_WHOLES: Final = ("impressions", "clicks", "spend", "leads", "conversions", "revenue")
_LEAST: Final = frozenset({"revenue"})
"""Of several states of one thing the last counts: what is paid, not what was ordered. Of the others the first."""
_NEARLY_ALL: Final = 0.98
_ENOUGH: Final = 10
"""Rows from which it tells that one column never has more than another."""


@dataclass(frozen=True, kw_only=True)
class SaidParts:
    """A mapping of which each field has one header, and what was said to be added up."""

    mapping: Mapping[str, str]
    parts: Mapping[str, tuple[str, ...]]
    """Field to headers."""


def said_parts(mapping: Mapping[str, str], headers: Sequence[str]) -> SaidParts:
    """Reads what a person has named to be added up: `--map revenue="Cards;Training"`."""
    known = {plain_name(header): header for header in headers}
    parts = {}
    for name, text in mapping.items():
        found = [known[one] for part in listed(text) if (one := plain_name(part)) in known]
        if name in _WHOLES and ";" in text and plain_name(text) not in known and found:
            parts[name] = tuple(dict.fromkeys(found))
    return SaidParts(mapping={**mapping, **{name: found[0] for name, found in parts.items()}}, parts=parts)


def with_parts(columns: Columns, sample: pd.DataFrame, said: Mapping[str, tuple[str, ...]]) -> Columns:
    """The columns with measures that several of them make up together.

    Args:
        columns: of a header row.
        sample: the first rows below it.
        said: what a person has said to be added up, field to headers.
    """
    for name, headers in said.items():
        columns = _adding(columns, name, headers)
    if columns.has("order_id") or columns.has("budget"):
        return columns
    for name in _WHOLES:
        if name not in columns.mapped:
            columns = _with_whole(columns, sample, name)
    return columns


def _adding(columns: Columns, name: str, headers: Collection[str]) -> Columns:
    places = tuple(place for place, header in enumerate(columns.headers) if header in headers)
    codes = [code for place in places if (code := header_currency(columns.headers[place]))]
    kept = {*columns.unknown, *headers}
    return replace(
        columns,
        positions={**columns.positions, name: places[0]},
        parts={**columns.parts, name: places} if len(places) > 1 else columns.parts,
        unknown=tuple(header for header in columns.headers if header in kept) if len(places) > 1 else columns.unknown,
        currency=columns.currency or (codes[0] if codes and name in MONEY else ""),
    )


def _with_whole(columns: Columns, sample: pd.DataFrame, name: str) -> Columns:
    found = _columns_of(columns, sample, name)
    parts = [one for one, named in found if not named.says("state")]
    if len(parts) > 1:
        return _with_sum(columns, name, parts)
    if len(found) > 1 and not columns.has(name):
        won = [one for one, _named in found if says("won", plain_header(one.header))]
        if name == "conversions" and len(won) == 1:
            return _taking(columns, name, won[0])
        order = sorted((one for one, _named in found), key=lambda one: float(np.nansum(one.figures)))
        return _taking(columns, name, order[0] if name in _LEAST else order[-1])
    return columns


def _columns_of(columns: Columns, sample: pd.DataFrame, name: str) -> list[tuple[OwnColumn, WhoseMeasure]]:
    """The columns whose headers name one measure and what it is of; none where a column is the measure outright."""
    headers = _part_headers(columns, name)
    if len(headers) < 2:
        return []
    others = {field: place for field, place in columns.positions.items() if field != name}
    free = replace(columns, positions=others, unknown=tuple(headers))
    kept = {*columns.own, *columns.aside}
    found = [
        (one, headers[one.header])
        for one in own_columns(free, sample, columns.currency).kept
        if one.header in headers and one.header not in kept and not one.is_loss
    ]
    return [(one, said) for one, said in found if (one.kind == "money") == (name in MONEY) and not said.says("apart")]


def _part_headers(columns: Columns, name: str) -> dict[str, WhoseMeasure]:
    """Headers that nothing else is known of and that name what of one measure they are."""
    held = columns.headers[columns.positions[name]] if columns.has(name) else ""
    if held and _of_part(held) is None:
        return {}
    open_headers = (header for header in columns.headers if header == held or header in columns.unknown)
    return {header: said for header in open_headers if (said := _part_of(name, header)) is not None}


def _part_of(name: str, header: str) -> WhoseMeasure | None:
    said = _of_part(header)
    if said is None or name_of(said.measure) != name or plain_header(said.measure).startswith(_OF_EVENTS):
        return None
    return None if plain_header(said.measure) in VAGUE_SUMS else said


_OF_EVENTS: Final = ("conv", "конв", "result", "резул", "goal", "цел", "достиж", "action", "действ")
"""What is counted under such words is told by what stands beside them: purchases and page visits are no parts."""


_IN_BRACKETS: Final = re.compile(r"([^()]*[^()\s])\s*\(([^()]*[^\W\d_][^()]*)\)\s*")
_ALL: Final = frozenset("all total overall всего все итого общая общий общие".split())


def _of_part(header: str) -> WhoseMeasure | None:
    """What of a measure a header names; None where it is the measure outright, or none.

    >>> _of_part("Revenue (new)"), _of_part("Revenue (all)"), _of_part("Amount spent (USD)")
    (WhoseMeasure(whose='new', measure='Revenue'), None, None)
    """
    aside = _IN_BRACKETS.fullmatch(without_currency(header))
    if aside is None or not is_measure(aside[1]):
        return whose_and_measure(header)
    outright = plain_header(header) in words_of([name_of(aside[1])]) or set(plain_header(aside[2]).split()) & _ALL
    return None if outright else WhoseMeasure(whose=aside[2], measure=aside[1])


def _with_sum(columns: Columns, name: str, found: Sequence[OwnColumn]) -> Columns:
    whole = next(
        (one for one in found if is_sum(one.figures, [other.figures for other in found if other is not one])), None
    )
    if whole is not None and len(found) > 2:
        return _taking(columns, name, whole)
    paid = _named_like_money(columns, found) if name == "conversions" else []
    if len(paid) == 1:
        return _taking(columns, name, paid[0])
    parts: list[OwnColumn] = []
    for one in found:
        if not any(repeats(other.figures, one.figures) for other in parts):
            parts.append(one)
    if len(parts) == 1 or (name in _NESTED and _are_steps(parts)):
        largest = max(parts, key=lambda one: float(np.nansum(one.figures)))
        return columns if columns.has(name) else _taking(columns, name, largest)
    return _adding(columns, name, [one.header for one in parts])


def _named_like_money(columns: Columns, found: Sequence[OwnColumn]) -> list[OwnColumn]:
    """Those whose header shares a word with the money's: "Sold jobs" beside "Sold $" are what is paid, not "Booked"."""
    if not columns.has("revenue"):
        return []
    money = beginnings(columns.headers[columns.positions["revenue"]])
    return [one for one in found if beginnings(one.header) & money]


_NESTED: Final = frozenset({"impressions", "clicks", "conversions"})
"""What platforms count in several ways, each within another: clicks on links are clicks too."""


def _are_steps(parts: Sequence[OwnColumn]) -> bool:
    """Whether one column never has more than another, as if it were counted within."""
    return any(
        bool((one.figures[known] <= other.figures[known]).mean() >= _NEARLY_ALL)
        for one, other in permutations(parts, 2)
        if (known := ~np.isnan(one.figures) & ~np.isnan(other.figures) & (other.figures > 0)).sum() >= _ENOUGH
    )


def _taking(columns: Columns, name: str, one: OwnColumn) -> Columns:
    if columns.has(name) and columns.positions[name] == one.position:
        return columns
    return replace(
        columns.taking({name: one.header}),
        currency=columns.currency or (header_currency(one.header) if name in MONEY else ""),
        assumed=columns.assumed | {name},
    )
