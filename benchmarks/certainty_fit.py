"""The fit behind `benchmarks.certainty`: weights of the probability, the calibration curve, silent against asked."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from scipy.optimize import minimize

from agent.understanding.scoring.probability import TABLE, weights_of

RESULTS = Path(__file__).parent / "results"
RIDGE = 10.0
"""What it costs to move a weight: some two hundred wrong readings do not bear more."""
SILENT = 10.0
"""What a wrong answer costs beside one tap on the right one: sets the line below which is asked."""
NOISE = 0.005
"""What a new fit has to foretell unseen rounds better by, as log loss, to take the table's place."""
OFFERED = 0.05
"""Expected error of a band from which the next reading is offered beside the answer."""
SHY = 0.005
"""How far below her least sure own question the line of asking stays."""
BANDS = 10
OWN = "own"
"""The round of Demetra's own questions: fitted with the others, counted in no figure, and the line stays below all of them."""
LINES = (0.6, 0.7, 0.75, 0.8, 0.85, 0.9)
"""Lines of asking whose price is told."""


def fit(rows: Sequence[dict[str, Any]]) -> None:
    """Fits anew, keeps what foretells unseen rounds better, the new table or the one there, and draws what asking costs.

    Each round is foretold by a fit without it; the table there has not seen the rounds either, where they came after it.
    """
    known = [row for row in rows if row["calls"] and row["features"] and row["verdict"] in ("right", "silent")]
    own = [row for row in known if row["round"] == OWN and row["verdict"] == "right"]
    rows = [row for row in rows if row["round"] != OWN]
    told = [row for row in known if row["round"] != OWN]
    before = weights_of(TABLE.read_text("utf-8"))
    names = sorted(before.features.keys() | {name for row in told for name in row["features"]})
    given, hers = (
        np.array([row["features"].get(name, 0.0) for row in some for name in names]).reshape(-1, len(names))
        for some in (told, own)
    )
    right = np.array([row["verdict"] == "right" for row in told], float)
    rounds = np.array([row["round"] for row in told])
    there = np.array([*(before.features.get(name, 0.0) for name in names), before.bias])
    anew = np.zeros(len(told))
    for name in sorted(set(rounds)):
        unseen = rounds != name
        without = _weights(np.vstack([given[unseen], hers]), np.append(right[unseen], np.ones(len(own))), there)
        anew[~unseen] = _curve(without, given[~unseen])
    losses = {"new": _loss(anew, right), "there": _loss(_curve(there, given), right)}
    better = losses["new"] < losses["there"] - NOISE
    said = anew if better else _curve(there, given)
    whole = np.vstack([given, hers]), np.append(right, np.ones(len(own)))
    weights = _weights(*whole, there) if better else there
    points = _trade(said, right, others=len(rows) - len(told))
    suggested = _curve(weights, hers)
    ask = min(_line(points, len(rows)), float(suggested.min(initial=1.0)) - SHY) if better else before.ask
    offer = _offer(said, right, ask) if better else before.offer
    if better:
        _write({"bias": weights[-1], "ask": ask, "offer": offer, **dict(zip(names, weights[:-1], strict=True))})
    found = _summary(rows, told, said, right, ask, offer)
    found["own questions"], found["least sure of them"] = len(own), round(float(suggested.min(initial=1.0)), 3)
    found["log loss of unseen rounds"] = {name: round(loss, 4) for name, loss in losses.items()}
    found["lines"] = [
        (line, round(100 * silent, 1), round(100 * needless, 1))
        for wanted in LINES
        for line, silent, needless in (min(points, key=lambda point: abs(point[0] - wanted)),)
    ]
    found["rounds"] = {
        name: _of_round(rows, name, said[rounds == name], right[rounds == name], ask) for name in sorted(set(rounds))
    }
    (RESULTS / "certainty.json").write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    (RESULTS / "certainty.md").write_text(_page(found), "utf-8")
    _draw(found["curve"], points, ask)
    print(_page(found))


def _write(table: Mapping[str, float]) -> None:
    head = TABLE.read_text("utf-8").splitlines()[0]
    lines = [f"{name} = {value:.4f}" for name, value in table.items() if abs(value) >= 5e-5 or name in ("ask", "offer")]
    TABLE.write_text("\n".join([head, *lines]) + "\n", "utf-8")


def _loss(said: np.ndarray, right: np.ndarray) -> float:
    """Mean log loss: what a probability costs that is said of something else."""
    return float(-np.mean(right * np.log(said) + (1 - right) * np.log(1 - said)))


def _curve(weights: np.ndarray, given: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-(given @ weights[:-1] + weights[-1])))


def _weights(given: np.ndarray, right: np.ndarray, there: np.ndarray) -> np.ndarray:
    """Logistic regression pulled towards the table there; no feature speaks for a reading, each measures against it."""

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        level = given @ weights[:-1] + weights[-1]
        share = 1 / (1 + np.exp(-level))
        cost = np.logaddexp(0, -level) * right + np.logaddexp(0, level) * (1 - right)
        away = weights - there
        slope = np.append(given.T @ (share - right), (share - right).sum()) + RIDGE * away
        return float(cost.sum() + RIDGE / 2 * (away**2).sum()), slope

    bounds = [(None, 0.0)] * given.shape[1] + [(None, None)]
    return np.asarray(minimize(loss, there, jac=True, bounds=bounds, method="L-BFGS-B").x)


