"""Files of the twenty-sixth round: dental clinics, a shop of sports shoes, a mobile game's workbook, furniture with budgets beside it."""

from pathlib import Path

import pandas as pd

from benchmarks.ask_rounds import File
from benchmarks.rounds.exports import World, in_waves, made


def files(folder: Path) -> dict[str, File]:
    """The four exports of `worlds.toml`, all in `folder`; the furniture maker's budgets beside its facts."""
    return made(Path(__file__).parent, folder, table)


def table(world: World) -> pd.DataFrame:
    """Rows in waves, campaigns kept to what they cover."""
    facts = in_waves(world)
    for campaign, (column, value) in world.get("only", {}).items():
        facts = facts[(facts["campaign"] != campaign) | (facts[column] == value)]
    return facts
