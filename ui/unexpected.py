"""The net below everything: an unexpected error becomes a sentence with an id, and its traceback a log entry of it."""

import logging
import secrets
from logging.handlers import RotatingFileHandler
from pathlib import Path

from agent.telemetry import TextLines

logger = logging.getLogger("demetra.unexpected")


def keep_in(folder: Path, *, most_mb: int) -> None:
    """Where tracebacks go, at most so much and twice as much of before; else to the error stream."""
    logger.propagate = False
    if logger.handlers:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            folder / "errors.log", maxBytes=most_mb << 20, backupCount=2, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(TextLines("%(asctime)s %(message)s"))
    logger.addHandler(handler)


def fresh_id() -> str:
    """What a person reads and the log says beside the traceback."""
    return secrets.token_hex(4)
