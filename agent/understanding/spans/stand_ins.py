"""Words of the company's files, as words that the learned reader knows: it has never met "bookings", but it has leads.

A count of the files is put to it as leads or orders, money as revenue; what it hears of those is heard of the column.
A currency that people name only where they pay in it is put to it as one that it has met, a slip as what was meant.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from agent.understanding.reader import Reading, labels
from agent.understanding.reader.reading import ReadToken
from agent.understanding.spans.currencies import EVERYDAY
from agent.understanding.spans.span import Stretch
from agent.understanding.text.tokens import Word
from tools.semantics.metrics import METRICS
from tools.semantics.own import OwnMeasure


@dataclass(frozen=True, kw_only=True)
class Familiar:
    """A measure that the reader knows, with its price and its share of the clicks."""

    key: str
    english: str
    russian: str
    """A masculine noun whose stem stays."""
    price: str = ""
    rate: str = ""


_COUNTS: Final = (
    Familiar(key="leads", english="lead", russian="лид", price="cpl", rate="lead_rate"),
    Familiar(key="conversions", english="order", russian="заказ", price="cpa", rate="cvr"),
)
_MONEY: Final = (Familiar(key="revenue", english="revenue", russian="доход"),)
_UNIT: Final = Familiar(key="", english="dollar", russian="доллар")


@dataclass(frozen=True, kw_only=True)
class StandIn:
    """What is read in the place of `text[start:end]`."""

    start: int
    end: int
    said: str
    metric: str = ""
    familiar: Familiar | None = None


def stand_ins(words: Sequence[Stretch], nouns: Sequence[Stretch]) -> tuple[StandIn, ...]:
    """What is read in the place of each word of the files; where no stand-in is left, the word is read as it is.

    Args:
        words: everything that the message's words may mean.
        nouns: those of them that are what a file calls a measure.
    """
    named = {word.value for word in words if word.is_a("metric")}
    chosen: dict[str, Familiar] = {}
    found: list[StandIn] = []
    for noun in _apart(nouns):
        if noun.value not in chosen and (free := next(_free(noun.value, chosen, named), None)):
            chosen[noun.value] = free
        if familiar := chosen.get(noun.value):
            said = _in_form(noun.low.split()[-1], familiar)
            found.append(StandIn(start=noun.start, end=noun.end, said=said, metric=noun.value, familiar=familiar))
    found += (_unit(word) for word in words if word.is_a("currency") and word.value not in EVERYDAY)
    return tuple(sorted(found, key=lambda one: one.start))


def _unit(word: Stretch) -> StandIn:
    return StandIn(start=word.start, end=word.end, said=_in_form(word.low, _UNIT))


def with_slips(chosen: Sequence[StandIn], slips: Mapping[Word, str]) -> tuple[StandIn, ...]:
    """Those chosen and, beside them, misspelt words with what they were surely meant to be."""
    free = (one for one in slips if not any(one.start < other.end and other.start < one.end for other in chosen))
    return tuple(
        sorted(
            (*chosen, *(StandIn(start=one.start, end=one.end, said=slips[one]) for one in free)),
            key=lambda one: one.start,
        )
    )


def _apart(nouns: Sequence[Stretch]) -> Iterator[Stretch]:
    """From left to right, the longest of those that overlap."""
    after = 0
    for noun in sorted(nouns, key=lambda one: (one.first, -one.after)):
        if noun.first >= after:
            yield noun
            after = noun.after


def _free(metric: str, chosen: Mapping[str, Familiar], named: set[str]) -> Iterator[Familiar]:
    """The measure itself where the reader knows it; for another, what the message does not speak of beside it."""
    kinds = _COUNTS if METRICS[metric].style == "count" else _MONEY
    if metric in labels.METRICS:
        yield from (one for one in kinds if one.key == metric)
        return
    taken = {one.key for one in chosen.values()} | named
    yield from (one for one in kinds if one.key not in taken)


_FORMS: Final = (
    (re.compile(r"(?:ами|ями|ыми|ими)$"), "ами"),
    (re.compile(r"(?:ам|ям|ым|им)$"), "ам"),
    (re.compile(r"(?:ах|ях)$"), "ах"),
    (re.compile(r"(?:ов|ев|ий|ых|их|[бвдзлмнпрст]ок)$"), "ов"),
    (re.compile(r"(?:ом|ем|ой|ою)$"), "ом"),
    (re.compile(r"(?:ому|у|ю)$"), "у"),
    (re.compile(r"(?:ого|ия)$"), "а"),
    (re.compile(r"(?:ы|и|ые)$"), "ы"),
)
"""Endings of Russian nouns, with that of a masculine one in the same case; every other is taken for the nominative."""


def _in_form(word: str, familiar: Familiar) -> str:
    """The stand-in in the number of an English word, in the case of a Russian one.

    >>> [_in_form(word, _COUNTS[0]) for word in ("bookings", "demo", "подписок", "триалы", "бронирований")]
    ['leads', 'lead', 'лидов', 'лиды', 'лидов']
    """
    if word.isascii():
        return familiar.english + ("s" if word.endswith("s") and familiar not in _MONEY else "")
    return familiar.russian + next((form for ending, form in _FORMS if ending.search(word)), "")


def in_familiar_words(text: str, chosen: Sequence[StandIn]) -> str:
    """The message as it is put to the reader."""
    parts, place = [], 0
    for one in chosen:
        parts += [text[place : one.start], one.said]
        place = one.end
    return "".join((*parts, text[place:]))


def in_own_words(text: str, reading: Reading, chosen: Sequence[StandIn], own: Mapping[str, OwnMeasure]) -> Reading:
    """What the reader heard, told of the words that the message has.

    Args:
        text: the message itself.
        reading: of `in_familiar_words(text, chosen)`.
        chosen: what stood in for what.
        own: the files' own measures by key.
    """
    metrics = dict(reading.metrics)
    for key, familiar in {one.metric: one.familiar for one in chosen if one.familiar and one.metric in own}.items():
        for heard, meant in ((familiar.key, key), (familiar.price, own[key].price), (familiar.rate, own[key].rate)):
            if meant in METRICS and heard in metrics:
                metrics[meant] = metrics.pop(heard)
    return replace(reading, text=text, metrics=metrics, tokens=tuple(_placed(reading.tokens, chosen)))


def _placed(tokens: Sequence[ReadToken], chosen: Sequence[StandIn]) -> Iterator[ReadToken]:
    """The reader's tokens at their places in the message; a stand-in covers all the words that it stood for."""
    ahead = 0
    rest = list(chosen)
    for token in tokens:
        while rest and token.start >= rest[0].start + ahead + len(rest[0].said):
            ahead += len(rest[0].said) - (rest[0].end - rest[0].start)
            rest.pop(0)
        if rest and token.start >= rest[0].start + ahead:
            yield replace(token, start=rest[0].start, end=rest[0].end)
        else:
            yield replace(token, start=token.start - ahead, end=token.end - ahead)
