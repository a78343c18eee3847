"""A scene on a page of a PDF: legend, panels with their axes, notes. The title is the page's own affair."""

from tools.charts import lettering
from tools.charts.axes import TICK_SIZE
from tools.charts.pdf.canvas import Canvas
from tools.charts.pdf.marks import Plot, put
from tools.charts.png.marks import LABEL_SIZE, TAG_ROOM
from tools.charts.scene import Axis, Bars, ChartScene, LegendEntry, Line, Panel

NOTE_SIZE = 8.0
_HEAD = 20.0
_GAP = 14.0
_BARE = 0.08
"""Part of the width that lying bars leave free for the words at their ends."""
_SWATCH = 18.0


def paint(canvas: Canvas, scene: ChartScene) -> None:
    """Draws a scene; `canvas.drawn` says afterwards how many marks with ink it has: none where there is no panel."""
    if not scene.panels:
        canvas.write((canvas.width / 2, canvas.height / 2), scene.message, colour=canvas.look.quiet, align="center")
        return
    top, bottom = _legend(canvas, scene), _notes(canvas, scene)
    for panel, plot in _plots(canvas, scene, top, bottom):
        _panel(plot, panel)


def _legend(canvas: Canvas, scene: ChartScene) -> float:
    top, left = canvas.height - 6, 0.0
    for entry in scene.legend:
        name = lettering.shorten(entry.name, LABEL_SIZE, 190)
        needed = _SWATCH + canvas.measure(name, LABEL_SIZE) + 14
        if left + needed > canvas.width and left:
            left, top = 0.0, top - 14
        _swatch(canvas, entry, left, top)
        canvas.write((left + _SWATCH, top), name)
        left += needed
    return top - 10 if scene.legend else canvas.height


def _swatch(canvas: Canvas, entry: LegendEntry, left: float, middle: float) -> None:
    if entry.shape == "box":
        canvas.box((left, middle - 4.5), 10, 9, entry.colour)
    elif entry.shape in ("line", "dashed"):
        dash = (3.5, 2.0) if entry.shape == "dashed" else None
        canvas.line([(left, middle), (left + 13, middle)], entry.colour, width=1.8, dash=dash)
    else:
        canvas.dot((left + 6, middle), 3.4, entry.colour, ring=entry.shape == "ring")


def _notes(canvas: Canvas, scene: ChartScene) -> float:
    bottom = 5.0
    for note in reversed(scene.notes):
        shown = lettering.shorten(note, NOTE_SIZE, canvas.width * 1.08)
        canvas.write((0, bottom), shown, size=NOTE_SIZE, colour=canvas.look.quiet)
        bottom += NOTE_SIZE + 4
    return bottom + 2 if scene.notes else 0.0


def _plots(canvas: Canvas, scene: ChartScene, top: float, bottom: float) -> list[tuple[Panel, Plot]]:
    """The inside of each panel: what is left after its words."""
    panels = scene.panels
    lefts = [_left_words(canvas, panel.y) for panel in panels]
    rights = [_right_words(canvas, panel) for panel in panels]
    foots = [_foot(panel.x) for panel in panels]
    found = []
    if scene.across:
        room = (canvas.width - sum(lefts) - sum(rights) - _GAP * (len(panels) - 1)) / len(panels)
        left, base = 0.0, bottom + max(foots)
        for at, panel in enumerate(panels):
            left += lefts[at]
            box = {"left": left, "bottom": base, "width": room, "height": top - _HEAD - base}
            found.append((panel, Plot(canvas=canvas, panel=panel, **box)))
            left += room + rights[at] + _GAP
        return found
    left, width = max(lefts), canvas.width - max(lefts) - max(rights)
    room = (top - bottom - sum(foots) - _HEAD * len(panels)) / len(panels)
    for panel, foot in zip(panels, foots, strict=True):
        base = top - _HEAD - room
        found.append((panel, Plot(canvas=canvas, panel=panel, left=left, bottom=base, width=width, height=room)))
        top = base - foot
    return found


def _left_words(canvas: Canvas, axis: Axis) -> float:
    widest = max((canvas.measure(line, TICK_SIZE) for tick in axis.ticks for line in tick.text.split("\n")), default=0)
    return 0.0 if axis.hidden else widest + 8


