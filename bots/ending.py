"""The end of a process: whoever asks it to stop is not kept waiting by work in threads, which nothing can interrupt."""

import asyncio
import logging
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Timer
from typing import Final

logger = logging.getLogger(__name__)
SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)
GRACE_S: Final = 6.0
"""From the signal to the end; containers and systemd wait ten seconds or more before they kill."""


@contextmanager
def told_to_stop(stop: Callable[[int], None]) -> Iterator[None]:
    """Hands SIGINT and SIGTERM on to `stop`; a process that still lives `GRACE_S` later ends where it stands.

    Python itself waits for its threads for ever. What they have written is settled by transactions, leases of a
    process that is gone are free, and a job that nobody works on any more is told as broken.
    """
    loop = asyncio.get_running_loop()

    def heard(number: int) -> None:
        timer = Timer(GRACE_S, _leave)
        timer.daemon = True
        timer.start()
        stop(number)

    for number in SIGNALS:
        loop.add_signal_handler(number, heard, number)
    try:
        yield
    finally:
        for number in SIGNALS:
            loop.remove_signal_handler(number)


def _leave() -> None:
    """Ends without waiting for anybody, and ends processes that fit and read for this one."""
    try:
        logger.warning("Work that went on longer than %s seconds after the signal is left undone.", round(GRACE_S))
        for child in multiprocessing.active_children():
            if child.pid is not None:
                with suppress(ProcessLookupError):
                    os.kill(child.pid, signal.SIGKILL)  # joblib's have no `kill` of their own
    finally:
        os._exit(0)
