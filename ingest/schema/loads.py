"""Tables of what each load brought, so that it can be taken back, and of what loads taught about files."""

from sqlalchemy import JSON, BigInteger, Boolean, Column, Date, ForeignKey, Index, Table, Text

from ingest.facts import MEASURES, SLICE_COLUMNS
from ingest.schema.columns import Moment, identity, metadata, text

fact_layer = Table(
    "fact_layer",
    metadata,
    Column("campaign_id", ForeignKey("campaign.id"), primary_key=True),
    text("slice", primary_key=True),
    Column("day", Date, primary_key=True),
    *(text(column, primary_key=True) for column in SLICE_COLUMNS),
    Column(
        "grain",
        Text,
        primary_key=True,
        nullable=False,
        server_default="",
        comment="Columns that cut a fact finer than its key, `adset+ad`; empty for the whole",
    ),
    Column("part", Text, primary_key=True, nullable=False, server_default="", comment="Their values"),
    Column("run_id", ForeignKey("ingest_run.id"), primary_key=True),
    *(Column(measure, BigInteger) for measure in MEASURES),
    Column("vanished", Boolean, nullable=False, server_default="0"),
    Column("derived", Boolean, nullable=False, server_default="0"),
    Column("loaded_at", Moment, nullable=False),
    sqlite_with_rowid=False,
)
"""What each load says of a fact, where several speak of one or a load is finer than it; `daily_fact` is what follows.

A fact that one load alone has brought whole needs no layer: its row in `daily_fact` is the layer."""

load_change = Table(
    "load_change",
    metadata,
    identity(),
    Column("run_id", ForeignKey("ingest_run.id"), nullable=False),
    Column("entity", Text, nullable=False, comment="Table: account, campaign, budget, goal"),
    Column("place", Text, nullable=False, comment="JSON of the row's key"),
    Column("field", Text, nullable=False, server_default="", comment="Empty: the load has made the row"),
    Column("before", JSON),
    Column("after", JSON),
    Index("ix_load_change_entity_place", "entity", "place"),
)
"""What loads have changed beside facts, field by field."""

value_spelling = Table(
    "value_spelling",
    metadata,
    Column("dimension", Text, primary_key=True),
    Column("plain", Text, primary_key=True, comment="The value without case and typography"),
    Column("shown", Text, nullable=False),
    Column("run_id", ForeignKey("ingest_run.id")),
    sqlite_with_rowid=False,
)
"""How each value is spelled: `Paris` and `paris` are one."""

metric_word = Table(
    "metric_word",
    metadata,
    Column("account_id", ForeignKey("account.id"), primary_key=True),
    Column("measure", Text, primary_key=True),
    Column("word", Text, primary_key=True, comment="The column's header, plain"),
    Column("run_id", ForeignKey("ingest_run.id"), primary_key=True),
    sqlite_with_rowid=False,
)
"""What files call the measures of each account: `bookings` for conversions."""

own_measure = Table(
    "own_measure",
    metadata,
    Column("place", Text, primary_key=True, comment="The column of `daily_fact` that holds it: `own_count_1`"),
    Column("word", Text, nullable=False, comment="The column's header, plain"),
    Column("title", Text, nullable=False, comment="The header as people see it"),
    Column("key", Text, nullable=False, unique=True, comment="What tools and the command line call it"),
    sqlite_with_rowid=False,
)
"""Columns of files in a trade's own words that nobody's catalogue knows, kept as measures of the workspace."""

own_dimension = Table(
    "own_dimension",
    metadata,
    Column("place", Text, primary_key=True, comment="The column of `daily_fact` that holds it: `own_text_1`"),
    Column("word", Text, nullable=False, comment="The column's header, plain"),
    Column("title", Text, nullable=False, comment="The header as people see it"),
    Column("key", Text, nullable=False, unique=True, comment="What tools and the command line call it"),
    sqlite_with_rowid=False,
)
"""Text columns of files in a trade's own words, kept as dimensions of the workspace."""

header_memory = Table(
    "header_memory",
    metadata,
    Column("signature", Text, primary_key=True, comment="Digest of a header row"),
    Column("mapping", JSON, nullable=False, default=dict, comment="Field to header, as a person named them"),
    Column("finer", JSON, nullable=False, default=list, comment="Headers found to cut rows finer"),
    Column("learned_at", Moment, nullable=False),
    sqlite_with_rowid=False,
)
"""What is known of a kind of file by its headers."""
