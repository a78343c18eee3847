"""Files of the twentieth round: a brand's public weekly sheet, and exports of fitness clubs, materials and an app."""

from datetime import date
from pathlib import Path

import pandas as pd

from benchmarks.ask_rounds import SHARED, File
from benchmarks.rounds.exports import World, in_waves, made

MEDIA = {
    "tv_S": "TV Spend",
    "ooh_S": "OOH Spend",
    "print_S": "Print Spend",
    "facebook_S": "Facebook Spend",
    "search_S": "Search Spend",
}
"""Spend of each medium in the public series and its header here."""
REST = {
    "facebook_I": "FB Impressions",
    "search_clicks_P": "Search Clicks",
    "newsletter": "Newsletter Emails",
    "competitor_sales_B": "Competitor Sales",
}


def files(folder: Path) -> dict[str, File]:
    """The public series with the sum of its media, asked the Monday after its last week; exports, all in `folder`."""
    path = folder / "brand_weekly.csv"
    _sheet(pd.read_csv(SHARED / "series" / "robyn_dt_simulated_weekly.csv")).to_csv(path, index=False)
    brand = File(path=path, today=date(2019, 11, 18), currency="EUR")
    return {"brand": brand} | made(Path(__file__).parent, folder, _table)


def _sheet(weeks: pd.DataFrame) -> pd.DataFrame:
    """Week, revenue, spend in all and by medium in whole cents, then counts; the two named events are left out."""
    money = weeks[["revenue", *MEDIA]].round(2).rename(columns={"revenue": "Revenue"} | MEDIA)
    money.insert(1, "Total Spend", money[list(MEDIA.values())].sum(axis=1).round(2))
    counts = weeks[list(REST)].round().astype(int).rename(columns=REST)
    return pd.concat([weeks["DATE"].rename("Week"), money, counts], axis=1)


def _table(world: World) -> pd.DataFrame:
    """Rows in waves; campaigns kept to what they cover; a trade's own money a share of revenue by a column's value."""
    facts = in_waves(world)
    for name, (column, shares) in world.get("money", {}).items():
        facts = facts.assign(**{name: (facts["revenue"] * facts[column].map(shares)).round(2)})
    return facts
