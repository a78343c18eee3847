"""Keeps conversations without making anybody wait: a thread of its own writes, in order, also after a long load."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from queue import Empty, Full, Queue
from threading import Lock, Thread
from typing import Final

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from ingest.database import Database, DatabaseError, away, in_a_line, writing

logger = logging.getLogger(__name__)
MOST_WAITING: Final = 20_000
TOGETHER: Final = 200
AGAIN_S: Final = 1.0

Change = Callable[[Connection], object]


@dataclass(frozen=True, kw_only=True)
class ConversationWriter:
    """Writes what one process has said and shown."""

    engine: Database
    _waiting: Queue[Change] = field(default_factory=lambda: Queue(MOST_WAITING))
    _starting: Lock = field(default_factory=Lock)

    def write(self, change: Change) -> None:
        """Puts a change down to be written; returns at once."""
        with self._starting:
            _ = self._thread
        try:
            self._waiting.put_nowait(change)
        except Full:
            logger.warning("Too much waits for the database: a part of a conversation is not kept.")

    def settle(self, patience_s: float = 5.0) -> bool:
        """Waits until everything said so far is written; False when the patience ended first."""
        until = time.monotonic() + patience_s
        while self._waiting.unfinished_tasks and time.monotonic() < until:
            time.sleep(0.005)
        return not self._waiting.unfinished_tasks

    @cached_property
    def _thread(self) -> Thread:
        thread = Thread(target=self._work, name="conversations", daemon=True)
        thread.start()
        return thread

    def _work(self) -> None:
        while True:
            changes = [self._waiting.get()]
            while len(changes) < TOGETHER:
                try:
                    changes.append(self._waiting.get_nowait())
                except Empty:
                    break
            self._keep(changes)
            for _ in changes:
                self._waiting.task_done()

    def _keep(self, changes: Sequence[Change]) -> None:
        """Writes them together; when the database takes them not, each for itself, so that one bad one stops none."""
        while True:
            try:
                with writing(self.engine) as connection:
                    for change in changes:
                        change(connection)
            except DatabaseError as error:
                if away(error) or isinstance(error, OperationalError):
                    logger.warning("Conversations wait for the database: %s", in_a_line(error))
                    time.sleep(AGAIN_S)
                    continue
                self._apart(changes, error)
            return

    def _apart(self, changes: Sequence[Change], error: DatabaseError) -> None:
        if len(changes) == 1:
            logger.warning("A part of a conversation could not be kept: %s", in_a_line(error))
            return
        for change in changes:
            self._keep([change])
