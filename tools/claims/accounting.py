"""What keeps a claim from being decided: words of its sentence that no figure accounts for, and names nobody has."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from tools.claims.bound import DOWN, UP
from tools.claims.mark import Mark
from tools.claims.order import behind_whom
from tools.claims.rows import Name
from tools.claims.scope import PLACED, RANKS, Scope

NAME: Final = "claims-why-name"
DAYS: Final = "claims-why-days"
MEASURE: Final = "claims-why-measure"
NOTHING: Final = "claims-why-nothing"
WORDS: Final = "claims-why-words"
DENIED: Final = "claims-why-denied"
ELLIPSIS: Final = "claims-why-ellipsis"
PLAN: Final = "claims-why-plan"
ORDER: Final = "claims-why-order"
FUTURE: Final = "claims-why-future"
FIGURE: Final = "claims-why-figure"


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why a claim can't be told."""

    key: str
    """Of the text that says so."""
    words: str = ""
    """The words it is about."""


_ELLIPSIS: Final = re.compile(
    r"\b(?:so|as|nor|neither) (?:did|do|does|is|are|was|were|has|have|had)\b|\blikewise\b|\bvice versa\b"
    r"|(?<!\bthey )(?<!\bit )(?<!\bhere )\b(?:did|does|do|was|were|is|are|has|have|had)(?:n['’]t| not)?"
    r"(?: too| so| as well){0,2}\s*(?:[.,;!)]|$)"
    r"|(?:['’]s?|\bspend|\brevenue|\bRO\w+|\bCP\w+) (?:too|as well|also)\s*(?:[.,;!)]|$)"
    r"|\bsame (?:goes|holds|is true|was true|happened)\b|\b(?:did|does|do|doing|done) (?:\w+ )?the same\b"
    r"|\bfollow\w* suit\b|\bта же (?:история|картина)\b|\bто же самое\b|\b(?:сделал|показал)\w* то же\b"
    r"|\b(?:unlike|the opposite|the other way (?:a?round))\b"
    r"|\bтоже\b|\bравно как\b|\bкак и\b|\bто же (?:самое )?(?:у|с|со|и|в)\b|\bаналогично\b"
    r"|\bв отличие от\b|\bнаоборот\s*(?:[.;!)]|$)"
    r"|(?:[—–-]|\bа .{1,40}) (?:нет|да)\s*(?:[.,;!)]|$)",
    re.I,
)
"""What is said is left to be understood from another clause."""
_TOO: Final = re.compile(r"\btoo\b|as well|\balso\b|тоже", re.I)
_TOLD: Final = (*UP, *DOWN, *RANKS, "figure", "same", "gains_money", "loses_money")
_NEITHER: Final = re.compile(r"\bneither\b|\bnor\b|(?<!\w)ни(?! один| одн| у одн)(?!\w)", re.I)
_PLANNED: Final = re.compile(
    r"\b(?:plan(?:ned|s)?|targets?|goals?|budgeted|kpis?|forecast|expectations?|benchmarks?|industry|competitors?)\b"
    r"|(?<!\w)(?:план(?!шет)\w*|цел(?:ь|и|ью|ей|ям|ями|евой|евого)|kpi|прогноз\w*|ожидани\w+|бенчмарк\w*|рынк\w*|конкурент\w*"
    r"|заложенн\w+)(?!\w)",
    re.I,
)
_OVERTAKING: Final = re.compile(r"обогна|обош|оперед|surpass|overt[oa]ok|outstrip|превзош", re.I)
_PART_OF: Final = re.compile(
    r"(?<!\w)(?:weekends?|weekdays?|(?:new|returning|repeat|existing|loyal|first-time)\s+(?:customers?|buyers?|clients?"
    r"|users?|visitors?)|mornings?|evenings?|nights?|retargeting|remarketing|brand(?:ed)?|organic\w*|prospecting"
    r"|выходн\w+|будн\w+|(?:нов|повторн|постоянн)\w+\s+(?:клиент|покупател|пользовател)\w*|утр(?:ом|а|у)|вечер\w*|ноч\w+"
    r"|ретаргетинг\w*|ремаркетинг\w*|брендов\w+|органи\w+)(?!\w)",
    re.I,
)
"""A part of what is measured that is no name of the data."""
_BEFORE_A_PART: Final = re.compile(
    r"(?<!\w)(?:in|on|for|among|within|at|via|through|outside|inside|without|excluding|including|from"
    r"|в|во|на|у|для|среди|из|без|через|внутри|кроме|от)\s+(?:the |our |its |их |нашем |нашей )?$",
    re.I,
)
_VERB: Final = re.compile(r"(?:ed|es|s|л|ла|ло|ли|ет|ит|ют|ят|лся|лась|лось|лись|ется|ются)$", re.I)
_TURNS: Final = ("not", "barely", "except")
"""Words that bend all that their clause says."""


def unaccounted(scope: Scope, mark: Mark, held: Collection[Name] | None = None) -> Reason | None:
    """Why neither true nor false can be said of a claim; None where all its words are accounted for.

    Args:
        scope: the sentence.
        mark: the claim.
        held: the names that there are; without them only what is said of names is asked.
    """
    unknown = _unknown_name(scope, mark, held) if held is not None else None
    return unknown or _unsaid(scope, mark) or _bent(scope, mark) or _order(scope, mark)


