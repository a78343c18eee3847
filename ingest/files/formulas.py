"""Computes the simple formulas of a sheet that was saved without their values: arithmetic over cells, and sums."""

import re
from collections.abc import Callable, Mapping
from typing import Final

Cells = Mapping[tuple[int, int], object]
"""Row and column, from 1, to what stands there: a value, or a text that begins with `=`."""

_TOKEN: Final = re.compile(r"\s*(?:(\d+(?:\.\d+)?)|(\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)|([A-Z]+)(?=\()|(.))")
_PLACE: Final = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)")
_DEEPEST: Final = 60
_MOST_SUMMED: Final = 100_000
_FUNCTIONS: Final[Mapping[str, Callable[[list[float]], float]]] = {
    "SUM": sum,
    "AVERAGE": lambda numbers: sum(numbers) / len(numbers),
    "ROUND": lambda n: round(n[0], int(n[1])),
    "ABS": lambda numbers: abs(numbers[0]),
    "MIN": min,
    "MAX": max,
    "PRODUCT": lambda n: n[0] * (n[1] if n[1:] else 1),
}


class NotSimple(Exception):
    """A formula that only a spreadsheet can compute."""


def computed(cells: Cells, row: int, column: int, *, depth: int = 0) -> float:
    """The number in a cell.

    Raises:
        NotSimple: it is no number and no formula of numbers.
    """
    found = cells.get((row, column))
    if isinstance(found, str) and found.startswith("="):
        if depth > _DEEPEST:
            raise NotSimple
        try:
            return _Reader(cells, found[1:], depth).whole()
        except (ArithmeticError, ValueError, IndexError) as error:
            raise NotSimple from error
    if isinstance(found, int | float):
        return float(found)
    if found is None:
        return 0.0
    raise NotSimple


class _Reader:
    """Reads one formula from left to right."""

    def __init__(self, cells: Cells, text: str, depth: int) -> None:
        self.cells, self.depth = cells, depth
        self.tokens = [found for found in _TOKEN.findall(text.upper().replace(";", ",")) if any(found)]
        self.at = 0

    def whole(self) -> float:
        value = self._sum()
        if self.at < len(self.tokens):
            raise NotSimple
        return value

    def _next(self, *signs: str) -> str:
        sign = str(self.tokens[self.at][3]) if self.at < len(self.tokens) else ""
        if sign not in signs:
            return ""
        self.at += 1
        return sign

    def _sum(self) -> float:
        value = self._product()
        while sign := self._next("+", "-"):
            value += self._product() if sign == "+" else -self._product()
        return value

    def _product(self) -> float:
        value = self._atom()
        while sign := self._next("*", "/"):
            value = value * self._atom() if sign == "*" else value / self._atom()
        return value

    def _atom(self) -> float:
        if self._next("-"):
            return -self._atom()
        if self._next("("):
            value = self._sum()
            self._expect(")")
            return value
        if self.at >= len(self.tokens):
            raise NotSimple
        number, place, function, _sign = self.tokens[self.at]
        self.at += 1
        if number:
            return float(number)
        if place and ":" not in place:
            return self._cell(place)
        if function in _FUNCTIONS:
            return self._call(function)
        raise NotSimple

    def _call(self, function: str) -> float:
        self._expect("(")
        numbers: list[float] = []
        while not self._next(")"):
            place = self.tokens[self.at][1] if self.at < len(self.tokens) else ""
            if ":" in place:
                self.at += 1
                numbers += self._range(place)
            else:
                numbers.append(self._sum())
            self._next(",")
        return float(_FUNCTIONS[function](numbers))

    def _expect(self, sign: str) -> None:
        if not self._next(sign):
            raise NotSimple

    def _cell(self, place: str) -> float:
        row, column = _at(place)
        return computed(self.cells, row, column, depth=self.depth + 1)

    def _range(self, place: str) -> list[float]:
        (top, left), (bottom, right) = (_at(end) for end in place.split(":"))
        if (bottom - top + 1) * (right - left + 1) > _MOST_SUMMED:
            raise NotSimple
        return [
            computed(self.cells, row, column, depth=self.depth + 1)
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
            if self.cells.get((row, column)) is not None
        ]


def _at(place: str) -> tuple[int, int]:
    found = _PLACE.fullmatch(place)
    if found is None:
        raise NotSimple
    from openpyxl.utils import column_index_from_string  # see `sheets`

    return int(found[2]), column_index_from_string(found[1])


def place_name(row: int, column: int) -> str:
    """As a spreadsheet calls it.

    >>> place_name(2, 3)
    'C2'
    """
    from openpyxl.utils import get_column_letter

    return f"{get_column_letter(column)}{row}"
