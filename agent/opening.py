"""Opens the agent: graph, model and memory. Everything a conversation needs is imported from here and nowhere else."""

import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from langgraph.checkpoint.base import BaseCheckpointSaver
from pydantic import SecretStr

from agent.analyst import Analyst
from agent.graph import build_graph
from agent.models.history import ContextWindow
from agent.models.language_model import LanguageModel
from agent.understanding.model import Understanding
from ingest.database import CONVERSATIONS, Database
from tools.tool import ToolContext


@dataclass(frozen=True, kw_only=True)
class Endpoint:
    """Where a language model is, as the settings say."""

    model: str
    base_url: str
    key: SecretStr
    timeout_s: float
    window: int
    wait_scale: float

    def opened(self) -> LanguageModel | None:
        """The model there, or None when neither a key nor an address is set: then the planner answers alone."""
        if not self.base_url and not self.key.get_secret_value():
            return None
        from agent.models.endpoint import open_chat  # a second of imports that the planner alone does not need

        chat = open_chat(model=self.model, base_url=self.base_url, key=self.key, timeout_s=self.timeout_s)
        return LanguageModel(
            chat=chat, timeout_s=self.timeout_s, wait_scale=self.wait_scale, window=ContextWindow(size=self.window)
        )


def open_analyst(endpoint: Endpoint, memory: BaseCheckpointSaver[Any], desk: Callable[[], ToolContext]) -> Analyst:
    """The agent on its graph."""
    model = endpoint.opened()
    graph = build_graph(planner=Understanding(), model=model, memory=memory)
    return Analyst(graph=graph, desk=desk, has_model=model is not None)


@asynccontextmanager
async def memory(engine: Database, data_dir: Path, *, remember: bool) -> AsyncIterator[BaseCheckpointSaver[Any]]:
    """What keeps conversations, each kind imported where it is chosen.

    Args:
        engine: the database; PostgreSQL keeps conversations too.
        data_dir: where beside SQLite their file lies.
        remember: whether they survive a restart.
    """
    if not remember:
        from langgraph.checkpoint.memory import InMemorySaver

        yield InMemorySaver()
    elif engine.dialect.name == "postgresql":
        from agent.memory import on_postgresql

        async with on_postgresql(engine) as saver:
            yield saver
    else:
        import aiosqlite
        from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver

        from agent.remembered import serializer

        with closing(sqlite3.connect(data_dir / CONVERSATIONS)) as first:
            first.execute("PRAGMA journal_mode = WAL")  # what can't be written is known before a thread works on it
        async with aiosqlite.connect(data_dir / CONVERSATIONS) as connection:
            await connection.execute(
                "PRAGMA synchronous = NORMAL"
            )  # with its journal: a power cut costs a turn at most
            file = AsyncSqliteSaver(connection, serde=serializer())
            await file.setup()
            yield file
