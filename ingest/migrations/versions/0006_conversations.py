"""Conversations of the chat are kept: what was said and shown, and how answers were judged."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Applies the revision."""
    op.create_table(
        "conversation",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False, comment="The person whose it is, by the name they sign in with"),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("words", sa.Text(), server_default="", nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversation")),
    )
    op.create_index("ix_conversation_owner_changed", "conversation", ["owner", "changed_at"])
    op.create_table(
        "conversation_step",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("conversation", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("said_at", sa.Text(), server_default="", nullable=False),
        sa.Column("words", sa.Text(), server_default="", nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        *_of_conversation("conversation_step", "step"),
    )
    op.create_table(
        "conversation_element",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("conversation", sa.Text(), nullable=False),
        sa.Column("element", sa.Text(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        *_of_conversation("conversation_element", "element"),
    )
    op.create_table(
        "conversation_rating",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("conversation", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False, comment="1 helpful, 0 not"),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("rated_at", sa.DateTime(timezone=True), nullable=False),
        *_of_conversation("conversation_rating", "step"),
    )


def _of_conversation(table: str, part: str) -> list[sa.schema.Constraint]:
    return [
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversation.id"], name=op.f(f"fk_{table}_conversation"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("conversation", part, name=op.f(f"uq_{table}_conversation_{part}")),
    ]


def downgrade() -> None:
    """Takes the revision back."""
    for name in ("conversation_rating", "conversation_element", "conversation_step", "conversation"):
        op.drop_table(name)
