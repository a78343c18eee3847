"""Every small file gives the sums that stand in it, whoever wrote it and however."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.ingest.small_files import SmallFile, kept, small_files, stored

FILES = small_files()


def _holds(engine: Engine, file: SmallFile) -> None:
    found = stored(engine)
    assert {
        channel: {name: found.get(channel, {}).get(name) for name in sums} for channel, sums in file.sums.items()
    } == {channel: pytest.approx(sums, abs=0.005) for channel, sums in file.sums.items()}
    assert file.others or found.keys() == file.sums.keys()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.kind)
def test_a_small_file_gives_its_sums(sqlite_engine: Engine, tmp_path: Path, file: SmallFile) -> None:
    report = file.load(sqlite_engine, tmp_path)

    _holds(sqlite_engine, file)
    found = kept(sqlite_engine, report.columns)
    assert {header: found.get(header) for header in file.kept} == pytest.approx(file.kept, abs=0.005)
    assert report.accepted + report.rejected == report.read


@pytest.mark.slow
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.kind)
def test_a_small_file_gives_its_sums_in_postgresql_too_and_twice(
    pg_engine: Engine, tmp_path: Path, file: SmallFile
) -> None:
    file.load(pg_engine, tmp_path)
    again = file.load(pg_engine, tmp_path)

    _holds(pg_engine, file)
    assert again.inserted == 0


def test_every_kind_of_file_stands_once_and_there_are_more_than_a_hundred() -> None:
    kinds = [file.kind for file in FILES]

    assert len(kinds) == len(set(kinds)) > 100
