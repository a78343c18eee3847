"""Downloads and uploads do not pile up."""

import os
from datetime import timedelta
from pathlib import Path

from tests.conftest import NOW
from ui.chat.cleanup import KEPT, remove_old


def test_only_what_is_older_than_a_month_goes(tmp_path: Path) -> None:
    ages = {"fresh.json": timedelta(days=1), "old.json": KEPT + timedelta(days=1), "folder": KEPT + timedelta(days=2)}
    (tmp_path / "folder").mkdir()
    for name, age in ages.items():
        path = tmp_path / name
        if name != "folder":
            path.write_text("{}", encoding="utf-8")
        os.utime(path, times=((NOW - age).timestamp(),) * 2)

    assert remove_old(tmp_path, NOW) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["fresh.json"]


def test_a_folder_that_is_not_there_is_fine(tmp_path: Path) -> None:
    assert remove_old(tmp_path / "nothing", NOW) == 0
