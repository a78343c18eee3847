"""Columns in a trade's own words: figures that no catalogue knows, kept as measures of the workspace.

Only what adds up over days and campaigns is kept. An id, a rank, a share or a price is left aside, named with its kind.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

import numpy as np
import pandas as pd

from ingest.files import amounts
from ingest.files.amounts import Numbers
from ingest.files.currencies import header_currency, sign_of, without_currency
from ingest.files.field_names import field_of, in_full, plain_header
from ingest.files.headers import Columns
from ingest.files.notation import EXAMPLES
from ingest.files.own_names import free_word, is_standard_measure, title_of
from ingest.files.rated import is_price, is_rate, measured
from ingest.files.word_kinds import says
from ingest.files.words import is_blank

Kind = Literal["count", "money"]
_LOOKED_AT: Final = 200
_SOME: Final = 20
"""Rows from which it tells that no value repeats."""
_ID_DIGITS: Final = 6
_DIFFERENT: Final = 0.95
_AMOUNT: Final = 50.0
"""Fractions with a median below this may as well be shares, averages or scores."""
_DAY_NUMBERS: Final = (19_000_101, 21_001_231)
_YEARS: Final = (1990, 2100)


@dataclass(frozen=True, kw_only=True)
class OwnColumn:
    """A column that is kept under its own name."""

    header: str
    position: int
    kind: Kind
    word: str
    """What people call it: its header, plain."""
    title: str
    figures: Numbers
    """Its cells in the first rows."""
    is_loss: bool
    """It counts what went wrong: refunds, cancellations."""


@dataclass(frozen=True, kw_only=True)
class Sorted:
    """What becomes of the columns that nobody has a word for."""

    kept: tuple[OwnColumn, ...] = ()
    left: Mapping[str, str] = field(default_factory=dict)
    """Headers of figures that are not kept, each with its kind: `share`, `average`, `rank`, `number` ..."""
    priced: tuple[OwnColumn, ...] = ()
    """Those of them that are no sums by their words alone: a "Стоимость" may be a price or a cost."""

    @property
    def places(self) -> dict[str, int]:
        """The columns that are kept, by header."""
        return {one.header: one.position for one in self.kept}


_NO_SUMS: Final = ("share", "average", "rank", "standing", "number", "days")
_WINDOW: Final = re.compile(r"\b\d+ (?:days?|d|дн\w*)\b|\breal time\b|\b\d+d\b")
"""A window of attribution counts no days: `7 Day Total Units`."""
_COST_PER: Final = re.compile(r"\be?cp[a-z]{1,4}\b")
"""`CPE`, `CPMQL`: a cost per something."""
_PER_ONE: Final = re.compile(r"^\s*[$€₽£₸₺]\s*/")
"""`$/job`"""
_SHARE_SIGN: Final = re.compile(r"(?<!\d)\s?%")
"""`CTR, %` is a share; `Video plays to 25%` are counted plays."""


def own_columns(columns: Columns, sample: pd.DataFrame, currency: str) -> Sorted:
    """Sorts the columns without a word of ours: kept, left aside with a reason, or no figures at all.

    Args:
        columns: of the header row.
        sample: the first rows.
        currency: of the file's money, if it is known: money that says another one can't be kept beside it.
    """
    kept: list[OwnColumn] = []
    left: dict[str, str] = {}
    priced: list[OwnColumn] = []
    measures = measured(columns, sample)
    figures = _figures_of(columns, sample)
    for header, read in figures.items():
        position = columns.headers.index(header)
        reason = "" if header in columns.own else _reason(header, read)
        word = free_word(header, {one.word for one in kept})
        if reason == "average":
            priced.append(_column(header, position, read, word))
        if not reason and header not in columns.own and _is_ratio(header, figures, measures):
            reason = "average"
        foreign = bool(columns.currency) and not read.currency and _is_foreign(header)
        if currency and (foreign or read.currency not in ("", currency)):
            reason = "currency"
        if not reason and not word:
            reason = "description"
        if reason:
            left[header] = reason
        else:
            kept.append(_column(header, position, read, word))
    return Sorted(kept=tuple(kept), left=left, priced=tuple(priced))


def _figures_of(columns: Columns, sample: pd.DataFrame) -> "dict[str, _Read]":
    """The columns of figures that nobody has a word for, by header."""
    headers = [one for one in dict.fromkeys((*columns.unknown, *columns.own)) if one not in columns.aside]
    read = {one: _read(one, sample[columns.headers.index(one)].to_numpy(dtype=object)) for one in headers}
    return {header: one for header, one in read.items() if one is not None}


def _is_ratio(header: str, figures: "Mapping[str, _Read]", measures: Sequence[Numbers]) -> bool:
    """Whether a column is a measure by another one; of money also what one of anything costs."""
    asked = figures[header]
    if is_rate(asked.figures, measures):
        return True
    if not asked.currency:
        return False
    others = {other: one for other, one in figures.items() if other != header}
    counts = [one.figures for other, one in others.items() if not _is_money(other, one)]
    sums = [one.figures for other, one in others.items() if _is_money(other, one)]
    return is_price(asked.figures, [*sums, *measures], [*counts, *measures])


@dataclass(frozen=True, kw_only=True)
class _Read:
    figures: Numbers
    currency: str
    """That the header or the cells name."""
    per_cent: bool


def _read(header: str, cells: amounts.Cells) -> _Read | None:
    """The figures of a column; None where any cell is something else, or all are blank."""
    codes, different = pd.factorize(cells)
    blank = np.array([is_blank(cell.strip()) for cell in different], dtype=bool)
    filled = [cell.strip() for cell in different[~blank]]
    if not filled:
        return None
    read = amounts.read(different, filled[:EXAMPLES])
    if (read.bad & ~blank).any():
        return None
    signs = filter(None, (sign_of(cell) for cell in filled[:_LOOKED_AT]))
    named = header_currency(header) or next(signs, "")
    return _Read(figures=read.values[codes], currency=named, per_cent=bool(read.percent.any()))


def _reason(header: str, read: _Read) -> str:
    """Why a column of figures is no sum; empty where it is one."""
    plain = _WINDOW.sub("", plain_header(in_full(header)))
    if read.per_cent or _SHARE_SIGN.search(header):
        return "share"
    if says("limit", plain) and not says("cost", plain) and not says("planned", plain):
        return "standing"
    if _COST_PER.search(plain) or _PER_ONE.match(header):
        return "average"
    if says("planned", plain) and _is_repeated(read.figures):
        return "standing"
    told = next((kind for kind in _NO_SUMS if says(kind, plain) and not (kind == "number" and read.currency)), "")
    if not told and _is_quotient(header):
        told = "average"
    if told or _is_money(header, read):
        return told
    figures = read.figures[~np.isnan(read.figures)]
    reason = _reason_of_figures(figures, counted=says("counted", plain))
    return "" if reason == "number" and _names_measure(plain) else reason


def _is_repeated(figures: Numbers) -> bool:
    """Whether one figure stands in every row: it is no row's own."""
    return len(figures) >= _FEWEST_REPEATED and len(np.unique(figures[~np.isnan(figures)])) == 1


