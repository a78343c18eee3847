"""Small files that unfold to gigabytes: each is one sentence, at once, and the reading of it is bounded."""

import gzip
import io
import resource
import time
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from ingest.apart import TooHeavy, TooSlow, apart
from ingest.errors import InvalidInput
from ingest.files import recognise
from ingest.files.limits import DEEPEST, check_nesting
from ingest.files.recognition import Recognition
from tests.conftest import TODAY
from ui.cli import app

AT_ONCE_S = 4
"""Of the processor's time: a busy machine makes nobody late."""
HEADER = b"day,channel,campaign,spend\n"


def packed(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)


def book(sheet: str, *, more: dict[str, bytes] | None = None) -> bytes:
    """A workbook of one sheet with this XML in its data."""
    names = "http://schemas.openxmlformats.org"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{names}/package/2006/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{names}/package/2006/relationships"><Relationship Id="r1" Type="{names}/'
        'officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{names}/spreadsheetml/2006/main" xmlns:r="{names}/officeDocument/2006/'
        'relationships"><sheets><sheet name="Data" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{names}/package/2006/relationships">'
        f'<Relationship Id="r1" '
        f'Type="{names}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{names}/spreadsheetml/2006/main"><sheetData>{sheet}'
        "</sheetData></worksheet>",
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**parts, **(more or {})}.items():
            archive.writestr(name, content)
    return made.getvalue()


def text_cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


HEAD = f'<row r="1">{text_cell("A1", "day")}{text_cell("B1", "campaign")}{text_cell("C1", "spend")}</row>'
LAUGH = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)

BOMBS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "arrays in arrays": ("x.json.gz", lambda: packed(b"[" * 1_000_000)),
    "objects in objects": ("x.json.gz", lambda: packed(b'{"a":' * 400_000)),
    "deep in the second row": ("x.json", lambda: b'[{"day": "2026-01-01"}, {"a": ' + b"[" * 100_000),
    "deep JSON lines": ("x.jsonl", lambda: b'{"day": "2026-01-01", "spend": 1}\n' + b'{"a":' * 100_000),
    "deep in UTF-16": ("x.json", lambda: ("[" * 200_000).encode("utf-16")),
    "newlines": ("x.csv.gz", lambda: packed(b"\n" * 40_000_000)),
    "a header and zeros": ("x.csv.gz", lambda: packed(HEADER + b"0" * 40_000_000)),
    "one row again and again": ("x.csv.gz", lambda: packed(HEADER + b"2026-01-01,a,b,1\n" * 3_000_000)),
    "a member after a member": ("x.csv.gz", lambda: packed(HEADER) + packed(b" " * 50_000_000) * 8),
    "a row beyond any sheet": ("x.xlsx", lambda: book(HEAD + '<row r="9999999999"><c r="A9999999999"/></row>')),
    "shared strings": ("x.xlsx", lambda: book(HEAD, more={"xl/sharedStrings.xml": b"<t>a</t>" * 8_000_000})),
    "thousands of entries": ("x.xlsx", lambda: book(HEAD, more={f"xl/x{n}": b"" for n in range(3_000)})),
    "a sheet of spaces": ("x.xlsx", lambda: book(HEAD + " " * 40_000_000)),
    "entities in entities": (
        "x.xlsx",
        lambda: book(HEAD, more={"xl/sharedStrings.xml": f"{LAUGH}<sst>&j;</sst>".encode()}),
    ),
}


@pytest.fixture(scope="module", params=BOMBS, ids=str)
def bomb(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    name, made = BOMBS[request.param]
    path = tmp_path_factory.mktemp("bomb") / name
    path.write_bytes(made())
    return path


def recognised_at_once(bomb: Path) -> Recognition:
    """Whoever reads longer is ended by the system."""
    resource.setrlimit(resource.RLIMIT_CPU, (AT_ONCE_S, AT_ONCE_S))
    return recognise(bomb, currency="RUB", today=TODAY)


@pytest.mark.slow
def test_a_bomb_is_a_sentence_at_once_and_takes_little_memory(bomb: Path) -> None:
    with pytest.raises(InvalidInput) as refused:
        apart(partial(recognised_at_once, bomb), memory_mb=256, seconds=600)
    for language in ("ru", "en"):
        assert bomb.name in refused.value.say(language) or "Data" in refused.value.say(language)


@pytest.mark.parametrize("split", [1, 2, 3, 7, 1_000])
def test_brackets_are_counted_outside_strings_wherever_a_block_ends(split: int) -> None:
    deep = b'{"a": "' + rb"[[\"[{\\" + b'", "b": [{"c": "' + b"[" * 100 + b'"}]}'
    tower = b'["\\\\", ' + b"[" * DEEPEST

    check_nesting((deep[at : at + split] for at in range(0, len(deep), split)), "x")
    with pytest.raises(InvalidInput):
        check_nesting((tower[at : at + split] for at in range(0, len(tower), split)), "x")


def hoard() -> int:
    return len([bytearray(64 << 20) for _ in range(100)])


def sleep_long() -> None:
    time.sleep(600)


def test_work_that_wants_too_much_memory_is_stopped() -> None:
    with pytest.raises(TooHeavy):
        apart(hoard, memory_mb=200, seconds=60)


def test_work_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(TooSlow):
        apart(sleep_long, memory_mb=200, seconds=0.2)


def test_what_is_done_apart_comes_back_and_so_do_our_errors(tmp_path: Path) -> None:
    assert apart(partial(sum, [1, 2]), memory_mb=200, seconds=60) == 3
    with pytest.raises(InvalidInput, match=r"nothing\.csv"):
        apart(partial(recognise, tmp_path / "nothing.csv", currency="RUB", today=TODAY), memory_mb=200, seconds=60)


def test_an_honest_packed_file_is_read_whatever_its_ratio(tmp_path: Path) -> None:
    path = tmp_path / "x.csv.gz"
    path.write_bytes(packed(HEADER + b"2026-01-01,a,b,1\n" * 100_000))

    assert recognise(path, currency="RUB", today=TODAY).rows_seen > 0


@pytest.fixture
def ingest(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[Path], Result]:
    """`demetra ingest FILE`."""
    for name, value in {"DATA_DIR": str(tmp_path / "data"), "LANGUAGE": "en"}.items():
        monkeypatch.setenv(f"DEMETRA_{name}", value)
    return lambda path: CliRunner().invoke(app, ["ingest", str(path)])


def is_a_sentence(said: Result) -> bool:
    return said.exit_code == 2 and len(said.stderr.strip().splitlines()) == 1


@pytest.mark.slow
def test_a_bomb_given_to_a_command_is_a_sentence_too(bomb: Path, ingest: Callable[[Path], Result]) -> None:
    said = ingest(bomb)

    assert is_a_sentence(said), said.output
    assert bomb.name in said.stderr or "Data" in said.stderr  # a sheet is named by itself


def test_a_command_reads_a_file_within_the_bounds_of_an_attached_one(
    ingest: Callable[[Path], Result], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DEMETRA_READING_MB", "64")
    path = tmp_path / "wide.csv"
    path.write_bytes(b"day,channel,campaign,spend,note\n" + b"2026-11-01,vk,A,1," + b"x" * 40_000_000 + b"\n")

    said = ingest(path)

    assert is_a_sentence(said), said.output
    assert "memory" in said.stderr


def test_a_failure_nobody_foresaw_comes_back_with_its_traceback() -> None:
    with pytest.raises(RuntimeError, match="ZeroDivisionError") as failed:
        apart(partial(divmod, 1, 0), memory_mb=200, seconds=60)

    assert "Traceback" in failed.value.__notes__[0]
