"""Hands a file's rows to the store: for the totals, and once more cut by the trade's own columns."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Final

import pandas as pd

from ingest.facts import STANDARD_SLICES, slice_name
from ingest.files.opening import OpenedTable
from ingest.files.outcome import Outcome
from ingest.files.sales_first import SalesFirst
from ingest.files.shape import Shape
from ingest.files.staging import Staging, staging
from ingest.files.translate import Translated
from ingest.store.store import Run


@dataclass(kw_only=True)
class LayMode:
    """How a file is written this time."""

    careful: bool
    """Rows of one key are gathered first."""
    echo: int | None
    """The earlier load of the same file."""


class Stages:
    """Rows that are gathered, those for totals beside those cut by own columns; tables of one header share them."""

    def __init__(self) -> None:
        self.open: dict[tuple[str, ...], tuple[Staging, Staging]] = {}

    def of(self, table: OpenedTable, shape: Shape, scratch: ExitStack) -> tuple[Staging, Staging]:
        """Those of a table's header."""
        header = table.layout.header
        if header not in self.open:
            single = table.signature if shape.grain.single else ""
            self.open[header] = scratch.enter_context(staging(single)), scratch.enter_context(staging(single))
        return self.open[header]

    def store(self, run: Run, mode: LayMode, outcome: Outcome) -> None:
        """Adds all of them up and writes them."""
        for whole, cut in self.open.values():
            outcome.gathered(whole.store(run, echo=mode.echo is not None))
            cut.store_cuts(run, echo=mode.echo is not None)


def keep(
    run: Run,
    sales: SalesFirst,
    part: Translated,
    stages: tuple[Staging, Staging] | None,
    mode: LayMode,
    outcome: Outcome,
) -> None:
    """Writes one chunk of a table, or gathers it in the table's stages."""
    owners = sales.owners
    codes, listed = part.identity.owners()
    sales.join(listed)
    facts = part.facts.assign(campaign_id=owners.ids(listed)[codes])
    if owners.shape.is_sales:
        outcome.sales(facts)
    if stages is None:
        run.lay(facts, alone=True, echo=mode.echo is not None)
    else:
        stages[0].add(facts, part.fingerprints, part.turns)
    for cut in _cut(facts, part, owners.shape):
        if stages is None:
            run.lay_cuts(cut, alone=True, echo=mode.echo is not None)
        else:
            stages[1].add(cut, part.fingerprints, part.turns)


def _cut(facts: pd.DataFrame, part: Translated, shape: Shape) -> Iterator[pd.DataFrame]:
    """The same rows in each slice that the table's own texts cut.

    What a slice leaves out of the rows' own, such as their regions, tells them apart within it like any finer grain.
    """
    standing = [name for name in STANDARD_SLICES if name in facts]
    for columns in shape.own_slices:
        own = {name: part.cuts[name] for name in columns if name in part.cuts}
        out = [name for name in standing if name not in columns]
        yield _without(facts, out).assign(slice=slice_name(columns), **own)


def _without(facts: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """Rows that leave some columns of their slice, which become a grain of theirs."""
    if not names:
        return facts
    grain = facts["grain"].astype(str) + "+" if "grain" in facts else ""
    part = facts["part"].astype(str) + _BETWEEN if "part" in facts else ""
    values = facts[names[0]].astype(str).str.casefold()
    for name in names[1:]:
        values = values + _BETWEEN + facts[name].astype(str).str.casefold()
    return facts.drop(columns=names).assign(grain=grain + "+".join(names), part=part + values)


_BETWEEN: Final = "\x1f"
