"""Answers that people have pinned to their opening view."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0008"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Applies the revision."""
    op.create_table(
        "pinned_card",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("owner", sa.Text(), nullable=False, comment="The person whose it is, by the name they sign in with"),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("tool", sa.Text(), nullable=False),
        sa.Column("args", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pinned_card")),
    )
    op.create_index(op.f("ix_pinned_card_owner"), "pinned_card", ["owner"])


def downgrade() -> None:
    """Takes the revision back."""
    op.drop_table("pinned_card")
