"""What a person has opened, typed or sorted stays as it is while the page around it is drawn again."""

import pytest
from playwright.sync_api import expect

from tests.ui.conftest import Visit

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]
PATIENCE_MS = 60_000


def test_days_that_are_being_filled_in_outlive_redraws_and_the_first_interaction(visit: Visit) -> None:
    board = visit.page.locator('[data-testid="board"]')
    board.get_by_role("button", name="Другие дни").click()
    form = board.locator('[data-testid="own-days"]')
    form.locator("input").first.fill("2026-11-03")
    board.locator("details summary").first.click()

    refresh = board.get_by_role("button", name="Обновить", exact=True)
    refresh.click()  # draws every view anew, with the same figures
    visit.page.wait_for_url("**/thread/*", timeout=PATIENCE_MS)
    expect(refresh).to_be_enabled(timeout=PATIENCE_MS)
    refresh.click()
    expect(refresh).to_be_enabled(timeout=PATIENCE_MS)

    expect(form.locator("input").first).to_have_value("2026-11-03")
    expect(board.locator("details")).to_have_attribute("open", "")
    form.locator("input").last.fill("2026-11-12")
    form.get_by_role("button").click()
    expect(board).to_contain_text("3–12 ноября 2026 против 24 октября – 2 ноября 2026", timeout=PATIENCE_MS)
    expect(form).to_have_count(0)


def test_a_sorted_table_and_an_open_receipt_stay_so_while_the_talk_goes_on(visit: Visit) -> None:
    visit.ask("Расход и ROI по каналам за октябрь")
    first = visit.page.locator('[data-testid="table"]').first
    first.get_by_role("button", name="ROI").click()
    visit.page.locator('[data-testid="receipt"] .dm-fold').first.click()

    visit.ask("а за сентябрь?")

    expect(first.locator('th[aria-sort="descending"]')).to_contain_text("ROI")
    expect(visit.page.locator('[data-testid="receipt"]').first.locator("ul")).to_be_visible()
