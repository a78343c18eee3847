"""Periods in a row of words, and days that only say which are meant: "the week before xmas (dec 18-24)"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from tools.semantics.calendar import Span
from tools.words.periods.phrase import Label, Way
from tools.words.periods.tokens import PhraseToken

_IN_DIGITS: Final = ("DAYNUM", "ORDINAL", "YMD", "DMY", "DM")
_BETWEEN: Final = ("COMMA", "FROM", "IN", "ON", "NA", "ZA", "FOR")


@dataclass(frozen=True, kw_only=True)
class Horizon:
    """What limits a period: today, the days data is stored for where known, and what is asked."""

    today: date
    first_day: date | None = None
    last_day: date | None = None
    forward: bool = False
    planning: bool = False
    comparing: bool = False


@dataclass(frozen=True, kw_only=True)
class Joined:
    """Tokens `first` to `after` (excluded) and the days they mean, cut at the last complete day."""

    first: int
    after: int
    span: Span
    label: Label | None = None
    way: Way = 0
    anchor: Span | None = None
    """The days that it was counted from."""

    def counted_from(self, way: Way) -> Span:
        """What is counted on from days that were counted back themselves has the same beginning: "before and after"."""
        return self.anchor if self.anchor is not None and way == -self.way else self.span


def named_once(row: Sequence[PhraseToken], periods: Sequence[Joined]) -> list[Joined]:
    """The periods without names whose days are said behind: in brackets, or after a comma days of the same time."""
    found: list[Joined] = []
    for each in periods:
        if found and _says_again(row, found[-1], each):
            each = replace(each, first=found.pop().first)
        found.append(each)
    return found


def _says_again(row: Sequence[PhraseToken], name: Joined, days: Joined) -> bool:
    gap = row[name.after : days.first]
    called = 0 if gap[:1] and gap[0].text in ("(", ",") else sum(token.tag == "OTHER" for token in gap[:2])
    behind, gap = [token.text for token in gap[called : called + 1]], gap[called:]
    meets = name.span[0] <= days.span[1] and days.span[0] <= name.span[1]
    plain = all(token.tag in _BETWEEN for token in gap) and not _dated(row, name) and _dated(row, days)
    return plain and ((behind == ["("] and (meets or not called)) or (behind == [","] and meets))


def _dated(row: Sequence[PhraseToken], period: Joined) -> bool:
    return any(token.tag in _IN_DIGITS for token in row[period.first : period.after])
