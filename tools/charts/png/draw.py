"""Scenes as PNG pictures through matplotlib, without pyplot: no global state, so many threads may draw at once."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.ticker import NullLocator

from tools.charts import lettering
from tools.charts.axes import TICK_SIZE
from tools.charts.palette import Look
from tools.charts.png.marks import LABEL_SIZE, TAG_ROOM, Place, put
from tools.charts.scene import Axis, ChartScene, LegendEntry, Line, Panel

DOTS = 130
TITLE_SIZE = 13.0
NOTE_SIZE = 8.0
EDGE = 14.0
"""Points of empty paper around the picture."""
_HEAD = 18.0
_GAP = 14.0


@dataclass(frozen=True, kw_only=True)
class PanelFrame:
    """A box on the paper, in points from its lower left corner."""

    left: float
    bottom: float
    width: float
    height: float
    words: float
    """Room for tick words on its left."""


class Paper:
    """A matplotlib figure measured in points."""

    def __init__(self, look: Look, width: float, height: float) -> None:
        self.look = look
        self.width, self.height = width * 72, height * 72
        self.figure = Figure(figsize=(width, height), dpi=DOTS, facecolor=look.paper)
        FigureCanvasAgg(self.figure)

    def write(self, x: float, y: float, text: str, **style: Any) -> None:
        """A text whose lower left corner is at (x, y) points; never markup."""
        words = {
            "fontsize": LABEL_SIZE,
            "color": self.look.ink,
            "parse_math": False,
            "family": lettering.FAMILY,
            **style,
        }
        self.figure.text(x / self.width, y / self.height, text, **words)

    def axes(self, frame: PanelFrame) -> Axes:
        """Axes that fill a frame."""
        box = (
            frame.left / self.width,
            frame.bottom / self.height,
            frame.width / self.width,
            frame.height / self.height,
        )
        return self.figure.add_axes(box, facecolor="none")

    def png(self) -> bytes:
        """The picture; without a date or version inside, so equal scenes give equal bytes."""
        stream = BytesIO()
        self.figure.savefig(
            stream,
            format="png",
            facecolor=self.look.paper,
            metadata={"Software": None},
            pil_kwargs={"compress_level": 3},
        )
        return stream.getvalue()


def png(scene: ChartScene, look: Look, *, width: float, height: float | None) -> bytes:
    """Draw a scene `width` x `height` inches; without a height, as high as the scene wants."""
    paper = Paper(look, width, height or scene.height)
    top = _legend(paper, scene, _title(paper, scene))
    bottom = _notes(paper, scene)
    if not scene.panels:
        paper.write(
            paper.width / 2, (top + bottom) / 2, scene.message, ha="center", va="center", fontsize=12, color=look.quiet
        )
        return paper.png()
    for panel, frame in zip(scene.panels, _frames(paper, scene, top, bottom), strict=True):
        _panel(paper, panel, frame)
    return paper.png()


def _title(paper: Paper, scene: ChartScene) -> float:
    top = paper.height - EDGE
    for row in lettering.wrap(scene.title, TITLE_SIZE * 1.08, paper.width - 2 * EDGE, 2):
        paper.write(EDGE, top, row, fontsize=TITLE_SIZE, fontweight="bold", va="top")
        top -= TITLE_SIZE * 1.35
    return top - 2


def _legend(paper: Paper, scene: ChartScene, top: float) -> float:
    if not scene.legend:
        return top
    left = EDGE
    for entry in scene.legend:
        name = lettering.shorten(entry.name, LABEL_SIZE, 190)
        needed = 20 + lettering.width(name, LABEL_SIZE) + 14
        if left + needed > paper.width - EDGE and left > EDGE:
            left, top = EDGE, top - 14
        _swatch(paper, entry, left, top - 6)
        paper.write(left + 18, top - 6, name, va="center_baseline", color=paper.look.ink)
        left += needed
    return top - 16


def _swatch(paper: Paper, entry: LegendEntry, left: float, middle: float) -> None:
    x, y, w, h = left / paper.width, middle / paper.height, 13 / paper.width, 9 / paper.height
    if entry.shape == "box":
        paper.figure.add_artist(Rectangle((x, y - h / 2), w * 0.75, h, facecolor=entry.colour, linewidth=0))
        return
    lines: dict[str, Any] = {"line": "-", "dashed": (0, (2.2, 1.2))}
    marker = {"circle": "o", "ring": "o", "diamond": "D"}.get(entry.shape, "")
    xs = [x, x + w] if entry.shape in lines else [x + w / 2]
    paper.figure.add_artist(
        Line2D(
            xs,
            [y] * len(xs),
            color=entry.colour,
            linewidth=2,
            linestyle=lines.get(entry.shape, ""),
            marker=marker,
            markersize=6.5,
            markerfacecolor=paper.look.paper if entry.shape == "ring" else entry.colour,
            markeredgewidth=1.6,
        )
    )


def _notes(paper: Paper, scene: ChartScene) -> float:
    bottom = EDGE - 2
    for note in reversed(scene.notes):
        shown = lettering.shorten(note, NOTE_SIZE, paper.width - 2 * EDGE)
        paper.write(EDGE, bottom, shown, fontsize=NOTE_SIZE, color=paper.look.quiet)
        bottom += NOTE_SIZE + 4
    return bottom + (4 if scene.notes else 0)


def _frames(paper: Paper, scene: ChartScene, top: float, bottom: float) -> list[PanelFrame]:
    """The inside of each panel: what is left after its words."""
    panels = scene.panels
    lefts = [_left_words(panel.y) for panel in panels]
    rights = [_right_words(panel) for panel in panels]
    foots = [_foot(panel.x) for panel in panels]
    if scene.across:
        room = (paper.width - 2 * EDGE - sum(lefts) - sum(rights) - _GAP * (len(panels) - 1)) / len(panels)
        starts = [EDGE + sum(lefts[: at + 1]) + sum(rights[:at]) + at * (room + _GAP) for at in range(len(panels))]
        high = top - _HEAD - bottom - max(foots)
        base = bottom + max(foots)
        return [
            PanelFrame(left=start, bottom=base, width=room, height=high, words=words)
            for start, words in zip(starts, lefts, strict=True)
        ]
    left, width = EDGE + max(lefts), paper.width - 2 * EDGE - max(lefts) - max(rights)
    room = (top - bottom - sum(foots) - _HEAD * len(panels)) / len(panels)
    bases = [top - sum(foots[: at + 1]) - (_HEAD + room) * (at + 1) + foots[at] for at in range(len(panels))]
    return [PanelFrame(left=left, bottom=base, width=width, height=room, words=max(lefts)) for base in bases]


def _left_words(axis: Axis) -> float:
    return 0.0 if axis.hidden else max((lettering.width(tick.text, TICK_SIZE) for tick in axis.ticks), default=0.0) + 8


def _right_words(panel: Panel) -> float:
    tags = [
        lettering.width(mark.name, LABEL_SIZE) * 1.12 for mark in panel.marks if isinstance(mark, Line) and mark.tagged
    ]
    if tags:
        return min(max(tags), TAG_ROOM) + 12
    last = max(panel.x.ticks, key=lambda tick: tick.at, default=None)
    if last is None or panel.x.hidden:
        return 4.0
    beyond = (panel.x.high - last.at) / (panel.x.high - panel.x.low) * 400
    return max(4.0, lettering.width(last.text, TICK_SIZE) / 2 - beyond)


def _foot(axis: Axis) -> float:
    if axis.hidden:
        return 2.0
    rows = max((tick.text.count("\n") + 1 for tick in axis.ticks), default=1)
    return 8 + 11.5 * rows + (13 if axis.title else 0)


def _panel(paper: Paper, panel: Panel, frame: PanelFrame) -> None:
    axes = paper.axes(frame)
    head = panel.title or panel.y.title
    start = frame.left - frame.words
    shown = lettering.shorten(head, LABEL_SIZE, frame.width + frame.left - start)
    paper.write(start, frame.bottom + frame.height + 6, shown, color=paper.look.quiet)
    _scales(axes, panel, paper.look)
    put(Place(axes=axes, panel=panel, look=paper.look, width=frame.width, height=frame.height), panel.marks)
    if panel.x.title and not panel.x.hidden:
        middle, foot = frame.left + frame.width / 2, frame.bottom - _foot(panel.x) + 3
        paper.write(middle, foot, panel.x.title, ha="center", color=paper.look.quiet)


def _rule_lines(axes: Axes, axis: Axis, place: Any, look: Look) -> None:
    """The grid of one axis, and its zero where it lies between the ends."""
    if axis.grid:
        place.grid(visible=True, color=look.grid, linewidth=0.8)
    if axis.scale == "number" and axis.low < 0 < axis.high:
        (axes.axhline if place is axes.yaxis else axes.axvline)(0, color=look.quiet, linewidth=0.9, zorder=2.5)


def _scales(axes: Axes, panel: Panel, look: Look) -> None:
    if panel.x.logarithmic:
        axes.set_xscale("log")
        axes.xaxis.set_minor_locator(NullLocator())
    axes.set_xlim(panel.x.low, panel.x.high)
    axes.set_ylim(*((panel.y.high, panel.y.low) if panel.y.descending else (panel.y.low, panel.y.high)))
    axes.spines[:].set_visible(False)
    words: dict[str, Any] = {
        "fontsize": TICK_SIZE,
        "color": look.quiet,
        "parse_math": False,
        "family": lettering.FAMILY,
    }
    for axis, place in ((panel.x, axes.xaxis), (panel.y, axes.yaxis)):
        ticks = () if axis.hidden else axis.ticks
        place.set_ticks([tick.at for tick in ticks], [tick.text for tick in ticks], **words)
        place.set_tick_params(length=0, pad=5)
        if not axis.hidden:
            _rule_lines(axes, axis, place, look)
    axes.set_axisbelow(True)
    if panel.x.scale == "day" or not panel.x.grid:
        axes.spines["bottom"].set_visible(not panel.x.hidden and panel.y.low >= 0)
        axes.spines["bottom"].set_color(look.quiet)
