"""Reads whole columns of numbers as people and platforms write them: `1 234,56 ₽`, `$500.00`, `16,86 %`, `--`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from ingest.files.currencies import SIGNS, WORDS, codes

DecimalMark = Literal[".", ","]
Cells = npt.NDArray[np.object_]
Numbers = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

BLANK: Final = frozenset(
    {
        "",
        "-",
        "--",
        "---",
        "–",
        "—",
        "−",
        "n/a",
        "na",
        "#n/a",
        "nan",
        "null",
        "none",
        "nil",
        "н/д",
        "нет данных",
        "нет",
        " --",
        "< 10",
        "<10",
        "na%",
        "undefined",
        "#div/0!",
        "#value!",
        "#ref!",
        "#name?",
        "#дел/0!",
        "#знач!",
        "#ссылка!",
        "#имя?",
        "#н/д",
        "k.a.",
        "s/d",
        "n/d",
    }
)
"""Cells that say "not known", in lower case. They are NULL, never zero."""

_PLAIN: Final = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?", re.IGNORECASE)
_COMMA_IS_DECIMAL: Final = re.compile(r"^[+-]?(?:0,\d+|\d*,\d{1,2}|\d*,\d{4,}|\d{4,},\d+|\d{1,3}(?:\.\d{3})+,\d+)$")
_DOT_IS_DECIMAL: Final = re.compile(r"^[+-]?(?:0\.\d+|\d*\.\d{1,2}|\d*\.\d{4,}|\d{4,}\.\d+|\d{1,3}(?:,\d{3})+\.\d+)$")
_THOUSANDS: Final = {
    ",": re.compile(r"^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$"),
    ".": re.compile(r"^[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?$"),
}
_SPACES: Final = dict.fromkeys(map(ord, " \u00a0\u202f\u2009\u2007'’`\t\r\n\u200b\ufeff\u200e\u200f"))
_APPROXIMATE: Final = dict.fromkeys(map(ord, "~≈"))
_SIGNS: Final = dict.fromkeys(ord(sign) for sign in SIGNS if len(sign) == 1) | {ord("−"): "-", ord("–"): "-"}
_STRIPPED: Final = {**_SPACES, **_SIGNS, **_APPROXIMATE}
_LAKHS: Final = re.compile(r"^[+-]?\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?$")
"""Thousands as India groups them: `1,23,456.50`."""
_LONG_SIGNS: Final = re.compile(r"R\$|US\$|C\$|A\$|HK\$")
_SHORTENED: Final = re.compile(r"^([-+()\d.,]*\d)(тыс|mln|mio|млн|млрд|bn|k|к|m|м|b)\.?([^\W\d_]*)\.?$", re.IGNORECASE)
_TIMES: Final = {
    **dict.fromkeys(("k", "к", "тыс"), 1e3),
    **dict.fromkeys(("m", "м", "mln", "mio", "млн"), 1e6),
    **dict.fromkeys(("bn", "b", "млрд"), 1e9),
}
_KOPECKS: Final = re.compile(r"^([-+]?\d+)(?:руб|р)\.?(\d{2})коп\.?$", re.IGNORECASE)
_AS_TEXT: Final = re.compile(r'^="(.*)"$', re.S)
"""How programs keep Excel from reading a number: `="12.5"`."""
_UNIT: Final = re.compile(r"^([^\W\d_]*)\.?([-+()\d.,%eE]+?)([^\W\d_]*)\.?$")


@dataclass(frozen=True, kw_only=True)
class ParsedAmount:
    """One column, read."""

    values: Numbers
    """NaN where nothing is known or nothing could be read."""
    bad: Mask
    """Cells that hold something, but no number."""
    percent: Mask
    """Cells written with a per cent sign; their values are not divided yet."""


def says_nothing(cell: str) -> bool:
    """Whether a cell, as it stands in the file, says "not known".

    >>> says_nothing(" -- "), says_nothing("0")
    (True, False)
    """
    return cell.strip().casefold() in BLANK


def parse(cells: Cells, decimal: DecimalMark = ".") -> ParsedAmount:
    """Reads a column of text cells.

    Args:
        cells: strings, one per row.
        decimal: decides cells which could be read both ways, such as `1,234`; what is unambiguous is read as it stands.
    """
    if decimal == "," and any("." in cell for cell in cells):
        return _parse_with_care(cells, decimal)
    blank = cells == ""
    try:
        values = np.where(blank, "nan", _dotted(cells) if decimal == "," else cells).astype(np.float64)
    except ValueError:
        return _parse_with_care(cells, decimal)
    if not (np.isfinite(values) | blank).all():
        return _parse_with_care(cells, decimal)
    nothing = np.zeros(len(cells), dtype=bool)
    return ParsedAmount(values=values, bad=nothing, percent=nothing)


def read(cells: Cells, told_by: Iterable[str] | None = None) -> ParsedAmount:
    """Reads a column whose cells tell their decimal mark themselves.

    Args:
        cells: strings, one per row.
        told_by: those that tell; all of them unless given.
    """
    return parse(cells, decimal_mark(cells if told_by is None else told_by) or ".")


def _dotted(cells: Cells) -> Cells:
    """Cells of digits and one comma each with a dot; as they are where any has more."""
    text = "\n".join(cells)
    if "," not in text or not _DIGITS_AND_COMMAS.fullmatch(text):
        return cells
    dotted = np.array(text.replace(",", ".").split("\n"), dtype=object)
    return dotted if len(dotted) == len(cells) else cells


_DIGITS_AND_COMMAS: Final = re.compile(r"[-0-9,\n]*")


def _parse_with_care(cells: Cells, decimal: DecimalMark) -> ParsedAmount:
    places, different = pd.factorize(cells)
    values = np.empty(len(different), dtype=np.float64)
    bad = np.zeros(len(different), dtype=bool)
    percent = np.zeros(len(different), dtype=bool)
    for place, cell in enumerate(different):
        value = number_in(cell, decimal)
        values[place] = np.nan if value is None else value
        bad[place] = value is None
        percent[place] = "%" in cell
    return ParsedAmount(values=values[places], bad=bad[places], percent=percent[places])


def number_in(cell: str, decimal: DecimalMark) -> float | None:
    """The number in a cell; NaN for a cell that says "not known", None for one that holds no number."""
    if says_nothing(cell):
        return float("nan")
    text = _LONG_SIGNS.sub("", without_formula(cell)).translate(_STRIPPED)
    text, times = _lengthened(text)
    if not _PLAIN.fullmatch(text) or (decimal == "," and "." in text):
        text = _bare(text, decimal)
    if not _PLAIN.fullmatch(text):
        return None
    value = float(text) * times
    return (value if times == 1 else round(value, 6)) if np.isfinite(value) else None


def without_formula(cell: str) -> str:
    """The text inside `="12.5"`; any other cell as it is."""
    found = _AS_TEXT.match(cell.strip()) if cell.lstrip().startswith("=") else None
    return found[1] if found else cell


def _lengthened(text: str) -> tuple[str, float]:
    """A number that is written shorter than it is, and by how much: `1.2K`, `1,5тыс.`; kopecks become decimals."""
    kopecks = _KOPECKS.match(text)
    if kopecks:
        return f"{kopecks[1]}.{kopecks[2]}", 1
    short = _SHORTENED.match(text)
    if short is None or not _is_unit(short[3]):
        return text, 1
    return short[1], _TIMES[short[2].casefold()]


def _bare(text: str, decimal: DecimalMark) -> str:
    """Only the digits with a dot: without unit, per cent sign, thousands separators and accountants' brackets."""
    found = _UNIT.match(text)
    if not found or not all(_is_unit(unit) for unit in (found[1], found[3])):
        return text
    digits = found[2].removesuffix("%")
    if digits.startswith("(") and digits.endswith(")"):
        digits = "-" + digits[1:-1]
    mark = decimal_mark([digits]) or decimal
    other = "," if mark == "." else "."
    if other in digits and not _THOUSANDS[other].match(digits) and not _LAKHS.match(digits):
        return text
    return digits.replace(other, "").replace(mark, ".")


