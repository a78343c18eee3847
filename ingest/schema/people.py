"""Tables of alerts, deliveries, people and what they did."""

from sqlalchemy import JSON, Boolean, Column, Float, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from ingest.schema.columns import Moment, identity, metadata, text

alert_rule = Table(
    "alert_rule",
    metadata,
    identity(),
    Column("kind", Text, nullable=False, comment="Entry of the rule catalogue"),
    Column("name", Text, nullable=False, unique=True),
    text("channel"),
    text("campaign"),
    Column("settings", JSON, nullable=False, default=dict),
    Column("enabled", Boolean, nullable=False, server_default="1"),
    text("origin"),
    Column("calibration", JSON),
    Column("created_at", Moment, nullable=False),
)

alert = Table(
    "alert",
    metadata,
    identity(),
    Column("fingerprint", Text, nullable=False, index=True),
    *(Column(name, Text, nullable=False) for name in ("rule", "severity", "state")),
    text("channel"),
    text("campaign"),
    text("metric"),
    Column("value", Float),
    Column("threshold", Float),
    Column("expected", Float),
    Column("since", Text, nullable=False),
    Column("last_seen", Text, nullable=False),
    Column("money_at_stake", Float),
    Column("body", JSON, nullable=False),
    Column("is_read", Boolean, nullable=False, server_default="0"),
    Column("assignee", Text),
    Column("snoozed_until", Moment),
    Column("raised_at", Moment, nullable=False),
    Column("resolved_at", Moment),
    Index("ix_alert_state_raised", "state", "raised_at"),
)

alert_reaction = Table(
    "alert_reaction",
    metadata,
    identity(),
    Column("alert_id", ForeignKey("alert.id"), nullable=False, comment="The alert that began the thread"),
    Column("user_id", ForeignKey("app_user.id"), nullable=False),
    Column("kind", Text, nullable=False, comment="hush: not to this person; false: no trouble at all"),
    Column("made_at", Moment, nullable=False),
    UniqueConstraint("alert_id", "user_id", "kind"),
)
"""What one person said about one alert, for themselves or as a lesson."""

delivery = Table(
    "delivery",
    metadata,
    identity(),
    Column("alert_id", ForeignKey("alert.id"), index=True),
    Column("kind", Text, nullable=False, comment="alert, recovery, digest, report"),
    Column("target", Text, nullable=False, comment="`telegram:<chat>`"),
    Column("payload", JSON, nullable=False),
    Column("state", Text, nullable=False, server_default="queued", comment="queued, sending, sent, dropped"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("due_at", Moment, nullable=False),
    Column("sent_at", Moment),
    text("error"),
    Column("dedupe_key", Text, nullable=False, unique=True),
    Index("ix_delivery_state_due", "state", "due_at"),
)

subscription = Table(
    "subscription",
    metadata,
    identity(),
    Column("user_id", ForeignKey("app_user.id"), nullable=False),
    Column("target", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("settings", JSON, nullable=False, default=dict),
    Column("active", Boolean, nullable=False, server_default="1"),
    text("note"),
    UniqueConstraint("target", "kind"),
)

app_user = Table(
    "app_user",
    metadata,
    identity(),
    Column("identifier", Text, nullable=False, unique=True),
    text("name"),
    text("role"),
    text("language"),
    text("timezone"),
    Column("telegram_chat", Text, unique=True),
    Column("link_code_hash", Text),
    Column("link_expires_at", Moment),
    Column("settings", JSON, nullable=False, default=dict),
    Column("created_at", Moment, nullable=False),
    Column("password_hash", Text),
    Column("disabled", Boolean, nullable=False, server_default="0"),
    Column("channels", JSON(none_as_null=True)),
    Column("accounts", JSON(none_as_null=True)),
    Column("failed", Integer, nullable=False, server_default="0"),
    Column("locked_until", Moment),
    text("session_epoch"),
    Column(
        "client",
        Text,
        nullable=False,
        server_default="",
        comment="The client that the person looks at; empty: none was chosen; *: all of them",
    ),
    Column("client_accounts", JSON(none_as_null=True), comment="Accounts of that client"),
)

api_token = Table(
    "api_token",
    metadata,
    identity(),
    Column("user_id", ForeignKey("app_user.id"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    text("hint"),
    Column("secret_hash", Text, nullable=False, unique=True),
    Column("scopes", JSON, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment),
    Column("last_used_at", Moment),
    Column("revoked", Boolean, nullable=False, server_default="0"),
)

ended_session = Table(
    "ended_session",
    metadata,
    Column("id", Text, primary_key=True),
    Column("until", Moment, nullable=False, comment="When it would have ended by itself"),
    sqlite_with_rowid=False,
)

background_job = Table(
    "background_job",
    metadata,
    Column("id", Text, primary_key=True),
    text("actor"),
    text("seen"),
    Column("kind", Text, nullable=False),
    Column("state", Text, nullable=False, comment="running, done, failed"),
    Column("arguments", JSON, nullable=False, default=dict),
    Column("result", JSON),
    text("problem"),
    Column("created_at", Moment, nullable=False),
    Column("alive_until", Moment, nullable=False),
    Column("finished_at", Moment),
    Index("ix_background_job_actor_kind", "actor", "kind"),
)

kept_reply = Table(
    "kept_reply",
    metadata,
    identity(),
    Column("actor", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("request_hash", Text, nullable=False),
    Column("status", Integer, nullable=False, server_default="0", comment="0 while the request is being answered"),
    Column("headers", JSON),
    text("body"),
    Column("created_at", Moment, nullable=False),
    UniqueConstraint("actor", "key"),
)

audit_entry = Table(
    "audit_entry",
    metadata,
    identity(),
    Column("at", Moment, nullable=False),
    text("actor"),
    Column("action", Text, nullable=False),
    Column("body", JSON, nullable=False, default=dict),
)

definition = Table(
    "definition",
    metadata,
    identity(),
    Column("term", Text, nullable=False, unique=True),
    Column("meaning", JSON, nullable=False),
    Column("created_at", Moment, nullable=False),
)
