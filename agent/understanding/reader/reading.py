"""What the reader hands on: probabilities for each head and tags with offsets, nothing decided."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class ReadToken:
    """One piece of the text: `text[start:end]`, and how likely each kind of span covers it."""

    start: int
    end: int
    tags: Mapping[str, float]
    """Kind of `labels.TAGS` to probability; what is missing to 1 is "outside"."""
    begins: float
    """Probability that a new span begins here rather than goes on."""


@dataclass(frozen=True, kw_only=True)
class ReadSpan:
    """Neighbouring tokens of one kind: `text[start:end]`, whole words, without blanks around."""

    start: int
    end: int
    kind: str
    probability: float
    """Mean over its tokens."""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One message as the learned reader sees it. Probabilities are calibrated per head; keys are those of `labels`."""

    text: str
    acts: Mapping[str, float]
    """Sums to 1. A message of two requests shares it between their acts."""
    metrics: Mapping[str, float]
    """Each on its own, said in this message (not carried over)."""
    cuts: Mapping[str, float]
    flags: Mapping[str, float]
    edits: Mapping[str, float]
    """Each on its own; all low means a new question. Only meaningful with the question before."""
    requests: tuple[float, ...]
    """Probability of 1, 2, 3, 4 requests; sums to 1."""
    tokens: tuple[ReadToken, ...]
    confidence: float
    """Calibrated probability that the whole frame (act, metrics, cuts, requests, flags but `labels.IDLE`) is right."""

    @property
    def act(self) -> str:
        """The likeliest act."""
        return max(self.acts, key=lambda act: self.acts[act])

    @property
    def count(self) -> int:
        """The likeliest number of requests."""
        return 1 + max(range(len(self.requests)), key=lambda number: self.requests[number])

    def said(self, head: Mapping[str, float], *, line: float = 0.5) -> tuple[str, ...]:
        """Labels of a head at or above the line, likeliest first: `reading.said(reading.metrics)`."""
        return tuple(sorted((key for key, value in head.items() if value >= line), key=lambda key: -head[key]))

    @property
    def spans(self) -> tuple[ReadSpan, ...]:
        """Tokens of one kind joined, in order; kinds are the likeliest of each token, outside left out."""
        joined: list[tuple[str, list[ReadToken]]] = []
        for token in self.tokens:
            kind = _likeliest(token)
            if joined and joined[-1][0] == kind and token.begins < 0.5:
                joined[-1][1].append(token)
            else:
                joined.append((kind, [token]))
        return tuple(_span(kind, tokens) for kind, tokens in joined if kind)


def _likeliest(token: ReadToken) -> str:
    kind = max(token.tags, key=lambda tag: token.tags[tag], default="")
    return kind if kind and token.tags[kind] >= 1 - sum(token.tags.values()) else ""


def _span(kind: str, tokens: list[ReadToken]) -> ReadSpan:
    sure = sum(token.tags[kind] for token in tokens) / len(tokens)
    return ReadSpan(start=tokens[0].start, end=tokens[-1].end, kind=kind, probability=sure)
