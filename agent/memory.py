"""Conversations in PostgreSQL, over connections that are replaced when the server has restarted."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from langgraph.checkpoint.postgres.aio import AsyncPostgresSaver
from psycopg import AsyncConnection, OperationalError
from psycopg.rows import DictRow, dict_row
from psycopg_pool import AsyncConnectionPool

from agent.remembered import serializer
from ingest.database import Database, patience_with
from ingest.errors import Unavailable

logging.getLogger("psycopg.pool").setLevel(logging.ERROR)  # it warns of every attempt; who waits says it once

WAIT_S: Final = 3.0
"""Seconds that a question waits for a connection."""
RECONNECT_S: Final = 1.0
"""Seconds that the pool goes on by itself; the next question asks it again, so that nothing grows while nobody asks."""


class _Pool(AsyncConnectionPool[AsyncConnection[DictRow]]):
    """Connections whose loss is told in our words."""

    @asynccontextmanager
    async def connection(self, timeout: float | None = None) -> AsyncIterator[AsyncConnection[DictRow]]:  # noqa: ASYNC109 - the library's name
        """A connection that works.

        Raises:
            Unavailable: the database is away, or went away meanwhile.
        """
        try:
            async with super().connection(timeout) as connection:
                yield connection
        except OperationalError as error:
            raise Unavailable("database-away") from error


@asynccontextmanager
async def on_postgresql(database: Database) -> AsyncIterator[AsyncPostgresSaver]:
    """The memory, its tables made.

    Raises:
        Unavailable: the database is away.
    """
    url = database.url
    address = url.set(drivername="postgresql").render_as_string(hide_password=False)
    address = address.replace("+", "%20")  # a blank is written as a plus in a query, which libpq takes for one
    kwargs = {"autocommit": True, "prepare_threshold": 0, "row_factory": dict_row, **patience_with(url)}
    async with _Pool(
        address,
        kwargs=kwargs,
        min_size=0,
        max_size=2,
        timeout=WAIT_S,
        reconnect_timeout=RECONNECT_S,
        check=_Pool.check_connection,
        open=False,
    ) as pool:
        memory = AsyncPostgresSaver(pool, serde=serializer())
        await memory.setup()
        yield memory
