"""Rows right below a header that are no data: the unit of each column, and the columns' numbers of a printed form."""

from collections.abc import Sequence
from typing import Final

from ingest.files.amounts import COUNTED, says_nothing
from ingest.files.currencies import code_of
from ingest.files.notation import MONEY
from ingest.files.reshape import is_measure, name_of

_UNITS: Final = COUNTED | frozenset("% тыс млн млрд дд.мм.гггг дата текст сек мин k thousands count".split())
"""Beside currencies."""
_FEWEST: Final = 4
_MOST_ROWS: Final = 3


def below_header(header: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[list[str], int]:
    """The header with the units that stand below it, and how many rows below it are no data.

    Args:
        header: the row that names the columns.
        rows: those below it, as they stand.
    """
    named, gone = list(header), 0
    for row in rows[:_MOST_ROWS]:
        if _are_units(row, len(header)):
            named = [_with(cell, unit) for cell, unit in zip(named, [*row, *[""] * len(named)], strict=False)]
        elif not _are_numbers(row, len(header)):
            break
        gone += 1
    return named, gone


def _with(header: str, unit: str) -> str:
    """A header of figures with its unit; "text" below another one says only how its cells are written."""
    figures = is_measure(header) or name_of(header) in MONEY
    return f"{header.strip()}, {unit.strip()}" if figures and not says_nothing(unit) else header


def _are_units(row: Sequence[str], width: int) -> bool:
    filled = [cell for cell in row if cell.strip()]
    return 1 < len(filled) <= width and all(map(_is_unit, filled))


def _is_unit(cell: str) -> bool:
    words = cell.casefold().strip("() ").split()
    return bool(words) and all(word.strip(".,") in _UNITS or bool(code_of(word)) for word in words)


def _are_numbers(row: Sequence[str], width: int) -> bool:
    """Whether cells count the columns: 1, 2, 3 ..."""
    filled = [cell.strip() for cell in row if cell.strip()]
    return width >= _FEWEST and filled == [str(number) for number in range(1, width + 1)]
