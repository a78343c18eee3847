"""Nobody is shut out: axe finds nothing serious on the main screens, in both themes, at a desk and on a phone."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect, sync_playwright

from tests.ui.conftest import ONLY_LOOPBACK, Running, Visit
from tests.ui.test_people_at_work import closed, say, signed_in  # noqa: F401 - a fixture

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]

PATIENCE_MS = 60_000
SCREENS: list[dict[str, Any]] = [
    {"color_scheme": scheme, "viewport": {"width": width, "height": height}}
    for scheme in ("light", "dark")
    for width, height in ((1440, 1000), (390, 844))
]


def serious(page: Page) -> list[str]:
    """What axe thinks keeps people from using the page."""
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {[node['target'] for node in one['nodes']][:3]}"
        for one in found
        if one["impact"] in ("serious", "critical")
    ]


def named(wish: dict[str, Any]) -> str:
    return f"{wish['color_scheme']}-{wish['viewport']['width']}"


@pytest.mark.parametrize("visit", SCREENS, indirect=True, ids=named)
def test_the_opening_view_and_an_answer_shut_nobody_out(visit: Visit) -> None:
    visit.page.locator(".dm-action").first.wait_for()
    assert serious(visit.page) == []

    visit.ask("Расход и ROI по каналам за октябрь")
    visit.page.locator('[data-testid="chart"] svg.main-svg').first.wait_for()
    visit.page.locator('[data-testid="receipt"] .dm-fold').last.click()
    assert serious(visit.page) == []
    assert visit.wide() <= 0


@pytest.mark.parametrize("visit", SCREENS, indirect=True, ids=named)
def test_what_opens_on_the_view_and_its_pages_shut_nobody_out(visit: Visit) -> None:
    board = visit.page.locator('[data-testid="board"]')
    for name, part in (("Другие дни", "own-days"), ("Все каналы ▾", "channel-filter")):
        board.get_by_role("button", name=name).click()
        board.locator(f'[data-testid="{part}"]').wait_for()
        assert serious(visit.page) == []
        assert visit.wide() <= 0
        visit.page.keyboard.press("Escape")
        expect(board.locator(f'[data-testid="{part}"]')).to_have_count(0)
    visit.page.locator("#chat-settings-open-modal").click()
    visit.page.get_by_role("dialog").get_by_role("combobox").first.wait_for()
    assert serious(visit.page) == []
    visit.page.keyboard.press("Escape")

    visit.page.locator(".dm-pages button", has_text="Каналы").click()
    visit.page.locator('[data-testid="table"]').nth(2).wait_for(timeout=PATIENCE_MS)
    assert serious(visit.page) == []
    assert visit.wide() <= 0


@pytest.mark.parametrize("visit", [SCREENS[1], SCREENS[2]], indirect=True, ids=named)
def test_a_report_and_a_file_on_offer_shut_nobody_out(visit: Visit) -> None:
    visit.page.locator("#chat-input").fill("отчёт")
    visit.page.locator("#chat-submit").click()
    visit.page.locator('[data-testid="downloads"] a').wait_for(timeout=2 * PATIENCE_MS)
    assert serious(visit.page) == []

    file = {"name": "shop.csv", "mimeType": "text/csv", "buffer": "Дата;Источник;Деньги\n2026-11-01;vk;10\n".encode()}
    visit.page.locator('input[type="file"]').first.set_input_files([file])  # type: ignore[list-item]
    visit.page.locator("#chat-submit").click()
    visit.page.locator('[data-testid="upload"]').wait_for(timeout=PATIENCE_MS)
    assert serious(visit.page) == []
    assert visit.wide() <= 0


@pytest.mark.parametrize("wish", SCREENS, ids=named)
def test_signing_in_and_reading_what_was_shared_shut_nobody_out(
    closed: Running,  # noqa: F811
    chromium: str,
    wish: dict[str, Any],
) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=[ONLY_LOOPBACK, "--no-sandbox"])
        page = browser.new_context(locale="ru-RU", **wish).new_page()
        page.goto(f"{closed.address}/login")
        page.locator("#password").wait_for()
        assert serious(page) == []

        anna = signed_in(page.context, closed.address, "anna")
        anna.locator('[data-testid="board"] .dm-next button').first.wait_for(timeout=PATIENCE_MS)
        say(anna, "расход по каналам за последние 7 дней", "Расход")
        anna.locator('[data-testid="follow-ups"]').last.wait_for(timeout=PATIENCE_MS)  # everything is kept before it
        asked = {"pagination": {"first": 1}, "filter": {}}  # on a phone no sidebar puts the number into the address
        number = anna.request.post(f"{closed.address}/project/threads", data=asked).json()["data"][0]["id"]
        wanted = {"threadId": number, "isShared": True}
        assert anna.request.put(f"{closed.address}/project/thread/share", data=wanted).ok
        anna.goto(f"{closed.address}/share/{number}")
        expect(anna.locator("body")).to_contain_text("Разговор, которым поделились", timeout=PATIENCE_MS)
        anna.locator('[data-testid="table"]').wait_for(timeout=PATIENCE_MS)
        assert serious(anna) == []
        browser.close()
