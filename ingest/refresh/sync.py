"""Refreshes every connected channel: each source on its own thread and for itself, one refresh at a time."""

import difflib
import logging
import time
import traceback
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from sqlalchemy.exc import SQLAlchemyError

from ingest.database import answering, away
from ingest.errors import AuthError, DemetraError, InvalidInput, Unavailable
from ingest.platform.channel import AdPlatformAdapter, Configured
from ingest.platform.transport import ApiConnection, Patience, Redactor
from ingest.refresh import log as run_log
from ingest.refresh.account import AccountRefresh, Progress, RefreshContext
from ingest.refresh.lock import Lease, only_one
from ingest.refresh.pull import UNREADABLE, unforeseen
from ingest.refresh.report import RefreshResult, SourceResult, State, StepResult, must_wait, problem
from ingest.refresh.schedule import RefreshRequest
from ingest.scope import EVERYTHING, DataScope
from ingest.store.bounds import held_accounts
from ingest.store.store import Store

logger = logging.getLogger(__name__)

STEP_FAILURES: Final = (DemetraError, SQLAlchemyError, *UNREADABLE, RuntimeError, OSError)
"""What one step after the facts may raise without stopping the others."""


@dataclass(frozen=True, kw_only=True)
class RefreshOrder:
    """What to refresh, and the world it happens in."""

    today: date
    now: Callable[[], datetime]
    since: date | None = None
    until: date | None = None
    source: str | None = None
    """Only this source; None means all."""
    within: DataScope = EVERYTHING
    """Whose accounts; of a part of them only those that are stored already."""
    wait_scale: float = 1.0
    sleep: Callable[[float], None] = time.sleep


@dataclass(frozen=True, kw_only=True)
class RefreshStep:
    """Something that follows fresh facts: forecasts, recommendations, alerts, dashboards."""

    name: str
    run: Callable[[RefreshResult], int]
    """Returns how many rows it changed."""


def _unwatched(_step: Progress) -> None:
    """Nobody watches."""


def refresh(
    store: Store,
    channels: Sequence[Configured],
    order: RefreshOrder,
    *,
    progress: Callable[[Progress], None] = _unwatched,
    after: Sequence[RefreshStep] = (),
) -> RefreshResult:
    """Pulls what is due (or the named window) from every channel, then runs the steps that follow.

    A source without credentials is skipped; a broken one never stops the others. While another process refreshes,
    nothing is asked and the result says `busy`.

    Raises:
        InvalidInput: the order names an unknown source or a window that ends before it begins.
        Unavailable: the database is away, and has been for longer than a refresh waits for it.
    """
    chosen = _chosen(channels, order.source)
    mine = held_accounts(store.engine, order.within)
    if mine is not None:
        chosen = [one for one in chosen if one.source in {source for source, _account in mine}]
    wanted = RefreshRequest(today=order.today, now=order.now(), since=order.since, until=order.until)
    wanted.explicit  # noqa: B018 - refuses a backwards window before anything is asked
    started = time.monotonic()
    with answering(), only_one(store.engine, order.now) as lease:
        if not lease.mine:
            return RefreshResult(sources=[_busy(channel) for channel in chosen], seconds=0.0, busy=True)
        context = replace(_context_of(store, order, wanted, progress, lease), mine=mine)
        with ThreadPoolExecutor(max_workers=max(1, len(chosen)), thread_name_prefix="refresh") as pool:
            results = list(pool.map(lambda channel: _source(context, channel), chosen))
        sources = [result for of_source in results for result in of_source]
        facts = RefreshResult(sources=sources, seconds=_since(started))
        steps = [_after(context, step, facts) for step in after]
    return facts.model_copy(update={"seconds": _since(started), "steps": steps})


def _since(started: float) -> float:
    return round(time.monotonic() - started, 3)


def _context_of(
    store: Store, order: RefreshOrder, wanted: RefreshRequest, progress: Callable[[Progress], None], lease: Lease
) -> RefreshContext:
    def rest(seconds: float) -> None:
        lease.renew()
        order.sleep(seconds)

    patience = Patience(sleep=rest, scale=order.wait_scale)
    return RefreshContext(
        store=store, wanted=wanted, patience=patience, now=order.now, progress=progress, renew=lease.renew
    )


