"""Advice keeps what became of it and the document it stood in; the team keeps notes of what happened on which days."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False, server_default="")


def upgrade() -> None:
    """Applies the revision."""
    for column in (
        _text("key"),
        sa.Column("place", sa.Integer(), nullable=False, server_default="0"),
        _text("decided_by"),
        _text("reason"),
        sa.Column("done_at", MOMENT),
        sa.Column("effect", sa.JSON()),
    ):
        op.add_column("recommendation", column)
    op.create_table(
        "advice_document",
        sa.Column("id", ID, nullable=False, autoincrement=True),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advice_document")),
    )
    op.create_table(
        "note",
        sa.Column("id", ID, nullable=False, autoincrement=True),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        _text("channel"),
        _text("made_by"),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )


def downgrade() -> None:
    """Takes the revision back."""
    op.drop_table("note")
    op.drop_table("advice_document")
    for name in ("effect", "done_at", "reason", "decided_by", "place", "key"):
        op.drop_column("recommendation", name)
