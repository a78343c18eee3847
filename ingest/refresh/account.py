"""Refreshes one account: its description, its campaigns, then unit after unit, each stored as soon as it is whole."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import Any, Final, TypeVar

from sqlalchemy.exc import DBAPIError, OperationalError
from tenacity import Retrying, retry_if_exception, stop_after_attempt, wait_exponential

from ingest.database import away
from ingest.errors import (
    BadRequest,
    DemetraError,
    PermissionDenied,
    PlatformError,
    SchemaDrift,
    TooMuchData,
    Transient,
    Unavailable,
)
from ingest.facts import Account, Campaign, Post
from ingest.platform.channel import AdPlatformAdapter, Configured, PullWindow
from ingest.platform.transport import Patience
from ingest.refresh import log as run_log
from ingest.refresh.land import RowOwner, spent, store_unit, with_budgets
from ingest.refresh.pull import UNREADABLE, account_total, pull_unit, unforeseen
from ingest.refresh.report import SourceResult, State, Tally, must_wait, problem
from ingest.refresh.schedule import RefreshPlan, RefreshRequest, Unit, plan
from ingest.store.store import Store

Answer = TypeVar("Answer")
Item = TypeVar("Item")

NOT_OFFERED: Final = (BadRequest, PermissionDenied, SchemaDrift, TooMuchData)
"""What an account may lack without its figures being wrong: a breakdown, the list of campaigns, ad set budgets."""


@dataclass(frozen=True, kw_only=True)
class Progress:
    """One step of a refresh, for whoever watches."""

    source: str
    account: str
    unit: str
    number: int
    of: int


@dataclass(frozen=True, kw_only=True)
class RefreshContext:
    """What every account's refresh shares."""

    store: Store
    wanted: RefreshRequest
    patience: Patience
    now: Callable[[], datetime]
    progress: Callable[[Progress], None]
    renew: Callable[[], None]
    mine: frozenset[tuple[str, str]] | None = None
    """Source and id of the accounts that whoever asks may refresh; None is all of them."""

    def may(self, source: str, account: str) -> bool:
        """Whether an account may be refreshed."""
        return self.mine is None or (source, account) in self.mine

    def steadily(self, call: Callable[[], Answer]) -> Answer:
        """Repeats a database step while the server is away: it was rolled back whole, so repeating is safe."""
        retrying = Retrying(
            stop=stop_after_attempt(self.patience.attempts),
            wait=wait_exponential(multiplier=1, max=30),
            sleep=self.patience.rest,
            retry=retry_if_exception(lambda error: away(error) or isinstance(error, OperationalError)),
            reraise=True,
        )
        return retrying(call)


