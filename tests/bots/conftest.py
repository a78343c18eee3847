"""The bot and the worker on demo data of their own, in front of the local Bot API."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from agent.bootstrap import Demetra
from ingest.settings import Settings
from tests.conftest import TODAY
from tests.servers.telegram import TOKEN, TelegramServer, serve_telegram
from tools.delivery.guests import change_guest, link, new_code

CHAT = 501


@pytest.fixture
def telegram() -> Iterator[TelegramServer]:
    with serve_telegram() as server:
        yield server


@pytest.fixture
def demetra_with_bot(demo_url: str, tmp_path: Path, telegram: TelegramServer) -> Iterator[Callable[..., Demetra]]:
    """Makes a Demetra on its own copy of the demo data, whose bot is sent to the local server."""
    made: list[Demetra] = []

    def make(**settings: object) -> Demetra:
        copy = tmp_path / "demetra.db"
        if not copy.exists():
            shutil.copy(demo_url.removeprefix("sqlite:///"), copy)
        given = {
            "database_url": f"sqlite:///{copy}",
            "data_dir": tmp_path,
            "today": TODAY,
            "wait_scale": 0.01,
            "TELEGRAM_BOT_TOKEN": SecretStr(TOKEN),
            "TELEGRAM_BOT_BASE_URL": telegram.base_url,
            **settings,
        }
        made.append(Demetra(settings=Settings(**given)))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for running in made:
        running.engine.dispose()


@pytest.fixture
def running(demetra_with_bot: Callable[..., Demetra]) -> Demetra:
    return demetra_with_bot()


def linked(running: Demetra, chat: int = CHAT, role: str = "admin", language: str = "en") -> None:
    """Links a chat, as the command line and /start would."""
    now = running.clock.now()
    guest = link(running.engine, new_code(running.engine, f"user-{chat}", role, now), chat, "Anna", now)
    assert guest is not None
    change_guest(running.engine, guest, now, language=language, settings={"quiet_from": None, "quiet_to": None})
