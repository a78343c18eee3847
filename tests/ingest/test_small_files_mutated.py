"""Small files written otherwise keep their sums; damaged ones lose no row unsaid and never end in a traceback."""

import csv
import gzip
import io
import random
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.database import connect, migrate
from ingest.errors import InvalidInput
from tests.ingest.files_bench import loaded
from tests.ingest.small_files import SmallFile, small_files, stored

FILES: Final = small_files()
Rows = list[list[str]]
Written = tuple[str, bytes]
"""Ending and content of a file."""


def _rows(file: SmallFile) -> Rows:
    """Header and rows of a file that is a plain table; empty for any other."""
    if file.ordered or not file.text:
        return []
    lines = file.text.splitlines()
    delimiter = max(",;\t", key=lines[0].count)
    rows = list(csv.reader(lines, delimiter=delimiter))
    plain = len({len(row) for row in rows}) == 1 and len(rows[0]) > 2 and all(rows[0])  # a title above stays there
    return rows if plain and file.name.endswith(".csv") and file.encoding == "utf-8" and not file.mapping else []


PLAIN: Final = [(file, rows) for file in FILES if (rows := _rows(file))]


def _text(rows: Rows, delimiter: str = ";", end: str = "\n") -> str:
    held = io.StringIO()
    csv.writer(held, delimiter=delimiter, lineterminator=end).writerows(rows)
    return held.getvalue()


