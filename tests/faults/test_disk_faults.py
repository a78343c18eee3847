"""A folder that can't be written and a disk that is full, for real: a sentence each, and what was stored stays."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from sqlalchemy import text

from ingest.database import connect
from tests.ui.conftest import ROOT, free_port

DAY = "Date,Channel,Campaign,Spend,Clicks,Revenue\n2026-11-20,vk,A,100,5,300\n"
NO_MORE_ROOT = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")
"""The administrator of a machine writes everywhere; a server that was told to run as one does not have to."""
DISK_KB = 2_000
PORT = str(free_port())
Run = Callable[..., "subprocess.CompletedProcess[str]"]

WRITES: Sequence[tuple[str, ...]] = (
    ("ingest", "more.csv"),
    ("refresh",),
    ("digest",),
    ("report",),
    ("user", "add", "anna", "--role", "viewer", "--password-stdin"),
    ("ask", "--thread", "kept", "spend by channel"),
    ("backup", "data/copy.tar.gz"),
    ("up", "--port", PORT),
)
READS: Sequence[tuple[str, ...]] = (
    ("ask", "spend by channel"),
    ("query", "--metrics", "spend"),
    ("doctor", "--deep"),
    ("audit",),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    (tmp_path / "day.csv").write_text(DAY, encoding="utf-8")
    (tmp_path / "more.csv").write_text(DAY.replace(",A,", ",B,"), encoding="utf-8")
    return tmp_path


@pytest.fixture
def demetra(folder: Path) -> Run:
    def run(*words: str, before: Sequence[str] = ()) -> "subprocess.CompletedProcess[str]":
        environment = {
            "PATH": str(Path(sys.executable).parent) + ":/usr/bin:/bin",
            "HOME": str(folder),
            "PYTHONPATH": str(ROOT),
            "DEMETRA_DATA_DIR": str(folder / "data"),
            "DEMETRA_LANGUAGE": "en",
            "DEMETRA_TODAY": "2026-11-22",
        }
        command = [*before, sys.executable, "-m", "ui.cli", *words]
        return subprocess.run(
            command,
            input="correct horse battery",
            capture_output=True,
            text=True,
            cwd=folder,
            env=environment,
            timeout=120,
            check=False,
        )

    return run


@pytest.fixture
def full_disk(folder: Path, demetra: Run) -> Iterator[None]:
    """The data folder is a disk of its own, filled to the last byte after a day was loaded."""
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK_KB}k", "tmpfs", str(folder / "data")]
    if shutil.which("mount") is None or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("this machine lets nobody mount a small disk")
    try:
        assert demetra("ingest", "day.csv").returncode == 0
        (folder / "data" / "full").write_bytes(b"x" * shutil.disk_usage(folder / "data").free)
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder / "data")], check=True)


def told(said: "subprocess.CompletedProcess[str]") -> str:
    both = said.stdout + said.stderr
    assert "Traceback" not in both, both
    assert "unexpected" not in both, both
    return both


def stored(folder: Path) -> int:
    engine = connect(f"sqlite:///{folder / 'data' / 'demetra.db'}")
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT COUNT(*) FROM daily_fact")).scalar_one()
    engine.dispose()
    return int(rows)


@pytest.mark.slow
def test_a_folder_that_can_not_be_written_is_read_and_said_to_be_so(folder: Path, demetra: Run) -> None:
    before = NO_MORE_ROOT if os.geteuid() == 0 else ()
    if before and shutil.which(before[0]) is None:
        pytest.skip("no setpriv on this machine: apt-get install util-linux")
    assert demetra("ingest", "day.csv").returncode == 0
    for path in (folder / "data").iterdir():
        path.chmod(0o444)
    (folder / "data").chmod(0o555)

    for words in WRITES:
        said = demetra(*words, before=before)
        assert said.returncode in (1, 2), words
        assert "written" in told(said), words
    for words in READS:
        said = demetra(*words, before=before)
        assert said.returncode == 0, words
        assert told(said).count("The journal waits") <= 1
    (folder / "data").chmod(0o755)
    assert stored(folder) == 1


@pytest.mark.slow
@pytest.mark.usefixtures("full_disk")
def test_a_full_disk_is_said_to_be_full_and_is_still_read(folder: Path, demetra: Run) -> None:
    for words in WRITES:
        said = demetra(*words)
        assert "full" in told(said), words
        assert said.returncode in (1, 2), words
    for words in READS:
        said = demetra(*words)
        assert said.returncode == 0, words
        assert told(said).count("The journal waits") <= 1
    assert stored(folder) == 1


@pytest.mark.slow
def test_a_folder_that_can_not_be_made_is_one_sentence(folder: Path, demetra: Run) -> None:
    (folder / "data").rmdir()
    (folder / "data").write_text("a file", encoding="utf-8")

    for words in (*READS[:2], ("ingest", "day.csv"), ("up", "--port", PORT)):
        said = demetra(*words)
        assert said.returncode in (1, 2), words
        assert told(said)
