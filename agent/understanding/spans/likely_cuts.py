"""Words that no list knows and the learned reader takes for rows: "wk by wk"."""

from collections.abc import Iterator, Sequence
from typing import Final

from agent.understanding.reader import Reading
from agent.understanding.spans.span import GUESSED, HEARD, Stretch, guess, places_of
from agent.understanding.text.tokens import Word
from ingest.texts import Language
from tools.semantics.catalogue import Catalogue
from tools.semantics.dimensions import DIMENSIONS

_SMALL: Final = ("filler", "by", "each", "and")
"""What may stand between such words."""
_ALONG_TIME: Final = ("day", "week", "month", "quarter", "year", "weekday")


def likely_cuts(
    tokens: Sequence[Word], found: Sequence[Stretch], reading: Reading | None, catalogue: Catalogue, language: Language
) -> Iterator[Stretch]:
    """The one dimension that the reader hears and no word names, at the unknown words that it hears a cut in.

    Args:
        tokens: of the message.
        found: what the words are known for.
        reading: what the learned reader makes of the message.
        catalogue: only rows that the data have are meant.
        language: of the titles that say how a word was taken.
    """
    if reading is None or not (dimension := _heard(found, reading, catalogue)):
        return
    small = places_of(span for span in found if span.is_a(*_SMALL))
    known = places_of(span for span in found if not span.is_a(*_SMALL))
    for told in reading.spans:
        own = {place for place, token in enumerate(tokens) if told.start <= token.start < told.end}
        new = own - known - small
        if told.kind == "CUT" and new and not known & own:
            weight = GUESSED * len(new) + sum(span.weight for span in found if places_of([span]) <= own)
            first, meant = min(own), DIMENSIONS[dimension].titles[language]
            yield guess(tokens[first : max(own) + 1], first, meant, kind="dimension", value=dimension, weight=weight)


def _heard(found: Sequence[Stretch], reading: Reading, catalogue: Catalogue) -> str:
    """The one dimension of these data that the reader hears and no word names; empty where there are more, or none."""
    named = {span.value for span in found if span.is_a("dimension")} | {span.dimension for span in found}
    there = (key for key in reading.said(reading.cuts, line=HEARD) if key in _ALONG_TIME or catalogue.values.get(key))
    heard = [key for key in there if key not in named and key in DIMENSIONS]
    return heard[0] if len(heard) == 1 else ""
