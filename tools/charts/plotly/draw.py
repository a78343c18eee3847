"""Scenes as interactive Plotly figures for the chat: figures, colours and words of the picture, on a clear ground."""

import math
from collections.abc import Iterable
from typing import Any

from plotly.graph_objects import Figure

from tools.charts import lettering
from tools.charts.palette import Look
from tools.charts.plotly.marks import axis_key, moment, notes_beside, shapes, traces
from tools.charts.scene import Axis, ChartScene, Line, Panel, Tick, Wedges

_FONT = "Inter, DejaVu Sans, Verdana, sans-serif"
_CLEAR = "rgba(0,0,0,0)"
_NARROW = 270.0
"""Points a line may take on a phone."""
_LINE = 21
"""Pixels of a line of the title."""
_BETWEEN = 68
"""Pixels between panels: tick words of one, caption of the next."""


def figure(scene: ChartScene, look: Look) -> Figure:
    """A scene as an object of Plotly's, which checks every part of it."""
    return Figure(**described(scene, look))


def described(scene: ChartScene, look: Look) -> dict[str, Any]:
    """A scene as what Plotly's script draws, `data` and `layout`; names are escaped, so nothing in them is markup."""
    layout = _layout(scene, look)
    if not scene.panels:
        layout["annotations"] = [_message(scene.message, look)]
        layout["xaxis"] = layout["yaxis"] = {"visible": False}
    data: list[dict[str, Any]] = []
    for number, panel in enumerate(scene.panels, start=1):
        data += traces(panel, number, look, together=scene.together)
        layout["shapes"] += shapes(panel, number, look)
        layout["annotations"] += [*_heads(panel, number, look), *notes_beside(panel, number, look)]
        layout |= _axes(scene, panel, number, look)
    _name_once(data, _named(scene))
    return {"data": data, "layout": layout}


def _named(scene: ChartScene) -> set[str]:
    """What the legend lists: the entries of the picture's legend, and lines that carry their name there."""
    lines = [mark for panel in scene.panels for mark in panel.marks if isinstance(mark, Line)]
    return {entry.name for entry in scene.legend} | {line.name for line in lines if line.tagged}


def _name_once(data: Iterable[dict[str, Any]], named: set[str]) -> None:
    """Every name stands in the legend once, and one click hides it in all panels."""
    seen: set[str] = set()
    for trace in data:
        if trace["type"] == "pie":
            continue
        name = trace.pop("plain")
        trace["showlegend"] = name in named and name not in seen
        seen.add(name)


def _layout(scene: ChartScene, look: Look) -> dict[str, Any]:
    return {
        "title": _title(scene, look),
        "font": {"family": _FONT, "size": 12, "color": look.quiet},
        "paper_bgcolor": _CLEAR,
        "plot_bgcolor": _CLEAR,
        "height": _height(scene),
        "margin": {"l": 8, "r": 20, "t": _top(scene), "b": _bottom(scene)},
        "hovermode": "x unified" if scene.together else "closest",
        "hoverlabel": {
            "bgcolor": look.paper,
            "bordercolor": look.grid,
            "font": {"color": look.ink, "family": _FONT},
            "align": "left",
        },
        "legend": {
            "orientation": "h",
            "x": 0,
            "xanchor": "left",
            "y": 0,
            "yref": "container",
            "yanchor": "bottom",
            "font": {"color": look.ink},
            "bgcolor": _CLEAR,
        },
        "dragmode": False,
        "barmode": "overlay",
        "annotations": [],
        "shapes": [],
    }


def _title(scene: ChartScene, look: Look) -> dict[str, Any]:
    rows = [f"<b>{lettering.markup(row)}</b>" for row in _title_rows(scene)]
    return {
        "text": "<br>".join(rows),
        "subtitle": {"text": lettering.markup("\n".join(_notes(scene))), "font": {"size": 11, "color": look.quiet}},
        "x": 0,
        "xref": "container",
        "xanchor": "left",
        "y": 1,
        "yref": "container",
        "yanchor": "top",
        "pad": {"t": 12, "l": 8},
        "font": {"size": 16, "color": look.ink},
    }


def _notes(scene: ChartScene) -> list[str]:
    """Notes on lines that fit a phone."""
    return [row for note in scene.notes for row in lettering.wrap(note, 8.5, _NARROW, 2)]


def _title_rows(scene: ChartScene) -> list[str]:
    return lettering.wrap(scene.title, 13, _NARROW, 3)


def _top(scene: ChartScene) -> int:
    return 34 + _LINE * len(_title_rows(scene)) + (16 + 15 * len(_notes(scene)) if scene.notes else 0)


