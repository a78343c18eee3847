"""Names as plain text in a picture: cleaned, measured in DejaVu Sans, shortened; nothing in them is ever markup."""

import html
import unicodedata
from functools import cache

from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.ft2font import FT2Font, LoadFlags

FAMILY = "DejaVu Sans"
_MISSING = "\N{WHITE SQUARE}"
_LONGEST = 160
"""Characters kept of any text; a picture has no room for more."""


def clean(text: object) -> str:
    """One line of characters the font can draw: controls and emoji go, letters of a missing script become squares."""
    font = _font()
    line = " ".join(str(text)[: 4 * _LONGEST].split(" "))
    kept = "".join(_drawable(char, font) for char in line)
    return " ".join(part for part in kept.split(" ") if part)[:_LONGEST] or _MISSING


def markup(text: str) -> str:
    """The same text for Plotly, where tags and dollar signs mean something; a line break stays one."""
    return html.escape(text, quote=False).replace("$", "&#36;").replace("\n", "<br>")


def width(text: str, size: float) -> float:
    """Points that the widest line of a text of `size` points takes, by the advance widths of its characters."""
    return size * max(sum(_advance(char) for char in line) for line in text.split("\n"))


def shorten(text: str, size: float, room: float) -> str:
    """The text, or its beginning and an ellipsis, within `room` points."""
    if width(text, size) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width(text[:middle].rstrip() + "…", size) <= room:
            low = middle
        else:
            high = middle - 1
    return text[: max(low, 1)].rstrip() + "…"


def wrap(text: str, size: float, room: float, lines: int) -> list[str]:
    """Words on at most `lines` lines of `room` points; the last one is shortened."""
    rows: list[str] = []
    words = text.split(" ")
    while words and len(rows) < lines - 1:
        row = words.pop(0)
        while words and width(f"{row} {words[0]}", size) <= room:
            row = f"{row} {words.pop(0)}"
        rows.append(shorten(row, size, room))
    return [*rows, shorten(" ".join(words), size, room)] if words else rows


@cache
def _advance(char: str) -> float:
    """Width of a character in ems; a measured text would be shaped and hinted each time, a hundred times slower."""
    font = _font()
    font.set_size(100, 72)
    return float(font.load_char(ord(char), flags=LoadFlags.NO_HINTING).linearHoriAdvance) / 65536 / 100


def _font() -> FT2Font:
    return get_font(findfont(FontProperties(family=FAMILY)))


def _drawable(char: str, font: FT2Font) -> str:
    category = unicodedata.category(char)
    if category.startswith("Z") or char in "\n\r\t\v\f":
        return char if char == "\N{NO-BREAK SPACE}" else " "
    if category in ("Cc", "Cf", "Cs", "Co", "Cn", "Mn", "Me") and not unicodedata.combining(char):
        return ""
    if font.get_char_index(ord(char)):
        return char
    return _MISSING if category.startswith(("L", "N")) else ""
