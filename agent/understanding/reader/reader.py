"""Reads one message into probabilities."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from agent.understanding.reader import labels
from agent.understanding.reader.artefact import FIRST, HOME, LAST, OUTPUTS, Trained, trained
from agent.understanding.reader.encoder import Floats, softmax
from agent.understanding.reader.pieces import Subword, words
from agent.understanding.reader.reading import Reading, ReadToken

SHARED = ("acts", "requests")
"""Heads whose labels exclude each other."""


_TELLING = {name: [label not in labels.IDLE for label in OUTPUTS[name]] for name in ("metrics", "cuts", "flags")}


class Reader:
    """The learned reader with its weights loaded; one is enough for a process, and it may be shared by threads."""

    def __init__(self, parts: Trained) -> None:
        """Stands on what `artefact.trained` read."""
        self._parts = parts

    @classmethod
    def load(cls, path: Path = HOME) -> "Reader":
        """Reads the artefact.

        Raises:
            Unavailable: there is none, or it was trained on other labels.
        """
        return cls(trained(path))

    def read(self, text: str, before: str | None = None) -> Reading:
        """The message's heads and tags.

        Args:
            text: as the person wrote it; what does not fit (some 180 pieces) is not heard, its words get no tags.
            before: the question before as `Before.line()` writes it; None opens a conversation.
        """
        heads, tagged, pieces = self._outputs(text, before)
        given = {name: self._head(name, scores) for name, scores in heads.items()}
        requests = tuple(given.pop("requests").tolist())
        named = {name: dict(zip(OUTPUTS[name], values.tolist(), strict=True)) for name, values in given.items()}
        doubts = doubts_of({name: list(values.values()) for name, values in named.items()}, requests)
        weights = self._parts.sureness
        confidence = float(1 / (1 + np.exp(-(weights[:-1] @ doubts + weights[-1]))))
        tokens = _tokens(text, pieces, tagged)
        return Reading(text=text, **named, requests=requests, tokens=tokens, confidence=confidence)

    def vectors(self, words: Sequence[str]) -> Floats:
        """Vectors `(words, width)` of length one: means of the word table, where both languages' words lie together."""
        return np.stack([self._vector(word) for word in words])

    @lru_cache(maxsize=10_000)  # noqa: B019 - one reader lives as long as the process
    def _vector(self, word: str) -> Floats:
        mean = self._parts.encoder.table([piece.row for piece in self._parts.vocabulary.split(word)]).mean(axis=0)
        return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9), np.float32)

    def _outputs(self, text: str, before: str | None) -> tuple[dict[str, Floats], Floats, list[Subword]]:
        parts = self._parts
        room = parts.encoder.longest - 2
        asked = [piece.row for piece in parts.vocabulary.split(before)] if before else []
        pieces = parts.vocabulary.split(text)[: room - min(len(asked) + 1, room // 2)]
        rows = [FIRST, *(piece.row for piece in pieces), LAST]
        rows += [*asked, LAST][: parts.encoder.longest - len(rows)] if asked else []
        state = parts.encoder.run(rows)[: len(pieces) + 2]
        whole = np.concatenate([state.mean(axis=0), state.max(axis=0)])
        heads = {
            name: whole @ head.whole + head.bias + (state @ head.each).max(axis=0)
            for name, head in parts.heads.items()
            if name != "tags"
        }
        tags = parts.heads["tags"]
        return heads, softmax((state[1:-1] @ tags.whole + tags.bias) / np.float32(parts.temperatures["tags"])), pieces

    def _head(self, name: str, scores: Floats) -> Floats:
        level = scores / np.float32(self._parts.temperatures[name])
        return softmax(level) if name in SHARED else np.asarray(1 / (1 + np.exp(-level)), np.float32)


def doubts_of(named: Mapping[str, Sequence[float]], requests: Sequence[float]) -> Floats:
    """What the confidence is computed from: per head, how far from certain it is in all and at its weakest label."""
    shares = [np.asarray(named["acts"]), np.asarray(requests)]
    doubts = [-np.log(share.max() + 1e-6) for share in shares]
    for name in ("metrics", "cuts", "flags"):
        values = np.asarray(named[name])[_TELLING[name]]
        unsure = -np.log(np.maximum(values, 1 - values) + 1e-6)
        doubts += [unsure.sum(), unsure.max()]
    return np.asarray(doubts, np.float32)


def _tokens(text: str, pieces: list[Subword], tagged: Floats) -> tuple[ReadToken, ...]:
    """One token a word: tags are the mean of its pieces, its beginning is that of the first."""
    kinds = len(labels.TAGS)
    found = []
    for start, end in words(text):
        own = [number for number, piece in enumerate(pieces) if start <= piece.start < end]
        if not own:
            continue
        share = tagged[own].mean(axis=0)
        first = tagged[own[0]]
        opening, going_on = float(first[1 : 1 + kinds].sum()), float(first[1 + kinds :].sum())
        tags = {kind: float(share[1 + row] + share[1 + kinds + row]) for row, kind in enumerate(labels.TAGS)}
        found.append(ReadToken(start=start, end=end, tags=tags, begins=opening / max(opening + going_on, 1e-9)))
    return tuple(found)
