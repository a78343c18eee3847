"""Loads can be taken back: layers of facts, changes of other rows, spellings, and what is known of headers."""

import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SLICE_COLUMNS = ("region", "device", "age", "gender", "placement")
TRAITS = ("objective", "audience", "segment", "location", "language")
MEASURES = (
    "spend",
    "impressions",
    "reach",
    "clicks",
    "engagements",
    "engagement_score",
    "video_views",
    "leads",
    "conversions",
    "revenue",
)
KEYS = ("campaign_id", "slice", "day", *SLICE_COLUMNS, "grain", "part", "run_id")


def upgrade() -> None:
    """Applies the revision."""
    op.create_table(
        "fact_layer",
        sa.Column("campaign_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("slice", sa.Text(), server_default="", nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        *(sa.Column(name, sa.Text(), server_default="", nullable=False) for name in SLICE_COLUMNS),
        sa.Column(
            "grain",
            sa.Text(),
            server_default="",
            nullable=False,
            comment="Columns that cut a fact finer than its key, `adset+ad`; empty for the whole",
        ),
        sa.Column("part", sa.Text(), server_default="", nullable=False, comment="Their values"),
        sa.Column("run_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        *(sa.Column(name, sa.BigInteger(), nullable=True) for name in MEASURES),
        sa.Column("vanished", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("derived", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_fact_layer_campaign_id")),
        sa.ForeignKeyConstraint(["run_id"], ["ingest_run.id"], name=op.f("fk_fact_layer_run_id")),
        sa.PrimaryKeyConstraint(*KEYS, name=op.f("pk_fact_layer")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "load_change",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("run_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("entity", sa.Text(), nullable=False, comment="Table: account, campaign, budget, goal"),
        sa.Column("place", sa.Text(), nullable=False, comment="JSON of the row's key"),
        sa.Column("field", sa.Text(), server_default="", nullable=False, comment="Empty: the load has made the row"),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["run_id"], ["ingest_run.id"], name=op.f("fk_load_change_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_load_change")),
    )
    op.create_index("ix_load_change_entity_place", "load_change", ["entity", "place"])
    op.create_table(
        "value_spelling",
        sa.Column("dimension", sa.Text(), nullable=False),
        sa.Column("plain", sa.Text(), nullable=False, comment="The value without case and typography"),
        sa.Column("shown", sa.Text(), nullable=False),
        sa.Column("run_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["run_id"], ["ingest_run.id"], name=op.f("fk_value_spelling_run_id")),
        sa.PrimaryKeyConstraint("dimension", "plain", name=op.f("pk_value_spelling")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "header_memory",
        sa.Column("signature", sa.Text(), nullable=False, comment="Digest of a header row"),
        sa.Column("mapping", sa.JSON(), nullable=False, comment="Field to header, as a person named them"),
        sa.Column("finer", sa.JSON(), nullable=False, comment="Headers found to cut rows finer"),
        sa.Column("learned_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("signature", name=op.f("pk_header_memory")),
        sqlite_with_rowid=False,
    )
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.add_column("ingest_run", sa.Column("digest", sa.Text(), server_default="", nullable=False))
    op.add_column("ingest_run", sa.Column("signature", sa.Text(), server_default="", nullable=False))
    op.add_column("ingest_run", sa.Column("repeats", number, nullable=True))
    _learn_spellings()


def _learn_spellings() -> None:
    """How values are spelled in what is there already; of several spellings the first one is kept."""
    connection = op.get_bind()
    columns = {**dict.fromkeys(SLICE_COLUMNS, "channel_day"), **dict.fromkeys(TRAITS, "campaign")}
    for name, table in columns.items():
        values = connection.scalars(sa.text(f"SELECT DISTINCT {name} FROM {table} ORDER BY {name}")).all()  # noqa: S608 - our own names
        shown = {_plain(value): value for value in reversed(values) if value}
        rows = [{"dimension": name, "plain": plain, "shown": value} for plain, value in shown.items() if plain]
        if rows:
            connection.execute(
                sa.text("INSERT INTO value_spelling (dimension, plain, shown) VALUES (:dimension, :plain, :shown)"),
                rows,
            )


def _plain(value: str) -> str:
    text = unicodedata.normalize("NFKC", value).casefold().replace("ё", "е")
    return " ".join(text.split())


def downgrade() -> None:
    """Takes it back."""
    for name in ("repeats", "signature", "digest"):
        op.drop_column("ingest_run", name)
    for name in ("header_memory", "value_spelling", "load_change", "fact_layer"):
        op.drop_table(name)
