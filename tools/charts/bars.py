"""What bar charts share: which categories are drawn and how, lying or standing, and the axes around them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.texts import say
from tools.charts import axes, data, lettering
from tools.charts import parts as common
from tools.charts.data import Across, ChartSeries
from tools.charts.scene import Axis, Mark, Panel
from tools.charts.spec import ChartSpec
from tools.charts.titles import additive

MOST_BARS = 20
MOST_SERIES = 7
_NAME_ROOM = 150.0
"""Points a name left of a lying bar may take."""
_STANDING = 10
"""More categories than this lie down, unless they are times."""
THICKNESS = 0.74


@dataclass(frozen=True, kw_only=True)
class BarGround:
    """The categories of a bar chart."""

    across: Across
    kept: tuple[int, ...]
    """Stations that are drawn, in order."""
    rest: tuple[int, ...]
    """Stations added up as one more bar; empty when there are none."""
    labels: tuple[str, ...]
    horizontal: bool
    notes: tuple[str, ...]

    @property
    def at(self) -> tuple[float, ...]:
        """Where each bar stands: a day, or its number."""
        if self.across.scale == "day":
            return self.across.stations
        return tuple(float(number) for number in range(len(self.labels)))

    @property
    def step(self) -> float:
        """Distance of neighbours."""
        return min((later - earlier for earlier, later in pairwise(self.at)), default=1.0)


def _in_places(across: Across) -> Across:
    """Numbers stand side by side, each in a place of its own."""
    if across.scale != "number":
        return across
    order = {label: float(at) for at, label in enumerate(dict.fromkeys(across.labels))}
    return Across(scale="category", places=tuple(order[label] for label in across.labels), labels=across.labels)


def ground_of(spec: ChartSpec) -> BarGround:
    """Times as they come; else the largest twenty in the table's order, and the rest as one bar if it adds up."""
    across = _in_places(data.across(spec))
    words, stations = across.words(), across.stations
    if across.scale == "day" or data.column(spec.table, spec.x).name in data.TIME_COLUMNS:
        labels = tuple(words.get(place, "") for place in stations)
        return BarGround(
            across=across, kept=tuple(range(len(stations))), rest=(), labels=labels, horizontal=False, notes=()
        )
    series = data.split(spec, spec.y[0], across)
    ranked = sorted(range(len(stations)), key=lambda at: -sum(abs(one.ys[at] or 0) for one in series))
    few = len(ranked) <= MOST_BARS + 1
    kept, dropped = tuple(sorted(ranked if few else ranked[:MOST_BARS])), () if few else tuple(ranked[MOST_BARS:])
    folded = dropped if all(additive(name) for name in spec.y) else ()
    labels = tuple(words[stations[at]] for at in kept)
    labels += (say("charts-other", spec.language, n=len(folded)),) if folded else ()
    notes = common.notes_of(spec, "other" if folded else "cut", len(kept), len(stations))
    return BarGround(
        across=across,
        kept=kept,
        rest=folded,
        labels=labels,
        horizontal=_lies(labels) or len(data.panel_groups(spec)) > 1,
        notes=notes,
    )


def _lies(labels: Sequence[str]) -> bool:
    widest = max((lettering.width(label, axes.TICK_SIZE) for label in labels), default=0.0)
    return len(labels) > _STANDING or widest + 8 > common.PLOT_ROOM / max(len(labels), 1)


def series_of(spec: ChartSpec, y: str, ground: BarGround) -> list[ChartSeries]:
    """The series of a value column over the drawn categories."""
    found = []
    for one in data.split(spec, y, ground.across):
        ys = [one.ys[at] for at in ground.kept]
        seen = [value for at in ground.rest if (value := one.ys[at]) is not None]
        found.append(ChartSeries(name=one.name, ys=tuple([*ys, sum(seen) if seen else None] if ground.rest else ys)))
    return found


def panel(spec: ChartSpec, ground: BarGround, values: Axis, marks: Sequence[Mark], *, labelled: bool) -> Panel:
    """Categories on one axis, figures on the other; where every bar carries its figure the ticks go."""
    figures = replace(values, hidden=True) if labelled else values
    if ground.horizontal:
        names = axes.category_axis(ground.labels, room=0, descending=True, widest=_NAME_ROOM)
        return Panel(x=replace(figures, title=""), y=names, marks=tuple(marks), title=values.title)
    if ground.across.scale == "day":
        margin = ground.step * 0.6
        names = data.across_axis(spec, ground.across, room=common.PLOT_ROOM, margin=margin)
        marks = (*common.unsettled(spec, ground.across, margin=margin), *marks)
    else:
        names = axes.category_axis(ground.labels, room=common.PLOT_ROOM)
    return Panel(x=names, y=figures, marks=tuple(marks))


def with_room(axis: Axis, texts: Sequence[str], ground: BarGround, *, panels: int = 1) -> Axis:
    """The axis made longer so that words at the ends of bars stay inside."""
    if ground.horizontal:
        room = (8 * 72 - 60) / panels - _NAME_ROOM
        share = max((lettering.width(text, 8.5) + 8 for text in texts), default=0.0) / max(room, 60)
    else:
        share = 0.07
    span = axis.high - axis.low
    below = share * span if axis.low < 0 else 0.0
    return replace(axis, low=axis.low - below, high=axis.high + share * span)


def height_of(ground: BarGround, rows_each: int = 1) -> float:
    """Inches so that every lying bar has its line."""
    return max(4.2, 1.1 + 0.2 * len(ground.labels) * rows_each) if ground.horizontal else 4.2
