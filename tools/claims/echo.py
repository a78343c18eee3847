"""What code said itself: a note, a line of a plan, an action of a list; a model may say it again in other words.

A clause says nothing new when one line that code wrote has its figures, its names with what they are (from, to), its
metrics, its directions and every word of content in it, and denies as much. Words of one meaning stand in groups
(`alike` of `words.toml`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import pairwise, takewhile
from typing import Any, Final

from tools.claims.binding import ABOUT
from tools.claims.evidence import Evidence, Name
from tools.claims.lexicon import alike, denying, neutral, stem_of
from tools.claims.mark import Mark, Sentence, figure_of
from tools.claims.marks import sentence_of
from tools.claims.sentences import sentences
from tools.semantics.question import Window

_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_SILENT: Final = frozenset("figure name period currency metric part".split())
_FREE: Final = frozenset(
    "not before share rate courtesy whole first second third_place last advice future range part".split()
)
"""Marks that a line need not have: they are held otherwise, or claim nothing beside it."""
_ROLES: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("from", re.compile(r"(?:\bfrom|\bout of|\bиз|\bс|\bсо|\bот)\s+(?:the\s+)?\W*$", re.I)),
    ("to", re.compile(r"(?:\bto|\binto|\btowards?|\bв|\bво|\bна|\bк|\bсторону)\s+(?:the\s+)?\W*$", re.I)),
)
_ENTRY: Final = re.compile(r"^\s*(\d{1,2})\.\s")
_ORDINALS: Final = {"first": 1, "best": 1, "most": 1, "second": 2, "third_place": 3}
_SAID_BEFORE: Final = re.compile(
    r"\b(?:as (?:i |we )?(?:said|saw|mentioned|noted)|(?:previous|last|earlier) answer|we saw|i mentioned"
    r"|как (?:я |мы )?(?:уже )?(?:говорил\w*|видели|отмечал\w*|сказал\w*)|(?:прошл|предыдущ)\w+ ответ\w*"
    r"|мы (?:уже )?видели)\b",
    re.I,
)
"""What says that a figure is not of the days told of now."""
_BETWEEN: Final = re.compile(r"\b(?:between|from|от|с)\s+\S*\d.*\b(?:and|to|до)\s+\S*\d", re.I)
_FOR: Final = re.compile(r"\s*(?:goes )?(?:for|on|to|на|для|у|в)\s+(?:the\s+)?\W?", re.I)
_JOINING: Final = re.compile(r"because|since|потому|поэтому", re.I)
_STEPS: Final = {"day": r"day|daily|дн|день", "week": r"week|недел", "month": r"month|месяц|месяч"}
_HALVES: Final = re.compile(r"[:;.]\s")
_CLAUSES: Final = re.compile(
    r"[;:]\s|,?\s(?:but|yet|while|whereas|а|но|зато)\s|,\s(?:and\s|и\s)?|\s[—–]\s|\s(?:because|since|поэтому|so)\s"
)


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

    def kinds(self) -> frozenset[str]:
        """What its claiming words claim."""
        return frozenset(mark.kind for mark in self.marks)

    def of(self, kind: str) -> list[Mark]:
        """Marks of a kind, in order."""
        return [mark for mark in self.marks if mark.kind == kind]


def echoed(sentence: Sentence, evidence: Evidence) -> list[tuple[int, int]]:
    """The stretches of a sentence that say what code said: all of it, or some of its clauses."""
    whole = (0, len(sentence.text))
    if _is_echo(sentence, whole, evidence):
        return [whole]
    cuts = [0, *(match.end() for match in _CLAUSES.finditer(sentence.text)), len(sentence.text)]
    clauses = [pair for pair in pairwise(cuts) if pair[1] > pair[0]]
    return [clause for clause in clauses if len(clauses) > 1 and _is_echo(sentence, clause, evidence)]


def _is_echo(sentence: Sentence, span: tuple[int, int], evidence: Evidence) -> bool:
    said = _told(sentence, span)
    told = [
        mark for mark in said.marks if mark.kind in ("name", "figure", "metric") or mark.kind not in _SILENT | _FREE
    ]
    if len(said.words) + len({(mark.kind, str(mark.value)) for mark in told}) < 2:
        return False
    of_table = any(_is_of_table(mark, sentence, evidence) for mark in said.of("figure"))
    about = _about(sentence, said, span)
    lines = (line for line in _lines(evidence) if about <= {mark.value for mark in line.of("name")})
    found = next((line for line in lines if not (of_table and line.days is None) and _has(line, said)), None)
    if found is not None and found.days is not None:
        sentence.bear(*said.of("period"))
    return found is not None


def _about(sentence: Sentence, said: Told, span: tuple[int, int]) -> set[Name]:
    """Whom a clause without a name of its own is about: the name before it."""
    before = [mark.value for mark in sentence.of("name") if mark.start < span[0]]
    return set() if said.of("name") else set(before[-1:])


def _is_of_table(figure: Mark, sentence: Sentence, evidence: Evidence) -> bool:
    """Whether a figure that nothing has borne out is of a metric that results hold in cells: those decide it."""
    if figure.start in sentence.borne:
        return False
    units = {row.units[one.value] for row in evidence.rows for one in sentence.of("metric") if one.value in row.units}
    money, unit = figure_of(figure).unit in ("money", None), figure_of(figure).unit
    return any(held.startswith("money") == money if unit else not held.startswith("ratio") for held in units)


def _has(line: Told, said: Told) -> bool:
    return _of_its_days(line, said) and (
        said.words <= line.words
        and said.denies == line.denies
        and {one.value for one in said.of("metric")} <= {one.value for one in line.of("metric")}
        and {_step(one) for one in said.of("rate")} <= {_step(one) for one in line.of("rate")}
        and _claims_of(said, line)
        and _in_order(said, line)
    )


def _of_its_days(line: Told, said: Told) -> bool:
    """Whether what an earlier answer said is said as its own: with its days, or as said before."""
    if line.days is None:
        return True
    periods = {mark.value for mark in said.of("period")}
    return periods <= line.days and bool(periods or _SAID_BEFORE.search(said.text))


def _claims_of(said: Told, line: Told) -> bool:
    """Whether the line claims of the same kinds, and stands at the place that is said."""
    for mark in said.marks:
        if mark.kind in _ORDINALS and line.place:
            if line.place != _ORDINALS[mark.kind]:
                return False
        elif mark.kind == "last" and line.place:
            if not line.last:
                return False
        elif mark.kind not in _SILENT | _FREE | line.kinds() and not _joins(mark, said):
            return False
    return not line.place or {one.kind for one in said.marks} & {"name", "figure"} != set()


def _step(rate: Mark) -> str:
    """Of what a rate is: a day, a week, a month."""
    return next((step for step, words in _STEPS.items() if re.search(words, rate.text, re.I)), "")


def _joins(mark: Mark, said: Told) -> bool:
    """Whether a word of cause only joins two parts of one note: "it is missing, because it has no split"."""
    return bool(_JOINING.fullmatch(mark.text)) and not said.of("figure")


def _in_order(said: Told, line: Told) -> bool:
    """Whether names and figures come in the line as they come in the text, with no other name between them."""
    rest = [mark for mark in line.marks if mark.kind in ("name", "figure")]
    begun = False
    for mark in _sequence(said):
        place = next((at for at, one in enumerate(rest) if _same(mark, one, said, line)), None)
        if place is None:
            return False
        if begun and any(one.kind == "name" for one in rest[:place]):
            return False
        rest, begun = rest[place + 1 :], True
    return True


def _sequence(said: Told) -> list[Mark]:
    """Names and figures in the order of a line: "2,287,472 for Telegram" is told as "Telegram 2,287,472" there."""
    found = [mark for mark in said.marks if mark.kind in ("name", "figure")]
    for place in range(len(found) - 1):
        one, other = found[place], found[place + 1]
        if (one.kind, other.kind) == ("figure", "name") and _FOR.fullmatch(said.text[one.end : other.start]):
            found[place], found[place + 1] = other, one
    return found


def _same(mark: Mark, other: Mark, said: Told, line: Told) -> bool:
    if mark.kind != other.kind:
        return False
    if mark.kind == "name":
        role = _role(said.text, mark)
        return bool(mark.value == other.value) and role in ("", _role(line.text, other))
    one, two = figure_of(mark), figure_of(other)
    if mark.value[1] not in ("", other.value[1]):
        return False  # another currency
    if one.unit != two.unit and not {one.unit, two.unit} <= {None, "money"}:
        return False
    exact = Decimal(two.value)
    return one.shows(exact) or (bool(ABOUT.search(said.text[: mark.start])) and one.shows_roughly(exact))


def _role(text: str, mark: Mark) -> str:
    return next((role for role, words in _ROLES if words.search(text[: mark.start])), "")


def _told(sentence: Sentence, span: tuple[int, int], heading: str = "", **place: Any) -> Told:
    start, end = span
    marks = tuple(mark for mark in sentence.marks if start <= mark.start < end)
    taken = [range(mark.start, mark.end) for mark in sentence.marks]
    words = [
        match[0].lower()
        for match in _WORD.finditer(sentence.text[start:end])
        if not any(start + match.start() in one for one in taken)
    ]
    acts = [
        word.lower()
        for mark in marks
        if mark.kind not in _SILENT
        for word in _WORD.findall(mark.text)[:1]
        if mark.kind == "advice" or stem_of(word.lower()) in alike()
    ]
    above = [match[0].lower() for match in _WORD.finditer(heading)]
    grouped = {_meaning(word) for word in [*words, *acts, *above]} - {"", "advise"}
    if _BETWEEN.search(sentence.text[start:end]):
        grouped.add("range")
    denies = any(mark.kind in ("not", "none") for mark in marks) or any(stem_of(word) in denying() for word in words)
    return Told(marks=marks, words=frozenset(grouped), denies=denies, text=sentence.text, **place)


@cache
def _meaning(word: str) -> str:
    """The group of a word, or its stem; empty for a word that says nothing by itself."""
    bare = re.sub(r"['’](?:s|d|ll|re|ve|m)$", "", word)
    stem = stem_of(bare)
    if stem in denying() or len(bare) == 1:
        return ""
    if stem in alike():
        return alike()[stem]
    return "" if {bare, stem} & neutral() else stem


def _lines(evidence: Evidence) -> Sequence[Told]:
    if "lines" not in evidence.worked_out:
        evidence.worked_out["lines"] = [
            *(_line(evidence, text, **place) for text, place in _texts(evidence)),
            *_answered(evidence),
        ]
    return evidence.worked_out["lines"]  # type: ignore[no-any-return]


def _line(evidence: Evidence, text: str, **place: Any) -> Told:
    return _told(sentence_of(text, evidence), (0, len(text)), **place)


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
        places = [int(found[1]) for line in lines if (found := _ENTRY.match(line))]
        place: dict[str, Any] = {}
        for at, line in enumerate(lines):
            if found := _ENTRY.match(line):
                entry = [line, *takewhile(lambda one: one.startswith(" "), lines[at + 1 :])]
                above = " ".join([lines[0], *entry])
                place = {"place": int(found[1]), "last": int(found[1]) == max(places), "heading": above}
            elif not line.startswith(" "):
                place = {}
            yield _ENTRY.sub("", line), place
