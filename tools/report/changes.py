"""How a card's change reads: sign, triangle, and whether it is good news."""

from dataclasses import dataclass
from typing import Literal

from ingest.texts import Language, say
from tools.report.content import FigureCard
from tools.semantics.metrics import METRICS
from tools.words import wording

SMALL = 0.002


@dataclass(frozen=True, kw_only=True)
class CardChange:
    """A change in words and its tone."""

    text: str
    tone: Literal["good", "bad", "flat"]


def change_of(card: FigureCard, language: Language) -> CardChange:
    """Percentages change in points, everything else in per cent; below `SMALL` nothing changed."""
    metric = METRICS[card.metric]
    if card.before is None or (not card.before and metric.style != "percent"):
        return CardChange(text="", tone="flat")
    moved = card.value - card.before if metric.style == "percent" else card.value / card.before - 1
    if abs(moved) < (SMALL if metric.is_return or metric.style != "percent" else SMALL / 20):
        return CardChange(text=say("report-unchanged", language), tone="flat")
    worded = wording.points(moved, language) if metric.style == "percent" else wording.change(moved, language)
    text = f"{'▲' if moved > 0 else '▼'} {worded}"
    if not metric.better:
        return CardChange(text=text, tone="flat")
    good = (moved > 0) == (metric.better == "up")
    return CardChange(
        text=f"{text} {say('report-better' if good else 'report-worse', language)}", tone="good" if good else "bad"
    )
