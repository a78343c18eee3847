"""The reader's runtime on weights made up here: offsets, limits, refusals; what it knows is measured in benchmarks."""

import json
import string

import numpy as np
import pytest

from agent.understanding.reader import Before, Reader, labels
from agent.understanding.reader.artefact import OUTPUTS
from agent.understanding.reader.pieces import GAP, Vocabulary, words
from ingest.errors import Unavailable
from tools.semantics.dimensions import DIMENSIONS
from tools.semantics.metrics import METRICS

WIDTH, WIDE, PLACES = 32, 64, 24


def artefact(path, outputs=OUTPUTS):
    chance = np.random.default_rng(3)
    letters = string.ascii_lowercase + "абвгдежзийклмнопрстуфхцчшщъыьэюя" + string.digits + "?,.- "
    pieces = ["<s>", "</s>", "<unk>", GAP, f"{GAP}spend", *letters.replace(" ", "")]
    arrays = {
        "pieces": np.frombuffer("\n".join(pieces).encode(), np.uint8),
        "scores": np.linspace(-1, -9, len(pieces)).astype(np.float32),
        "nibbles": chance.integers(0, 255, (len(pieces), 1, 16), dtype=np.uint8),
        "scales": np.full((len(pieces), 1), 0.1, np.float16),
        "places": chance.normal(size=(PLACES, WIDTH)).astype(np.float16),
        "sureness": np.zeros(9, np.float32),
    }
    for name, shape in {
        "l0.qkv": (3 * WIDTH, WIDTH),
        "l0.ao": (WIDTH, WIDTH),
        "l0.fi": (WIDE, WIDTH),
        "l0.fo": (WIDTH, WIDE),
    }.items():
        arrays[f"{name}.w"] = chance.integers(-127, 127, shape).astype(np.int8)
        arrays[f"{name}.s"] = np.full(shape[0], 0.002, np.float32)
        arrays[f"{name}.b"] = np.zeros(shape[0], np.float16)
    for name in ("first", "l0.aln", "l0.oln"):
        arrays[f"{name}.w"], arrays[f"{name}.b"] = np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32)
    sizes = {name: len(own) for name, own in outputs.items() if name != "tags"} | {"requests": 4}
    for name, size in sizes.items():
        arrays[f"head.{name}.w"] = chance.normal(size=(2 * WIDTH, size)).astype(np.float16)
        arrays[f"head.{name}.each"] = chance.normal(size=(WIDTH, size)).astype(np.float16)
        arrays[f"head.{name}.b"] = np.zeros(size, np.float16)
    arrays["head.tags.w"] = chance.normal(size=(WIDTH, 2 * len(outputs["tags"]) + 1)).astype(np.float16)
    arrays["head.tags.b"] = np.zeros(2 * len(outputs["tags"]) + 1, np.float16)
    header = {
        "labels": outputs,
        "layers": 1,
        "attention_heads": 4,
        "temperatures": dict.fromkeys([*outputs, "requests"], 1.0),
    }
    arrays["header"] = np.frombuffer(json.dumps(header).encode(), np.uint8)
    np.savez(path, **arrays)
    return path


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    return Reader.load(artefact(tmp_path_factory.mktemp("reader") / "reader.npz"))


@pytest.mark.parametrize("text", ["Spend  by city?", "Сколько ПОТРАТИЛИ\tна Facebook", "25-34, ёлки", "🙂 spend"])
def test_every_word_is_a_token_with_its_own_place(reader, text):
    read = reader.read(text)
    assert [(token.start, token.end) for token in read.tokens] == words(text)
    for token in read.tokens:
        assert 0 <= sum(token.tags.values()) <= 1 + 1e-5


@pytest.mark.parametrize("text", ["", "   ", "?", "\x00\ufeff", "я" * 5000, "spend " * 400])
def test_no_text_is_too_strange_or_too_long(reader, text):
    read = reader.read(text, Before(metrics=["spend"] * 50).line())
    assert sum(read.acts.values()) == pytest.approx(1, abs=1e-4)
    assert len(read.requests) == labels.MOST_REQUESTS
    assert 0 <= read.confidence <= 1


def test_case_and_yo_do_not_matter_but_the_question_before_does(reader):
    assert reader.read("ЁЛКИ Spend").acts == reader.read("елки spend").acts
    assert reader.read("spend").acts != reader.read("spend", "query roi by channel").acts


def test_a_missing_artefact_says_how_it_is_made(tmp_path):
    with pytest.raises(Unavailable, match=r"reader\.npz.*benchmarks\.reader\.train"):
        Reader.load(tmp_path / "reader.npz")


def test_an_artefact_of_other_labels_is_not_read(tmp_path):
    with pytest.raises(Unavailable, match="another version of its labels"):
        Reader.load(artefact(tmp_path / "reader.npz", OUTPUTS | {"acts": labels.ACTS[:-1]}))


def test_labels_are_the_keys_of_the_registries_and_what_is_named_beside_them():
    assert {*METRICS} - {*labels.METRICS} == {"close_rate"}  # heard as what it is made of
    assert {*labels.METRICS} - {*METRICS} <= {"drr", "unsupported"}
    assert {*DIMENSIONS} - {*labels.CUTS} <= {"day_type"}  # read as the flag weekday_class
    assert {*labels.CUTS} - {*DIMENSIONS} <= {"year"}


def test_pieces_prefer_the_likelier_split_and_keep_their_place():
    vocabulary = Vocabulary(
        {GAP: (3, -5.0), f"{GAP}so": (4, -2.0), "so": (5, -9.0), "s": (6, -4.0), "o": (7, -4.0)}, 2, 3, -20.0
    )
    assert [(piece.row, piece.start, piece.end) for piece in vocabulary.split(" So  so!")] == [
        (4, 1, 3),
        (4, 5, 7),
        (2, 7, 8),
    ]
