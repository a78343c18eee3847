"""Which metrics a question is about: words, prices ("what does a click cost"), ratios ("revenue per order")."""

import itertools
from dataclasses import replace
from typing import Final

from agent.planner.items import Item, Row
from agent.planner.tokens import stem
from tools.semantics.metrics import METRICS

OVERVIEW: Final = ("spend", "revenue", "roi", "conversions")
_PRICE_OF: Final = {"clicks": "cpc", "conversions": "cpa", "cvr": "cpa", "leads": "cpl", "impressions": "cpm"}
_COSTLY: Final = frozenset(
    stem(word)
    for word in (
        "дорогой дороже дешевый дешевле подешевле подороже недорогой "
        "expensive cheap cheaper cheapest costly priciest costliest"
    ).split()
)
_RATE_FORMS: Final = frozenset(
    ("конверсия", "конверсию", "конверсией", "conversion", "convert", "converts", "converting")
)
_CONNECTORS: Final = (
    "filler",
    "by",
    "which",
    "average",
    "all",
    "price",
    "count",
    "dimension",
    "channel",
    "value",
    "only",
)


def with_meant_metrics(row: Row) -> tuple[Item, ...]:
    """The items with metric words read in their context."""
    items = [_vague(_rated(item, row), row) for item in row.items]
    items = _prices(_counted_sales(items))
    items = _quotients(_conversions_into(items))
    items = _money(_made(items))
    items = [_as_price_of_one(item, items) for item in items]
    items = [_as_spend(item) for item in items]
    return tuple(replace(item, value=with_stand_in(item.value, row)) if item.is_a("metric") else item for item in items)


def _rated(item: Item, row: Row) -> Item:
    """Reads "какая конверсия", "конверсия выше 5 %" as the rate, "сколько конверсий" as the count."""
    by = item.text.lower() == "конверсии" and item.first > 0 and row.tokens[item.first - 1].plain in ("по", "в")
    if not (item.is_a("metric") and item.value == "conversions" and (by or item.text.lower() in _RATE_FORMS)):
        return item
    counted = any(other.is_a("count") for other in row.items) and not any(other.is_a("which") for other in row.items)
    return item if counted else _metric(item, "cvr")


def _vague(item: Item, row: Row) -> Item:
    """Reads "how did Facebook perform" as all the usual metrics; "which performs best" is about the return."""
    performs = item.is_a("metric") and item.value == "roi" and item.text.lower().startswith("perform")
    return replace(item, kind="vague", value="") if performs and not row.has("best", "worst", "most", "least") else item


def usual(row: Row) -> tuple[str, ...]:
    """The metrics of a question that names none, of those the data has; all of the common ones for "all metrics"."""
    items = [item for item in row.items if not item.is_a("filler")]
    everything = any(
        left.is_a("all") and right.is_a("vague") and right.text.lower().startswith(_NAMED_ALL)
        for left, right in itertools.pairwise(items)
    )
    wanted = EVERYTHING if everything else OVERVIEW
    return (
        tuple(name for name in wanted if collected(name, row))
        or tuple(name for name in EVERYTHING if collected(name, row))[:4]
        or OVERVIEW
    )


def collected(metric: str, row: Row) -> bool:
    """Whether the data has all its parts."""
    return not row.catalogue.measures or set(METRICS[metric].parts) <= row.catalogue.measures


def with_stand_in(metric: str, row: Row) -> str:
    """The metric, or the score where engagement is only known as one."""
    alike = metric in ("engagements", "engagement_rate") and not collected(metric, row)
    return "engagement_score" if alike and collected("engagement_score", row) else metric


EVERYTHING: Final = (
    "spend",
    "revenue",
    "roi",
    "conversions",
    "cpa",
    "clicks",
    "cpc",
    "impressions",
    "ctr",
    "cpm",
    "cvr",
)
_NAMED_ALL: Final = (
    "metric",
    "kpi",
    "показател",
    "метрик",
    "цифр",
    "key",
    "main",
    "основн",
    "ключев",
    "figures",
    "numbers",
)


def _metric(item: Item, key: str) -> Item:
    return Item("metric", key, "", item.first, item.after, item.text)


def _counted_sales(items: list[Item]) -> list[Item]:
    """Reads "how many sales", "how many did we sell" as their number; "sales" alone is money."""
    counted = False
    for place, item in enumerate(items):
        if counted and item.is_a("metric") and item.text.lower() in _SALES:
            items[place] = _metric(item, "conversions")
        counted = item.is_a("count", "price") or (counted and item.is_a("filler"))
    return items


_SALES: Final = frozenset(("sale", "sales", "sell", "sold"))


def _prices(items: list[Item]) -> list[Item]:
    """A price word (or "dear", "cheap") and the thing it is the price of become one metric."""
    for index, item in enumerate(items):
        if not (item.is_a("price") or (item.is_a("most", "least", "more") and is_costly(item))):
            continue
        thing = _thing(items, index)
        if thing is None:
            continue
        key = _PRICE_OF.get(items[thing].value, "cac")
        items[thing] = _metric(items[thing], key)
        if item.is_a("price"):
            items[index] = Item("filler", "", "", item.first, item.after, item.text)
    return items