_FEWEST_REPEATED: Final = 5


def _names_measure(plain: str) -> bool:
    """Whether a header says what its figures count, so that they are no ids: "Competitor sales", "Продажи аптек"."""
    first, *more = plain.split()
    return bool(more) and (is_standard_measure(more[-1]) or is_standard_measure(first))


def _is_quotient(header: str) -> bool:
    """Whether a header names one thing by another, which is a measure: `Valor/conv.`."""
    above, _, below = without_currency(header).partition("/")
    same = (field_of(above) or ("",))[0] == (field_of(below) or ("",))[0]
    priced = bool(below.strip()) and says("cost", plain_header(above))
    return bool(above.strip()) and (priced or is_standard_measure(below)) and not same


def _reason_of_figures(figures: Numbers, *, counted: bool) -> str:
    whole = bool((figures == np.rint(figures)).all())
    if not whole:
        return "share" if not counted and float(np.median(np.abs(figures))) < _AMOUNT else ""
    lowest, highest = float(figures.min()), float(figures.max())
    if _DAY_NUMBERS[0] <= lowest and highest <= _DAY_NUMBERS[1]:
        return "days"
    if len(figures) > 1 and _YEARS[0] <= lowest and highest <= _YEARS[1]:
        return "days"
    digits = {len(str(int(abs(value)))) for value in np.unique(figures)}
    alike = len(digits) == 1 and min(digits) >= _ID_DIGITS
    repeats = len(figures) < _SOME or len(np.unique(figures)) < _DIFFERENT * len(figures)
    return "number" if alike or (not repeats and min(digits) >= _ID_DIGITS - 1) else ""


def _is_money(header: str, read: _Read) -> bool:
    plain = plain_header(header)
    named = says("money", plain) or says("cost", plain)
    return bool(read.currency) or (named and not _PIECES.search(header))


def _is_foreign(header: str) -> bool:
    """Whether a header says that its money is in another currency than the file's, and not in which."""
    plain = plain_header(header)
    return says("foreign", plain) and (says("money", plain) or says("cost", plain))


_PIECES: Final = re.compile(r"\bшт\b|\bpcs\b|\bqty\b|кол-во|количеств", re.IGNORECASE)
"""`Платежей, шт` are counted."""


def _column(header: str, position: int, read: _Read, word: str) -> OwnColumn:
    figures = read.figures[~np.isnan(read.figures)]
    fractions = bool((figures != np.rint(figures)).any())
    return OwnColumn(
        header=header,
        position=position,
        kind="money"
        if _is_money(header, read) or (fractions and not says("counted", plain_header(header)))
        else "count",
        word=word,
        title=title_of(header),
        figures=read.figures,
        is_loss=says("loss", plain_header(header)),
    )