def _unknown_name(scope: Scope, mark: Mark, held: Collection[Name]) -> Reason | None:
    absent = [one for one in _names(scope, mark) if one.value not in held] or _strange(scope, mark)
    return Reason(key=NAME, words=_quoted(absent)) if absent else None


def _unsaid(scope: Scope, mark: Mark) -> Reason | None:
    """What the sentence leaves to be understood, or measures by what no data hold."""
    start, end = scope.clause(mark)
    if left := _left_out(scope):
        return Reason(key=ELLIPSIS, words=left)
    for key, words, text in (
        (DENIED, _NEITHER, scope.sentence.text),
        (PLAN, _PLANNED, "" if scope.evidence.plans else scope.sentence.text[start:end]),
    ):
        if found := words.search(text):
            return Reason(key=key, words=found[0].strip(" .,;!)"))
    return None


def _left_out(scope: Scope) -> str:
    """The words that leave a claim to be understood; "too" behind a claim of its own leaves nothing."""
    text = scope.sentence.text
    for found in _ELLIPSIS.finditer(text):
        start = max(text.rfind(",", 0, found.start()), text.rfind(";", 0, found.start()))
        beside = [one for one in scope.sentence.of(*_TOLD) if one.start > start]
        if not (_TOO.search(found[0]) and beside):
            return found[0].strip(" .,;!)")
    return ""


def _bent(scope: Scope, mark: Mark) -> Reason | None:
    """What denies the claim, or narrows it down."""
    turned = [one for one in scope.inside(mark, *_TURNS) if one.start not in scope.sentence.borne]
    if turned:
        return Reason(key=DENIED if turned[0].kind == "not" else WORDS, words=turned[0].text)
    beside = [one for one in scope.sentence.of("basis", "since") if one.start not in scope.sentence.borne]
    if beside:
        return Reason(key=WORDS, words=_quoted(beside))
    part = _part(scope, mark, *scope.clause(mark))
    return Reason(key=WORDS, words=part) if part else None


def _quoted(marks: Collection[Mark]) -> str:
    return ", ".join(dict.fromkeys(one.text.strip() for one in marks))


def _names(scope: Scope, mark: Mark) -> list[Mark]:
    """The names that a claim is about or is held against."""
    own = scope.inside(mark, "name")
    return own or scope.subject(mark)


def _strange(scope: Scope, mark: Mark) -> list[Mark]:
    """Words written as names that the data do not know, unless the claim has a name of its own in another clause."""
    strange = [one for one in scope.sentence.unknown if one.text[0].isupper()]
    start, end = scope.clause(mark)
    inside = [one for one in strange if start <= one.start < end]
    return inside or ([] if scope.inside(mark, "name") else strange)


def _part(scope: Scope, mark: Mark, start: int, end: int) -> str:
    """What narrows the claim down to a part that the data do not have: "in retargeting", "branded spend"."""
    text = scope.sentence.text
    taken = scope.sentence.of("name", "part")
    for found in _PART_OF.finditer(text, start, end):
        if not any(one.start < found.end() and found.start() < one.end for one in taken):
            return found[0]
    for word in scope.sentence.unknown:
        if not start <= word.start < end:
            continue
        behind = [one for one in scope.inside(mark, "metric") if 0 <= one.start - word.end <= 1]
        if _BEFORE_A_PART.search(text[: word.start]) or (behind and not _VERB.search(word.text)):
            return word.text
    return ""


def _order(scope: Scope, mark: Mark) -> Reason | None:
    """A place behind somebody, and who overtook whom: an order of two moments."""
    ranks = scope.inside(mark, *RANKS, *PLACED)
    behind = behind_whom(scope, mark) if mark.start not in scope.sentence.settled else []
    if mark in ranks and behind:
        return Reason(key=ORDER, words=f"{mark.text} … {behind[0].text}")
    if mark.kind == "more" and scope.inside(mark, "name") and _OVERTAKING.search(mark.text) and _was_ahead(scope, mark):
        return Reason(key=ORDER, words=mark.text)
    return None


def _was_ahead(scope: Scope, mark: Mark) -> bool:
    """Whether the one ahead now was ahead before, or nobody knows: then it did not come to be so in these days."""
    metric = scope.metric(mark)
    ones = [row.figures.get((metric, "previous")) for row in scope.rows(scope.subject(mark), mark)]
    others = [row.figures.get((metric, "previous")) for row in scope.rows(scope.object(mark), mark)]
    known = [(one, other) for one in ones for other in others if one is not None and other is not None]
    return not known or any(one > other for one, other in known)


def words_left(scope: Scope) -> Reason | None:
    """The words of a sentence that keep what is borne out from being called true."""
    if future := scope.sentence.of("future"):
        return Reason(key=FUTURE, words=future[0].text)
    kinds = ("cause", "history", "certain")
    bending = [one for one in scope.sentence.of(*kinds) if one.start not in scope.sentence.borne]
    never = scope.sentence.of("advice", "some") or bending or scope.sentence.unknown
    return Reason(key=WORDS, words=_quoted(never)) if never else None
