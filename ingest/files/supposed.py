"""Columns whose header names a measure among words that nobody knows, or whose figures a ratio beside them proves.

Each is taken where nothing else in the table may be that measure, and said so in the report of the load.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import numpy as np
import pandas as pd

from ingest.files import amounts
from ingest.files.amounts import Numbers
from ingest.files.channel_columns import channel_and_measure
from ingest.files.column_sums import is_sum, repeats
from ingest.files.currencies import header_currency
from ingest.files.field_names import DECORATED_RANK, LONGEST_HEADER, field_of, plain_header
from ingest.files.header_words import ROLE, VAGUE_SUMS
from ingest.files.headers import Columns
from ingest.files.notation import EXAMPLES, MONEY
from ingest.files.own import OwnColumn, own_columns
from ingest.files.plan import plan_columns
from ingest.files.rated import agrees
from ingest.files.stems import stemmed
from ingest.files.word_kinds import says

_COUNTS: Final = ("impressions", "clicks", "leads", "conversions")
_PARTS: Final[Mapping[str, tuple[str, str]]] = {
    "cpc": ("spend", "clicks"),
    "cpm": ("spend", "impressions"),
    "cpl": ("spend", "leads"),
    "cpa": ("spend", "conversions"),
    "drr": ("spend", "revenue"),
    "roas": ("revenue", "spend"),
    "aov": ("revenue", "conversions"),
    "ctr": ("clicks", "impressions"),
    "conversion_rate": ("conversions", "clicks"),
    "lead_rate": ("leads", "clicks"),
}
"""What each ratio divides by what."""
_OTHERS: Final = ("loss", "step", "apart", "planned", "limit", "days", "number", "rank", "share", "average")
"""Kinds of words that make of a measure another one."""


def with_proved(columns: Columns, sample: pd.DataFrame) -> Columns:
    """The columns with those measures that a ratio beside them leaves no choice of: spend over "Конвы" is the CPA."""
    for ratio, parts in _PARTS.items():
        lacking = [name for name in parts if not columns.has(name)]
        if not columns.has(ratio) or len(lacking) != 1 or lacking[0] in columns.mapped:
            continue
        rate = _figures(columns, sample, ratio)
        known = {name: _figures(columns, sample, name) for name in parts if name not in lacking}
        free = own_columns(columns, sample, columns.currency)
        found = [
            one
            for one in (*free.kept, *(free.priced if lacking[0] in MONEY else ()))
            if one.header not in columns.own and agrees(rate, *(known.get(name, one.figures) for name in parts))
        ]
        if len(found) == 1:
            asked = ratio == "cpa" and _spoken_of(found[0]) == "leads" and not columns.has("leads")
            columns = _taking(columns, {"leads" if asked else lacking[0]: found[0]})
    return columns


def with_price_of_leads(columns: Columns, sample: pd.DataFrame) -> Columns:
    """The columns with a "CPA" as the price of a lead where it is that: no conversions follow from it."""
    at = columns.positions
    if not columns.has("cpa", "spend", "leads") or at.keys() & {"cpl", "conversions"} or "cpa" in columns.mapped:
        return columns
    if not agrees(*(_figures(columns, sample, name) for name in ("cpa", "spend", "leads"))):
        return columns
    return replace(columns, positions={"cpl" if name == "cpa" else name: place for name, place in at.items()})


def with_only(columns: Columns, sample: pd.DataFrame, *names: str) -> Columns:
    """The columns with those of some measures that one header alone speaks of, whatever else it says."""
    beside = columns.positions.keys() & (set(_COUNTS) if "conversions" in names else {*_COUNTS, "spend", "revenue"})
    if columns.has("order_id") or not (beside or "spend" in names):
        return columns
    found: dict[str, list[OwnColumn]] = {}
    for one in own_columns(columns, sample, columns.currency).kept:
        name = _spoken_of(one)
        of_calls = name == "leads" and says("call", plain_header(one.header))  # who calls whom is not said
        if name in names and name not in columns.positions and one.header not in columns.own and not of_calls:
            found.setdefault(name, []).append(one)
    only = {name: left for name, listed in found.items() if len(left := _likeliest(name, listed)) == 1}
    if "impressions" in only and _is_outnumbered(only["impressions"][0], columns, sample):
        del only["impressions"]
    return _taking(columns, {name: listed[0] for name, listed in only.items()})


def _is_outnumbered(shown: OwnColumn, columns: Columns, sample: pd.DataFrame) -> bool:
    """Whether what is shown is less than what is counted beside it: flats are shown to those who asked."""
    own = [one for one in own_columns(columns, sample, columns.currency).kept if one.kind == "count"]
    done = [one.figures for one in own if not says("event", plain_header(one.header))]  # followers may be more
    known = [_figures(columns, sample, name) for name in _COUNTS if columns.has(name)]
    return any(float(np.nansum(one)) > float(np.nansum(shown.figures)) for one in (*done, *known))


def with_requests(columns: Columns, sample: pd.DataFrame) -> Columns:
    """The columns with all requests as leads where calls and forms stand apart: their total, or else both together."""
    if "leads" in columns.mapped or columns.parts.get("leads") or columns.has("order_id"):
        return columns
    held = [columns.headers[columns.positions["leads"]]] if columns.has("leads") else []
    free = columns.giving_up("leads") if held else columns
    listed = [
        one
        for one in own_columns(free, sample, columns.currency).kept
        if (_names_requests(one) or one.header in held) and one.header not in (*columns.own, *columns.aside)
    ]
    totals = [one for one in listed if is_sum(one.figures, others := _others(one, listed)) and others]
    if len(totals) == 1:
        return columns.taking({"leads": totals[0].header}) if totals[0].header not in held else columns
    plain = [one for one in listed if not says("state", plain_header(one.header))]
    if (
        any(map(_is_outright, plain))
        or len(plain) != len(_FORMS)
        or len({_form(one) for one in plain}) != len(_FORMS)
        or _is_nested(plain)
    ):
        return columns
    places = tuple(sorted(one.position for one in plain))
    unknown = {*free.unknown, *(one.header for one in plain)}
    return replace(
        columns,
        positions={**free.positions, "leads": places[0]},
        parts={**columns.parts, "leads": places},
        unknown=tuple(header for header in columns.headers if header in unknown),
    )


_FORMS: Final = ("calls", "forms")


def _form(one: OwnColumn) -> str:
    """How somebody asked: by telephone, or in writing."""
    return "calls" if says("call", plain_header(one.header)) else "forms"


def _is_outright(one: OwnColumn) -> bool:
    """Whether a header is the word for requests and no more: then they are it, whatever stands beside them."""
    known = field_of(one.header)
    return known is not None and known[1] < DECORATED_RANK


def _names_requests(one: OwnColumn) -> bool:
    known = field_of(one.header)
    return one.kind == "count" and (known[0] if known else _spoken_of(one)) == "leads"


def _others(one: OwnColumn, listed: list[OwnColumn]) -> list[Numbers]:
    return [other.figures for other in listed if other is not one]


def _is_nested(listed: list[OwnColumn]) -> bool:
    """Whether one column has nowhere more than another: it may be a part of it."""
    first, second = (np.nan_to_num(one.figures) for one in listed)
    return bool((first <= second).all() or (second <= first).all())


def with_spent_budget(columns: Columns) -> Columns:
    """The columns with a budget as the spend of a table of facts that has none: "Бюджет РК" beside clicks and leads."""
    at = dict(columns.positions)
    facts = at.keys() & set(_COUNTS)
    if "budget" not in at or "spend" in at or not facts or columns.mapped & {"budget", "spend"}:
        return columns
    if _is_planned(columns, "budget"):
        return columns
    at["spend"] = at.pop("budget")
    return replace(columns, positions=at, assumed=columns.assumed | {"spend"})


_VAGUE_NAMES: Final = frozenset({"наименование", "название", "name", "позиция", "item"})


def without_vague(columns: Columns) -> Columns:
    """The columns without a spend that may as well be an income: "Сумма" beside nothing but a day and a name."""
    at = columns.positions
    if set(columns.of_role("measure")) != {"spend"} or "spend" in columns.mapped:
        return columns
    named = {plain_header(columns.headers[at[name]]) for name in columns.of_role("identity", "slice", "finer", "ratio")}
    if plain_header(columns.headers[at["spend"]]) not in VAGUE_SUMS or not named or not named <= _VAGUE_NAMES:
        return columns
    return columns.giving_up("spend")


def without_plans(columns: Columns) -> Columns:
    """The columns of a table of facts with what it plans under the headers' own names."""
    measures = {name for name in columns.of_role("measure") if name not in ("engagement_score",)}
    at = columns.positions
    plans = [name for name in at if name.startswith("target:") or (name == "budget" and _is_planned(columns, name))]
    if not measures or not plans or columns.mapped & {*plans} or plan_columns(columns):
        return columns
    found = columns.giving_up(*plans)
    return replace(found, unknown=tuple(one for one in columns.headers if one in found.unknown))


