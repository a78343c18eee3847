"""Files of the eighteenth round: a public export of TikTok Ads, and exports from `worlds.toml`: marketplaces, a game, a charity."""

import gzip
import shutil
from datetime import date
from pathlib import Path

import pandas as pd

from benchmarks.ask_rounds import SHARED, File
from benchmarks.rounds.exports import World, in_waves, made


def files(folder: Path) -> dict[str, File]:
    """The public file unpacked, asked on the day after its last; the exports written into `folder`, that of the charity as a workbook."""
    plain = folder / "mcdm_tiktok_ads.csv"
    with gzip.open(SHARED / "mcdm_tiktok_ads.csv.gz") as packed, plain.open("wb") as out:
        shutil.copyfileobj(packed, out)
    ads = File(path=plain, today=date(2023, 2, 8), currency="USD")
    return {"tiktok": ads} | made(Path(__file__).parent, folder, _table)


def _table(world: World) -> pd.DataFrame:
    """Rows in waves; campaigns kept to what they cover, money of what was bought out."""
    facts = in_waves(world)
    if "bought" in world["columns"]:
        share = (facts["buyouts"] / facts["conversions"]).fillna(0)
        facts = facts.assign(bought=(facts["revenue"] * share).round(2))
    return facts
