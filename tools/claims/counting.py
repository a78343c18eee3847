"""Counts and quantifiers: six channels, five of the six, all but one, only this one, most."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from tools.claims.conditions import DIMENSION_WORDS, counted_in, counts_rows, test_in
from tools.claims.mark import Mark, Sentence, figure_of, listed
from tools.claims.names import holds
from tools.claims.predicates import Test, passing
from tools.claims.rows import STEPS, Block, Name
from tools.claims.scope import EVERY, Scope

_OF_ROWS: Final = re.compile(rf"\s*(?:of (?:the |all |our )?|всех )?(?:{'|'.join(DIMENSION_WORDS.values())})\b", re.I)
"""Behind a part: a part of the rows, not of a sum."""
_SHOWS: Final = re.compile(
    r"\b(?:show\w*|list\w*|table|chart|here|top|first|these|below|above|показ\w+|спис\w+|таблиц\w+|график\w*|здесь|вот|перв\w+|топ|эти|этих)\b"
    r"|\d+ (?:of|из) ",
    re.I,
)
"""A table that is cut is told of as shown, not as all there is."""


def bear_counts(scope: Scope) -> None:
    """Bears out counts of rows and everything said of all, of most, of none or of some of them."""
    sentence = scope.sentence
    counts = [mark for mark in sentence.of("figure") if counts_rows(scope, mark)]
    if _bear_parts(scope, counts):
        return
    test = test_in(scope)
    every = [one for one in sentence.of("rate") if test and scope.counts_steps and EVERY.match(one.text)]
    quantifiers = [*sentence.of("all", "only", "none", "except", "majority"), *every]
    parts = [one for one in sentence.of("fraction") if _OF_ROWS.match(sentence.text[one.end :])]
    if test is not None and (counts or quantifiers or parts):
        if _quantified(scope, test[0], counts):
            sentence.bear(*test[1], *counts, *parts, *quantifiers, *sentence.of("not") if sentence.has("none") else ())
        return
    _bear_sizes(scope, counts)


def _bear_sizes(scope: Scope, counts: list[Mark]) -> None:
    """Counts that are a table's length, and then the listing that they announce."""
    sentence = scope.sentence
    sentence.bear(*[mark for mark in counts if _is_size(scope, mark)])
    if all(mark.start in sentence.borne for mark in counts):
        _bear_listing(scope)


def _bear_parts(scope: Scope, counts: list[Mark]) -> bool:
    """Such as "three of the eight have TikTok in their name": as many as have, of the rows there are."""
    parts = scope.sentence.of("part")
    numbers = [int(figure_of(mark).value) for mark in counts]
    if not parts or not numbers:
        return False
    named = set(listed(scope.sentence.of("name")))
    for block in scope.evidence.tables("campaign"):
        held = {name for row in block.rows for name in row.own if all(holds(name[1], one.value) for one in parts)}
        whole = block.complete or scope.shown_only or numbers[1:] == [len(block.rows)]
        if whole and numbers[0] == len(held) and numbers[1:] in ([], [len(block.rows)]) and named <= held:
            scope.sentence.bear(*parts, *counts)
            return True
    return False


def _bear_listing(scope: Scope) -> None:
    """Such as "All six channels" lists; it claims only that none is missing."""
    sentence = scope.sentence
    hot = sentence.of(
        "up",
        "down",
        "best",
        "worst",
        "most",
        "least",
        "more",
        "less",
        "gains_money",
        "loses_money",
        "advice",
        "cause",
        "same",
    )
    open_figures = [mark for mark in sentence.of("figure") if mark.start not in sentence.borne]
    if hot or open_figures or sentence.of("name"):
        return
    if any(block.complete for block in scope.evidence.blocks):
        sentence.bear(*sentence.of("whole", "first", "last"))
    counted = scope.evidence.tables(dimension_of(scope) or None) or scope.evidence.blocks
    listing = _SHOWS.search(sentence.text) or sentence.has("period", "currency")
    if listing and any(block.complete for block in counted):
        sentence.bear(*sentence.of("all"))


def dimension_of(scope: Scope) -> str:
    """The dimension that a sentence counts."""
    for dimension, pattern in DIMENSION_WORDS.items():
        if re.search(rf"\b(?:{pattern})\b", scope.sentence.text, re.I) and scope.evidence.tables(dimension):
            return dimension
    names = listed(scope.sentence.of("name"))
    return names[0][0] if names else ""