def _bottom(scene: ChartScene) -> int:
    named = bool(_named(scene)) or any(isinstance(mark, Wedges) for panel in scene.panels for mark in panel.marks)
    words = any(panel.x.title and not panel.x.hidden for panel in scene.panels)
    return 34 + (30 if named else 0) + (14 if words else 0)


def _height(scene: ChartScene) -> int:
    return round(scene.height * 84) + (30 if _bottom(scene) > 60 else 0)


def _across(scene: ChartScene, number: int) -> tuple[float, float]:
    return _share(len(scene.panels), number - 1, gap=0.02) if scene.across else (0.0, 1.0)


def _down(scene: ChartScene, number: int) -> tuple[float, float]:
    inside = _height(scene) - _top(scene) - _bottom(scene)
    count = len(scene.panels)
    return (0.0, 1.0) if scene.across else _share(count, count - number, gap=_BETWEEN / inside)


def _share(count: int, at: int, *, gap: float) -> tuple[float, float]:
    """The part of the width or height that one of `count` panels takes, `gap` of the whole between them."""
    size = (1 - gap * (count - 1)) / count
    return at * (size + gap), min(1.0, at * (size + gap) + size)


def _thinned(axis: Axis) -> tuple[Tick, ...]:
    """Days so few that their words fit a phone; the first one, which carries the year, stays."""
    ticks = axis.ticks
    while (
        axis.scale == "day" and sum(lettering.width(tick.text, 8.5) + 8 for tick in ticks) > _NARROW and len(ticks) > 2
    ):
        ticks = ticks[::2]
    return ticks


def _axes(scene: ChartScene, panel: Panel, number: int, look: Look) -> dict[str, Any]:
    x, y = _axis(panel.x, look, domain=_across(scene, number)), _axis(panel.y, look, domain=_down(scene, number))
    return {
        axis_key("xaxis", number): {**x, **_base(panel, look), "anchor": axis_key("y", number)},
        axis_key("yaxis", number): {**y, "anchor": axis_key("x", number), "fixedrange": True},
    }


def _axis(axis: Axis, look: Look, *, domain: tuple[float, float]) -> dict[str, Any]:
    place = {"type": _type(axis), "range": _range(axis), "domain": domain}
    if axis.hidden:
        return {**place, "visible": False, "fixedrange": True}
    ticks = _thinned(axis)
    return {
        **place,
        "automargin": True,
        "tickmode": "array",
        "tickvals": [moment(axis, tick.at) for tick in ticks],
        "ticktext": [lettering.markup(tick.text) for tick in ticks],
        "tickangle": 0 if axis.scale == "day" else None,
        "tickfont": {"color": look.quiet, "size": 11},
        "ticklabelstandoff": 5,
        "showgrid": axis.grid,
        "gridcolor": look.grid,
        "zeroline": axis.scale == "number",
        "zerolinecolor": look.quiet,
        "zerolinewidth": 1,
        "hoverformat": "%d.%m.%Y" if axis.scale == "day" else "",
        "fixedrange": axis.scale == "category",
    }


def _base(panel: Panel, look: Look) -> dict[str, Any]:
    """What the x axis is called, and the line that standing bars and lines stand on, unless they cross zero."""
    shown = not panel.x.grid and not panel.x.hidden and panel.y.scale == "number" and panel.y.low >= 0
    title = {"text": lettering.markup(panel.x.title), "font": {"size": 11.5, "color": look.quiet}, "standoff": 10}
    return {"showline": shown, "linecolor": look.quiet, "title": title}


def _type(axis: Axis) -> str:
    return "date" if axis.scale == "day" else "log" if axis.logarithmic else "linear"


def _range(axis: Axis) -> list[Any]:
    if axis.logarithmic:
        return [math.log10(axis.low), math.log10(axis.high)]
    air = 0.1 * (axis.high - axis.low) if axis.hidden and axis.scale == "number" else 0.0
    ends = [moment(axis, axis.low - (air if axis.low < 0 else 0)), moment(axis, axis.high + air)]
    return ends[::-1] if axis.descending else ends


def _heads(panel: Panel, number: int, look: Look) -> list[dict[str, Any]]:
    """What is measured, above the axis."""
    inside = {"xref": f"{axis_key('x', number)} domain", "yref": f"{axis_key('y', number)} domain"}
    style = {**inside, "showarrow": False, "font": {"size": 11.5, "color": look.quiet}}
    place = {"x": 0, "y": 1, "xanchor": "left", "yanchor": "bottom", "yshift": 6}
    return [{**style, **place, "text": head}] if (head := lettering.markup(panel.title or panel.y.title)) else []


def _message(text: str, look: Look) -> dict[str, Any]:
    middle = {"xref": "paper", "yref": "paper", "x": 0.5, "y": 0.5, "showarrow": False}
    return {**middle, "text": lettering.markup(text), "font": {"size": 15, "color": look.quiet}}
