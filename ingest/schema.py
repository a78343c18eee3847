"""The tables. Money and fractional counts are whole millionths in BIGINT; days are the account's own calendar days."""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

from ingest.facts import MEASURES, SLICE_COLUMNS

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """A point in time: handed in and out aware, kept in UTC by both databases (SQLite itself knows no zones)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; a naive moment is refused, because nobody can say when it was."""
        if value is not None and value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone.")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From UTC."""
        return None if value is None else value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Id = BigInteger().with_variant(Integer, "sqlite")
"""SQLite hands out row numbers only to plain INTEGER keys."""

MISSING = tuple(f"missing_{measure}" for measure in MEASURES)
"""How many of the rows behind a rollup row lack the measure: a ratio says when more than 1 % do."""


SUMS = tuple(measure for measure in MEASURES if measure != "engagement_score")
"""What adds up. The engagement score is averaged, so rollups keep `score_sum` (score x impressions) and `score_weight`
(the impressions of rows that have a score)."""


def _identity() -> Column[int]:
    return Column("id", Id, primary_key=True, autoincrement=True)


def _text(name: str, *, primary_key: bool = False) -> Column[str]:
    return Column(name, Text, nullable=False, server_default="", primary_key=primary_key)


def _rollup() -> list[Column[int]]:
    counts = [Column(name, Integer, nullable=False, server_default="0") for name in ("rows", *MISSING)]
    return [*(Column(name, BigInteger) for name in (*SUMS, "score_sum", "score_weight")), *counts]


channel = Table(
    "channel", metadata,
    _identity(),
    Column("key", Text, nullable=False, unique=True),
    _text("title"),
    Column("aliases", JSON, nullable=False, default=list),
)  # fmt: skip

account = Table(
    "account", metadata,
    _identity(),
    Column("channel_id", ForeignKey("channel.id"), nullable=False),
    Column("external_id", Text, nullable=False),
    Column("source", Text, nullable=False, comment="Adapter or file source that owns the account"),
    _text("name"),
    Column("currency", Text, nullable=False),
    _text("timezone"),
    Column("vat_included", Boolean),
    _text("attribution"),
    _text("conversion_definition"),
    UniqueConstraint("channel_id", "source", "external_id"),
)  # fmt: skip

campaign = Table(
    "campaign", metadata,
    _identity(),
    Column("account_id", ForeignKey("account.id"), nullable=False, index=True),
    Column("external_id", Text, nullable=False),
    Column("variant", Text, nullable=False, server_default="",
           comment="Files may give one campaign id several locations or goals: each keeps its own row, so that both "
                   "'by campaign' and 'by location' stay right. Empty for platforms"),
    Column("root_id", Id, comment="The first row of the same campaign; grouping by campaign groups by this"),
    _text("name"), _text("objective"), _text("audience"), _text("segment"), _text("location"), _text("language"),
    Column("daily_budget", BigInteger), Column("total_budget", BigInteger),
    Column("starts", Date), Column("ends", Date),
    _text("status"),
    UniqueConstraint("account_id", "external_id", "variant"),
)  # fmt: skip

