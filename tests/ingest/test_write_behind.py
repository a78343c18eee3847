"""What is put down is written in order, several together, and nobody who waits for it waits for others to come."""

import time
from queue import Queue

from ingest.write_behind import WriteBehind


def _kept(kept: list[list[int]], gather_s: float) -> WriteBehind[int]:
    return WriteBehind(name="t", keep=kept.append, waiting=Queue(10), together=3, gather_s=gather_s)


def test_what_came_close_together_is_written_together() -> None:
    kept: list[list[int]] = []
    behind = _kept(kept, gather_s=0.2)

    assert all(behind.put(number) for number in range(4))
    time.sleep(0.6)

    assert kept == [[0, 1, 2], [3]]


def test_whoever_waits_ends_the_gathering() -> None:
    kept: list[list[int]] = []
    behind = _kept(kept, gather_s=30.0)

    behind.put(1)
    assert behind.settle(5.0)
    behind.put(2)
    assert behind.settle(5.0)

    assert kept == [[1], [2]]
