"""Whose accounts they are, and which client a person looks at."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Applies the revision."""
    client = sa.Column("client", sa.Text(), server_default="", nullable=False, comment="Whose it is; empty: nobody's")
    op.add_column("account", client)
    looked_at = "The client that the person looks at; empty: none was chosen; *: all of them"
    op.add_column("app_user", sa.Column("client", sa.Text(), server_default="", nullable=False, comment=looked_at))
    op.add_column("app_user", sa.Column("client_accounts", sa.JSON(), nullable=True, comment="Accounts of that client"))


def downgrade() -> None:
    """Takes the revision back."""
    op.drop_column("app_user", "client_accounts")
    op.drop_column("app_user", "client")
    op.drop_column("account", "client")
