"""The chat while PostgreSQL is stopped, and after it is back."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import expect, sync_playwright

from agent.bootstrap import Demetra
from ingest import demo
from ingest.settings import Settings
from tests.conftest import NOW, TODAY
from tests.security.conftest import visiting
from tests.security.test_sign_in import PASSWORDS, cookie
from tests.servers.postgres import PASSWORD, Cluster, own_postgres
from tests.ui.conftest import ONLY_LOOPBACK, Running, Visit, start, stop
from tests.ui.test_people_at_work import signed_in
from tools.access.people import People

pytestmark = [pytest.mark.slow, pytest.mark.faults, pytest.mark.xdist_group("browser")]

QUESTION = "Какой канал окупается хуже всех за последние 7 дней?"
FOLLOW_UP = "а лучше всех?"
AWAY = "База данных сейчас не отвечает"


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    with own_postgres() as made:
        yield made


@pytest.fixture
def server(request: pytest.FixtureRequest, cluster: Cluster, tmp_path: Path) -> Iterator[Running]:
    """The chat as its container runs it, on a month of demo data; some trials have people who sign in."""
    inside = Demetra(settings=Settings(database_url=cluster.url(), data_dir=tmp_path, today=TODAY, _env_file=None))  # type: ignore[call-arg]
    demo.load(inside.store, today=TODAY, months=1)
    if request.function in (test_whoever_is_signed_in_stays_so, test_a_session_that_was_ended_stays_so):
        People(engine=inside.engine, now=lambda: NOW).add("anna", "admin", password=PASSWORDS["anna"], by="test")
    inside.engine.dispose()
    running = start(tmp_path, command="ui", database=cluster.url())
    yield running
    stop(running)


def answers(visit: Visit, text: str) -> None:
    last = visit.page.locator('[data-step-type="assistant_message"]').last
    expect(last).to_contain_text(text, timeout=15_000)


def test_the_chat_says_so_and_answers_the_next_question(cluster: Cluster, server: Running, visit: Visit) -> None:
    visit.ask(QUESTION)
    for mode in ("fast", "immediate"):
        cluster.stop(mode)  # type: ignore[arg-type]
        visit.page.locator("#chat-input").fill(FOLLOW_UP)
        visit.page.locator("#chat-submit").click()
        answers(visit, AWAY)
        assert httpx.get(f"{server.address}/healthz").status_code == 503
        fresh = visit.page.context.new_page()
        fresh.goto(server.address)
        expect(fresh.locator("body")).to_contain_text(AWAY, timeout=15_000)
        fresh.close()

        cluster.start()
        visit.ask(FOLLOW_UP)
        assert httpx.get(f"{server.address}/healthz").json() == {"status": "ok"}

    log = (server.data_dir / "server.log").read_text(encoding="utf-8")
    assert "Traceback" not in log
    assert PASSWORD not in log


def test_whoever_is_signed_in_stays_so(cluster: Cluster, server: Running, chromium: str) -> None:
    """They are told that the database does not answer instead of being sent to sign in again."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=[ONLY_LOOPBACK, "--no-sandbox"])
        anna = signed_in(browser.new_context(locale="ru-RU"), server.address, "anna", PASSWORDS["anna"])
        board = anna.locator('[data-testid="board"]')
        board.wait_for(timeout=60_000)

        cluster.stop("fast")
        anna.goto(server.address)
        expect(anna.locator("body")).to_contain_text(AWAY, timeout=15_000)
        expect(anna.locator("#password")).to_have_count(0)

        cluster.start()
        anna.goto(server.address)
        board.wait_for(timeout=60_000)
        browser.close()
    log = (server.data_dir / "server.log").read_text(encoding="utf-8")
    assert "Traceback" not in log


async def test_a_session_that_was_ended_stays_so(cluster: Cluster, server: Running) -> None:
    """It opens a page while nobody can say that it has ended; nothing of anybody's is read with it, then or later."""
    ended = cookie(server, "anna")
    assert httpx.post(f"{server.address}/logout", headers={"cookie": ended}).status_code == 200  # noqa: ASYNC210

    def status(path: str) -> int:
        return httpx.get(f"{server.address}{path}", headers={"cookie": ended}).status_code

    cluster.stop("fast")
    assert (status("/user"), status(f"/files/{'0' * 32}.csv"), status("/api/alerts")) == (200, 503, 503)
    async with visiting(server.address, cookies=ended) as visitor:
        await visitor.opened()
        assert "The database does not answer" in "".join(visitor.texts())
        cluster.start()
        assert "Your session has ended" in await visitor.ask("расход за прошлый месяц")
    assert status("/user") == 401
