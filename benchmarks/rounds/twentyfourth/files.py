"""Files of the twenty-fourth round: a marketer's sheet of clubs, a SaaS dashboard, a marketplace seller's workbook, a school's export."""

from pathlib import Path

import pandas as pd

from benchmarks.ask_rounds import File
from benchmarks.rounds.exports import World, in_waves, made


def files(folder: Path) -> dict[str, File]:
    """The four exports of `worlds.toml`, all in `folder`; the seller's budgets beside its workbook."""
    return made(Path(__file__).parent, folder, _table)


def _table(world: World) -> pd.DataFrame:
    """Rows in waves; campaigns kept to what they cover; a trade's own money a share of revenue by a column's value."""
    facts = in_waves(world)
    for name, (column, shares) in world.get("money", {}).items():
        facts = facts.assign(**{name: (facts["revenue"] * facts[column].map(shares)).round(2)})
    return facts
