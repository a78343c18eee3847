"""What results bear out: every row of figures with the names, the days and the units that belong to it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from tools.claims.rows import Block, Name, Row, blocks_in
from tools.tool import Numbers, ToolResult

ADVISING = frozenset({"allocate_budget", "what_if", "recommend"})
PLANNING = ADVISING | {"forecast_metric", "plan_fact", "predict_campaign", "set_goal"}
"""Tools that know of plans, goals or what is to come."""


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
    worked_out: dict[str, Any] = field(default_factory=dict, compare=False)
    """What is made of the results once and asked of them for every sentence."""

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Every table, and the whole above it."""
        blocks = tuple(block for result in self.results for block in blocks_in(result))
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

    def tables(self, dimension: str | None = None) -> list[Block]:
        """Tables cut by one dimension only."""
        return [block for block in self.blocks if len(block.by) == 1 and dimension in (None, block.by[0])]


def _narrow(blocks: Iterable[Block], kept: frozenset[Name]) -> Iterator[Block]:
    """Tables with the rows of these names alone; a whole is no whole of theirs."""
    for block in blocks:
        rows = tuple(row for row in block.rows if row.own & kept)
        if rows:
            yield replace(block, rows=rows, total=len(rows))
