"""One way through a request's words, with the database and the clock: what constructs look at."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from agent.understanding.spans import Stretch
from agent.understanding.spans.scan import Known
from agent.understanding.text.tokens import Word, breaks
from tools.semantics.metrics import METRICS

APART: Final = frozenset("отдельно раздельно отдельности separately apart individually".split())
"""Words that want each of several on its own."""
ENDS: Final = ("best", "worst", "most", "least", "dear", "cheap")
"""Kinds of words that name an end of an order."""
RELATIVE: Final = frozenset(
    "который которая которое которые которых которым которого которой где чей чьи that which who whose where".split()
)
"""What begins a clause about the rows named right before it."""


@dataclass(frozen=True, kw_only=True)
class Clause(Known):
    """The spans of one request from left to right, none overlapping."""

    text: str
    tokens: tuple[Word, ...]
    spans: tuple[Stretch, ...]
    around: tuple[Stretch, ...] = ()
    """The spans of the whole message."""

    @property
    def own_text(self) -> str:
        """The words of this request alone, where the message has others."""
        if len(self.spans) == len(self.around) or not self.spans:
            return self.text
        return self.text[self.spans[0].start : self.spans[-1].end]

    def of(self, *kinds: str) -> list[Stretch]:
        """Spans of the kinds."""
        return [span for span in self.spans if span.kind in kinds]

    def has(self, *kinds: str) -> bool:
        """Whether a span of the kinds is there."""
        return any(span.kind in kinds for span in self.spans)

    def says(self, kind: str, value: str) -> bool:
        """Whether this variant of a word is there."""
        return any(span.kind == kind and span.value == value for span in self.spans)

    def words(self) -> set[str]:
        """The plain words."""
        return {token.plain for span in self.spans for token in self.tokens[span.first : span.after]}

    def beside_names(self) -> str:
        """Its own text without measures, rows and shares that plan nothing.

        Of several words, as "paid plan" and "budget split", or a file's own dimension: "by plan" of subscriptions.
        """
        own = {one.key for one in self.catalogue.cuts}
        text, start = self.own_text, self.spans[0].start if self.own_text != self.text else 0
        for span in self.spans:
            several = span.is_a("metric", "dimension", "share") and span.after - span.first > 1
            if several or (span.is_a("dimension", "value") and own & {span.value, span.dimension}):
                blank = " " * (span.end - span.start)
                text = text[: span.start - start] + blank + text[span.end - start :]
        return text

    def before(self, span: Stretch, *, past: Iterable[str] = ("filler",), most: int = 4) -> list[Stretch]:
        """The spans before one, nearest first, without those of kinds that are looked past."""
        place, skipped = self.spans.index(span), frozenset(past)
        return [other for other in reversed(self.spans[max(0, place - 2 * most) : place]) if other.kind not in skipped][
            :most
        ]

    def after(self, span: Stretch, *, past: Iterable[str] = ("filler",), most: int = 4) -> list[Stretch]:
        """The spans after one, nearest first."""
        place, skipped = self.spans.index(span), frozenset(past)
        return [other for other in self.spans[place + 1 : place + 1 + 2 * most] if other.kind not in skipped][:most]

    def between(self, left: Stretch, right: Stretch) -> list[Stretch]:
        """What stands between two spans, whichever comes first."""
        first, last = sorted((self.spans.index(left), self.spans.index(right)))
        return list(self.spans[first + 1 : last])

    def counted(self) -> list[Stretch]:
        """What stands behind "how many": "сколько учеников продлили курс" counts no months, "разных каналов" them."""
        behind = [self.after(word, most=2) for word in self.of("count")]
        return [after[-1] if after[-1].is_a("dimension", "metric") else after[0] for after in behind if after]

    def broken(self, left: Stretch, right: Stretch) -> bool:
        """Whether a sentence ends, or a colon stands, between two spans."""
        tokens = self.tokens[left.after - 1 : right.first + 1]
        return any(breaks(self.text, one, two) for one, two in itertools.pairwise(tokens))

    def with_spans(self, spans: Sequence[Stretch]) -> "Clause":
        """The scene with other spans."""
        return replace(self, spans=tuple(spans))

    def collected(self, metric: str) -> bool:
        """Whether the data has all the parts of a metric."""
        entry = METRICS.get(metric)
        return entry is not None and set(entry.parts) <= self.catalogue.measures

    def flag(self, name: str) -> float:
        """What the learned reader gives a flag; a half where it is silent."""
        return self.reading.flags.get(name, 0.5) if self.reading is not None else 0.5


def as_a(span: Stretch, kind: str, value: str = "", **other: str) -> Stretch:
    """The span with another meaning."""
    return replace(span, kind=kind, value=value, dimension=other.get("dimension", ""))


def filler(span: Stretch) -> Stretch:
    """The span as a part of what another one says."""
    return as_a(span, "filler", "part")
