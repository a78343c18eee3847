"""How figures are written in the columns of a table: decimal marks, shares, millionths, currencies, tax."""

import re
from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pandas as pd

from ingest.files import amounts, derive
from ingest.files.amounts import Cells, DecimalMark
from ingest.files.catalogues import catalogues
from ingest.files.currencies import currencies_in, header_currency
from ingest.files.field_names import plain_header
from ingest.files.headers import Columns
from ingest.files.layout import Layout

MONEY: Final = frozenset({"spend", "revenue", "cpc", "cpm", "cpa", "cpl", "aov", "profit", "budget"})
EXAMPLES: Final = 5_000
"""Different cells of a column that are looked at to decide its notation."""
_MICROS: Final = re.compile(r"\bmicros?\b")
_PERCENT_ROI: Final = 30.0
"""A median ROI above this (3000 %) is taken for per cent."""


def examples(sample: pd.DataFrame, position: int) -> Cells:
    """Different cells of one column, at most some thousand."""
    different: Cells = pd.unique(sample[position].to_numpy(dtype=object))
    return different[:EXAMPLES]


def written(
    layout: Layout,
    columns: Columns,
    measures: Mapping[str, int],
    ratios: Mapping[str, int],
    sample: pd.DataFrame,
    own: Mapping[str, int],
) -> dict[str, Any]:
    """How all figures are written: `decimals`, `per_cent` and `micros` of a shape; own columns by their headers."""
    numeric = {**measures, **ratios, **own}
    return {
        "decimals": decimals(layout, columns, numeric, sample),
        "per_cent": per_cent(columns, ratios, sample),
        "micros": micros(columns, numeric) | micros_by_cells(columns, measures, sample),
    }


def decimals(
    layout: Layout, columns: Columns, numeric: Mapping[str, int], sample: pd.DataFrame
) -> dict[str, DecimalMark]:
    """Each column's decimal mark; one whose cells do not tell has that of the others."""
    own = {name: amounts.decimal_mark(examples(sample, position)) for name, position in numeric.items()}
    known = [mark for mark in own.values() if mark]
    russian = layout.delimiter != "," and any("а" <= letter <= "я" for letter in "".join(columns.headers).casefold())
    common: DecimalMark = max(set(known), key=known.count) if known else "," if russian else "."
    return {name: mark or common for name, mark in own.items()}


def per_cent(columns: Columns, ratios: Mapping[str, int], sample: pd.DataFrame) -> frozenset[str]:
    """Cells with their own sign are divided anyway; this is for columns that leave the sign out."""
    found = set(columns.percent & ratios.keys())
    for name, position in ratios.items():
        cells = examples(sample, position)
        read = amounts.read(cells)
        known = read.values[~np.isnan(read.values) & ~read.percent]
        if len(known) and (
            (name in derive.SHARES and known.max() > 1) or (name == "roi" and np.median(known) > _PERCENT_ROI)
        ):
            found.add(name)
    return frozenset(found)


def micros(columns: Columns, numeric: Mapping[str, int]) -> frozenset[str]:
    """Columns in millionths: their header says so, or their platform gives them so."""
    stands = set(map(plain_header, columns.headers))
    unsaid = {
        plain_header(header)
        for one in catalogues()
        if not one.first or len(stands & set(map(plain_header, one.telling))) >= one.enough
        for header in one.micros
    }
    return frozenset(
        name
        for name, position in numeric.items()
        if _MICROS.search(plain := plain_header(columns.headers[position])) or plain in unsaid
    )


def micros_by_cells(columns: Columns, measures: Mapping[str, int], sample: pd.DataFrame) -> frozenset[str]:
    """Sums that can only be in millionths: all of whole hundredths, and more a click than one costs in any money."""
    counted = next((measures[name] for name in ("clicks", "impressions") if name in measures), None)
    if counted is None:
        return frozenset()
    counts = amounts.parse(sample[counted].to_numpy(dtype=object)).values
    found: set[str] = set()
    for name in ("spend", "revenue"):
        cells = sample[measures[name]].to_numpy(dtype=object) if name in measures else np.empty(0, dtype=object)
        if not len(cells) or not all(cell.strip("- ").isdigit() or not cell.strip("- ") for cell in cells[:EXAMPLES]):
            continue
        sums = amounts.parse(cells).values
        known = ~np.isnan(sums) & (sums != 0)
        clicked = known & (counts > 0)  # what was bought without a click, as on television, has no price of one
        if clicked.sum() < _FEWEST or (sums[known] % _HUNDREDTH).any():
            continue
        if found or sums[clicked].sum() > _TOO_DEAR * counts[clicked].sum():
            found.add(name)
    return frozenset(found)


def said_notes(
    columns: Columns, measures: Mapping[str, int], sample: pd.DataFrame, currency: str
) -> list[tuple[str, dict[str, Any]]]:
    """What no header says of the sums: their currency, and that they are in millionths."""
    tiny = sorted(micros_by_cells(columns, measures, sample) - micros(columns, measures))
    headers = ", ".join(columns.headers[measures[name]] for name in tiny)
    told = [("files-note-millionths", {"headers": headers})] if tiny else []
    return [*_shared_note(columns, measures, sample, currency), *told]


_HUNDREDTH: Final = 10_000
"""Of a unit, in millionths: platforms round money to that."""
_FEWEST: Final = 2
"""Rows from which such sums are no chance."""
_TOO_DEAR: Final = 100_000.0
"""A click in no currency that campaigns are billed in costs so much; a view does neither."""


def one_currency(columns: Columns) -> Columns:
    """The columns without sums whose header names another currency than the file's: added up they would be neither."""
    foreign = (
        name
        for name in ("spend", "revenue")
        if columns.has(name) and header_currency(columns.headers[columns.positions[name]]) not in ("", columns.currency)
    )
    return columns.giving_up(*foreign)


def _shared_note(
    columns: Columns, measures: Mapping[str, int], sample: pd.DataFrame, usual: str
) -> list[tuple[str, dict[str, Any]]]:
    """Says which sums are taken to be in the currency that another column's header names, when it is not the usual."""
    unsaid = [
        columns.headers[place]
        for name, place in measures.items()
        if name in MONEY and not header_currency(columns.headers[place])
    ]
    told, _mixed = signs({name: place for name, place in measures.items() if columns.headers[place] in unsaid}, sample)
    if columns.currency in ("", usual) or not unsaid or told or columns.has("currency"):
        return []
    return [("files-note-currency-shared", {"headers": ", ".join(unsaid), "currency": columns.currency})]


def signs(numeric: Mapping[str, int], sample: pd.DataFrame) -> tuple[str, int | None]:
    """The currency that amounts name, and the column in which they name several."""
    money = sorted(MONEY & numeric.keys(), key=numeric.__getitem__)
    agreed, mixed = currencies_in({name: examples(sample, numeric[name])[:200] for name in money})
    return agreed, numeric.get(mixed)


def vat(columns: Columns, measures: Mapping[str, int]) -> bool | None:
    """Whether the header of the costs says that tax is in them; None when it does not say."""
    header = columns.headers[measures["spend"]].casefold() if "spend" in measures else ""
    said = {"без ндс": False, "excl. vat": False, "ex vat": False, "с ндс": True, "incl. vat": True, "with vat": True}
    return next((included for words, included in said.items() if words in header), None)