def _chosen(channels: Sequence[Configured], source: str | None) -> list[Configured]:
    if source is None:
        return list(channels)
    chosen = [channel for channel in channels if channel.source == source]
    if not chosen:
        names = [channel.source for channel in channels]
        near = difflib.get_close_matches(source, names, n=1) or names
        raise InvalidInput(
            "channels-unknown-source", received=source, possible=", ".join(dict.fromkeys([*near, *names]))
        )
    return chosen


def _busy(channel: Configured) -> SourceResult:
    return SourceResult(source=channel.source, state="skipped", error=problem(Unavailable("channels-busy")))


def _source(context: RefreshContext, channel: Configured) -> list[SourceResult]:
    if not channel.ready:
        return [_not_ready(channel)]
    redact = Redactor(channel.settings.secrets())
    connection = ApiConnection(patience=context.patience, redact=redact, now=context.now)
    try:
        with closing(channel.channel.open(channel.settings, connection)) as adapter:
            return _accounts(context, channel, adapter)
    except (DemetraError, SQLAlchemyError):
        raise
    except Exception as error:  # noqa: BLE001 - whatever one channel's library does, it never stops the others
        logger.error("%s: %s", channel.source, redact(traceback.format_exc()))  # noqa: TRY400 - as it is, it may hold a secret
        return [_ended(context, channel, "", unforeseen(error))]


def _not_ready(channel: Configured) -> SourceResult:
    if channel.untouched:
        return SourceResult(source=channel.source, state="skipped")
    error = AuthError("channels-missing", source=channel.source, names=", ".join(channel.missing))
    return SourceResult(source=channel.source, state="failed", error=problem(error))


def _accounts(context: RefreshContext, channel: Configured, adapter: AdPlatformAdapter) -> list[SourceResult]:
    try:
        numbers = [one for one in dict.fromkeys(adapter.account_ids()) if context.may(channel.source, one)]
    except DemetraError as error:
        return [_ended(context, channel, "", error, adapter.requests)]
    except UNREADABLE as error:
        return [_ended(context, channel, "", unforeseen(error), adapter.requests)]
    if not numbers:
        return [SourceResult(source=channel.source, state="skipped", requests=adapter.requests)]
    results: list[SourceResult] = []
    dead: DemetraError | None = None
    for number in numbers:
        if dead is not None:
            results.append(_ended(context, channel, number, dead))
            continue
        result, ended_by = AccountRefresh(context=context, channel=channel, adapter=adapter, external_id=number).run()
        results.append(result.model_copy(update={"lost": isinstance(ended_by, Unavailable)}))
        dead = ended_by if isinstance(ended_by, AuthError) else None
    return results


def _ended(
    context: RefreshContext, channel: Configured, account: str, error: DemetraError, requests: int = 0
) -> SourceResult:
    """The result, and its line in the protocol, of what ended before a single account (or this one) was asked."""
    state: State = "waiting" if must_wait(error) else "failed"
    result = SourceResult(source=channel.source, account=account, state=state, requests=requests, error=problem(error))
    now = context.now()
    entry = run_log.RunEntry(result=result, started_at=now, finished_at=now)
    context.steadily(lambda: run_log.record(context.store.engine, entry))
    return result


def _after(context: RefreshContext, step: RefreshStep, facts: RefreshResult) -> StepResult:
    started_at = context.now()
    try:
        result = StepResult(name=step.name, state="done", rows=context.steadily(lambda: step.run(facts)))
    except STEP_FAILURES as error:
        if away(error):
            raise
        said = error.say("en") if isinstance(error, DemetraError) else f"{type(error).__name__}: {error}"[:300]
        result = StepResult(name=step.name, state="failed", message=said)
    context.steadily(lambda: run_log.record_step(context.store.engine, result, started_at, context.now()))
    return result
