"""How often one caller may try: so many times a minute, counted here and forgotten with the process."""

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

MINUTE_S: Final = 60.0
MOST_CALLERS: Final = 10_000
"""Of which times are kept; the longest silent are forgotten first."""


@dataclass(kw_only=True)
class Throttle:
    """Counts tries by caller."""

    a_minute: int
    clock: Callable[[], float] = time.monotonic
    tries: OrderedDict[str, deque[float]] = field(default_factory=OrderedDict)

    def allows(self, caller: str) -> bool:
        """Counts one more try; whether it is within the minute's number."""
        now = self.clock()
        times = self.tries.pop(caller, deque[float]())
        while times and times[0] <= now - MINUTE_S:
            times.popleft()
        self.tries[caller] = times
        if len(self.tries) > MOST_CALLERS:
            self.tries.popitem(last=False)
        if len(times) >= self.a_minute:
            return False
        times.append(now)
        return True

    def give_back(self, caller: str) -> None:
        """Takes the latest try out of the count: it turned out to be one that is not bounded."""
        if times := self.tries.get(caller):
            times.pop()