def is_costly(item: Item) -> bool:
    """Whether it says dear or cheap."""
    return any(stem(word) in _COSTLY for word in item.text.lower().split())


def _thing(items: list[Item], index: int) -> int | None:
    """What is priced: the nearest countable metric, nothing but small words between."""
    for step in (1, -1):
        place = index + step
        while 0 <= place < len(items) and items[place].is_a(*_CONNECTORS) and abs(place - index) <= 3:
            place += step
        if 0 <= place < len(items) and items[place].is_a("metric") and items[place].value in _PRICE_OF:
            return place
    customers = (place for place, item in enumerate(items) if item.text.lower().startswith(_CUSTOMERS))
    return next((place for place in customers if abs(place - index) <= _NEAR_PRICE), None)


_CUSTOMERS: Final = ("клиент", "покупател", "customer", "client", "buyer")
_NEAR_PRICE: Final = 4


def _conversions_into(items: list[Item]) -> list[Item]:
    """Reads "cr в заявку", "conversion to lead" as one rate: what clicks are converted into."""
    for index, item in enumerate(items):
        following = [other for other in items[index + 1 : index + 4] if other.text.lower() not in _OF_THE_SITE]
        if not item.is_a("metric") or item.value != "cvr" or len(following) < 2:
            continue
        link, thing = following[:2]
        if link.text.lower() in ("в", "to", "into") and thing.is_a("metric") and thing.value in _RATE_INTO:
            items[index] = _metric(item, _RATE_INTO[thing.value])
            place = items.index(thing)
            items[place] = Item("filler", "", "", thing.first, thing.after, thing.text)
    return items


_RATE_INTO: Final = {"leads": "lead_rate", "conversions": "cvr", "cvr": "cvr"}
_OF_THE_SITE: Final = frozenset(("сайта", "сайте", "из", "трафика"))


def _quotients(items: list[Item]) -> list[Item]:
    """Reads "revenue per order", "выручка на заказ" as the ratio that the catalogue has."""
    for index in range(len(items) - 2):
        above, link, below = items[index : index + 3]
        if not (
            above.is_a("metric")
            and below.is_a("metric")
            and link.text.lower() in ("per", "на", "/", "за один", "к", "to")
        ):
            continue
        ratio = _ratio(above.value, below.value)
        if ratio:
            items[index + 2] = Item(
                "metric", ratio, "", above.first, below.after, f"{above.text} {link.text} {below.text}"
            )
            items[index] = Item("filler", "", "", above.first, above.after, above.text)
            items[index + 1] = Item("filler", "", "", link.first, link.after, link.text)
    return items


def _ratio(above: str, below: str) -> str | None:
    top, bottom = METRICS[above].numerator, METRICS[below].numerator
    return next((m.key for m in METRICS.values() if m.numerator == top and m.denominator == bottom), None)


def _made(items: list[Item]) -> list[Item]:
    """Reads "made over 2 million profit" as profit alone: the verb brings no metric beside the one it made."""
    for index, item in enumerate(items):
        brings = item.is_a("metric") and item.text.lower().startswith(_EARNING)
        next_to = next((other for other in items[index + 1 :] if not other.is_a("filler")), None)
        weighed = next_to is not None and next_to.is_a("more", "most", "least", "number")
        if brings and weighed and any(other.is_a("metric") for other in items[index + 1 : index + _NEAR_MADE]):
            items[index] = Item("filler", "", "", item.first, item.after, item.text)
    return items


_NEAR_MADE: Final = 6


def _money(items: list[Item]) -> list[Item]:
    """Reads "where did most of the money go" as spend, "brings the most money" as revenue."""
    ranked = any(item.is_a("most", "least") for item in items)
    if any(item.is_a("metric", "price", "loss", "gain", "vague", "intent") for item in items):
        return items
    earned = ranked and any(item.text.lower().startswith(_EARNING) for item in items)
    key, words = "revenue" if earned else "spend", _MONEY if ranked else _BUDGET
    return [_metric(item, key) if item.is_a("filler") and item.text.lower() in words else item for item in items]


_MONEY: Final = frozenset("money cash budget денег деньги деньгам бабла бабок бюджет бюджета".split())
_BUDGET: Final = frozenset("budget budgets бюджет бюджета бюджету бюджете бюджеты бюджетов".split())
_EARNING: Final = (
    "bring",
    "brought",
    "make",
    "made",
    "earn",
    "generat",
    "принес",
    "принос",
    "зарабат",
    "заработ",
    "дает",
    "дал",
)


def _as_price_of_one(item: Item, items: list[Item]) -> Item:
    """Reads "сколько заявок и почём": the price of the one thing counted."""
    things = {other.value for other in items if other.is_a("metric") and other.value in _PRICE_OF}
    if not item.is_a("price") or item.text.lower() not in ("почем", "почём") or len(things) != 1:
        return item
    return _metric(item, _PRICE_OF[things.pop()])


def _as_spend(item: Item) -> Item:
    """A price of nothing in particular is what was spent."""
    return _metric(item, "spend") if item.is_a("price") else item


def metrics_of(items: tuple[Item, ...]) -> tuple[str, ...]:
    """The metrics named, in their order."""
    return tuple(dict.fromkeys(item.value for item in items if item.is_a("metric")))
