"""Alembic's entry: runs the revisions on the connection that `ingest.database` hands over."""

from alembic import context

from ingest.schema import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    if connection.dialect.name == "postgresql":  # two processes may start at once
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(72011)")
    context.run_migrations()
