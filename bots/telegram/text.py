"""Markdown and tables as Telegram shows them: a little HTML, names escaped, pieces that fit into one message."""

import html
import re
from collections.abc import Iterator, Sequence
from typing import Final

from ingest.texts import Language
from tools.engine.table import Table
from tools.words.labels import column_title, worded_rows

LONGEST: Final = 3900
"""Characters of one message with its tags; Telegram takes 4096 after parsing."""
CAPTION: Final = 1000
ROWS: Final = 12
WIDTH: Final = 44
"""Characters of a table line that a phone shows without wrapping."""
NAME_WIDTH: Final = 18

_ESCAPED: Final = re.compile(r"\\([\\`*_\[\]<>|#~])")
_KEPT: Final = "\ue000{}\ue001"
_RESTORE: Final = re.compile("\ue000(\\d+)\ue001")
_STYLES: Final = (
    (re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*"), r"<b>\1</b>"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\w*])"), r"<i>\1</i>"),
    (re.compile(r"`([^`]+)`"), r"<code>\1</code>"),
)
_HEADING: Final = re.compile(r"^#{1,6}\s+(.*)$")
_BULLET: Final = re.compile(r"^\s*[-*]\s+")
_TAGS: Final = re.compile(r"</?(?:b|i|code|pre)>")


def to_html(markdown: str) -> str:
    """The small Markdown of answers as Telegram's HTML; tags never cross a line."""
    return "\n".join(_line(line) for line in markdown.split("\n"))


def _line(line: str) -> str:
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found[1])
        return _KEPT.format(len(kept) - 1)

    text = escape(_ESCAPED.sub(keep, line.replace("\ue000", "").replace("\ue001", "")))
    heading = _HEADING.match(text)
    text = f"**{heading[1]}**" if heading else _BULLET.sub("• ", text)
    for pattern, tag in _STYLES:
        text = pattern.sub(tag, text)
    return _RESTORE.sub(lambda found: escape(kept[int(found[1])]), text)


def escape(text: str) -> str:
    """Text from outside, harmless in HTML."""
    return html.escape(text, quote=False)


def without_tags(markup: str) -> str:
    """Our own HTML as plain text, for when Telegram will not have it."""
    return html.unescape(_TAGS.sub("", markup))


def pieces(markdown: str, longest: int = LONGEST) -> list[str]:
    """HTML messages that fit, split between paragraphs, else lines, else words; never inside a tag."""
    found: list[str] = []
    current = ""
    for gap, part in _parts(markdown, longest):
        joined = current + gap + part if current else part
        if len(joined) > longest:
            found.append(current)
            joined = part
        current = joined
    return [*found, current] if current.strip() else found


def _parts(markdown: str, longest: int) -> Iterator[tuple[str, str]]:
    """Pieces of HTML that fit, each with what stands between it and the one before."""
    for paragraph in re.split(r"\n{2,}", markdown.strip()):
        whole = to_html(paragraph)
        if len(whole) <= longest:
            yield "\n\n", whole
            continue
        gap = "\n\n"
        for line in paragraph.split("\n"):
            for words in _lines(line, longest):
                yield gap, words
                gap = "\n"


def _lines(line: str, longest: int) -> Iterator[str]:
    """A line that fits as it is, a longer one in plain portions of whole words."""
    styled = to_html(line)
    if len(styled) <= longest:
        yield styled
        return
    rest = without_tags(styled)
    room = longest // 6  # an ampersand takes five characters
    while rest:
        cut = rest.rfind(" ", 1, room) if len(rest) > room else len(rest)
        cut = cut if cut > 0 else room
        yield escape(rest[:cut])
        rest = rest[cut:].lstrip()


def table_text(table: Table, language: Language, *, rows: int = ROWS) -> str:
    """A table in monospace: names to the left, figures to the right, as many columns as a phone shows."""
    heads = [column_title(column.name, language) for column in table.columns]
    body = worded_rows(table, language, limit=rows)
    words = [table.columns[place].unit in ("text", "day") for place in range(len(heads))]
    lines = [[_short(cell) if word else cell for cell, word in zip(row, words, strict=True)] for row in [heads, *body]]
    widths = _fitting([max(len(line[place]) for line in lines) for place in range(len(heads))])
    drawn = [_drawn(line, widths, words) for line in lines]
    drawn.insert(1, "─" * (sum(widths) + 2 * (len(widths) - 1)))
    left = table.rows_total - len(body)
    return f"<pre>{escape(chr(10).join(drawn))}</pre>" + (f"\n… +{left}" if left > 0 else "")


def _fitting(widths: Sequence[int]) -> list[int]:
    """Widths of the first columns that fit on a line; two at least."""
    kept: list[int] = []
    for width in widths:
        if len(kept) >= 2 and sum(kept) + 2 * len(kept) + width > WIDTH:
            break
        kept.append(width)
    return kept


def _drawn(line: Sequence[str], widths: Sequence[int], words: Sequence[bool]) -> str:
    cells = [
        cell.ljust(width) if word else cell.rjust(width) for cell, width, word in zip(line, widths, words, strict=False)
    ]
    return "  ".join(cells).rstrip()


def _short(cell: str) -> str:
    return cell if len(cell) <= NAME_WIDTH else cell[: NAME_WIDTH - 1] + "…"