def blocks_of(scope: Scope) -> list[Block]:
    """Whole tables that a sentence can speak about."""
    tables = scope.evidence.tables(dimension_of(scope) or None)
    counts = {int(figure_of(one).value) for one in scope.sentence.of("figure") if counts_rows(scope, one)}
    return [block for block in tables if block.complete or scope.shown_only or len(block.rows) in counts]


def _is_size(scope: Scope, mark: Mark) -> bool:
    """Whether a figure is how many there are of what it counts: every table of them says so, none of anything else."""
    value, dimension = int(figure_of(mark).value), dimension_of(scope)
    tables = scope.evidence.tables(dimension or None)
    if _is_length(scope, mark):
        return True
    if not dimension and (counted_in(scope.sentence.text) or len({block.by for block in tables}) > 1):
        return False
    shown = scope.shown_only or bool(_SHOWS.search(scope.sentence.text))
    sizes = {block.total for block in tables}
    return sizes == {value} or (shown and any(value in (block.total, len(block.rows)) for block in tables))


_OF_DAYS: Final = re.compile(rf"\s*(?:{DIMENSION_WORDS['day']})\b", re.I)


def _is_length(scope: Scope, mark: Mark) -> bool:
    """Such as "there are 31 days in October"."""
    periods = scope.sentence.of("period")
    behind = _OF_DAYS.match(scope.sentence.text[mark.end :])
    return bool(behind) and len(periods) == 1 and bool(periods[0].value.days == figure_of(mark).value)


def _quantified(scope: Scope, test: Test, counts: list[Mark]) -> bool:
    return any(_holds(scope, whole_steps(scope, block), test, counts) for block in blocks_of(scope))


def whole_steps(scope: Scope, block: Block) -> Block:
    """A table of weeks or months without those that the ends of the period cut off."""
    periods = [result.period for result in scope.evidence.results if result.period]
    if not periods or not block.by or block.by[0] not in STEPS:
        return block
    first, last = min(one.start for one in periods), max(one.end for one in periods)
    kept = tuple(row for row in block.rows if row.window and first <= row.window.start and row.window.end <= last)
    return replace(block, rows=kept)


def _holds(scope: Scope, block: Block, test: Test, counts: list[Mark]) -> bool:
    held = passing(block, test)
    every: set[Name] = {name for row in block.rows for name in row.own}
    quantifiers = scope.sentence.of(*_QUANTIFIERS)
    near = scope.inside(quantifiers[0], "name") if quantifiers else []
    named = set(listed(near or scope.sentence.of("name")))
    if held is None or named - every:
        return False
    numbers = [int(figure_of(mark).value) for mark in counts]
    parts = [one for one in scope.sentence.of("fraction") if _OF_ROWS.match(scope.sentence.text[one.end :])]
    if parts and not numbers:
        return bool(len(held) == parts[0].value * len(every))
    return _HOLDS[_quantifier(scope.sentence, numbers)](_Held(held=held, every=every, named=named, numbers=numbers))


def _quantifier(sentence: Sentence, numbers: list[int]) -> str:
    """What is said of how many hold; nothing where only a number says so: "all five of the six"."""
    each = any(EVERY.match(one.text) for one in sentence.of("rate"))
    said = next((kind for kind in _QUANTIFIERS if sentence.has(kind)), "all" if each else "")
    return "" if said == "all" and numbers else said


@dataclass(frozen=True, kw_only=True)
class _Held:
    """Which rows of a table hold, and which and how many a sentence says do."""

    held: set[Name]
    every: set[Name]
    named: set[Name]
    numbers: list[int]

    @property
    def are_only(self) -> bool:
        """Whether some hold, and no others than are named or counted."""
        return bool(self.held) and (self.held == self.named if self.named else self.numbers[:1] == [len(self.held)])

    @property
    def are_as_many(self) -> bool:
        """Such as "five of the six": as many as hold, of as many as there are, and no other names."""
        if not 1 <= len(self.numbers) <= 2 or self.numbers[0] != len(self.held):
            return False
        return (not self.named or self.named == self.held) and self.numbers[1:] in ([], [len(self.every)])


_HOLDS: Final[dict[str, Callable[[_Held], bool]]] = {
    "except": lambda one: one.held == one.every - one.named,
    "only": lambda one: one.are_only,
    "none": lambda one: not one.held,
    "all": lambda one: one.held == one.every,
    "majority": lambda one: len(one.held) > len(one.every) / 2,
    "": lambda one: one.are_as_many,
}
_QUANTIFIERS: Final = tuple(filter(None, _HOLDS))
"""The first that a sentence has counts."""
