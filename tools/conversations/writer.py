"""Keeps conversations without making anybody wait: a thread of its own writes, in order, also after a long load."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from queue import Queue
from typing import Final

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from ingest.database import Database, DatabaseError, away, in_a_line, writing
from ingest.write_behind import WriteBehind

logger = logging.getLogger(__name__)
MOST_WAITING: Final = 20_000
TOGETHER: Final = 200
AGAIN_S: Final = 1.0

Change = Callable[[Connection], object]


@dataclass(kw_only=True)
class ConversationWriter:
    """Writes what one process has said and shown."""

    engine: Database

    def __post_init__(self) -> None:
        self._changes = WriteBehind(
            name="conversations", keep=self._keep, waiting=Queue[Change](MOST_WAITING), together=TOGETHER
        )

    def write(self, change: Change) -> None:
        """Puts a change down to be written; returns at once."""
        if not self._changes.put(change):
            logger.warning("Too much waits for the database: a part of a conversation is not kept.")

    def settle(self, patience_s: float = 5.0) -> bool:
        """Waits until everything said so far is written; False when the patience ended first."""
        return self._changes.settle(patience_s)

    def _keep(self, changes: Sequence[Change]) -> None:
        """Writes them together; when the database takes them not, each for itself, so that one bad one stops none."""
        said = ""
        while (why := self._hindered(changes)) is not None:
            if why != said:
                logger.warning("Conversations wait for the database: %s", why)
            said = why
            time.sleep(AGAIN_S)

    def _hindered(self, changes: Sequence[Change]) -> str | None:
        """Writes them; what stood in the way, if it may pass."""
        try:
            with writing(self.engine) as connection:
                for change in changes:
                    change(connection)
        except DatabaseError as error:
            if away(error) or isinstance(error, OperationalError):
                return in_a_line(error)
            self._apart(changes, error)
        return None

    def _apart(self, changes: Sequence[Change], error: DatabaseError) -> None:
        if len(changes) == 1:
            logger.warning("A part of a conversation could not be kept: %s", in_a_line(error))
            return
        for change in changes:
            self._keep([change])
