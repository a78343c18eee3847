"""Names that nobody knows, of days said right behind them: "St Nicholas (Dec 6)", "over the fair, 3-5 May"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from agent.understanding.spans.days import period_at, weekdays_in
from agent.understanding.spans.span import Stretch, places_of
from agent.understanding.text.tokens import Word
from ingest.texts import Language
from tools.words.period import Mention, find_periods
from tools.words.period_words import WORDS as CALENDAR

_MOST: Final = 3
"""Words of such a name."""
_PLACES: Final = ("IN", "ON", "NA", "ZA", "FOR")


def counted_from_before(
    text: str, tokens: Sequence[Word], before: tuple[date, date], today: date, language: Language
) -> Iterator[Stretch]:
    """Reads "а за неделю до него?", "and the three days after" as counted from the days of the request before."""
    lead = f"{before[0]}..{before[1]}, "
    for mention in find_periods(lead + text.rstrip(" ?!."), today, language=language)[1:]:
        chars = mention.span[0] - len(lead), mention.span[1] - len(lead)
        if span := period_at(Mention(period=mention.period, span=chars), text, tokens):
            yield span


def weekdays_of_before(
    text: str, tokens: Sequence[Word], days: Sequence[Stretch], before: tuple[date, date] | None
) -> Iterator[Stretch]:
    """Reads "only the Friday itself" as that of the days of the request before, where no other days are named."""
    if before and not any(span.period or span.is_a("weekdays") for span in days):
        yield from weekdays_in(text, text, tokens)


def named_days(
    text: str, tokens: Sequence[Word], found: Sequence[Stretch], days: Sequence[Stretch]
) -> Iterator[Stretch]:
    """The days with the unknown words before them; after a comma only where "over", "на" stands before the name.

    Args:
        text: the message.
        tokens: of it.
        found: what the other words are known for.
        days: periods of the message.
    """
    known = places_of(span for span in found if not span.is_a("filler"))
    for span in days:
        opens = text[: span.start].rstrip()[-1:]
        if span.period is None or opens not in ("(", ",") or not any(map(str.isdigit, span.text)):
            continue
        first = span.first
        while first and span.first - first < _MOST and first - 1 not in known and not _places(tokens[first - 1]):
            first -= 1
        placed = first > 0 and _places(tokens[first - 1])
        if first < span.first and (opens == "(" or placed):
            first -= placed
            start = tokens[first].start
            weight = span.weight + 1.4 * (span.first - first)
            yield replace(span, first=first, start=start, text=text[start : span.end], weight=weight)


def _places(token: Word) -> bool:
    return CALENDAR.get(token.plain, ("", ""))[0] in _PLACES
