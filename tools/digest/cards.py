"""Key figures as one picture: a card each, with its change and its last weeks as a line."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any, Final

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

from tools.charts import lettering
from tools.charts.palette import LOOKS, Look, Theme
from tools.digest.card import Card

DOTS: Final = 130
WIDTH: Final = 8.0
CARD_HEIGHT: Final = 1.35
HEAD: Final = 0.62
PER_ROW: Final = 3


def draw_cards(title: str, cards: Sequence[Card], *, theme: Theme = "light") -> bytes:
    """A PNG with the cards in rows of three, 8 inches wide."""
    look = LOOKS[theme]
    rows = -(-len(cards) // PER_ROW)
    height = HEAD + rows * CARD_HEIGHT + 0.1
    figure = Figure(figsize=(WIDTH, height), dpi=DOTS, facecolor=look.paper)
    FigureCanvasAgg(figure)
    _write(
        figure,
        0.018,
        1 - 0.30 / height,
        lettering.shorten(lettering.clean(title), 13, WIDTH * 68),
        look.ink,
        fontsize=13,
        fontweight="bold",
        va="center",
    )
    for place, card in enumerate(cards):
        left = 0.018 + (place % PER_ROW) * 0.328
        bottom = (height - HEAD - (place // PER_ROW + 1) * CARD_HEIGHT + 0.12) / height
        _card(figure, (left, bottom, 0.308, (CARD_HEIGHT - 0.12) / height), card, look)
    image = BytesIO()
    figure.savefig(image, format="png", facecolor=look.paper)
    return image.getvalue()


def _card(figure: Figure, box: tuple[float, float, float, float], card: Card, look: Look) -> None:
    left, bottom, width, height = box
    figure.add_artist(
        FancyBboxPatch(
            (left, bottom),
            width,
            height,
            boxstyle="round,pad=0,rounding_size=0.012",
            facecolor=look.low,
            edgecolor=look.grid,
            linewidth=0.8,
            transform=figure.transFigure,
            mutation_aspect=2.2,
        )
    )
    inner, room = left + 0.016, WIDTH * 72 * (width - 0.032)
    colour = look.quiet if card.good is None else look.good if card.good else look.bad
    title, value = (
        lettering.shorten(lettering.clean(text), size, room) for text, size in ((card.title, 9), (card.value, 17))
    )
    lines = (
        (0.80, title, look.quiet, 9.0, "normal"),
        (0.54, value, look.ink, 17.0, "bold"),
        (0.22, lettering.clean(card.change), colour, 9.5, "bold"),
    )
    for share, text, ink, size, weight in lines:
        _write(figure, inner, bottom + share * height, text, ink, fontsize=size, fontweight=weight, va="center")
    _course(figure, (left + 0.47 * width, bottom + 0.10 * height, 0.48 * width, 0.28 * height), card, look)


def _course(figure: Figure, box: tuple[float, float, float, float], card: Card, look: Look) -> None:
    known = [(place, value) for place, value in enumerate(card.course) if value is not None]
    if len(known) < 3:
        return
    axes = figure.add_axes(box)
    axes.set_axis_off()
    axes.set_zorder(5)  # above the card, which belongs to the figure
    xs, ys = [float(place) for place, _ in known], [value for _, value in known]
    axes.plot(xs, ys, color=look.accent, linewidth=1.3, solid_capstyle="round")
    axes.plot(xs[-1:], ys[-1:], "o", color=look.accent, markersize=3.5)
    axes.set_xlim(0, len(card.course) - 0.4)
    low, high = min(ys), max(ys)
    pad = 0.15 * (high - low) or 1.0
    axes.set_ylim(low - pad, high + pad)


def _write(figure: Figure, x: float, y: float, text: str, colour: str, **style: Any) -> None:
    figure.text(x, y, text, color=colour, family=lettering.FAMILY, parse_math=False, **style)
