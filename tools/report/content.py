"""What a report is made of before it is a file: sections of words, cards, tables and pictures, in raw figures."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from ingest.texts import Language
from tools.charts.spec import ChartSpec
from tools.engine.table import Table

POINTS = "points"
"""Unit of a difference of two percentages, beside the units of `tools.engine.table`: 0.12 reads "+12 pp"."""


@dataclass(frozen=True, kw_only=True)
class Prose:
    """Sentences in Markdown: paragraphs, lists, **bold**, *quiet*."""

    text: str


@dataclass(frozen=True, kw_only=True)
class FigureCard:
    """One figure with what it was before."""

    metric: str
    title: str
    value: float
    before: float | None
    unit: str


@dataclass(frozen=True, kw_only=True)
class Cards:
    """Figures side by side."""

    cards: tuple[FigureCard, ...]


@dataclass(frozen=True, kw_only=True)
class ReportTable:
    """A table."""

    title: str
    table: Table
    heads: Mapping[str, str] = field(default_factory=dict)
    """Headings that say more than the catalogue's."""
    has_total: bool = False
    """Whether the last row is the sum of the others."""


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A chart under its title."""

    title: str
    spec: ChartSpec
    size: Literal["full", "low", "half"] = "full"
    """Half ones stand in pairs."""


Block = Prose | Cards | ReportTable | Picture


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part of the report with a heading of its own."""

    key: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, kw_only=True)
class ReportContent:
    """Everything that a file will say."""

    language: Language
    headline: str
    days: str
    compared: str
    about: str
    """Channels and accounts it is kept to; empty: everything that the reader may see."""
    as_of: date | None
    made: str
    """Day and hour by the clock of whoever ordered it."""
    currency: str
    sections: tuple[Section, ...]
    demo: bool
