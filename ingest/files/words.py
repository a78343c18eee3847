"""Text columns as codes: each different cell is looked at once, whatever the number of rows."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from ingest.files.amounts import BLANK, Cells, Mask, without_formula

Codes = npt.NDArray[np.intp]

_TOTAL: Final = re.compile(
    r"^(?:ttl|sum|summe|suma|somme|soma|somma|разом|усього|барлығы|жиыны)\s*:?$"
    r"|^(?:(?:grand\s+|sub)?totals?|итого|всего|общий итог|промежуточный итог)"
    r"(?:\s+(?:и|and|&)\s+(?:средн|average)\w*)?\s*:?$"
    r"|^(?:total|итого|всего)\s*(?::|rows\b|of\s+\d|from\s+\d|строк\b|for\b|за\b|по\b|с\s+\d|-|\w+:)"
    r"|^results? from \d|^результаты? (?:для|из) \d|^#(?!\w)|^©|^copyright\b"
    r"|^(?:totale?s?|gesamt|insgesamt|summe|total gene?ral|total geral)\s*(?::|$)"
    r"|^(?:toplam|genel toplam|razem|łącznie|totaal)\s*(?::|$)"
    r"|^(?:toplam|total|gesamt|razem)\s+\d+\s+\w+",
    re.IGNORECASE,
)
_SUBTOTAL: Final = re.compile(
    r"[\s:-](?:total|subtotal|итого?|всего)$|^(?:subtotal|total|итого|всего)\s+\S", re.IGNORECASE
)
_HIDDEN: Final = frozenset({"Cc", "Cs"})
_TURNERS: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u200e\u200f")


@dataclass(frozen=True, kw_only=True)
class Words:
    """A column of text: `values[codes]` are its cells."""

    codes: Codes
    values: Sequence[str]

    def cells(self) -> Cells:
        """One text per row."""
        return np.array(self.values, dtype=object)[self.codes]

    def where(self, test: Callable[[str], bool]) -> Mask:
        """Rows whose text passes."""
        return np.array([test(value) for value in self.values], dtype=bool)[self.codes]

    def mapped(self, change: Callable[[str], str]) -> "Words":
        """The same column with every text changed; texts that become equal share a code."""
        return _coded(self.codes, [change(value) for value in self.values])


def words(cells: Cells) -> Words:
    """Codes of a text column, cells cleaned of what can't be seen."""
    codes, different = pd.factorize(cells)
    return _coded(codes, [clean(cell) for cell in different])


def constant(value: str, rows: int) -> Words:
    """A column in which every cell is the same."""
    return Words(codes=np.zeros(rows, dtype=np.intp), values=[value])


def _coded(codes: Codes, texts: Sequence[str]) -> Words:
    merged, values = pd.factorize(np.array(texts, dtype=object))
    return Words(codes=merged[codes], values=list(values))


def clean(cell: str) -> str:
    """A text without control characters and without marks that turn its direction; everything else stays as it is."""
    cell = without_formula(cell)
    if cell.isprintable():
        return cell.strip()
    spaced = (" " if letter in "\t\r\n" else letter for letter in cell)
    kept = (letter for letter in spaced if letter not in _TURNERS and unicodedata.category(letter) not in _HIDDEN)
    return "".join(kept).strip()


def is_blank(text: str) -> bool:
    """Whether a cell says nothing."""
    return text.casefold() in BLANK


def is_total(text: str) -> bool:
    """Whether a cell announces a line of totals: `Итого`, `Total: Campaigns`, `Total rows: 28`.

    >>> is_total("Total: Account"), is_total("Total Wellness")
    (True, False)
    """
    return bool(_TOTAL.match(text))


def is_subtotal(text: str) -> bool:
    """Whether a text ends like the line below a group of a pivot table: `Brand Total`, `Бренд Итог`."""
    return bool(_SUBTOTAL.search(text))


def combined(columns: Sequence[Words]) -> tuple[Codes, Codes]:
    """Codes of different rows over several columns, and for each code the last row that has it."""
    codes = columns[0].codes
    for column in columns[1:]:
        codes, _different = pd.factorize(codes * np.intp(len(column.values)) + column.codes)
    codes, different = pd.factorize(codes)
    last = np.empty(len(different), dtype=np.intp)
    last[codes] = np.arange(len(codes))
    return codes, last
