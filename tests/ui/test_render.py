"""What an answer looks like before any browser draws it."""

from datetime import date
from typing import Any

from agent.answer import Answer, AnswerOption, ChartMade
from tests.ui.answers import answer, table
from tools.charts.chart import spec_for
from ui.chat.render import Piece, pieces, plain, safe

NBSP = "\N{NO-BREAK SPACE}"


def drawn(given: Answer) -> list[Piece]:
    return pieces(given, library="/vendor/plotly.js", keep=lambda _table, _language, **_about: "0" * 32)


def props(given: Answer, name: str) -> dict[str, Any]:
    return next(piece.props for piece in drawn(given) if piece.name == name)


def names(given: Answer) -> list[str]:
    return [piece.name for piece in drawn(given)]


def test_cards_come_before_the_table_and_the_receipt_before_next_questions() -> None:
    given = answer(table(["spend", "roi"], [1200.0, 0.5]), receipt=["ROI = ..."], suggestions=["А по каналам?"])

    assert names(given) == ["DemetraFigures", "DemetraTable", "DemetraReceipt", "DemetraFollowUps"]


def test_readings_to_choose_from_are_buttons_that_say_what_they_ask() -> None:
    offered = [AnswerOption(label="Расход · по неделям", reading="x"), AnswerOption(label="Расход", reading="y")]
    asked = props(answer(status="clarify", options=offered), "DemetraFollowUps")
    beside = props(answer(table(["spend"], [5.0]), options=offered[1:]), "DemetraFollowUps")

    assert (asked["title"], asked["questions"]) == ("Выберите, что имеется в виду:", ["Расход · по неделям", "Расход"])
    assert (beside["title"], beside["questions"]) == ("Не то? Возможно, вы спрашивали:", ["Расход"])


def test_a_table_of_names_gets_a_picture_of_its_own_and_no_cards() -> None:
    assert names(answer(table(["channel", "roi"], ["vk", 0.5], ["email", 0.7]))) == ["DemetraChart", "DemetraTable"]


def test_a_single_row_of_names_gets_no_picture() -> None:
    assert names(answer(table(["channel", "roi"], ["vk", 0.5]))) == ["DemetraTable"]


def test_a_table_of_words_gets_no_picture() -> None:
    assert names(answer(table(["channel", "campaign"], ["vk", "a"], ["vk", "b"]))) == ["DemetraTable"]


def test_the_answers_own_picture_is_drawn_once() -> None:
    shown = table(["channel", "spend"], ["vk", 5.0], ["email", 7.0], title="Расход")
    spec = spec_for(shown, kind="pie", language="ru")
    given = answer(shown, charts=[ChartMade(kind="pie", title="Расход", path="/x.png", spec=spec)])

    charts = [piece for piece in drawn(given) if piece.name == "DemetraChart"]
    assert [chart.props["light"]["data"][0]["type"] for chart in charts] == ["pie"]


def test_a_picture_of_several_metrics_shows_the_first_and_is_called_so() -> None:
    given = answer(table(["channel", "roi", "spend"], ["vk", 0.5, 5.0], ["email", 0.7, 9.0]))

    assert props(given, "DemetraChart")["label"] == "ROI по каналам"


def test_the_picture_comes_in_both_themes_on_a_clear_ground() -> None:
    chart = props(answer(table(["channel", "roi"], ["vk", 0.5], ["email", 0.7])), "DemetraChart")

    grounds = [chart[theme]["layout"]["paper_bgcolor"] for theme in ("light", "dark")]
    inks = [chart[theme]["layout"]["title"]["font"]["color"] for theme in ("light", "dark")]
    assert grounds == ["rgba(0,0,0,0)"] * 2
    assert inks[0] != inks[1]


def test_cards_say_the_change_as_good_or_bad_by_what_the_metric_wants() -> None:
    names_ = ["cpa", "cpa_previous", "cpa_change", "roi", "roi_previous", "roi_change"]
    cards = props(answer(table(names_, [90.0, 100.0, -0.1, 0.4, 0.5, -0.2])), "DemetraFigures")["cards"]

    assert [card["tone"] for card in cards] == ["good", "bad"]
    assert cards[0]["change"] == f"−10,0{NBSP}%"
    assert cards[1]["change"] == f"−10,0{NBSP}п.п."


def test_the_whole_of_a_comparison_stands_on_cards() -> None:
    compared = table(["channel", "spend", "spend_previous", "spend_change"], ["vk", 5.0, 4.0, 0.25])
    whole = table(["spend", "spend_previous", "spend_change"], [5.0, 4.0, 0.25])

    cards = props(answer(compared, totals=[whole]), "DemetraFigures")["cards"]
    assert cards[0]["before"] == f"было 4,00{NBSP}₽"
    assert "totals" not in answer(compared, totals=[whole]).as_json()


def test_changes_of_percentages_read_in_points_in_tables_too() -> None:
    shown = table(["channel", "roi", "roi_previous", "roi_change"], ["vk", 0.4, 0.5, -0.2], ["email", None, 0.5, None])

    rows = props(answer(shown), "DemetraTable")["rows"]
    assert [row[3] for row in rows] == [f"−10,0{NBSP}п.п.", "н/д"]


def test_figures_never_part_from_their_units() -> None:
    rows = props(answer(table(["channel", "spend"], ["vk", 1234567.0], ["email", 9.5])), "DemetraTable")["rows"]

    assert all(" " not in row[1] for row in rows)
    assert safe("ROI 12 %, расход 5 ₽, 3 млн") == f"ROI 12{NBSP}%, расход 5{NBSP}₽, 3{NBSP}млн"


def test_a_cut_table_says_how_much_is_shown() -> None:
    rows = [["vk", 0.5], ["email", 0.7]]

    cut = props(answer(table(["channel", "roi"], *rows, total=42)), "DemetraTable")
    whole = props(answer(table(["channel", "roi"], *rows)), "DemetraTable")
    assert (cut["shown"], whole["shown"]) == ("Показано строк: 2 из 42", "")


def test_a_browser_gets_a_thousand_rows_at_most() -> None:
    many = [[f"campaign {number}", float(number)] for number in range(1500)]

    shown = props(answer(table(["campaign", "spend"], *many)), "DemetraTable")
    assert len(shown["rows"]) == len(shown["keys"]) == 1000
    assert shown["shown"] == f"Показано строк: 1{NBSP}000 из 1{NBSP}500"


def test_days_and_numbers_sort_by_value_and_names_by_what_is_read() -> None:
    shown = table(["day", "channel", "spend"], [date(2026, 1, 2), "vk", 5.0], [date(2026, 1, 1), "", None])

    keys = props(answer(shown), "DemetraTable")["keys"]
    assert keys == [["2026-01-02", "ВКонтакте", 5.0], ["2026-01-01", None, None]]


def test_names_can_be_neither_markup_nor_directives() -> None:
    assert plain("Brand:Search [x](http://e) <b> *y*") == r"Brand\:Search \[x\](http\://e) \<b\> \*y\*"
    assert safe("Лучший **Brand:Search** в 12:30") == r"Лучший **Brand\:Search** в 12:30"


def test_nothing_is_drawn_under_an_answer_without_results() -> None:
    assert drawn(answer(status="unsupported", as_of=None)) == []
