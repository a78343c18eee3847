"""Words read by their neighbours before constructs see them: a price and its thing, money that goes or comes."""

import itertools
from collections.abc import Callable, Sequence
from typing import Final

from agent.understanding.grammar.balances import balances
from agent.understanding.grammar.columns import cut_nouns, in_parts, parted_headers
from agent.understanding.grammar.held_against import held_against
from agent.understanding.grammar.own_ratios import own_ratios
from agent.understanding.grammar.prices import price_of
from agent.understanding.grammar.quotients import quotients, units_of_money
from agent.understanding.grammar.scene import Clause, as_a, filler
from agent.understanding.grammar.sums_of_counts import sums_of_counts
from agent.understanding.spans import Stretch, orders
from agent.understanding.text.tokens import stems_of
from tools.semantics.metrics import METRICS

_NEAR: Final = 4
_COSTING: Final = ("стои", "обош", "обход", "cost")  # beside a countable thing they ask for its price
_PRICE_MOVES: Final = ("подорож", "вздорож", "дорожа", "подешев", "дешеве")
_PAST_WORDS: Final = (
    "filler",
    "by",
    "which",
    "average",
    "all",
    "count",
    "dimension",
    "value",
    "only",
    "price",
    "weekdays",
    "period",
    "each",
    "unknown",
    "number",
)
_RATE_FORMS: Final = frozenset("конверсия конверсию конверсией conversion convert converts converting".split())
_SALES: Final = frozenset("sale sales sell sold продали продано".split())


def meant(scene: Clause) -> Clause:
    """The scene with its words read in their context."""
    for read in (
        cut_nouns,
        parted_headers,
        in_parts,
        _short_for_before,
        _glossed,
        own_ratios,
        units_of_money,
        balances,
        sums_of_counts,
        _spent_or_earned,
        _rates,
        _counted,
        _mean_counts,
        _prices,
        quotients,
        held_against,
        _money,
        _leftover_prices,
        _stand_ins,
    ):
        scene = scene.with_spans(read(list(scene.spans), scene))
    return scene


def _metric(span: Stretch, key: str) -> Stretch:
    return as_a(span, "metric", key)


def _short_for_before(spans: list[Stretch], scene: Clause) -> list[Stretch]:
    """Reads "один такой показ" after "показы квартир" as one of them: a column just told of may be said in short."""
    told = [own for own in scene.catalogue.own if own.key in scene.metrics_before]
    for place, span in enumerate(spans):
        near = [own.key for own in told if span.is_a("metric") and {*stems_of(span.low)} < {*stems_of(own.word)}]
        spans[place] = _metric(span, near[0]) if len(near) == 1 else span
    return spans


def _glossed(spans: list[Stretch], scene: Clause) -> list[Stretch]:
    """Reads "окупаемость (ROAS)" as what stands in the brackets: it says which of its kind the word before means."""
    for left, right in itertools.pairwise(spans):
        bracketed = scene.text[left.end : right.start].strip() == "(" and scene.text[right.end :].lstrip()[:1] == ")"
        if left.is_a("metric") and right.is_a("metric") and bracketed:
            spans[spans.index(left)] = filler(left)
    return spans


def _spent_or_earned(spans: list[Stretch], scene: Clause) -> list[Stretch]:
    """Reads "performing" alone as no metric: "how is Facebook performing" asks for the usual ones."""
    ranked = scene.has("best", "worst", "most", "least")
    return [
        as_a(span, "vague")
        if span.is_a("metric") and span.value == "roi" and span.low.startswith("perform") and not ranked
        else span
        for span in spans
    ]


def _rates(spans: list[Stretch], scene: Clause) -> list[Stretch]:
    """Reads "какая конверсия", "конверсия 5 %" as the rate, "сколько конверсий" as the count."""
    counted = scene.has("count") and not scene.has("which")
    moved = scene.has("change", "intent") or orders.SUPPOSES.search(scene.text)  # "lost 5 % of the orders" is no rate
    percent = not moved and any(span.figure is not None and span.figure.unit == "percent" for span in spans)
    alone = {span.value for span in spans if span.is_a("metric")} == {"conversions"}
    found = []
    for place, span in enumerate(spans):
        before = spans[place - 1] if place else None
        by = span.low == "конверсии" and before is not None and before.low in ("по", "в")
        rate = (
            span.is_a("metric")
            and span.value == "conversions"
            and (((span.low in _RATE_FORMS or by) and not counted) or (percent and alone and not _is_counted(before)))
        )
        found.append(_metric(span, "cvr") if rate else span)
    return found


