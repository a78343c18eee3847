"""Sentences that say what a metric is: its formula in words or signs, checked against the catalogue's."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from tools.claims.mark import Mark, Sentence
from tools.semantics.metrics import METRICS

_DEFINES: Final = re.compile(
    r"\b(?:is|are|means?|equals?|tells?|shows?|to get|to work out|formula|counted|calculated|computed|worked out)\b"
    r"|=|—|\bэто\b|счита\w+|рассчит\w+|показывает|означает|равен|равн[ао]|получить|формул\w+|значит",
    re.I,
)
_SIGNS: Final[tuple[tuple[str, str], ...]] = (
    (
        r"divided? (?:the result )?by|divides? by|over the|÷|/|делен\w+ на|дел(?:ят|им|ить|ите)(?: результат| это)? на",
        "/",
    ),
    (r"minus|less the|subtract\w*|[−–]|\s-\s|минус|вычита\w+|вычесть|отня\w+", "-"),
    (r"share of|part of|percentage of|proportion of|дол[яюие]\w*|процент\w*|часть", "share"),
    (r"costs?|price|cost per|paid for|стоит|стоимост\w+|цен[аыуе]|обходится|плат\w+ за", "price"),
)
_SPLIT: Final = re.compile(r"(?:,\s+|,?\s+(?:and|while|а|и)\s+)(?=[A-ZА-Я]{2,})")
_ONE: Final = re.compile(r"конверси|conversions?$", re.I)
_PRICE: Final = re.compile(r"costs?|стоит|обходится", re.I)
_OWN: Final = re.compile(
    "|".join(
        [
            _DEFINES.pattern,
            *(words for words, _ in _SIGNS),
            r"divided?|divides?|делен\w+|дел(?:ят|им|ить|ите)|сколько|which|average\w*|средн\w+|single|result",
            r"каждая|того|закончил\w+|ended|turned|became|стал\w*|ставш\w+|those",
        ]
    ),
    re.I,
)
"""Words of telling a formula; with any other word the sentence says more than that."""
_CLAIMS: Final = ("name", "figure", "period", "fraction", "cause", "advice", "future", "best", "worst", "up", "down")


def defines(sentence: Sentence) -> bool:
    """Whether all of the sentence says what metrics are, and says it as the catalogue has it."""
    if sentence.has(*_CLAIMS) or not all(_OWN.fullmatch(word.text) for word in sentence.unknown):
        return False
    starts = [0, *(match.end() for match in _SPLIT.finditer(sentence.text)), len(sentence.text) + 1]
    return all(_defined(sentence, start, end) for start, end in pairwise(starts))


def mistold(sentence: Sentence) -> bool:
    """Whether a sentence has the form of a definition and is not the catalogue's."""
    metrics = sentence.of("metric")
    if len(metrics) < 2 or sentence.has(*_CLAIMS, "more", "less", "most", "least", "same", "all", "not"):
        return False
    between = sentence.text[metrics[0].end : metrics[1].start]
    return bool(_formula_of(str(metrics[0].value)) and _DEFINES.search(between) and not defines(sentence))


def _defined(sentence: Sentence, start: int, end: int) -> bool:
    text = sentence.text[start:end]
    if not _DEFINES.search(text):
        return False
    tokens = _tokens(sentence, start, end)
    if len(tokens) < 2 or tokens[0] not in METRICS:
        return False
    formula = _formula_of(tokens[0])
    return bool(formula) and tuple(tokens[1:]) in _wordings(formula)


def _tokens(sentence: Sentence, start: int, end: int) -> list[str]:
    """Metrics and signs of operation as they come."""
    metrics = [mark for mark in sentence.of("metric") if start <= mark.start < end]
    found = [(mark.start, "price" if _PRICE.fullmatch(mark.text) else str(mark.value)) for mark in metrics[:1]]
    found += [(mark.start, _counted(mark)) for mark in metrics[1:]]
    for place, sign in _signs(sentence.text[start:end], start):
        inside = next((mark for mark in metrics if mark.start <= place < mark.end), None)
        priced = _priced(inside) if inside and inside is not metrics[0] and sign == "price" else ""
        if inside and priced:
            found = [*(one for one in found if one != (inside.start, str(inside.value))), (place - 1, priced)]
        if priced or not inside:
            found.append((place, sign))
    return [token for _, token in sorted(found)]


def _signs(text: str, offset: int) -> Iterator[tuple[int, str]]:
    for words, sign in _SIGNS:
        yield from ((offset + match.start(), sign) for match in re.finditer(words, text, re.I))


def _priced(mark: Mark) -> str:
    """What a price is the price of: "one conversion costs" is the price of one; empty for another metric."""
    metric = METRICS.get(str(mark.value))
    return metric.denominator[0][0] if metric and metric.is_price else ""


def _counted(mark: Mark) -> str:
    """A metric behind the one explained; one conversion is no rate there."""
    if _ONE.match(mark.text):
        return "conversions"
    return "price" if _PRICE.fullmatch(mark.text) else str(mark.value)


def _formula_of(metric: str) -> Sequence[str]:
    """A metric's formula as metrics and signs; empty for sums and for what has other things in it."""
    titles = {entry.titles["en"].lower(): key for key, entry in METRICS.items()}
    parts = re.split(r"\s*([−/])\s*", METRICS[metric].formula["en"].replace("(", "").replace(")", ""))
    signs = {"−": "-", "/": "/"}
    tokens = [signs.get(part) or titles.get(part.lower(), "") for part in parts]
    return tokens if all(tokens) and len(tokens) > 1 else ()


def _wordings(formula: Sequence[str]) -> set[tuple[str, ...]]:
    """Orders in which a formula is told: as it stands, as a share of something, as the price of one."""
    said = {tuple(formula)}
    if len(formula) == 3 and formula[1] == "/":
        above, _, below = formula
        said.add(("share", below, above))
        if above == "spend":
            said |= {("price", below), (below, "price"), ("price", "price", below), (below, "price", "price")}
    return said
