"""Makes the pictures of docs/screenshots anew: `python -m tests.ui.screenshots`, from the demo data."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tests.ui.conftest import ONLY_LOOPBACK, ROOT, start, stop

FOLDER = ROOT / "docs" / "screenshots"
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}, "locale": "ru-RU"}
PICTURES: dict[str, tuple[dict[str, Any], str]] = {
    "opening": (DESK, ""),
    "answer": (DESK, "Расход и ROI по каналам за октябрь"),
    "dark": (DESK | {"locale": "en-GB", "color_scheme": "dark"}, ""),
    "phone": (DESK | {"viewport": {"width": 390, "height": 844}, "has_touch": True}, ""),
}
"""By name: the browser, and what is asked."""


def shoot(page: Page, address: str, question: str, path: Path) -> None:
    """One picture, when everything stands still."""
    page.goto(address)
    page.locator(".dm-action").first.wait_for()
    if question:
        page.locator("#chat-input").fill(question)
        page.locator("#chat-submit").click()
        page.locator('[data-testid="follow-ups"]').last.wait_for()
        page.locator('[data-testid="chart"] svg.main-svg').first.wait_for()
    page.wait_for_timeout(1_000)
    page.screenshot(path=path)


def main() -> None:
    """Starts a server on the demo data and takes all pictures."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        running = start(Path(folder))
        try:
            chromium = shutil.which("chromium") or shutil.which("chromium-browser")
            browser = playwright.chromium.launch(executable_path=chromium, args=[ONLY_LOOPBACK, "--no-sandbox"])
            for name, (wishes, question) in PICTURES.items():
                with browser.new_context(**wishes) as context:
                    shoot(context.new_page(), running.address, question, FOLDER / f"{name}.png")
            browser.close()
        finally:
            stop(running)


if __name__ == "__main__":
    main()
