"""Binds a figure of a sentence to the cell that bears it out: name, metric, part, days, unit, currency and sign."""

import math
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from tools.claims.apart import between_rows, of_whole, per_ruble, together
from tools.claims.bound import Bound, direction_near, signed
from tools.claims.mark import Mark, figure_of, listed
from tools.claims.meant import described_rows, metric_of, speaks_of_whole
from tools.claims.roles import ABOUT, role_of
from tools.claims.rows import STEPS, Row
from tools.claims.scope import Scope
from tools.semantics.metrics import METRICS

BESIDE: Final = {
    -1: re.compile(
        r"(?:\b(?:just|a little|a bit|slightly) (?:under|below|less than)"
        r"|\b(?:чуть|немного) (?:меньше|менее|ниже)|без малого)\s*$",
        re.I,
    ),
    1: re.compile(
        r"(?:\b(?:just|a little|a bit|slightly) (?:over|above|more than)|\b(?:чуть|немного) (?:больше|более|выше))\s*$",
        re.I,
    ),
}
"""On which side of a figure the cell is that lies near it."""
_SIDES: Final = {"more": 1, "dearer": 1, "less": -1, "cheaper": -1}
"""On which side of a limit the cell lies."""
_DEARER: Final = re.compile(r"dearer|cheaper|more expensive|дороже|дешевле", re.I)
_THAN: Final = re.compile(r"\s*(?:than|чем)?\s*", re.I)
_TIMES: Final[tuple[tuple[re.Pattern[str], tuple[float, float]], ...]] = (
    (
        re.compile(
            r"(?:\b(?:more than|over|well over|better than)|\b(?:более чем|больше чем|более|свыше))\s*(?:в\s*)?$", re.I
        ),
        (1.0, 1.5),
    ),
    (
        re.compile(
            r"(?:\b(?:nearly|almost|just under|close to)|\b(?:почти|чуть менее чем|без малого))\s*(?:в\s*)?$", re.I
        ),
        (0.85, 1.0),
    ),
)
"""How far a whole factor may be from the cell, by the words before it."""


def bind(scope: Scope, mark: Mark) -> Bound | None:
    """The cell, or None when nothing bears the figure out."""
    _, currency = mark.value
    limit = limit_at(scope, mark)
    if limit and not scope.metric(mark):
        return None  # beyond a limit anything may be
    if limit and (scope.sentence.has("all", "none", "only", "majority") or scope.counts_steps):
        return None  # a limit for each of several is counted, not found in one cell
    for found in candidates(scope, mark):
        if (_beyond(mark, found, limit) if limit else shows(scope, mark, found)) and _currency_fits(found, currency):
            return found
    return None


def limit_at(scope: Scope, mark: Mark) -> Mark | None:
    """The word that makes a figure a limit: "more than 3 million", "exceeded 5 %"."""
    before = scope.sentence.text[: mark.start]
    if figure_of(mark).unit == "times" or any(words.search(before) for words in BESIDE.values()):
        return None
    near = (one for one in scope.inside(mark, *_SIDES) if 0 <= mark.start - one.end <= 6)
    return next((one for one in near if _is_limit(scope, one, mark)), None)


def _is_limit(scope: Scope, word: Mark, mark: Mark) -> bool:
    """Whether nothing stands between: "dearer by 5" says how far, "dearer than 5" is a limit."""
    between = scope.sentence.between(word.end, mark.start)
    return word.kind in ("more", "less") or bool(_DEARER.fullmatch(word.text) and _THAN.fullmatch(between))


def _beyond(mark: Mark, found: Bound, limit: Mark) -> bool:
    if not math.isfinite(found.exact):
        return False
    value = float(figure_of(mark).value)
    if _SIDES[limit.kind] > 0:
        return found.exact > value
    shown = figure_of(mark).decimals > 0 and figure_of(mark).shows(Decimal(str(found.exact)))
    return found.exact < value and not shown  # 20.59 % is told as 20.6 %


def _currency_fits(found: Bound, said: str) -> bool:
    return not said or said == (found.currency or said)


def shows(scope: Scope, mark: Mark, found: Bound) -> bool:
    """Whether the figure is this cell's, rounded as it is written or said to be about it."""
    figure = figure_of(mark)
    before = scope.sentence.text[: mark.start]
    if figure.unit == "times" and not figure.decimals:  # "twice" is no rounding of 1.6
        said = float(figure.value)
        low, high = next((bounds for words, bounds in _TIMES if words.search(before)), (0.9, 1.1))
        return low * said <= found.exact <= high * said
    if not math.isfinite(found.exact):
        return False
    exact = Decimal(str(found.exact))
    side = next((side for side, words in BESIDE.items() if words.search(before)), 0)
    if side:
        return figure.shows_roughly(exact) and (exact - figure.value) * side > 0
    return figure.shows(exact) or (bool(ABOUT.search(before)) and figure.shows_roughly(exact))


