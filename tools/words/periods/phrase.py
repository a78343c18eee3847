"""What rules are written in: the phrase a rule matched, the moment it is said at, and the reading it becomes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tools.semantics.calendar import DAY, Span, shifted
from tools.words.periods.tokens import PhraseToken

Way = Literal[-1, 0, 1]
Label = tuple[str, dict[str, str | int]]


@dataclass(frozen=True, kw_only=True)
class PhraseMoment:
    """What the meaning of a phrase depends on beside its words."""

    today: date
    argument: bool = False
    """The text is a period and nothing else, so a bare "week" or "Monday" may be one."""
    forward: bool = False
    """The text asks about the future: "forecast", "прогноз"."""


@dataclass(frozen=True, kw_only=True)
class PhraseReading:
    """A phrase understood: fixed days, or days that still want a year."""

    span: Span | None = None
    yearly: Callable[[int], Span] | None = None
    year: int | None = None
    related: Callable[[Span], Span] | None = None
    """Its days given those of the phrase before it: "vs the previous week", "the same period last year"."""
    way: Way = 0
    """It is counted back (-1) or on (1) from other days."""
    anchor: Callable[[Span], Span] | None = None
    """Those other days, given its own."""
    label: Label | None = None
    exact: bool = False
    """Its last day was named as such, so it stays even if it is today."""
    open_end: bool = False
    """It runs on to the last complete day."""
    everything: bool = False
    just_year: bool = False

    @property
    def days_unknown(self) -> bool:
        """It means nothing without a phrase before it."""
        return self.span is None and self.yearly is None and not self.everything


@dataclass(frozen=True)
class Phrase:
    """The tokens a rule matched, and their neighbours."""

    tokens: list[PhraseToken]
    before: str
    after: str

    def one(self, *tags: str) -> object | None:
        """The meaning of the first token with one of these tags."""
        return next((token.meaning for token in self.tokens if token.tag in tags), None)

    def number(self, *tags: str) -> int | None:
        """Likewise, where the meaning is a number."""
        meaning = self.one(*tags)
        return meaning if isinstance(meaning, int) else None

    def all(self, *tags: str) -> list[int]:
        """The numbers behind every token with one of these tags."""
        return [token.meaning for token in self.tokens if token.tag in tags and isinstance(token.meaning, int)]

    def has(self, *tags: str) -> bool:
        """Whether any token carries one of these tags."""
        return any(token.tag in tags for token in self.tokens)

    def step(self) -> int:
        """-1, 0 or 1 for last, this and next; 0 when none is said."""
        return -1 if self.has("LAST", "PAST", "PREV") else 1 if self.has("NEXT") else 0

    def unit(self) -> str:
        """The first unit: "day", "week" and so on."""
        return str(self.one(*UNIT_TAGS))


Builder = Callable[[Phrase, PhraseMoment], PhraseReading | None]
UNIT_TAGS = ("DAYS", "WEEKS", "FORTNIGHTS", "MONTHS", "QUARTERS", "HALVES", "YEARS")
DAY_TAGS = ("DAYNUM", "ORDINAL")
COUNT_TAGS = ("DAYNUM", "NUMBER", "CARDINAL")
MONTH_TAGS = ("RUMONTH", "ENMONTH")
LEAP_YEAR = 2024
"""Any year in which every day there is exists."""
ORDINAL_TAGS = ("ORDINAL", "DAYNUM", "ROMAN")


def edge_of(whole: Span, phrase: Phrase) -> Span | None:
    """Units counted from the start of `whole` ("first", "second") or from its end ("last"); None outside it."""
    (start, end), unit = whole, str(phrase.one(*UNIT_TAGS))
    count, ordinal = phrase.number(*COUNT_TAGS) or 1, phrase.number("ORDINAL")
    if ordinal is None:
        first, last = shifted(end + DAY, unit, -count), end
    else:
        first, last = shifted(start, unit, count * (ordinal - 1)), shifted(start, unit, count * ordinal) - DAY
    return (first, min(last, end)) if start <= first <= end else None
