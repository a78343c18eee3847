"""Files of the twenty-first round: a public daily table as exported on a day in September, and exports from `worlds.toml`: camps, cars, payroll."""

from datetime import date
from pathlib import Path

import pandas as pd

from benchmarks.ask_rounds import SHARED, File
from benchmarks.rounds.exports import World, in_waves, made

ASKED = "2024-09-18"


def files(folder: Path) -> dict[str, File]:
    """The public table up to the day before it is asked on, in its order; the exports written into `folder`, that of the cars as a workbook."""
    whole = pd.read_csv(SHARED / "global_ads_daily.csv", dtype=str)
    path = folder / "ads_export_sep24.csv"
    whole[whole["date"] < ASKED].to_csv(path, index=False)
    ads = File(path=path, today=date.fromisoformat(ASKED), currency="USD")
    return {"ads": ads} | made(Path(__file__).parent, folder, _table)


def _table(world: World) -> pd.DataFrame:
    """Rows in waves; campaigns kept to what they cover, days of a campaign without any show left out."""
    facts = in_waves(world)
    return facts[facts["impressions"] > 3].reset_index(drop=True)
