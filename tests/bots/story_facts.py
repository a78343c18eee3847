"""Histories of the alert tests as stored facts."""

from datetime import datetime
from decimal import Decimal

import pandas as pd
from sqlalchemy import Engine

from ingest.facts import Account, Campaign, DailyFact
from ingest.store.rows import frame_of, with_ids
from ingest.store.store import Store
from tests.worlds import loaded_once


def load(store: Store, frame: pd.DataFrame) -> None:
    """Facts of a history, as a refresh would store them; without rows nothing is written."""
    if not frame.empty:
        _stored(store.engine, frame, store.now())


@loaded_once
def _stored(engine: Engine, frame: pd.DataFrame, now: datetime) -> None:
    with Store(engine, now=lambda: now).run(source="story", kind="file") as run:
        for channel, rows in frame.groupby("channel"):
            account = run.account(Account(channel=str(channel), external_id=str(channel), currency="RUB"))
            names = sorted(set(rows["campaign"]))
            ids = run.campaigns(account, [Campaign(external_id=name, name=name) for name in names])
            facts = [
                DailyFact(
                    day=row.day,
                    campaign=row.campaign,
                    spend=Decimal(str(row.spend)),
                    impressions=int(row.impressions),
                    clicks=int(row.clicks),
                    conversions=Decimal(str(row.conversions)),
                    revenue=Decimal(str(row.revenue)),
                )
                for row in rows.itertuples()
            ]
            run.facts(with_ids(frame_of(facts, DailyFact), dict(zip(names, ids, strict=True))))
