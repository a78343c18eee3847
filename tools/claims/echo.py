"""What code said itself: a note, a line of a plan, an action of a list; a model may say it again in other words.

A clause says nothing new when one line that code wrote has its figures, its names with what they are (from, to), its
metrics, its directions and every word of content in it, and denies as much. Words of one meaning stand in groups
(`alike` of `words.toml`).
"""

import re
from decimal import Decimal
from itertools import pairwise
from typing import Final

from tools.claims.evidence import Evidence
from tools.claims.mark import Mark, Sentence, figure_of
from tools.claims.roles import ABOUT
from tools.claims.rows import Name
from tools.claims.told import AGAINST, SILENT, Told, lines_of, told_in

_FREE: Final = frozenset(
    "not before share rate reach courtesy whole first second third_place last advice future range part".split()
)
"""Marks that a line need not have: they are held otherwise, or claim nothing beside it."""
_ROLES: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("from", re.compile(r"(?:\bfrom|\bout of|\bиз|\bс|\bсо|\bот)\s+(?:the\s+)?\W*$", re.I)),
    ("to", re.compile(r"(?:\bto|\binto|\btowards?|\bв|\bво|\bна|\bк|\bсторону)\s+(?:the\s+)?\W*$", re.I)),
)
_ORDINALS: Final = {"first": 1, "best": 1, "most": 1, "second": 2, "third_place": 3}
_SAID_BEFORE: Final = re.compile(
    r"\b(?:as (?:i |we )?(?:said|saw|mentioned|noted)|(?:previous|last|earlier) answer|we saw|i mentioned"
    r"|как (?:я |мы )?(?:уже )?(?:говорил\w*|видели|отмечал\w*|сказал\w*)|(?:прошл|предыдущ)\w+ ответ\w*"
    r"|мы (?:уже )?видели)\b",
    re.I,
)
"""What says that a figure is not of the days told of now."""
_FOR: Final = re.compile(r"\s*(?:goes )?(?:for|on|to|на|для|у|в)\s+(?:the\s+)?\W?", re.I)
_JOINING: Final = re.compile(r"because|since|потому|поэтому", re.I)
_NOW: Final = re.compile(r"\b(?:now|сейчас|gets|получает)\W+(?:[A-Z]{3}\W?)?$", re.I)
_NOW_SAID: Final = re.compile(
    r"\b(?:now|today\w*|currently|current|from|сейчас|нынешн\w+|текущ\w+|сегодня\w*|с)\b[^.;]*$", re.I
)
_STEPS: Final = {"day": r"day|daily|дн|день", "week": r"week|недел", "month": r"month|месяц|месяч"}
_CLAUSES: Final = re.compile(
    r"[;:]\s|,?\s(?:but|yet|while|whereas|а|но|зато)\s|,\s(?:and\s|и\s)?|\s[—–]\s|\s(?:because|since|поэтому|so)\s"
)


def echoed(sentence: Sentence, evidence: Evidence) -> list[tuple[int, int]]:
    """The stretches of a sentence that say what code said: all of it, or some of its clauses."""
    whole = (0, len(sentence.text))
    if _is_echo(sentence, whole, evidence):
        return [whole]
    cuts = [0, *(match.end() for match in _CLAUSES.finditer(sentence.text)), len(sentence.text)]
    clauses = [pair for pair in pairwise(cuts) if pair[1] > pair[0]]
    return [clause for clause in clauses if len(clauses) > 1 and _is_echo(sentence, clause, evidence)]


def _is_echo(sentence: Sentence, span: tuple[int, int], evidence: Evidence) -> bool:
    said = told_in(sentence, span)
    told = [mark for mark in said.marks if mark.kind in ("name", "figure", "metric") or mark.kind not in SILENT | _FREE]
    if len(said.words) + len({(mark.kind, str(mark.value)) for mark in told}) < 2:
        return False
    of_table = any(_is_of_table(mark, sentence, evidence) for mark in said.of("figure"))
    about = _about(sentence, said, span)
    lines = (line for line in lines_of(evidence) if about <= {mark.value for mark in line.of("name")})
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
    if AGAINST.search(line.own) and not AGAINST.search(said.own):
        return False  # each side of a comparison is a line of its own
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
        elif mark.kind not in SILENT | _FREE | line.kinds() and not _joins(mark, said):
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
    if _NOW.search(line.text[: other.start]) and not _NOW_SAID.search(said.text[: mark.start]):
        return False  # what a plan has today is no part of the plan
    exact = Decimal(two.value)
    return one.shows(exact) or (bool(ABOUT.search(said.text[: mark.start])) and one.shows_roughly(exact))


def _role(text: str, mark: Mark) -> str:
    return next((role for role, words in _ROLES if words.search(text[: mark.start])), "")
