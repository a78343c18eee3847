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

from pydantic import SecretStr

from agent.bootstrap import Demetra, demetra
from bots.steps import refresh_now
from ingest.settings import Settings

logger = logging.getLogger(__name__)


async def refresh_beside(running: Demetra) -> None:
    """Runs a refresh beside this process; when it is cancelled, the refresh ends with everything it has started."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bots.refresh_once", stdin=asyncio.subprocess.PIPE, start_new_session=True
    )
    try:
        await process.communicate(json.dumps(given(running.settings)).encode())
        if process.returncode:
            logger.warning("The refresh ended with code %s.", process.returncode)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()


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
    """Reads settings, refreshes, ends."""
    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    refresh_now(demetra(Settings(**json.load(sys.stdin))))


if __name__ == "__main__":
    main()
