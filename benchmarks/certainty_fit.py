"""The fit behind `benchmarks.certainty`: weights of the probability, the calibration curve, silent against asked."""

import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from scipy.optimize import minimize

from agent.understanding.scoring.probability import TABLE

RESULTS = Path(__file__).parent / "results"
FOLDS = 5
RIDGE = 1.0
"""What a weight costs: some two hundred wrong readings do not bear more."""
NEEDLESS = 0.045
"""Share of all questions that may be asked back though they were read right: sets the line below which is asked."""
OFFERED = 0.05
"""Expected error of a band from which the next reading is offered beside the answer."""
BANDS = 10


def fit(rows: Sequence[dict[str, Any]]) -> None:
    """Writes the weights and what they promise; every figure is of questions outside the fit (folds by question)."""
    told = [row for row in rows if row["calls"] and row["features"] and row["verdict"] in ("right", "silent")]
    names = sorted({name for row in told for name in row["features"]})
    given = np.array([[row["features"].get(name, 0.0) for name in names] for row in told])
    right = np.array([row["verdict"] == "right" for row in told], float)
    fold = _folds(told)
    said = np.zeros(len(told))
    for number in range(FOLDS):
        weights = _weights(given[fold != number], right[fold != number])
        said[fold == number] = _curve(weights, given[fold == number])
    weights = _weights(given, right)
    points = _trade(said, right, others=len(rows) - len(told))
    ask = max((line for line, _, needless in points if needless <= NEEDLESS), default=0.0)
    offer = _offer(said, right, ask)
    table = {"bias": weights[-1], "ask": ask, "offer": offer, **dict(zip(names, weights[:-1], strict=True))}
    head = TABLE.read_text("utf-8").splitlines()[0]
    TABLE.write_text(
        "\n".join(
            [
                head,
                *(
                    f"{name} = {value:.4f}"
                    for name, value in table.items()
                    if abs(value) >= 5e-5 or name in ("ask", "offer")
                ),
            ]
        )
        + "\n",
        "utf-8",
    )
    found = _summary(rows, told, said, right, ask, offer)
    (RESULTS / "certainty.json").write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    (RESULTS / "certainty.md").write_text(_page(found), "utf-8")
    _draw(found["curve"], points, ask)
    print(_page(found))


def _folds(rows: Sequence[dict[str, Any]]) -> np.ndarray:
    """A question stays in one fold however often it was asked."""
    chance, place = random.Random(3), {}
    for row in rows:
        place.setdefault(row["set"], chance.randrange(FOLDS))
    return np.array([place[row["set"]] for row in rows])


def _curve(weights: np.ndarray, given: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-(given @ weights[:-1] + weights[-1])))


def _weights(given: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Logistic regression with a ridge, no feature speaking for a reading: each measures something against it."""

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        level = given @ weights[:-1] + weights[-1]
        share = 1 / (1 + np.exp(-level))
        cost = np.logaddexp(0, -level) * right + np.logaddexp(0, level) * (1 - right)
        slope = np.append(given.T @ (share - right) + RIDGE * weights[:-1], (share - right).sum())
        return float(cost.sum() + RIDGE / 2 * (weights[:-1] ** 2).sum()), slope

    bounds = [(None, 0.0)] * given.shape[1] + [(None, None)]
    start = np.append(np.zeros(given.shape[1]), 2.0)
    return np.asarray(minimize(loss, start, jac=True, bounds=bounds, method="L-BFGS-B").x)


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
        "Published rounds (the first to the seventh), asked again with a share of the lexicon forgotten; figures are of questions outside the "
        "fit. Made by `python -m benchmarks.certainty`; drawn in `certainty.png`.",
        "",
    ]
    lines += [f"- {name}: {value}" for name, value in found.items() if name != "curve"]
    lines += ["", "| said | right | readings |", "|---|---|---|"]
    return "\n".join([*lines, *(f"| {one['said']} | {one['right']} | {one['n']} |" for one in found["curve"])]) + "\n"


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
