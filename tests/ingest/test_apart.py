"""A file is read in a process that need not begin by importing."""

import sys

from ingest.apart import NEEDED, apart


def _there_already() -> set[str]:
    return {*NEEDED, "pandas"} & sys.modules.keys()


def test_work_apart_begins_with_all_that_reading_needs() -> None:
    assert apart(_there_already, memory_mb=500, seconds=60) == {*NEEDED, "pandas"}
