"""What charts read from a table: figures, names, series over one x axis, and a long tail folded into one."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from ingest.texts import Language, say
from tools.charts import axes, lettering
from tools.charts.scene import Axis, Scale, Values
from tools.charts.spec import ChartSpec
from tools.charts.titles import additive, plain_multiple, title_of
from tools.engine.table import Cell, Column, Table
from tools.semantics.dimensions import DIMENSIONS
from tools.words import labels, wording

TIME_COLUMNS = ("day", "week", "month", "quarter", "year", "weekday", "hour")


@dataclass(frozen=True, kw_only=True)
class Across:
    """The x axis of a table: where each row stands and what that place is called."""

    scale: Scale
    places: tuple[float, ...]
    labels: tuple[str, ...]
    """One word for each row."""

    @property
    def stations(self) -> tuple[float, ...]:
        """Every place once, in order; days missing in a daily or weekly calendar are added: they are gaps."""
        seen = sorted(set(self.places))
        steps = {later - earlier for earlier, later in pairwise(seen)}
        step = min(steps, default=0.0)
        if self.scale != "day" or step not in (1.0, 7.0) or any(gap % step for gap in steps):
            return tuple(seen)
        return tuple(seen[0] + step * at for at in range(int((seen[-1] - seen[0]) / step) + 1))

    def words(self) -> dict[float, str]:
        """The word of each place."""
        return dict(zip(self.places, self.labels, strict=True))


@dataclass(frozen=True, kw_only=True)
class ChartSeries:
    """One name's values over the stations of an x axis."""

    name: str
    ys: Values

    @property
    def weight(self) -> float:
        """What decides who is highlighted: the sum of absolute values."""
        return sum(abs(y) for y in self.ys if y is not None)


def column(table: Table, name: str) -> Column:
    """The typed head of a column.

    Raises:
        KeyError: the table has no such column.
    """
    return table.columns[table.index(name)]


def numbers(table: Table, name: str) -> Values:
    """Cells as floats; text, infinity and NaN count as missing."""
    return tuple(number(cell) for cell in table.column(name))


def number(cell: Cell) -> float | None:
    """A finite float, or None."""
    if isinstance(cell, str | date) or cell is None or not math.isfinite(cell):
        return None
    return float(cell)


def has_figures(spec: ChartSpec) -> bool:
    """Whether there is anything to draw."""
    return any(value is not None for name in spec.y for value in numbers(spec.table, name))


def figure(value: Cell, head: Column, language: Language) -> str:
    """A figure with its unit, in full, for hovering."""
    return wording.value(value, head.unit, language, style="multiple" if plain_multiple(head.name) else None)


def short_figure(value: float | None, head: Column, language: Language) -> str:
    """A figure with its unit, shortened, for labels beside marks."""
    return wording.value(value, head.unit, language, style="multiple" if plain_multiple(head.name) else "short")


def tick_style(head: Column) -> str:
    """How the ticks of this column look: `percent` or plain."""
    return "percent" if head.unit == "ratio" and not plain_multiple(head.name) else "plain"


def caption(head: Column, language: Language) -> str:
    """Axis words: "Расход, ₽", "CTR, %", "Клики"."""
    title = title_of(head.name, language)
    if head.unit.startswith("money:"):
        symbol = (
            wording.short_money(0, head.unit.removeprefix("money:"), language)
            .replace("0", "")
            .strip(" " + wording.NBSP)
        )
        return say("charts-axis", language, title=title, unit=symbol)
    return say("charts-axis", language, title=title, unit="%") if tick_style(head) == "percent" else title


def value_axis(
    values: Iterable[float | None], head: Column, language: Language, *, zero: bool = True, steps: int = 5
) -> Axis:
    """The axis of a column's figures."""
    return axes.number_axis(
        values, language, title=caption(head, language), style=tick_style(head), zero=zero, steps=steps
    )


def name_of(cell: Cell, head: Column, language: Language) -> str:
    """A dimension's value as people write it, cleaned of anything that is not plain text."""
    if head.name == "weekday" and isinstance(cell, int | float):
        return wording.weekday_name((int(cell) - 1) % 7, language, short_form=True)
    day = as_day(cell, head)
    if day is not None:
        return labels.cell_text(day, head, language) if head.name in DIMENSIONS else wording.day(day, language)
    if cell is None or cell == "":
        return say("label-empty", language)
    named = head.name in DIMENSIONS and (head.name != "hour" or isinstance(cell, int | float))
    return lettering.clean(labels.cell_text(cell, head, language) if named else cell)


