"""Judges one sentence: everything in it that claims must be borne out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, Literal

from tools.claims.accounting import unaccounted
from tools.claims.acts import is_talk
from tools.claims.binding import beside, bind
from tools.claims.bound import Bound
from tools.claims.counting import bear_counts
from tools.claims.days import readings_of
from tools.claims.denial import denied
from tools.claims.echo import echoed
from tools.claims.evidence import Context, Evidence
from tools.claims.formulas import defines, mistold
from tools.claims.hot import HOT
from tools.claims.mark import Mark, Sentence, listed
from tools.claims.marks import sentence_of
from tools.claims.predicates import end_rows
from tools.claims.reasons import bear_advice, bear_causes
from tools.claims.relations import bear_ranges, bear_rows
from tools.claims.said_out import SaidOut
from tools.claims.scope import RANKS, Scope
from tools.claims.subsets import narrowed
from tools.claims.talk import bear_talk, speaks_of_coming, speaks_of_talk
from tools.claims.telling import bear_words
from tools.claims.unborne import unborne
from tools.claims.unfolding import unfolded
from tools.claims.unknown import turning

Verdict = Literal["said", "empty", "unproven"]
_LINK: Final = re.compile(
    r"\{\s*r?\d|https?://|www\.|\]\(|!\[|<\w|[\w.+-]+@[\w-]+\.\w|\b[\w-]+\.(?:com|ru|org|net|io|example)\b", re.I
)


_ADDRESS: Final = re.compile(r"(?<![\w.])(?=[\w.-]*[a-z])[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?![\w.]*\w)", re.I)
_CONSENT: Final = re.compile(
    r"\b(?:answer|reply|say|type|respond|write|confirm with)\W+(?:with\W+)?[\"“«']?(?:yes|да|ok|go)\b"
    r"|(?<!\w)(?:ответь|скажи|напиши|подтверди)\w*\W+(?:словом\W+)?[«\"“']?(?:да|yes)(?!\w)",
    re.I,
)
NEAR: Final = 4
"""Characters between a share and what says that it is one of all."""


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """What became of a sentence."""

    verdict: Verdict
    """`said`: all it claims is borne out; `empty`: it claims nothing; `unproven`: something in it is not borne out."""
    missing: tuple[str, ...] = ()
    """The words that nothing bears out."""
    bound: tuple[Bound, ...] = ()
    context: Context = field(default_factory=Context)
    """What the next sentence may build on."""


def judge(text: str, evidence: Evidence, *, question: str = "", context: Context | None = None) -> Judgement:
    """Judges a sentence.

    Args:
        text: the sentence.
        evidence: what the tools found.
        question: what was asked; its own figures may be repeated.
        context: what the sentences before left standing.
    """
    sentence = sentence_of(text, evidence)
    if (_LINK.search(text) or _leads_out(sentence)) and not _within(text, evidence):
        return Judgement(verdict="unproven", missing=("link",))
    parts = None if sentence.asks else unfolded(sentence)
    if parts is None:
        return _judged(*_of_some(sentence, evidence, context), question)
    said = [_part(part, evidence, question, context) for part in parts]
    open_parts = [one for one in said if one.verdict != "said"] or ([] if said else [Judgement(verdict="unproven")])
    if open_parts:
        missing = tuple(word for one in open_parts for word in one.missing) or ("what is left unsaid",)
        return Judgement(verdict="unproven", missing=missing, context=_context(sentence, context))
    bound = tuple(cell for one in said for cell in one.bound)
    return Judgement(verdict="said", bound=bound, context=_context(sentence, context))


def _leads_out(sentence: Sentence) -> bool:
    """Whether it has an address that is no part of a name, or tells the reader to say yes to what nobody asked."""
    text = sentence.text
    for name in sentence.of("name"):
        text = text[: name.start] + " " * (name.end - name.start) + text[name.end :]
    return bool(_ADDRESS.search(text) or _CONSENT.search(text))


def _part(part: SaidOut, evidence: Evidence, question: str, context: Context | None) -> Judgement:
    """A claim that a sentence leaves to be understood."""
    sentence = sentence_of(part.text, evidence)
    if not part.denied:
        return _judged(*_of_some(sentence, evidence, context), question)
    turned = denied(sentence)
    if turned is None:
        return Judgement(verdict="unproven", missing=(part.text,))
    return _judged(turned, evidence, context, question, repeats=False)


def _of_some(
    sentence: Sentence, evidence: Evidence, context: Context | None
) -> tuple[Sentence, Evidence, Context | None]:
    """What is said of some of the rows, and those rows."""
    some = narrowed(sentence, evidence)
    if some is None:
        return sentence, evidence, context
    meant = replace(context or Context(), metric=some.metric) if some.metric else context
    return sentence_of(some.text, some.evidence), some.evidence, meant


def _judged(
    sentence: Sentence, evidence: Evidence, context: Context | None, question: str, *, repeats: bool = True
) -> Judgement:
    """A sentence that leaves nothing to be understood."""
    if defines(sentence):
        return Judgement(verdict="said", context=context or Context())
    if mistold(sentence):
        return Judgement(verdict="unproven", missing=("formula",))
    scope = Scope(sentence=sentence, evidence=evidence, context=context or Context())
    bound = judge_scope(scope, question)
    open_words = [*unborne(scope), *turning(scope)]
    open_claims = {} if sentence.asks else _unaccounted(scope)
    repeated = echoed(sentence, evidence) if (open_words or open_claims) and repeats else []
    as_fact = () if speaks_of_coming(sentence, evidence.today) else _coming(bound, evidence.today)
    missing = (*as_fact, *_missing(open_words, sentence, repeated), *_not_repeated(open_claims, repeated))
    after = _context(sentence, context)
    if missing:
        return Judgement(verdict="unproven", missing=missing, context=after)
    if sentence.has("name") and not (sentence.borne or repeated or speaks_of_talk(sentence)):
        return Judgement(verdict="unproven", missing=("nothing known is said of it",), context=after)
    if not (sentence.borne or repeated or is_talk(sentence)):
        return Judgement(verdict="unproven", missing=(sentence.text.strip(),), context=after)
    return Judgement(
        verdict="said" if sentence.borne or repeated else "empty", bound=tuple(bound.values()), context=after
    )


def _coming(bound: Mapping[int, Bound], today: date) -> tuple[str, ...]:
    """The figures of days to come: told as what was, they are not so."""
    coming = [one for one in bound.values() if one.row.window and one.row.window.start >= today]
    return tuple(f"{one.exact:g} is to come" for one in coming if one.part in ("", "low", "high"))


def _unaccounted(scope: Scope) -> dict[int, str]:
    """The words that no figure accounts for, by the places of the claims that they bend."""
    reasons = {mark.start: unaccounted(scope, mark) for mark in scope.sentence.marks if mark.kind in HOT}
    return {place: why.words for place, why in reasons.items() if why}


def _not_repeated(open_claims: dict[int, str], repeated: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    left = (words for place, words in open_claims.items() if not any(start <= place < end for start, end in repeated))
    return tuple(dict.fromkeys(left))


def _missing(open_words: Sequence[Mark], sentence: Sentence, repeated: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """Words that nothing bears out; days and currencies are not borne out by being repeated."""
    return tuple(
        mark.text
        for mark in open_words
        if (mark.kind in ("period", "currency") and mark.start not in sentence.borne)
        or not any(start <= mark.start < end for start, end in repeated)
    )


def judge_scope(scope: Scope, question: str = "") -> dict[int, Bound]:
    """Bears out all that can be in a sentence; gives the cells of its figures by their places.

    Each word must be borne out by what results hold of the days that it is told of.
    """
    bound = _borne_out(scope, question)
    found = {mark.start: (mark, readings_of(scope, mark)) for mark in scope.sentence.marks if mark.kind in HOT}
    cells = {id(one): _borne_out(one, question) for one in scope.readings.values() if one is not scope}
    for place, (mark, readings) in found.items():
        if readings == [scope]:
            continue
        if readings and all(place in one.sentence.borne for one in readings):
            scope.sentence.bear(mark)
            bound |= {at: cell for one in readings for at, cell in cells.get(id(one), {}).items() if at == place}
        else:
            scope.sentence.borne.discard(place)
            bound.pop(place, None)
    return bound


def _borne_out(scope: Scope, question: str) -> dict[int, Bound]:
    """What results bear out, whatever days their rows are of."""
    sentence = scope.sentence
    bear_counts(scope)
    bear_ranges(scope)
    bear_rows(scope)
    bound: dict[int, Bound] = {}
    for mark in sentence.of("figure"):
        if mark.start in sentence.borne:
            continue
        found = bind(scope, mark)
        if found is not None:
            bound[mark.start] = found
            sentence.shown.add(found.metric)
            sentence.bear(mark, *(scope.inside(mark, "rate") if found.part in ("per_day", "per_week") else ()))
            sentence.bear(*(scope.inside(mark, "whole") if found.part == "sum" else ()))
            sentence.bear(
                *beside(scope, mark),
                *_describing(scope, mark, found),
                *(scope.inside(mark, "per_ruble") if found.part == "per_ruble" else ()),
                *(_of_all(scope, mark) if found.part == "share" else ()),
            )
        elif _asked(mark, question) and sentence.asks:
            sentence.bear(mark)
    bear_words(scope)
    bear_causes(scope)
    bear_advice(scope)
    bear_talk(scope)
    return bound


def _of_all(scope: Scope, mark: Mark) -> list[Mark]:
    """What says that a share is one of the whole: "36 % of all spend"."""
    return [one for one in scope.inside(mark, "all", "whole") if 0 <= one.start - mark.end <= NEAR]


def _describing(scope: Scope, mark: Mark, found: Bound) -> list[Mark]:
    """The superlatives that stand for the row of a figure which is borne out."""
    if scope.names_of_figure(mark) or found.part not in ("", "apart"):
        return []
    return [one for one in scope.inside(mark, *RANKS) if found.row in end_rows(scope, one) or found.part == "apart"]


def _asked(mark: Mark, question: str) -> bool:
    return bool(question) and mark.text.strip() in question


def _context(sentence: Sentence, before: Context | None) -> Context:
    names = tuple(listed(sentence.of("name")))
    metrics = [str(mark.value) for mark in sentence.of("metric")]
    previous = before or Context()
    return Context(names=names[:1] or previous.names, metric=metrics[-1] if metrics else previous.metric)


def _within(text: str, evidence: Evidence) -> bool:
    return any(text.strip() in said for said in evidence.texts)