COUNTED: Final = frozenset({"шт", "штук", "ед", "чел", "раз", "pcs", "pc", "units", "qty", "stk", "szt", "adet"})
"""What may stand behind a count, or in its header: `26 шт.`"""


@cache
def _is_unit(word: str) -> bool:
    return not word or word.upper() in codes() or word.casefold() in WORDS or word.casefold() in COUNTED


def decimal_mark(cells: Iterable[str]) -> DecimalMark | None:
    """Which mark separates decimals in a column, or None when its cells do not tell (`1,234` alone does not)."""
    votes = {",": 0, ".": 0}
    for cell in cells:
        if "," not in cell and "." not in cell:
            continue
        text = re.sub(r"[^\d.,+-]", "", cell).strip(".,") if not cell.isdigit() else cell
        votes[","] += bool(_COMMA_IS_DECIMAL.match(text)) or text.count(".") > 1
        votes["."] += bool(_DOT_IS_DECIMAL.match(text)) or text.count(",") > 1
    if votes[","] == votes["."]:
        return None
    return "," if votes[","] > votes["."] else "."


BIGGEST: Final = 9_000_000_000_000.0
"""Whole millionths of more do not fit into 64 bits."""
_EXACT_TO_MICROS: Final = 1_000_000_000.0


def whole_micros(values: Numbers) -> npt.NDArray[np.int64]:
    """Exact whole millionths; above a thousand million, where floats no longer carry micros, exact to the cent."""
    filled = np.nan_to_num(values)
    micros = np.rint(filled * 1_000_000).astype(np.int64)
    large = np.abs(filled) >= _EXACT_TO_MICROS
    if large.any():
        micros[large] = np.rint(filled[large] * 100).astype(np.int64) * 10_000
    return micros


def nullable(whole: npt.NDArray[np.int64], missing: Mask) -> Any:
    """A nullable integer column, as the store takes measures."""
    return pd.arrays.IntegerArray(whole, missing)