def _trade(said: np.ndarray, right: np.ndarray, *, others: int) -> list[tuple[float, float, float]]:
    """For each line: it, the share silently wrong, and the share asked back though the reading was right."""
    whole = len(said) + others
    lines = np.unique(np.round(said, 3))
    return [
        (
            float(line),
            float(((said > line) & (right == 0)).sum() / whole),
            float(((said <= line) & (right == 1)).sum() / whole),
        )
        for line in lines
    ]


def _line(points: Sequence[tuple[float, float, float]], whole: int) -> float:
    """Of the lines that cost no more than one wrong answer above the least, the one that asks least."""
    costs = {line: SILENT * silent + needless for line, silent, needless in points}
    return min(line for line, cost in costs.items() if cost <= min(costs.values()) + SILENT / whole)


def _offer(said: np.ndarray, right: np.ndarray, ask: float) -> float:
    """The lowest line above which a tenth of the answers errs less than `OFFERED`."""
    for line in np.arange(max(ask, 0.5), 0.99, 0.01):
        band = (said > line) & (said <= line + 0.05)
        if band.sum() >= 10 and 1 - right[band].mean() < OFFERED:
            return float(line)
    return 0.95


def _summary(
    rows: Sequence[dict[str, Any]],
    told: Sequence[dict[str, Any]],
    said: np.ndarray,
    right: np.ndarray,
    ask: float,
    offer: float,
) -> dict[str, Any]:
    order = np.argsort(said)
    parts = np.array_split(order, BANDS)
    curve = [
        {"said": round(float(said[own].mean()), 3), "right": round(float(right[own].mean()), 3), "n": len(own)}
        for own in parts
    ]
    positive = int(right.sum())
    ranks = np.argsort(order) + 1
    area = (ranks[right == 1].sum() - positive * (positive + 1) / 2) / max(positive * (len(right) - positive), 1)
    whole, answered = len(rows), said > ask
    return {
        "questions": whole,
        "answered without a limit": len(told),
        "wrong among them": int((right == 0).sum()),
        "auroc": round(float(area), 3),
        "expected error": round(
            float(sum(abs(one["said"] - one["right"]) * one["n"] for one in curve) / len(right)), 3
        ),
        "ask": round(ask, 3),
        "offer": round(offer, 3),
        "silently wrong without, %": round(100 * float((right == 0).sum()) / whole, 1),
        "silently wrong with, %": round(100 * float((answered & (right == 0)).sum()) / whole, 1),
        "asked though read right, %": round(100 * float((~answered & (right == 1)).sum()) / whole, 1),
        "answered with another reading beside, %": round(100 * float((answered & (said < offer)).sum()) / whole, 1),
        "curve": curve,
    }


def _page(found: dict[str, Any]) -> str:
    lines = [
        "# How sure a reading is",
        "",
        "The rounds below, seen ones, asked again with a share of the lexicon forgotten. What foretold rounds it had not seen better was kept: "
        "a new fit, or the table that was there. "
        f"A wrong answer is held to cost {SILENT:g} taps. Made by `python -m benchmarks.certainty`; drawn in `certainty.png`.",
        "",
    ]
    lines += [f"- {name}: {value}" for name, value in found.items() if name not in ("curve", "rounds", "lines")]
    lines += ["", "| line | silently wrong, % | asked though read right, % |", "|---|---|---|"]
    lines += [f"| {line:.2f} | {silent} | {needless} |" for line, silent, needless in found["lines"]]
    lines += ["", "| round | said | right | silently wrong, % | asked though read right, % |", "|---|---|---|---|---|"]
    lines += [
        f"| {name} | {one['said']} | {one['right']} | {one['silent']} | {one['needless']} |"
        for name, one in found["rounds"].items()
    ]
    lines += ["", "| said | right | readings |", "|---|---|---|"]
    return "\n".join([*lines, *(f"| {one['said']} | {one['right']} | {one['n']} |" for one in found["curve"])]) + "\n"


def _of_round(
    rows: Sequence[dict[str, Any]], name: str, said: np.ndarray, right: np.ndarray, ask: float
) -> dict[str, float]:
    """What a fit without a round said of it, and what came of it, in per cent of its questions."""
    whole = sum(row["round"] == name for row in rows)
    return {
        "said": round(float(said.mean()), 3),
        "right": round(float(right.mean()), 3),
        "silent": round(100 * float(((said > ask) & (right == 0)).sum()) / whole, 1),
        "needless": round(100 * float(((said <= ask) & (right == 1)).sum()) / whole, 1),
    }


def _draw(curve: Sequence[dict[str, float]], points: Sequence[tuple[float, float, float]], ask: float) -> None:
    figure = Figure(figsize=(8, 4), dpi=100)
    left, right = figure.subplots(1, 2)
    left.plot([0, 1], [0, 1], color="0.7", linewidth=1)
    left.plot([one["said"] for one in curve], [one["right"] for one in curve], marker="o")
    left.set(xlabel="probability said", ylabel="right", title="Calibration", xlim=(0, 1.02), ylim=(0, 1.02))
    right.plot([100 * asked for _, _, asked in points], [100 * silent for _, silent, _ in points])
    chosen = next(((silent, asked) for line, silent, asked in points if line >= ask), (0.0, 0.0))
    right.plot([100 * chosen[1]], [100 * chosen[0]], marker="o", linestyle="none")
    right.set(
        xlabel="asked though read right, %", ylabel="silently wrong, %", title="Silent against asked", xlim=(0, 40)
    )
    figure.tight_layout()
    figure.savefig(RESULTS / "certainty.png")
