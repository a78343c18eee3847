"""What a message spells beyond doubt: days, names, averages, what it leaves out, and what no data have."""

from dataclasses import dataclass
from datetime import date

from agent.understanding.spans.message import message_of
from agent.understanding.spans.phrase_book import phrases_of
from agent.understanding.spans.scan import Known, scan
from agent.understanding.spans.span import Stretch
from agent.understanding.text.tokens import Word
from ingest.texts import Language
from tools.tool import ToolContext


@dataclass(frozen=True, kw_only=True)
class Days:
    """Days as they are spelled."""

    text: str
    start: date
    end: date


@dataclass(frozen=True, kw_only=True)
class Name:
    """A stored name as it is spelled."""

    text: str
    dimension: str
    values: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Explicit:
    """What has to be in any reading of a message."""

    days: tuple[Days, ...] = ()
    names: tuple[Name, ...] = ()
    without: tuple[str, ...] = ()
    """What it leaves out, each with its word: "without brand"."""
    averages: tuple[str, ...] = ()
    """Words that ask for so much a day, week or month."""
    uncollected: tuple[str, ...] = ()
    """What no data have: "churn"."""


def explicit(text: str, desk: ToolContext, language: Language) -> Explicit:
    """Spans of the likeliest path that are written as they are stored, not guessed at.

    Args:
        text: the message.
        desk: knows what is stored, and the day.
        language: of the message.
    """
    catalogue = desk.metrics.catalogue()
    phrases = phrases_of(catalogue)
    known = Known(catalogue=catalogue, phrases=phrases, today=desk.today, language=language)
    heard = scan(message_of(text, phrases), known)
    path = heard.paths[0] if heard.paths else ()
    return Explicit(
        days=tuple(
            Days(text=span.text, start=span.period.start, end=span.period.end)
            for span in path
            if span.is_a("period") and span.period
        ),
        names=tuple(
            Name(text=span.text, dimension=span.dimension, values=span.values)
            for span in path
            if span.is_a("value") and span.dimension and not span.guessed
        ),
        without=tuple(_with_next(span, heard.tokens, text) for span in path if span.is_a("exclude")),
        averages=tuple(span.text for span in path if span.is_a("per_day", "per_week", "per_month")),
        uncollected=tuple(span.text for span in path if span.is_a("uncollected")),
    )


def _with_next(span: Stretch, tokens: tuple[Word, ...], text: str) -> str:
    last = tokens[min(span.after, len(tokens) - 1)]
    return text[span.start : max(span.end, last.end)]