def beside(scope: Scope, mark: Mark) -> list[Mark]:
    """The words right before a figure that say on which side of it the cell lies: "just under 23M"."""
    found = (words.search(scope.sentence.text[: mark.start]) for words in BESIDE.values())
    return [one for match in found if match for one in scope.sentence.marks if match.start() <= one.start < mark.start]


def candidates(scope: Scope, mark: Mark) -> Iterator[Bound]:
    """Every cell that the figure may mean where it stands, in the figure's own unit."""
    said, names, role = metric_of(scope, mark), scope.names_of_figure(mark), role_of(scope, mark)
    rows = _rows_of(scope, mark, names)
    if scope.inside(mark, "per_ruble"):
        profit = any(one.value == "profit" for one in scope.inside(mark, "metric"))
        yield from (found for row in rows for found in per_ruble(mark, row, of_profit=profit))
        return
    if _is_a_loss(scope, mark):
        yield from (found for row in rows for found in _loss(mark, row))
        return
    pairs = [(row, metric) for row in rows for metric in ([said] if said else list(row.units))]
    for row, metric in pairs:
        yield from _of_row(scope, mark, row, metric, role)
    if figure_of(mark).unit == "times":
        yield from (found for row, metric in pairs for found in _moved(scope, mark, row, metric))
    if role == "by" or _of_two(scope, mark):
        yield from between_rows(scope, mark, said)
    yield from together(scope, mark, said)
    if figure_of(mark).unit != "pp":
        yield from of_whole(scope, mark, said, names)


def _rows_of(scope: Scope, mark: Mark, names: list[Mark]) -> list[Row]:
    if speaks_of_whole(scope, mark):
        return list(scope.evidence.wholes)
    described = [] if names else described_rows(scope, mark)
    return described or scope.rows(names, mark)


def _of_two(scope: Scope, mark: Mark) -> bool:
    """Whether a figure may lie between two names or two months."""
    names = len(listed(scope.inside(mark, "name"))) > 1 or len(listed(scope.sentence.of("name"))) == 2
    return names or _of_two_months(scope)


def _of_two_months(scope: Scope) -> bool:
    return scope.sentence.has("period") and not scope.sentence.has("name")


def _of_row(scope: Scope, mark: Mark, row: Row, metric: str, role: str) -> Iterator[Bound]:
    for part in _parts(scope, mark, row, role):
        exact = row.figures.get((metric, part))
        if exact is not None and _days_fit(scope, mark, row, part, role):
            yield from in_units(mark, row, metric, part, exact)
    only_share = figure_of(mark).unit == "percent" and row.units.get(metric, "").startswith("money")
    if role == "current" and (only_share or scope.sentence.has("share")) and (metric, "share") in row.figures:
        yield from in_units(mark, row, metric, "share", row.figures[metric, "share"])
    if role == "by":
        yield from _moved(scope, mark, row, metric)
    if metric in ("profit", "spend", "revenue", "roi") and scope.inside(mark, "lost", "loses_money"):
        yield from _loss(mark, row)


_LOSS: Final = re.compile(r"loss(?:es)?|убыт\w+|в убыт\w+", re.I)


def _is_a_loss(scope: Scope, mark: Mark) -> bool:
    """Whether money is told as a loss, of nothing else: "TikTok's loss came to 5"."""
    losses = [one for one in scope.inside(mark, "lost", "loses_money") if _LOSS.fullmatch(one.text)]
    return bool(losses) and figure_of(mark).unit == "money" and not scope.inside(mark, "metric")


def _loss(mark: Mark, row: Row) -> Iterator[Bound]:
    """What was spent and did not come back."""
    spend, revenue = row.figures.get(("spend", "")), row.figures.get(("revenue", ""))
    if spend is not None and revenue is not None:
        yield from in_units(mark, row, "spend", "", spend - revenue)


def _parts(scope: Scope, mark: Mark, row: Row, role: str) -> tuple[str, ...]:
    """Which parts of a metric a figure in this role may be."""
    rates = " ".join(one.text for one in scope.inside(mark, "rate"))
    if rates:
        day, week = (re.search(words, rates, re.I) for words in ("day|день|ежедн|daily", "week|недел"))
        return ("per_day",) if day else ("per_week",) if week else ()
    if role == "by":
        return ()
    timed = any(name in STEPS for name, _ in row.own)
    if role == "previous":
        return ("",) if timed else ("previous",)
    other_days = scope.window(mark) is not None and not scope.fits_window(row, "", mark)
    return ("previous",) if other_days else ("",)


