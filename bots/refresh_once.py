"""One refresh in a process of its own, so that fitting forecasts never makes a conversation wait, and a stop is a stop.

The parent hands its settings over on standard input; credentials of channels come from the environment as always.
"""

import asyncio
import json
import logging
import os
import signal
import sys
from contextlib import suppress
from typing import Final

from pydantic import SecretStr

from agent.bootstrap import Demetra, demetra
from bots.after_refresh import refresh_now
from ingest.errors import Unavailable
from ingest.settings import Settings

logger = logging.getLogger(__name__)
AGAIN: Final = os.EX_TEMPFAIL
"""Exit code of a refresh that the database was away for."""
AGAIN_S: Final = 10.0
"""Seconds until it is repeated."""


async def refresh_beside(running: Demetra) -> None:
    """Runs a refresh beside this process, again while the database is away.

    When it is cancelled, the refresh ends with everything it has started.
    """
    while await _refreshed(running) == AGAIN:
        logger.warning("The database went away during the refresh, which is repeated.")
        await asyncio.sleep(AGAIN_S * running.settings.wait_scale)


async def _refreshed(running: Demetra) -> int:
    """The exit code of one refresh."""
    beginning = asyncio.ensure_future(
        asyncio.create_subprocess_exec(
            sys.executable, "-m", "bots.refresh_once", stdin=asyncio.subprocess.PIPE, start_new_session=True
        )
    )
    try:
        process = await asyncio.shield(beginning)
        await process.communicate(json.dumps(given(running.settings)).encode())
        if process.returncode not in (0, AGAIN):
            logger.warning("The refresh ended with code %s.", process.returncode)
    finally:
        code = await _ended(await beginning)  # cancelled while it began, it has begun all the same
    return code


async def _ended(process: asyncio.subprocess.Process) -> int:
    """The exit code, once nothing of the process runs any more."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    return await process.wait()


def given(settings: Settings) -> dict[str, str]:
    """Settings under the names by which they are read."""
    values = {name: getattr(settings, name) for name in Settings.model_fields}
    plain = {
        name: value.get_secret_value() if isinstance(value, SecretStr) else value for name, value in values.items()
    }
    return {
        str(field.validation_alias or name): "" if plain[name] is None else str(plain[name])
        for name, field in Settings.model_fields.items()
    }


def main() -> None:
    """Reads settings, refreshes, ends; with `AGAIN` when the database was away for it."""
    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    try:
        result = refresh_now(demetra(Settings(**json.load(sys.stdin))))
    except Unavailable as error:
        logger.warning("%s", error)
        sys.exit(AGAIN)
    sys.exit(AGAIN if result.lost else 0)


if __name__ == "__main__":
    main()
