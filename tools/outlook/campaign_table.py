"""Predictions of every running campaign, as rows to store and as one picture."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from forecasting import CampaignModel, risk_level
from ingest.texts import say
from tools.charts.spec import ChartSpec
from tools.engine.table import Cell, Column, Table
from tools.outlook.campaign import CampaignAtLaunch, Campaigns, experience, known_plan
from tools.outlook.campaign_words import verdict_text
from tools.tool import ToolContext

GROUPS: Final = 3
"""No campaign is predicted by a model that has seen it: each third by a model of the other two."""
MOST: Final = 100
SHOWN: Final = 12


def predictions_of(campaigns: Campaigns, desk: ToolContext) -> list[dict[str, Any]]:
    """Rows of `campaign_prediction` for the campaigns with the most spend.

    Raises:
        CampaignError: too few campaigns, or nothing to learn from.
    """
    spent = campaigns.rows.groupby("campaign")["spend"].sum().sort_values(ascending=False)
    names = [str(name) for name in spent.index[:MOST]]
    learnt = experience(campaigns)
    ids = {entry.label: entry.root_id for entry in desk.metrics.catalogue().campaigns}
    rows = []
    for group in range(GROUPS):
        mine = names[group::GROUPS]
        others = learnt[~campaigns.rows.loc[learnt.index, "campaign"].isin(mine)]
        model = CampaignModel.fit(others, "roi")
        rows += [_row(known_plan(name, campaigns, desk), model, ids, desk) for name in mine if name in ids]
    return rows


def _row(plan: CampaignAtLaunch, model: CampaignModel, ids: dict[str, int], desk: ToolContext) -> dict[str, Any]:
    found = model.predict(plan.row()).iloc[0]
    below, confidence = float(found["probability_below"]), model.confidence
    return {
        "made_on": desk.today,
        "campaign_id": ids[plan.campaign],
        "metric": "roi",
        "value": float(found["prediction"]),
        "low": float(found["low"]),
        "high": float(found["high"]),
        "probability_below": below,
        "risk_level": risk_level(below),
        "confidence": float(confidence) if np.isfinite(confidence) else None,
        "drivers": {name: float(share) for name, share in model.importance.items()},
        "verdict": verdict_text(model, desk.language),
    }


def predictions_picture(rows: Sequence[dict[str, Any]], desk: ToolContext) -> ChartSpec:
    """Expected ROI of the first campaigns."""
    labels = desk.metrics.catalogue().campaign_labels
    cells: list[list[Cell]] = [[labels.get(row["campaign_id"], ""), round(row["value"], 6)] for row in rows[:SHOWN]]
    columns = [Column(name="campaign", unit="text"), Column(name="roi", unit="ratio")]
    return ChartSpec(
        kind="bar",
        title=say("predict-title", desk.language),
        table=Table(columns=columns, rows=cells, rows_total=len(rows)),
        x="campaign",
        y=("roi",),
        language=desk.language,
    )