def _days_fit(scope: Scope, mark: Mark, row: Row, part: str, role: str) -> bool:
    said = scope.window(mark)
    if role == "previous" and (said is None or said.value == row.window):
        return True
    return scope.fits_window(row, part, mark)


def in_units(mark: Mark, row: Row, metric: str, part: str, exact: float) -> Iterator[Bound]:
    """The cell in the unit in which the figure is written."""
    figure, unit = figure_of(mark), row.units.get(metric, "")
    if part in ("share", "change"):
        unit = "ratio"
    style = METRICS[metric].style if metric in METRICS else ""
    currency = unit.partition(":")[2]
    if unit.startswith("money") and figure.unit in ("money", None):
        yield Bound(row=row, metric=metric, part=part, exact=exact, currency=currency)
    elif (
        unit == "ratio"
        and style in ("multiple", "score")
        and part not in ("share", "change")
        and figure.unit in (None, "times")
    ):
        yield Bound(row=row, metric=metric, part=part, exact=exact)
    elif unit == "ratio" and figure.unit in ("percent", "pp"):
        yield Bound(row=row, metric=metric, part=part, exact=exact * 100)
    elif unit == "count" and figure.unit is None:
        yield Bound(row=row, metric=metric, part=part, exact=exact)


def _moved(scope: Scope, mark: Mark, row: Row, metric: str) -> Iterator[Bound]:
    """By how much the row's metric moved, or what a factor gave to the change."""
    sign = _better_sign(scope, mark, metric) or direction_near(scope, mark)
    now, before = row.figures.get((metric, "")), row.figures.get((metric, "previous"))
    contribution = _contribution(scope, mark, row, metric)
    if contribution is not None and figure_of(mark).unit == "pp":
        yield Bound(row=row, metric=metric, part="contribution", exact=signed(contribution * 100, sign, mark))
    if now is None or before is None or (scope.window(mark) is not None and not _either_window(scope, mark, row)):
        return
    figure = figure_of(mark)
    if figure.unit == "times":
        yield from _times(scope, mark, row, metric)
    elif figure.unit == "percent" and before:
        yield Bound(row=row, metric=metric, part="change", exact=signed(100 * (now - before) / abs(before), sign, mark))
    elif figure.unit == "pp":
        yield Bound(row=row, metric=metric, part="difference", exact=signed(100 * (now - before), sign, mark))
    elif figure.unit in ("money", None):
        unit = row.units.get(metric, "")
        yield Bound(
            row=row,
            metric=metric,
            part="difference",
            exact=signed(now - before, sign, mark),
            currency=unit.partition(":")[2],
        )


def _contribution(scope: Scope, mark: Mark, row: Row, metric: str) -> float | None:
    """What a row gave to the change explained: a name's share; a factor's only where the sentence speaks of it."""
    own = row.figures.get((metric, "contribution"))
    if own is not None or any((metric, "contribution") in one.figures for one in scope.evidence.wholes):
        return own
    parts = {key: value for (key, part), value in row.figures.items() if part == "contribution"}
    if row.own:
        return next(iter(parts.values()), None)
    return parts.get(_factor_of(scope, mark))


def _factor_of(scope: Scope, mark: Mark) -> str:
    """The factor that a figure's sentence speaks of: the nearest before it, else behind it; a click is its price."""
    factors = {key for row in scope.evidence.wholes for key, part in row.figures if part == "contribution"}
    said = [*scope.sentence.before(mark, "metric"), *scope.sentence.after(mark, "metric")]
    named = (key for one in said for key in (str(one.value), METRICS.price_of(str(one.value))) if key in factors)
    return next(named, "")


def _times(scope: Scope, mark: Mark, row: Row, metric: str) -> Iterator[Bound]:
    """Such as "Fell more than twofold": one period's value over the other's."""
    now, before = row.figures[metric, ""], row.figures[metric, "previous"]
    sign, said = direction_near(scope, mark), float(figure_of(mark).value)
    if now <= 0 or before <= 0 or not sign:
        return
    times = now / before if sign > 0 else before / now
    more = re.search(r"(?:more than|over|более чем|больше чем|более)\W*$", scope.sentence.text[: mark.start], re.I)
    yield Bound(row=row, metric=metric, part="times", exact=said if more and times >= said else times)


def _better_sign(scope: Scope, mark: Mark, metric: str) -> int:
    words = scope.inside(mark, "better_now", "worse_now")
    if not words or metric not in METRICS or not METRICS[metric].better:
        return 0
    good = words[0].kind == "better_now"
    return 1 if good == (METRICS[metric].better == "up") else -1


def _either_window(scope: Scope, mark: Mark, row: Row) -> bool:
    said = scope.window(mark)
    return said is not None and said.value in (row.window, row.compared)
