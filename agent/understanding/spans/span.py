"""One recognised stretch of a message."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from agent.understanding.text.tokens import Word
from tools.words.numbers import Figure
from tools.words.period import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Tokens `first` to `after` (excluded), characters `start` to `end`, and one thing they may mean."""

    kind: str
    """A table of `lexicon/words.toml`, or metric, dimension, value, period, number, filler, unknown ..."""
    value: str = ""
    """Key of a metric or dimension, stored values (several by newlines), variant of a word."""
    dimension: str = ""
    """Of a stored value."""
    first: int
    after: int
    start: int
    end: int
    text: str
    weight: float = 1.0
    period: Period | None = None
    figure: Figure | None = None
    guessed: str = ""
    """How it was read where it is not written so: a typo, part of a name, another alphabet."""
    offered: bool = False
    """Whether only a tap takes it so."""

    def is_a(self, *kinds: str) -> bool:
        """Whether it is of one of the kinds."""
        return self.kind in kinds

    @property
    def low(self) -> str:
        """The text in lower case."""
        return self.text.casefold().replace("ё", "е")

    @property
    def values(self) -> tuple[str, ...]:
        """The stored values it names."""
        return tuple(self.value.split("\n"))


def places_of(spans: Iterable[Stretch]) -> set[int]:
    """The tokens that some of the spans stand on."""
    return {place for span in spans for place in range(span.first, span.after)}


HEARD: Final = 1 - 1 / 11
"""From which probability what the learned reader hears is taken: a wrong answer costs ten taps on the right one."""
GUESSED: Final = 0.6
"""What a word explains that only the learned reader knows: less than any word of a list."""


def guess(words: Sequence[Word], first: int, meant: str, **fields: Any) -> Stretch:
    """The words from the `first` token on, taken for something they are not written as.

    Args:
        words: the tokens.
        first: the place of the first of them.
        meant: what they are taken for, as people are told.
        fields: kind, value, weight and whatever else the stretch has.
    """
    return Stretch(
        first=first,
        after=first + len(words),
        start=words[0].start,
        end=words[-1].end,
        text=" ".join(word.text for word in words),
        guessed=meant,
        **fields,
    )


_WEIGHTS: Final = {
    "metric": 1.16,
    "value": 1.15,
    "dimension": 1.12,
    "intent": 1.1,
    "uncollected": 1.1,
    "campaign": 1.02,
    "absent_channel": 0.98,
    "absent_value": 0.9,
    "small_talk": 0.7,
    "filler": 0.6,
}
"""How much one word of a kind explains; the words of the lexicon explain 1."""
_TOGETHER: Final = 0.4
"""What each further word of a phrase adds: the longer meaning is the meant one."""


def weight_of(kind: str, words: int) -> float:
    """What a meaning of a kind over so many words explains."""
    return _WEIGHTS.get(kind, 1.0) * words + _TOGETHER * (words - 1)
