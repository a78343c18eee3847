"""One measure by another: "revenue per click", "конверсия из звонка в заезд", "a share of orders were first orders"."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from agent.understanding.grammar.columns import steps_in_headers
from agent.understanding.grammar.scene import Clause, as_a, filler
from agent.understanding.spans import Stretch
from agent.understanding.spans.currencies import codes_of, said_in, singular
from tools.semantics.metrics import METRICS, quotient

_PER: Final = frozenset(
    "per,на,за один,за,к,to,с,for each,на каждый,на каждую,на один,на одну,a,приходится на,приходилось на,"
    "relative to,относительно,по отношению к".split(",")
)
_EACH: Final = frozenset(("per", "for each", "на каждый", "на каждую", "на один", "на одну"))
"""Links that stand between nothing but what is divided and by what; the others also list, aim and compare."""
_MANY: Final = ("и", "ы", "а", "я")
"""Endings of several things: "расход на клики" divides by none of them."""
_CLAUSE: Final = 8
"""Words between what money brings and the money it is brought for."""
_FROM_CLICKS: Final = ("сайта", "сайте", "из", "трафика", "клика", "click")
_INTO: Final = frozenset(("в", "до", "to", "into"))
_STROKES: Final = frozenset(("-", "–", "—", "→", "->", ">"))
_FROM: Final = frozenset(("из", "from"))
_OUT_OF: Final = frozenset(("от", "из", "среди", "of", "among", "in", "from"))
_RATES: Final = frozenset(("cvr", "close_rate", "lead_rate"))


def quotients(spans: list[Stretch], scene: Clause) -> list[Stretch]:
    """The spans with two measures of which one is divided by the other as one metric."""
    money = (_money_for_money, _multiplied)
    for read in (_into, *money, _over, _bounded, _needed, _divided, _steps, _parts):
        spans = read(spans, scene.with_spans(spans))
    return spans


def _into(spans: list[Stretch], scene: Clause) -> list[Stretch]:
    """Reads "cr в заявку", "конверсия из звонка в заезд" as one rate: what clicks, or leads, are converted into."""
    for place, span in enumerate(spans):
        following = [other for other in spans[place + 1 : place + 5] if other.low not in _FROM_CLICKS]
        if not (span.is_a("metric") and span.value in _RATES) or len(following) < 2:
            continue
        link, thing = following[:2]
        if not thing.is_a("metric") or link.low not in ("в", "to", "into"):
            continue
        step = METRICS[span.value].denominator[0][0]
        into = "cvr" if thing.value == span.value == "cvr" else part_of(thing.value, step)
        if into:
            spans[place] = as_a(span, "metric", into)
            spans[spans.index(thing)] = filler(thing)
    return spans


def _over(spans: list[Stretch], scene: Clause) -> list[Stretch]:
    """Reads "revenue per order", "выручка на заказ" as a ratio."""
    for place in range(len(spans) - 2):
        above, link, below = spans[place : place + 3]
        if link.is_a("more", "most", "filler") and link.low not in _PER and place + 3 < len(spans):
            link, below = spans[place + 2 : place + 4]
        for_one = below.is_a("number") and below.value == "1" and place + 3 < len(spans)  # "на один заказ"
        below = spans[place + 3] if for_one else below
        if not (above.is_a("metric") and below.is_a("metric")) or link.low not in _PER:
            continue
        each = each_of(above.value, below.value) if for_one or stands_for_one(link, below) else ""
        if key := METRICS.named_ratio(above.value, below.value) or each:
            last = spans.index(below)
            spans[place : last + 1] = [*map(filler, spans[place:last]), _said(scene, below, key, above, below)]
    return spans


def _bounded(spans: list[Stretch], scene: Clause) -> list[Stretch]:
    """Reads "cost over 2000 tenge per order", "paid less than 30 per click" as a limit on what one of them costs."""
    for below in (span for span in spans if span.is_a("metric")):
        link, *before = [*scene.before(below, past=(), most=8), below][:-1] or [below]
        limit = list(itertools.takewhile(lambda one: one.is_a(*_LIMITING), before))
        if not (stands_for_one(link, below) and any(one.is_a("number") for one in limit)):
            continue
        above = next((one for one in before[len(limit) :] if one.is_a("metric")), None)
        if above is None:
            key = "" if scene.has("brings", "money") else METRICS.price_of(below.value)
            return as_one(spans, below, _said(scene, below, key, below, below), [link]) if key else spans
        if key := METRICS.named_ratio(above.value, below.value) or each_of(above.value, below.value):
            return as_one(spans, above, _said(scene, above, key, above, above), [link, below])
    return spans


_LIMITING: Final = ("more", "between", "number", "filler", "and", "dear", "cheap")


def _needed(spans: list[Stretch], scene: Clause) -> list[Stretch]:
    """Reads "how many leads does it take to close one deal", "сколько корзин нужно на заказ" as so many for one."""
    for first, _, second in _counts(spans, scene, wide=True):
        near = [*scene.before(second, past=("unknown",), most=1), *scene.after(second, past=(), most=1)]
        one = next((span for span in near if span.low in _ONE), None)
        asked = scene.before(first, past=("filler", "unknown"), most=1)
        key = each_of(_counted(first), _counted(second))
        if one is None or not asked or not asked[0].is_a("count") or not key:
            continue
        between = [span for span in scene.between(first, second) if not span.is_a("value", "campaign", "period")]
        again = [span for span in spans if span.is_a("metric") and _counted(span) == _counted(second)]
        return as_one(spans, first, _said(scene, first, key, first, first), [*between, one, *again])
    return spans


_ONE: Final = frozenset("one single 1 a an один одна одну одно одного одной одному".split())


def _money_for_money(spans: list[Stretch], scene: Clause) -> list[Stretch]:
    """Reads "returned less than 5 dollars per dollar", "каждый рубль вернул" as what money brings, in any order."""
    for place, below in enumerate(spans):
        if not _one_of_money(spans, place, scene):
            continue
        near = spans[max(0, place - _CLAUSE) : place][::-1] + spans[place + 1 : place + _CLAUSE]
        above = next((one for one in near if one.is_a("brings") or _comes_in(one)), None)
        if above is None or scene.broken(*sorted((above, below), key=lambda one: one.first)):
            continue
        key = "roi" if above.value == "profit" else "roas"
        rest = [one for one in scene.between(above, below) if one.is_a("each", "unknown", "by")]
        before = scene.before(below, past=(), most=2)
        rest += [one for one in before if one.is_a("each", "unknown", "spends", "by") or _is_spent(one)]
        rest += [one for one in scene.after(below, past=(), most=1) if _is_spent(one)]
        rest += [one for one in spans if one.is_a("currency")]  # "сколько рублей вернул каждый рубль"
        return as_one(spans, above, _said(scene, above, key, above, above), [below, *rest])
    return spans


def _comes_in(span: Stretch) -> bool:
    return span.is_a("metric") and span.value in ("revenue", "profit")


def _multiplied(spans: list[Stretch], scene: Clause) -> list[Stretch]:
    """Reads "returned less than 7x", "отбили меньше двух раз" as so many times what was spent."""
    for number in spans:
        if number.figure is None or number.figure.unit != "times" or scene.has("average"):
            continue
        limit = scene.before(number, past=("filler", "unknown"), most=1)
        before = scene.before(number, past=("filler", "unknown", "more", "between"), most=1)
        after = scene.after(number, past=(), most=1)
        if limit and limit[0].is_a("more", "between") and not (after and after[0].is_a("more", "most_of", "value")):
            said = [one for one in before if one.is_a("brings") or _comes_in(one)]
            return [as_a(one, "metric", "roas") if one in said else one for one in spans]
    return spans


MONEY: Final = "money"
"""The value of a filler that says in what the money is."""


def units_of_money(spans: list[Stretch], scene: Clause) -> list[Stretch]:
    """The spans where the workspace's currency only says in what the money is: "сколько тенге принёс", "in dollars"."""
    own = codes_of(scene.catalogue)
    return [
        as_a(span, "filler", MONEY)
        if span.is_a("currency") and span.value in own and not _one_of_money(spans, place, scene)
        else span
        for place, span in enumerate(spans)
    ]


