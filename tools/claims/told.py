"""What code said itself, line by line, and what a stretch of a sentence says."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import takewhile
from typing import Any, Final

from tools.claims.evidence import Evidence
from tools.claims.lexicon import alike, denying, neutral
from tools.claims.mark import Mark, Sentence
from tools.claims.marks import sentence_of
from tools.claims.sentences import sentences
from tools.semantics.question import Window
from tools.words.stems import stem_of

_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
SILENT: Final = frozenset("figure name period currency metric part".split())
_ENTRY: Final = re.compile(r"^\s*(\d{1,2})\.\s")
_MISSING: Final = frozenset({"miss", "misses", "missed"})
"""A goal that is missed is there."""
_HALVES: Final = re.compile(r"[:;.]\s")
_BETWEEN: Final = re.compile(r"\b(?:between|from|от|с)\s+\S*\d.*\b(?:and|to|до)\s+\S*\d", re.I)
AGAINST: Final = re.compile(
    r"\s(?:against|versus|vs\.?|than|compared (?:with|to)|while|whereas|против|чем|тогда как|а у)\s", re.I
)
"""What parts the two sides of a comparison."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a stretch of text says."""

    marks: tuple[Mark, ...]
    words: frozenset[str]
    denies: bool
    place: int = 0
    """Of an entry of a numbered list."""
    last: bool = False
    days: frozenset[Window] | None = None
    """The days that a sentence of an answer before is about; None where a result of this turn is told."""
    text: str = ""
    own: str = ""
    """The stretch itself, where `text` is all of the sentence."""

    def kinds(self) -> frozenset[str]:
        """What its claiming words claim."""
        return frozenset(mark.kind for mark in self.marks)

    def of(self, kind: str) -> list[Mark]:
        """Marks of a kind, in order."""
        return [mark for mark in self.marks if mark.kind == kind]


def told_in(sentence: Sentence, span: tuple[int, int], heading: str = "", **place: Any) -> Told:
    """What a stretch of a sentence says; a heading lends its words."""
    start, end = span
    marks = tuple(mark for mark in sentence.marks if start <= mark.start < end)
    taken = [range(mark.start, mark.end) for mark in sentence.marks]
    words = [
        match[0].lower()
        for match in _WORD.finditer(sentence.text[start:end])
        if not any(start + match.start() in one for one in taken)
    ]
    above = [match[0].lower() for match in _WORD.finditer(heading)]
    grouped = {_meaning(word) for word in [*words, *_acts(marks), *above]} - {"", "advise"}
    if _BETWEEN.search(sentence.text[start:end]):
        grouped.add("range")
    return Told(
        marks=marks,
        words=frozenset(grouped),
        denies=_denies(marks, words),
        text=sentence.text,
        own=sentence.text[start:end],
        **place,
    )


def _acts(marks: Sequence[Mark]) -> list[str]:
    """The first word of each mark that says what is done."""
    return [
        word.lower()
        for mark in marks
        if mark.kind not in SILENT
        for word in _WORD.findall(mark.text)[:1]
        if mark.kind == "advice" or stem_of(word.lower()) in alike()
    ]


def _denies(marks: Sequence[Mark], words: Sequence[str]) -> bool:
    marked = any(mark.kind in ("not", "none") for mark in marks)
    return marked or any(stem_of(word) in denying() and word not in _MISSING for word in words)


@cache
def _meaning(word: str) -> str:
    """The group of a word, or its stem; empty for a word that says nothing by itself."""
    bare = re.sub(r"['’](?:s|d|ll|re|ve|m)$", "", word)
    stem = stem_of(bare)
    if (stem in denying() and bare not in _MISSING) or len(bare) == 1:
        return ""
    if stem in alike():
        return alike()[stem]
    return "" if {bare, stem} & neutral() else stem


def lines_of(evidence: Evidence) -> Sequence[Told]:
    """Every line that code wrote, and the sentences of earlier answers."""
    if "lines" not in evidence.worked_out:
        evidence.worked_out["lines"] = [
            *(_line(evidence, text, **place) for text, place in _texts(evidence)),
            *_answered(evidence),
        ]
    lines: list[Told] = evidence.worked_out["lines"]
    return lines


def _line(evidence: Evidence, text: str, **place: Any) -> Told:
    return told_in(sentence_of(text, evidence), (0, len(text)), **place)


def _answered(evidence: Evidence) -> Iterator[Told]:
    """The sentences of earlier answers, each with its days; where it names none, with those of the whole answer."""
    for answer in evidence.earlier:
        days = frozenset(mark.value for mark in sentence_of(answer, evidence).of("period"))
        for _, text in sentences(answer):
            line = _line(evidence, text)
            own = frozenset(mark.value for mark in line.of("period"))
            yield replace(line, days=own or days)


def _texts(evidence: Evidence) -> Iterator[tuple[str, dict[str, Any]]]:
    """Notes in both languages, and the lines that a tool wrote, each with its place in a list and its heading."""
    for result in evidence.results:
        for said in (note.say(language) for note in result.notes for language in ("ru", "en")):
            parts = [part for half in _HALVES.split(said) for part in (half, *half.split(", "))]
            yield from ((text, {}) for text in (said, *parts))
        lines = [line for line in result.text.splitlines() if line.strip() and " | " not in line]
        for line, place in _placed(lines, "forecast" if "forecast_metric" in evidence.tools else ""):
            text = _ENTRY.sub("", line)
            yield text, place
            if found := AGAINST.search(text):
                yield from ((half, place) for half in (text[: found.start()], text[found.end() :]))


def _placed(lines: Sequence[str], about: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Lines with their place in a list; a line that is moved in belongs to the entry above it."""
    places = [int(found[1]) for line in lines if (found := _ENTRY.match(line))]
    place: dict[str, Any] = {"heading": about}
    for at, line in enumerate(lines):
        if found := _ENTRY.match(line):
            entry = [line, *takewhile(lambda one: one.startswith(" "), lines[at + 1 :])]
            above = " ".join([lines[0], *entry])
            place = {"place": int(found[1]), "last": int(found[1]) == max(places), "heading": above}
        elif not line.startswith(" "):
            place = {"heading": about}
        yield line, place
