"""Which encoding a text without a mark is in: what its headers say when read each way, then its letters."""

import csv
import re
import unicodedata
from typing import Final

from ingest.files.header_rows import score

ONE_BYTE: Final = ("cp1251", "cp1252", "cp1254", "cp1250", "koi8-r", "cp866", "mac_cyrillic")
_CYRILLIC_BYTES: Final = 0.6
"""Share of bytes above ASCII in 0xC0-0xFF, or the Russian signs below, that makes a one-byte text Cyrillic."""
_LINES: Final = 60
_TURKISH: Final = frozenset("ÐÝÞðýþ")
"""Letters of Iceland, which are Turkish ones in the Turkish encoding."""
_CENTRAL: Final = re.compile(r"(?<=[^\W\d_])[³¹¿œêæñ](?=[^\W\d_]|\b)|\b[£¯Œ](?=[^\W\d_])")
"""Signs inside words, which are letters of Poland and its neighbours in their encoding."""
_TELLING: Final = frozenset("³¹¿£¯")


def wide_encoding(start: bytes) -> str | None:
    """UTF-16 without its mark: line ends, digits and commas have a zero on one side of them and never on the other."""
    ascii_low, ascii_high = (
        sum(start[place : place + 2] in pairs for place in range(0, min(len(start), 4096) - 1, 2))
        for pairs in (_LOW_FIRST, _HIGH_FIRST)
    )
    pairs = min(len(start), 4096) // 2
    if max(ascii_low, ascii_high) * _SHARE < pairs or not pairs:
        return None
    return "utf-16-le" if ascii_low > ascii_high else "utf-16-be"


_SHARE: Final = 8
"""One of so many letters at least is ASCII in any table: delimiters and digits are."""
_PRINTED: Final = (*range(32, 127), 9, 10, 13)
_LOW_FIRST: Final = frozenset(bytes([byte, 0]) for byte in _PRINTED)
_HIGH_FIRST: Final = frozenset(bytes([0, byte]) for byte in _PRINTED)


def one_byte_encoding(start: bytes, high: bytes) -> str:
    """The encoding in which the first lines name most fields; the letters decide where headers are plain ASCII.

    Args:
        start: the file's beginning.
        high: bytes above ASCII of its first block that has any.
    """
    scores = {encoding: _known_headers(start, encoding) for encoding in ONE_BYTE}
    likely = _by_letters(start, high)
    best = max(scores.values())
    return likely if scores[likely] == best else next(name for name in ONE_BYTE if scores[name] == best)


def _known_headers(start: bytes, encoding: str) -> int:
    lines = start.decode(encoding, errors="replace").splitlines()[:_LINES]
    wanted = [line for line in lines if not line.isascii()]
    return max((_score(line) for line in wanted), default=0)


def _score(line: str) -> int:
    delimiter = max(";,\t|", key=line.count)
    try:
        cells = next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return 0
    return score([cell for cell in cells if not _is_garbled(cell)], {})


def _is_garbled(cell: str) -> bool:
    """Whether a header holds what none does that is read right: signs of mathematics, two alphabets in a word."""
    signs = any(unicodedata.category(letter) == "Sm" and not letter.isascii() for letter in cell)
    return signs or bool(_MIXED.search(cell))


_MIXED: Final = re.compile(r"[а-яёА-ЯЁ][À-ɏ]|[À-ɏ][а-яёА-ЯЁ]")
"""A Cyrillic letter beside one of Western Europe."""


def _by_letters(start: bytes, high: bytes) -> str:
    cyrillic = sum(byte >= 0xC0 or byte in {0xA8, 0xB8} for byte in high)
    western = start.decode("cp1252", errors="replace")
    if _TURKISH & set(western) and cyrillic <= _OFTEN * len(western.split()):
        return "cp1254"
    if cyrillic > _CYRILLIC_BYTES * len(high):
        return "cp1251" if _is_cyrillic(western) else "cp1252"
    return "cp1250" if _TELLING & set(_CENTRAL.findall(western)) else "cp1252"


_OFTEN: Final = 1
_RUN: Final = re.compile(r"[À-ÿ]{3}")
_LONE: Final = re.compile(r"[A-Za-z][À-ÿ]|[À-ÿ][a-z]")


def _is_cyrillic(western: str) -> bool:
    """Words of Cyrillic have many such letters in a row; in Western ones they stand among plain letters."""
    return len(_RUN.findall(western)) >= len(_LONE.findall(western))
