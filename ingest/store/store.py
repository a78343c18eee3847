"""Writes what came in: one transaction a run, natural keys, every row stored or in quarantine with its reason."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from datetime import date, datetime
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Engine, Table, func, insert, text, update

from ingest.errors import DemetraError, PlatformError
from ingest.facts import HOUR_MEASURES, Account, Campaign, Post, Rejected
from ingest.lease import forget, new_holder
from ingest.schema import conversion_action, daily_fact, hourly_fact, ingest_run
from ingest.scope import EVERYTHING, DataScope
from ingest.store import bounds, entities, layers, rollup
from ingest.store.counts import Counts, Touched
from ingest.store.cuts import GROUPS, PLACES, moved_away
from ingest.store.echo import lay_again
from ingest.store.layers import Again, Laid
from ingest.store.quarantine import quarantine
from ingest.store.rows import ACTION_MEASURES, fact_frame, post_frame
from ingest.store.slices import remember_slices
from ingest.store.upsert import Merged, merge, row_hashes

WRITE_LOCK = 72012
"""PostgreSQL advisory lock: one writer at a time, as SQLite has it by nature."""
WRITE_TURN = "SELECT pg_advisory_xact_lock(:number, hashtext(current_schema()))"
"""Each schema has its own writer, so that two installations in one database do not wait for each other."""


class Run:
    """One load or pull. Made by `Store.run`; lives inside its transaction."""

    def __init__(
        self, connection: Connection, *, run_id: int, source: str, now: datetime, within: DataScope = EVERYTHING
    ) -> None:
        self.connection = connection
        self.within = within
        """Whose rows it may touch."""
        self.id = run_id
        self.source = source
        self.now = now
        self.counts = Counts()
        self.cuts_changed = False
        """Whether rows cut by own columns, or places that rows have left, say something new."""
        self.requests = 0
        self.cursor: dict[str, Any] | None = None
        self.notes: list[tuple[str, dict[str, Any]]] = []
        self.description: dict[str, Any] = {}
        """Further columns of the run: digest, signature, what it repeats."""
        self._touched = Touched()

    def channel(self, key: str, title: str = "", aliases: Sequence[str] = ()) -> int:
        """The channel's id; a new one is made when the key is unknown."""
        return entities.channel_id(self.connection, key, title, aliases)

    def account(self, account: Account) -> int:
        """The account's id, after saving what is known of it now.

        Raises:
            NotAllowed: it is not among those that the run may touch.
        """
        if not self.within.holds(account.channel, account.external_id):
            raise bounds.outside(account.channel, account.external_id)
        channel_id = self.channel(account.channel)
        return entities.account_id(self.connection, account, channel_id=channel_id, source=self.source)

    def campaigns(self, account_id: int, campaigns: Sequence[Campaign], *, variants: bool = False) -> list[int]:
        """Ids in the given order, after saving what is known of each campaign now.

        With `variants` (files), one external id with other attributes becomes a sibling row of the same root.
        """
        return entities.campaign_ids(self.connection, account_id, campaigns, variants=variants)

    def facts(self, frame: pd.DataFrame) -> Merged:
        """Upserts daily facts.

        Args:
            frame: `campaign_id`, `slice`, `day`, the slice columns (missing ones are empty), the measures as whole
                numbers (`MICRO_MEASURES` in millionths; missing columns are NULL) and optionally `derived`.
        """
        if frame.empty:
            return Merged()
        rows = fact_frame(frame, run_id=self.id, source=self.source, now=self.now)
        new = remember_slices(self.connection, rows)
        shared = layers.layered(self.connection, rows[~new]).reindex(rows.index, fill_value=False)
        merged = Merged()
        for part, fresh in ((rows[new], True), (rows[~new & ~shared], False)):
            done = merge(self.connection, daily_fact, part, fresh=fresh)
            self._touch(part, changed=done.changed)
            merged += done
        if shared.any():
            merged += self._beside_files(rows[shared])
        self.counts.add(merged)
        return merged

    def _beside_files(self, rows: pd.DataFrame) -> Merged:
        """A pull's rows of facts of which files speak too."""
        rows = rows[~rows.duplicated(list(layers.KEYS), keep="last")].assign(grain="", part="")
        layers.forget_earlier_pulls(self.connection, rows, self.source)
        laid = layers.lay(self.connection, rows, fresh=False)
        self._touch(rows, changed=laid.changed)
        return Merged(inserted=laid.inserted, updated=laid.merged + laid.replaced, unchanged=laid.repeated)

    def lay(self, frame: pd.DataFrame, *, alone: bool = False, echo: bool = False, single: str = "") -> Laid:
        """Writes rows of a file, which name only the measures they carry.

        Args:
            frame: as for `facts`, and optionally `grain` and `part` for rows finer than a fact.
            alone: no key is expected to come twice in this run.
            echo: the file was loaded before; what it only repeats is not kept again.
            single: signature of headers, where a part stands once: what earlier files of such headers have said of it
                on another day or campaign holds no more.

        Raises:
            KeyRepeats: with `alone`, one did.
        """
        rows = self._completed(frame)
        total = self._lay(rows, alone=alone, echo=echo)
        self.counts.lay(total)
        if single and not rows.empty:
            moved = self._completed(moved_away(self.connection, rows, PLACES, single))
            self.cuts_changed |= self._lay(moved, echo=echo).changed
        return total

    def lay_cuts(self, frame: pd.DataFrame, *, alone: bool = False, echo: bool = False, single: str = "") -> Laid:
        """Writes rows of a file once more, cut by a trade's own columns; they are not counted.

        Where an earlier load has put a row into another group, that group no longer has it. Arguments are as for `lay`,
        each row of a slice of own columns, grain and part as in the slice of totals.
        """
        rows, free = self._completed(frame), (*PLACES, *GROUPS) if single else GROUPS
        laid = self._lay(rows, alone=alone, echo=echo)
        laid += self._lay(self._completed(moved_away(self.connection, rows, free, single)), echo=echo)
        self.cuts_changed |= laid.changed
        return laid

    def _completed(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Rows of a file with every column of a layer."""
        if frame.empty:
            return frame
        rows = fact_frame(frame, run_id=self.id, source=self.source, now=self.now)
        return rows.assign(**{name: frame.get(name, "") for name in layers.FINER})

    def _lay(self, rows: pd.DataFrame, *, alone: bool = False, echo: bool = False) -> Laid:
        if rows.empty:
            return Laid()
        if alone and layers.has_repeats(rows):
            raise layers.KeyRepeats
        new = remember_slices(self.connection, rows)
        total = Laid()
        for part, fresh in ((rows[new], True), (rows[~new], False)):
            if len(part):
                if echo and not fresh:
                    laid = lay_again(self.connection, part)
                else:
                    laid = layers.lay(self.connection, part, fresh=fresh, alone=alone)
                self._touch(part, changed=laid.changed)
                total += laid
        return total

    def touch_accounts(self, accounts: Iterable[int], campaigns: Iterable[int]) -> None:
        """Campaigns have moved between accounts: the rollups of both are stale for all their days."""
        numbers = [int(number) for number in campaigns]
        span = rollup.days_of(self.connection, numbers)
        if span is not None:
            self._touched.accounts.update(accounts)
            self._touched.add(numbers, *span)

    def _touch(self, rows: pd.DataFrame, *, changed: bool) -> None:
        if changed:
            days = rows["day"]
            self._touched.add(rows["campaign_id"].unique(), days.min().date(), days.max().date())

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """What is written inside is taken back, with its counts, when `Again` is raised."""
        before = deepcopy((self.counts, self._touched, self.notes))
        try:
            with self.connection.begin_nested():
                yield
        except Again:
            self.counts, self._touched, self.notes = before
            raise

    def hours(self, frame: pd.DataFrame) -> Merged:
        """Upserts hours: `campaign_id`, `day`, `hour` and `HOUR_MEASURES` as whole numbers."""
        return self._merge(hourly_fact, frame, HOUR_MEASURES)

    def actions(self, frame: pd.DataFrame) -> Merged:
        """Upserts every action type that the platform reports: `campaign_id`, `day`, `action`, `count`, `value`."""
        return self._merge(conversion_action, frame, ACTION_MEASURES)

    def _merge(self, table: Table, frame: pd.DataFrame, figures: Sequence[str]) -> Merged:
        if frame.empty:
            return Merged()
        hashes = row_hashes(frame, figures)
        return merge(self.connection, table, frame.assign(row_hash=hashes, run_id=self.id))

    def posts(self, account_id: int, posts: Iterable[Post]) -> int:
        """Saves organic posts with their counters of this moment; returns how many."""
        return entities.save_posts(self.connection, post_frame(posts, account_id, self.now))

    def reject(self, rejected: Iterable[Rejected]) -> None:
        """Puts rows into quarantine; the same row rejected again stays one entry."""
        for reason, count in quarantine(self.connection, self.id, self.source, rejected).items():
            self.counts.rejected += count
            self.counts.rejected_by_reason[reason] = self.counts.rejected_by_reason.get(reason, 0) + count

    def note(self, key: str, **values: Any) -> None:
        """Keeps something worth telling about this run, as a text key and its values."""
        self.notes.append((key, values))

    def refresh_rollups(self) -> None:
        """Brings the rollups in line with what the run changed."""
        touched = self._touched
        if touched.since and touched.until:
            rollup.refresh(self.connection, touched.campaigns, touched.since, touched.until, accounts=touched.accounts)


class Store:
    """Opens runs. `now` is asked once a run."""

    def __init__(self, engine: Engine, *, now: Callable[[], datetime]) -> None:
        self.engine = engine
        self.now = now

    @contextmanager
    def run(
        self,
        *,
        source: str,
        kind: str,
        account: str = "",
        since: date | None = None,
        until: date | None = None,
        within: DataScope = EVERYTHING,
    ) -> Iterator[Run]:
        """One transaction: everything of it becomes visible at once, or nothing does.

        An exception rolls the facts back, marks the `ingest_run` failed with its reason, and goes on. So does a row
        that is not `within`.
        """
        now, holder = self.now(), new_holder()
        told = {"kind": kind, "since": since, "until": until, "holder": holder}
        run_id = self._begin(source=source, account=account, started_at=now, **told)
        try:
            with self.writing() as connection:
                run = Run(connection, run_id=run_id, source=source, now=now, within=within)
                yield run
                bounds.must_hold(connection, within, run._touched.campaigns, run._touched.accounts)
                run.refresh_rollups()
                connection.execute(update(ingest_run).where(ingest_run.c.id == run_id).values(self._done(run)))
        except BaseException as error:
            self._failed(run_id, error)
            raise
        finally:
            forget(holder)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that waits its turn to write."""
        with self.engine.connect().execution_options(writes=True) as connection, connection.begin():
            if connection.dialect.name == "postgresql":
                connection.execute(text(WRITE_TURN), {"number": WRITE_LOCK})
            yield connection

    def _begin(self, *, source: str, account: str, **values: Any) -> int:
        mine = (ingest_run.c.source == source, ingest_run.c.account == account, ingest_run.c.state == "running")
        abandoned = {"state": "failed", "error_kind": "interrupted", "finished_at": values["started_at"]}
        row = {"source": source, "account": account, "state": "running", **values}
        with self.engine.connect().execution_options(writes=True) as connection, connection.begin():
            connection.execute(update(ingest_run).where(*mine).values(abandoned))
            return int(connection.execute(insert(ingest_run).values(row).returning(ingest_run.c.id)).scalar_one())

    def _done(self, run: Run) -> dict[str, Any]:
        counts = run.counts
        return {
            "state": "done",
            "finished_at": self.now(),
            "requests": run.requests,
            "rows_read": counts.read,
            "inserted": counts.inserted,
            "updated": counts.updated,
            "unchanged": counts.unchanged,
            "rejected": counts.rejected,
            "cursor": run.cursor,
            "notes": [[key, values] for key, values in run.notes],
            **{name: func.coalesce(ingest_run.c[name], getattr(run._touched, name)) for name in ("since", "until")},
            **run.description,
        }

    def _failed(self, run_id: int, error: BaseException) -> None:
        kind = error.kind if isinstance(error, PlatformError) else type(error).__name__
        message = error.say("en") if isinstance(error, DemetraError) else type(error).__name__
        values = {"state": "failed", "finished_at": self.now(), "error_kind": kind, "error_message": message}
        with self.engine.connect().execution_options(writes=True) as connection, connection.begin():
            connection.execute(update(ingest_run).where(ingest_run.c.id == run_id).values(values))
