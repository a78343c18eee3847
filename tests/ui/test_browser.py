"""The chat as a person meets it: a real browser, a real server, the demo data."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.conftest import TODAY
from tests.ui.conftest import Running, Visit
from tests.ui.test_alert_bell import raise_alert
from tools.alerts.book import AlertBook
from tools.engine.table import Table
from tools.semantics.question import Question, Window
from tools.words.labels import worded_rows
from ui.first_data import load_demo

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]

WORST = "Какой канал окупается хуже всех за последние 30 дней?"
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "has_touch": True}


def roi_by_channel(server: Running) -> Table:
    """Straight from the engine, in the order of the answer."""
    window = Window(start=TODAY.replace(month=10, day=23), end=TODAY.replace(day=21))
    query = Question(metrics=("roi",), group_by=("channel",), periods=(str(window),), order_by="roi", descending=False)
    return server.inside().metrics.run(query, today=TODAY).table


def test_the_worst_channel_is_named_with_the_engines_figure(server: Running, visit: Visit) -> None:
    visit.ask(WORST)

    name, figure = worded_rows(roi_by_channel(server), "ru")[0]
    answer = visit.page.locator('[data-step-type="assistant_message"] .message-content').last
    expect(answer).to_contain_text(name)
    expect(answer).to_contain_text(figure)


def test_the_table_shows_every_channel_as_the_engine_counts_it(server: Running, visit: Visit) -> None:
    visit.ask(WORST)

    rows = visit.page.locator('[data-testid="table"] tbody tr')
    shown = [[cell.strip() for cell in row.locator("td").all_text_contents()] for row in rows.all()]
    assert [row[:2] for row in shown] == worded_rows(roi_by_channel(server), "ru")


def test_an_open_page_counts_unread_alerts_within_seconds(server: Running, visit: Visit) -> None:
    pill, book = visit.page.locator("#dm-unread"), AlertBook(desk=server.inside().desk())
    for kept in book.listed("firing"):
        book.acknowledge(str(kept.id), "anna")
    expect(pill).to_be_hidden()

    number = raise_alert(server.inside())

    expect(pill).to_have_text("1", timeout=5_000)
    expect(visit.page).to_have_title(re.compile(r"^\(1\) "))
    book.acknowledge(str(number), "anna")
    expect(pill).to_be_hidden(timeout=5_000)
    expect(visit.page).not_to_have_title(re.compile(r"^\(\d+\) "))
    assert visit.complaints == []


def test_the_picture_is_drawn(visit: Visit) -> None:
    visit.ask(WORST)

    picture = visit.page.locator('[data-testid="chart"] svg.main-svg').first
    picture.wait_for()
    size = picture.bounding_box()
    assert size is not None
    assert size["width"] > 400
    assert size["height"] > 200
    assert visit.page.locator('[data-testid="chart"] .trace').count() > 0


def test_the_receipt_unfolds_to_formula_and_days(visit: Visit) -> None:
    visit.ask(WORST)

    receipt = visit.page.locator('[data-testid="receipt"]')
    assert receipt.locator("li").count() == 0
    receipt.locator(".dm-fold").click()
    expect(receipt).to_contain_text("(выручка − расход) / расход")
    expect(receipt).to_contain_text("30 дней")


def test_the_tool_step_unfolds_to_what_was_asked_in_words(visit: Visit) -> None:
    visit.ask(WORST)

    step = visit.page.locator('[data-step-type="tool"]').first
    expect(step).not_to_contain_text("ноября 2026")
    step.locator("button").first.click()
    expect(step).to_contain_text("ноября 2026")
    expect(step).not_to_contain_text("metrics")


def test_a_follow_up_button_asks_in_the_same_conversation(visit: Visit) -> None:
    visit.ask(WORST)

    visit.page.locator('[data-testid="follow-ups"] button', has_text="Сравни с прошлым периодом").click()
    visit.answered("Сравни с прошлым периодом")

    expect(visit.page.locator('[data-testid="figures"]').last).to_contain_text("ROI")
    expect(visit.page.locator('[data-testid="table"]').last).to_contain_text("Telegram")


def test_a_click_on_a_heading_sorts_the_table(visit: Visit) -> None:
    visit.ask(WORST)
    first = visit.page.locator('[data-testid="table"] tbody tr').first

    expect(first).to_contain_text("TikTok")
    visit.page.locator('[data-testid="table"] th button').nth(1).click()
    expect(first).to_contain_text("Telegram")


def test_the_table_downloads_as_a_workbook_with_numbers(server: Running, visit: Visit, tmp_path: Path) -> None:
    visit.ask(WORST)

    with visit.page.expect_download() as loading:
        visit.page.locator('[data-testid="table"] .dm-file', has_text="XLSX").click()
    path = tmp_path / "table.xlsx"
    loading.value.save_as(path)

    sheet = openpyxl.load_workbook(path).worksheets[0]
    figures = [row[1] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert figures == pytest.approx(roi_by_channel(server).column("roi"))


@pytest.mark.parametrize("place", [".dm-next button", ".dm-board-cards button", ".dm-scroll td button"])
def test_a_click_on_the_opening_view_asks_its_question(visit: Visit, place: str) -> None:
    button = visit.page.locator('[data-testid="board"]').locator(place).nth(1)

    button.click()

    visit.page.locator('[data-step-type="user_message"]').wait_for()
    visit.page.locator('[data-testid="follow-ups"], [data-testid="options"]').first.wait_for()


def test_the_opening_view_shows_the_engine_s_figures_and_other_days_when_asked(server: Running, visit: Visit) -> None:
    shown = visit.page.locator('[data-testid="board"]')
    metrics = server.inside().metrics
    question = Question(metrics=("spend",), periods=("2026-11-15..2026-11-21",))
    spent = metrics.run(question, today=TODAY).table.rows[0][0]

    shown.locator(".dm-spans button").first.click()
    expect(shown).to_contain_text("15–21 ноября 2026 против 8–14 ноября 2026")

    card = shown.locator(".dm-board-cards button").first
    digits = "".join(character for character in (card.get_attribute("title") or "") if character.isdigit())
    assert int(digits) == round(float(str(spent)))
    shown.locator(".dm-action").first.wait_for()


@pytest.mark.parametrize("visit", [{"locale": "en-GB"}], indirect=True)
def test_an_english_browser_gets_an_english_page(visit: Visit) -> None:
    expect(visit.page.locator('[data-testid="board"]')).to_contain_text("Needs attention")
    expect(visit.page.locator("#readme-button")).to_have_text("Help")

    visit.ask("Which channel has the worst ROI in the last 30 days?")
    expect(visit.page.locator('[data-testid="receipt"]')).to_contain_text("How this was computed")


@pytest.mark.parametrize("visit", [PHONE], indirect=True)
def test_on_a_phone_nothing_sticks_out_and_figures_keep_their_units(visit: Visit) -> None:
    assert visit.wide() <= 0

    visit.ask(WORST)
    visit.page.locator('[data-testid="chart"] svg.main-svg').first.wait_for()

    assert visit.wide() <= 0
    heights = visit.page.locator('[data-testid="table"] td.dm-num').evaluate_all(
        "cells => cells.map(cell => cell.scrollHeight)"
    )
    assert max(heights) < 50  # one line each


@pytest.mark.parametrize("visit", [{"color_scheme": "dark"}], indirect=True)
def test_the_picture_follows_the_dark_theme(visit: Visit) -> None:
    visit.ask(WORST)
    title = visit.page.locator('[data-testid="chart"] .gtitle').first
    title.wait_for()

    light_ink = title.evaluate("node => getComputedStyle(node).fill")
    ground = visit.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert _brightness(light_ink) > 200
    assert _brightness(ground) < 60


def _brightness(colour: str) -> float:
    parts = [float(part) for part in colour.partition("(")[2].rstrip(")").split(",")[:3]]
    return sum(parts) / 3


def test_nothing_leaves_this_machine_and_the_page_does_not_complain(visit: Visit) -> None:
    visit.ask(WORST)
    visit.page.locator('[data-testid="chart"] svg.main-svg').first.wait_for()

    hosts = {urlsplit(url).hostname for url in visit.requests if not url.startswith(("data:", "blob:"))}
    assert hosts == {"127.0.0.1"}
    assert visit.complaints == []


def test_weather_is_declined_kindly_with_questions_that_work(visit: Visit) -> None:
    visit.ask("Какая завтра погода?")

    assert visit.page.locator('[data-testid="table"]').count() == 0
    assert visit.page.locator('[data-testid="follow-ups"] button').count() == 3


def test_a_file_that_can_not_be_loaded_is_refused_in_a_sentence_without_command_line_talk(
    visit: Visit, tmp_path: Path
) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Имя,Возраст\nа,1\n", encoding="utf-8")

    visit.page.set_input_files("#upload-button-input", path)
    visit.page.locator("#chat-submit:not([disabled])").click()

    said = visit.page.locator('[data-step-type="assistant_message"]').last
    expect(said).to_contain_text("В people.csv нет столбца с днём. Его столбцы: Имя, Возраст.")
    expect(said).not_to_contain_text("--map")


def test_a_file_is_shown_confirmed_loaded_and_asked_about(server: Running, visit: Visit, tmp_path: Path) -> None:
    """Last of this file: it adds to the data that the others count."""
    before = load_demo(server.inside())
    path = tmp_path / "october.csv"
    path.write_text(
        "Дата;Канал;Кампания;Показы;Клики;Расход, руб\n"
        "01.10.2024;Pinterest;Осень [link](http://evil);10 000;200;1 500,50\n"
        "02.10.2024;Pinterest;=1+1;8 000;150;1 200,00\n"
        "03.10.2024;Pinterest;Зима;100;900;10,00\n",
        encoding="utf-8",
    )

    visit.page.set_input_files("#upload-button-input", path)
    visit.page.locator("#chat-submit:not([disabled])").click()
    upload = visit.page.locator('[data-testid="upload"]')
    expect(upload).to_contain_text("Pinterest")
    expect(upload).to_contain_text("кликов больше, чем показов")
    upload.locator(".dm-yes").click()

    report = visit.page.locator('[data-testid="figures"]').last
    expect(report).to_contain_text("Прочитано строк")
    expect(upload.locator(".dm-yes")).to_have_count(0)
    visit.ask("Сколько потратили на Pinterest за октябрь 2024?")
    said = visit.page.locator('[data-step-type="assistant_message"] .message-content').last
    expect(said).to_contain_text("2\N{NO-BREAK SPACE}701")
    assert before["inserted"] == 0
