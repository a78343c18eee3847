"""A scene: what a chart decided to draw, in marks, axes and words, before matplotlib or Plotly draws it.

A chart kind turns a spec into a scene; `tools.charts.png.draw` and `tools.charts.plotly.draw` draw any scene, so both
show the same figures in the same colours. Positions are floats: a number itself, the
index of a category, or days since 1970.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

Scale = Literal["number", "day", "category"]
Shape = Literal["circle", "ring", "diamond"]
Values = tuple[float | None, ...]


@dataclass(frozen=True, kw_only=True)
class Tick:
    """A place on an axis and its words; a line break starts a second line."""

    at: float
    text: str


@dataclass(frozen=True, kw_only=True)
class Axis:
    """A scale with its ticks and ends."""

    scale: Scale
    low: float
    high: float
    ticks: tuple[Tick, ...] = ()
    title: str = ""
    grid: bool = False
    descending: bool = False
    """Whether the first category stands on top."""
    hidden: bool = False
    """No ticks and no line, because the marks carry the figures."""
    logarithmic: bool = False


@dataclass(frozen=True, kw_only=True)
class Line:
    """Points joined in order; None breaks the line."""

    name: str
    xs: tuple[float, ...]
    ys: Values
    colour: str
    hover: tuple[str, ...]
    dashed: bool = False
    muted: bool = False
    """Thin and in the background."""
    tagged: bool = False
    """Whether its name stands at its end instead of in a legend."""
    base: tuple[float, ...] | None = None
    """The lower edge of the filled area below the line; None means no area."""
    keyed: bool = True
    """Whether the legend names it."""


@dataclass(frozen=True, kw_only=True)
class Band:
    """An area between two lines, such as the interval of a forecast."""

    name: str
    xs: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    colour: str
    keyed: bool = True


@dataclass(frozen=True, kw_only=True)
class Bars:
    """Bars from `bases` (else zero), one colour each."""

    name: str
    at: tuple[float, ...]
    values: Values
    colours: tuple[str, ...]
    hover: tuple[str, ...]
    thickness: float
    bases: tuple[float, ...] | None = None
    texts: tuple[str, ...] = ()
    """Words at the end of each bar."""
    horizontal: bool = False
    keyed: bool = True


@dataclass(frozen=True, kw_only=True)
class Points:
    """Dots; `areas` in square points."""

    name: str
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    areas: tuple[float, ...]
    colours: tuple[str, ...]
    hover: tuple[str, ...]
    labels: tuple[str, ...] = ()
    shape: Shape = "circle"
    keyed: bool = True


@dataclass(frozen=True, kw_only=True)
class HeatCells:
    """A heat map: one value and colour for each row and column; None is an empty cell."""

    name: str
    values: tuple[Values, ...]
    colours: tuple[tuple[str, ...], ...]
    texts: tuple[tuple[str, ...], ...]
    hover: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Wedges:
    """Shares of one whole, drawn as a ring with `centre` in its hole."""

    names: tuple[str, ...]
    values: tuple[float, ...]
    colours: tuple[str, ...]
    texts: tuple[str, ...]
    shares: tuple[str, ...]
    hover: tuple[str, ...]
    centre: str = ""


@dataclass(frozen=True, kw_only=True)
class Shade:
    """A strip of the x axis in the background."""

    start: float
    end: float
    text: str


@dataclass(frozen=True, kw_only=True)
class UprightLine:
    """A thin upright line at one place of the x axis."""

    at: float


Mark = Line | Band | Bars | Points | HeatCells | Wedges | Shade | UprightLine
LAYERS: Final = (Shade, HeatCells, Wedges, Band, Bars, UprightLine, Line, Points)
"""What is drawn later covers what was drawn before."""


def from_the_back(marks: Iterable[Mark]) -> list[Mark]:
    """The marks in the order in which they are drawn on paper."""
    return sorted(marks, key=lambda mark: LAYERS.index(type(mark)))


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One pair of axes with its marks."""

    x: Axis
    y: Axis
    marks: tuple[Mark, ...]
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class LegendEntry:
    """A line of the legend."""

    name: str
    colour: str
    shape: Literal["line", "dashed", "box", "circle", "ring", "diamond"] = "box"


@dataclass(frozen=True, kw_only=True)
class ChartScene:
    """A whole picture."""

    title: str
    panels: tuple[Panel, ...]
    """Empty means there is nothing to draw, and the message says so."""
    legend: tuple[LegendEntry, ...] = ()
    across: bool = False
    """Whether panels stand side by side instead of one below the other."""
    notes: tuple[str, ...] = ()
    """What was left out or put together."""
    message: str = ""
    height: float = 4.2
    """Inches it wants at a width of eight."""
    together: bool = False
    """Whether hovering compares all series at one place of the x axis."""


def alone(ys: Sequence[float | None]) -> list[int]:
    """Indexes of points without a neighbour, which a line alone would not show."""
    ends = [None, *ys, None]
    return [at for at, y in enumerate(ys) if y is not None and ends[at] is None and ends[at + 2] is None]


def opacity_of_areas(panel: Panel) -> float:
    """How much of what is behind them areas below lines hide: those that are piled up hide nothing that counts."""
    return 0.85 if sum(isinstance(one, Line) and one.base is not None for one in panel.marks) > 1 else 0.25
