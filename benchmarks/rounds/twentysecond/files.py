"""Files of the twenty-second round, exports from `worlds.toml`: shops of bicycles, dental clinics, meal kits, a CRM."""

from pathlib import Path

import pandas as pd

from benchmarks.ask_rounds import File
from benchmarks.rounds.exports import World, in_waves, made


def files(folder: Path) -> dict[str, File]:
    """The exports written into `folder`: that of the clinics as a workbook with its plan beside."""
    return made(Path(__file__).parent, folder, _table)


def _table(world: World) -> pd.DataFrame:
    """Rows in waves; campaigns kept to what they cover, an own count to the values it is of, days without any show left out."""
    facts = in_waves(world)
    for count, (column, values) in world.get("counted", {}).items():
        facts[count] = facts[count].where(facts[column].isin(values), 0)
    return facts[facts["impressions"] > 3].reset_index(drop=True)
