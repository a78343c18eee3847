"""Puts the demo into the store as if six platforms had been pulled."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any, Final

import pandas as pd
from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

from ingest.channel_names import canonical
from ingest.demo.catalogue import CHANNELS
from ingest.demo.generate import DemoData, frames
from ingest.demo.incidents import truth
from ingest.demo.posts import PAGES, appeal
from ingest.facts import Account
from ingest.schema import budget, goal
from ingest.store.changes import note_made
from ingest.store.rows import with_ids
from ingest.store.store import Run, Store

SOURCE: Final = "demo"
Progress = Callable[[str], None]
"""Called with the key of each channel as its loading begins."""


@dataclass(frozen=True, kw_only=True)
class DemoReport:
    """What a load did."""

    rows: int
    """Daily facts of all slices."""
    campaigns: int
    inserted: int
    updated: int
    unchanged: int
    first_day: date
    last_day: date
    seconds: float


def load(
    store: Store,
    *,
    today: date,
    seed: int = 7,
    months: int = 18,
    currency: str = "RUB",
    progress: Progress | None = None,
) -> DemoReport:
    """Makes the demo up to yesterday and stores it in one run; loading the same demo again changes nothing."""
    started = perf_counter()
    data = frames(today, seed, months, currency)
    days = data.facts["day"]
    since, until = days.min().date(), today - timedelta(days=1)
    with store.run(source=SOURCE, kind="file", since=since, until=until) as run:
        for account in data.accounts:
            if progress:
                progress(account.channel)
            _load_channel(run, data, account)
        _load_plans(run, data, currency)
    return DemoReport(
        rows=len(data.facts),
        campaigns=sum(len(listed) for listed in data.campaigns.values()),
        inserted=run.counts.inserted,
        updated=run.counts.updated,
        unchanged=run.counts.unchanged,
        first_day=since,
        last_day=until,
        seconds=perf_counter() - started,
    )


def planted(today: date) -> dict[str, Any]:
    """What was put into the numbers on purpose: incidents, how channels answer to spend, when readers are there."""
    return {
        "today": today.isoformat(),
        "incidents": truth(today),
        "response": {item.key: {"knee": item.knee, "carry_over": item.carry_over} for item in CHANNELS},
        "best_hours": {key: [int(hour) for hour in appeal(key).mean(axis=0).argsort()[:-4:-1]] for key in PAGES},
    }


def write_truth(folder: Path, *, today: date) -> Path:
    """Writes what was planted to `truth.json` in the folder."""
    path = folder / "truth.json"
    path.write_text(json.dumps(planted(today), ensure_ascii=False, indent=2), encoding="utf-8")
    return path


def _load_channel(run: Run, data: DemoData, account: Account) -> None:
    name = canonical(account.channel)
    run.channel(account.channel, name.en if name else "")
    account_id = run.account(account)
    campaigns = data.campaigns[account.channel]
    ids = dict(zip((item.external_id for item in campaigns), run.campaigns(account_id, campaigns), strict=True))
    facts, hours, actions = (
        with_ids(frame[frame["campaign"].isin(ids)], ids) for frame in (data.facts, data.hours, data.actions)
    )
    run.counts.read += len(facts)
    run.facts(facts)
    run.hours(hours)
    run.actions(actions)
    run.posts(account_id, data.posts.get(account.channel, ()))


def _load_plans(run: Run, data: DemoData, currency: str) -> None:
    ids = {account.channel: run.channel(account.channel) for account in data.accounts}
    _add(run, budget, _keyed(data.budgets, ids).assign(currency=currency))
    _add(run, goal, _keyed(data.goals, ids))


def _keyed(frame: pd.DataFrame, ids: Mapping[str, int]) -> pd.DataFrame:
    return frame.drop(columns="channel").assign(
        channel_id=frame["channel"].map(ids), campaign="", month=frame["month"].dt.date
    )


def _add(run: Run, table: Table, frame: pd.DataFrame) -> None:
    """Adds the rows that are not there yet: a plan somebody has loaded stays."""
    connection = run.connection
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    rows = [{str(name): cell for name, cell in row.items()} for row in frame.to_dict("records")]
    names = [name for name in ("channel_id", "campaign", "month", "metric") if name in table.c]
    statement = dialect.insert(table).on_conflict_do_nothing().returning(*(table.c[name] for name in names))
    for row in rows:
        for made in connection.execute(statement, row).all():
            note_made(connection, run.id, table.name, dict(zip(names, made, strict=True)))
