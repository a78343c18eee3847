"""Who made a change: cells of channel, campaign, audience, region and device, alone and together, with exact parts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from ingest.errors import NoData
from tools.change.scan import Cell, Floats, Leaves, scan
from tools.engine.table import Table
from tools.semantics.catalogue import Catalogue
from tools.semantics.metrics import METRICS, Metric
from tools.semantics.question import Question
from tools.tool import ToolContext

OF_CAMPAIGN: Final = ("channel", "campaign", "audience")
"""What a campaign has one of; in this order where two say the same."""
OF_SLICE: Final = ("region", "device")
MOST: Final = 3
"""Cells told."""
WORTH: Final = 0.03
"""Least share of the change for a cell to be told."""


@dataclass(frozen=True, kw_only=True)
class Mover:
    """A cell that moved differently from the rest."""

    values: tuple[tuple[str, str], ...]
    """Dimension and stored value."""
    before: float | None
    after: float | None
    """The metric of the cell in both periods."""
    contribution: float
    """Its exact part of the change, in the metric's unit; all cells of its dimensions add up to the change."""
    rate: float = 0.0
    mix: float = 0.0
    """Of a ratio: by its own value, and by its weight."""


@dataclass(frozen=True, kw_only=True)
class Movers:
    """What stood out, and which campaigns came or went."""

    cells: tuple[Mover, ...] = ()
    looked_at: tuple[str, ...] = ()
    """Dimensions that were looked through."""
    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    """Campaigns that spent in one of the periods alone, the dearest first."""
    new_part: float = 0.0
    gone_part: float = 0.0
    """Their parts of the change."""


@dataclass(frozen=True)
class _Ground:
    """Leaves with both periods of what the metric is made of."""

    leaves: Leaves
    tops: tuple[Floats, Floats]
    bottoms: tuple[Floats, Floats] | None
    spends: tuple[Floats, Floats]
    paid: bool = False
    """The metric is what a result costs."""


def find_movers(desk: ToolContext, metric: str, question: Question) -> Movers:
    """Looks through every combination of up to three dimensions.

    Args:
        desk: what tools work with.
        metric: of the catalogue; one whose parts are no base sums has no movers.
        question: its filters and its two windows.

    Returns:
        Nothing found where the data know no such parts.
    """
    entry = METRICS[metric]
    if not entry.adds_up:
        return Movers()
    grounds = [
        ground for dimensions in _families(question, desk) if (ground := _read(entry, question, dimensions, desk))
    ]
    if not grounds:
        return Movers()
    change = _change(grounds[0])
    kept = _apart_from_each_other(grounds, WORTH * abs(change))
    looked = {name for ground in grounds for name in ground.leaves.dimensions}
    looked_at = tuple(name for name in (*OF_CAMPAIGN, *OF_SLICE) if name in looked)
    kept = sorted(kept[:MOST], key=lambda one: one.contribution * change < 0)  # what pulled the other way comes last
    return Movers(cells=tuple(kept), looked_at=looked_at, **_came_and_went(grounds[0]))


def _says_same(one: Mover, other: Mover) -> bool:
    mine, theirs = set(one.values), set(other.values)
    return mine <= theirs or theirs <= mine


def _apart_from_each_other(grounds: Sequence[_Ground], least: float) -> list[Mover]:
    """Cells that moved the whole by so much, each told once, the strongest first."""
    found = [pair for ground in grounds for pair in _moved(ground)]
    kept: list[Mover] = []
    for _, cell in sorted(found, key=lambda pair: -pair[0]):
        if abs(cell.contribution) >= least and not any(_says_same(cell, other) for other in kept):
            kept.append(cell)
    return kept


def _families(question: Question, desk: ToolContext) -> list[tuple[str, ...]]:
    """Dimensions that can be read together: those of campaigns, and with them each slice that adds others."""
    catalogue = desk.metrics.catalogue()
    fixed = {entry.dimension for entry in question.where if not entry.exclude and len(entry.values) == 1}
    own = tuple(name for name in OF_CAMPAIGN if name not in fixed and (name != "audience" or _has(name, catalogue)))
    families = sorted((*own, *(name for name in OF_SLICE if name in cut)) for cut in _widest_cuts(catalogue, fixed))
    return [own, *families] if own else families


def _widest_cuts(catalogue: Catalogue, fixed: set[str]) -> list[frozenset[str]]:
    """Dimensions of slices that accounts have together and that are not asked of one value alone."""
    slices = {frozenset(name.split("+")) & set(OF_SLICE) for account in catalogue.accounts for name in account.slices}
    cuts = {frozenset(cut - fixed) for cut in slices} - {frozenset()}
    return [cut for cut in cuts if not any(cut < other for other in cuts)]


def _has(dimension: str, catalogue: Any) -> bool:
    return len(catalogue.values.get(dimension, ())) > 1


def _read(entry: Metric, question: Question, dimensions: tuple[str, ...], desk: ToolContext) -> _Ground | None:
    measures = tuple(dict.fromkeys(("spend", *(f"{part}" for part in entry.parts if part in METRICS))))
    asked = Question(
        metrics=measures,
        group_by=dimensions,
        where=question.where,
        periods=question.periods,
        compare_to=question.compare_to,
    )
    try:
        table = desk.metrics.run(asked, today=desk.today).table
    except NoData:
        return None
    return _ground(entry, table, dimensions) if table.rows else None


