"""Words that no list knows and the learned reader takes for rows: "wk by wk"."""

from collections.abc import Iterator, Sequence
from typing import Final

from agent.understanding.reader import Reading
from agent.understanding.spans.span import GUESSED, HEARD, Stretch, guess
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
    if reading is None:
        return
    named = {span.value for span in found if span.is_a("dimension")} | {span.dimension for span in found}
    there = (key for key in reading.said(reading.cuts, line=HEARD) if key in _ALONG_TIME or catalogue.values.get(key))
    heard = [key for key in there if key not in named and key in DIMENSIONS]
    if len(heard) != 1:
        return
    known = {place for span in found if not span.is_a(*_SMALL) for place in range(span.first, span.after)}
    small = {place for span in found if span.is_a(*_SMALL) for place in range(span.first, span.after)}
    for told in reading.spans:
        own = [place for place, token in enumerate(tokens) if told.start <= token.start < told.end]
        new = [place for place in own if place not in known and place not in small]
        if told.kind == "CUT" and new and not known & {*own}:
            weight = GUESSED * len(new) + sum(
                span.weight for span in found if {*range(span.first, span.after)} <= {*own}
            )
            meant = DIMENSIONS[heard[0]].titles[language]
            yield guess(tokens[own[0] : own[-1] + 1], own[0], meant, kind="dimension", value=heard[0], weight=weight)
