"""A sentence as marks: names, days, figures, metrics, words that claim, and what is left."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from typing import Any, Final

from ingest.channel_names import CHANNEL_NAMES, plain
from ingest.texts import LANGUAGES, say
from tools.claims.evidence import STEPS, Evidence, Name
from tools.claims.lexicon import claiming, fractions, neutral, stem_of
from tools.semantics.dimensions import DIMENSIONS
from tools.semantics.metrics import METRICS
from tools.semantics.question import Window
from tools.words.numbers import Figure, find_numbers
from tools.words.period import find_periods
from tools.words.stems import stem_in

_RANK_OF_KIND: Final = {"gains_money": 0, "loses_money": 0, "best": 0, "metric": 1}
"""Of two readings of the same letters the lower one holds."""
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
SHORTEST: Final = 6
"""Letters of a part of a name that stands for it."""
_RATE: Final = re.compile(r"конверси[яюией]|conversion", re.I)
"""In the singular a rate."""
_BESIDE: Final = re.compile(r"\b(?:than|of|above|below|over|under)\s+$", re.I)
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
SAID_METRICS: Final = {
    "revenue": "earned|earn|earns|brought in|brings in|bring in|brought|made|makes|income|earners?|заработал*|принес*|"
    "приносит|приносят|зарабатыва*|выручк*",
    "spend": "spent|spend|spenders?|spends|spending|went to|cost us|потратил*|потрачено|тратит|расход*|ушло|обошел*|обошлось",
    "roi": "returned|returns|окупился на|окупилась на|окупается|окупаемость",
    "cpa": "cost per conversion|per conversion|each order|one order|an order|per order|один заказ|каждый заказ",
    "profit": "profit|прибыль|прибыли",
}
"""Verbs and idioms beside the catalogue's own words."""


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A stretch of a sentence and what it is."""

    kind: str
    start: int
    end: int
    value: Any = None
    text: str = ""


@dataclass(kw_only=True)
class Sentence:
    """A sentence taken apart."""

    text: str
    marks: list[Mark]
    unknown: list[str] = field(default_factory=list)
    asks: bool = False
    borne: set[int] = field(default_factory=set)
    """Places of marks that are borne out."""

    def of(self, *kinds: str) -> list[Mark]:
        """Marks of these kinds, in order."""
        return [mark for mark in self.marks if mark.kind in kinds]

    def near(self, mark: Mark, *kinds: str, within: int = 30) -> list[Mark]:
        """Marks of these kinds whose edge is at most so many characters away."""
        found = [
            one
            for one in self.of(*kinds)
            if one is not mark and max(one.start - mark.end, mark.start - one.end) <= within
        ]
        return sorted(found, key=lambda one: max(one.start - mark.end, mark.start - one.end))

    def before(self, mark: Mark, *kinds: str) -> list[Mark]:
        """Marks of these kinds that end before it, the nearest first."""
        return [one for one in reversed(self.of(*kinds)) if one.end <= mark.start]

    def after(self, mark: Mark, *kinds: str) -> list[Mark]:
        """Marks of these kinds that begin behind it, the nearest first."""
        return [one for one in self.of(*kinds) if one.start >= mark.end]

    def between(self, left: int, right: int) -> str:
        """The text from one place to another."""
        return self.text[left:right]

    def bear(self, *marks: Mark) -> None:
        """Notes that these are borne out."""
        self.borne.update(mark.start for mark in marks)

    def has(self, *kinds: str) -> bool:
        """Whether such a mark is there."""
        return any(mark.kind in kinds for mark in self.marks)


def sentence_of(text: str, evidence: Evidence) -> Sentence:
    """Takes a sentence apart."""
    clean = _MARKUP.sub(lambda match: " " * len(match[0]), text).replace("ё", "е").replace("Ё", "Е")
    taken = [False] * len(clean)
    marks: list[Mark] = []
    for found in (*_names(clean, evidence), *_periods(clean, evidence.today), *_figures(clean), *_words(clean)):
        if not any(taken[found.start : found.end]):
            marks.append(found)
            taken[found.start : found.end] = [True] * (found.end - found.start)
    marks = [_as_found(mark, evidence, clean) for mark in marks]
    sentence = Sentence(text=clean, marks=sorted(marks, key=lambda mark: mark.start), asks=clean.rstrip().endswith("?"))
    left = [
        match for match in _WORD.finditer(clean) if not any(taken[match.start() : match.end()]) and not _plain(match[0])
    ]
    parts = [match for match in left if _in_a_name(match[0], evidence)]
    sentence.marks = sorted([*sentence.marks, *map(_part, parts)], key=lambda mark: mark.start)
    sentence.unknown = [match[0] for match in left if match not in parts]
    return sentence


def _part(match: re.Match[str]) -> Mark:
    return Mark(kind="part", start=match.start(), end=match.end(), value=match[0], text=match[0])


def _in_a_name(word: str, evidence: Evidence) -> bool:
    """Whether a word written as a name is a part of campaigns' names."""
    return word[0].isupper() and any(
        holds(value, word) for row in evidence.rows for dimension, value in row.own if dimension == "campaign"
    )


