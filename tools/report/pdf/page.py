"""The paper: fonts, colours, head and foot of every page, room that is left."""

from pathlib import Path
from typing import Final

import matplotlib
from fpdf import FPDF

from tools.charts.palette import LOOKS, Look

FONTS: Final = Path(__file__).parents[1] / "fonts"
LEFT: Final = 15.0
"""Millimetres of margin on both sides."""
TOP: Final = 24.0
BOTTOM: Final = 20.0
WIDTH: Final = 210.0 - 2 * LEFT
LINE: Final = 1.42
"""Height of a line in heights of its letters."""
POINT_MM: Final = 25.4 / 72
_MEASURED_AT: Final = 100.0
_LETTERS: Final[dict[bool, dict[str, float]]] = {False: {}, True: {}}
"""Millimetres of a letter of one point, bold or not."""


class ReportPage(FPDF):
    """A4 with the report's head and foot; everything on it is plain text."""

    def __init__(self, head: str, foot: str) -> None:
        super().__init__(format="A4")
        self.look: Look = LOOKS["light"]
        self.head, self.foot = head, foot
        self.set_margins(LEFT, TOP, LEFT)
        self.set_auto_page_break(auto=False)
        self.add_font("inter", "", FONTS / "Inter-Regular.ttf")
        self.add_font("inter", "B", FONTS / "Inter-SemiBold.ttf")
        beside = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
        self.add_font("fallback", "", beside / "DejaVuSans.ttf")
        self.add_font("fallback", "B", beside / "DejaVuSans-Bold.ttf")
        self.set_fallback_fonts(["fallback"], exact_match=True)
        self.set_font("inter", size=10)

    def header(self) -> None:
        """The mark, the report's days, a green line; the cover has its own."""
        if self.page_no() == 1:
            return
        mark(self, LEFT, 10, 6.2)
        self.put(LEFT + 8.4, 13.1, "Demetra", size=11, bold=True)
        self.put_right(LEFT + WIDTH, 13.1, self.head, size=8.5, colour=self.look.quiet)
        self.rule(18.5, self.look.accent, 0.45)

    def footer(self) -> None:
        """What the data are, and the page's number."""
        self.rule(297 - 15, self.look.grid)
        self.put(LEFT, 297 - 11.4, self.foot, size=7.5, colour=self.look.quiet)
        number = f"{self.page_no()} / {{nb}}"
        self.put(LEFT + WIDTH - 12, 297 - 11.4, number, size=7.5, colour=self.look.quiet)

    def rule(self, y: float, colour: str, width: float = 0.2) -> None:
        """A line over the width of the text."""
        self.set_draw_color(colour)
        self.set_line_width(width)
        self.line(LEFT, y, LEFT + WIDTH, y)

    def put(self, x: float, y: float, text: str, *, size: float, bold: bool = False, colour: str = "") -> float:
        """A line of text whose middle is at `y`; returns its width."""
        wide = self.wide(text, size, bold=bold)
        self.set_font("inter", style="B" if bold else "", size=size)
        self.set_text_color(colour or self.look.ink)
        self.set_xy(x, y)
        self.cell(wide, 0, text)
        return wide

    def put_right(self, x: float, y: float, text: str, *, size: float, bold: bool = False, colour: str = "") -> None:
        """The same, ending at `x`."""
        self.put(x - self.wide(text, size, bold=bold), y, text, size=size, bold=bold, colour=colour)

    def wide(self, text: str, size: float, *, bold: bool = False) -> float:
        """Millimetres that a line takes; our fonts set every letter by itself, so each is measured once for all."""
        known = _LETTERS[bold]
        for letter in set(text) - known.keys():
            self.set_font("inter", style="B" if bold else "", size=_MEASURED_AT)
            known[letter] = float(self.get_string_width(letter)) / _MEASURED_AT
        return sum(map(known.__getitem__, text)) * size

    @property
    def room(self) -> float:
        """Millimetres left above the foot."""
        return 297 - BOTTOM - float(self.get_y())

    def fit(self, height: float) -> None:
        """A new page unless so much fits on this one."""
        if self.room < height:
            self.add_page()
            self.set_y(TOP)


def line_height(size: float) -> float:
    """Millimetres of a line of text."""
    return size * POINT_MM * LINE


def lines_of(page: ReportPage, text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """The text broken into lines of a width; a word that is longer than a line is broken too."""
    lines: list[str] = []
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and page.wide(joined, size, bold=bold) <= width:
            lines[-1] = joined
        else:
            lines += _pieces(page, word, size, width, bold=bold)
    return lines or [""]


def _pieces(page: ReportPage, word: str, size: float, width: float, *, bold: bool) -> list[str]:
    if page.wide(word, size, bold=bold) <= width:
        return [word]
    pieces = [""]
    for letter in word:
        if pieces[-1] and page.wide(pieces[-1] + letter, size, bold=bold) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def mark(page: ReportPage, x: float, y: float, size: float, *, ground: str = "", ink: str = "#FFFFFF") -> None:
    """The sign of Demetra: an ear of grain on a rounded square."""
    page.set_fill_color(ground or page.look.accent)
    page.rect(x, y, size, size, style="F", round_corners=True, corner_radius=size * 0.28)
    unit = size / 64
    page.set_draw_color(ink)
    page.set_line_width(4.6 * unit)
    page.line(x + 32 * unit, y + 20 * unit, x + 32 * unit, y + 54 * unit)
    page.set_fill_color(ink)
    for centre_x, centre_y, angle in ((32, 15, 90), (23, 27, 40), (41, 27, -40), (23, 41, 40), (41, 41, -40)):
        with page.rotation(-angle, x + centre_x * unit, y + centre_y * unit):
            page.ellipse(x + (centre_x - 7.5) * unit, y + (centre_y - 3.6) * unit, 15 * unit, 7.2 * unit, style="F")
