"""A box on a page of a PDF that is drawn in like a picture: points from its lower left corner, plain text only."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from fpdf import FPDF

from tools.charts.palette import Look

Align = Literal["left", "center", "right"]
Point = tuple[float, float]
POINT_MM = 25.4 / 72
_BASELINE = 0.30
"""Part of the letters' size by which `FPDF.cell` sets the baseline below its middle."""
_MIDDLE = 0.36
"""Part of the letters' size by which a baseline lies below the middle of capitals."""


@dataclass(kw_only=True)
class Canvas:
    """Where a picture goes on the current page."""

    pdf: FPDF
    look: Look
    left: float
    """Millimetres from the left edge of the page."""
    top: float
    scale: float
    """Millimetres for a point of the scene."""
    width: float
    """Points."""
    height: float
    drawn: int = 0
    """Marks with ink so far: a picture without any is empty."""

    def at(self, point: Point) -> Point:
        """A point of the picture in millimetres of the page."""
        return self.left + point[0] * self.scale, self.top + (self.height - point[1]) * self.scale

    def write(
        self, at: Point, text: str, *, size: float = 8.5, colour: str = "", bold: bool = False, align: Align = "left"
    ) -> None:
        """A line of plain text whose capitals are centred on the height of `at`."""
        self.pdf.set_font(style="B" if bold else "", size=size * self.scale / POINT_MM)
        self.pdf.set_text_color(colour or self.look.ink)
        x, y = self.at(at)
        wide = self.pdf.get_string_width(text)
        x -= {"left": 0.0, "center": wide / 2, "right": wide}[align]
        self.pdf.set_xy(x, y + (_MIDDLE - _BASELINE) * size * self.scale)
        self.pdf.cell(wide, 0, text)

    def measure(self, text: str, size: float, *, bold: bool = False) -> float:
        """Points that a line takes."""
        self.pdf.set_font(style="B" if bold else "", size=size * self.scale / POINT_MM)
        return float(self.pdf.get_string_width(text)) / self.scale

    def line(self, points: Sequence[Point], colour: str, *, width: float = 1.0, dash: Point | None = None) -> None:
        """Points joined in order."""
        if len(points) < 2:
            return
        self.pdf.set_draw_color(colour)
        self.pdf.set_line_width(width * self.scale)
        self.pdf.set_dash_pattern(*(part * self.scale for part in dash)) if dash else self.pdf.set_dash_pattern()
        self.pdf.polyline([self.at(point) for point in points])
        self.pdf.set_dash_pattern()

    def area(self, points: Sequence[Point], colour: str, *, opacity: float = 1.0) -> None:
        """A filled polygon."""
        with self.pdf.local_context(fill_opacity=opacity):
            self.pdf.set_fill_color(colour)
            self.pdf.polygon([self.at(point) for point in points], style="F")

    def box(self, corner: Point, width: float, height: float, colour: str) -> None:
        """A filled rectangle from its lower left corner."""
        self.pdf.set_fill_color(colour)
        x, y = self.at((corner[0], corner[1] + height))
        self.pdf.rect(x, y, width * self.scale, height * self.scale, style="F")

    def dot(self, at: Point, radius: float, colour: str, *, ring: bool = False) -> None:
        """A dot, or a ring with the paper inside."""
        x, y = self.at(at)
        edge = 1.4 if ring else 0.6
        self.pdf.set_fill_color(self.look.paper if ring else colour)
        self.pdf.set_draw_color(colour if ring else self.look.paper)
        self.pdf.set_line_width(edge * self.scale)
        self.pdf.circle(x, y, radius * self.scale, style="DF")
