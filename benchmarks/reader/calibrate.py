"""Temperatures of the heads and the confidence, fitted on writers that training never saw."""

import random
from collections.abc import Sequence

import numpy as np
import torch
from torch.nn import functional

from agent.understanding.reader.artefact import OUTPUTS
from agent.understanding.reader.labels import IDLE
from agent.understanding.reader.pieces import Vocabulary
from agent.understanding.reader.reader import SHARED, doubts_of
from benchmarks.reader.model import Net
from benchmarks.reader.phrases import Sentence, expand, phrases
from benchmarks.reader.samples import finish, tensors

SCALES = np.exp(np.linspace(np.log(0.5), np.log(4), 40))


def held_out(draws: int = 2, seed: int = 5, strength: float = 0.6) -> list[Sentence]:
    """Sentences of the held-out writers, with their own names and courtesies."""
    chance = random.Random(seed)
    found = []
    for phrase in phrases():
        for _ in range(draws if phrase.held else 0):
            made = expand(phrase, chance)
            finish(made, chance, held=True, strength=strength)
            found.append(made)
    return found


def fitted(net: Net, vocabulary: Vocabulary) -> tuple[dict[str, float], np.ndarray]:
    """A temperature for each head, and the weights of the confidence."""
    sentences = held_out()
    outputs, targets = scores(net, vocabulary, sentences)
    temperatures = {name: _temperature(name, outputs[name], targets[name], targets) for name in (*OUTPUTS, "requests")}
    level = {name: outputs[name] / temperatures[name] for name in outputs}
    right = exact(level, targets)
    features = np.stack([_doubts(level, at) for at in range(len(sentences))])
    return temperatures, _curve(features, right)


def scores(
    net: Net, vocabulary: Vocabulary, sentences: Sequence[Sentence]
) -> tuple[dict[str, torch.Tensor], dict[str, torch.Tensor]]:
    """Raw outputs and targets, heads side by side; tags flattened to the pieces that are told."""
    kept: dict[str, list[torch.Tensor]] = {}
    with torch.no_grad():
        for at in range(0, len(sentences), 32):
            given = tensors(sentences[at : at + 32], vocabulary)
            out = net(given["rows"], given["own"], given["there"])
            told = given["tags"] != -100
            row = {f"out {name}": value for name, value in out.items() if name != "tags"} | {
                f"in {name}": given[name] for name in (*OUTPUTS, "requests", "with_before")
            }
            row |= {"out tags": out["tags"][told], "in tags": given["tags"][told]}
            for name, value in row.items():
                kept.setdefault(name, []).append(value)
    joined = {name: torch.cat(values) for name, values in kept.items()}
    return {name[4:]: value for name, value in joined.items() if name[:4] == "out "}, {
        name[3:]: value for name, value in joined.items() if name[:3] == "in "
    }


def exact(level: dict[str, torch.Tensor], targets: dict[str, torch.Tensor]) -> np.ndarray:
    """Whether act, metrics, cuts, requests and the flags that could change a number are all right."""
    telling = torch.tensor([flag not in IDLE for flag in OUTPUTS["flags"]])
    acts = targets["acts"].gather(1, level["acts"].argmax(1, keepdim=True))[:, 0] > 0
    right = acts & (level["requests"].argmax(1) == targets["requests"])
    for name in ("metrics", "cuts", "flags"):
        same = (level[name] > 0) == (targets[name] > 0)
        right &= (same | ~telling if name == "flags" else same).all(1)
    return right.numpy()


def _temperature(name: str, output: torch.Tensor, target: torch.Tensor, targets: dict[str, torch.Tensor]) -> float:
    if name == "edits":
        told = targets["with_before"] > 0
        output, target = output[told], target[told]
    losses = []
    for scale in SCALES:
        if name in (*SHARED, "tags"):
            losses.append(functional.cross_entropy(output / scale, target).item())
        else:
            losses.append(functional.binary_cross_entropy_with_logits(output / scale, target).item())
    return float(SCALES[int(np.argmin(losses))])


def _doubts(level: dict[str, torch.Tensor], at: int) -> np.ndarray:
    named = {name: torch.sigmoid(level[name][at]).tolist() for name in ("metrics", "cuts", "flags")}
    named["acts"] = torch.softmax(level["acts"][at], 0).tolist()
    return doubts_of(named, torch.softmax(level["requests"][at], 0).tolist())


def _curve(features: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Logistic regression by Newton steps, a little held back."""
    given = np.hstack([features, np.ones((len(features), 1))])
    weights = np.zeros(given.shape[1])
    for _ in range(50):
        share = 1 / (1 + np.exp(-np.clip(given @ weights, -30, 30)))
        slope = given.T @ (share - right) + 0.5 * weights
        bend = (given * (share * (1 - share))[:, None]).T @ given + 0.5 * np.eye(len(weights))
        weights = weights - np.linalg.solve(bend, slope)
    return weights