def _book(rows: Rows) -> bytes:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def _page(rows: Rows) -> bytes:
    cells = (f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<html><meta charset=utf-8><table>{''.join(cells)}</table></html>".encode()


def _zipped(rows: Rows) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("inner.csv", _text(rows))
    return held.getvalue()


def _shuffled(rows: Rows, dice: random.Random) -> Rows:
    return [rows[0], *dice.sample(rows[1:], len(rows) - 1)]


def _columns_moved(rows: Rows, dice: random.Random) -> Rows:
    order = dice.sample(range(len(rows[0])), len(rows[0]))
    return [[row[place] for place in order] for row in rows]


def _repeated(rows: Rows, dice: random.Random) -> Rows:
    return [*rows, *dice.choices(rows[1:], k=2)]


def _with_a_column(rows: Rows, dice: random.Random) -> Rows:
    name = dice.choice(["zzz", "Комментарий менеджера", "x1"])
    return [[*rows[0], name], *([*row, ""] for row in rows[1:])]


def _spaced(rows: Rows, dice: random.Random) -> Rows:
    return [[f" {cell}" if dice.random() < 0.3 else cell for cell in row] for row in rows]


def _as_it_is(rows: Rows, _dice: random.Random) -> Rows:
    return rows


Order = Callable[[Rows, random.Random], Rows]
Writer = Callable[[Rows], Written]
ORDERS: Final[tuple[Order, ...]] = (_as_it_is, _shuffled, _columns_moved, _repeated, _with_a_column, _spaced)
WRITERS: Final[tuple[Writer, ...]] = (
    lambda rows: (".csv", _text(rows).encode()),
    lambda rows: (".tsv", _text(rows, "\t", "\r\n").encode("utf-8-sig")),
    lambda rows: (".csv", _text(rows, ",").rstrip("\n").encode("utf-16")),
    lambda rows: (".txt", (_text(rows, "|") + "\n\n").encode()),
    lambda rows: (".csv.gz", gzip.compress(_text(rows).encode())),
    lambda rows: (".xlsx", _book(rows)),
    lambda rows: (".xls", _page(rows)),
    lambda rows: (".zip", _zipped(rows)),
)


@pytest.fixture(scope="module")
def template() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "empty.db"
        engine = connect(f"sqlite:///{path}")
        migrate(engine)
        engine.dispose()
        yield path


def _holds(file: SmallFile, written: Written, template: Path) -> None:
    name, data = Path(file.name).stem + written[0], written[1]
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        shutil.copy(template, folder / "d.db")
        engine = connect(f"sqlite:///{folder}/d.db")
        (folder / name).write_bytes(data)
        try:
            loaded(engine, folder / name, source=file.source if file.source != "file" else "checked")
            found = stored(engine)
        finally:
            engine.dispose()
    sums = {measure: sum(one.get(measure, 0) for one in file.sums.values()) for measure in _measures(file)}
    total = {measure: sum(one[measure] for one in found.values()) for measure in sums}
    assert file.others or total == pytest.approx(sums, abs=0.005)


def _measures(file: SmallFile) -> set[str]:
    return {measure for one in file.sums.values() for measure in one}


def _damaged(file: SmallFile, seed: int, template: Path) -> None:
    dice = random.Random(seed)
    data = bytearray(file.data)
    for _ in range(dice.randint(1, 6)):
        _damage(data, dice)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        shutil.copy(template, folder / "d.db")
        engine = connect(f"sqlite:///{folder}/d.db")
        (folder / file.name).write_bytes(bytes(data))
        try:
            report = loaded(engine, folder / file.name, source=file.source, mapping=file.mapping)
        except InvalidInput as refused:
            said = [refused.say("ru"), refused.say("en")]
        else:
            assert report.accepted + report.rejected == report.read
            assert sum(report.rejected_by_reason.values()) == report.rejected
            said = [report.said("ru"), report.said("en")]
        finally:
            engine.dispose()
        assert len(said) == 2


def _damage(data: bytearray, dice: random.Random) -> None:
    at = dice.randrange(len(data)) if data else 0
    kind = dice.randrange(6)
    if kind == 0 and data:
        data[at] = dice.randrange(256)
    elif kind == 1:
        data[at:at] = dice.choice(
            [b'"', b"\n", b"\x00", b";", b",", b"\t", b"{", b"]", b"'", b"\xff\xfe", b"=", b"9" * 40]
        )
    elif kind == 2:
        del data[at : at + dice.randint(1, 30)]
    elif kind == 3:
        del data[at:]
    elif kind == 4:
        data[at:at] = data[at : at + dice.randint(1, 60)]
    else:
        lines = bytes(data).split(b"\n")
        dice.shuffle(lines)
        data[:] = b"\n".join(lines)


FEW: Final = settings(
    max_examples=8, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)
MANY: Final = settings(FEW, max_examples=250)
PORTIONS: Final = range(4)
"""A thousand examples of each kind, a quarter a test."""
WAYS: Final = st.tuples(
    st.sampled_from(range(len(PLAIN))), st.sampled_from(ORDERS), st.sampled_from(WRITERS), st.integers(0, 10**6)
)
DAMAGES: Final = st.tuples(st.sampled_from(range(len(FILES))), st.integers(0, 10**6))


@FEW
@given(way=WAYS)
def test_a_file_written_otherwise_keeps_its_sums(template: Path, way: tuple[int, Order, Writer, int]) -> None:
    number, order, write, seed = way
    file, rows = PLAIN[number]
    _holds(file, write(order(rows, random.Random(seed))), template)


@FEW
@given(damage=DAMAGES)
def test_a_damaged_file_is_counted_or_refused(template: Path, damage: tuple[int, int]) -> None:
    _damaged(FILES[damage[0]], damage[1], template)


@pytest.mark.slow
@pytest.mark.parametrize("portion", PORTIONS)
@MANY
@given(way=WAYS)
def test_a_thousand_files_written_otherwise(template: Path, portion: int, way: tuple[int, Order, Writer, int]) -> None:
    number, order, write, seed = way
    file, rows = PLAIN[(number + portion) % len(PLAIN)]
    _holds(file, write(order(rows, random.Random(seed + portion))), template)


@pytest.mark.slow
@pytest.mark.parametrize("portion", PORTIONS)
@MANY
@given(damage=DAMAGES)
def test_a_thousand_damaged_files(template: Path, portion: int, damage: tuple[int, int]) -> None:
    number, seed = damage
    _damaged(FILES[(number + portion) % len(FILES)], seed + portion, template)