def _right_words(canvas: Canvas, panel: Panel) -> float:
    tagged = [mark.name for mark in panel.marks if isinstance(mark, Line) and mark.tagged]
    if tagged:
        return min(max(canvas.measure(name, LABEL_SIZE, bold=True) for name in tagged), TAG_ROOM) + 12
    lying = [mark for mark in panel.marks if isinstance(mark, Bars) and mark.horizontal and any(mark.texts)]
    if lying:
        widest = max(canvas.measure(text, LABEL_SIZE) for mark in lying for text in mark.texts)
        return max(4.0, widest - _BARE * canvas.width)
    last = max(panel.x.ticks, key=lambda tick: tick.at, default=None)
    return 4.0 if last is None or panel.x.hidden else max(4.0, canvas.measure(last.text, TICK_SIZE) / 2)


def _foot(axis: Axis) -> float:
    if axis.hidden:
        return 2.0
    rows = max((tick.text.count("\n") + 1 for tick in axis.ticks), default=1)
    return 8 + 11.5 * rows + (13 if axis.title else 0)


def _panel(plot: Plot, panel: Panel) -> None:
    canvas, head = plot.canvas, panel.title or panel.y.title
    if head:
        start = plot.left - _left_words(canvas, panel.y)
        shown = lettering.shorten(head, LABEL_SIZE, plot.width + plot.left - start)
        canvas.write((start, plot.bottom + plot.height + 13), shown, colour=canvas.look.quiet)
    _across(plot, panel)
    _upright(plot, panel)
    put(plot, panel.marks)
    if panel.x.title and not panel.x.hidden:
        place = plot.left + plot.width / 2, plot.bottom - _foot(panel.x) + 6
        canvas.write(place, panel.x.title, colour=canvas.look.quiet, align="center")


def _across(plot: Plot, panel: Panel) -> None:
    """The x axis: grid, words, and the line that bars and areas stand on."""
    canvas, look = plot.canvas, plot.canvas.look
    size = _tick_size(plot, panel.x)
    for tick in () if panel.x.hidden else panel.x.ticks:
        x = plot.x(tick.at)
        if panel.x.grid:
            canvas.line([(x, plot.bottom), (x, plot.bottom + plot.height)], look.grid, width=0.7)
        for row, text in enumerate(tick.text.split("\n")):
            place = x, plot.bottom - 11 - 11.5 * row
            canvas.write(place, text, size=size, colour=look.quiet, align="center")
    _zero(plot, panel.x, upright=True)


def _tick_size(plot: Plot, axis: Axis) -> float:
    """Names under bars grow smaller until they stand apart."""
    if axis.scale != "category" or not axis.ticks:
        return TICK_SIZE
    widest = max(plot.canvas.measure(line, TICK_SIZE) for tick in axis.ticks for line in tick.text.split("\n"))
    room = plot.width / len(axis.ticks) - 3
    return min(TICK_SIZE, max(5.5, TICK_SIZE * room / max(widest, 1.0)))


def _upright(plot: Plot, panel: Panel) -> None:
    canvas, look = plot.canvas, plot.canvas.look
    for tick in () if panel.y.hidden else panel.y.ticks:
        y = plot.y(tick.at)
        if panel.y.grid:
            canvas.line([(plot.left, y), (plot.left + plot.width, y)], look.grid, width=0.7)
        lines = tick.text.split("\n")
        for row, text in enumerate(lines):
            place = plot.left - 6, y + 5.5 * (len(lines) - 1) - 11 * row
            canvas.write(place, text, size=TICK_SIZE, colour=look.quiet, align="right")
    _zero(plot, panel.y, upright=False)


def _zero(plot: Plot, axis: Axis, *, upright: bool) -> None:
    if axis.scale != "number" or axis.logarithmic or not axis.low <= 0 <= axis.high:
        return
    if upright:
        ends = [(plot.x(0), plot.bottom), (plot.x(0), plot.bottom + plot.height)]
    else:
        ends = [(plot.left, plot.y(0)), (plot.left + plot.width, plot.y(0))]
    plot.canvas.line(ends, plot.canvas.look.quiet, width=0.8)
