"""Places for the columns of a company's own trade, in the facts, their layers and rollups."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

PLACES = (*(f"own_count_{number}" for number in range(1, 9)), *(f"own_money_{number}" for number in range(1, 5)))
TABLES = ("daily_fact", "fact_layer", "campaign_day", "channel_day")


def upgrade() -> None:
    """Applies the revision."""
    for table in TABLES:
        for place in PLACES:
            op.add_column(table, sa.Column(place, sa.BigInteger(), nullable=True))
    op.create_table(
        "own_measure",
        sa.Column(
            "place", sa.Text(), nullable=False, comment="The column of `daily_fact` that holds it: `own_count_1`"
        ),
        sa.Column("word", sa.Text(), nullable=False, comment="The column's header, plain"),
        sa.Column("title", sa.Text(), nullable=False, comment="The header as people see it"),
        sa.Column("key", sa.Text(), nullable=False, comment="What tools and the command line call it"),
        sa.PrimaryKeyConstraint("place", name=op.f("pk_own_measure")),
        sa.UniqueConstraint("key", name=op.f("uq_own_measure_key")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Takes the revision back."""
    op.drop_table("own_measure")
    for table in TABLES:
        with op.batch_alter_table(table) as changed:
            for place in PLACES:
                changed.drop_column(place)
