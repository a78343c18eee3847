"""The net below everything: an unexpected error becomes a sentence with an id, and its traceback a log entry of it."""

import logging
import secrets
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path

from agent.telemetry import TextLines

logger = logging.getLogger("demetra.unexpected")


class _KeptLog(RotatingFileHandler):
    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the library's name
        """A log that can't be written says so in a line, where the library would print a traceback of its own."""
        sys.stderr.write(f"errors.log can't be written ({sys.exc_info()[1]}): {record.getMessage()}\n")


def keep_in(folder: Path, *, most_mb: int) -> None:
    """Where tracebacks go, at most so much and twice as much of before; else to the error stream."""
    logger.propagate = False
    if logger.handlers:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = _KeptLog(
            folder / "errors.log", maxBytes=most_mb << 20, backupCount=2, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(TextLines("%(asctime)s %(message)s"))
    logger.addHandler(handler)


def fresh_id() -> str:
    """What a person reads and the log says beside the traceback."""
    return secrets.token_hex(4)
