"""Tables of the chat's conversations: what was said and shown, and how answers were judged."""

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from ingest.schema.columns import Moment, identity, metadata, text

conversation = Table(
    "conversation",
    metadata,
    Column("id", Text, primary_key=True),
    Column("owner", Text, nullable=False, comment="The person whose it is, by the name they sign in with"),
    text("name"),
    text("words"),
    Column("body", JSON, nullable=False, default=dict),
    Column("changed_at", Moment, nullable=False),
    Column("shared_at", Moment, comment="When its owner let everybody who has its link read it"),
    Column(
        "seen",
        JSON(none_as_null=True),
        comment="Channels and accounts that its owner saw while it was written; unset: all of them",
    ),
    Index("ix_conversation_owner_changed", "owner", "changed_at"),
)

conversation_step = Table(
    "conversation_step",
    metadata,
    identity(),
    Column("conversation", ForeignKey("conversation.id", ondelete="CASCADE"), nullable=False),
    Column("step", Text, nullable=False),
    text("said_at"),
    text("words"),
    Column("body", JSON, nullable=False),
    UniqueConstraint("conversation", "step"),
)

conversation_element = Table(
    "conversation_element",
    metadata,
    identity(),
    Column("conversation", ForeignKey("conversation.id", ondelete="CASCADE"), nullable=False),
    Column("element", Text, nullable=False),
    Column("body", JSON, nullable=False),
    UniqueConstraint("conversation", "element"),
)

conversation_rating = Table(
    "conversation_rating",
    metadata,
    identity(),
    Column("conversation", ForeignKey("conversation.id", ondelete="CASCADE"), nullable=False),
    Column("step", Text, nullable=False),
    Column("value", Integer, nullable=False, comment="1 helpful, 0 not"),
    text("reason"),
    Column("rated_at", Moment, nullable=False),
    UniqueConstraint("conversation", "step"),
)

pinned_card = Table(
    "pinned_card",
    metadata,
    identity(),
    Column("owner", Text, nullable=False, index=True, comment="The person whose it is, by the name they sign in with"),
    Column("title", Text, nullable=False),
    Column("tool", Text, nullable=False),
    Column("args", JSON, nullable=False),
    Column("made_at", Moment, nullable=False),
)
"""An answer pinned to a person's opening view, as the call that gives it again."""
