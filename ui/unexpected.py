"""The net below everything: an unexpected error becomes a sentence with an id, and its traceback a log entry of it."""

import logging
import secrets
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Final

MOST_BYTES: Final = 5 << 20
"""Of the log, and of each of the two before it."""
logger = logging.getLogger("demetra.unexpected")


def keep_in(folder: Path) -> None:
    """Where tracebacks go; a folder that can't be written leaves them on the error stream."""
    logger.propagate = False
    if logger.handlers:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            folder / "errors.log", maxBytes=MOST_BYTES, backupCount=2, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    logger.addHandler(handler)


def fresh_id() -> str:
    """What a person reads and the log says beside the traceback."""
    return secrets.token_hex(4)
