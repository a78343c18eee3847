"""Measures that a file gives only as ratios: revenue from ROI, conversions from a conversion rate and so on."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Final

import numpy as np

from ingest.facts import MICRO_MEASURES
from ingest.files.amounts import Mask, Numbers


@dataclass(frozen=True, kw_only=True)
class Derivation:
    """One measure computed from two columns of the same row."""

    measure: str
    base: str
    ratio: str
    compute: Callable[[Numbers, Numbers], Numbers]


def _times(base: Numbers, ratio: Numbers) -> Numbers:
    return base * ratio


def _over(base: Numbers, ratio: Numbers) -> Numbers:
    return np.divide(base, ratio, out=np.full_like(base, np.nan), where=ratio != 0)


DERIVATIONS: Final = (
    Derivation(measure="clicks", base="impressions", ratio="ctr", compute=_times),
    Derivation(measure="spend", base="clicks", ratio="cpc", compute=_times),
    Derivation(measure="spend", base="impressions", ratio="cpm", compute=lambda base, cpm: base * cpm / 1000),
    Derivation(measure="spend", base="conversions", ratio="cpa", compute=_times),
    Derivation(measure="spend", base="leads", ratio="cpl", compute=_times),
    Derivation(measure="conversions", base="clicks", ratio="conversion_rate", compute=_times),
    Derivation(measure="conversions", base="spend", ratio="cpa", compute=_over),
    Derivation(measure="leads", base="clicks", ratio="lead_rate", compute=_times),
    Derivation(measure="leads", base="spend", ratio="cpl", compute=_over),
    Derivation(measure="revenue", base="spend", ratio="roi", compute=lambda spend, roi: spend * (1 + roi)),
    Derivation(measure="revenue", base="spend", ratio="roas", compute=_times),
    Derivation(measure="revenue", base="spend", ratio="profit", compute=lambda spend, profit: spend + profit),
    Derivation(measure="revenue", base="conversions", ratio="aov", compute=_times),
    Derivation(measure="revenue", base="spend", ratio="drr", compute=_over),
    Derivation(measure="engagements", base="impressions", ratio="engagement_rate", compute=_times),
)

SHARES: Final = frozenset({"ctr", "conversion_rate", "lead_rate", "engagement_rate", "drr"})
"""Ratios that stay below 1: a column with larger values is written in per cent."""
SIGNED: Final = frozenset({"roi", "profit"})
"""May be below zero."""


def needed(measures: Collection[str], ratios: Collection[str]) -> tuple[Derivation, ...]:
    """Which derivations fill measures that have no column of their own; each may stand on an earlier one."""
    known = set(measures)
    chosen: list[Derivation] = []
    for derivation in DERIVATIONS:
        if derivation.measure not in known and derivation.base in known and derivation.ratio in ratios:
            chosen.append(derivation)
            known.add(derivation.measure)
    return tuple(chosen)


def derive(values: dict[str, Numbers], ratios: dict[str, Numbers], chosen: Collection[Derivation]) -> Mask:
    """Adds the derived measures to `values` and tells for which rows any was computed."""
    size = len(next(iter(values.values())))
    derived = np.zeros(size, dtype=bool)
    for derivation in chosen:
        computed = derivation.compute(values[derivation.base], ratios[derivation.ratio])
        values[derivation.measure] = computed if derivation.measure in MICRO_MEASURES else np.rint(computed)
        derived |= ~np.isnan(computed)
    return derived
