"""The worker: one active process that refreshes, delivers, sends digests and reports, and listens to Telegram."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any, Final
from zoneinfo import ZoneInfo

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger
from telegram import Bot
from telegram.error import TelegramError
from telegram.request import HTTPXRequest

from agent.bootstrap import Demetra
from bots.after_refresh import refresh_for_someone, refreshed
from bots.delivery import Courier
from bots.ending import told_to_stop
from bots.leader import BEAT_S, LEASE, Leadership
from bots.refresh_once import refresh_beside
from bots.retention import forget_old
from bots.schedules import queue_digests, queue_reports
from bots.telegram import bot as telegram_bot
from bots.telegram.bot_context import BotContext
from bots.telegram.send import Signer
from ingest.database import DatabaseError, in_a_line
from ingest.errors import DemetraError
from ingest.settings import Clock
from ingest.store.loads import unload
from tools.tool import Services

logger = logging.getLogger(__name__)
DELIVER_S: Final = 2.0
MINUTE_S: Final = 60.0
HOUR_S: Final = 3600.0
REQUEST_S: Final = 20.0
"""Seconds that one request to Telegram may take."""


@dataclass(frozen=True, kw_only=True)
class Shift:
    """What the jobs of an active worker work with."""

    running: Demetra
    courier: Courier
    failing: set[str] = field(default_factory=set)
    """Jobs whose last run failed: a job that fails every two seconds says so once."""
    at_work: set[asyncio.Task[Any]] = field(default_factory=set)
    """Runs of jobs that have not ended."""

    async def end(self) -> None:
        """Interrupts what is at work, and waits until it has put away what it had begun: a refresh has a process."""
        working = list(self.at_work)
        for task in working:
            task.cancel()
        await asyncio.gather(*working, return_exceptions=True)


@dataclass(frozen=True, kw_only=True)
class Job:
    """Something done again and again."""

    name: str
    every_s: Callable[[Demetra], float]
    run: Callable[[Shift], Awaitable[object]]


async def _refresh(shift: Shift) -> None:
    await refresh_beside(shift.running)


async def _deliver(shift: Shift) -> object:
    return await shift.courier.deliver()


async def _forget(shift: Shift) -> object:
    return await asyncio.to_thread(forget_old, shift.running)


async def _digests(shift: Shift) -> object:
    return await asyncio.to_thread(queue_digests, shift.running)


async def _reports(shift: Shift) -> object:
    return await asyncio.to_thread(queue_reports, shift.running)


JOBS: Final = (
    Job(name="refresh", every_s=lambda running: running.settings.refresh_minutes * MINUTE_S, run=_refresh),
    Job(name="deliver", every_s=lambda _: DELIVER_S, run=_deliver),
    Job(name="digests", every_s=lambda _: MINUTE_S, run=_digests),
    Job(name="reports", every_s=lambda _: MINUTE_S, run=_reports),
    Job(name="retention", every_s=lambda _: HOUR_S, run=_forget),
)
"""What an active worker does; missed runs are caught up by one."""


async def _safely(job: Job, shift: Shift) -> None:
    """A run that fails is noted; the next one tries again."""
    if task := asyncio.current_task():
        shift.at_work.add(task)
        task.add_done_callback(shift.at_work.discard)
    try:
        await job.run(shift)
    except asyncio.CancelledError:  # the worker ends; the scheduler would log this as a failure
        logger.info("Job %s was interrupted.", job.name)
    except (DemetraError, DatabaseError, TelegramError, OSError, ValueError, LookupError) as error:
        level = logging.DEBUG if job.name in shift.failing else logging.WARNING
        logger.log(level, "Job %s failed: %s: %s", job.name, type(error).__name__, in_a_line(error))
        shift.failing.add(job.name)
    else:
        if job.name in shift.failing:
            logger.info("Job %s works again.", job.name)
            shift.failing.remove(job.name)


@asynccontextmanager
async def start(running: Demetra) -> AsyncIterator[asyncio.Task[None]]:
    """The worker beside whatever else this process does, until the block ends; its task ends sooner only by failing."""
    task = asyncio.create_task(_serve(running))
    try:
        yield task
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _serve(running: Demetra) -> None:
    """Works while it leads, stands by otherwise."""
    leadership = Leadership(running.engine, running.clock.now)
    try:
        while True:
            if await _leads(leadership):
                logger.info("This worker is the active one.")
                try:
                    await _lead(running, leadership)
                except (DemetraError, DatabaseError) as error:
                    logger.warning("This worker could not begin: %s", in_a_line(error))
                logger.warning("This worker stands by.")
            await asyncio.sleep(BEAT_S)
    finally:
        with suppress(DatabaseError):
            await asyncio.to_thread(leadership.resign)


async def _leads(leadership: Leadership) -> bool:
    try:
        return await asyncio.to_thread(leadership.beat)
    except DatabaseError as error:
        logger.warning("The database does not answer: %s", in_a_line(error))
        return False


async def _lead(running: Demetra, leadership: Leadership) -> None:
    """Runs jobs and bot until the lease is lost."""
    async with AsyncExitStack() as stack:
        courier = await _courier(running, stack)
        if running.settings.telegram_bot_token.get_secret_value():
            await stack.enter_async_context(_bot(running, courier.signer))
        shift = Shift(running=running, courier=courier)
        stack.push_async_callback(shift.end)
        scheduler = _scheduler(shift)
        scheduler.start()
        stack.callback(scheduler.shutdown, wait=False)
        await _until_lost(leadership)


async def _until_lost(leadership: Leadership) -> None:
    """Renews the lease, and gives a database that restarts until its end to come back."""
    last = time.monotonic()
    while time.monotonic() - last < LEASE.total_seconds():
        await asyncio.sleep(BEAT_S)
        try:
            if not await asyncio.to_thread(leadership.beat):
                return
            last = time.monotonic()
        except DatabaseError as error:
            logger.warning("The database does not answer: %s", in_a_line(error))


async def _courier(running: Demetra, stack: AsyncExitStack) -> Courier:
    settings = running.settings
    token = settings.telegram_bot_token.get_secret_value()
    bot = await stack.enter_async_context(sender(token, settings.telegram_bot_base_url)) if token else None
    return Courier(
        database=running.engine,
        now=running.clock.now,
        bot=bot,
        signer=Signer.kept_in(running.data_dir),
        public_url=settings.public_url,
        wait_scale=settings.wait_scale,
    )


@asynccontextmanager
async def sender(token: str, address: str, timeout_s: float = REQUEST_S) -> AsyncIterator[Bot]:
    """A bot that only sends, and that needs no word of Telegram to begin with."""
    request = HTTPXRequest(
        read_timeout=timeout_s,
        write_timeout=timeout_s,
        connect_timeout=timeout_s,
        media_write_timeout=timeout_s,
        pool_timeout=timeout_s,
    )
    bot = Bot(token, base_url=f"{address.rstrip('/')}/bot", request=request)
    await request.initialize()
    try:
        yield bot
    finally:
        await request.shutdown()


@asynccontextmanager
async def _bot(running: Demetra, signer: Signer) -> AsyncIterator[None]:
    services = Services(refresh=partial(refresh_for_someone, running), unload=partial(unload, running.store))
    async with running.analyst(services=services) as analyst:
        front = BotContext(running=running, analyst=analyst, signer=signer, refresh=partial(refreshed, running))
        async with telegram_bot.started(front, running.settings):
            yield


def _scheduler(shift: Shift) -> AsyncIOScheduler:
    zone = shift.running.clock.zone
    defaults: dict[str, Any] = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    scheduler = AsyncIOScheduler(timezone=zone, job_defaults=defaults)
    for job in JOBS:
        trigger = IntervalTrigger(seconds=job.every_s(shift.running), timezone=zone)
        scheduler.add_job(partial(_safely, job, shift), trigger, id=job.name, name=job.name, next_run_time=_now(zone))
    return scheduler


def _now(zone: ZoneInfo) -> datetime:
    """The scheduler runs on the real clock, whatever day Demetra is told it is."""
    return Clock(str(zone)).now()


async def run_forever(running: Demetra) -> None:
    """A worker process: until SIGINT or SIGTERM."""
    over = asyncio.Event()
    with told_to_stop(lambda _: over.set()):
        async with start(running) as worker:
            stopped = asyncio.create_task(over.wait())
            await asyncio.wait({worker, stopped}, return_when=asyncio.FIRST_COMPLETED)
            if not stopped.done():
                stopped.cancel()
                worker.result()  # raises what ended it: a process that does nothing must not look alive
