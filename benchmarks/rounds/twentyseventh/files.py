"""Files of the twenty-seventh round: a hotel chain's agency sheet, a door maker's CRM workbook, a university's export, meal kits' facts."""

from pathlib import Path

import pandas as pd

from benchmarks.ask_rounds import File
from benchmarks.rounds.exports import World, in_waves, made


def files(folder: Path) -> dict[str, File]:
    """The four exports of `worlds.toml`, all in `folder`; the meal kits' budgets beside their facts."""
    return made(Path(__file__).parent, folder, _table)


def _table(world: World) -> pd.DataFrame:
    """Rows in waves; campaigns kept to the one value of a column that they cover."""
    facts = in_waves(world)
    for campaign, (column, value) in world.get("only", {}).items():
        facts = facts[(facts["campaign"] != campaign) | (facts[column] == value)]
    return facts
