from datetime import date, timedelta

import pytest

from ingest.errors import InvalidInput
from tools.charts.chart import choose_kind, spec_for
from tools.engine.table import Cell, Column, Table

TEXT = ["channel", "campaign", "device", "point", "step"]
DAYS = ["day", "week", "month"]
MONEY = ["spend", "spend_previous", "revenue", "profit", "cpc"]
COUNTS = ["weekday", "hour", "clicks", "impressions", "conversions"]
UNITS = (
    dict.fromkeys(TEXT, "text")
    | dict.fromkeys(DAYS, "day")
    | dict.fromkeys(MONEY, "money:RUB")
    | dict.fromkeys(COUNTS, "count")
)


def table(names: str, rows: list[list[Cell]]) -> Table:
    columns = [Column(name=name, unit=UNITS.get(name, "ratio")) for name in names.split()]
    return Table(title="Таблица", columns=columns, rows=rows, rows_total=len(rows))


def days(count: int, *cells: Cell) -> list[list[Cell]]:
    return [[date(2026, 1, 1) + timedelta(days=step), *cells] for step in range(count)]


@pytest.mark.parametrize(
    ("names", "rows", "kind"),
    [
        ("day spend", days(30, 5.0), "line"),
        ("day channel spend", days(30, "facebook", 5.0), "line"),
        ("month spend", [[date(2026, month, 1), 5.0] for month in (1, 2, 3)], "bar"),
        ("channel roi", [["facebook", 0.2], ["email", 0.5]], "bar"),
        ("channel device clicks", [["facebook", "mobile", 3], ["email", "mobile", 5]], "stacked_bar"),
        ("channel device roi", [["facebook", "mobile", 0.3], ["email", "mobile", 0.5]], "heatmap"),
        ("weekday hour clicks", [[1, 0, 5], [7, 23, 9]], "heatmap"),
        ("weekday clicks", [[1, 5], [2, 9]], "bar"),
        ("impressions clicks conversions", [[1000, 50, 2]], "funnel"),
        ("spend revenue", [[1000, 50]], "bar"),
        ("day roi roi_forecast roi_low roi_high", days(9, 0.1, 0.2, 0.1, 0.3), "fan"),
        ("step revenue point", [["a", 5.0, "total"], ["b", 1.0, ""]], "waterfall"),
        ("channel spend revenue point", [["a", 5.0, 6.0, "today"], ["a", 1.0, 2.0, None]], "response"),
    ],
)
def test_a_table_gets_the_picture_that_suits_it(names: str, rows: list[list[Cell]], kind: str) -> None:
    assert choose_kind(table(names, rows)) == kind


@pytest.mark.parametrize(
    ("wanted", "names", "rows", "kind"),
    [
        ("pie", "channel roi", [["facebook", 0.2]], "bar"),
        ("pie", "channel spend", [["facebook", 20.0]], "pie"),
        ("pie", "channel profit", [["facebook", -20.0]], "bar"),
        ("area", "day cpc", days(9, 4.0), "line"),
        ("stacked_bar", "channel roas", [["facebook", 2.0]], "bar"),
        ("heatmap", "channel clicks", [["facebook", 2]], "bar"),
        ("scatter", "campaign spend", [["a", 2.0]], "bar"),
        ("line", "channel clicks", [["facebook", 2]], "bar"),
    ],
)
def test_a_wanted_kind_holds_unless_it_would_mislead(
    wanted: str, names: str, rows: list[list[Cell]], kind: str
) -> None:
    assert choose_kind(table(names, rows), wanted) == kind


def test_an_unknown_kind_is_refused_with_what_is_possible() -> None:
    with pytest.raises(InvalidInput, match=r"sunburst.*area, bar"):
        choose_kind(table("day spend", []), "sunburst")


def test_a_table_without_figures_is_refused() -> None:
    with pytest.raises(InvalidInput, match="channel"):
        spec_for(table("channel", [["facebook"]]))


def test_columns_find_their_parts() -> None:
    spec = spec_for(table("channel day spend spend_previous", []), language="ru")

    assert (spec.kind, spec.x, spec.y, spec.series) == ("line", "day", ("spend", "spend_previous"), "channel")
    assert (spec.title, spec.language) == ("Таблица", "ru")


def test_a_scatter_takes_two_figures_a_size_and_the_name() -> None:
    spec = spec_for(table("campaign spend roas clicks", [["a", 1.0, 2.0, 3]]), kind="scatter")

    assert (spec.x, spec.y, spec.series, spec.size) == ("spend", ("roas",), "campaign", "clicks")


def test_a_forecast_takes_its_bounds() -> None:
    spec = spec_for(table("day roi roi_forecast roi_low roi_high", days(3, 0.1, 0.2, 0.1, 0.3)), title="Прогноз")

    assert (spec.y, spec.low, spec.high, spec.title) == (("roi", "roi_forecast"), "roi_low", "roi_high", "Прогноз")
