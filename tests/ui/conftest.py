"""A running Demetra on demo data and a browser that knows no other host."""

import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import BrowserContext, Page, sync_playwright
from tenacity import retry, retry_if_exception_type, stop_after_delay, wait_fixed

from agent.bootstrap import Demetra, demetra
from ingest.settings import Settings
from tests.conftest import TODAY

ROOT = Path(__file__).parents[2]
ONLY_LOOPBACK = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"


@dataclass(frozen=True, kw_only=True)
class Running:
    """A server process and its data."""

    address: str
    data_dir: Path
    process: "subprocess.Popen[bytes]"

    def inside(self) -> Demetra:
        """The same data, read in this process."""
        return demetra(Settings(data_dir=self.data_dir, today=TODAY, _env_file=None))  # type: ignore[call-arg]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(data_dir: Path, *, language: str = "ru", command: str = "up", database: str = "", **environ: str) -> Running:
    """Starts `demetra up` as a person would (or `ui` as a container does) and waits until it answers."""
    port = free_port()
    environment = {
        "PATH": str(Path(sys.executable).parent) + ":/usr/bin:/bin",
        "HOME": str(data_dir),
        "PYTHONPATH": str(ROOT),
        "DEMETRA_DATA_DIR": str(data_dir),
        "DEMETRA_TODAY": TODAY.isoformat(),
        "DEMETRA_LANGUAGE": language,
        "DEMETRA_DATABASE_URL": database,
        **environ,
    }
    log = (data_dir / "server.log").open("wb")
    process = subprocess.Popen(
        [sys.executable, "-m", "ui.cli", command, "--host", "127.0.0.1", "--port", str(port)],
        cwd=data_dir,
        env=environment,
        stdout=log,
        stderr=log,
    )
    log.close()
    running = Running(address=f"http://127.0.0.1:{port}", data_dir=data_dir, process=process)
    try:
        _answering(running)
    except BaseException:
        process.kill()
        process.wait()
        raise
    return running


@retry(
    stop=stop_after_delay(240), wait=wait_fixed(0.3), retry=retry_if_exception_type(httpx.TransportError), reraise=True
)
def _answering(running: Running) -> None:
    if running.process.poll() is not None:
        pytest.fail((running.data_dir / "server.log").read_text(encoding="utf-8"))
    httpx.get(f"{running.address}/healthz", timeout=10).raise_for_status()


def stop(running: Running) -> int:
    """Ends the server as an operator would; returns its exit code."""
    running.process.send_signal(signal.SIGTERM)
    return running.process.wait(timeout=20)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Started on an empty folder, so that it loads the demo data itself."""
    running = start(tmp_path_factory.mktemp("demetra"))
    yield running
    stop(running)


@dataclass(frozen=True, kw_only=True)
class Visit:
    """A page, and everything it asked for and complained about."""

    page: Page
    address: str
    requests: list[str]
    complaints: list[str]

    def ask(self, question: str) -> None:
        """Types a question and waits for the whole answer."""
        self.page.locator("#chat-input").fill(question)
        self.page.locator("#chat-submit").click()
        self.answered(question)

    def answered(self, question: str) -> None:
        """Waits for what ends an answer to the newest question."""
        asked = self.page.locator('[data-step-type="user_message"]', has_text=question).last
        asked.wait_for()
        last = self.page.locator('[data-step-type="assistant_message"]').last
        last.locator('[data-testid="follow-ups"]').wait_for()

    def wide(self) -> int:
        """Pixels by which the page is wider than its window."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


@pytest.fixture(scope="session")
def chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    return found


@pytest.fixture
def visit(request: pytest.FixtureRequest, server: Running, chromium: str, tmp_path: Path) -> Iterator[Visit]:
    """A page that shows how things stand; `parametrize("visit", [{...}], indirect=True)` changes the browser."""
    wishes: dict[str, Any] = {"locale": "ru-RU", "viewport": {"width": 1280, "height": 860}} | getattr(
        request, "param", {}
    )
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            tmp_path / "profile", executable_path=chromium, args=[ONLY_LOOPBACK, "--no-sandbox"], **wishes
        )
        yield _opened(context, server.address)
        context.close()


def _opened(context: BrowserContext, address: str) -> Visit:
    visit = Visit(page=context.pages[0], address=address, requests=[], complaints=[])
    visit.page.on("request", lambda request: visit.requests.append(request.url))
    visit.page.on("console", lambda line: visit.complaints.append(line.text) if line.type == "error" else None)
    visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    visit.page.goto(address)
    visit.page.locator('[data-testid="board"] .dm-next button').first.wait_for()
    return visit
