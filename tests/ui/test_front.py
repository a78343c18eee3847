"""A front end of somebody's own, a page of plain JavaScript, does all its work over REST."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.ui.conftest import ONLY_LOOPBACK, Running, start, stop
from tests.ui.test_alert_bell import raise_alert
from tools.outlook.stored import DASHBOARD_NAMES

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]
PAGE = Path(__file__).with_name("front.html").read_text(encoding="utf-8")
FITS_MS = 180_000


@pytest.fixture
def own(demo_url: str, tmp_path: Path) -> Iterator[Running]:
    shutil.copyfile(demo_url.removeprefix("sqlite:///"), tmp_path / "demetra.db")
    running = start(tmp_path, language="en", command="ui")
    yield running
    stop(running)


def test_it_polls_shows_four_dashboards_refreshes_and_marks_an_alert_read(
    own: Running, chromium: str, tmp_path: Path
) -> None:
    inside = own.inside()
    complaints: list[str] = []
    with sync_playwright() as playwright:
        arguments = [ONLY_LOOPBACK, "--no-sandbox"]
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
        page = browser.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.route("**/front.html", lambda route: route.fulfill(body=PAGE, content_type="text/html"))
        page.goto(f"{own.address}/front.html")
        expect(page.locator("#total")).to_contain_text("campaigns, ROI", timeout=30_000)

        page.locator("#renew").click()
        expect(page.locator("#work")).to_have_text("predictions done", timeout=FITS_MS)
        for name in DASHBOARD_NAMES:
            expect(page.locator(f"#{name}")).to_contain_text("rows", timeout=30_000)
            page.wait_for_function(f"document.querySelector('#{name} img')?.naturalWidth > 100", timeout=30_000)

        page.locator("#sync").click()
        expect(page.locator("#work")).to_have_text("sync done", timeout=30_000)

        raise_alert(inside)
        expect(page.locator("#alerts li").first).to_be_visible(timeout=30_000)
        told = page.locator("#alerts li").first.inner_text()
        page.locator("#alerts button").first.click()
        expect(page.locator("#alerts li", has_text=told)).to_have_count(0, timeout=30_000)
        browser.close()

    assert not complaints
