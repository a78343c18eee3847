"""Several files that say one thing together: the tables in `written_together.toml`, in any order and once more."""

import tomllib
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from tests.ingest.files_bench import loaded
from tests.ingest.small_files import MEASURES, stored

CASES = tomllib.loads(Path(__file__).with_name("written_together.toml").read_text(encoding="utf-8"))["case"]
ORDERED = [
    pytest.param(case, order, id=f"{case['kind']} {order}")
    for case in CASES
    for order in (permutations(range(len(case["files"]))) if case.get("either") else [range(len(case["files"]))])
]
WRITTEN = date(2026, 11, 26)
CABINETS = {"meta": "facebook"}
"""Under what its writer knows a channel."""


@pytest.mark.parametrize(("case", "order"), ORDERED)
def test_files_give_their_sums_together(
    sqlite_engine: Engine, tmp_path: Path, case: dict[str, Any], order: tuple[int, ...]
) -> None:
    for place in (*order, *order) if case.get("again") else order:
        file = case["files"][place]
        path = tmp_path / file["name"]
        path.write_text(file["text"], encoding="utf-8")
        loaded(sqlite_engine, path, source=file.get("source", "file"), today=WRITTEN)

    found = stored(sqlite_engine)
    named = {CABINETS.get(channel, channel): sums for channel, sums in found.items()}
    for channel, sums in case.get("sums", {}).items():
        assert {name: named[channel][name] for name in sums} == pytest.approx(sums, abs=0.005)
    whole = {name: sum(sums[name] for sums in found.values()) for name in MEASURES}
    assert {name: whole[name] for name in case.get("total", {})} == pytest.approx(case.get("total", {}), abs=0.005)
