"""Files of the nineteenth round: a public daily series of two platforms, set long, and exports from `worlds.toml`: insurance, cards, solar."""

from datetime import date
from pathlib import Path

import pandas as pd

from benchmarks.ask_rounds import SHARED, File
from benchmarks.rounds.exports import World, in_waves, made


def files(folder: Path) -> dict[str, File]:
    """The public series, a platform a row, asked on the day after its last; the exports written into `folder`, that of the cards as a workbook."""
    wide = pd.read_csv(SHARED / "series" / "fb_vs_adwords_daily_2019.csv", dtype=str)
    long = folder / "ads_2019.csv"
    pd.concat([_side(wide, "Facebook"), _side(wide, "AdWords")]).to_csv(long, index=False)
    ads = File(path=long, today=date(2020, 1, 1), currency="USD")
    return {"ads": ads} | made(Path(__file__).parent, folder, _table)


def _side(wide: pd.DataFrame, platform: str) -> pd.DataFrame:
    """Rows of one platform, written as in the source: days as month/day/year, costs as "$126"."""
    heads = {"Date": "Date", f"{platform} Ad Campaign": "Campaign"}
    heads |= {f"{platform} Ad {one}": f"Ad {one}" for one in ("Views", "Clicks", "Conversions")}
    side = wide.rename(columns=heads | {f"Cost per {platform} Ad": "Ad Cost"}).assign(Platform=platform)
    return side[["Date", "Platform", "Campaign", "Ad Views", "Ad Clicks", "Ad Conversions", "Ad Cost"]]


def _table(world: World) -> pd.DataFrame:
    """Rows in waves; campaigns kept to what they cover, the commission a share of the premiums by kind of insurance."""
    facts = in_waves(world)
    if "commission" in world["columns"]:
        facts = facts.assign(commission=(facts["revenue"] * facts["kind"].map(world["commission"])).round(2))
    return facts
