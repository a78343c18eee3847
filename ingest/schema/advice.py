"""Tables of what Demetra concluded: forecasts, predictions, budgets, and how right they were."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
)

from ingest.schema.columns import Id, Moment, identity, metadata, text

ml_roi_forecast = Table(
    "ml_roi_forecast",
    metadata,
    identity(),
    Column("made_on", Date, nullable=False),
    text("channel"),
    text("campaign"),
    Column("metric", Text, nullable=False),
    Column("horizon_days", Integer, nullable=False),
    Column("start", Date, nullable=False),
    Column("end", Date, nullable=False),
    Column("value", Float),
    Column("low", Float),
    Column("high", Float),
    text("model"),
    Column("backtest", JSON),
    Column("content_hash", Text, nullable=False),
    Column("chart_id", ForeignKey("chart_image.id")),
    UniqueConstraint("made_on", "channel", "campaign", "metric", "horizon_days"),
)


def _timeseries(name: str) -> Table:
    """Actual and predicted days of some metrics, as each day's forecast saw them."""
    return Table(
        name,
        metadata,
        identity(),
        Column("made_on", Date, nullable=False),
        text("channel"),
        Column("metric", Text, nullable=False),
        Column("day", Date, nullable=False),
        Column("actual", Float),
        Column("predicted", Float),
        Column("low", Float),
        Column("high", Float),
        UniqueConstraint("made_on", "channel", "metric", "day"),
    )


ml_roi_timeseries = _timeseries("ml_roi_timeseries")
ml_reach_ctr_timeseries = _timeseries("ml_reach_ctr_timeseries")

ml_budget_rec = Table(
    "ml_budget_rec",
    metadata,
    identity(),
    Column("made_on", Date, nullable=False),
    Column("channel", Text, nullable=False),
    Column("period_days", Integer, nullable=False),
    Column("current_amount", BigInteger, nullable=False),
    Column("recommended_amount", BigInteger, nullable=False),
    Column("expected_value", Float),
    Column("low", Float),
    Column("high", Float),
    Column("marginal", Float),
    text("decision"),
    text("reason"),
    Column("chart_id", ForeignKey("chart_image.id")),
    UniqueConstraint("made_on", "channel", "period_days"),
)

campaign_prediction = Table(
    "campaign_prediction",
    metadata,
    identity(),
    Column("made_on", Date, nullable=False),
    Column("campaign_id", ForeignKey("campaign.id"), nullable=False),
    Column("metric", Text, nullable=False),
    Column("value", Float),
    Column("low", Float),
    Column("high", Float),
    Column("probability_below", Float),
    text("risk_level"),
    Column("confidence", Float),
    Column("drivers", JSON),
    text("verdict"),
    Column("chart_id", ForeignKey("chart_image.id")),
    UniqueConstraint("made_on", "campaign_id", "metric"),
)

recommendation = Table(
    "recommendation",
    metadata,
    identity(),
    Column("made_at", Moment, nullable=False),
    Column("kind", Text, nullable=False),
    text("scope"),
    Column("body", JSON, nullable=False),
    Column("expected", JSON),
    Column("state", Text, nullable=False, server_default="open", comment="open, accepted, done, declined, withdrawn"),
    Column("decided_at", Moment),
    text("key"),
    Column("place", Integer, nullable=False, server_default="0"),
    text("decided_by"),
    text("reason"),
    Column("done_at", Moment),
    Column("effect", JSON(none_as_null=True)),
)
"""Advice given: `key` tells one action from another, `place` is where it stood in the newest list (0: not in it)."""

advice_document = Table(
    "advice_document",
    metadata,
    identity(),
    Column("made_at", Moment, nullable=False),
    Column("content_hash", Text, nullable=False),
    Column("document", JSON, nullable=False),
)
"""The whole advice as it was published, a row whenever it changed."""

note = Table(
    "note",
    metadata,
    identity(),
    Column("start", Date, nullable=False),
    Column("end", Date, nullable=False),
    Column("text", Text, nullable=False),
    text("channel"),
    text("made_by"),
    Column("made_at", Moment, nullable=False),
)
"""What happened on some days, as the team told it; `channel` empty: everywhere."""

forecast_score = Table(
    "forecast_score",
    metadata,
    identity(),
    Column("kind", Text, nullable=False, comment="forecast or recommendation"),
    Column("subject_id", Id, nullable=False),
    text("channel"),
    text("campaign"),
    text("metric"),
    Column("made_on", Date, nullable=False),
    Column("end", Date, nullable=False),
    Column("predicted", Float),
    Column("low", Float),
    Column("high", Float),
    Column("naive", Float),
    Column("actual", Float),
    Column("inside", Boolean),
    UniqueConstraint("kind", "subject_id"),
)

chart_image = Table(
    "chart_image",
    metadata,
    identity(),
    Column("made_at", Moment, nullable=False),
    Column("kind", Text, nullable=False),
    text("title"),
    Column("spec", JSON, nullable=False),
    Column("png", LargeBinary),
)
