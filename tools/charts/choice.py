"""Which picture suits a table, and which of its columns play which part in it."""

from collections.abc import Sequence

from ingest.errors import InvalidInput
from ingest.texts import Language
from tools.charts.spec import ChartSpec
from tools.charts.titles import additive, parts
from tools.engine.table import ChartKind, Column, Table
from tools.semantics.views import kinds_of_charts

_CALENDAR = ("day", "week", "month", "quarter", "year")
_CLOCK = ("weekday", "hour")
_MARKERS = frozenset({"today", "proposed", "total"})
_FUNNEL = ("impressions", "clicks", "leads", "conversions")
_FEW = 6
_WHOLES = frozenset({"area", "stacked_bar", "pie"})
"""Kinds that add figures up, which is wrong for ratios."""


def choose_kind(table: Table, wanted: str | None = None) -> ChartKind:
    """The wanted kind where it is honest for these figures, else the one that suits the table.

    Args:
        table: what will be drawn.
        wanted: a kind somebody asked for; ratios are never piled up or cut into slices: an area becomes a line, a pie
            or a pile of bars becomes bars; so does a pie with losses.

    Raises:
        InvalidInput: there is no such kind.
    """
    if wanted is None:
        return _natural(table)
    kinds = kinds_of_charts()
    if wanted not in kinds:
        raise InvalidInput("charts-unknown-kind", received=wanted, possible=", ".join(kinds))
    return _instead(table, wanted) or wanted


def _instead(table: Table, wanted: str) -> str | None:
    """The kind drawn where the wanted one would mislead or has nothing to show."""
    measured = [column.name for column in figures(table)]
    adds_up = bool(measured) and additive(measured[0])
    lossy = wanted == "pie" and len(measured) == 1 and any(_below_zero(cell) for cell in table.column(measured[0]))
    poor = {"scatter": len(measured) < 2, "heatmap": len(dimensions(table)) < 2}
    rules: tuple[tuple[bool, str], ...] = (
        (wanted in ("line", "area") and _only_names(table), "bar"),
        (wanted == "area" and not adds_up, "line"),
        (wanted in _WHOLES and not adds_up, "bar"),
        (lossy, "bar"),
        (poor.get(wanted, False), _natural(table)),
    )
    return next((kind for misleads, kind in rules if misleads), None)


def spec_for(table: Table, *, kind: str | None = None, title: str = "", language: Language = "en") -> ChartSpec:
    """A spec whose parts are picked from the table's columns.

    Args:
        table: dimensions first or last, in any order; figures with their units.
        kind: as for `choose_kind`.
        title: of the picture; the table's own by default.
        language: of every word in it.

    Raises:
        InvalidInput: there is no such kind, or the table has no column of figures.
    """
    measured = [column.name for column in figures(table)]
    if not measured:
        raise InvalidInput("charts-no-figures", received=", ".join(column.name for column in table.columns))
    chosen = choose_kind(table, kind)
    roles: dict[str, object] = {**_roles(table, chosen, measured), "marker": _marker(table)}
    return ChartSpec.model_validate(
        {"kind": chosen, "title": title or table.title, "table": table, "language": language, **roles}
    )


def figures(table: Table) -> list[Column]:
    """Columns of figures: not dimensions, not ends of intervals."""
    bounds = ("low", "high")
    return [one for one in table.columns if not _is_dimension(one) and parts(one.name)[1] not in bounds]


def dimensions(table: Table) -> list[Column]:
    """Columns that name things or times; roles of points are neither."""
    return [one for one in table.columns if _is_dimension(one) and one.name != _marker(table)]


def _is_dimension(column: Column) -> bool:
    return column.unit in ("text", "day") or column.name in (*_CALENDAR, *_CLOCK)


def _marker(table: Table) -> str | None:
    """The text column that only says which rows are totals or marked points."""
    for column in table.columns:
        cells = (
            {cell for cell in table.column(column.name) if cell not in (None, "")} if column.unit == "text" else set()
        )
        if cells and cells <= _MARKERS:
            return column.name
    return None


def _only_names(table: Table) -> bool:
    """Whether nothing in it is a time: a line over names would say that one leads to the next."""
    found = dimensions(table)
    return bool(found) and not any(one.unit == "day" or one.name in (*_CALENDAR, *_CLOCK) for one in found)


def _natural(table: Table) -> ChartKind:
    names = [column.name for column in dimensions(table)]
    if _bound(table, "low") and any(column.unit == "day" for column in table.columns):
        return "fan"
    roles = set(table.column(marker)) if (marker := _marker(table)) else set()
    if "total" in roles:
        return "waterfall"
    if roles & {"today", "proposed"}:
        return "response"
    if not names:
        return "funnel" if _is_funnel([column.name for column in figures(table)]) else "bar"
    return _by_dimensions(table, names)


def _by_dimensions(table: Table, names: Sequence[str]) -> ChartKind:
    times = [name for name in names if name in _CALENDAR]
    if times:
        few = len(set(table.column(times[0]))) <= _FEW and times[0] != "day"
        return "bar" if few and len(names) == 1 else "line"
    if len(names) == 1:
        return "bar"
    if set(names) & set(_CLOCK) or len(figures(table)) > 1 or not additive(figures(table)[0].name):
        return "heatmap"
    return "stacked_bar"


def _is_funnel(names: Sequence[str]) -> bool:
    places = [_FUNNEL.index(name) for name in names if name in _FUNNEL]
    return len(places) == len(names) >= 2 and places == sorted(places)


def _roles(table: Table, kind: ChartKind, measured: list[str]) -> dict[str, object]:
    """The x axis, the figures, the series and, for some kinds, what else they need."""
    names = _ordered(table, kind)
    x = names[0] if names else measured[0]
    series = names[1] if len(names) > 1 else None
    if kind in ("scatter", "response"):
        return {
            "x": measured[0],
            "y": measured[1:2] or measured[:1],
            "series": names[0] if names else None,
            "size": measured[2] if len(measured) > 2 and additive(measured[2]) else None,
        }
    if kind == "fan":
        metric = parts(measured[0])[0]
        own = [name for name in measured if parts(name) in ((metric, ""), (metric, "forecast"))]
        return {"x": x, "y": own, "series": series, "low": _bound(table, "low"), "high": _bound(table, "high")}
    if kind in ("heatmap", "waterfall", "pie") and names:
        return {"x": x, "y": measured[:1], "series": series if kind == "heatmap" else None}
    return {"x": x, "y": measured, "series": series}


def _ordered(table: Table, kind: ChartKind) -> list[str]:
    """Dimensions, the one for the x axis first: times along x, for a heat map the finest one; else the longer one."""
    found = [column.name for column in dimensions(table)]
    if kind == "heatmap" and "hour" in found:
        return sorted(found, key=lambda name: name != "hour")
    if kind == "heatmap":
        return sorted(found, key=lambda name: (name not in (*_CALENDAR, *_CLOCK), len(set(table.column(name)))))
    return sorted(found, key=lambda name: (name not in _CALENDAR, name not in _CLOCK, -len(set(table.column(name)))))


def _bound(table: Table, suffix: str) -> str | None:
    return next((column.name for column in table.columns if parts(column.name)[1] == suffix), None)


def _below_zero(cell: object) -> bool:
    return isinstance(cell, int | float) and cell < 0
