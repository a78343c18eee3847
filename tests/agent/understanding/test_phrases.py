"""The phrases that the reader is trained on say what they mark."""

import random

from benchmarks.reader import noise
from benchmarks.reader.phrases import Phrase, expand, phrases


def made(text, **given):
    return expand(
        Phrase(
            text,
            **(
                {
                    "acts": ("query",),
                    "flags": (),
                    "edits": (),
                    "language": "ru",
                    "writer": "w",
                    "family": "x",
                    "held": False,
                }
                | given
            ),
        ),
        random.Random(1),
    )


def test_marks_become_frame_and_spans():
    sentence = made("сколько [потратили]spend [по каналам]channel [без]excl [вк]V и [где]b [дешевле]least")
    assert sentence.text == "сколько потратили по каналам без вк и где дешевле"
    assert (sentence.metrics, sentence.cuts, sentence.flags, sentence.requests) == (
        {"spend"},
        {"channel"},
        {"exclusion", "rank_least"},
        2,
    )
    assert [sentence.text[start:end] for start, end, tag in sentence.spans if tag == "METRIC"] == ["потратили"]


def test_a_follow_up_gets_a_question_that_it_can_follow():
    sentence = made("убери [вк]V", edits=("remove_filter",), family="follow_remove_filter")
    assert " for " in sentence.before
    assert sentence.edits == {"remove_filter"}
    assert "elliptic" in sentence.flags


def test_every_phrase_of_every_writer_can_be_made_and_spoiled():
    chance, seen = random.Random(7), 0
    for phrase in phrases():
        sentence = expand(phrase, chance)
        noise.polite(sentence, chance, held=phrase.held)
        noise.spoiled(sentence, chance)
        assert not {*"[]{}"} & {*expand(phrase, chance).text}, phrase.text
        assert sentence.text.strip()
        seen += 1
    assert seen > 2500


def test_writers_that_are_held_out_are_whole_files():
    by_writer = {}
    for phrase in phrases():
        by_writer.setdefault(phrase.writer, set()).add(phrase.held)
    assert all(len(held) == 1 for held in by_writer.values())
    assert {writer.rpartition("_")[2] for writer, held in by_writer.items() if held == {True}} == {"ru", "en"}
