"""Markdown of our own sentences on paper: paragraphs, lists, bold and quiet runs. Links and pictures mean nothing."""

import re
from dataclasses import dataclass
from typing import Final, Literal

from tools.report.pdf.page import LEFT, WIDTH, ReportPage, line_height

SIZE: Final = 9.6
_RUN: Final = re.compile(r"(\*\*.+?\*\*|(?<![\w*])\*[^*\s](?:[^*]*[^*\s])?\*(?![\w*]))")
_ITEM: Final = re.compile(r"^(?:-|•)\s+")
_NUMBERED: Final = re.compile(r"^(\d+)\.\s+")
_ESCAPED: Final = re.compile(r"\\([\\`*_\[\]<>|#])")
Kind = Literal["plain", "bold", "quiet"]


@dataclass(frozen=True, kw_only=True)
class TextRun:
    """Letters of one look."""

    text: str
    kind: Kind


def runs_of(line: str) -> list[TextRun]:
    """A line's runs, without the marks.

    >>> [(run.text, run.kind) for run in runs_of("**ROI** is *about* 5")]
    [('ROI', 'bold'), (' is ', 'plain'), ('about', 'quiet'), (' 5', 'plain')]
    """
    found = []
    for part in _RUN.split(line):
        kind: Kind = "plain"
        if len(part) > 4 and part.startswith("**") and part.endswith("**"):
            part, kind = part[2:-2], "bold"
        elif len(part) > 2 and part.startswith("*") and part.endswith("*"):
            part, kind = part[1:-1], "quiet"
        if part:
            found.append(TextRun(text=_ESCAPED.sub(r"\1", part), kind=kind))
    return found


def plain(text: str) -> list[str]:
    """The lines as they are read on paper, for a check."""
    lines = []
    for line in text.split("\n"):
        bare = _ITEM.sub("", line.strip())
        lines.append("".join(run.text for run in runs_of(bare)))
    return [line for line in lines if line]


def write_words(page: ReportPage, text: str) -> None:
    """Sets the text below what stands there."""
    for line in text.split("\n"):
        bare = line.strip()
        if not bare:
            page.set_y(page.get_y() + 1.6)
            continue
        indent = 5.0 if line.startswith("   ") else 0.0
        _line(page, bare, indent)
    page.set_y(page.get_y() + 2.5)


def _line(page: ReportPage, bare: str, indent: float) -> None:
    height = line_height(SIZE)
    page.fit(2 * height)
    if _ITEM.match(bare):
        bare, indent = _ITEM.sub("", bare), indent + 4.5
        page.set_fill_color(page.look.accent)
        page.circle(LEFT + indent - 3.2, page.get_y() + height / 2 - 0.05, 0.65, style="F")
    elif number := _NUMBERED.match(bare):
        bare = bare[number.end() :]
        page.set_y(page.get_y() + 0.8)
        page.put(LEFT + 0.4, page.get_y() + height / 2, f"{number[1]}.", size=SIZE, bold=True, colour=page.look.accent)
        page.set_y(page.get_y() - height / 2)
        indent += 5.0
    _set(page, runs_of(bare), indent)


def _set(page: ReportPage, runs: list[TextRun], indent: float) -> None:
    """Prose one after another, wrapped at the right edge."""
    looks = {"plain": ("", page.look.ink), "bold": ("B", page.look.ink), "quiet": ("", page.look.quiet)}
    height, left = line_height(SIZE), LEFT + indent
    x, y = left, page.get_y()
    for run in runs:
        style, colour = looks[run.kind]
        for word in re.findall(r"[^ ]+ *| +", run.text):
            bold = style == "B"
            wide, bare = page.wide(word, SIZE, bold=bold), page.wide(word.rstrip(" "), SIZE, bold=bold)
            if x + bare > LEFT + WIDTH and x > left:
                x, y = left, y + height
                page.set_y(y)
                page.fit(height)
                y = page.get_y()
            page.put(x, y + height / 2, word, size=SIZE, bold=bold, colour=colour)
            x += wide
    page.set_y(y + height + 0.5)
