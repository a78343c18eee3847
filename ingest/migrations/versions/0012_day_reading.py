"""What each day of an account had come to at each reading, so that late conversions can be reckoned with."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Applies the revision."""
    op.create_table(
        "day_reading",
        sa.Column("account_id", ID, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("read_on", sa.Date(), nullable=False, comment="The day whose last pull showed these figures"),
        sa.Column("leads", sa.BigInteger(), nullable=True),
        sa.Column("conversions", sa.BigInteger(), nullable=True),
        sa.Column("revenue", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_day_reading_account_id")),
        sa.PrimaryKeyConstraint("account_id", "day", "read_on", name=op.f("pk_day_reading")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Takes the revision back."""
    op.drop_table("day_reading")
