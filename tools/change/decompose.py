"""Why a figure changed: its change divided among factors, and among channels or campaigns, without a remainder.

Factors of a product share a change by Shapley's value (the average over all orders in which the factors could have
moved), which is exact, symmetric and at home with zeros; for two factors it is the Marshall-Edgeworth split. Parts of a
ratio share it as *rate* (the part itself got better or worse) and *mix* (weight moved towards or away from the part).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import factorial
from typing import Final

from tools.semantics.metrics import METRICS

FACTORS: Final[Mapping[str, tuple[str, tuple[tuple[str, str, str], ...]]]] = {
    "revenue": (
        "",
        (
            ("spend", "spend", ""),
            ("cpc", "clicks", "spend"),
            ("cvr", "conversions", "clicks"),
            ("aov", "revenue", "conversions"),
        ),
    ),
    "conversions": ("", (("spend", "spend", ""), ("cpc", "clicks", "spend"), ("cvr", "conversions", "clicks"))),
    "leads": ("", (("spend", "spend", ""), ("cpc", "clicks", "spend"), ("lead_rate", "leads", "clicks"))),
    "clicks": ("", (("impressions", "impressions", ""), ("ctr", "clicks", "impressions"))),
    "spend": ("", (("impressions", "impressions", ""), ("cpm", "spend", "impressions"))),
    "cpa": ("", (("cpc", "spend", "clicks"), ("cvr", "clicks", "conversions"))),
    "cpl": ("", (("cpc", "spend", "clicks"), ("lead_rate", "clicks", "leads"))),
    "cpc": ("", (("cpm", "spend", "impressions"), ("ctr", "impressions", "clicks"))),
    "roas": ("", (("cpc", "clicks", "spend"), ("cvr", "conversions", "clicks"), ("aov", "revenue", "conversions"))),
    "roi": (
        "minus_one",
        (("cpc", "clicks", "spend"), ("cvr", "conversions", "clicks"), ("aov", "revenue", "conversions")),
    ),
}
"""For each metric the chain whose product it is: (metric people know, numerator, denominator) of each link."""

Totals = Mapping[str, float]
"""Base measures of one period."""


@dataclass(frozen=True, kw_only=True)
class Contribution:
    """What one factor or part added to the change, in the metric's own unit."""

    name: str
    before: float | None
    after: float | None
    """The factor's or part's own value in both periods."""
    total: float
    rate: float = 0.0
    mix: float = 0.0
    """`total` is their sum for a part of a ratio."""


@dataclass(frozen=True, kw_only=True)
class Decomposition:
    """A change and what it is made of; the contributions add up to it exactly."""

    metric: str
    before: float
    after: float
    contributions: tuple[Contribution, ...]
    """Largest first; equal ones by name."""

    @property
    def change(self) -> float:
        """After less before."""
        return self.after - self.before

    @property
    def residual(self) -> float:
        """What is left unexplained: rounding only."""
        return self.change - sum(one.total for one in self.contributions)

    @property
    def main(self) -> Contribution | None:
        """The contribution that explains most of the change, None when nothing moved its way."""
        same_way = [one for one in self.contributions if one.total * self.change > 0]
        return max(same_way, key=lambda one: abs(one.total), default=None)


def decompose_factors(metric: str, before: Totals, after: Totals) -> Decomposition | None:
    """A metric's change divided among the factors of its chain.

    Args:
        metric: a key of `FACTORS`.
        before: base measures of the first period.
        after: base measures of the second.

    Returns:
        None when the metric has no chain, or a period's links do not multiply to its figure (revenue without clicks).
    """
    if metric not in FACTORS:
        return None
    kind, chain = FACTORS[metric]
    old, new = (
        [_ratio(before, top, bottom) for _, top, bottom in chain],
        [_ratio(after, top, bottom) for _, top, bottom in chain],
    )
    if not _tells(chain, before, old) or not _tells(chain, after, new):
        return None
    first = [one if one is not None else other or 0.0 for one, other in zip(old, new, strict=True)]
    second = [other if other is not None else one or 0.0 for one, other in zip(old, new, strict=True)]
    shift = 1.0 if kind == "minus_one" else 0.0
    parts = [
        Contribution(name=name, before=_as_known(name, link, before), after=_as_known(name, link, after), total=share)
        for (name, *link), share in zip(chain, shapley(first, second), strict=True)
    ]
    return Decomposition(
        metric=metric, before=_product(first) - shift, after=_product(second) - shift, contributions=_sorted(parts)
    )


INVERTED: Final = frozenset({("cvr", "clicks"), ("lead_rate", "clicks"), ("ctr", "impressions"), ("cpc", "clicks")})
"""Links that stand in a chain upside down: conversions per click divide a cost."""