def holds(name: str, word: str) -> bool:
    """Whether a name has a word in it."""
    return bool(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", name.replace("ё", "е"), re.I))


def _as_found(mark: Mark, evidence: Evidence, text: str) -> Mark:
    """A mark as the results have what it means: the running month, the days to come, one conversion as a rate."""
    if mark.kind == "period":
        if _is_span(mark, evidence):
            return replace(mark, kind="span")
        windows = [row.window for row in evidence.rows if row.window]
        same = next((window for window in windows if _same_days(mark.value, window, evidence.today)), mark.value)
        return replace(mark, value=same)
    if mark.kind == "metric" and mark.value == "conversions" and _RATE.fullmatch(mark.text):
        units = {metric for row in evidence.rows for metric in row.units}
        mark = replace(mark, value="cvr") if "cvr" in units and "conversions" not in units else mark
    if mark.kind == "than_spent" and mark.text.lower() == "its spend" and not _BESIDE.search(text[: mark.start]):
        return replace(mark, kind="metric", value="spend")
    return mark


def _is_span(mark: Mark, evidence: Evidence) -> bool:
    """Whether it says for how many days a plan is made, or only "today's" as an adjective."""
    days = (mark.value.end - mark.value.start).days + 1
    planned = {result.facts.get("days") for result in evidence.results if result.period is None}
    return days in planned or bool(re.search(r"today['’]s$|нынешн", mark.text, re.I))


def _same_days(said: Window, found: Window, today: date) -> bool:
    """Whether a month said is the one begun, or days to come are as many from now on."""
    begun = said.start == found.start and said.end < found.end and found.start <= today <= found.end
    coming = said.start > today - timedelta(days=1) and said.end - said.start == found.end - found.start
    return begun or (coming and abs((said.start - found.start).days) <= 1)


def _plain(word: str) -> bool:
    lowered = word.lower().replace("’", "'")
    bare = lowered.removesuffix("'s")
    return len(lowered) == 1 or bool({lowered, bare, stem_of(bare)} & (neutral() | _dimension_words()))


@cache
def _dimension_words() -> frozenset[str]:
    titles = [title for entry in DIMENSIONS.values() for title in (*entry.titles.values(), *entry.by.values())]
    return frozenset(word.lower() for title in titles for word in _WORD.findall(title))


def _names(text: str, evidence: Evidence) -> Iterator[Mark]:
    spelled = {**_spellings(evidence), **evidence.aliases}
    for spelling in sorted(spelled, key=len, reverse=True):
        for match in re.finditer(rf"(?<![\w]){re.escape(spelling)}{_ending(spelling)}(?!\w)", text, re.I):
            yield Mark(kind="name", start=match.start(), end=match.end(), value=spelled[spelling], text=match[0])


def _ending(spelling: str) -> str:
    if len(spelling) < 4 or not re.search(r"[а-яa-z]$", spelling, re.I):
        return ""
    return r"(?:'s|'|’s|а|у|е|ом|ой|ы|ами|ах)?"


def _spellings(evidence: Evidence) -> dict[str, Name]:
    found: dict[str, Name] = {}
    held = {name for row in evidence.rows for name in row.names if name[0] not in STEPS and name[0] != "metric"}
    for dimension, value in held:
        found.setdefault(value.replace("ё", "е"), (dimension, value))
        for spelling in spellings_of(dimension, value):
            found.setdefault(spelling.replace("ё", "е"), (dimension, value))
    return found


def spellings_of(dimension: str, value: str) -> Iterator[str]:
    """Further spellings: of a channel, of a coded value, of a campaign without its prefix."""
    if dimension == "channel":
        yield from _of_channel(value)
    elif dimension in ("gender", "device"):
        yield from (say(f"label-{dimension}-{value}", language) for language in LANGUAGES)
    elif dimension == "campaign":
        parts = (value.partition(mark) for mark in (" — ", " | ", " - "))
        yield from (rest for _, found, rest in parts if found and len(rest) >= SHORTEST)


def _of_channel(key: str) -> Iterator[str]:
    known = next((name for name in CHANNEL_NAMES if name.key == key), None)
    for spelling in (known.en, known.ru, *known.spellings) if known else (key.replace("_", " "),):
        yield spelling
        if known and "." not in spelling and " " in plain(spelling):
            yield spelling.replace(" ", ".")


def _periods(text: str, today: date) -> Iterator[Mark]:
    for mention in find_periods(text, today):
        start, end = mention.span
        window = Window(start=mention.period.start, end=mention.period.end)
        yield Mark(kind="period", start=start, end=end, value=window, text=text[start:end])


def _figures(text: str) -> Iterator[Mark]:
    for figure in find_numbers(text):
        start, end = figure.span
        if figure.is_date or text[start:end].lower() in ("one", "один", "одна", "одно", "одного", "одной", "одну", "одним"):
            continue
        if figure.spelled and figure.unit == "times" and figure.value < 1:
            continue
        if re.fullmatch(r"\s*(?:[-*] )?\d{1,2}[.)]?", text[:end]) and re.match(r"[.)]?\s", text[end:]) and start <= 4:
            continue
        yield Mark(
            kind="figure",
            start=start,
            end=_with_currency(text, start, end),
            value=(figure, _currency(text, start, end)),
            text=text[start:end],
        )
    for pattern, value in fractions():
        for match in pattern.finditer(text):
            yield Mark(kind="fraction", start=match.start(), end=match.end(), value=value, text=match[0])


def _with_currency(text: str, start: int, end: int) -> int:
    follow = re.match(r"\s?([A-Za-zА-Яа-я$€₽]+)", text[end:])
    return end + follow.end() if follow and _MONEY.fullmatch(follow[1]) else end


def _currency(text: str, start: int, end: int) -> str:
    said = _MONEY.search(text[start : _with_currency(text, start, end)])
    if said is None:
        return ""
    lowered = said[0].lower()
    return next((code for mark, code in CURRENCIES.items() if lowered.startswith(mark)), said[0].upper())


def _words(text: str) -> Iterator[Mark]:
    found = [
        Mark(kind=tag, start=match.start(), end=match.end(), text=match[0])
        for tag, pattern in claiming().items()
        for match in pattern.finditer(text)
    ]
    found += [
        Mark(kind="metric", start=match.start(), end=match.end(), value=key, text=match[0])
        for key, pattern in _metric_patterns().items()
        for match in pattern.finditer(text)
    ]
    found += [
        Mark(kind="currency", start=match.start(), end=match.end(), text=match[0])
        for match in re.finditer(r"(?i:руб\w+|roubles?|rubles?|dollars?|доллар\w*|euros?|евро)", text)
    ]
    return iter(sorted(found, key=lambda mark: (mark.start - mark.end, _RANK_OF_KIND.get(mark.kind, 2), mark.start)))


@cache
def _metric_patterns() -> dict[str, re.Pattern[str]]:
    patterns = {}
    for key, metric in METRICS.items():
        words = [re.escape(metric.titles["en"]), re.escape(metric.titles["ru"])]
        words += [_inflected(word) for language in ("ru", "en") for word in metric.words[language] if _usable(word)]
        words += [
            part.replace("*", r"\w*").replace(" ", r"\s+") for part in SAID_METRICS.get(key, "").split("|") if part
        ]
        patterns[key] = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(set(words), key=len, reverse=True))})(?!\w)", re.I)
    return patterns