def _one_of_money(spans: Sequence[Stretch], place: int, scene: Clause) -> bool:
    """Whether a unit of money is what something is brought for or by: "per dollar", "каждый вложенный рубль"."""
    span = spans[place]
    if span.is_a("metric"):
        return span.value == "roas" and bool(said_in(span.text, codes_of(scene.catalogue)))
    one = span.is_a("number") and span.value == "1" and span.figure is not None and span.figure.unit == "money"
    if not (one or span.is_a("currency")):
        return False
    before = reversed(spans[max(0, place - 4) : place])
    left = next((one for one in before if not (one.is_a("unknown", "spends") or _is_spent(one))), None)
    if any(one.is_a("brings") for one in spans[max(0, place - 1) : place + 3]) and _is_subject(spans, place):
        return True  # "сколько рублей приносит рубль рекламы"
    return left is not None and (left.is_a("each") or left.low in (*_PER, "с", "от", "один", "одного", "one", "every"))


def _is_subject(spans: Sequence[Stretch], place: int) -> bool:
    """Whether it is one unit, or said to be spent: what brings money, not the money that is brought."""
    after = spans[place + 1 : place + 2]
    spent = bool(after) and (after[0].is_a("spends", "unknown") or _is_spent(after[0]))
    return spans[place].is_a("currency") and (spans[place].low in singular(spans[place].value) or spent)


def _is_spent(span: Stretch) -> bool:
    """Whether it only says of money that it was put in: "вложенный", "spent"."""
    return span.is_a("metric") and span.value == "spend"


