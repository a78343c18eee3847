"""Words of the other language for columns and values of these data, by the learned reader's word vectors.

Measured on 107 pairs that nobody trained on, each word against eight columns, its own among them in half of the trials:
at this line 97 % of what is found is right for dictionary forms and 88 % for inflected ones; half of the words are
found, and 1 % of small words find something. So what is found is only ever offered.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from agent.understanding import lexicon
from agent.understanding.spans.constant import Meaning
from agent.understanding.spans.phrases import YIELDING, Phrases
from agent.understanding.spans.span import GUESSED, Stretch, guess, places_of
from agent.understanding.text.tokens import Word, plains_of
from tools.semantics.catalogue import Catalogue
from tools.words.stems import form_root_of

Vectors = Callable[[Sequence[str]], NDArray[np.float32] | None]
"""Words to a row of length one for each; None where no learned reader is there."""
NEAR: Final = 0.32
"""Cosine from which two words of two languages may mean the same."""
_APART: Final = 0.05
"""What the next thing is less near at least."""
_SHORTEST: Final = 4
_MOST_VALUES: Final = 60
"""Values of a dimension that are looked through."""
_OVER: Final = 1.3
"""What such a word explains where it would be refused else."""


def of_other_language(
    tokens: Sequence[Word], found: Sequence[Stretch], phrases: Phrases, catalogue: Catalogue, vectors: Vectors
) -> Iterator[Stretch]:
    """Words that nothing explains and that are near one column or value in the other language; they are only offered.

    Args:
        tokens: of the message.
        found: what they are known for; what nobody collects is no knowledge.
        phrases: of the database.
        catalogue: its columns and values.
        vectors: of words.
    """
    open_to = [span for span in found if span.is_a(*YIELDING)]
    known = places_of(span for span in found if not span.is_a(*YIELDING))
    refused = places_of(open_to)
    there = cache(lambda ascii_words: _Things.of(list(_things(phrases, catalogue, ascii_words=ascii_words)), vectors))
    for place, token in enumerate(tokens):
        if place in known or len(token.plain) < _SHORTEST or not token.plain.isalpha():
            continue
        if token.plain in lexicon.courtesy():
            continue
        if named := there(not token.plain.isascii()).nearest(token.plain, vectors):
            said, one = named
            weight = _OVER if place in refused else GUESSED
            fields = {"kind": one.kind, "value": one.value, "dimension": one.dimension}
            yield guess(tokens[place : place + 1], place, said, weight=weight, offered=True, **fields)


def _things(phrases: Phrases, catalogue: Catalogue, *, ascii_words: bool) -> Iterator[tuple[str, str, Meaning]]:
    """Words of columns and values in one of the alphabets, with the whole name and what it means."""
    names = [(name, meaning) for name, meaning in phrases.columns if meaning.kind == "metric"]
    names += [(title, Meaning("value", key, "channel")) for key, title in catalogue.channels.items()]
    for dimension, values in catalogue.values.items():
        names += [(value, Meaning("value", value, dimension)) for value in values[:_MOST_VALUES]]
    for name, meaning in names:
        for word in plains_of(name):
            if word.isascii() == ascii_words and word.isalpha() and len(word) >= _SHORTEST - 1:
                yield from ((form, name, meaning) for form in {word, word.removesuffix("s")})


@dataclass(frozen=True, kw_only=True)
class _Things:
    """Words of columns and values with their vectors."""

    named: Sequence[tuple[str, str, Meaning]]
    rows: NDArray[np.float32] | None

    @classmethod
    def of(cls, named: Sequence[tuple[str, str, Meaning]], vectors: Vectors) -> "_Things":
        return cls(named=named, rows=vectors([word for word, *_ in named]) if named else None)

    def nearest(self, plain: str, vectors: Vectors) -> tuple[str, Meaning] | None:
        """The only thing near a word, with its name."""
        forms = vectors(tuple(dict.fromkeys((plain, form_root_of(plain))))) if self.rows is not None else None
        if forms is None or self.rows is None:
            return None
        near = (forms @ self.rows.T).max(axis=0)
        best = int(near.argmax())
        _, name, meaning = self.named[best]
        others = [score for score, thing in zip(near, self.named, strict=True) if thing[2] != meaning]
        if near[best] < NEAR or any(score > near[best] - _APART for score in others):
            return None
        return name, meaning