def as_day(cell: Cell, head: Column) -> date | None:
    """The day a cell of a day column means: a date, "2026-11-21", or "2026-11" for a month."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if not isinstance(cell, str) or (head.unit != "day" and head.name not in TIME_COLUMNS):
        return None
    text = f"{cell}-01" if len(cell) == 7 else cell[:10]
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def across(spec: ChartSpec) -> Across:
    """Where the rows stand on the x axis."""
    head, cells = column(spec.table, spec.x), spec.table.column(spec.x)
    words = tuple(name_of(cell, head, spec.language) for cell in cells)
    days = [day for cell in cells if (day := as_day(cell, head))]
    if days and len(days) == len(cells):
        return Across(scale="day", places=tuple(axes.position(day) for day in days), labels=words)
    figures = [value for cell in cells if (value := number(cell)) is not None]
    if head.name not in TIME_COLUMNS and cells and len(figures) == len(cells):
        worded = tuple(figure(value, head, spec.language) for value in figures)
        return Across(scale="number", places=tuple(figures), labels=worded)
    order = {cell: float(at) for at, cell in enumerate(dict.fromkeys(cells))}
    return Across(scale="category", places=tuple(order[cell] for cell in cells), labels=words)


def across_axis(spec: ChartSpec, ground: Across, *, room: float, margin: float = 0.0) -> Axis:
    """The x axis itself, its words thinned to `room` points; `margin` days of air for bars."""
    if ground.scale == "day":
        days = [axes.day_at(place) for place in ground.stations]
        return axes.day_axis(days, spec.language, room=room, margin=margin)
    if ground.scale == "number":
        return value_axis(ground.places, column(spec.table, spec.x), spec.language, zero=False)
    words = ground.words()
    return axes.category_axis([words[place] for place in ground.stations], room=room)


def split(spec: ChartSpec, y: str, ground: Across) -> list[ChartSeries]:
    """The series of a value column over the stations of the x axis, largest first.

    Two rows of the same place and series are added when the metric can be added, else the later one holds.
    """
    head = column(spec.table, spec.series) if spec.series else None
    keys = spec.table.column(spec.series) if spec.series else [None] * len(spec.table.rows)
    found: dict[Cell, dict[float, float]] = {}
    for key, place, value in zip(keys, ground.places, numbers(spec.table, y), strict=True):
        line = found.setdefault(key, {})
        if value is not None:
            line[place] = line.get(place, 0.0) + value if additive(y) else value
    stations = ground.stations
    series = [
        ChartSeries(
            name=name_of(key, head, spec.language) if head else title_of(y, spec.language),
            ys=tuple(line.get(place) for place in stations),
        )
        for key, line in found.items()
    ]
    return sorted(series, key=lambda one: -one.weight)


def fold(series: Sequence[ChartSeries], keep: int, language: Language) -> list[ChartSeries]:
    """The first `keep` series, and the sum of the others as one more."""
    if len(series) <= keep + 1:
        return list(series)
    rest = series[keep:]
    columns = zip(*(one.ys for one in rest), strict=True)
    sums = tuple(sum(seen) if (seen := [y for y in ys if y is not None]) else None for ys in columns)
    return [*series[:keep], ChartSeries(name=say("charts-other", language, n=len(rest)), ys=sums)]


def panel_groups(spec: ChartSpec) -> list[list[str]]:
    """Value columns that may share an axis: the same unit, and sizes within a factor of twenty."""
    groups: list[list[str]] = []
    for name in spec.y:
        fitting = (group for group in groups if not spec.series and _alike(spec.table, group[0], name))
        group = next(fitting, None)
        if group is None:
            groups.append([name])
        else:
            group.append(name)
    return groups


def _alike(table: Table, first: str, second: str) -> bool:
    heads = column(table, first), column(table, second)
    if heads[0].unit != heads[1].unit or plain_multiple(first) != plain_multiple(second):
        return False
    sizes = [
        max((abs(value) for value in numbers(table, name) if value is not None), default=0.0)
        for name in (first, second)
    ]
    return min(sizes) == 0 or max(sizes) <= 20 * min(sizes)
