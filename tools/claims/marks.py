"""A sentence as marks: names, days, figures, metrics, words that claim, and what is left."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from typing import Final

from tools.claims.denial import undenied
from tools.claims.evidence import Evidence
from tools.claims.lexicon import claiming, fractions, neutral, said_metrics
from tools.claims.mark import Mark, Sentence, scaled
from tools.claims.names import in_a_name, inflected, names_in, part_of
from tools.claims.settled import as_found, relatives_in, weekdays_in
from tools.semantics.dimensions import DIMENSIONS
from tools.semantics.metrics import METRICS
from tools.semantics.question import Window
from tools.words.numbers import find_numbers
from tools.words.period import find_periods
from tools.words.stems import stem_of

_OF_A_CHANGE: Final = ("helped", "harmed")
"""What a part gave to a change that is explained; elsewhere "took" and "cost" are plain verbs."""
_FIRST: Final = ("per_ruble", "gains_money", "loses_money", "best", "helped", "harmed")
_RANK_OF_KIND: Final = {**dict.fromkeys(_FIRST, 0), "metric": 1}
"""Of two readings of the same letters the lower one holds."""
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_MARKUP: Final = re.compile(r"[*_`#]+")
CURRENCIES: Final = {
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₽": "RUB",
    "₸": "KZT",
    "₴": "UAH",
    "доллар": "USD",
    "dollar": "USD",
    "евро": "EUR",
    "euro": "EUR",
    "руб": "RUB",
    "rouble": "RUB",
    "ruble": "RUB",
    "тенге": "KZT",
    "pound": "GBP",
    "фунт": "GBP",
}
_MONEY: Final = re.compile(
    rf"(?i:{'|'.join(re.escape(mark) for mark in CURRENCIES)})\w*|(?<![A-Za-z])[A-Z]{{3}}(?![A-Za-z])"
)


def sentence_of(text: str, evidence: Evidence) -> Sentence:
    """Takes a sentence apart."""
    clean = _MARKUP.sub(lambda match: " " * len(match[0]), text).replace("ё", "е").replace("Ё", "Е")
    taken = [False] * len(clean)
    marks: list[Mark] = []
    for found in (
        *names_in(clean, evidence),
        *relatives_in(clean, evidence),
        *_days(clean, evidence),
        *_figures(clean),
        *_words(clean, explains=evidence.explains),
    ):
        if not any(taken[found.start : found.end]):
            marks.append(found)
            taken[found.start : found.end] = [True] * (found.end - found.start)
    marks = [as_found(mark, evidence, clean) for mark in scaled(sorted(marks, key=lambda mark: mark.start), clean)]
    marks += list(_orders(marks, clean))
    marks = undenied(sorted(marks, key=lambda mark: mark.start), clean)
    marks = [mark for mark in marks if mark.kind != "one" or any(one.kind in _COUNTED for one in marks)]
    marks = [replace(mark, kind="figure") if mark.kind == "one" else mark for mark in marks]
    sentence = Sentence(text=clean, marks=sorted(marks, key=lambda mark: mark.start), asks=clean.rstrip().endswith("?"))
    left = [
        match for match in _WORD.finditer(clean) if not any(taken[match.start() : match.end()]) and not _plain(match[0])
    ]
    parts = [match for match in left if in_a_name(match[0], evidence)]
    sentence.marks = sorted([*sentence.marks, *map(part_of, parts)], key=lambda mark: mark.start)
    sentence.unknown = [
        Mark(kind="unknown", start=match.start(), end=match.end(), text=match[0])
        for match in left
        if match not in parts
    ]
    return sentence


_BY: Final = re.compile(r"(?<!\w)(?:by|in terms of|по)\s+(?:the )?$", re.I)


_HEAD: Final = re.compile(r"\W*(?:ranked|ordered|sorted|ranking|channels|рейтинг|порядок|каналы)?\s*", re.I)


def _orders(marks: list[Mark], text: str) -> Iterator[Mark]:
    """What heads a list of names as a ranking: "By ROI: A, B, C"."""
    for metric in marks:
        before = _BY.search(text[: metric.start]) if metric.kind == "metric" else None
        listed = [one for one in marks if one.kind == "name" and one.start >= metric.end]
        heads = before and _HEAD.fullmatch(text[: before.start()])
        if before and heads and len(listed) > 1 and re.match(r"\s*[:—–]", text[metric.end :]):
            yield Mark(kind="order", start=before.start(), end=metric.start, text=text[before.start() : metric.end])


_CLITIC: Final = re.compile(r"'(?:s|d|ll|re|ve|m)$")
"""What is left of "is", "would", "will" ... behind a pronoun."""


_ADVERB: Final = re.compile(r"[a-z]{2,}ly")
"""How something is done is no form of the word that it is made of: "evenly" is no "even"."""


def _plain(word: str) -> bool:
    lowered = word.lower().replace("’", "'")
    bare = _CLITIC.sub("", lowered)
    forms = {lowered, bare} if _ADVERB.fullmatch(bare) else {lowered, bare, stem_of(bare)}
    return len(lowered) == 1 or bool(forms & (neutral() | _dimension_words()))


@cache
def _dimension_words() -> frozenset[str]:
    titles = [title for entry in DIMENSIONS.values() for title in (*entry.titles.values(), *entry.by.values())]
    words = {word.lower() for title in titles for word in _WORD.findall(title)}
    return frozenset(words | {stem_of(word) for word in words if len(word) > 3})


def _days(text: str, evidence: Evidence) -> Iterator[Mark]:
    """Periods; a weekday alone is the day of that name among the rows."""
    periods = list(_periods(text, evidence.today))
    named = list(weekdays_in(text, evidence))
    held = [one for one in named if not any(_in_longer(one, period) for period in periods)]
    yield from (one for one in periods if not any(one.start < day.end and day.start < one.end for day in held))
    yield from held


def _in_longer(one: Mark, other: Mark) -> bool:
    return other.start <= one.start and one.end <= other.end and (other.end - other.start) - (one.end - one.start) > 5


def _periods(text: str, today: date) -> Iterator[Mark]:
    for mention in find_periods(text, today):
        start, end = mention.span
        window = Window(start=mention.period.start, end=mention.period.end)
        yield Mark(kind="period", start=start, end=end, value=window, text=text[start:end])


_ONES: Final = frozenset("one один одна одно одного одной одну одним".split())
_ONLY: Final = re.compile(r"(?<!\w)(?:only|just|exactly|только|лишь|ровно|всего)\s+(?:у |в |на )?$", re.I)


_OF_ROWS: Final = re.compile(
    r"\s+(?:of (?:the |our |your )?)?(?:channels?|campaigns?|devices?|canals?|канал\w*|кампани\w*|устройств\w*)\b", re.I
)
_NONE: Final = re.compile(r"(?<!\w)(?:ни|not|no)\s+(?:у |в )?$", re.I)
_COUNTED: Final = (
    "gains_money loses_money up down up_hard down_hard better_now worse_now cheaper dearer more less".split()
)
"""With one of these "one channel" counts: one did so, no more."""


def _counts_one(text: str, start: int, end: int) -> bool:
    """Whether "one" may count: "one channel lost money"."""
    return bool(_OF_ROWS.match(text[end:])) and not _NONE.search(text[:start])


def _is_pronoun(text: str, start: int, end: int) -> bool:
    """Whether "one" counts nothing; "only one" does."""
    return text[start:end].lower() in _ONES and not _ONLY.search(text[:start])


def _figures(text: str) -> Iterator[Mark]:
    """Figures and parts of a whole, the longer reading of the same words: "half a million", "two thirds"."""
    parts = [
        Mark(kind="fraction", start=match.start(), end=match.end(), value=value, text=match[0])
        for pattern, value in fractions()
        for match in pattern.finditer(text)
    ]
    yield from sorted([*_numbers(text), *parts], key=lambda one: one.start - one.end)


def _numbers(text: str) -> Iterator[Mark]:
    for figure in find_numbers(text):
        start, end = figure.span
        if figure.is_date or (_is_pronoun(text, start, end) and not _counts_one(text, start, end)):
            continue
        if figure.spelled and figure.unit == "times" and figure.value < 1:
            continue
        if re.fullmatch(r"\s*(?:[-*] )?\d{1,2}[.)]?", text[:end]) and re.match(r"[.)]?\s", text[end:]) and start <= 4:
            continue
        yield Mark(
            kind="one" if _is_pronoun(text, start, end) else "figure",
            start=start,
            end=_with_currency(text, start, end),
            value=(figure, _currency(text, start, end)),
            text=text[start:end],
        )


def _with_currency(text: str, start: int, end: int) -> int:
    follow = re.match(r"\s?([A-Za-zА-Яа-я$€₽]+)", text[end:])
    return end + follow.end() if follow and _MONEY.fullmatch(follow[1]) else end


def _currency(text: str, start: int, end: int) -> str:
    said = _MONEY.search(text[start : _with_currency(text, start, end)])
    if said is None:
        return ""
    lowered = said[0].lower()
    return next((code for mark, code in CURRENCIES.items() if lowered.startswith(mark)), said[0].upper())


def _words(text: str, *, explains: bool) -> Iterator[Mark]:
    found = [
        Mark(kind=tag, start=match.start(), end=match.end(), text=match[0])
        for tag, pattern in claiming().items()
        if explains or tag not in _OF_A_CHANGE
        for match in pattern.finditer(text)
    ]
    found += [
        Mark(kind="metric", start=match.start(), end=match.end(), value=key, text=match[0])
        for key, pattern in _metric_patterns(tuple(METRICS)).items()
        for match in pattern.finditer(text)
        if not (_TOLD.search(match[0].lower()) and match[0].lower() in neutral())
    ]
    found += [
        Mark(kind="currency", start=match.start(), end=match.end(), text=match[0])
        for match in re.finditer(r"(?i:руб\w+|roubles?|rubles?|dollars?|доллар\w*|euros?|евро)", text)
    ]
    return iter(sorted(found, key=lambda mark: (mark.start - mark.end, _RANK_OF_KIND.get(mark.kind, 2), mark.start)))


@lru_cache(maxsize=2)
def _metric_patterns(keys: tuple[str, ...]) -> dict[str, re.Pattern[str]]:
    """What each metric is called; the workspace's own come and go with its files."""
    patterns = {}
    for key in keys:
        metric = METRICS[key]
        words = [re.escape(metric.titles["en"]), re.escape(metric.titles["ru"])]
        words += [inflected(word) for language in ("ru", "en") for word in metric.words[language] if _usable(word)]
        words += said_metrics(key)
        patterns[key] = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(set(words), key=len, reverse=True))})(?!\w)", re.I)
    return patterns


_TOLD: Final = re.compile(r"(?:ал|ала|али|ало|ает|ают|ать)$")
"""A verb of telling that shares its stem with a metric: "показал" is no impressions."""
_COMMON: Final = frozenset(
    "gain loss margin made убыток убытки убытка убытком "
    "убытку стр срс order converted приход reached навар просмотр".split()
)


def _usable(word: str) -> bool:
    return word.lstrip("=") not in _COMMON
