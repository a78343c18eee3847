"""Claims about some of the rows: "apart from A", "of A, B and C", "among the channels with over 10,000 clicks".

What the sentence says of them is judged by those rows alone; figures of the whole are none of theirs.
"""

import re
from dataclasses import dataclass, replace
from typing import Final

from tools.claims.conditions import DIMENSION_WORDS, test_in
from tools.claims.counting import whole_steps
from tools.claims.evidence import Context, Evidence
from tools.claims.hot import HOT
from tools.claims.mark import Sentence, listed
from tools.claims.marks import sentence_of
from tools.claims.predicates import passing
from tools.claims.rows import Name
from tools.claims.scope import RANKS, Scope

_WITHOUT: Final = re.compile(
    r"^\W*(?:apart from|except for|excluding|leaving out|leaving aside|other than|besides|without|not counting"
    r"|если не считать|не считая|кроме|помимо|без|за исключением|исключая)\s+(?P<names>.+)$",
    re.I,
)
_OF: Final = re.compile(r"^\W*(?:of|among|between|out of|из|среди|между)\s+(?P<names>.+)$", re.I)
_NOUNS: Final = "|".join(DIMENSION_WORDS.values())
_SUCH: Final = re.compile(
    rf"^\W*(?:of|among|out of|из|среди)\s+(?:the |all |our )?(?P<noun>{_NOUNS}),?\s+"
    r"(?:that|which|with|whose|where|где|у которых|в которых|которые|с)\s+(?P<test>(?:[^,]|,(?=\d))+),\s*(?P<rest>.+)$",
    re.I,
)
_WHOLE: Final = re.compile(
    rf"^\W*(?:of|among|out of|из|среди)\s+(?:the |all )?(?:whole|full|complete|полных|целых)\s+(?P<noun>{_NOUNS}),?"
    r"\s+(?P<rest>.+)$",
    re.I,
)
_LISTING: Final = re.compile(r"[\s,]*(?:and|or|и|или)?[\s,]*", re.I)
LEAST: Final = 2
"""Rows of which one can be more than the others."""


@dataclass(frozen=True, kw_only=True)
class Some:
    """What is said of some of the rows."""

    text: str
    evidence: Evidence
    """With those rows alone."""
    metric: str = ""
    """By which they were told from the others; what is said of them may mean it."""


def narrowed(sentence: Sentence, evidence: Evidence) -> Some | None:
    """The rest of a sentence and the rows it speaks of; None where it speaks of all, or nobody can say of which."""
    if found := _WHOLE.match(sentence.text):
        return _kept(found["rest"], _whole_ones(sentence, evidence), evidence)
    if found := _SUCH.match(sentence.text):
        scope = _scope(f"{found['noun']} {found['test']}", evidence)
        metrics = [str(one.value) for one in scope.sentence.of("metric")]
        return _kept(found["rest"], _such(scope), evidence, *metrics[:1])
    listing, end = _listed(sentence)
    if not listing or not sentence.has(*RANKS, "second"):
        return None
    rest = sentence.text[end:].lstrip(' ,»"”')
    if _WITHOUT.match(sentence.text):
        siblings = {name for row in evidence.rows for name in row.own if name[0] == listing[0][0]}
        return _kept(rest, frozenset(siblings - set(listing)), evidence)
    if _OF.match(sentence.text) and len(listing) >= LEAST:
        return _kept(rest, frozenset(listing), evidence)
    return None


def _kept(rest: str, names: frozenset[Name], evidence: Evidence, metric: str = "") -> Some | None:
    few = len(names) < LEAST
    return None if few else Some(text=rest, evidence=replace(evidence, kept=names), metric=metric)


def _listed(sentence: Sentence) -> tuple[list[Name], int]:
    """The names at the head of a sentence and where they end: before another word, or before one comes again."""
    names = sentence.of("name")
    found = _WITHOUT.match(sentence.text) or _OF.match(sentence.text)
    if not names or not found or sentence.text[found.start("names") : names[0].start].strip(' «"“'):
        return [], 0
    group = names[:1]
    for one in names[1:]:
        between = sentence.text[group[-1].end : one.start]
        closed = len(group) > 1 and re.search(r"\b(?:and|or|и|или)\b", sentence.text[group[-2].end : group[-1].start])
        alone = _WITHOUT.match(sentence.text) and not re.search(r"\b(?:and|or|и|или)\b", between)
        if closed or alone or one.value in listed(group) or not _LISTING.fullmatch(between):
            break
        group.append(one)
    return listed(group), group[-1].end


def _scope(text: str, evidence: Evidence) -> Scope:
    return Scope(sentence=sentence_of(text, evidence), evidence=evidence, context=Context())


def _such(scope: Scope) -> frozenset[Name]:
    """The rows for which a condition holds; none where it can't be told."""
    test, dimension = test_in(scope), next(iter(_dimensions(scope.sentence.text)), "")
    if test is None or any(one.kind in HOT and one not in test[1] for one in scope.sentence.marks):
        return frozenset()
    for block in scope.evidence.tables(dimension):
        held = passing(block, test[0]) if block.complete else None
        if held is not None and not scope.sentence.unknown:
            return frozenset(held)
    return frozenset()


def _dimensions(text: str) -> list[str]:
    return [name for name, words in DIMENSION_WORDS.items() if re.search(rf"\b(?:{words})\b", text, re.I)]


def _whole_ones(sentence: Sentence, evidence: Evidence) -> frozenset[Name]:
    """The steps that no end of the period cuts off."""
    scope = Scope(sentence=sentence, evidence=evidence, context=Context())
    found = (
        frozenset(name for row in whole_steps(scope, block).rows for name in row.own)
        for dimension in _dimensions(sentence.text)
        for block in evidence.tables(dimension)
    )
    return next(found, frozenset())
