"""What the tests of loading share: a file from text, a load of it, and what is stored afterwards."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
from sqlalchemy import Engine, select

from ingest.facts import is_own_slice
from ingest.files import LoadReport, load
from ingest.schema import account, campaign, channel, daily_fact, rejected_row
from ingest.store.store import Store
from tests.conftest import NOW, TODAY
from tests.worlds import loaded_once

Load = Callable[..., LoadReport]
MICRO = 1_000_000


def write(folder: Path, text: str, name: str = "export.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def loaded(engine: Engine, *paths: Path, **options: Any) -> LoadReport:
    store = Store(engine, now=lambda: NOW)
    return load(store, paths, **{"currency": "RUB", "today": TODAY, **options})


@loaded_once
def told(engine: Engine, *texts: str, **options: Any) -> None:
    """Loads tables that only have to be there."""
    with TemporaryDirectory() as folder:
        for number, text in enumerate(texts):
            loaded(engine, write(Path(folder), text, f"{number}.csv"), **options)


def facts(engine: Engine) -> pd.DataFrame:
    """Every stored row with its channel, account and campaign, but those cut once more; money in major units."""
    query = (
        select(
            channel.c.key.label("channel"),
            channel.c.title,
            account.c.name.label("account"),
            account.c.currency,
            account.c.vat_included,
            campaign.c.external_id,
            campaign.c.name.label("campaign"),
            campaign.c.objective,
            campaign.c.segment,
            campaign.c.location,
            campaign.c.root_id,
            daily_fact,
        )
        .join_from(daily_fact, campaign, campaign.c.id == daily_fact.c.campaign_id)
        .join(account, account.c.id == campaign.c.account_id)
        .join(channel, channel.c.id == account.c.channel_id)
        .order_by(daily_fact.c.day, channel.c.key, campaign.c.external_id)
    )
    with engine.connect() as connection:
        rows = connection.execute(query).mappings().all()
    frame = pd.DataFrame(
        [row for row in rows if not is_own_slice(row["slice"])], columns=[*query.selected_columns.keys()]
    )
    for name in ("spend", "revenue", "conversions", "leads", "engagement_score"):
        frame[name] = pd.to_numeric(frame[name]) / MICRO
    return frame


def quarantined(engine: Engine) -> list[tuple[str, dict[str, Any]]]:
    with engine.connect() as connection:
        rows = connection.execute(select(rejected_row.c.reason, rejected_row.c.raw).order_by(rejected_row.c.id))
        return [(row.reason, row.raw) for row in rows]


def adds_up(report: LoadReport) -> bool:
    return (
        report.accepted + report.rejected == report.read
        and report.inserted + report.updated + report.unchanged == report.accepted
        and sum(report.rejected_by_reason.values()) == report.rejected
    )
