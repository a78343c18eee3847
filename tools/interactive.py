"""Scenes as interactive Plotly figures for the chat: the figures, colours and words of the picture, on a transparent ground."""

import math
from collections.abc import Iterable
from typing import Any

from plotly.graph_objects import Figure

from tools import lettering
from tools.interactive_marks import axis_key, moment, notes_beside, shapes, traces
from tools.palette import Look
from tools.scene import Axis, Line, Panel, Scene

_FONT = "Inter, DejaVu Sans, Verdana, sans-serif"
_ROOM = 560.0
"""Points a title line may take."""
_BELOW = 64
"""Pixels for the legend."""


def figure(scene: Scene, look: Look) -> Figure:
    """Draw a scene; names are escaped, so nothing in them is markup."""
    layout = _layout(scene, look)
    if not scene.panels:
        layout["annotations"] = [_message(scene.message, look)]
        layout["xaxis"] = layout["yaxis"] = {"visible": False}
    data: list[dict[str, Any]] = []
    for number, panel in enumerate(scene.panels, start=1):
        data += traces(panel, number, look, together=scene.together)
        layout["shapes"] += shapes(panel, number, look)
        layout["annotations"] += [*_heads(panel, number, look), *notes_beside(panel, number, look)]
        layout[axis_key("xaxis", number)] = _axis(panel.x, look, domain=_across(scene, number)) | {
            "anchor": axis_key("y", number)
        }
        layout[axis_key("yaxis", number)] = _axis(panel.y, look, domain=_down(scene, number)) | {
            "anchor": axis_key("x", number), "fixedrange": True,
        }  # fmt: skip
    _name_once(data, _named(scene))
    return Figure(data=data, layout=layout)


def _named(scene: Scene) -> set[str]:
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


def _layout(scene: Scene, look: Look) -> dict[str, Any]:
    rows = lettering.wrap(scene.title, 14, _ROOM, 2)
    title = "<br>".join(f"<b>{lettering.markup(row)}</b>" for row in rows)
    small = [f'<span style="font-size:11px;color:{look.quiet}">{lettering.markup(note)}</span>' for note in scene.notes]
    return {
        "title": {
            "text": "<br>".join([title, *small]), "x": 0, "xref": "container", "xanchor": "left", "y": 1, "yref": "container",
            "yanchor": "top", "pad": {"t": 10, "l": 8}, "font": {"size": 16, "color": look.ink},
        },
        "font": {"family": _FONT, "size": 12, "color": look.quiet},
        "paper_bgcolor": "rgba(0,0,0,0)", "plot_bgcolor": "rgba(0,0,0,0)",
        "height": round(scene.height * 96) + 16 * len(small),
        "margin": {"l": 8, "r": 20, "t": 34 + 21 * len(rows) + 21 * len(small), "b": _BELOW},
        "hovermode": "x unified" if scene.together else "closest",
        "hoverlabel": {"bgcolor": look.paper, "bordercolor": look.grid, "font": {"color": look.ink, "family": _FONT}, "align": "left"},
        "legend": {
            "orientation": "h", "x": 0, "xanchor": "left", "y": 0, "yref": "container", "yanchor": "bottom",
            "font": {"color": look.ink}, "bgcolor": "rgba(0,0,0,0)",
        },
        "dragmode": False, "barmode": "overlay", "annotations": [], "shapes": [],
    }  # fmt: skip


def _across(scene: Scene, number: int) -> tuple[float, float]:
    return _share(len(scene.panels), number - 1, gap=0.05) if scene.across else (0.0, 1.0)


def _down(scene: Scene, number: int) -> tuple[float, float]:
    return (0.0, 1.0) if scene.across else _share(len(scene.panels), len(scene.panels) - number, gap=0.2)


def _share(count: int, at: int, *, gap: float) -> tuple[float, float]:
    """The part of the width or height that one of `count` panels takes, `gap` of it left empty."""
    size = 1 / count
    start = at * size
    return (start, start + size * (1 - gap if at < count - 1 else 1)) if count > 1 else (0.0, 1.0)


def _axis(axis: Axis, look: Look, *, domain: tuple[float, float]) -> dict[str, Any]:
    if axis.hidden:
        return {"visible": False, "domain": domain, "range": _range(axis), "type": _type(axis), "fixedrange": True}
    return {
        "type": _type(axis), "range": _range(axis), "domain": domain, "automargin": True,
        "tickmode": "array", "tickvals": [moment(axis, tick.at) for tick in axis.ticks],
        "ticktext": [lettering.markup(tick.text) for tick in axis.ticks], "tickfont": {"color": look.quiet, "size": 11},
        "showgrid": axis.grid, "gridcolor": look.grid, "zeroline": axis.scale == "number", "zerolinecolor": look.quiet, "zerolinewidth": 1,
        "hoverformat": "%d.%m.%Y" if axis.scale == "day" else "", "fixedrange": axis.scale == "category",
    }  # fmt: skip


def _type(axis: Axis) -> str:
    return "date" if axis.scale == "day" else "log" if axis.logarithmic else "linear"


def _range(axis: Axis) -> list[Any]:
    if axis.logarithmic:
        return [math.log10(axis.low), math.log10(axis.high)]
    ends = [moment(axis, axis.low), moment(axis, axis.high)]
    return ends[::-1] if axis.descending else ends


def _heads(panel: Panel, number: int, look: Look) -> list[dict[str, Any]]:
    """What is measured, above the axis; and below it for figures along x."""
    common = {
        "xref": f"{axis_key('x', number)} domain",
        "yref": f"{axis_key('y', number)} domain",
        "showarrow": False,
        "font": {"size": 11.5, "color": look.quiet},
    }
    head = lettering.markup(panel.title or panel.y.title)
    heads = (
        [{**common, "x": 0, "y": 1, "xanchor": "left", "yanchor": "bottom", "yshift": 6, "text": head}] if head else []
    )
    if panel.x.title and not panel.x.hidden:
        heads.append(
            {
                **common,
                "x": 0.5,
                "y": 0,
                "xanchor": "center",
                "yanchor": "top",
                "yshift": -22,
                "text": lettering.markup(panel.x.title),
            }
        )
    return heads


def _message(text: str, look: Look) -> dict[str, Any]:
    return {
        "text": lettering.markup(text), "xref": "paper", "yref": "paper", "x": 0.5, "y": 0.5, "showarrow": False,
        "font": {"size": 15, "color": look.quiet},
    }  # fmt: skip
