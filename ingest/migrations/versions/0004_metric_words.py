"""What files call their measures is kept, so that questions may use the same words."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Applies the revision."""
    op.create_table(
        "metric_word",
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("word", sa.Text(), nullable=False, comment="The column's header, plain"),
        sa.Column("run_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_metric_word_account_id")),
        sa.ForeignKeyConstraint(["run_id"], ["ingest_run.id"], name=op.f("fk_metric_word_run_id")),
        sa.PrimaryKeyConstraint("account_id", "measure", "word", "run_id", name=op.f("pk_metric_word")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Takes the revision back."""
    op.drop_table("metric_word")
