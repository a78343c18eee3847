"""What the kinds promise beyond the contract: nothing misleading, nothing cut silently."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import get_args

import pytest

from tools.charts.chart import ChartSpec, chart_kinds, draw, figure, scene
from tools.charts.scene import LAYERS, Bars, Line, Mark, Points, Wedges, from_the_back
from tools.engine.table import Cell, Column, Table

HOSTILE = [
    "$x^2$",
    "<b>bold</b>",
    "100% %{x} %s",
    "a\nb",
    "очень " * 60,
    "😀🚀",
    "",
    "$\\frac{1}{2}$",
    "日本語",
    "&lt;",
    "\u202eevil\u200b",
    "<script>alert(1)</script>",
    "{name}",
    "null",
]


def table(columns: dict[str, str], rows: list[list[Cell]]) -> Table:
    heads = [Column(name=name, unit=unit) for name, unit in columns.items()]
    return Table(columns=heads, rows=rows, rows_total=len(rows))


def days(values: list[float | None], unit: str = "money:RUB", name: str = "spend") -> Table:
    return table(
        {"day": "day", name: unit}, [[date(2026, 1, 1) + timedelta(days=at), y] for at, y in enumerate(values)]
    )


def marks(spec: ChartSpec, kind: type) -> list:  # type: ignore[type-arg]
    return [mark for panel in scene(spec).panels for mark in panel.marks if isinstance(mark, kind)]


@pytest.mark.parametrize("kind", list(chart_kinds()))
@pytest.mark.parametrize(
    "values", [[1.0], [0, 0], [-5.0, -1.0], [None, 3.0, None], [float("nan"), float("inf")], [1e-9, 1e15]]
)
def test_every_kind_draws_odd_figures(kind: str, values: list[float | None]) -> None:
    spec = ChartSpec(kind=kind, title="T", table=days(values), x="day", y=("spend",))  # type: ignore[arg-type]

    assert draw(spec).startswith(b"\x89PNG")
    assert figure(spec).to_json()


@pytest.mark.parametrize("kind", ["bar", "pie", "stacked_bar", "waterfall", "funnel", "line", "heatmap"])
def test_hostile_names_are_plain_text(kind: str) -> None:
    rows: list[list[Cell]] = [[name, 100.0 + at] for at, name in enumerate(HOSTILE)]
    names = table({"campaign": "text", "spend": "money:RUB"}, rows)
    spec = ChartSpec(kind=kind, title="$x^2$ <b>T</b>", table=names, x="campaign", y=("spend",))  # type: ignore[arg-type]
    interactive = figure(spec).to_json()

    assert draw(spec).startswith(b"\x89PNG")
    assert "<script" not in interactive
    assert "\\u003cscript" not in interactive
    assert "$x" not in interactive


def test_a_gap_is_a_gap_and_not_a_zero() -> None:
    (line,) = marks(ChartSpec(kind="line", title="T", table=days([1.0, None, 3.0]), x="day", y=("spend",)), Line)

    assert line.ys == (1.0, None, 3.0)


def test_days_missing_from_the_table_are_gaps_too() -> None:
    rows: list[list[Cell]] = [[date(2026, 1, day), 5.0] for day in (1, 2, 5)]
    spec = ChartSpec(kind="line", title="T", table=table({"day": "day", "spend": "count"}, rows), x="day", y=("spend",))

    assert marks(spec, Line)[0].ys == (5.0, 5.0, None, None, 5.0)


def test_a_lonely_day_is_a_dot() -> None:
    trace = figure(ChartSpec(kind="line", title="T", table=days([5.0]), x="day", y=("spend",))).data[0]

    assert trace.mode == "lines+markers"
    assert trace.marker.size == (7,)


def test_different_units_and_sizes_never_share_an_axis() -> None:
    heads = {
        "day": "day",
        "spend": "money:RUB",
        "roas": "ratio",
        "roi": "ratio",
        "clicks": "count",
        "impressions": "count",
    }
    rows: list[list[Cell]] = [[date(2026, 1, day), 5000.0, 3.0, 2.0, 40, 90_000] for day in (1, 2, 3)]
    spec = ChartSpec(kind="line", title="T", table=table(heads, rows), x="day", y=tuple(heads)[1:])
    drawn = scene(spec)

    assert len(drawn.panels) == 4
    assert drawn.notes == ("First 4 of 5 metrics shown",)


def test_twenty_five_series_are_seven_in_colour_and_the_rest_in_grey() -> None:
    spec = chart_kinds()["line"].examples[1]
    lines = marks(spec, Line)

    assert sum(not line.muted for line in lines) == 7
    assert {line.colour for line in lines if line.muted} == {"#BFC6BC"}
    assert scene(spec).notes == ("7 of 25 in colour, the rest in grey",)


def test_many_bars_are_twenty_and_the_sum_of_the_others() -> None:
    spec = chart_kinds()["bar"].examples[1]
    (bars,) = marks(spec, Bars)

    assert len(bars.values) == 21
    assert sum(bars.values) == pytest.approx(sum(spec.table.column("spend")))  # type: ignore[arg-type]
    assert scene(spec).notes == ("Показаны 20 из 37, остальные сложены в «Прочее»",)


def test_ratios_are_never_added_up_as_others() -> None:
    rows: list[list[Cell]] = [[f"c{at}", at / 10] for at in range(40)]
    spec = ChartSpec(
        kind="bar", title="T", table=table({"campaign": "text", "roi": "ratio"}, rows), x="campaign", y=("roi",)
    )

    assert len(marks(spec, Bars)[0].values) == 20
    assert scene(spec).notes == ("20 of 40 shown",)


def test_a_channel_has_the_same_colour_in_every_kind() -> None:
    line = next(one for one in marks(chart_kinds()["line"].examples[0], Line) if one.name == "Instagram")
    (pie,) = marks(chart_kinds()["pie"].examples[0], Wedges)
    (bars,) = marks(chart_kinds()["bar"].examples[0], Bars)

    assert line.colour == pie.colours[pie.names.index("Instagram")] == bars.colours[3]


def test_two_slices_that_look_the_same_stay_two_for_plotly() -> None:
    rows: list[list[Cell]] = [["a", 5.0], ["a\u200b", 3.0]]
    heads = {"campaign": "text", "spend": "count"}
    spec = ChartSpec(kind="pie", title="T", table=table(heads, rows), x="campaign", y=("spend",))

    assert len(set(figure(spec).data[0].labels)) == 2


def test_roi_reads_in_percent_and_roas_as_a_multiple() -> None:
    ticks = {}
    for name in ("roi", "roas"):
        drawn = scene(ChartSpec(kind="line", title="T", table=days([0.0, 2.0], "ratio", name), x="day", y=(name,)))
        ticks[name] = [tick.text for tick in drawn.panels[0].y.ticks]

    assert ticks == {"roi": ["0%", "50%", "100%", "150%", "200%"], "roas": ["0", "0.5", "1", "1.5", "2"]}


def test_a_waterfall_ends_at_the_sum_and_tells_gains_from_losses() -> None:
    rows: list[list[Cell]] = [["start", 100.0, "total"], ["up", 30.0, ""], ["down", -50.0, ""]]
    heads = {"step": "text", "cpa": "money:USD", "role": "text"}
    spec = ChartSpec(kind="waterfall", title="T", table=table(heads, rows), x="step", y=("cpa",), marker="role")
    (bars,) = marks(spec, Bars)

    assert bars.bases == (0.0, 100.0, 130.0)
    assert bars.colours[1:] == ("#C8501E", "#2B7F7A")  # a dearer acquisition is bad news


def test_a_funnel_says_what_share_went_on() -> None:
    (bars,) = marks(chart_kinds()["funnel"].examples[0], Bars)

    assert bars.texts[1].replace("\xa0", " ") == "18 420\n1,47 % от предыдущего шага"


def test_weekdays_are_named_from_monday_and_hours_run_along_x() -> None:
    panel = scene(chart_kinds()["heatmap"].examples[0]).panels[0]

    assert [tick.text for tick in panel.y.ticks] == ["пн", "вт", "ср", "чт", "пт", "сб", "вс"]
    assert panel.x.ticks[0].text == "00"


def test_a_forecast_starts_where_history_ends_and_shades_its_holdout() -> None:
    spec = chart_kinds()["fan"].examples[2]
    past, future = marks(spec, Line)

    assert future.ys[19] == past.ys[19] == 4950.0
    assert figure(chart_kinds()["fan"].examples[0]).layout.shapes[0].type == "rect"


def test_a_response_marks_today_and_the_proposal() -> None:
    points = marks(chart_kinds()["response"].examples[0], Points)

    assert {point.name for point in points} == {"Сейчас", "Предлагается"}
    assert sum(len(point.xs) for point in points) == 8


def test_an_incomplete_table_is_said() -> None:
    whole = days([1.0, 2.0])
    spec = ChartSpec(
        kind="bar",
        title="T",
        table=whole.model_copy(update={"rows_total": 90, "complete": False}),
        x="day",
        y=("spend",),
    )

    assert scene(spec).notes == ("The table holds 2 of 90 rows",)


def test_threads_draw_the_same_pictures_as_one_after_another() -> None:
    specs = [chart.examples[0] for chart in chart_kinds().values()]

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(draw, specs)) == [draw(spec) for spec in specs]


def test_every_mark_has_its_place_from_the_back_to_the_front() -> None:
    dots = Points(name="", xs=(), ys=(), areas=(), colours=(), hover=())
    line, wedges = (
        Line(name="", xs=(), ys=(), colour="", hover=()),
        Wedges(names=(), values=(), colours=(), texts=(), shares=(), hover=()),
    )

    assert set(LAYERS) == set(get_args(Mark))
    assert from_the_back([dots, line, wedges]) == [wedges, line, dots]
