"""What an empty database holds after one load: sums, counts under their own names, and every way of cutting them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from sqlalchemy import Engine, func, select

from ingest.facts import MICRO_MEASURES, OWN_MEASURES, OWN_TEXTS, SLICE_COLUMNS, STANDARD_MEASURES, is_own_slice
from ingest.files.own_names import title_of
from ingest.schema import account, campaign, campaign_day, channel, daily_fact, own_dimension, own_measure

MICRO = 1_000_000
MEASURES = ("spend", "impressions", "clicks", "conversions", "leads", "revenue")
ENTITIES = (
    "campaign",
    "external_id",
    "channel",
    "title",
    "account",
    "objective",
    "audience",
    "segment",
    "location",
    "language",
)


@dataclass(frozen=True, kw_only=True)
class Stored:
    """One load, as it can be asked for."""

    sums: dict[str, float]
    derived: bool
    """Some of its facts were computed from ratios."""
    own: dict[str, float]
    """Titles of columns kept under their own names to their sums."""
    facts: pd.DataFrame
    cuts: dict[str, str]
    """Own texts: place to title."""

    def of_header(self, header: str, columns: Mapping[str, str]) -> float | None:
        """The sum that stands under a header, as its own measure or as the standard one it was taken for."""
        title = title_of(header)
        field = columns.get(header, "")
        if title in self.own:
            return self.own[title]
        return self.sums.get(field)

    def cut_into(self, wanted: Mapping[str, float], measure: str) -> bool:
        """Whether some dimension has all of these values with these sums."""
        names = [*ENTITIES, *SLICE_COLUMNS]
        rows = self.facts if measure in self.facts else self.facts.iloc[:0]
        return any(_same(rows, name, measure, wanted) for name in names)


def _same(facts: pd.DataFrame, name: str, measure: str, wanted: Mapping[str, float]) -> bool:
    rows = facts[facts["slice"].map(lambda one: name in one.split("+"))] if name in OWN_TEXTS else facts[~facts["own"]]
    if rows.empty:
        return False
    if name in OWN_TEXTS:
        rows = rows[rows["slice"] == min(rows["slice"].unique(), key=len)]
    sums = rows.assign(key=rows[name].map(plain)).groupby("key")[measure].sum()
    return all(abs(float(sums.get(plain(value), 0)) - amount) <= near(amount) for value, amount in wanted.items())


def plain(text: object) -> str:
    """A value as people compare it."""
    return " ".join(str(text).casefold().split())


def near(amount: float) -> float:
    """How far rounding may lead."""
    return 0.02 + 1e-6 * abs(amount)


def stored_in(engine: Engine) -> Stored:
    """Reads all of it."""
    with engine.connect() as connection:
        names = [*(name for name in STANDARD_MEASURES if name in campaign_day.c), *OWN_MEASURES]
        row = (
            connection.execute(select(*(func.sum(campaign_day.c[name]).label(name) for name in names))).mappings().one()
        )
        places = {one.place: one.title for one in connection.execute(select(own_measure))}
        cuts = {one.place: one.title for one in connection.execute(select(own_dimension))}
        listed = connection.execute(_facts()).mappings().all()
    facts = pd.DataFrame(list(listed), columns=[*_facts().selected_columns.keys()])
    for name in names:
        facts[name] = pd.to_numeric(facts[name]) / (MICRO if name in MICRO_MEASURES else 1)
    facts["own"] = facts["slice"].map(is_own_slice).astype(bool)
    totals = {name: _units(name, row[name]) for name in names if row[name] is not None}
    return Stored(
        sums={name: totals[name] for name in STANDARD_MEASURES if name in totals},
        derived=bool(facts["derived"].any()),
        own={title: totals[place] for place, title in places.items() if place in totals},
        facts=facts,
        cuts=cuts,
    )


def _units(name: str, value: Any) -> float:
    return float(value) / (MICRO if name in MICRO_MEASURES else 1)


def _facts() -> Any:
    return (
        select(
            channel.c.key.label("channel"),
            channel.c.title,
            account.c.name.label("account"),
            account.c.currency,
            campaign.c.external_id,
            campaign.c.name.label("campaign"),
            *(campaign.c[name] for name in ("objective", "audience", "segment", "location", "language")),
            daily_fact,
        )
        .join_from(daily_fact, campaign, campaign.c.id == daily_fact.c.campaign_id)
        .join(account, account.c.id == campaign.c.account_id)
        .join(channel, channel.c.id == account.c.channel_id)
    )