def _divided(spans: list[Stretch], scene: Clause) -> list[Stretch]:
    """Reads "activated trials / trials": the stroke is no word, so it stands between two."""
    for above, below in itertools.pairwise(spans):
        if not (above.is_a("metric") and below.is_a("metric")) or scene.text[above.end : below.start].strip() != "/":
            continue
        pair = above.value, below.value
        key = METRICS.named_ratio(*pair) or part_of(*pair) or each_of(*pair)
        if key:
            return as_one(spans, below, _said(scene, below, key, above, below), [above])
    return spans


def _steps(spans: list[Stretch], scene: Clause) -> list[Stretch]:
    """Reads "конверсия из звонка в заезд", "lead to demo rate" as the share of a step that comes to the next."""
    rates = [span for span in spans if span.is_a("step_rate") or (span.is_a("metric") and span.value in _RATES)]
    spans = steps_in_headers(spans, scene)
    only = sum(span.is_a("metric") for span in spans) == 2 and not scene.has("count", "compare", "exclude")
    for first, link, second in _counts(spans, scene):
        out_of = scene.before(first, past=(), most=1)
        said = scene.has("share") or scene.words() & _RATE_WORDS or bool(out_of and out_of[0].low in _FROM)
        cue = rates or said or only or not METRICS[second.value].additive
        into = link.low in _INTO or (link is first and scene.text[first.end : second.start].strip() in _STROKES)
        key = part_of(_counted(second), _counted(first)) if into and (cue or link.low == "до") else ""
        if key:
            return as_one(spans, second, _said(scene, second, key, first, second), [first, link, *rates])
    return spans


def _parts(spans: list[Stretch], scene: Clause) -> list[Stretch]:
    """Reads "what share of orders were first orders", "процент корзин доходит до заказа": one count in another."""
    counts = [span for span in spans if span.is_a("metric")]
    words = [span for span in spans if span.is_a("share") or (span in counts[:1] and _is_rate(span))]
    if not words or len(counts) != 2 or spans.index(words[0]) > spans.index(counts[0]):
        return spans
    for first, link, second in _counts(spans, scene, wide=True):
        part, whole = (first, second) if link.low in _OUT_OF else (second, first)
        key = part_of(_counted(part), _counted(whole))
        if key:
            verbs = [one for one in scene.between(first, second) if one.is_a("unknown", "becomes", "more", "it")]
            rest = [one for one in (*words, *verbs, whole) if one is not part]
            return as_one(spans, part, _said(scene, part, key, first, second), rest)
    return spans


def _is_rate(span: Stretch) -> bool:
    """Whether a metric is called a part of something: "процент корзин" of what else is said."""
    return not METRICS[span.value].additive and bool(_RATE_WORDS & set(span.low.split()))


def _counted(span: Stretch) -> str:
    """What a count counts, and a rate by its name: the orders of "order rate"."""
    return METRICS.counted_by(span.value)


def as_one(spans: list[Stretch], place: Stretch, whole: Stretch, rest: Sequence[Stretch]) -> list[Stretch]:
    """The spans with the whole in the place of one, and nothing more said by the rest of it."""
    return [whole if one is place else filler(one) if any(one is other for other in rest) else one for one in spans]


def _counts(
    spans: Sequence[Stretch], scene: Clause, *, wide: bool = False
) -> Iterator[tuple[Stretch, Stretch, Stretch]]:
    """Pairs of counts with what links them; `wide`: other words that list nothing may stand between."""
    places = [place for place, span in enumerate(spans) if span.is_a("metric") and _counted(span)]
    for left, right in itertools.pairwise(places):
        between = spans[left + 1 : right]
        listed = any(one.is_a("break", "compare") or one.low in _LISTING for one in between)
        if listed or scene.broken(spans[left], spans[right]) or _counted(spans[left]) == _counted(spans[right]):
            continue
        if wide or len(between) < 2:
            yield spans[left], between[0] if between else spans[left], spans[right]


_LISTING: Final = frozenset("и или and or vs against против плюс plus".split())
_RATE_WORDS: Final = frozenset(("rate", "cr", "процент", "percentage"))


def part_of(part: str, whole: str) -> str:
    """The rate at which one sum becomes another, by the name that it has of its own; empty where it is none."""
    if not (METRICS[part].additive and METRICS[whole].additive):
        return ""
    found = quotient(METRICS[part], METRICS[whole], share=True)
    return METRICS.named_ratio(part, whole) or (found.key if found else "")


def each_of(above: str, below: str) -> str:
    """So much of one sum for one of another, where no metric has a name for it; empty where it is none."""
    found = quotient(METRICS[above], METRICS[below], share=False) if above != below else None
    return found.key if found else ""


def stands_for_one(link: Stretch, below: Stretch) -> bool:
    """Whether a link can only say for how much of what: "per order", "на заказ"."""
    return link.low in _EACH or (link.low == "на" and not below.low.endswith(_MANY))


def _said(scene: Clause, span: Stretch, key: str, first: Stretch, last: Stretch) -> Stretch:
    return replace(as_a(span, "metric", key), text=scene.text[first.start : last.end])
