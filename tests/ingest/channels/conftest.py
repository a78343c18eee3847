"""Tests of the channels: on SQLite with every run, on PostgreSQL with the slow ones."""

from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """An adapter never meets the database, so its second run on the other one can wait for the slow suite."""
    for item in items:
        if item.path.parent == HERE and "postgres" in item.name:
            item.add_marker(pytest.mark.slow)
