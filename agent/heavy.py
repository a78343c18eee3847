"""Work that takes seconds waits in a line of its own, so that a total never waits behind somebody's forty forecasts."""

import asyncio
import contextvars
import os
import threading
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Final, TypeVar

R = TypeVar("R")
KIND: Final = 5
"""By how much heavy work, and every process it starts, steps back behind the answers to questions."""


def _step_back() -> None:
    os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), os.getpriority(os.PRIO_PROCESS, 0) + KIND)


_line = ThreadPoolExecutor(1, thread_name_prefix="heavy", initializer=_step_back)


@dataclass(frozen=True, kw_only=True)
class HeavyLine:
    """One heavy call at a time, and of each person one in the line: ten of theirs do not precede another's one."""

    own: defaultdict[str, asyncio.Lock] = field(default_factory=lambda: defaultdict(asyncio.Lock))

    async def run(self, person: str, work: Callable[[], R]) -> R:
        """Does the work when it is its turn."""
        async with self.own[person]:
            context = contextvars.copy_context()
            return await asyncio.get_running_loop().run_in_executor(_line, lambda: context.run(work))
