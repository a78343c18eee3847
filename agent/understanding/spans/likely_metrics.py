"""Words that no list knows and the learned reader takes for a measure: "clickthru", "продавали"."""

from collections.abc import Iterator, Sequence
from typing import Final

from agent.understanding.reader import Reading
from agent.understanding.spans.phrases import Phrases
from agent.understanding.spans.span import GUESSED, HEARD, Stretch, guess, places_of
from agent.understanding.text.tokens import Word
from ingest.texts import Language
from tools.semantics.catalogue import Catalogue
from tools.semantics.metrics import METRICS

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
    if reading is None or reading.metrics.get("unsupported", 0.0) > 1 - HEARD:
        return
    named = {span.value for span in found if span.is_a("metric")}
    heard = [
        key
        for key in reading.said(reading.metrics, line=HEARD)
        if key not in named and key in METRICS and set(METRICS[key].parts) <= catalogue.measures
    ]
    for own, beside in _unknown_parts(tokens, found, reading):
        for key in heard:
            if not beside or (key in _PRICES and all(one.is_a(*_PRICED) for words in beside for one in words)):
                taken = sum(max(one.weight for one in words) for words in beside)
                weight = taken + GUESSED * (len(own) - len(beside)) + _SURER * reading.metrics[key]
                meant = METRICS[key].titles[language]
                yield guess(tokens[own[0] : own[-1] + 1], own[0], meant, kind="metric", value=key, weight=weight)


def of_one_root(tokens: Sequence[Word], found: Sequence[Stretch], phrases: Phrases) -> Iterator[Stretch]:
    """Words that mean nothing by themselves as the one column of whose root they are: "обратилось" of "Обращения"."""
    taken = places_of(span for span in found if not span.is_a(*_OPEN))
    for place, token in enumerate(tokens):
        if place in taken or token.is_number or not (root := phrases.repair.kin_of(token.plain)):
            continue
        for meaning in phrases.meanings[root,]:
            if meaning.kind == "metric":
                said = phrases.spelled.get(root, root)
                yield guess([token], place, said, kind="metric", value=meaning.value, weight=_OF_ONE_ROOT)


_OF_ONE_ROOT: Final = 0.95


def _unknown_parts(
    tokens: Sequence[Word], found: Sequence[Stretch], reading: Reading
) -> Iterator[tuple[list[int], list[list[Stretch]]]]:
    """The tokens of each measure that the reader hears where one is not known, and what the others are known for."""
    known: dict[int, list[Stretch]] = {}
    for span in found:
        if not span.guessed and not span.is_a(*_OPEN):
            for place in range(span.first, span.after):
                known.setdefault(place, []).append(span)
    for told in reading.spans:
        own = [place for place, token in enumerate(tokens) if told.start <= token.start < told.end]
        if told.kind == "METRIC" and not all(place in known for place in own):
            yield own, [known[place] for place in own if place in known]


_SURER: Final = 0.1
"""What the probability adds, so that of two measures heard in a word the likelier comes first."""
_PRICES: Final = frozenset(
    entry.key for entry in METRICS.values() if entry.numerator == (("spend", 1),) and entry.denominator
)
_PRICED: Final = ("metric", "price", "by", "dear", "cheap", "filler", "number", "each")
"""Words of a price whose thing nobody knows: "cost per demo"."""