def _is_counted(before: Stretch | None) -> bool:
    """Whether so many of something stand there: "1000 заказов"."""
    return before is not None and before.figure is not None and before.figure.unit != "percent"


def _counted(spans: list[Stretch], scene: Clause) -> list[Stretch]:
    """Reads "how many sales", "how many did we sell" as their number; "sales" alone is money."""
    counted = False
    for place, span in enumerate(spans):
        if counted and span.is_a("metric") and span.low in _SALES:
            spans[place] = _metric(span, "conversions")
        counted = span.is_a("count", "price") or (counted and span.is_a("filler"))
    return spans


def _mean_counts(spans: list[Stretch], scene: Clause) -> list[Stretch]:
    """Reads "average orders per day" as how many a day: what one order is worth has no mean over days."""
    timed = scene.has("per_day", "per_week", "per_month")
    return [_metric(span, "conversions") if timed and span.low in _MEAN_COUNTS else span for span in spans]


_MEAN_COUNTS: Final = frozenset(("average orders", "avg orders", "average purchases"))


def _prices(spans: list[Stretch], scene: Clause) -> list[Stretch]:
    """A price word, or "dear" or "cheap", and the thing it is the price of become one metric."""
    for place, span in enumerate(spans):
        verb = span.is_a("metric") and span.value == "spend" and span.low.startswith(_COSTING)
        verb_moves = span.is_a("change") and span.low.startswith(_PRICE_MOVES)
        if not (span.is_a("price", "dear", "cheap") or verb or verb_moves):
            continue
        thing = _thing(spans, place)
        if thing is None or "," in scene.text[spans[min(place, thing)].end : spans[max(place, thing)].start]:
            continue  # "cost, clicks" are two
        spans[thing] = _metric(
            spans[thing], price_of(spans[thing].value) or ("cac" if scene.collected("cac") else "cpa")
        )
        if span.is_a("price") or verb:
            spans[place] = filler(span)
        for other in range(min(place, thing), max(place, thing)):  # "1000 impressions" is the unit of the price
            spans[other] = filler(spans[other]) if spans[other].is_a("number") else spans[other]
    return spans


def _thing(spans: Sequence[Stretch], place: int) -> int | None:
    """What is priced: the nearest countable metric or customer, nothing but small words between."""
    for step in (1, -1):
        other = place + step
        while (
            0 <= other < len(spans)
            and spans[other].is_a(*_PAST_WORDS)
            and abs(other - place) <= _NEAR
            and not _is_customer(spans[other])
        ):
            other += step
        if 0 <= other < len(spans) and (
            _is_customer(spans[other]) or (spans[other].is_a("metric") and price_of(spans[other].value))
        ):
            return other
    return None


def _is_customer(span: Stretch) -> bool:
    return span.is_a("customer") or (
        span.is_a("dimension") and span.value == "account" and span.low.startswith(("клиент", "client"))
    )


def _money(spans: list[Stretch], scene: Clause) -> list[Stretch]:
    """Reads "where did the money go" as spend, "brings the most money" as revenue; beside a metric it is nothing."""
    named = scene.has("metric", "price", "vague", "share", "loss", "gain", "waste")
    brings, goes = scene.of("brings"), scene.of("spends")
    for place, span in enumerate(spans):
        if span.is_a("brings") and _is_asked_for(spans, place):
            spans[place] = _metric(span, "revenue")
            continue
        if span.is_a("money"):
            spans[place] = (
                filler(span)
                if scene.has("metric", "intent", "plan")
                else _metric(span, "revenue" if brings and not goes else "spend")
            )
        elif span.is_a("brings"):
            money = scene.has("money") or scene.has("count", "how_much", "which", "who", "period", "value")
            said = named or not money or _stands_before_metric(spans, place) or _of_them(scene)
            spans[place] = filler(span) if said or scene.has("money") else _metric(span, "revenue")
        elif span.is_a("spends"):
            spans[place] = filler(span)
        elif span.is_a("buys"):  # beside a metric it is only how people speak of it
            other = any(one.is_a("metric", "money", "price") for one in (*spans, *scene.around))
            spans[place] = filler(span) if other else _metric(span, "conversions")
    return spans


