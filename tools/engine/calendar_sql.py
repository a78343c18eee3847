"""Week, month, quarter, year and weekday of a day, in the SQL of each database."""

from collections.abc import Callable
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import ColumnElement, Date, Integer, case, literal_column
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

_POSTGRESQL: Final = {
    "week": "CAST(date_trunc('week', {day}) AS DATE)",
    "month": "CAST(date_trunc('month', {day}) AS DATE)",
    "quarter": "CAST(date_trunc('quarter', {day}) AS DATE)",
    "year": "CAST(date_trunc('year', {day}) AS DATE)",
    "weekday": "CAST(EXTRACT(ISODOW FROM {day}) AS INTEGER)",
}
DIALECTS: Final[MappingProxyType[str, dict[str, str]]] = MappingProxyType(
    {
        "sqlite": {
            "week": "date({day}, 'weekday 0', '-6 days')",
            "month": "substr({day}, 1, 7) || '-01'",
            "quarter": "substr({day}, 1, 5) || printf('%02d', (CAST(substr({day}, 6, 2) AS INTEGER) - 1) / 3 * 3 + 1) "
            "|| '-01'",
            "year": "substr({day}, 1, 4) || '-01-01'",
            "weekday": "(CAST(strftime('%w', {day}) AS INTEGER) + 6) % 7 + 1",
        },
        "postgresql": _POSTGRESQL,
        "duckdb": _POSTGRESQL,
        "clickhousedb": {
            "week": "toMonday({day})",
            "month": "toStartOfMonth({day})",
            "quarter": "toStartOfQuarter({day})",
            "year": "toStartOfYear({day})",
            "weekday": "toDayOfWeek({day})",
        },
        "bigquery": {
            "week": "DATE_TRUNC({day}, ISOWEEK)",
            "month": "DATE_TRUNC({day}, MONTH)",
            "quarter": "DATE_TRUNC({day}, QUARTER)",
            "year": "DATE_TRUNC({day}, YEAR)",
            "weekday": "MOD(EXTRACT(DAYOFWEEK FROM {day}) + 5, 7) + 1",
        },
        "snowflake": {  # its own weeks begin where an account's setting says
            "week": "DATEADD('day', 1 - DAYOFWEEKISO({day}), {day})",
            "month": "DATE_TRUNC('month', {day})",
            "quarter": "DATE_TRUNC('quarter', {day})",
            "year": "DATE_TRUNC('year', {day})",
            "weekday": "DAYOFWEEKISO({day})",
        },
    }
)
"""All that the engine must know of a database is how it names parts of a day: a further one is an entry here."""


class _Part(FunctionElement[Any]):
    inherit_cache = True
    part: str


class _Week(_Part):
    inherit_cache = True
    type = Date()
    name = part = "week"


class _Month(_Part):
    inherit_cache = True
    type = Date()
    name = part = "month"


class _Quarter(_Part):
    inherit_cache = True
    type = Date()
    name = part = "quarter"


class _Year(_Part):
    inherit_cache = True
    type = Date()
    name = part = "year"


class _Weekday(_Part):
    inherit_cache = True
    type = Integer()
    name = part = "weekday"


@compiles(_Part, *DIALECTS)
def _written(element: _Part, compiler: SQLCompiler, **options: Any) -> str:
    day = compiler.process(element.clauses, **options)
    text = DIALECTS[compiler.dialect.name][element.part].format(day=day)
    return text.replace("%", "%%") if compiler.preparer._double_percents else text


def _day(day: ColumnElement[Any]) -> ColumnElement[Any]:
    return day


def _day_type(day: ColumnElement[Any]) -> ColumnElement[Any]:
    return case((_Weekday(day) >= literal_column("6"), literal_column("'weekend'")), else_=literal_column("'workday'"))


TIME_PARTS: Final[MappingProxyType[str, Callable[[ColumnElement[Any]], ColumnElement[Any]]]] = MappingProxyType(
    {
        "day": _day,
        "week": _Week,
        "month": _Month,
        "quarter": _Quarter,
        "year": _Year,
        "weekday": _Weekday,
        "day_type": _day_type,
    }
)
"""Weeks, months, quarters and years are named by their first day; weekdays are 1 (Monday) to 7."""
