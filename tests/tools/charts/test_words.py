from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tools.charts import axes, lettering
from tools.charts.titles import additive, parts, plain_multiple, title_of

DAY = timedelta(days=1)


@given(some.text(max_size=80))
def test_any_text_becomes_one_line_that_fits(text: str) -> None:
    shown = lettering.shorten(lettering.clean(text), 9, 90)

    assert shown
    assert not set(shown) & set("\n\r\t\x00\u200b\u202e")
    assert len(shown) <= 2 or lettering.width(shown, 9) <= 90


@pytest.mark.parametrize(
    ("hostile", "plain"),
    [
        ("a\n\tb", "a b"),
        ("\u202eevil\u200b", "evil"),
        ("日本", "□□"),
        ("", "□"),
        ("100% $x$", "100% $x$"),
        ("ok\x00", "ok"),
    ],
)
def test_controls_and_foreign_glyphs_do_not_survive(hostile: str, plain: str) -> None:
    assert lettering.clean(hostile) == plain


def test_markup_is_escaped_for_plotly() -> None:
    assert lettering.markup("<b>$5</b> & %{x}\nnext") == "&lt;b&gt;&#36;5&lt;/b&gt; &amp; %{x}<br>next"


def test_a_long_title_takes_two_lines_and_an_ellipsis() -> None:
    rows = lettering.wrap("много слов подряд " * 20, 13, 200, 2)

    assert len(rows) == 2
    assert rows[1].endswith("…")
    assert all(lettering.width(row, 13) <= 200 for row in rows)


@pytest.mark.parametrize("days", [1, 2, 3, 7, 14, 31, 60, 92, 200, 365, 800, 2000])
@pytest.mark.parametrize("language", ["ru", "en"])
def test_dates_never_touch_and_there_are_enough_of_them(days: int, language: str) -> None:
    span = [date(2025, 11, 3) + DAY * step for step in range(days)]
    axis = axes.day_axis(span, language, room=430)  # type: ignore[arg-type]

    assert min(days, 2) <= len(axis.ticks) <= 20
    assert sum(lettering.width(tick.text, 9) + 8 for tick in axis.ticks) <= 440
    assert "20" in axis.ticks[0].text


def test_months_are_named_in_russian_and_the_year_stands_once() -> None:
    months = [date(2025 + month // 12, month % 12 + 1, 1) for month in range(10, 16)]
    axis = axes.day_axis(months, "ru", room=430)

    assert [tick.text for tick in axis.ticks] == ["ноя\n2025", "дек", "янв\n2026", "фев", "мар", "апр"]


def test_ticks_are_round_and_shortened_together() -> None:
    axis = axes.number_axis([0, 1_200_000], "ru", title="Расход, ₽", style="plain", steps=6)

    assert [tick.text.replace("\xa0", " ") for tick in axis.ticks] == [
        "0",
        "250 тыс.",
        "500 тыс.",
        "750 тыс.",
        "1 млн",
        "1,25 млн",
    ]


def test_ratio_ticks_are_percentages_and_negative_ones_have_a_real_minus() -> None:
    axis = axes.number_axis([-0.32, 1.66], "en", title="ROI, %", style="percent")

    assert [tick.text for tick in axis.ticks] == ["0%", "50%", "100%", "150%"]
    assert axis.low < -0.32
    assert axes.number_axis([-2, -1], "en", title="", style="plain").ticks[0].text.startswith("−")


@given(some.lists(some.floats(-1e12, 1e12), min_size=1, max_size=8))
def test_an_axis_holds_every_value_and_zero(values: list[float]) -> None:
    axis = axes.number_axis(values, "en", title="", style="plain")

    assert axis.low <= min(*values, 0)
    assert axis.high >= max(*values, 0)
    assert axis.low < axis.high


@pytest.mark.parametrize(
    ("name", "adds", "multiple"),
    [
        ("spend", True, False),
        ("spend_previous", True, False),
        ("spend_change", False, False),
        ("cpc", False, False),
        ("roas", False, True),
        ("roas_previous", False, True),
        ("roas_change", False, False),
        ("reach", False, False),
        ("frequency", False, True),
        ("video_views", True, False),
        ("whatever", False, False),
    ],
)
def test_columns_know_whether_they_add_up(name: str, *, adds: bool, multiple: bool) -> None:
    assert additive(name) is adds
    assert plain_multiple(name) is multiple


def test_columns_of_a_forecast_have_titles() -> None:
    assert parts("engagement_rate_low") == ("engagement_rate", "low")
    assert title_of("roi_forecast", "ru") == "ROI, прогноз"
    assert title_of("my_column", "en") == "my column"
