"""Files of the seventeenth round: a public daily set, and exports from `worlds.toml`: home services, flats, tickets."""

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from benchmarks.ask_rounds import File
from benchmarks.rounds.exports import World, in_waves, made


def files(folder: Path) -> dict[str, File]:
    """The public file as it lies, asked on the day after its last; the exports written into `folder`, that of tickets as a workbook."""
    ads = File(path="global_ads_daily.csv", today=date(2024, 12, 31), currency="USD")
    return {"globalads": ads} | made(Path(__file__).parent, folder, _table)


def _table(world: World) -> pd.DataFrame:
    """Rows in waves; where a world has `lines`, the line of service every campaign belongs to."""
    lines: dict[str, Any] = world.get("lines", {})
    if not lines:
        return in_waves(world)
    plain = [wave for wave in world["waves"] if wave[0] != "line"]
    by_line = [
        ["campaign", campaign, *wave[2:]]
        for wave in world["waves"]
        if wave[0] == "line"
        for campaign, line in lines.items()
        if line == wave[1]
    ]
    facts = in_waves({**world, "waves": plain + by_line})
    return facts.assign(line=facts["campaign"].map(lines))
