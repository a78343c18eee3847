"""The trained reader as one file: arrays and a header; nothing in it is code."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from agent.understanding.reader import labels
from agent.understanding.reader.encoder import Encoder, Floats, layers_of
from agent.understanding.reader.pieces import Vocabulary
from ingest.errors import Unavailable

HOME = Path(__file__).parent / "reader.npz"
FIRST, LAST, UNKNOWN = 0, 1, 2
"""Rows of the marks before and after a text, and of what no piece covers."""
OUTPUTS = {
    "acts": labels.ACTS,
    "metrics": labels.METRICS,
    "cuts": labels.CUTS,
    "flags": labels.FLAGS,
    "edits": labels.EDITS,
    "tags": labels.TAGS,
}
"""Heads and their labels; an artefact trained on other lists is not read."""


@dataclass(frozen=True)
class Head:
    """What a head makes of a text: of it as a whole, and of its single piece that speaks loudest for a label."""

    whole: Floats
    """`(features, labels)` over mean and maximum of the pieces; for tags over each piece."""
    bias: Floats
    each: Floats
    """`(width, labels)` over each piece; empty for tags."""


@dataclass(frozen=True)
class Trained:
    """Everything that reading needs."""

    vocabulary: Vocabulary
    encoder: Encoder
    heads: Mapping[str, Head]
    temperatures: Mapping[str, float]
    sureness: Floats
    """Weights of the logistic curve from the heads' doubts to the confidence; the last is its bias."""


def trained(path: Path = HOME) -> Trained:
    """Reads the file.

    Raises:
        Unavailable: it is missing, or was trained on other labels.
    """
    if not path.is_file():
        raise Unavailable("reader-missing", file=path.name)
    with np.load(path, allow_pickle=False) as stored:
        arrays: dict[str, NDArray[np.generic]] = {name: stored[name] for name in stored.files}
    header = json.loads(arrays["header"].tobytes())
    if {head: tuple(given) for head, given in header["labels"].items()} != OUTPUTS:
        raise Unavailable("reader-other-labels", file=path.name)
    return _put_together(arrays, header)


def _put_together(arrays: Mapping[str, NDArray[np.generic]], header: Mapping[str, Any]) -> Trained:
    pieces = arrays["pieces"].tobytes().decode().split("\n")
    scores = arrays["scores"].astype(np.float64).tolist()
    rows = {piece: (row, scores[row]) for row, piece in enumerate(pieces) if row > UNKNOWN}
    encoder = Encoder(
        nibbles=np.asarray(arrays["nibbles"], np.uint8),
        scales=np.asarray(arrays["scales"], np.float16),
        places=arrays["places"].astype(np.float32),
        first_norm=(arrays["first.w"].astype(np.float32), arrays["first.b"].astype(np.float32)),
        layers=layers_of(arrays, header["layers"]),
        heads=header["attention_heads"],
    )
    heads = {name: _head(arrays, f"head.{name}") for name in (*OUTPUTS, "requests")}
    sureness = arrays["sureness"].astype(np.float32)
    return Trained(
        Vocabulary(rows, UNKNOWN, max(map(len, rows)), min(scores) - 10),
        encoder,
        heads,
        header["temperatures"],
        sureness,
    )


def _head(arrays: Mapping[str, NDArray[np.generic]], name: str) -> Head:
    each = arrays.get(f"{name}.each", np.empty(0))
    return Head(*(part.astype(np.float32) for part in (arrays[f"{name}.w"], arrays[f"{name}.b"], each)))
