"""Texts that went through other programs: lines of another encoding among UTF-8, and lines that are quoted whole.

Such a file is written anew, line by line, and read from there; a file that is as it should be is not copied.
"""

import csv
import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final, cast

from ingest.files.encodings import ONE_BYTE, one_byte_encoding
from ingest.files.layout import SAMPLE_BYTES, beginning, encoding_of, open_bytes
from ingest.files.reshape import Note

_DELIMITERS: Final = (",", ";", "\t")
_MOST: Final = 0.5
"""Share of the lines with letters above ASCII that are UTF-8 in a file where the others are strangers."""
_FEWEST: Final = 2
_TOLD: Final = 10


def mended(path: Path, folder: Path) -> tuple[Path, list[Note]]:
    """A file that can be read as one text, with what was done to it; the same path where nothing had to be.

    Args:
        path: of a file that is no workbook.
        folder: an empty folder of its own.
    """
    start, packed = beginning(path)
    lines = start.splitlines(keepends=True)
    lines = lines[:-1] if len(start) >= SAMPLE_BYTES else lines
    quoted = _quoted_whole(lines)
    strange = not quoted and _has_strangers(lines, path, packed=packed)
    if not quoted and not strange:
        return path, []
    place = folder / "mended" / path.name
    place.parent.mkdir()
    found: list[int] = []
    with open_bytes(path, packed=packed) as handle, _written(place, packed=packed) as out:
        for line in _plain(handle) if quoted else _in_utf8(handle, found):
            out.write(line)
    told = ", ".join(map(str, found[:_TOLD])) + (" …" if len(found) > _TOLD else "")
    return place, [("files-note-mended-encoding", {"lines": told})] if found else []


def _written(place: Path, *, packed: bool) -> IO[bytes]:
    return cast("IO[bytes]", gzip.open(place, "wb", compresslevel=1)) if packed else place.open("wb")


def _quoted_whole(lines: list[bytes]) -> bool:
    """Whether every line is one quoted cell that holds a line of cells."""
    filled = [line.strip(b"\r\n\xef\xbb\xbf") for line in lines if line.strip()]
    if len(filled) < _FEWEST or not all(line[:1] == line[-1:] == b'"' and len(line) > 2 for line in filled):
        return False
    try:
        texts = [line.decode() for line in filled[:50]]
    except UnicodeDecodeError:
        return False
    cells = [next(csv.reader([text], delimiter=mark)) for text in texts for mark in _DELIMITERS]
    inner = [one[0] for one in cells]
    return all(len(one) == 1 for one in cells) and any(
        len({len(next(csv.reader([text], delimiter=mark))) for text in inner} - {1}) == 1
        and all(len(next(csv.reader([text], delimiter=mark))) > 1 for text in inner)
        for mark in _DELIMITERS
    )


def _plain(handle: IO[bytes]) -> Iterator[bytes]:
    for line in handle:
        text = line.strip(b"\r\n\xef\xbb\xbf")
        yield (text[1:-1].replace(b'""', b'"') if text[:1] == text[-1:] == b'"' else text) + b"\n"


def _has_strangers(lines: list[bytes], path: Path, *, packed: bool) -> bool:
    """Whether most lines with letters above ASCII are UTF-8, and some line is none."""
    high = [line for line in lines if not line.isascii()]
    right = sum(map(_is_utf8, high))
    if right < _FEWEST or right <= _MOST * len(high):
        return False
    start = b"".join(lines)
    return encoding_of(path, start, packed=packed) in ONE_BYTE


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _in_utf8(handle: IO[bytes], found: list[int]) -> Iterator[bytes]:
    """Every line in UTF-8; the numbers of those that were not are put into `found`."""
    encoding = ""
    for number, line in enumerate(handle, 1):
        if _is_utf8(line):
            yield line
            continue
        found.append(number)
        encoding = encoding or one_byte_encoding(line, bytes(byte for byte in line if byte > 0x7F))
        yield line.decode(encoding, errors="replace").encode()
