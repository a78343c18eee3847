"""Words that no list knows and the learned reader takes for a measure: "clickthru", "продавали"."""

from collections.abc import Iterator, Sequence
from typing import Final

from agent.understanding.reader import Reading
from agent.understanding.reader.reading import ReadSpan
from agent.understanding.spans.span import Stretch
from agent.understanding.text.tokens import Word
from ingest.texts import Language
from tools.semantics.catalogue import Catalogue
from tools.semantics.metrics import METRICS

_HEARD: Final = 0.5
"""From which probability the reader hears a measure in the message."""
_WEIGHT: Final = 0.6
"""What such a word explains: less than any word that is known."""
_OPEN: Final = ("filler", "small_talk")


def likely_metrics(
    tokens: Sequence[Word], found: Sequence[Stretch], reading: Reading | None, catalogue: Catalogue, language: Language
) -> Iterator[Stretch]:
    """The measures that the reader hears and no word of the message names, at the words that it hears them in.

    Args:
        tokens: of the message.
        found: what the words are known for; a guessed name is no knowledge.
        reading: what the learned reader makes of the message.
        catalogue: only what the data hold is meant.
        language: of the titles that say how a word was taken.
    """
    if reading is None:
        return
    named = {span.value for span in found if span.is_a("metric")}
    heard = [
        key
        for key in reading.said(reading.metrics, line=_HEARD)
        if key not in named and key in METRICS and set(METRICS[key].parts) <= catalogue.measures
    ]
    known = {
        place for span in found if not span.guessed and not span.is_a(*_OPEN) for place in range(span.first, span.after)
    }
    places = [_places(told, tokens, known) for told in reading.spans if told.kind == "METRIC"]
    for own in places:
        for key in heard if own else ():
            start, end = tokens[own[0]].start, tokens[own[-1]].end
            yield Stretch(
                kind="metric",
                value=key,
                first=own[0],
                after=own[-1] + 1,
                start=start,
                end=end,
                text=reading.text[start:end],
                weight=_WEIGHT * len(own) + 0.1 * reading.metrics[key],
                guessed=METRICS[key].titles[language],
            )


def _places(told: ReadSpan, tokens: Sequence[Word], known: set[int]) -> list[int]:
    """The tokens of a span, where none of them is known for something."""
    own = [place for place, token in enumerate(tokens) if told.start <= token.start < told.end]
    return own if not known & set(own) else []