def _as_known(name: str, link: Sequence[str], totals: Totals) -> float | None:
    """A link's value the way up in which people know it."""
    top, bottom = link
    value = _ratio(totals, bottom, top) if (name, top) in INVERTED else _ratio(totals, top, bottom)
    return None if value is None else value * METRICS[name].per


def _tells(chain: Sequence[tuple[str, str, str]], totals: Totals, links: Sequence[float | None]) -> bool:
    """Whether the links hold the whole figure: once one is 0, what follows may be undefined and must be 0 as well."""
    if None not in links:
        return True
    known = links[: links.index(None)]
    return bool(known) and known[-1] == 0 and not totals.get(chain[-1][1])


def shapley(before: Sequence[float], after: Sequence[float]) -> list[float]:
    """Each factor's share of the change of their product; the shares add up to the change.

    >>> shapley([2.0, 5.0], [3.0, 5.0])
    [5.0, 0.0]
    """
    count = len(before)
    shares = []
    for own in range(count):
        others = [index for index in range(count) if index != own]
        share = 0.0
        for size in range(count):
            weight = factorial(size) * factorial(count - size - 1) / factorial(count)
            for moved in combinations(others, size):
                rest = _product([after[i] if i in moved else before[i] for i in others])
                share += weight * rest * (after[own] - before[own])
        shares.append(share)
    return shares


def decompose_sum(metric: str, before: Mapping[str, float], after: Mapping[str, float]) -> Decomposition:
    """An additive metric's change divided among its parts; a part missing from a period counts as 0 there."""
    names = sorted(set(before) | set(after))
    parts = [
        Contribution(
            name=name,
            before=before.get(name),
            after=after.get(name),
            total=after.get(name, 0.0) - before.get(name, 0.0),
        )
        for name in names
    ]
    return Decomposition(
        metric=metric, before=sum(before.values()), after=sum(after.values()), contributions=_sorted(parts)
    )


def decompose_ratio(
    metric: str,
    before: Mapping[str, tuple[float, float]],
    after: Mapping[str, tuple[float, float]],
    *,
    shift: float = 0.0,
) -> Decomposition | None:
    """A ratio's change divided among its parts, each into rate and mix.

    With share `w` and rate `r` of each part, `change = sum(mean(w) dr + (mean(r) - mean(R)) dw)`: exact, because the
    shares of both periods add up to one. A part that comes or goes is all mix.

    Args:
        metric: its name.
        before: numerator and denominator of each part.
        after: the same for the second period.
        shift: subtracted from the ratio, 1 for ROI.

    Returns:
        None when the whole denominator is not above 0 in one of the periods.
    """
    whole_before, whole_after = (sum(pair[1] for pair in period.values()) for period in (before, after))
    if whole_before <= 0 or whole_after <= 0:
        return None
    old = sum(pair[0] for pair in before.values()) / whole_before
    new = sum(pair[0] for pair in after.values()) / whole_after
    center = (old + new) / 2
    parts = [
        _part(name, before.get(name, (0.0, 0.0)), after.get(name, (0.0, 0.0)), (whole_before, whole_after), center)
        for name in sorted(set(before) | set(after))
    ]
    return Decomposition(metric=metric, before=old - shift, after=new - shift, contributions=_sorted(parts))


def _part(
    name: str, old: tuple[float, float], new: tuple[float, float], whole: tuple[float, float], center: float
) -> Contribution:
    weight = (old[1] / whole[0], new[1] / whole[1])
    rates = (old[0] / old[1] if old[1] else None, new[0] / new[1] if new[1] else None)
    total = new[0] / whole[1] - old[0] / whole[0] - center * (weight[1] - weight[0])
    if rates[0] is None and rates[1] is None:
        return Contribution(name=name, before=None, after=None, total=total, rate=total)
    if rates[0] is None or rates[1] is None:
        return Contribution(name=name, before=rates[0], after=rates[1], total=total, mix=total)
    rate = (weight[0] + weight[1]) / 2 * (rates[1] - rates[0])
    return Contribution(name=name, before=rates[0], after=rates[1], total=total, rate=rate, mix=total - rate)


def _ratio(totals: Totals, top: str, bottom: str) -> float | None:
    numerator, denominator = totals.get(top), totals.get(bottom, 0.0) if bottom else 1.0
    if numerator is None or not denominator:
        return None
    return numerator / denominator


def _product(factors: Sequence[float]) -> float:
    result = 1.0
    for factor in factors:
        result *= factor
    return result


def _sorted(parts: Sequence[Contribution]) -> tuple[Contribution, ...]:
    return tuple(sorted(parts, key=lambda one: (-abs(one.total), one.name)))
