"""Sentences for training and for checking, and their way into tensors."""

import random
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
import torch

from agent.understanding.reader.artefact import FIRST, LAST, OUTPUTS
from agent.understanding.reader.labels import ACTS, MOST_REQUESTS, TAGS
from agent.understanding.reader.pieces import Vocabulary
from benchmarks.reader import noise
from benchmarks.reader.phrases import Phrase, Sentence, attach_before, expand

JOINED = (
    "query",
    "query",
    "query",
    "query",
    "explain",
    "forecast",
    "recommend",
    "allocate",
    "plan_fact",
    "list_alerts",
    "report",
    "best_time",
    "what_if",
)
NOT_HEARD = -100


def training(pool: Sequence[Phrase], rounds: Sequence[Sentence], chance: random.Random) -> Iterator[Sentence]:
    """Without end: every sentence is made anew, none is seen twice."""
    sizes = Counter(phrase.family for phrase in pool)
    weights = [sizes[phrase.family] ** -0.45 for phrase in pool]
    by_act = {
        act: [phrase for phrase in pool if phrase.acts == (act,) and not phrase.edits and "{" in phrase.text + "{"]
        for act in ACTS
    }
    while True:
        if rounds and chance.random() < 0.12:
            made = copied(chance.choice(rounds))
        else:
            made = expand(chance.choices(pool, weights)[0], chance)
            if made.before is None and len(made.acts) == 1 and chance.random() < 0.13 and made.acts[0] in JOINED:
                made = compound(made, by_act, chance)
        finish(made, chance)
        yield made


def finish(made: Sentence, chance: random.Random, *, held: bool = False, strength: float = 1.0) -> None:
    """Courtesies, a question before that does not matter, and slips."""
    noise.polite(made, chance, held=held, share=0.3 if "FILLER" not in {tag for _, tag in made.parts} else 0.1)
    if made.before is None and not made.edits and chance.random() < 0.2:
        attach_before(made, ("none",), chance)
    elif made.before is not None and chance.random() < 0.08:
        made.before = None
    noise.spoiled(made, chance, strength=strength)


def compound(first: Sentence, by_act: dict[str, list[Phrase]], chance: random.Random) -> Sentence:
    made = first
    for _ in range(chance.choice([1, 1, 1, 1, 2])):
        pool = [phrase for phrase in by_act[chance.choice(JOINED)] if phrase.language == first.language]
        if pool and made.requests < MOST_REQUESTS - 1:
            made = noise.joined(made, expand(chance.choice(pool), chance), chance)
    made.requests = min(made.requests, MOST_REQUESTS)
    return made


def copied(made: Sentence) -> Sentence:
    return Sentence(
        parts=list(made.parts),
        acts=made.acts,
        metrics=set(made.metrics),
        cuts=set(made.cuts),
        flags=set(made.flags),
        edits=set(made.edits),
        requests=made.requests,
        before=made.before,
        language=made.language,
        writer=made.writer,
        family=made.family,
        unmarked=made.unmarked,
        open_flags=made.open_flags,
    )


def tensors(batch: Sequence[Sentence], vocabulary: Vocabulary) -> dict[str, torch.Tensor]:
    """Rows, masks and targets of a batch; what a sentence does not tell is masked."""
    encoded = [_encoded(made, vocabulary) for made in batch]
    size = max(len(rows) for rows, _, _ in encoded)
    rows, own, there = (np.zeros((len(batch), size), kind) for kind in (np.int64, bool, bool))
    tags = np.full((len(batch), size), NOT_HEARD, np.int64)
    for at, (line, length, kinds) in enumerate(encoded):
        rows[at, : len(line)], own[at, :length], there[at, : len(line)] = line, True, True
        tags[at, 1 : 1 + len(kinds)] = kinds
    given = {"rows": rows, "own": own, "there": there, "tags": tags}
    for name in ("metrics", "cuts", "flags", "edits"):
        given[name] = np.asarray(
            [[label in getattr(made, name) for label in OUTPUTS[name]] for made in batch], np.float32
        )
    given["acts"] = np.asarray([[made.acts.count(act) / len(made.acts) for act in ACTS] for made in batch], np.float32)
    given["requests"] = np.asarray([made.requests - 1 for made in batch], np.int64)
    given["with_before"] = np.asarray([made.before is not None for made in batch], np.float32)
    given["flags_told"] = np.asarray(
        [
            [not made.open_flags or flag in made.flags or flag in made.open_flags for flag in OUTPUTS["flags"]]
            for made in batch
        ],
        np.float32,
    )
    return {name: torch.from_numpy(value) for name, value in given.items()}


def _encoded(made: Sentence, vocabulary: Vocabulary) -> tuple[list[int], int, list[int]]:
    pieces = vocabulary.split(made.text)[:120]
    rows = [FIRST, *(piece.row for piece in pieces), LAST]
    length = len(rows)
    if made.before:
        rows = [*rows, *(piece.row for piece in vocabulary.split(made.before)), LAST][:180]
    if made.unmarked:
        return rows, length, []
    kinds = []
    spans = made.spans
    for piece in pieces:
        inside = next(((start, tag) for start, end, tag in spans if start <= piece.start < end), None)
        if inside is None:
            kinds.append(0)
            continue
        row = TAGS.index(inside[1])
        opens = not kinds or all(not (inside[0] <= other.start < piece.start) for other in pieces)
        kinds.append(1 + row if opens else 1 + len(TAGS) + row)
    return rows, length, kinds
