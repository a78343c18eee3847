"""Campaign predictions: past campaigns as rows with what was known at launch, models fitted to them, one plan asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from statistics import NormalDist
from typing import Final, cast

import pandas as pd

from forecasting import CampaignModel, risk_level
from forecasting.campaign.model import Risk, Target
from ingest.errors import InvalidInput, NoData
from tools.asking import understand
from tools.charts.frame_key import Content
from tools.semantics.question import Question
from tools.semantics.resolve import Unknown, resolve
from tools.tool import ToolContext

ATTRIBUTES: Final = ("channel", "objective", "audience", "segment", "location", "language")
MEASURES: Final = ("spend", "revenue", "conversions")
LEAST_SPEND_SHARE: Final = 0.02
"""Campaigns that spent less than this part of the usual are no experience: a single sale decides their ROI."""


@dataclass(frozen=True, kw_only=True)
class CampaignAtLaunch:
    """A campaign as it is known at launch."""

    attributes: Mapping[str, str]
    budget: float | None = None
    duration: int | None = None
    starts: date | None = None
    campaign: str = ""
    """Name of a campaign that exists already."""

    def row(self) -> pd.DataFrame:
        """As the models read it; what is not known is missing."""
        known = {name: value for name, value in self.attributes.items() if value}
        numbers = {"duration": self.duration, "starts": self.starts or None}
        return pd.DataFrame([{**dict.fromkeys(ATTRIBUTES), **known, **numbers}])


@dataclass(frozen=True, kw_only=True)
class Prediction:
    """One target of one campaign."""

    model: CampaignModel
    value: float
    low: float
    high: float
    probability_below: float

    @property
    def risk(self) -> Risk:
        """Low, medium or high."""
        level: Risk = risk_level(self.probability_below)
        return level


@dataclass(frozen=True, kw_only=True)
class OwnCourse:
    """What a campaign's own history says of it."""

    ahead: Prediction | None
    """Of the coming days; None when it is over."""
    days: int = 0
    """How many they are."""


@dataclass(frozen=True, kw_only=True)
class Campaigns:
    """Past campaigns, one row each."""

    rows: pd.DataFrame
    """campaign, the attributes, starts, duration, spend, revenue, conversions."""
    currency: str
    as_of: date


def past_campaigns(desk: ToolContext) -> Campaigns:
    """Every campaign (and variant of one) with its sums.

    Raises:
        NoData: nothing is stored.
    """
    catalogue = desk.metrics.catalogue()
    if catalogue.first_day is None or catalogue.last_day is None:
        raise NoData("answer-no-data-at-all")
    last = min(catalogue.last_day, desk.today - timedelta(days=1))
    groups = ("week", "campaign", *ATTRIBUTES)
    question = Question(metrics=MEASURES, group_by=groups, periods=(f"{catalogue.first_day}..{last}",))
    result = desk.metrics.run(understand(question, desk).question, today=desk.today)
    if result.empty:
        raise NoData("answer-no-data-at-all")
    rows = pd.DataFrame(result.table.rows, columns=[column.name for column in result.table.columns])
    rows["week"] = pd.to_datetime(rows["week"])
    rows[list(MEASURES)] = rows[list(MEASURES)].astype(float)
    grouped = rows.groupby(["campaign", *ATTRIBUTES], dropna=False, sort=True)
    found = grouped[list(MEASURES)].sum(min_count=1)
    weeks = grouped["week"].agg(["min", "max"])
    found["starts"] = weeks["min"]
    found["duration"] = (weeks["max"] - weeks["min"]).dt.days + 7
    return Campaigns(rows=found.reset_index(), currency=result.currency, as_of=last)


def experience(campaigns: Campaigns, *, without: str = "") -> pd.DataFrame:
    """Campaigns to learn from: enough spend to mean something, and not the one that is asked about."""
    rows = campaigns.rows
    spent = rows["spend"].fillna(0)
    usual = float(spent[spent > 0].median()) if (spent > 0).any() else 0.0
    kept = rows[(spent > LEAST_SPEND_SHARE * usual) & (rows["campaign"] != without)]
    return kept.drop(columns=["campaign", "duration"] if kept["duration"].nunique() < 2 else ["campaign"])


def predict(plan: CampaignAtLaunch, campaigns: Campaigns, target: Target, threshold: float = 0.0) -> Prediction:
    """What one target of the plan will be.

    Raises:
        CampaignError: too few campaigns, or no column to learn from.
    """
    model = _fitted(Content(experience(campaigns, without=plan.campaign)), target)
    row = model.predict(plan.row(), threshold).iloc[0]
    return Prediction(
        model=model,
        value=float(row["prediction"]),
        low=float(row["low"]),
        high=float(row["high"]),
        probability_below=float(row["probability_below"]),
    )


def chance_below(limit: float, value: float, low: float, high: float) -> float:
    """The probability to end below a limit, from a value and its 80 % range, whose halves may differ."""
    side = value - low if limit < value else high - value
    if side <= 0:
        return float(limit > value)
    return NormalDist().cdf(NormalDist().inv_cdf(0.9) * (limit - value) / side)


@lru_cache(maxsize=24)
def _fitted(frame: Content, target: Target) -> CampaignModel:
    return CampaignModel.fit(frame.rows, target)


def known_plan(campaign: str, campaigns: Campaigns, desk: ToolContext) -> CampaignAtLaunch:
    """The plan of a campaign that exists: attributes of its largest variant.

    Raises:
        InvalidInput: no stored campaign is called so.
    """
    try:
        name = resolve("campaign", campaign, desk.metrics.catalogue())
    except Unknown as unknown:
        similar = unknown.similar or "-"
        raise InvalidInput(
            "resolve-unknown-value", dimension="campaign", received=campaign, similar=similar
        ) from unknown
    rows = campaigns.rows[campaigns.rows["campaign"] == name].sort_values("spend", ascending=False)
    if rows.empty:
        raise NoData("predict-no-facts", name=name)
    first = rows.iloc[0]
    return CampaignAtLaunch(
        attributes={key: str(first[key] or "") for key in ATTRIBUTES},
        duration=int(first["duration"]),
        starts=cast("pd.Timestamp", first["starts"]).date(),
        campaign=name,
    )


def stored_value(dimension: str, said: str, desk: ToolContext) -> tuple[str, bool]:
    """The stored value behind a word and whether there is one; an unheard one is handed on as it is."""
    try:
        return resolve(dimension, said, desk.metrics.catalogue()), True
    except Unknown:
        return said.strip(), False


def so_far(campaigns: Campaigns, name: str) -> dict[str, float]:
    """Sums of a campaign over its life."""
    rows = campaigns.rows[campaigns.rows["campaign"] == name]
    return {measure: float(rows[measure].sum()) for measure in MEASURES}


def drivers(models: Sequence[CampaignModel]) -> list[tuple[str, float]]:
    """Features that matter and by how much, the largest first."""
    importance = models[0].importance
    return [(name, share) for name, share in importance.items() if share > 0.01]
