"""Sessions that were ended before their time, and whose process a run belongs to."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Applies the revision."""
    op.create_table(
        "ended_session",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False, comment="When it would have ended by itself"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ended_session")),
        sqlite_with_rowid=False,
    )
    op.add_column(
        "ingest_run",
        sa.Column("holder", sa.Text(), server_default="", nullable=False, comment="The process that writes it"),
    )


def downgrade() -> None:
    """Takes the revision back."""
    op.drop_column("ingest_run", "holder")
    op.drop_table("ended_session")
