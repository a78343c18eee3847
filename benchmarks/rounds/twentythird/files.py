"""Files of the twenty-third round: a public table of one company's year, and exports from `worlds.toml`: jewellery, flats, gardens."""

import shutil
from datetime import date
from pathlib import Path

import pandas as pd

from benchmarks.ask_rounds import SHARED, File
from benchmarks.rounds.exports import World, in_waves, made

PUBLIC = "smads_cozycorners.csv"
ASKED = date(2023, 1, 1)


def files(folder: Path) -> dict[str, File]:
    """The public table as it is, asked on the day after its last one; the exports written into `folder`, that of the flats as a workbook."""
    path = folder / PUBLIC
    shutil.copyfile(SHARED / PUBLIC, path)
    return {"cozy": File(path=path, today=ASKED, currency="USD")} | made(Path(__file__).parent, folder, _table)


def _table(world: World) -> pd.DataFrame:
    """Rows in waves; campaigns kept to what they cover, days of a campaign without any show left out."""
    facts = in_waves(world)
    return facts[facts["impressions"] > 3].reset_index(drop=True)