daily_fact = Table(
    "daily_fact", metadata,
    Column("campaign_id", ForeignKey("campaign.id"), primary_key=True),
    _text("slice", primary_key=True),
    Column("day", Date, primary_key=True),
    *(_text(column, primary_key=True) for column in SLICE_COLUMNS),
    *(Column(measure, BigInteger) for measure in MEASURES),
    Column("row_hash", BigInteger, nullable=False),
    Column("run_id", ForeignKey("ingest_run.id"), nullable=False),
    _text("source"),
    Column("vanished", Boolean, nullable=False, server_default="0",
           comment="A complete pull no longer returned this row: its measures became zero"),
    Column("derived", Boolean, nullable=False, server_default="0",
           comment="Revenue or conversions were computed from given ratios"),
    Column("loaded_at", Moment, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip

campaign_slice = Table(
    "campaign_slice", metadata,
    Column("campaign_id", ForeignKey("campaign.id"), primary_key=True),
    _text("slice", primary_key=True),
    Column("first_day", Date, nullable=False), Column("last_day", Date, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip
"""Which slices a campaign has, so that rollups and queries read only those ranges of `daily_fact`."""

campaign_day = Table(
    "campaign_day", metadata,
    Column("campaign_id", ForeignKey("campaign.id"), primary_key=True),
    Column("day", Date, primary_key=True),
    *_rollup(),
    sqlite_with_rowid=False,
)  # fmt: skip
"""Rollup of each campaign day's base slice (`total` where there is one)."""

channel_day = Table(
    "channel_day", metadata,
    Column("account_id", ForeignKey("account.id"), primary_key=True),
    Column("slice", Text, primary_key=True, comment="Empty: the base that totals are summed from"),
    Column("day", Date, primary_key=True),
    *(_text(column, primary_key=True) for column in SLICE_COLUMNS),
    *_rollup(),
    sqlite_with_rowid=False,
)  # fmt: skip
"""Rollup by account (an account has one channel and one currency), base and every slice."""

Index("ix_campaign_day_day", campaign_day.c.day, campaign_day.c.campaign_id).ddl_if(dialect="postgresql")
Index("ix_daily_fact_slice_day", daily_fact.c.slice, daily_fact.c.day).ddl_if(dialect="postgresql")

hourly_fact = Table(
    "hourly_fact", metadata,
    Column("campaign_id", ForeignKey("campaign.id"), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("hour", SmallInteger, primary_key=True),
    *(Column(name, BigInteger) for name in ("spend", "impressions", "clicks", "conversions", "revenue")),
    Column("row_hash", BigInteger, nullable=False),
    Column("run_id", ForeignKey("ingest_run.id"), nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip

conversion_action = Table(
    "conversion_action", metadata,
    Column("campaign_id", ForeignKey("campaign.id"), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("action", Text, primary_key=True),
    Column("count", BigInteger), Column("value", BigInteger),
    Column("row_hash", BigInteger, nullable=False),
    Column("run_id", ForeignKey("ingest_run.id"), nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip

post = Table(
    "post", metadata,
    _identity(),
    Column("account_id", ForeignKey("account.id"), nullable=False),
    Column("external_id", Text, nullable=False),
    Column("published_at", Moment, nullable=False),
    _text("title"),
    *(Column(name, BigInteger) for name in ("reach", "views", "reactions", "comments", "shares")),
    Column("read_at", Moment, nullable=False),
    UniqueConstraint("account_id", "external_id"),
)  # fmt: skip

fx_rate = Table(
    "fx_rate", metadata,
    Column("currency", Text, primary_key=True),
    Column("base", Text, primary_key=True, comment="Units of `base` for one unit of `currency`"),
    Column("day", Date, primary_key=True),
    Column("rate_nanos", BigInteger, nullable=False, comment="Rate in billionths"),
    _text("source"),
)  # fmt: skip

budget = Table(
    "budget", metadata,
    _identity(),
    Column("channel_id", ForeignKey("channel.id"), nullable=False),
    Column("campaign", Text, nullable=False, server_default="", comment="External id; empty for the whole channel"),
    Column("month", Date, nullable=False, comment="First day of the month"),
    Column("amount", BigInteger, nullable=False),
    Column("currency", Text, nullable=False),
    UniqueConstraint("channel_id", "campaign", "month"),
)  # fmt: skip

goal = Table(
    "goal", metadata,
    _identity(),
    Column("channel_id", ForeignKey("channel.id"), nullable=False),
    Column("campaign", Text, nullable=False, server_default=""),
    Column("month", Date, nullable=False),
    Column("metric", Text, nullable=False),
    Column("target", BigInteger, nullable=False, comment="Millionths of the metric's unit"),
    UniqueConstraint("channel_id", "campaign", "month", "metric"),
)  # fmt: skip

ingest_run = Table(
    "ingest_run", metadata,
    _identity(),
    Column("source", Text, nullable=False),
    _text("account"),
    Column("kind", Text, nullable=False, comment="`file`, `refresh`, or a step after it: forecasts, alerts ..."),
    Column("since", Date), Column("until", Date),
    Column("state", Text, nullable=False, comment="running, done, partial, waiting, failed, skipped"),
    Column("started_at", Moment, nullable=False),
    Column("finished_at", Moment),
    *(Column(name, Integer, nullable=False, server_default="0")
      for name in ("requests", "rows_read", "inserted", "updated", "unchanged", "rejected")),
    _text("error_kind"), _text("error_message"),
    Column("retry_at", Moment),
    Column("cursor", JSON, comment="Where an interrupted pull goes on"),
    Column("notes", JSON, nullable=False, default=list),
    Index("ix_ingest_run_source_started", "source", "started_at"),
)  # fmt: skip

rejected_row = Table(
    "rejected_row", metadata,
    _identity(),
    Column("run_id", ForeignKey("ingest_run.id"), nullable=False, index=True),
    Column("reason", Text, nullable=False),
    _text("detail"),
    Column("raw", JSON, nullable=False),
    Column("raw_hash", BigInteger, nullable=False, comment="The same row rejected again is the same quarantine entry"),
    _text("source"),
    UniqueConstraint("source", "raw_hash", "reason"),
)  # fmt: skip

run_lock = Table(
    "run_lock", metadata,
    Column("name", Text, primary_key=True),
    Column("holder", Text, nullable=False),
    Column("expires_at", Moment, nullable=False),
)  # fmt: skip

ml_roi_forecast = Table(
    "ml_roi_forecast", metadata,
    _identity(),
    Column("made_on", Date, nullable=False), _text("channel"), _text("campaign"),
    Column("metric", Text, nullable=False), Column("horizon_days", Integer, nullable=False),
    Column("start", Date, nullable=False), Column("end", Date, nullable=False),
    Column("value", Float), Column("low", Float), Column("high", Float),
    _text("model"), Column("backtest", JSON), Column("content_hash", Text, nullable=False),
    Column("chart_id", ForeignKey("chart_image.id")),
    UniqueConstraint("made_on", "channel", "campaign", "metric", "horizon_days"),
)  # fmt: skip

ml_roi_timeseries = Table(
    "ml_roi_timeseries", metadata,
    _identity(),
    Column("made_on", Date, nullable=False), _text("channel"), Column("metric", Text, nullable=False),
    Column("day", Date, nullable=False), Column("actual", Float), Column("predicted", Float),
    Column("low", Float), Column("high", Float),
    UniqueConstraint("made_on", "channel", "metric", "day"),
)  # fmt: skip

ml_reach_ctr_timeseries = Table(
    "ml_reach_ctr_timeseries", metadata,
    _identity(),
    Column("made_on", Date, nullable=False), _text("channel"), Column("metric", Text, nullable=False),
    Column("day", Date, nullable=False), Column("actual", Float), Column("predicted", Float),
    Column("low", Float), Column("high", Float),
    UniqueConstraint("made_on", "channel", "metric", "day"),
)  # fmt: skip

ml_budget_rec = Table(
    "ml_budget_rec", metadata,
    _identity(),
    Column("made_on", Date, nullable=False), Column("channel", Text, nullable=False),
    Column("period_days", Integer, nullable=False),
    Column("current_amount", BigInteger, nullable=False), Column("recommended_amount", BigInteger, nullable=False),
    Column("expected_value", Float), Column("low", Float), Column("high", Float), Column("marginal", Float),
    _text("decision"), _text("reason"),
    Column("chart_id", ForeignKey("chart_image.id")),
    UniqueConstraint("made_on", "channel", "period_days"),
)  # fmt: skip

campaign_prediction = Table(
    "campaign_prediction", metadata,
    _identity(),
    Column("made_on", Date, nullable=False), Column("campaign_id", ForeignKey("campaign.id"), nullable=False),
    Column("metric", Text, nullable=False),
    Column("value", Float), Column("low", Float), Column("high", Float),
    Column("probability_below", Float), _text("risk_level"), Column("confidence", Float),
    Column("drivers", JSON), _text("verdict"),
    Column("chart_id", ForeignKey("chart_image.id")),
    UniqueConstraint("made_on", "campaign_id", "metric"),
)  # fmt: skip

recommendation = Table(
    "recommendation", metadata,
    _identity(),
    Column("made_at", Moment, nullable=False),
    Column("kind", Text, nullable=False), _text("scope"),
    Column("body", JSON, nullable=False), Column("expected", JSON),
    Column("state", Text, nullable=False, server_default="open", comment="open, accepted, declined, measured"),
    Column("decided_at", Moment),
)  # fmt: skip

forecast_score = Table(
    "forecast_score", metadata,
    _identity(),
    Column("kind", Text, nullable=False, comment="forecast or recommendation"),
    Column("subject_id", Id, nullable=False), _text("channel"), _text("campaign"), _text("metric"),
    Column("made_on", Date, nullable=False), Column("end", Date, nullable=False),
    Column("predicted", Float), Column("low", Float), Column("high", Float),
    Column("naive", Float), Column("actual", Float), Column("inside", Boolean),
    UniqueConstraint("kind", "subject_id"),
)  # fmt: skip

chart_image = Table(
    "chart_image", metadata,
    _identity(),
    Column("made_at", Moment, nullable=False),
    Column("kind", Text, nullable=False), _text("title"),
    Column("spec", JSON, nullable=False), Column("png", LargeBinary),
)  # fmt: skip

alert_rule = Table(
    "alert_rule", metadata,
    _identity(),
    Column("kind", Text, nullable=False, comment="Entry of the rule catalogue"),
    Column("name", Text, nullable=False, unique=True),
    _text("channel"), _text("campaign"),
    Column("settings", JSON, nullable=False, default=dict),
    Column("enabled", Boolean, nullable=False, server_default="1"),
    _text("origin"), Column("calibration", JSON),
    Column("created_at", Moment, nullable=False),
)  # fmt: skip

alert = Table(
    "alert", metadata,
    _identity(),
    Column("fingerprint", Text, nullable=False, index=True),
    *(Column(name, Text, nullable=False) for name in ("rule", "severity", "state")),
    _text("channel"), _text("campaign"), _text("metric"),
    Column("value", Float), Column("threshold", Float), Column("expected", Float),
    Column("since", Text, nullable=False), Column("last_seen", Text, nullable=False),
    Column("money_at_stake", Float), Column("body", JSON, nullable=False),
    Column("is_read", Boolean, nullable=False, server_default="0"),
    Column("assignee", Text), Column("snoozed_until", Moment),
    Column("raised_at", Moment, nullable=False), Column("resolved_at", Moment),
    Index("ix_alert_state_raised", "state", "raised_at"),
)  # fmt: skip

delivery = Table(
    "delivery", metadata,
    _identity(),
    Column("alert_id", ForeignKey("alert.id"), index=True),
    Column("kind", Text, nullable=False, comment="alert, recovery, digest, report"),
    Column("target", Text, nullable=False, comment="`telegram:<chat>` or `web:<user>`"),
    Column("payload", JSON, nullable=False),
    Column("state", Text, nullable=False, server_default="queued", comment="queued, sending, sent, dropped"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("due_at", Moment, nullable=False),
    Column("sent_at", Moment), _text("error"),
    Column("dedupe_key", Text, nullable=False, unique=True),
    Index("ix_delivery_state_due", "state", "due_at"),
)  # fmt: skip

subscription = Table(
    "subscription", metadata,
    _identity(),
    Column("user_id", ForeignKey("app_user.id"), nullable=False),
    Column("target", Text, nullable=False), Column("kind", Text, nullable=False),
    Column("settings", JSON, nullable=False, default=dict),
    Column("active", Boolean, nullable=False, server_default="1"), _text("note"),
    UniqueConstraint("target", "kind"),
)  # fmt: skip

report_schedule = Table(
    "report_schedule", metadata,
    _identity(),
    Column("user_id", ForeignKey("app_user.id"), nullable=False),
    Column("kind", Text, nullable=False), Column("settings", JSON, nullable=False, default=dict),
    Column("next_at", Moment), Column("last_at", Moment),
    Column("active", Boolean, nullable=False, server_default="1"),
)  # fmt: skip

app_user = Table(
    "app_user", metadata,
    _identity(),
    Column("identifier", Text, nullable=False, unique=True),
    _text("name"), _text("role"), _text("language"), _text("timezone"),
    Column("telegram_chat", Text, unique=True), Column("link_code_hash", Text), Column("link_expires_at", Moment),
    Column("settings", JSON, nullable=False, default=dict),
    Column("created_at", Moment, nullable=False),
)  # fmt: skip

audit_entry = Table(
    "audit_entry", metadata,
    _identity(),
    Column("at", Moment, nullable=False),
    _text("actor"), Column("action", Text, nullable=False), Column("body", JSON, nullable=False, default=dict),
)  # fmt: skip

definition = Table(
    "definition", metadata,
    _identity(),
    Column("term", Text, nullable=False, unique=True),
    Column("meaning", JSON, nullable=False),
    Column("created_at", Moment, nullable=False),
)  # fmt: skip