@dataclass
class AccountRefresh:
    """One account, once."""

    context: RefreshContext
    channel: Configured
    adapter: AdPlatformAdapter
    external_id: str
    tally: Tally = field(default_factory=Tally)
    done: set[str] = field(default_factory=set)
    notes: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    plan: RefreshPlan | None = None
    spent: Decimal | None = Decimal(0)
    stored: int = 0
    """Units stored in this refresh."""
    setback: Transient | None = None
    """The first stumble over something the figures can do without: the rest is pulled all the same."""

    def run(self) -> tuple[SourceResult, DemetraError | None]:
        """The account's result, and the error that ended it."""
        started_at, before = self.context.now(), self.adapter.requests
        error: DemetraError | None = None
        try:
            self._refresh()
        except DemetraError as raised:
            error = raised
        except UNREADABLE as raised:
            error = unforeseen(raised)
        result = self._result(error, self.adapter.requests - before)
        entry = run_log.RunEntry(
            result=result,
            started_at=started_at,
            finished_at=self.context.now(),
            plan=self.plan,
            done=frozenset(self.done),
            notes=self.notes,
        )
        try:
            self._steadily(lambda: run_log.record(self.context.store.engine, entry))
        except Unavailable as raised:
            error = error or raised
            result = result.model_copy(update={"state": "failed", "error": problem(error)})
        return result, error

    def _refresh(self) -> None:
        self.plan = self._planned()
        self.done |= self.plan.done
        account = self.adapter.account(self.external_id)
        campaigns = self._campaigns(account) if self._lists_campaigns() else {}
        owner = RowOwner(
            source=self.channel.source,
            account=account,
            campaigns=campaigns,
            actions_come_with="action" if "action" in self.adapter.caps.breakdowns else "none",
        )
        left = self.plan.left
        if any(unit.required for unit in self.plan.units if unit not in left):
            self.spent = None
        for number, unit in enumerate(left, start=1):
            self._tell(unit.name, number, len(left))
            if self._unit(owner, unit):
                self.done.add(unit.key)
        self._posts(account)
        self.notes += self.adapter.remarks()
        self._reconcile(account)
        if self.setback is not None:
            raise self.setback

    def _planned(self) -> RefreshPlan:
        engine, source = self.context.store.engine, self.channel.source
        known = self._steadily(lambda: run_log.history(engine, source, self.external_id))
        return plan(self.adapter.caps, self.context.wanted, known)

    def _lists_campaigns(self) -> bool:
        return self.plan is not None and any(unit.required for unit in self.plan.left)

    def _campaigns(self, account: Account) -> dict[str, Campaign]:
        listed = self._optional("campaigns", lambda: self.adapter.campaigns(account))
        budgets = self._optional("budgets", lambda: self.adapter.budgets(account)) if listed else []
        return with_budgets(listed, budgets)

    def _unit(self, owner: RowOwner, unit: Unit) -> bool:
        """Pulls and stores the unit; False when the next refresh must try again."""
        before = self.adapter.requests
        try:
            pulled = pull_unit(self.adapter, owner.account, unit, self.context.wanted.today)
        except NOT_OFFERED as error:
            if unit.required:
                raise
            self._note("channels-optional-failed", unit=unit.name, message=error.say("en"))
            return True
        except Transient as error:
            if unit.required:
                raise
            self._stumbled(error)
            return False
        finally:
            self._note_drift()
        asked = self.adapter.requests - before
        counts = self._steadily(lambda: store_unit(self.context.store, owner, unit, pulled, asked))
        self.tally.add(counts)
        self.stored += 1
        if pulled.ignored:
            self._note("channels-breakdown-ignored", breakdown=unit.name)
        if unit.required and self.spent is not None:
            self.spent += spent(pulled)
        return True

    def _stumbled(self, error: Transient) -> None:
        """Goes on without what was asked for, unless the platform wants to be left alone."""
        if must_wait(error):
            raise error
        self.setback = self.setback or error

    def _posts(self, account: Account) -> None:
        if not self.adapter.caps.posts or self.plan is None:
            return
        window = self.plan.window
        for key in self.channel.channel.channels:
            self._channel_posts(replace(account, channel=key), window)

    def _channel_posts(self, account: Account, window: PullWindow) -> None:
        posts = self._optional("posts", lambda: self.adapter.posts(account, window))
        if posts:
            self._steadily(lambda: self._store_posts(account, posts))

    def _store_posts(self, account: Account, posts: list[Post]) -> None:
        with self.context.store.run(source=self.channel.source, kind="pull:posts", account=account.external_id) as run:
            run.counts.read = len(posts)
            run.posts(run.account(account), posts)
        self.tally.read += len(posts)

    def _reconcile(self, account: Account) -> None:
        if self.plan is None or self.plan.mode == "hourly" or "account" not in self.adapter.caps.levels:
            return
        window = self.plan.window
        if self.spent is None:
            return
        parts = window.parts(self.adapter.caps.max_span_days)
        totals = self._optional("account", lambda: [account_total(self.adapter, account, part) for part in parts])
        if not totals:
            return
        total = sum(totals, Decimal(0))
        values = {"total": f"{total:f}", "currency": account.currency}
        span = {"since": window.since.isoformat(), "until": window.until.isoformat()}
        if total == self.spent:
            self._note("channels-reconciled", **values, **span)
        else:
            self._note("channels-mismatch", **values, **span, difference=f"{total - self.spent:f}")

    def _optional(self, name: str, ask: Callable[[], Iterable[Item]]) -> list[Item]:
        """What the platform lists; nothing, and a note, where it does not offer that."""
        try:
            return list(ask())
        except NOT_OFFERED as error:
            self._note("channels-optional-failed", unit=name, message=error.say("en"))
        except Transient as error:
            self._stumbled(error)
        except UNREADABLE as error:
            self._note("channels-optional-failed", unit=name, message=f"{type(error).__name__}: {error}"[:200])
        return []

    def _note_drift(self) -> None:
        fields = self.adapter.drift()
        if fields:
            self._note("channels-drift", fields=", ".join(fields))

    def _note(self, key: str, **values: Any) -> None:
        self.notes.append((key, values))

    def _tell(self, unit: str, number: int, of: int) -> None:
        self.context.renew()
        self.context.progress(
            Progress(source=self.channel.source, account=self.external_id, unit=unit, number=number, of=of)
        )

    def _steadily(self, call: Callable[[], Answer]) -> Answer:
        try:
            return self.context.steadily(call)
        except DBAPIError as error:
            raise Unavailable("channels-database", problem=type(error.orig).__name__) from error

    def _result(self, error: DemetraError | None, requests: int) -> SourceResult:
        window = self.plan.window if self.plan else None
        return SourceResult(
            source=self.channel.source,
            account=self.external_id,
            state=self._state(error),
            since=window.since if window else self.context.wanted.since,
            until=window.until if window else self.context.wanted.until,
            requests=requests,
            **self.tally.as_dict(),
            error=problem(error) if error else None,
        )

    def _state(self, error: DemetraError | None) -> State:
        if error is None:
            return "done"
        if must_wait(error):
            return "waiting"
        return "partial" if self.stored and isinstance(error, PlatformError | Unavailable) else "failed"
