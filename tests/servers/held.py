"""Holds requests of a platform back, so that a test can do something in the middle of a refresh."""

import threading
from collections.abc import Callable

from tests.servers.http import Answer, Asked

PATIENCE_S = 180.0


class Hold:
    """One request that waits, once it comes, until it is let go."""

    def __init__(self, fits: Callable[[Asked], bool]) -> None:
        self.fits = fits
        self.came, self.free = threading.Event(), threading.Event()

    def reached(self) -> None:
        assert self.came.wait(PATIENCE_S), "No such request came."

    def let_go(self) -> None:
        self.free.set()


class Held:
    """Answers as `inner` does; for each hold the next request that fits waits."""

    def __init__(self, inner: Callable[[Asked], Answer]) -> None:
        self.inner = inner
        self.holds: list[Hold] = []

    def hold(self, fits: Callable[[Asked], bool]) -> Hold:
        self.holds.append(Hold(fits))
        return self.holds[-1]

    def __call__(self, asked: Asked) -> Answer:
        hold = next((one for one in self.holds if one.fits(asked)), None)
        if hold is not None:
            self.holds.remove(hold)
            hold.came.set()
            hold.free.wait(PATIENCE_S)
        return self.inner(asked)
