"""What every kind of chart must do, run over the registry with the kinds' own examples."""

import io
from itertools import pairwise

import pytest
from PIL import Image

from tools.charts.chart import ChartSpec, chart_kinds, draw, figure, scene
from tools.charts.lettering import width
from tools.charts.palette import Theme
from tools.charts.scene import Bars, HeatCells, Line, Mark, Points, Wedges

EXAMPLES = [
    pytest.param(spec, id=f"{kind}-{number}")
    for kind, chart in chart_kinds().items()
    for number, spec in enumerate(chart.examples)
]


KEPT: dict[tuple[int, Theme], bytes] = {}


def drawn(spec: ChartSpec, theme: Theme = "light") -> bytes:
    """An example's picture, drawn once."""
    key = (id(spec), theme)
    if key not in KEPT:
        KEPT[key] = draw(spec, theme=theme)
    return KEPT[key]


def empty(spec: ChartSpec) -> ChartSpec:
    return spec.model_copy(update={"table": spec.table.model_copy(update={"rows": [], "rows_total": 0})})


def marks(spec: ChartSpec, theme: Theme = "light") -> list[Mark]:
    return [mark for panel in scene(spec, theme).panels for mark in panel.marks]


def test_every_kind_of_the_contract_has_a_file_with_examples() -> None:
    assert set(chart_kinds()) >= {"line", "area", "bar", "stacked_bar", "pie", "scatter", "heatmap", "waterfall", "fan"}
    assert all(chart.examples and chart.kind == kind for kind, chart in chart_kinds().items())


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("spec", EXAMPLES)
def test_an_example_is_a_png_of_the_promised_size(spec: ChartSpec, theme: Theme) -> None:
    picture = Image.open(io.BytesIO(drawn(spec, theme)))
    picture.load()

    assert picture.format == "PNG"
    assert picture.width == 8 * 130
    assert len(set(picture.convert("RGB").resize((200, 100)).get_flattened_data())) > 5


@pytest.mark.parametrize("spec", EXAMPLES)
def test_the_same_spec_gives_the_same_bytes(spec: ChartSpec) -> None:
    assert drawn(spec) == draw(ChartSpec.model_validate_json(spec.model_dump_json()))
    assert figure(spec).to_json() == figure(spec).to_json()


@pytest.mark.parametrize("spec", EXAMPLES)
def test_a_chart_has_a_title_and_says_what_its_axes_measure(spec: ChartSpec) -> None:
    drawn = scene(spec)

    assert drawn.title
    assert all(panel.title or panel.y.title for panel in drawn.panels)
    assert all(panel.x.title or panel.x.hidden or panel.title for panel in drawn.panels if panel.x.scale == "number")
    assert all(tick.text for panel in drawn.panels for tick in (*panel.x.ticks, *panel.y.ticks))


@pytest.mark.parametrize("spec", EXAMPLES)
def test_without_rows_the_picture_says_there_is_no_data(spec: ChartSpec) -> None:
    blank = empty(spec)

    assert scene(blank).panels == ()
    assert scene(blank).message
    assert Image.open(io.BytesIO(draw(blank, theme="dark"))).format == "PNG"
    assert figure(blank).layout.annotations[0].text == scene(blank).message


@pytest.mark.parametrize("spec", EXAMPLES)
def test_the_words_are_in_the_language_of_the_reader(spec: ChartSpec) -> None:
    words = {
        language: scene(empty(spec).model_copy(update={"language": language})).message for language in ("ru", "en")
    }

    assert words == {"ru": "Нет данных за этот период", "en": "No data for this period"}
    assert scene(spec.model_copy(update={"language": "ru"})).panels


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("spec", EXAMPLES)
def test_the_interactive_figure_has_the_values_and_colours_of_the_picture(spec: ChartSpec, theme: Theme) -> None:
    drawn = figure(spec, theme=theme)
    values: list[float] = []
    colours: set[str] = set()
    for trace in drawn.data:
        values += _values(trace)
        colours |= _colours(trace)

    expected = [value for mark in marks(spec, theme) for value in _figures(mark)]
    assert sorted(values) == pytest.approx(sorted(expected))
    assert {colour for mark in marks(spec, theme) for colour in _paints(mark)} <= colours


@pytest.mark.parametrize("spec", EXAMPLES)
def test_the_interactive_figure_stands_on_a_clear_ground(spec: ChartSpec) -> None:
    layout = figure(spec, theme="dark").layout

    assert layout.paper_bgcolor == layout.plot_bgcolor == "rgba(0,0,0,0)"
    assert layout.title.text


@pytest.mark.parametrize("spec", EXAMPLES)
def test_words_along_the_x_axis_do_not_touch(spec: ChartSpec) -> None:
    for panel in scene(spec).panels:
        if panel.x.hidden or panel.x.scale == "number":
            continue
        scale = 400 / (panel.x.high - panel.x.low)
        ends = [(tick.at * scale, width(tick.text, 9) / 2) for tick in panel.x.ticks]
        assert all(one + half + other_half <= other for (one, half), (other, other_half) in pairwise(ends))


def _figures(mark: Mark) -> list[float]:
    if isinstance(mark, HeatCells):
        return [value for row in mark.values for value in row if value is not None]
    if isinstance(mark, Line | Points):
        return [y for y in mark.ys if y is not None]
    return [value for value in mark.values if value is not None] if isinstance(mark, Bars | Wedges) else []


def _paints(mark: Mark) -> set[str]:
    if isinstance(mark, Line):
        return {mark.colour}
    if isinstance(mark, HeatCells):
        pairs = zip(mark.values, mark.colours, strict=True)
        return {paint for row, paints in pairs for value, paint in zip(row, paints, strict=True) if value is not None}
    return set(mark.colours) if isinstance(mark, Bars | Points | Wedges) else set()


def _values(trace) -> list[float]:  # type: ignore[no-untyped-def]
    if trace.type == "heatmap":
        return [value for row in trace.z for value in row if value is not None]
    if trace.type == "scatter" and trace.mode == "text":  # words in the cells of a heat map
        return []
    if trace.type == "bar":
        return [value for value in (trace.x if trace.orientation == "h" else trace.y) if value is not None]
    if trace.type == "pie":
        return list(trace.values)
    is_band = trace.line.width == 0
    return [] if is_band else [value for value in trace.y if value is not None]


def _colours(trace) -> set[str]:  # type: ignore[no-untyped-def]
    if trace.type == "heatmap":
        return {colour for _, colour in trace.colorscale}
    if trace.type == "pie":
        return set(trace.marker.colors)
    if trace.type == "bar":
        return set(trace.marker.color)
    own = trace.marker.color
    return {trace.line.color} | ({own} if isinstance(own, str) else set(own or ()))
