"""`demetra doctor --deep` names what lies in the data folder and nobody needs, and removes nothing."""

import json
import os
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from agent.bootstrap import Demetra
from bots.leftovers import leftovers
from bots.telegram.send import Signer
from ingest.database import connect, migrate, writing
from ingest.settings import Settings
from ui.chat.downloads import Downloads
from ui.cli import app


@pytest.fixture
def running(tmp_path: Path, database_url: str) -> Demetra:
    return Demetra(settings=Settings(data_dir=tmp_path / "data", database_url=database_url, _env_file=None))  # type: ignore[call-arg]


def lies(running: Demetra, name: str, *, days: float, size: int = 1_000) -> Path:
    """A file of the data folder that was last touched so many days ago."""
    path = running.data_dir / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x" * size)
    touched = (running.clock.now() - timedelta(days=days)).timestamp()
    for one in (path, path.parent):
        os.utime(one, (touched, touched))
    return path


def found(running: Demetra) -> dict[str, tuple[str, int]]:
    return {
        str(one.path.relative_to(running.data_dir)): (one.kind, one.bytes)
        for one in leftovers(running)
        if one.path.is_relative_to(running.data_dir)
    }


def test_a_folder_in_use_has_no_leftovers(running: Demetra) -> None:
    for name in (
        "charts/new.png",
        "uploads/now/a.csv",
        "exports/fresh/report.pdf",
        "forecasts/kept",
        "visits/v/x",
        "session.key",
    ):
        lies(running, name, days=0)
    lies(running, "charts/of last week.png", days=7)
    Signer.kept_in(running.data_dir)

    assert found(running) == {}


def test_each_kind_is_named_with_its_size(running: Demetra) -> None:
    downloads = Downloads(folder=running.data_dir / "exports" / "tables")
    kept, gone = (lies(running, f"exports/{name}/report.pdf", days=2) for name in ("kept", "gone"))
    downloads.keep_file(str(kept), owner="anna")
    of_the_gone = downloads.folder / f"{downloads.keep_file(str(gone), owner='anna')}.json"
    gone.unlink()
    lies(running, f"exports/tables/{of_the_gone.name}", days=2, size=0)
    of_the_gone.write_text(json.dumps({"path": str(gone), "owner": "anna"}, separators=(",", ":")), encoding="utf-8")
    os.utime(of_the_gone, (0, 0))
    lies(running, "charts/old.png", days=40, size=5_000)
    lies(running, "uploads/undecided/a.csv", days=3, size=2_000)
    lies(running, ".demetra-work/copy.tar.gz", days=2)
    lies(running, "exports/tables/of nothing.xlsx", days=2)
    lies(running, "mine.docx", days=0, size=10)

    assert found(running) == {
        "charts/old.png": ("past", 5_000),
        "uploads/undecided": ("undecided", 2_000),
        ".demetra-work": ("broken-off", 1_000),
        f"exports/tables/{of_the_gone.name}": ("past", of_the_gone.stat().st_size),
        "exports/tables/of nothing.xlsx": ("unheld", 1_000),
        "mine.docx": ("unknown", 10),
    }


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of a command."""
    data = tmp_path / "data"
    for name, value in {"DATA_DIR": str(data), "LANGUAGE": "en"}.items():
        monkeypatch.setenv(f"DEMETRA_{name}", value)
    return data


def said(*words: str) -> str:
    result = CliRunner().invoke(app, list(words))
    assert "Traceback" not in result.output
    return " ".join(result.output.split())


def test_the_command_says_what_to_do_with_each_and_keeps_it(folder: Path) -> None:
    assert "Nothing lies about" in said("doctor", "--deep")
    said("backup", str(folder.parent / "copy"))
    (folder.parent / "copy").unlink()
    (folder / "mine.docx").write_text("x", encoding="utf-8")

    told = said("doctor", "--deep")
    assert f"{folder / 'mine.docx'} 1 KB not Demetra's: look at it" in told
    assert f"{folder.parent / 'copy'} 1 KB a copy that is not there any more" in told
    assert (folder / "mine.docx").exists()
    assert json.loads(said("doctor", "--deep", "--json"))["leftovers"][0]["kind"] == "unknown"


@pytest.mark.faults
@pytest.mark.parametrize("fault", ["damaged", "newer"])
def test_a_database_that_is_lost_names_its_last_copy_or_says_that_there_is_none(
    folder: Path, tmp_path: Path, fault: str
) -> None:
    said("loads")
    assert "No copy of it has been made" in broken(folder, fault)
    (folder / "demetra.db").unlink()
    for name in ("old", "new"):
        said("backup", str(tmp_path / name))
    assert f'ago: demetra restore "{tmp_path / "new"}" --yes' in broken(folder, fault)
    (tmp_path / "new").unlink()
    assert f'ago: demetra restore "{tmp_path / "old"}" --yes' in said("doctor", "--deep")
    (tmp_path / "old").unlink()
    assert "not there any more" in said("doctor", "--deep")


def broken(folder: Path, fault: str) -> str:
    """Does it to the database, and returns what a command says then."""
    path = folder / "demetra.db"
    engine = connect(f"sqlite:///{path}")
    migrate(engine)
    with writing(engine) as connection:
        if fault == "newer":
            connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    if fault == "damaged":
        for rest in ("-wal", "-shm"):
            path.with_name(path.name + rest).unlink(missing_ok=True)
        path.write_bytes(b"no database at all" * 500)
    return said("doctor", "--deep")
