"""The encoder in plain numpy: pieces in, one vector for each out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
_NEARLY_ZERO: Final = 1e-12


@dataclass(frozen=True)
class Layer:
    """One block: attention, then two dense steps; each with its residual and normalisation."""

    attention: tuple[Floats, Floats]
    """Query, key and value side by side: `(width, 3 x width)` and its bias."""
    mixed: tuple[Floats, Floats]
    mixed_norm: tuple[Floats, Floats]
    wide: tuple[Floats, Floats]
    narrow: tuple[Floats, Floats]
    narrow_norm: tuple[Floats, Floats]


@dataclass(frozen=True)
class Encoder:
    """Word table in blocks of four bits, positions, and the layers as floats."""

    nibbles: NDArray[np.uint8]
    scales: NDArray[np.float16]
    places: Floats
    first_norm: tuple[Floats, Floats]
    layers: tuple[Layer, ...]
    heads: int

    @property
    def longest(self) -> int:
        """Most pieces that fit."""
        return len(self.places)

    def run(self, rows: list[int]) -> Floats:
        """Vectors `(pieces, width)` after the last layer."""
        state = _normal(self.table(rows) + self.places[: len(rows)], self.first_norm)
        for layer in self.layers:
            state = _normal(state + self._attended(state, layer), layer.mixed_norm)
            state = _normal(
                state + _bent(state @ layer.wide[0] + layer.wide[1]) @ layer.narrow[0] + layer.narrow[1],
                layer.narrow_norm,
            )
        return state

    def table(self, rows: list[int]) -> Floats:
        """The word table's rows `(pieces, width)`."""
        packed = self.nibbles[rows]
        low, high = (packed & 15).astype(np.float32), (packed >> 4).astype(np.float32)
        blocks = (np.concatenate([low, high], axis=-1) - 8) * self.scales[rows].astype(np.float32)[..., None]
        return blocks.reshape(len(rows), -1)

    def _attended(self, state: Floats, layer: Layer) -> Floats:
        size, width = state.shape
        joint = (state @ layer.attention[0] + layer.attention[1]).reshape(size, 3, self.heads, -1)
        query, key, value = (joint[:, part].transpose(1, 0, 2) for part in range(3))
        weights = softmax(query @ key.transpose(0, 2, 1) * np.float32((width // self.heads) ** -0.5))
        return (weights @ value).transpose(1, 0, 2).reshape(size, width) @ layer.mixed[0] + layer.mixed[1]


def softmax(scores: Floats) -> Floats:
    """Shares along the last axis."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), np.float32)


def layers_of(arrays: Mapping[str, NDArray[np.generic]], count: int) -> tuple[Layer, ...]:
    """Layers out of rows of bytes with one scale a row."""

    def dense(name: str) -> tuple[Floats, Floats]:
        rows = arrays[f"{name}.w"].astype(np.float32) * arrays[f"{name}.s"].astype(np.float32)[:, None]
        return np.ascontiguousarray(rows.T), arrays[f"{name}.b"].astype(np.float32)

    def norm(name: str) -> tuple[Floats, Floats]:
        return arrays[f"{name}.w"].astype(np.float32), arrays[f"{name}.b"].astype(np.float32)

    return tuple(
        Layer(
            attention=dense(f"l{number}.qkv"),
            mixed=dense(f"l{number}.ao"),
            mixed_norm=norm(f"l{number}.aln"),
            wide=dense(f"l{number}.fi"),
            narrow=dense(f"l{number}.fo"),
            narrow_norm=norm(f"l{number}.oln"),
        )
        for number in range(count)
    )


def _normal(state: Floats, norm: tuple[Floats, Floats]) -> Floats:
    centred = state - state.mean(axis=-1, keepdims=True)
    spread = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + np.float32(_NEARLY_ZERO))
    return np.asarray(centred / spread * norm[0] + norm[1], np.float32)


def _bent(state: Floats) -> Floats:
    """GELU by its tanh form, as trained."""
    cube = state * state * state  # a tenth of the time of a power
    return np.asarray(
        0.5 * state * (1 + np.tanh(np.float32(0.7978845608) * (state + np.float32(0.044715) * cube))), np.float32
    )
