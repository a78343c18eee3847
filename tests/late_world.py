"""A database that has been refreshed every night: facts as they stand today, and what each day showed at each age."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pandas as pd
from sqlalchemy import Engine, insert

from benchmarks.ripeness_worlds import AGES, LateWorld, as_seen, late_world
from ingest.facts import Account, Campaign
from ingest.schema import day_reading
from ingest.store.store import Store

TODAY = date(2026, 11, 21)
MICRO = 1_000_000


def refreshed_nightly(engine: Engine, seed: int, channel: str = "vk", days: int = 90) -> LateWorld:
    """Writes one channel of one campaign; returns what its days come to in the end."""
    world = late_world(seed, days)
    span = [TODAY - timedelta(days=back) for back in range(days, 0, -1)]
    seen = {"conversions": as_seen(world.conversions), "revenue": as_seen(world.revenue)}
    rows = []
    for place, day in enumerate(span):
        for age in range(1, min(AGES, (TODAY - day).days) + 1):
            figures = {name: int(triangle[place, age - 1] * MICRO) for name, triangle in seen.items()}
            rows.append({"account_id": 0, "day": day, "read_on": day + timedelta(days=age), "leads": None, **figures})
    now = {name: np.array([row[np.isfinite(row)][-1] for row in triangle]) for name, triangle in seen.items()}
    with Store(engine, now=lambda: datetime(2026, 11, 21, 6, tzinfo=UTC)).run(source="vk", kind="pull:total") as run:
        account = run.account(Account(channel=channel, external_id="1", currency="RUB"))
        (number,) = run.campaigns(account, [Campaign(external_id="a", name=f"{channel} always")])
        frame = {"campaign_id": number, "slice": "total", "day": pd.to_datetime(span)}
        money = {"spend": (world.spend * MICRO).astype("int64")}
        run.facts(pd.DataFrame({**frame, **money, **{name: (now[name] * MICRO).astype("int64") for name in now}}))
        run.connection.execute(insert(day_reading), [{**row, "account_id": account} for row in rows])
    return world
