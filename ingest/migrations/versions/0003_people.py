"""People sign in: password, whose rows they see, guessing, sessions that end; roles get their names."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Applies the revision."""
    with op.batch_alter_table("app_user") as table:
        table.add_column(sa.Column("password_hash", sa.Text(), nullable=True))
        table.add_column(sa.Column("disabled", sa.Boolean(), server_default="0", nullable=False))
        table.add_column(sa.Column("channels", sa.JSON(none_as_null=True), nullable=True))
        table.add_column(sa.Column("accounts", sa.JSON(none_as_null=True), nullable=True))
        table.add_column(sa.Column("failed", sa.Integer(), server_default="0", nullable=False))
        table.add_column(sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("session_epoch", sa.Text(), server_default="", nullable=False))
    op.execute(sa.text("UPDATE app_user SET role = 'manager' WHERE role = 'member'"))


def downgrade() -> None:
    """Takes the revision back."""
    op.execute(sa.text("UPDATE app_user SET role = 'member' WHERE role = 'manager'"))
    with op.batch_alter_table("app_user") as table:
        for name in ("session_epoch", "locked_until", "failed", "accounts", "channels", "disabled", "password_hash"):
            table.drop_column(name)
