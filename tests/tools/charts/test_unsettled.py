"""Days, weeks and months whose figures may still change stand on a strip of their own; bars and areas begin at zero."""

from datetime import date, timedelta

import pytest

from tools.charts.axes import position
from tools.charts.chart import ChartSpec, scene
from tools.charts.scene import Shade
from tools.engine.table import Column, Happening, Table

START = date(2026, 11, 2)


def _spec(kind: str, step: int, unsettled: date | None) -> ChartSpec:
    name = "week" if step == 7 else "day"
    table = Table(
        columns=[Column(name=name, unit="day"), Column(name="spend", unit="money:RUB")],
        rows=[[START + timedelta(days=step * at), 900.0 + at] for at in range(4)],
        rows_total=4,
        unsettled=unsettled,
    )
    return ChartSpec(kind=kind, title="", table=table, x=name, y=("spend",), language="ru")


def _shades(spec: ChartSpec) -> list[Shade]:
    return [mark for panel in scene(spec).panels for mark in panel.marks if isinstance(mark, Shade)]


@pytest.mark.parametrize("kind", ["line", "area", "bar", "stacked_bar"])
@pytest.mark.parametrize(("step", "since", "first"), [(1, 2, 2), (7, 20, 14), (7, -30, 0)])
def test_the_strip_begins_with_the_first_figure_that_may_change(kind: str, step: int, since: int, first: int) -> None:
    (shade,) = _shades(_spec(kind, step, START + timedelta(days=since)))

    air = 0 if kind in ("line", "area") else step * 0.6
    assert shade.start - position(START) == max(first - step / 2, -air)
    assert shade.end - position(START) == pytest.approx(3 * step + air)
    assert shade.text == "ещё изменятся"


@pytest.mark.parametrize("kind", ["line", "area", "bar", "stacked_bar"])
def test_a_first_week_that_is_not_whole_stands_on_a_strip(kind: str) -> None:
    spec = _spec(kind, 7, None)
    (shade,) = _shades(spec.model_copy(update={"table": spec.table.model_copy(update={"begun": START})}))

    assert (shade.end - position(START), shade.text) == (3.5, "не целиком")


@pytest.mark.parametrize("kind", ["line", "area", "bar", "stacked_bar"])
def test_figures_that_stand_have_no_strip(kind: str) -> None:
    assert _shades(_spec(kind, 1, None)) == []


@pytest.mark.parametrize("kind", ["area", "bar", "stacked_bar"])
def test_bars_and_areas_begin_at_zero(kind: str) -> None:
    (panel,) = scene(_spec(kind, 1, None)).panels

    assert panel.y.low == 0


@pytest.mark.parametrize("kind", ["line", "area", "bar", "stacked_bar"])
def test_what_the_team_noted_stands_on_numbered_strips_and_is_told_below(kind: str) -> None:
    """What lies outside the axis has no strip."""
    spec = _spec(kind, 1, None)
    days = (START + timedelta(days=1), START + timedelta(days=2)), (START + timedelta(days=40),) * 2
    noted = tuple(Happening(start=a, end=b, text=f"лендинг {a.day}") for a, b in days)
    marked = spec.model_copy(update={"table": spec.table.model_copy(update={"happenings": noted})})

    (shade,) = _shades(marked)
    assert (shade.start - position(START), shade.end - position(START), shade.text) == (0.5, 2.5, "1")
    assert scene(marked).notes[-2:] == ("1 — лендинг 3", "2 — лендинг 12")
    assert "happenings" not in marked.model_dump()["table"]
