"""Marks of a scene as Plotly traces, shapes and annotations."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from tools.charts import lettering
from tools.charts.palette import Look, channels, ink_on
from tools.charts.scene import (
    Axis,
    Band,
    Bars,
    HeatCells,
    Line,
    Mark,
    Panel,
    Points,
    Shade,
    UprightLine,
    Wedges,
    alone,
    opacity_of_areas,
)

Trace = dict[str, Any]
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - a day has no time zone
_DAY = 86_400_000
"""Plotly measures widths on a day axis in milliseconds."""
_MOST_LABELS = 6
"""Dots named on a screen, which may be a phone; hovering names the others."""
_MOST_COLUMNS = 12
"""Columns of a heat map whose cells still carry their figures on a phone."""
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
    """Traces of all marks; `plain` is the name that legends are made from and is removed by the caller."""
    found = []
    for mark in sorted(panel.marks, key=lambda one: isinstance(one, Points)):
        if isinstance(mark, Shade | UprightLine):
            continue
        for trace in _HANDS[type(mark)](mark, panel, look):
            if together and "hovertext" in trace:
                trace["hovertext"] = [text.split("<br>")[0] for text in trace["hovertext"]]
            found.append(trace if isinstance(mark, Wedges) else {**_place(mark.name, number), **trace})
    return found


def _place(name: str, number: int) -> Trace:
    escaped = lettering.markup(name)
    axes = {"xaxis": axis_key("x", number), "yaxis": axis_key("y", number)}
    return {**axes, "plain": name, "name": escaped, "legendgroup": escaped}


def shapes(panel: Panel, number: int, look: Look) -> list[dict[str, Any]]:
    """Strips and rules in the background."""
    x, y = axis_key("x", number), axis_key("y", number)
    upright = {"y0": 0, "y1": 1, "xref": x, "yref": f"{y} domain"}
    found = []
    for mark in panel.marks:
        if isinstance(mark, Shade):
            ends = {"x0": moment(panel.x, mark.start), "x1": moment(panel.x, mark.end)}
            style = {"fillcolor": look.muted, "opacity": 0.22, "line": {"width": 0}, "layer": "below"}
            found.append({"type": "rect", **ends, **upright, **style})
        if isinstance(mark, UprightLine):
            at = moment(panel.x, mark.at)
            found.append({"type": "line", "x0": at, "x1": at, **upright, "line": {"color": look.quiet, "width": 1}})
    return found


def notes_beside(panel: Panel, number: int, look: Look) -> list[dict[str, Any]]:
    """Words of strips, words where a bar is missing, the figure in the middle of a ring."""
    x, y = axis_key("x", number), axis_key("y", number)
    style = {"showarrow": False, "font": {"size": 11, "color": look.quiet}}
    found = []
    for mark in panel.marks:
        if isinstance(mark, Shade):
            top = {"x": moment(panel.x, (mark.start + mark.end) / 2), "y": 1, "xref": x, "yref": f"{y} domain"}
            found.append({**style, **top, "yanchor": "top", "text": lettering.markup(mark.text)})
        if isinstance(mark, Wedges):
            centre = {"x": 0.5, "y": 0.5, "xref": "paper", "yref": "paper"}
            words = {"text": f"<b>{lettering.markup(mark.centre)}</b>", "font": {"size": 15, "color": look.ink}}
            found.append({**style, **centre, **words})
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
    hover = _hover(mark.hover) if any(mark.hover) else {"hoverinfo": "skip"}
    trace: Trace = {
        "type": "scatter",
        "mode": "lines+markers" if lonely else "lines",
        "x": [moment(panel.x, at) for at in mark.xs],
        "y": list(mark.ys),
        "connectgaps": False,
        "opacity": 0.75 if mark.muted else 1,
        "line": {"color": mark.colour, "width": 1 if mark.muted else 2.2, "dash": "dash" if mark.dashed else "solid"},
        **hover,
    }
    if lonely:
        sizes = [7 if at in lonely else 0 for at in range(len(mark.ys))]
        trace["marker"] = {"color": mark.colour, "size": sizes, "line": {"width": 0}}
    if mark.base is None:
        return [trace]
    trace["fill"] = "tonexty" if any(mark.base) else "tozeroy"
    trace["fillcolor"] = _clear(mark.colour, opacity_of_areas(panel))
    return _pieces(trace)


def _pieces(trace: Trace) -> list[Trace]:
    """A trace for each run without gaps, because Plotly fills an area across them."""
    known = {at for at, y in enumerate(trace["y"]) if y is not None}
    starts = sorted(at for at in known if at - 1 not in known)
    ends = sorted(at + 1 for at in known if at + 1 not in known)
    runs = [slice(start, end) for start, end in zip(starts, ends, strict=True)]
    return [{**trace, **{key: trace[key][run] for key in ("x", "y", "hovertext")}} for run in runs]


def _band(mark: Band, panel: Panel, look: Look) -> list[Trace]:
    xs = [moment(panel.x, at) for at in mark.xs]
    edge = {"type": "scatter", "mode": "lines", "x": xs, "line": {"width": 0}, "hoverinfo": "skip"}
    filled = {"fill": "tonexty", "fillcolor": _clear(mark.colour, 0.2)}
    return [{**edge, "y": list(mark.low), "plain": ""}, {**edge, "y": list(mark.high), **filled}]


def _bars(mark: Bars, panel: Panel, look: Look) -> list[Trace]:
    places = [moment(panel.y if mark.horizontal else panel.x, at) for at in mark.at]
    unit = _DAY if panel.x.scale == "day" and not mark.horizontal else 1
    length, place = ("x", "y") if mark.horizontal else ("y", "x")
    trace: Trace = {
        "type": "bar",
        "orientation": "h" if mark.horizontal else "v",
        length: list(mark.values),
        place: places,
        "width": [mark.thickness * unit] * len(places),
        "marker": {"color": list(mark.colours), "line": {"width": 0}},
    }
    if mark.bases:
        trace["base"] = list(mark.bases)
    if mark.texts:
        texts = [lettering.markup(text) for text in mark.texts]
        trace |= {"text": texts, "textposition": "outside", "cliponaxis": False, "textangle": 0}
        trace["textfont"] = {"size": 11, "color": look.ink}
    return [trace | _hover(mark.hover)]


def _points(mark: Points, panel: Panel, look: Look) -> list[Trace]:
    ring, named = mark.shape == "ring", any(mark.labels)
    shown = [label for label in mark.labels if label][:_MOST_LABELS]
    trace: Trace = {
        "type": "scatter",
        "mode": "markers+text" if named else "markers",
        "x": [moment(panel.x, at) for at in mark.xs],
        "y": list(mark.ys),
        "marker": {
            "color": list(mark.colours),
            "size": [1.33 * area**0.5 for area in mark.areas],
            "symbol": _SYMBOLS[mark.shape],
            "opacity": 0.9,
            "line": {"color": list(mark.colours) if ring else look.paper, "width": 2 if ring else 1},
        },
    }
    if named:
        texts = [lettering.markup(text) if text in shown else "" for text in mark.labels]
        trace |= {"text": texts, "textposition": "middle right"}
        trace["textfont"] = {"size": 10, "color": look.ink}
    return [trace | _hover(mark.hover)]


def _cells(mark: HeatCells, panel: Panel, look: Look) -> list[Trace]:
    shades = {
        value: colour
        for values, colours in zip(mark.values, mark.colours, strict=True)
        for value, colour in zip(values, colours, strict=True)
        if value is not None
    }
    low, high = min(shades), max(shades)
    span = high - low
    stops = [((value - low) / span, shades[value]) for value in sorted(shades)] if span else []
    return [
        {
            "type": "heatmap",
            "z": [list(row) for row in mark.values],
            "x": list(range(len(mark.values[0]))),
            "y": list(range(len(mark.values))),
            "zmin": low,
            "zmax": high,
            "colorscale": stops or [(0.0, shades[low]), (1.0, shades[low])],
            "showscale": False,
            "xgap": 1.5,
            "ygap": 1.5,
            "hoverongaps": False,
            "hoverinfo": "text",
            "hovertext": [[lettering.markup(text) for text in row] for row in mark.hover],
        },
        *([_cell_words(mark)] if len(mark.values[0]) <= _MOST_COLUMNS else []),
    ]


def _cell_words(mark: HeatCells) -> Trace:
    """Figures in the cells, each in the ink that reads on its colour."""
    places = [(row, at) for row, values in enumerate(mark.values) for at in range(len(values))]
    inks = [ink_on(mark.colours[row][at]) for row, at in places]
    return {
        "type": "scatter",
        "mode": "text",
        "x": [at for _, at in places],
        "y": [row for row, _ in places],
        "text": [lettering.markup(mark.texts[row][at]) for row, at in places],
        "textfont": {"size": 10, "color": inks},
        "hoverinfo": "skip",
    }


def _wedges(mark: Wedges, panel: Panel, look: Look) -> list[Trace]:
    return [
        {
            "type": "pie",
            "labels": _distinct(mark.names),
            "values": list(mark.values),
            "hole": 0.6,
            "sort": False,
            "direction": "clockwise",
            "marker": {"colors": list(mark.colours), "line": {"color": look.paper, "width": 2}},
            "text": list(mark.shares),
            "textinfo": "text",
            "insidetextorientation": "horizontal",
            "automargin": True,
            **_hover(mark.hover),
        }
    ]


def _distinct(names: tuple[str, ...]) -> list[str]:
    """Plotly adds up slices of one label; a zero-width space keeps namesakes apart."""
    return [lettering.markup(name) + "\u200b" * names[:at].count(name) for at, name in enumerate(names)]


def _clear(colour: str, opacity: float) -> str:
    red, green, blue = (round(255 * part) for part in channels(colour))
    return f"rgba({red},{green},{blue},{opacity})"


_HANDS: dict[type[Mark], Callable[[Any, Panel, Look], list[Trace]]] = {
    Line: _line,
    Band: _band,
    Bars: _bars,
    Points: _points,
    HeatCells: _cells,
    Wedges: _wedges,
}
