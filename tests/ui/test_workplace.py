"""The chat as a place of work: what was asked comes back, a click asks, what is taken away says what it is."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.conftest import TODAY
from tests.ui.conftest import Running, Visit
from tools.semantics.question import Question

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]

QUESTION = "Расход и ROI по каналам за октябрь"
PATIENCE_MS = 60_000
"""For what is computed while two cores serve a browser, a server and its tests."""


def spent(server: Running, period: str, *channels: str) -> int:
    where = ({"dimension": "channel", "values": channels},) if channels else ()
    question = Question.model_validate({"metrics": ("spend",), "periods": (period,), "where": where})
    return round(float(str(server.inside().metrics.run(question, today=TODAY).table.rows[0][0])))


def shown_spend(visit: Visit) -> int:
    card = visit.page.locator('[data-testid="board"] .dm-board-cards button').first
    return int("".join(letter for letter in (card.get_attribute("title") or "") if letter.isdigit()))


def test_a_conversation_comes_back_with_its_figures_and_goes_on(visit: Visit) -> None:
    visit.ask(QUESTION)
    visit.page.locator('[data-testid="chart"] svg.main-svg').first.wait_for()

    visit.page.reload()

    visit.page.locator('[data-testid="table"]').wait_for()
    visit.page.locator('[data-testid="chart"] svg.main-svg').first.wait_for()
    expect(visit.page.locator('[data-testid="board"]')).to_contain_text("Требует внимания")
    expect(visit.page.locator("#thread-history")).to_contain_text("Расход и ROI")
    visit.page.locator('[data-testid="follow-ups"] button', has_text="Сравни с прошлым периодом").click()
    visit.page.locator('[data-testid="figures"]').wait_for(timeout=PATIENCE_MS)
    expect(visit.page.locator('[data-testid="table"]').last).to_contain_text("Telegram")


def test_a_restored_view_still_takes_other_days(server: Running, visit: Visit) -> None:
    visit.ask(QUESTION)
    visit.page.reload()
    board = visit.page.locator('[data-testid="board"]')
    board.wait_for()

    board.locator(".dm-spans button").first.click()

    expect(board).to_contain_text("15–21 ноября 2026 против 8–14 ноября 2026", timeout=PATIENCE_MS)
    assert shown_spend(visit) == spent(server, "2026-11-15..2026-11-21")


def test_channels_and_days_of_one_s_own_show_the_engine_s_figures(server: Running, visit: Visit) -> None:
    board = visit.page.locator('[data-testid="board"]')
    board.get_by_role("button", name="Все каналы ▾").click()
    for name in ("Instagram", "Facebook", "Google Ads", "Яндекс Директ"):
        board.locator('[data-testid="channel-filter"] label', has_text=name).locator("input").uncheck()
    board.locator('[data-testid="channel-filter"] button').click()
    expect(board.get_by_role("button", name="2 канала ▾")).to_be_visible(timeout=PATIENCE_MS)
    board.get_by_role("button", name="Другие дни").click()
    board.locator('[data-testid="own-days"] input').first.fill("2026-11-03")
    board.locator('[data-testid="own-days"] input').last.fill("2026-11-12")
    board.locator('[data-testid="own-days"] button').click()

    expect(board).to_contain_text("3–12 ноября 2026 против 24 октября – 2 ноября 2026", timeout=PATIENCE_MS)
    assert shown_spend(visit) == spent(server, "2026-11-03..2026-11-12", "tiktok", "telegram")

    board.locator(".dm-board-cards button").nth(1).click()
    visit.answered("Выручка по каналам за 3–12 ноября 2026")
    rows = visit.page.locator('[data-testid="table"] tbody td.dm-name').all_text_contents()
    assert {row.strip() for row in rows} == {"TikTok", "Telegram"}


def test_a_day_of_the_curve_asks_about_that_day(visit: Visit) -> None:
    visit.page.locator(".dm-days button").nth(4).click()

    visit.answered("за 5 ноября 2026")
    expect(visit.page.locator('[data-testid="table"]').last).to_contain_text("Telegram")


def test_a_page_shows_its_cards_as_answers(visit: Visit) -> None:
    visit.page.locator(".dm-pages button", has_text="Каналы").click()

    expect(visit.page.get_by_role("heading", name="Охват и CTR по дням")).to_be_visible(timeout=PATIENCE_MS)
    visit.page.locator('[data-testid="table"]').nth(2).wait_for(timeout=PATIENCE_MS)
    assert visit.page.locator('[data-testid="chart"]').count() >= 2


def test_tables_and_pictures_are_saved_under_names_that_say_what_they_are(visit: Visit, tmp_path: Path) -> None:
    visit.ask(QUESTION)
    visit.page.locator('[data-testid="chart"] svg.main-svg').first.wait_for()

    with visit.page.expect_download() as loading:
        visit.page.locator('[data-testid="table"] .dm-file', has_text="CSV").click()
    assert loading.value.suggested_filename == "Расход и ROI по каналам, 1–31 октября 2026.csv"
    loading.value.save_as(tmp_path / "table.csv")
    head, first = (tmp_path / "table.csv").read_text(encoding="utf-8-sig").splitlines()[:2]
    assert head.split(";") == ["Канал", "Расход, RUB", "ROI"]
    assert "," in first.split(";")[2]

    for kind, begins in (("PNG", b"\x89PNG"), ("SVG", b"<svg")):
        with visit.page.expect_download() as loading:
            visit.page.locator(".dm-save button", has_text=kind).first.click()
        loading.value.save_as(tmp_path / kind)
        assert (tmp_path / kind).read_bytes().startswith(begins)


def test_a_report_is_made_at_a_word_and_is_still_there_after_coming_back(visit: Visit, tmp_path: Path) -> None:
    visit.page.locator("#chat-input").fill("отчёт")
    visit.page.locator("#chat-submit").click()
    made = visit.page.locator('[data-testid="downloads"] a')
    made.wait_for(timeout=2 * PATIENCE_MS)
    assert "2026-10-01-2026-10-31" in made.inner_text()

    visit.page.reload()

    made.wait_for(timeout=PATIENCE_MS)
    with visit.page.expect_download() as loading:
        made.click()
    loading.value.save_as(tmp_path / "report.pdf")
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("visit", [{"locale": "en-GB"}], indirect=True)
def test_in_english_a_narrowed_view_asks_in_english(visit: Visit) -> None:
    board = visit.page.locator('[data-testid="board"]')
    board.get_by_role("button", name="7 days").click()
    expect(board).to_contain_text("15–21 Nov 2026", timeout=PATIENCE_MS)

    board.locator(".dm-board-cards button").first.click()

    visit.answered("Spend by channel for 15–21 Nov 2026")
    assert visit.page.locator('[data-testid="table"] tbody tr').count() == 6


def test_an_alert_that_is_noted_asks_for_attention_no_more(visit: Visit) -> None:
    """Last: it changes what the others see."""
    first = visit.page.locator(".dm-alert").first
    said = first.locator("div").first.inner_text()

    first.get_by_role("button", name="Учтено").click()

    expect(visit.page.locator('[data-testid="board"]')).not_to_contain_text(said, timeout=PATIENCE_MS)