def _is_planned(columns: Columns, name: str) -> bool:
    return says("planned", plain_header(columns.headers[columns.positions[name]]))


def _figures(columns: Columns, sample: pd.DataFrame, name: str) -> Numbers:
    cells = sample[columns.positions[name]].to_numpy(dtype=object)
    return amounts.read(cells, pd.unique(cells)[:EXAMPLES]).values


def _spoken_of(one: OwnColumn) -> str:
    """The measure that a header of unknown words speaks of; empty where it is another one, or a channel's."""
    if len(one.header) > LONGEST_HEADER:
        return ""
    plain = plain_header(one.header)
    said = stemmed(one.header)
    whose = channel_and_measure(one.header)
    if any(says(kind, plain) for kind in _OTHERS) or (whose is not None and whose.is_known):
        return ""
    name = said.field(of_money=bool(header_currency(one.header)) or said.is_of_advertising)
    return "" if ROLE.get(name) != "measure" or (name in MONEY) < (one.kind == "money") else name


def _likeliest(name: str, listed: list[OwnColumn]) -> list[OwnColumn]:
    """All requests before the qualified ones, and of deals those that were won."""
    later = [one for one in listed if says("state", plain_header(one.header))]
    plain = [one for one in listed if one not in later]
    if name in MONEY and all(repeats(listed[0].figures, one.figures) for one in listed[1:]):
        listed = sorted(listed, key=lambda one: float(np.nansum(one.figures)))  # a tax apart: all that is paid, no more
        return listed[:1] if name == "revenue" else listed[-1:]
    if len(listed) == 1:
        return listed
    return later if name == "conversions" else plain


def _taking(columns: Columns, found: Mapping[str, OwnColumn]) -> Columns:
    if not found:
        return columns
    named = next(filter(None, (header_currency(found[one].header) for one in ("spend", "revenue") if one in found)), "")
    return replace(
        columns.taking({name: one.header for name, one in found.items()}),
        currency=columns.currency or named,
        assumed=columns.assumed | frozenset(found),
    )
