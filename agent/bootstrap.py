"""The only composition root: settings in, running Demetra out.

What it is made of is imported when it is first asked for: a query needs no graph, and a look at the settings no pandas.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from agent import telemetry
from ingest.database import Database, connect, migrate
from ingest.settings import Clock, Settings
from ingest.texts import Language
from tools.access.journal import Journal
from tools.access.throttle import Throttle
from tools.engine.engine import MetricEngine
from tools.engine.notes import DEMO
from tools.tool import Services, ToolContext

if TYPE_CHECKING:
    from agent.analyst import Analyst
    from ingest.store.store import Store

QUIET = (
    "alembic",
    "httpx",
    "httpx2",
    "httpcore",
    "telegram",
    "apscheduler",
    "matplotlib",
    "openai",
    "cmdstanpy",
    "prophet",
    "fontTools",
    "fpdf",
    "pypdf",
)
"""Libraries whose INFO lines carry addresses with tokens, or nothing an operator needs."""


NO_PLATFORMS = (DEMO, "file")
"""Sources of data that no platform brought and no platform changes."""


def quiet_libraries() -> None:
    """Lets our own log lines through and keeps the libraries' to warnings."""
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


class _RestatementDays(Mapping[str, int]):
    """For how many days each platform changes its figures; adapters are loaded for data that a platform brought."""

    def __getitem__(self, source: str) -> int:
        if source in NO_PLATFORMS:
            raise KeyError(source)
        return self._known[source]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)

    @cached_property
    def _known(self) -> dict[str, int]:
        from ingest.platform.channel import channels

        return {channel.source: channel.caps.restatement_days for channel in channels()}


@dataclass(frozen=True, kw_only=True)
class Demetra:
    """Everything an entry point needs, built from settings on demand."""

    settings: Settings

    @cached_property
    def clock(self) -> Clock:
        """The team's clock."""
        return Clock(self.settings.timezone, self.settings.today)

    @cached_property
    def engine(self) -> Database:
        """The migrated database."""
        _ = self.data_dir
        engine = connect(self.settings.resolved_database_url())
        migrate(engine)
        return engine

    @cached_property
    def store(self) -> "Store":
        """Writes."""
        from ingest.store.store import Store

        return Store(self.engine, now=self.clock.now)

    @cached_property
    def metrics(self) -> MetricEngine:
        """Reads. The workspace's own metrics are known from now on: options name them before a question is run."""
        reader = MetricEngine(self.engine, currency=self.settings.currency, restatement=_RestatementDays())
        reader.catalogue()
        return reader

    @cached_property
    def journal(self) -> Journal:
        """Notes who asked what."""
        return Journal(engine=lambda: self.engine, now=self.clock.now)

    @property
    def data_dir(self) -> Path:
        """Where files go; made when missing."""
        return self.settings.folder()

    def desk(self, language: Language | None = None, services: Services | None = None) -> ToolContext:
        """What tools work with, at this moment."""
        return ToolContext(
            metrics=self.metrics,
            today=self.clock.today(),
            now=self.clock.now(),
            language=language or self.settings.language,
            data_dir=self.data_dir,
            refresh_minutes=self.settings.refresh_minutes,
            own_rules=self.settings.own_rules,
            pass_on_minutes=self.settings.pass_on_minutes,
            day_is_over=self.clock.fixed is not None,
            services=replace(services or Services(), forecast_backend=self.settings.forecasts_on),
        )

    @asynccontextmanager
    async def analyst(self, *, remember: bool = True, services: Services | None = None) -> AsyncIterator["Analyst"]:
        """The agent. With `remember`, conversations survive a restart; `services` are what its process can do."""
        from agent import opening
        from agent.analyst import AskingLimits

        endpoint = opening.Endpoint(
            model=self.settings.model,
            base_url=self.settings.openai_base_url,
            key=self.settings.openai_api_key,
            timeout_s=self.settings.model_timeout_s,
            window=self.settings.model_window,
            wait_scale=self.settings.wait_scale,
        )
        async with opening.memory(self.engine, self.data_dir, remember=remember) as memory:
            analyst = opening.open_analyst(endpoint, memory, lambda: self.desk(services=services))
            settings = self.settings
            limits = AskingLimits(
                characters=settings.question_characters, a_minute=Throttle(a_minute=settings.questions_a_minute)
            )
            try:
                yield replace(analyst, journal=self.journal, limits=limits)
            finally:
                await asyncio.to_thread(self.journal.settle)


def demetra(settings: Settings | None = None) -> Demetra:
    """Demetra as the environment configures it."""
    running = Demetra(settings=settings or Settings())
    quiet_libraries()
    told = running.settings
    telemetry.langsmith(told.langsmith_key.get_secret_value())
    telemetry.log_lines(told.log_format)
    if told.otel_endpoint:
        telemetry.spans_to(told.otel_endpoint)
    return running
