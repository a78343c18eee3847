"""Work in a process of its own, with bounds on memory and time: a stranger's file harms nobody else there."""

import multiprocessing
import os
import resource
import signal
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from pathlib import Path
from time import monotonic
from typing import Any, Final, TypeVar, cast

from ingest.database import answering
from ingest.errors import DemetraError

R = TypeVar("R")

MB: Final = 1 << 20
_AT_ONCE: Final = threading.BoundedSemaphore(2)
"""More wait for their turn: the machine has an audience."""
_LOOK_S: Final = 0.2
"""Seconds between looks at whether the work was stopped."""
_KIND: Final = 5
"""By how much such work steps back behind the answers to questions."""
NEEDED: Final = ("ingest.apart", "ingest.files.loading", "ingest.files.recognition", "ingest.store.store")
"""Where reading begins; modules, for the packages above them load nothing by themselves."""


class TooHeavy(Exception):
    """The work needed more memory than it may have."""


class Stopped(Exception):
    """Somebody has stopped the work."""


class TooSlow(Exception):
    """The work took longer than it may."""


def _processes(work: Callable[[], object]) -> ForkServerContext:
    """A server that has imported what reading needs, and forks in milliseconds; it runs no threads of ours."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([*NEEDED, getattr(work, "func", work).__module__])
    return context


@dataclass(kw_only=True)
class LoadWatch:
    """What is seen of work from outside while it goes on."""

    rows: int = 0
    """How far it has come."""
    stopped: bool = False
    """Set to true to have it ended; nothing of it remains."""


@dataclass(frozen=True)
class _RowsTold:
    """How far the work has come; a type of its own, for the work itself may return a number."""

    rows: int


class _Process:
    """What work in a process of its own knows of whoever waits for it."""

    told: Connection | None = None


def tell_rows(rows: int) -> None:
    """Says how far the work has come; nothing happens where it is done in the waiting process itself."""
    if _Process.told is not None:
        _Process.told.send(_RowsTold(rows))


def apart(work: Callable[[], R], *, memory_mb: int, seconds: float, watch: LoadWatch | None = None) -> R:
    """Does the work elsewhere and returns what it returns.

    Args:
        work: a function of a module with its arguments (`functools.partial`); it travels as a pickle.
        memory_mb: megabytes it may take.
        seconds: how long it may take.
        watch: is told how far the work is, and may have it stopped.

    Raises:
        TooHeavy: it needed more memory, or the system ended it.
        TooSlow: it took longer.
        Stopped: somebody has stopped it.
        DemetraError: its own.
        RuntimeError: it failed unexpectedly; its traceback is a note of the error.
    """
    with _AT_ONCE:
        processes = _processes(work)
        ours, theirs = processes.Pipe(duplex=False)
        process = processes.Process(target=_there, args=(theirs, memory_mb, work), daemon=True)
        process.start()
        theirs.close()
        try:
            return cast("R", _outcome(ours, seconds, watch or LoadWatch()))
        finally:
            process.kill()
            process.join()
            ours.close()


def _outcome(ours: Connection, seconds: float, watch: LoadWatch) -> Any:
    ends = monotonic() + seconds
    outcome: Any = _RowsTold(0)
    while isinstance(outcome, _RowsTold):
        watch.rows = max(watch.rows, outcome.rows)
        while not ours.poll(_LOOK_S):
            if watch.stopped:
                raise Stopped
            if monotonic() > ends:
                raise TooSlow
        try:
            outcome = ours.recv()
        except EOFError as error:
            raise TooHeavy from error
    if isinstance(outcome, Exception):
        raise outcome
    return outcome


def _there(theirs: Connection, memory_mb: int, work: Callable[[], Any]) -> None:
    os.nice(_KIND)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends whoever waits, who ends this
    bound = _memory_now() + memory_mb * MB
    resource.setrlimit(resource.RLIMIT_DATA, (bound, bound))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _Process.told = theirs
    try:
        with answering():  # a full disk is no surprise here either
            outcome: Any = work()
    except DemetraError as error:
        outcome = error
    except (MemoryError, RecursionError):
        outcome = TooHeavy()
    except Exception as error:  # noqa: BLE001 - the edge of the process, which takes the traceback along
        outcome = RuntimeError(f"It ended with {type(error).__name__}.")
        outcome.add_note(traceback.format_exc())
    theirs.send(outcome)


def _memory_now() -> int:
    """Bytes of private memory, which the bound is counted from."""
    told = Path("/proc/self/statm")
    pages = int(told.read_text(encoding="ascii").split()[5]) if told.is_file() else 0
    return pages * os.sysconf("SC_PAGE_SIZE") or 1024 * MB
