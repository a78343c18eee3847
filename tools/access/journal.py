"""What was asked, loaded and taken out, noted without making anybody wait: a thread of its own writes it, together."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from queue import Queue
from typing import Any, Final

from ingest.database import Database, DatabaseError, in_a_line, writing
from ingest.errors import Unavailable
from ingest.write_behind import WriteBehind
from tools.access.audit import Line, audit_all

logger = logging.getLogger(__name__)
MOST_WAITING: Final = 10_000
"""Lines that wait while the database is away or locked; further ones are lost, and the log says so."""
TOGETHER: Final = 500
GATHER_S: Final = 0.2
AGAIN_S: Final = 1.0


@dataclass(kw_only=True)
class Journal:
    """Notes of one process. A change is not noted here but in its own transaction, by `audit`."""

    engine: Callable[[], Database]
    now: Callable[[], datetime]
    _waiting: Queue[Line] = field(default_factory=lambda: Queue(MOST_WAITING))

    def __post_init__(self) -> None:
        self._lines = WriteBehind(
            name="journal", keep=self._keep, waiting=self._waiting, together=TOGETHER, gather_s=GATHER_S
        )

    def note(self, actor: str, action: str, **body: Any) -> None:
        """Notes who did what; returns at once."""
        if not self._lines.put((self.now(), actor, action, body)):
            logger.warning("The journal is full while the database does not take it: %s of %s is lost.", action, actor)

    def settle(self, patience_s: float = 5.0) -> bool:
        """Waits until everything noted is written; False when the patience ended first."""
        return self._lines.settle(patience_s)

    def _keep(self, lines: list[Line]) -> None:
        said = ""
        while (why := self._hindered(lines)) is not None:
            if why != said:
                logger.warning("The journal waits for the database: %s", why)
            said = why
            time.sleep(AGAIN_S)

    def _hindered(self, lines: list[Line]) -> str | None:
        """Writes them; what stood in the way, if anything did."""
        try:
            with writing(self.engine()) as connection:
                audit_all(connection, lines)
        except (DatabaseError, Unavailable) as error:
            return in_a_line(error)
        return None
