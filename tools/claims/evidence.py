"""What results bear out: every row of figures with the names, the days and the units that belong to it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, Final, Literal

from tools.claims.rows import STEPS, Block, Name, Row, blocks_in, turned
from tools.semantics.question import Window
from tools.tool import Numbers, ToolResult

ADVISING = frozenset({"allocate_budget", "what_if", "recommend"})
PLANNING = ADVISING | {"forecast_metric", "plan_fact", "predict_campaign", "set_goal"}
"""Tools that know of plans, goals or what is to come."""
EARLIER: Final = "earlier"
Day = Window | Literal["earlier"]
"""Days that are said, or those with which a result compares its own."""


@dataclass(frozen=True, kw_only=True)
class Context:
    """What the sentences before left standing."""

    names: tuple[Name, ...] = ()
    metric: str = ""


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """Results of tools, ready to bear sentences out."""

    results: Sequence[ToolResult]
    tools: frozenset[str] = frozenset()
    """Names of the tools behind them: causes and advice need some."""
    today: date
    aliases: dict[str, Name] = field(default_factory=dict)
    """Further spellings of names."""
    earlier: Sequence[str] = ()
    """Answers of the turns before, as they were shown: everything in them was borne out by results of theirs."""
    kept: frozenset[Name] | None = None
    """The only names that a sentence speaks of; None where it speaks of all."""
    days: Day | None = None
    """The only days that a sentence speaks of, where they are not those of the results; None where nothing says so."""
    worked_out: dict[str, Any] = field(default_factory=dict, compare=False)
    """What is made of the results once and asked of them for every sentence."""

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Every table, and the whole above it."""
        blocks = tuple(block for result in self.results for block in blocks_in(result))
        blocks = blocks if self.days is None else tuple(_of_days(blocks, self.days))
        return blocks if self.kept is None else tuple(_narrow(blocks, self.kept))

    @cached_property
    def wholes(self) -> tuple[Row, ...]:
        """Rows that are about everything asked for."""
        return tuple(row for block in self.blocks if not block.by for row in block.rows)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """All rows."""
        return tuple(row for block in self.blocks for row in block.rows)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """What code wrote: notes in both languages, finished sentences, tables as text."""
        return (*self.told, *(result.text for result in self.results if isinstance(result, Numbers)))

    @cached_property
    def told(self) -> tuple[str, ...]:
        """What code said in sentences: notes in both languages, and what tools say themselves."""
        notes = [note.say(language) for result in self.results for note in result.notes for language in ("ru", "en")]
        return (*notes, *(result.text for result in self.results if not isinstance(result, Numbers)))

    @cached_property
    def currencies(self) -> frozenset[str]:
        """Currencies of the money among the figures."""
        units = {unit for row in self.rows for unit in row.units.values()}
        return frozenset(unit.partition(":")[2] for unit in units if unit.startswith("money:"))

    @property
    def explains(self) -> bool:
        """Whether a cause may be told."""
        return any(part == "contribution" for row in self.rows for _, part in row.figures)

    @property
    def advises(self) -> bool:
        """Whether an advice may be given."""
        return bool(ADVISING & self.tools)

    @property
    def plans(self) -> bool:
        """Whether something may be said of a plan, a goal or a forecast."""
        return bool(PLANNING & self.tools)

    def about(self, names: Iterable[Name]) -> list[Row]:
        """Rows that are about exactly these names, whatever their filters add."""
        wanted = frozenset(names)
        return [row for row in self.rows if row.own <= wanted <= row.names]

    def of_days(self, days: Day) -> "Evidence":
        """What results hold of these days: itself where they are told of nothing else, or know nothing of them."""
        told = tuple(_of_days(self.blocks, days))
        return self if not told or told == self.blocks else replace(self, days=days)

    def tables(self, dimension: str | None = None) -> list[Block]:
        """Tables cut by one dimension only."""
        return [block for block in self.blocks if len(block.by) == 1 and dimension in (None, block.by[0])]


def _narrow(blocks: Iterable[Block], kept: frozenset[Name]) -> Iterator[Block]:
    """Tables with the rows of these names alone; a whole is no whole of theirs."""
    for block in blocks:
        rows = tuple(row for row in block.rows if row.own & kept)
        if rows:
            yield replace(block, rows=rows, total=len(rows))


def _of_days(blocks: Iterable[Block], days: Day) -> Iterator[Block]:
    """Tables as they are of some days: those compared become those told of; what is of other days is left out."""
    for block in blocks:
        rows = tuple(found for row in block.rows if (found := _row_of(row, days)) is not None)
        if rows == block.rows:
            yield block
        elif rows:
            whole = block.complete and len(rows) == len(block.rows)
            yield replace(block, rows=rows, complete=whole, ordered_by="", limited=False)


def _row_of(row: Row, days: Day) -> Row | None:
    """A row as it is of some days; rows of steps and of no days at all stay as they are."""
    if row.window in (None, days) or any(name in STEPS for name, _ in row.own):
        return row
    return turned(row) if row.compared and days in (row.compared, EARLIER) else None
