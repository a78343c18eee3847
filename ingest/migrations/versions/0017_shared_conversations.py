"""Conversations that may be read by their link, and whose rows they may tell of."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Applies the revision."""
    op.add_column(
        "conversation",
        sa.Column(
            "shared_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="When its owner let everybody who has its link read it",
        ),
    )
    op.add_column(
        "conversation",
        sa.Column(
            "seen",
            sa.JSON(),
            nullable=True,
            comment="Channels and accounts that its owner saw while it was written; unset: all of them",
        ),
    )


def downgrade() -> None:
    """Takes the revision back."""
    op.drop_column("conversation", "seen")
    op.drop_column("conversation", "shared_at")
