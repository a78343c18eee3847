"""What one person said about one alert: not to me, or no trouble at all."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Applies the revision."""
    op.create_table(
        "alert_reaction",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("alert_id", ID, nullable=False, comment="The alert that began the thread"),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False, comment="hush: not to this person; false: no trouble at all"),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["alert_id"], ["alert.id"], name=op.f("fk_alert_reaction_alert_id")),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_alert_reaction_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_reaction")),
        sa.UniqueConstraint("alert_id", "user_id", "kind", name=op.f("uq_alert_reaction_alert_id")),
    )


def downgrade() -> None:
    """Takes the revision back."""
    op.drop_table("alert_reaction")
