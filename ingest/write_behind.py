"""Writing without making anybody wait: what is put down is kept in order by a thread of its own, several together."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from queue import Empty, Full, Queue
from threading import Event, Lock, Thread
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class WriteBehind(Generic[T]):
    """A queue before a slower store, in one process."""

    name: str
    """Of the thread, which starts with the first item."""
    keep: Callable[[list[T]], None]
    """Writes what came, at least one; it returns when that is settled, and only then the next comes."""
    waiting: Queue[T]
    together: int
    """Most items at a time."""
    gather_s: float = 0.0
    """How long it waits for others after the first, unless somebody waits for it."""
    _awaited: Event = field(default_factory=Event)
    _starting: Lock = field(default_factory=Lock)

    def put(self, item: T) -> bool:
        """Puts an item down and returns at once; False when so many wait that it is lost."""
        with self._starting:
            _ = self._thread
        try:
            self.waiting.put_nowait(item)
        except Full:
            return False
        return True

    def settle(self, patience_s: float = 5.0) -> bool:
        """Waits until everything put down so far is kept; False when the patience ended first."""
        until = time.monotonic() + patience_s
        self._awaited.set()
        while self.waiting.unfinished_tasks and time.monotonic() < until:
            time.sleep(0.005)
        self._awaited.clear()
        return not self.waiting.unfinished_tasks

    @cached_property
    def _thread(self) -> Thread:
        thread = Thread(target=self._work, name=self.name, daemon=True)
        thread.start()
        return thread

    def _work(self) -> None:
        while True:
            items = [self.waiting.get()]
            self._awaited.wait(self.gather_s)
            while len(items) < self.together:
                try:
                    items.append(self.waiting.get_nowait())
                except Empty:
                    break
            self.keep(items)
            for _ in items:
                self.waiting.task_done()
