"""Tables of what came in: accounts, campaigns, facts and their rollups, plans, runs and quarantine."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
)

from ingest.facts import HOUR_MEASURES, LATE_MEASURES, MEASURES, SLICE_COLUMNS
from ingest.schema.columns import Id, Moment, identity, metadata, rollup, text

channel = Table(
    "channel",
    metadata,
    identity(),
    Column("key", Text, nullable=False, unique=True),
    text("title"),
    Column("aliases", JSON, nullable=False, default=list),
)

account = Table(
    "account",
    metadata,
    identity(),
    Column("channel_id", ForeignKey("channel.id"), nullable=False),
    Column("external_id", Text, nullable=False),
    Column("source", Text, nullable=False, comment="Adapter or file source that owns the account"),
    text("name"),
    Column("currency", Text, nullable=False),
    text("timezone"),
    Column("vat_included", Boolean),
    text("attribution"),
    text("conversion_definition"),
    Column("client", Text, nullable=False, server_default="", comment="Whose it is; empty: nobody's"),
    UniqueConstraint("channel_id", "source", "external_id"),
)

campaign = Table(
    "campaign",
    metadata,
    identity(),
    Column("account_id", ForeignKey("account.id"), nullable=False, index=True),
    Column("external_id", Text, nullable=False),
    Column(
        "variant",
        Text,
        nullable=False,
        server_default="",
        comment="Files may give one campaign id several locations or goals: each keeps its own row, so that both "
        "'by campaign' and 'by location' stay right. Empty for platforms",
    ),
    Column("root_id", Id, comment="The first row of the same campaign; grouping by campaign groups by this"),
    text("name"),
    text("objective"),
    text("audience"),
    text("segment"),
    text("location"),
    text("language"),
    Column("daily_budget", BigInteger),
    Column("total_budget", BigInteger),
    Column("starts", Date),
    Column("ends", Date),
    text("status"),
    UniqueConstraint("account_id", "external_id", "variant"),
)

daily_fact = Table(
    "daily_fact",
    metadata,
    Column("campaign_id", ForeignKey("campaign.id"), primary_key=True),
    text("slice", primary_key=True),
    Column("day", Date, primary_key=True),
    *(text(column, primary_key=True) for column in SLICE_COLUMNS),
    *(Column(measure, BigInteger) for measure in MEASURES),
    Column("row_hash", BigInteger, nullable=False),
    Column("run_id", ForeignKey("ingest_run.id"), nullable=False),
    text("source"),
    Column(
        "vanished",
        Boolean,
        nullable=False,
        server_default="0",
        comment="A complete pull no longer returned this row: its measures became zero",
    ),
    Column(
        "derived",
        Boolean,
        nullable=False,
        server_default="0",
        comment="Revenue or conversions were computed from given ratios",
    ),
    Column("loaded_at", Moment, nullable=False),
    sqlite_with_rowid=False,
)

campaign_slice = Table(
    "campaign_slice",
    metadata,
    Column("campaign_id", ForeignKey("campaign.id"), primary_key=True),
    text("slice", primary_key=True),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    sqlite_with_rowid=False,
)
"""Which slices a campaign has, so that rollups and queries read only those ranges of `daily_fact`."""

campaign_day = Table(
    "campaign_day",
    metadata,
    Column("campaign_id", ForeignKey("campaign.id"), primary_key=True),
    Column("day", Date, primary_key=True),
    *rollup(),
    sqlite_with_rowid=False,
)
"""Rollup of each campaign day's base slice (`total` where there is one); what it lacks is another slice's."""

channel_day = Table(
    "channel_day",
    metadata,
    Column("account_id", ForeignKey("account.id"), primary_key=True),
    Column("slice", Text, primary_key=True, comment="Empty: the base that totals are summed from"),
    Column("day", Date, primary_key=True),
    *(text(column, primary_key=True) for column in SLICE_COLUMNS),
    *rollup(),
    sqlite_with_rowid=False,
)
"""Rollup by account (an account has one channel and one currency), base and every slice."""

day_reading = Table(
    "day_reading",
    metadata,
    Column("account_id", ForeignKey("account.id"), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("read_on", Date, primary_key=True, comment="The day whose last pull showed these figures"),
    *(Column(measure, BigInteger) for measure in LATE_MEASURES),
    sqlite_with_rowid=False,
)
"""What each day of an account had come to when it was read: platforms still raise conversions for days after."""

Index("ix_campaign_day_day", campaign_day.c.day, campaign_day.c.campaign_id).ddl_if(dialect="postgresql")
Index("ix_daily_fact_slice_day", daily_fact.c.slice, daily_fact.c.day).ddl_if(dialect="postgresql")

hourly_fact = Table(
    "hourly_fact",
    metadata,
    Column("campaign_id", ForeignKey("campaign.id"), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("hour", SmallInteger, primary_key=True),
    *(Column(name, BigInteger) for name in HOUR_MEASURES),
    Column("row_hash", BigInteger, nullable=False),
    Column("run_id", ForeignKey("ingest_run.id"), nullable=False),
    sqlite_with_rowid=False,
)

conversion_action = Table(
    "conversion_action",
    metadata,
    Column("campaign_id", ForeignKey("campaign.id"), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("action", Text, primary_key=True),
    Column("count", BigInteger),
    Column("value", BigInteger),
    Column("row_hash", BigInteger, nullable=False),
    Column("run_id", ForeignKey("ingest_run.id"), nullable=False),
    sqlite_with_rowid=False,
)

post = Table(
    "post",
    metadata,
    identity(),
    Column("account_id", ForeignKey("account.id"), nullable=False),
    Column("external_id", Text, nullable=False),
    Column("published_at", Moment, nullable=False),
    text("title"),
    *(Column(name, BigInteger) for name in ("reach", "views", "reactions", "comments", "shares")),
    Column("read_at", Moment, nullable=False),
    UniqueConstraint("account_id", "external_id"),
)

fx_rate = Table(
    "fx_rate",
    metadata,
    Column("currency", Text, primary_key=True),
    Column("base", Text, primary_key=True, comment="Units of `base` for one unit of `currency`"),
    Column("day", Date, primary_key=True),
    Column("rate_nanos", BigInteger, nullable=False, comment="Rate in billionths"),
    text("source"),
)

budget = Table(
    "budget",
    metadata,
    identity(),
    Column("channel_id", ForeignKey("channel.id"), nullable=False),
    Column("campaign", Text, nullable=False, server_default="", comment="External id; empty for the whole channel"),
    Column("month", Date, nullable=False, comment="First day of the month"),
    Column("amount", BigInteger, nullable=False),
    Column("currency", Text, nullable=False),
    UniqueConstraint("channel_id", "campaign", "month"),
)

goal = Table(
    "goal",
    metadata,
    identity(),
    Column("channel_id", ForeignKey("channel.id"), nullable=False),
    Column("campaign", Text, nullable=False, server_default=""),
    Column("month", Date, nullable=False),
    Column("metric", Text, nullable=False),
    Column("target", BigInteger, nullable=False, comment="Millionths of the metric's unit"),
    UniqueConstraint("channel_id", "campaign", "month", "metric"),
)

ingest_run = Table(
    "ingest_run",
    metadata,
    identity(),
    Column("source", Text, nullable=False),
    text("account"),
    Column("kind", Text, nullable=False, comment="`file`, `refresh`, or a step after it: forecasts, alerts ..."),
    Column("since", Date),
    Column("until", Date),
    Column("state", Text, nullable=False, comment="running, done, partial, waiting, failed, skipped, unloaded"),
    Column("started_at", Moment, nullable=False),
    Column("finished_at", Moment),
    *(
        Column(name, Integer, nullable=False, server_default="0")
        for name in ("requests", "rows_read", "inserted", "updated", "unchanged", "rejected")
    ),
    text("error_kind"),
    text("error_message"),
    Column("retry_at", Moment),
    Column("cursor", JSON, comment="Where an interrupted pull goes on"),
    Column("notes", JSON, nullable=False, default=list),
    text("digest"),
    text("signature"),
    Column("repeats", Id, comment="The load whose rows this one only brought again"),
    Column("holder", Text, nullable=False, server_default="", comment="The process that writes it"),
    Index("ix_ingest_run_source_started", "source", "started_at"),
)

rejected_row = Table(
    "rejected_row",
    metadata,
    identity(),
    Column("run_id", ForeignKey("ingest_run.id"), nullable=False, index=True),
    Column("reason", Text, nullable=False),
    text("detail"),
    Column("raw", JSON, nullable=False),
    Column("raw_hash", BigInteger, nullable=False, comment="The same row rejected again is the same quarantine entry"),
    text("source"),
    UniqueConstraint("source", "raw_hash", "reason"),
)

run_lock = Table(
    "run_lock",
    metadata,
    Column("name", Text, primary_key=True),
    Column("holder", Text, nullable=False),
    Column("expires_at", Moment, nullable=False),
)
