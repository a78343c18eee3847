"""People in front of the chat: they sign in, choose how they are answered, pin what they look at, hear of alerts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect, sync_playwright

from tests.conftest import NOW
from tests.ui.conftest import ONLY_LOOPBACK, Running, Visit, start, stop
from tests.ui.test_alert_bell import raise_alert
from tools.access.people import People

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]

PASSWORD = "correct horse battery"
PATIENCE_MS = 60_000
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}


def say(page: Page, words: str, answer: str) -> None:
    page.locator("#chat-input").fill(words)
    page.locator("#chat-submit").click()
    expect(page.locator('[data-step-type="assistant_message"]').last).to_contain_text(answer, timeout=PATIENCE_MS)


@pytest.mark.parametrize("visit", [{}, PHONE], indirect=True)
def test_an_answer_is_pinned_looked_at_again_and_taken_away(visit: Visit) -> None:
    visit.ask("расход по каналам за последние 7 дней")
    visit.page.locator('[data-testid="pin"]').last.click()
    pins = visit.page.locator('[data-testid="pins"]').first
    expect(pins).to_contain_text("Расход по каналам", timeout=PATIENCE_MS)
    expect(pins).to_contain_text("15–21 ноября 2026")
    assert visit.wide() <= 0

    visit.page.goto(visit.address)
    pins = visit.page.locator('[data-testid="pins"]')
    expect(pins).to_contain_text("₽", timeout=PATIENCE_MS)
    pins.locator("button.dm-card").click()
    expect(visit.page.get_by_role("heading", name="Расход по каналам")).to_be_visible(timeout=PATIENCE_MS)

    say(visit.page, "открепи", "Откреплено")
    expect(visit.page.locator('[data-testid="pins"]')).to_have_count(0)


def test_an_alert_arrives_in_an_open_chat(server: Running, visit: Visit) -> None:
    raise_alert(server.inside(), "telegram")

    told = visit.page.locator('[data-step-type="assistant_message"]', has_text="непрочитанн")
    expect(told.first).to_be_visible(timeout=PATIENCE_MS)


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Where people sign in: anna, boris and clara."""
    running = start(tmp_path_factory.mktemp("closed"), DEMETRA_ADMIN_PASSWORD=PASSWORD)
    people = People(engine=running.inside().engine, now=lambda: NOW)
    for name in ("anna", "boris", "clara"):
        people.add(name, "analyst", password=PASSWORD, by="test")
    yield running
    stop(running)


def signed_in(context: BrowserContext, address: str, name: str, password: str = PASSWORD) -> Page:
    page = context.pages[0] if context.pages else context.new_page()
    page.goto(f"{address}/login")
    page.locator("#email").fill(name)
    page.locator("#password").fill(password)
    page.locator('button[type="submit"]').click()
    return page


def test_two_people_see_nothing_of_each_other(closed: Running, chromium: str, tmp_path: Path) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=[ONLY_LOOPBACK, "--no-sandbox"])
        first, second, third = (browser.new_context(locale="ru-RU") for _ in range(3))
        stranger = signed_in(third, closed.address, "anna", "something else")
        expect(stranger.locator("#password")).to_be_visible()
        anna = signed_in(first, closed.address, "anna")
        anna.locator('[data-testid="board"]').wait_for(timeout=PATIENCE_MS)
        say(anna, "расход по каналам за последние 7 дней", "Расход")
        anna.locator('[data-testid="pin"]').last.wait_for(timeout=PATIENCE_MS)
        say(anna, "закрепи", "Закреплено")
        expect(anna.locator("#thread-history")).to_contain_text("расход по каналам", timeout=PATIENCE_MS)

        boris = signed_in(second, closed.address, "boris")
        boris.locator('[data-testid="board"] .dm-action').first.wait_for(timeout=PATIENCE_MS)

        assert boris.locator('[data-testid="pins"]').count() == 0
        assert "расход по каналам" not in (boris.locator("body").inner_text())
        browser.close()


def test_words_and_the_panel_change_the_same_settings(closed: Running, chromium: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=[ONLY_LOOPBACK, "--no-sandbox"])
        clara = signed_in(browser.new_context(locale="ru-RU"), closed.address, "clara")
        board = clara.locator('[data-testid="board"]')
        expect(board).to_contain_text("Требует внимания", timeout=PATIENCE_MS)
        say(clara, "отвечай по-английски", "All right")
        say(clara, "по умолчанию считай за 7 дней", "7 complete days")

        clara.goto(closed.address)
        expect(board).to_contain_text("Needs attention", timeout=PATIENCE_MS)
        expect(board).to_contain_text("15–21")
        clara.locator("#chat-settings-open-modal").click()
        dialog = clara.get_by_role("dialog")
        expect(dialog).to_contain_text("Last 7 complete days")
        dialog.get_by_role("combobox").first.click()
        clara.get_by_role("option", name="That of the question").click()
        dialog.locator("#confirm").click()

        expect(board).to_contain_text("Требует внимания", timeout=PATIENCE_MS)
        say(clara, "расход по каналам", "15–21 ноября 2026")
        browser.close()
