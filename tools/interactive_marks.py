"""Marks of a scene as Plotly traces, shapes and annotations."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from tools import lettering
from tools.drawing_marks import alone
from tools.palette import Look, channels
from tools.scene import Axis, Band, Bars, Cells, Line, Mark, Panel, Points, Rule, Shade, Wedges

Trace = dict[str, Any]
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - a day has no time zone
_SYMBOLS = {"circle": "circle", "ring": "circle-open", "diamond": "diamond"}


def axis_key(name: str, number: int) -> str:
    """Plotly's name of the axis of a panel: "xaxis", "xaxis2"."""
    return name if number == 1 else f"{name}{number}"


def moment(axis: Axis, at: float) -> float | str:
    """A place of an axis: ISO text of a day, hours only where it lies between days."""
    if axis.scale != "day":
        return at
    when = _EPOCH + timedelta(days=at)
    return when.date().isoformat() if when.time() == datetime.min.time() else when.isoformat(timespec="minutes")


def traces(panel: Panel, number: int, look: Look, *, together: bool) -> list[Trace]:
    """A trace or two for each mark; `plain` is the name that legends are made from and is removed by the caller."""
    found = []
    for mark in sorted(panel.marks, key=lambda one: isinstance(one, Points)):
        make = _HANDS.get(type(mark))
        for trace in make(mark, panel, look) if make else []:
            if trace["type"] != "pie":
                place = {"xaxis": axis_key("x", number), "yaxis": axis_key("y", number)}
                trace = {
                    **trace,
                    **place,
                    "plain": mark.name,
                    "name": lettering.markup(mark.name),
                    "legendgroup": lettering.markup(mark.name),
                }  # type: ignore[union-attr]  # noqa: E501, PLW2901
            if together and "hovertext" in trace:
                trace["hovertext"] = [text.split("<br>")[0] for text in trace["hovertext"]]
            found.append(trace)
    return found


def shapes(panel: Panel, number: int, look: Look) -> list[dict[str, Any]]:
    """Strips and rules in the background."""
    found = []
    for mark in panel.marks:
        if isinstance(mark, Shade):
            ends = {"x0": moment(panel.x, mark.start), "x1": moment(panel.x, mark.end), "y0": 0, "y1": 1}
            refs = {"xref": axis_key("x", number), "yref": f"{axis_key('y', number)} domain"}
            found.append(
                {
                    "type": "rect",
                    **ends,
                    **refs,
                    "fillcolor": look.muted,
                    "opacity": 0.22,
                    "line": {"width": 0},
                    "layer": "below",
                }
            )
        if isinstance(mark, Rule):
            found.append(_rule(mark, panel, number, look))
    return found


def _rule(mark: Rule, panel: Panel, number: int, look: Look) -> dict[str, Any]:
    x, y = axis_key("x", number), axis_key("y", number)
    if mark.axis == "x":
        at = moment(panel.x, mark.at)
        where = {"x0": at, "x1": at, "y0": 0, "y1": 1, "xref": x, "yref": f"{y} domain"}
    else:
        where = {"x0": 0, "x1": 1, "y0": mark.at, "y1": mark.at, "xref": f"{x} domain", "yref": y}
    return {"type": "line", **where, "line": {"color": look.quiet, "width": 1}}


def notes_beside(panel: Panel, number: int, look: Look) -> list[dict[str, Any]]:
    """Words of strips, words of bars that are missing, the figure in the middle of a ring."""
    x, y = axis_key("x", number), axis_key("y", number)
    style = {"showarrow": False, "font": {"size": 11, "color": look.quiet}}
    found = []
    for mark in panel.marks:
        if isinstance(mark, Shade):
            middle = moment(panel.x, (mark.start + mark.end) / 2)
            found.append(
                {
                    **style,
                    "x": middle,
                    "y": 1,
                    "xref": x,
                    "yref": f"{y} domain",
                    "yanchor": "top",
                    "text": lettering.markup(mark.text),
                }
            )
        if isinstance(mark, Wedges):
            centre = {
                "x": 0.5,
                "y": 0.5,
                "xref": "paper",
                "yref": "paper",
                "text": f"<b>{lettering.markup(mark.centre)}</b>",
            }
            found.append({**style, **centre, "font": {"size": 15, "color": look.ink}})
        if isinstance(mark, Bars):
            found += [{**style, **place, "xref": x, "yref": y} for place in _missing(mark, panel)]
    return found


def _missing(mark: Bars, panel: Panel) -> list[dict[str, Any]]:
    gone = [(at, text) for at, value, text in zip(mark.at, mark.values, mark.texts, strict=False) if value is None]
    return [
        {"x": 0, "y": at, "xanchor": "left", "text": text}
        if mark.horizontal
        else {"x": moment(panel.x, at), "y": 0, "yanchor": "bottom", "text": text}
        for at, text in gone
    ]


def _hover(texts: tuple[str, ...]) -> dict[str, Any]:
    return {"hoverinfo": "text", "hovertext": [lettering.markup(text) for text in texts]}


