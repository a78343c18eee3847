"""What words claim of names: that something moved, leads, exceeds, pays off, holds for all of them or for some."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from tools.claims.bound import DOWN, UP
from tools.claims.mark import Mark, figure_of
from tools.claims.rows import Block, Name, Row
from tools.claims.scope import Scope
from tools.semantics.metrics import METRICS

Test = Callable[[Row], bool | None]
SLIGHT: Final = 0.05
SAME: Final = 0.05
SHARP: Final = 0.15
CRASH: Final = 0.25
BARELY: Final = 0.25
MOVES: Final = (*UP[:2], *DOWN[:2], "cheaper", "dearer")


def moved(row: Row, metric: str) -> float | None:
    """The relative change of a metric; None where one side lacks."""
    now, before = row.figures.get((metric, "")), row.figures.get((metric, "previous"))
    if now is None or before is None:
        return None
    return (now - before) / abs(before) if before else float("inf") * (now > 0)


def sign_of(word: Mark, metric: str) -> int:
    """Which way a word says that a metric went; 0 when the word can't be said of it."""
    if word.kind in ("up", "up_hard", "gave", "dearer", "more", "doubled"):
        return 1
    if word.kind in ("down", "down_hard", "lost", "cheaper", "less", "halved"):
        return -1
    better = METRICS[metric].better if metric in METRICS else ""
    return {"up": 1, "down": -1, "": 0}[better] * (1 if word.kind == "better_now" else -1)


def test_of_move(scope: Scope, word: Mark, metric: str) -> Test:
    """Whether a row's metric moved as the word says, and as much as the words beside it say."""
    sign = sign_of(word, metric)
    beside = {one.kind for one in scope.inside(word, "slight", "sharp", "same", "far")}

    def holds(row: Row) -> bool | None:
        change = moved(row, metric)
        if change is None or sign == 0:
            return None
        right = change * sign > 0
        if word.kind == "halved":
            right = right and abs(change) >= 0.5  # also "more than halved"
        if word.kind == "doubled":
            right = right and change >= 0.95
        if word.kind in ("up_hard", "down_hard"):
            right = right and abs(change) >= CRASH
        if "slight" in beside:
            right = right and abs(change) <= SLIGHT
        return right and (abs(change) >= SHARP if "sharp" in beside else True)

    return holds


def test_of_sign(*, positive: bool) -> Test:
    """Whether more came back than was spent, or less."""

    def holds(row: Row) -> bool | None:
        roi = row.figures.get(("roi", ""), row.figures.get(("profit", "")))
        if roi is None and {("revenue", ""), ("spend", "")} <= set(row.figures):
            roi = row.figures["revenue", ""] - row.figures["spend", ""]
        return None if roi is None else (roi > 0) == positive

    return holds


def test_of_threshold(metric: str, mark: Mark, *, above: bool) -> Test:
    """Whether a row's metric stands above or below a figure of the sentence."""
    figure = figure_of(mark)
    limit = float(figure.value) / (100 if figure.unit == "percent" else 1)

    def holds(row: Row) -> bool | None:
        value = row.figures.get((metric, ""))
        return None if value is None else (value > limit if above else value < limit)

    return holds


def passing(block: Block, test: Test) -> set[Name] | None:
    """The names for which a test holds; None when it can't be told for some row."""
    found: set[Name] = set()
    for row in block.rows:
        held = test(row)
        if held is None:
            return None
        if held:
            found |= row.own
    return found


def ranking(block: Block, metric: str, part: str = "") -> list[Row] | None:
    """Rows from the highest to the lowest; None when the table lacks rows that could be among them."""
    rows = [row for row in block.rows if value_of(row, metric, part) is not None]
    return sorted(rows, key=lambda row: -(value_of(row, metric, part) or 0.0)) or None


def value_of(row: Row, metric: str, part: str) -> float | None:
    """A figure; `moved` is the relative and `apart` the absolute change."""
    if part == "moved":
        return moved(row, metric)
    if part == "apart":
        now, before = row.figures.get((metric, "")), row.figures.get((metric, "previous"))
        return None if now is None or before is None else now - before
    return row.figures.get((metric, part))


def values_of(rows: Iterable[Row], metric: str, part: str = "") -> list[float]:
    """The figures of those rows that have one; parts as for `value_of`."""
    values = (value_of(row, metric, part) for row in rows)
    return [value for value in values if value is not None]


def reaches(block: Block, metric: str, part: str, *, high: bool) -> bool:
    """Whether the table has that end of the ranking: it is whole, or was cut from that end."""
    if block.complete:
        return True
    return not part and block.limited and block.ordered_by == metric and block.descending == high


def first_names(block: Block, metric: str, part: str, *, high: bool, count: int) -> list[Name] | None:
    """Names of the first rows from one end, in order; None where two stand equal or the table lacks that end."""
    if not reaches(block, metric, part, high=high):
        return None
    ordered = ranking(block, metric, part)
    if ordered is None or len(ordered) < count:
        return None
    ordered = ordered if high else ordered[::-1]
    return [next(iter(row.own)) for row in ordered[:count]]


def ordering(scope: Scope) -> list[str]:
    """The metrics by which tables are ordered."""
    return [block.ordered_by for block in scope.evidence.tables() if block.ordered_by]


def end_rows(scope: Scope, word: Mark) -> list[Row]:
    """The row at the end of a table that a superlative without a name means."""
    metric = scope.metric(word)
    high = is_high(word.kind, metric) if metric else None
    if high is None:
        return []
    found = []
    for block in blocks_with(scope, [], metric):
        ordered = ranking(block, metric)
        if ordered and reaches(block, metric, "", high=high):
            found.append(ordered[0] if high else ordered[-1])
    return found


def is_high(word: str, metric: str) -> bool | None:
    """Which end of a ranking a word means: True the highest value; None when it can't be said of this metric."""
    if word in ("most", "least"):
        return word == "most"
    better = METRICS[metric].better if metric in METRICS else ""
    if not better:
        return None
    return (better == "up") == (word != "worst")


def blocks_with(scope: Scope, names: Iterable[Name], metric: str) -> list[Block]:
    """Tables that rank these names by this metric."""
    wanted = set(names)
    dimensions = {dimension for dimension, _ in wanted}
    return [
        replace(block, complete=block.complete or scope.shown_only)
        for block in scope.evidence.tables()
        if (not dimensions or block.by[0] in dimensions)
        and any({(metric, ""), (metric, "contribution")} & set(row.figures) for row in block.rows)
        and wanted <= {name for row in block.rows for name in row.own}
    ]


def leads(first: list[Name] | None, names: list[Name]) -> bool:
    """Whether these names are the first ones, in any order."""
    return first is not None and set(first) == set(names)