def _ground(entry: Metric, table: Table, dimensions: tuple[str, ...]) -> _Ground:
    heads = {column.name: place for place, column in enumerate(table.columns)}

    def figures(measure: str, suffix: str) -> Floats:
        place = heads[measure + suffix]
        return np.array([float(row[place] or 0) for row in table.rows])  # type: ignore[arg-type]  # a figure or None

    def summed(terms: Sequence[tuple[str, int]]) -> tuple[Floats, Floats]:
        before, after = (
            sum((sign * figures(name, end) for name, sign in terms), np.zeros(len(table.rows)))
            for end in ("_previous", "")
        )
        return before, after

    labels = tuple(tuple(str(row[heads[name]] or "") for name in dimensions) for row in table.rows)
    tops = summed(entry.numerator)
    return _Ground(
        leaves=Leaves(dimensions=dimensions, labels=labels),
        tops=(entry.per * tops[0], entry.per * tops[1]),
        bottoms=summed(entry.denominator) if entry.denominator else None,
        spends=summed((("spend", 1),)),
        paid=entry.numerator == (("spend", 1),) and bool(entry.denominator),
    )


def _moved(ground: _Ground) -> list[tuple[float, Mover]]:
    """The cells that stand out, with how clearly."""
    if ground.bottoms is None:
        return [(cell.gain, _mover(cell, ground)) for cell in scan(ground.leaves, *ground.tops, most=MOST)]
    return [*_rates(ground, *ground.bottoms), *_weights(ground, *ground.bottoms)]


def _rates(ground: _Ground, old: Floats, new: Floats) -> list[tuple[float, Mover]]:
    """Cells whose own ratio moved: what came in against what the first period's ratio would have brought.

    Of a cost per result it is the results that come by chance, not the money: they are held against what the money
    would have brought.
    """
    if min(old.sum(), new.sum(), ground.tops[0].sum()) <= 0:
        return []
    whole = ground.tops[0].sum() / old.sum()
    before, after = ground.spends if ground.paid else (old, new)
    top = (old, new) if ground.paid else ground.tops
    usual = top[0].sum() / before.sum() if before.sum() > 0 else 0.0
    rate = np.divide(top[0], before, out=np.full_like(before, usual), where=before > 0)
    unit = (whole if ground.paid else 1.0) / new.sum()
    found = scan(ground.leaves, unit * after * rate, unit * top[1], most=MOST)
    return [(cell.gain, _mover(cell, ground)) for cell in found]


def _weights(ground: _Ground, old: Floats, new: Floats) -> list[tuple[float, Mover]]:
    """Cells whose weight moved; how much that says of the ratio depends on how far theirs is from the whole's."""
    if min(old.sum(), new.sum()) <= 0:
        return []
    center = (ground.tops[0].sum() / old.sum() + ground.tops[1].sum() / new.sum()) / 2
    found = [
        (cell.gain, _mover(cell, ground)) for cell in scan(ground.leaves, old / old.sum(), new / new.sum(), most=MOST)
    ]
    return [(gain * _far(mover, center), mover) for gain, mover in found]


def _far(mover: Mover, center: float) -> float:
    """The square of a cell's distance from the whole, in units of the whole's own ratio."""
    known = [one for one in (mover.before, mover.after) if one is not None]
    return (sum(known) / len(known) - center) ** 2 / abs(center) if known and center else 0.0


def _mover(cell: Cell, ground: _Ground) -> Mover:
    old, new = (float(top[cell.leaves].sum()) for top in ground.tops)
    if ground.bottoms is None:
        return Mover(values=cell.values, before=old, after=new, contribution=new - old)
    before, after = (float(bottom[cell.leaves].sum()) for bottom in ground.bottoms)
    whole = tuple(float(bottom.sum()) for bottom in ground.bottoms)
    rates = tuple(float(top.sum()) / size for top, size in zip(ground.tops, whole, strict=True))
    center, weights = sum(rates) / 2, (before / whole[0], after / whole[1])
    total = new / whole[1] - old / whole[0] - center * (weights[1] - weights[0])
    own = old / before if before else None, new / after if after else None
    rate = 0.0 if own[0] is None or own[1] is None else sum(weights) / 2 * (own[1] - own[0])
    return Mover(values=cell.values, before=own[0], after=own[1], contribution=total, rate=rate, mix=total - rate)


def _change(ground: _Ground) -> float:
    old, new = (float(top.sum()) for top in ground.tops)
    if ground.bottoms is None:
        return new - old
    sizes = [float(bottom.sum()) for bottom in ground.bottoms]
    return new / sizes[1] - old / sizes[0] if min(sizes) > 0 else 0.0


def _came_and_went(ground: _Ground) -> Mapping[str, Any]:
    """Campaigns that spent in one period alone, and their parts of the change."""
    if "campaign" not in ground.leaves.dimensions:
        return {}
    at = ground.leaves.dimensions.index("campaign")
    before, after = ground.spends
    found: dict[str, Any] = {}
    for name, chosen, size in (
        ("new", (before <= 0) & (after > 0), after),
        ("gone", (before > 0) & (after <= 0), before),
    ):
        places = np.flatnonzero(chosen)
        if len(places):
            ordered = sorted(places, key=lambda place: -float(size[place]))
            found[name] = tuple(dict.fromkeys(ground.leaves.labels[place][at] for place in ordered))
            found[f"{name}_part"] = _mover(Cell(values=(), leaves=places), ground).contribution
    return found