def _is_asked_for(spans: Sequence[Stretch], place: int) -> bool:
    """Reads "and how much did it bring", "и сколько это принесло": the money, not a verb."""
    before = [
        one for one in reversed(spans[:place]) if not one.is_a("filler", "it", "unknown", "value", "campaign", "vague")
    ][:1]
    after = [one for one in spans[place + 1 :] if not one.is_a("filler", "unknown")][:1]
    nothing = not after or not after[0].is_a("metric", "money", "customer")
    return bool(before) and before[0].is_a("how_much", "count") and nothing


def _of_them(scene: Clause) -> bool:
    """Reads "какая кампания дала их больше" after "сколько лидов": of the measure of the request before."""
    return bool(scene.words() & {"их", "them"}) and any(span.is_a("metric") for span in scene.around)


def _stands_before_metric(spans: Sequence[Stretch], place: int) -> bool:
    return any(other.is_a("metric") for other in spans[place + 1 : place + 1 + _NEAR])


def _leftover_prices(spans: list[Stretch], scene: Clause) -> list[Stretch]:
    """The price of the one thing counted ("сколько заявок и почём"), else a price of nothing in particular: spend."""
    things = {other.value for other in (*scene.around, *spans) if other.is_a("metric") and price_of(other.value)}
    things = things or {name for name in scene.metrics_before if price_of(name)}
    thing = next(iter(things)) if len(things) == 1 else ""
    later = any(other.is_a("metric") and METRICS[other.value].is_price for other in spans)
    for place, span in enumerate(spans):
        if thing and (_costs_each(spans, place) or (span.is_a("price") and span.low in _PRICED_ALONE)):
            spans[place] = _metric(span, price_of(thing))
        elif span.is_a("price"):
            spans[place] = filler(span) if later else _metric(span, "spend")
    return spans


def _costs_each(spans: Sequence[Stretch], place: int) -> bool:
    """Reads "what did each one cost", "сколько за каждую заплатили", "how much was each" as a unit price."""
    span = spans[place]
    if span.is_a("how_much", "count"):
        after = next((at for at in range(place + 1, len(spans)) if not spans[at].is_a("filler", "vague", "it")), None)
        return after is not None and _stands_for_a_thing(spans, after)
    verb = span.is_a("price", "spends") or (span.is_a("metric") and span.value == "spend")
    near = range(max(0, place - 4), min(len(spans), place + 5))
    return verb and any(at != place and _stands_for_a_thing(spans, at) for at in near)


def _stands_for_a_thing(spans: Sequence[Stretch], at: int) -> bool:
    """Whether it is "each" or "one" without a noun of its own: "each cost us", not "each channel", "one campaign"."""
    if not (spans[at].is_a("each") or spans[at].low in _ONE):
        return False
    following = next((one for one in spans[at + 1 :] if not one.is_a("filler", "unknown", "it")), None)
    noun = following is not None and following.is_a("dimension", "metric", "value", "campaign", "number")
    return not noun or (following is not None and following.is_a("metric") and following.value == "spend")


_ONE: Final = frozenset("one одна один одну одно одной одного штука штуку штуки apiece a-piece single".split())
_PRICED_ALONE: Final = frozenset("почем стоимость цена price cost".split())


def _stand_ins(spans: list[Stretch], scene: Clause) -> list[Stretch]:
    """The score where engagement is only known as one."""

    def known(span: Stretch) -> Stretch:
        alike = (
            span.is_a("metric") and span.value in ("engagements", "engagement_rate") and not scene.collected(span.value)
        )
        return _metric(span, "engagement_score") if alike and scene.collected("engagement_score") else span

    return [known(span) for span in spans]


def listed(spans: Sequence[Stretch]) -> tuple[str, ...]:
    """The metrics named, in their order."""
    return tuple(dict.fromkeys(span.value for span in spans if span.is_a("metric")))


def linked(spans: Sequence[Stretch], fits: Callable[[Stretch, Stretch], bool]) -> bool:
    """Whether some neighbours fit."""
    return any(fits(left, right) for left, right in itertools.pairwise(spans))
