"""The chat while PostgreSQL is stopped, and after it is back."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import expect

from agent.bootstrap import Demetra
from ingest import demo
from ingest.settings import Settings
from tests.conftest import TODAY
from tests.servers.postgres import PASSWORD, Cluster, own_postgres
from tests.ui.conftest import Running, Visit, start, stop

pytestmark = [pytest.mark.slow, pytest.mark.faults, pytest.mark.xdist_group("browser")]

QUESTION = "Какой канал окупается хуже всех за последние 7 дней?"
FOLLOW_UP = "а лучше всех?"
AWAY = "База данных сейчас не отвечает"


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    with own_postgres() as made:
        yield made


@pytest.fixture
def server(cluster: Cluster, tmp_path: Path) -> Iterator[Running]:
    """The chat as its container runs it, on a month of demo data."""
    inside = Demetra(settings=Settings(database_url=cluster.url(), data_dir=tmp_path, today=TODAY, _env_file=None))  # type: ignore[call-arg]
    demo.load(inside.store, today=TODAY, months=1)
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
        assert httpx.get(f"{server.address}/healthz").json()["last_day"] == "2026-11-21"

    log = (server.data_dir / "server.log").read_text(encoding="utf-8")
    assert "Traceback" not in log
    assert PASSWORD not in log
