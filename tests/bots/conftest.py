"""The bot and the worker on demo data of their own, in front of the local Bot API."""

from collections.abc import Callable, Iterator

import pytest
from pydantic import SecretStr

from agent.bootstrap import Demetra
from tests.servers.telegram import TOKEN, TelegramServer, serve_telegram
from tools.delivery.guests import change_guest, link, new_code

CHAT = 501


@pytest.fixture
def telegram() -> Iterator[TelegramServer]:
    with serve_telegram() as server:
        yield server


@pytest.fixture
def demetra_with_bot(demetra_on: Callable[..., Demetra], telegram: TelegramServer) -> Callable[..., Demetra]:
    """Makes a Demetra on its own copy of the demo data, whose bot is sent to the local server."""
    bot = {"TELEGRAM_BOT_TOKEN": SecretStr(TOKEN), "TELEGRAM_BOT_BASE_URL": telegram.base_url, "wait_scale": 0.01}

    def make(**settings: object) -> Demetra:
        return demetra_on(**{**bot, **settings})

    return make


@pytest.fixture
def running(demetra_with_bot: Callable[..., Demetra]) -> Demetra:
    return demetra_with_bot()


def linked(running: Demetra, chat: int = CHAT, role: str = "admin", language: str = "en") -> None:
    """Links a chat, as the command line and /start would."""
    now = running.clock.now()
    guest = link(running.engine, new_code(running.engine, f"user-{chat}", role, now), chat, "Anna", now)
    assert guest is not None
    change_guest(running.engine, guest, now, language=language, settings={"quiet_from": None, "quiet_to": None})