def _line(mark: Line, panel: Panel, look: Look) -> list[Trace]:
    lonely = set(alone(mark.ys))
    piled = sum(isinstance(one, Line) and one.base is not None for one in panel.marks) > 1
    trace: Trace = {
        "type": "scatter", "mode": "lines+markers" if lonely else "lines", "x": [moment(panel.x, at) for at in mark.xs],
        "y": list(mark.ys), "connectgaps": False, "opacity": 0.75 if mark.muted else 1,
        "line": {"color": mark.colour, "width": 1 if mark.muted else 2.2, "dash": "dash" if mark.dashed else "solid"},
    }  # fmt: skip
    if lonely:
        trace["marker"] = {
            "color": mark.colour,
            "size": [7 if at in lonely else 0 for at in range(len(mark.ys))],
            "line": {"width": 0},
        }
    if mark.base is not None:
        trace["fill"] = "tonexty" if any(mark.base) else "tozeroy"
        trace["fillcolor"] = _clear(mark.colour, 0.85 if piled else 0.25)
    return [trace | (_hover(mark.hover) if any(mark.hover) else {"hoverinfo": "skip"})]


def _band(mark: Band, panel: Panel, look: Look) -> list[Trace]:
    xs = [moment(panel.x, at) for at in mark.xs]
    edge = {"type": "scatter", "mode": "lines", "x": xs, "line": {"width": 0}, "hoverinfo": "skip"}
    return [
        {**edge, "y": list(mark.low)},
        {**edge, "y": list(mark.high), "fill": "tonexty", "fillcolor": _clear(mark.colour, 0.2)},
    ]


def _bars(mark: Bars, panel: Panel, look: Look) -> list[Trace]:
    places = [moment(panel.y if mark.horizontal else panel.x, at) for at in mark.at]
    day = 86_400_000 if panel.x.scale == "day" and not mark.horizontal else 1
    length, place = ("x", "y") if mark.horizontal else ("y", "x")
    trace: Trace = {
        "type": "bar", "orientation": "h" if mark.horizontal else "v", length: list(mark.values), place: places,
        "width": [mark.thickness * day] * len(places), "marker": {"color": list(mark.colours), "line": {"width": 0}},
    }  # fmt: skip
    if mark.bases:
        trace["base"] = list(mark.bases)
    if mark.texts:
        trace |= {
            "text": [lettering.markup(text) for text in mark.texts], "textposition": "inside" if mark.inside else "outside",
            "cliponaxis": False, "textangle": 0, "textfont": {"size": 11} if mark.inside else {"size": 11, "color": look.ink},
        }  # fmt: skip
    return [trace | _hover(mark.hover)]


def _points(mark: Points, panel: Panel, look: Look) -> list[Trace]:
    named = any(mark.labels)
    trace: Trace = {
        "type": "scatter", "mode": "markers+text" if named else "markers", "x": [moment(panel.x, at) for at in mark.xs], "y": list(mark.ys),
        "marker": {
            "color": mark.colour, "size": [1.33 * area**0.5 for area in mark.areas], "symbol": _SYMBOLS[mark.shape], "opacity": 0.9,
            "line": {"color": mark.colour if mark.shape == "ring" else look.paper, "width": 2 if mark.shape == "ring" else 1},
        },
    }  # fmt: skip
    if named:
        trace |= {
            "text": [lettering.markup(text) for text in mark.labels],
            "textposition": "middle right",
            "textfont": {"size": 10, "color": look.ink},
        }
    return [trace | _hover(mark.hover)]


def _cells(mark: Cells, panel: Panel, look: Look) -> list[Trace]:
    pairs = {value: colour for values, colours in zip(mark.values, mark.colours, strict=True)
             for value, colour in zip(values, colours, strict=True) if value is not None}  # fmt: skip
    low, high = min(pairs), max(pairs)
    if low == high:
        scale = [[0.0, pairs[low]], [1.0, pairs[low]]]
    else:
        scale = [[(value - low) / (high - low), pairs[value]] for value in sorted(pairs)]
    return [{
        "type": "heatmap", "z": [list(row) for row in mark.values], "x": list(range(len(mark.values[0]))), "y": list(range(len(mark.values))),
        "zmin": low, "zmax": high, "colorscale": scale, "showscale": False, "xgap": 1.5, "ygap": 1.5, "hoverongaps": False,
        "text": [list(row) for row in mark.texts], "texttemplate": "%{text}", "textfont": {"size": 10}, "hoverinfo": "text",
        "hovertext": [[lettering.markup(text) for text in row] for row in mark.hover],
    }]  # fmt: skip


def _wedges(mark: Wedges, panel: Panel, look: Look) -> list[Trace]:
    return [{
        "type": "pie", "labels": _distinct(mark.names), "values": list(mark.values), "hole": 0.6, "sort": False, "direction": "clockwise",
        "marker": {"colors": list(mark.colours), "line": {"color": look.paper, "width": 2}}, "text": list(mark.shares),
        "textinfo": "text", "textposition": "auto", "showlegend": True, "automargin": True, **_hover(mark.hover),
    }]  # fmt: skip


def _distinct(names: tuple[str, ...]) -> list[str]:
    """Plotly adds up slices of one label; a zero-width space keeps namesakes apart."""
    return [lettering.markup(name) + "\u200b" * names[:at].count(name) for at, name in enumerate(names)]


def _clear(colour: str, opacity: float) -> str:
    red, green, blue = (round(255 * part) for part in channels(colour))
    return f"rgba({red},{green},{blue},{opacity})"


_HANDS: dict[type[Mark], Callable[[Any, Panel, Look], list[Trace]]] = {
    Line: _line, Band: _band, Bars: _bars, Points: _points, Cells: _cells, Wedges: _wedges,
}  # fmt: skip