ENDINGS: Final = (
    r"(?:а|ы|и|у|ю|е|я|ь|о|й|ов|ев|ей|ой|ий|ый|ая|яя|ое|ее|ые|ие|ую|юю|ам|ям|ах|ях|ом|ем|ою|ею|ого|его|ому|ему|ым|им|ых|их|ами|ями|ыми|ими|ия|ии|ию|ием|ий|иям|иях|"
    r"ил|ила|или|ило|ал|ала|али|ить|ать|ит|ят|ет|ут|ют|ает|ают|ано|ен|ена|ены|ено)?"
)
_COMMON: Final = frozenset(
    {"gain", "loss", "margin", "made", "стр", "срс", "order", "converted", "приход", "навар", "просмотр"}
)


def _usable(word: str) -> bool:
    return word.lstrip("=") not in _COMMON


def _inflected(word: str) -> str:
    """A Russian word in any case and number; an English one with a plural."""
    bare = word.lstrip("=").replace("ё", "е")
    if not re.search("[а-я]", bare):
        return re.escape(bare).replace(r"\ ", r"\s+") + "s?"
    parts = [re.escape(stem_in("ru", part)) + ENDINGS if len(part) > 3 else re.escape(part) for part in bare.split()]
    return r"\s+".join(parts)


def listed(names: Iterable[Mark]) -> list[Name]:
    """Values of name marks, each once."""
    return list(dict.fromkeys(mark.value for mark in names))


def figure_of(mark: Mark) -> Figure:
    """The figure of a figure mark."""
    figure: Figure = mark.value[0]
    return figure
