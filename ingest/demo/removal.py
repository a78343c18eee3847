"""Takes the demo out of a database, so that it never stands among real figures."""

from sqlalchemy import Connection, delete, exists, select

from ingest.demo.loading import SOURCE
from ingest.schema import (
    account,
    advice_document,
    alert,
    budget,
    campaign,
    campaign_day,
    campaign_prediction,
    campaign_slice,
    channel,
    channel_day,
    conversion_action,
    daily_fact,
    day_reading,
    delivery,
    fact_layer,
    forecast_score,
    goal,
    hourly_fact,
    ingest_run,
    metric_word,
    ml_budget_rec,
    ml_reach_ctr_timeseries,
    ml_roi_forecast,
    ml_roi_timeseries,
    post,
    recommendation,
    rejected_row,
)
from ingest.store.changes import undo
from ingest.store.store import Store

CONCLUDED = (
    ml_roi_forecast,
    ml_roi_timeseries,
    ml_reach_ctr_timeseries,
    ml_budget_rec,
    recommendation,
    advice_document,
    forecast_score,
)
"""What was concluded while the demo stood among the figures."""


def has_demo(connection: Connection) -> bool:
    """Whether there is any of it."""
    return connection.execute(select(account.c.id).where(account.c.source == SOURCE).limit(1)).first() is not None


def has_other(connection: Connection) -> bool:
    """Whether there is anything beside it."""
    return connection.execute(select(account.c.id).where(account.c.source != SOURCE).limit(1)).first() is not None


def remove(store: Store) -> int:
    """Removes the demo with its plans and with what was concluded from it; returns how many daily facts went."""
    with store.run(source=SOURCE, kind="unload") as run:
        connection = run.connection
        mine = select(account.c.id).where(account.c.source == SOURCE)
        campaigns = select(campaign.c.id).where(campaign.c.account_id.in_(mine))
        gone = connection.execute(delete(daily_fact).where(daily_fact.c.campaign_id.in_(campaigns))).rowcount
        for table in (fact_layer, hourly_fact, conversion_action, campaign_slice, campaign_day, campaign_prediction):
            connection.execute(delete(table).where(table.c.campaign_id.in_(campaigns)))
        for table in (channel_day, day_reading, post, metric_word):
            connection.execute(delete(table).where(table.c.account_id.in_(mine)))
        connection.execute(delete(campaign).where(campaign.c.account_id.in_(mine)))
        channels = list(connection.scalars(select(account.c.channel_id).where(account.c.source == SOURCE).distinct()))
        connection.execute(delete(account).where(account.c.source == SOURCE))
        runs = ingest_run.c.source == SOURCE, ingest_run.c.kind == "file"
        for number in connection.scalars(select(ingest_run.c.id).where(*runs)).all():
            undo(connection, number)
        _drop_channels(connection, channels)
        if not has_other(connection):
            connection.execute(delete(delivery).where(delivery.c.alert_id.is_not(None)))
            connection.execute(delete(alert))
        for table in CONCLUDED:
            connection.execute(delete(table))
        numbers = select(ingest_run.c.id).where(*runs)
        connection.execute(delete(rejected_row).where(rejected_row.c.run_id.in_(numbers)))
        connection.execute(ingest_run.update().where(*runs).values(state="unloaded"))
        run.counts.read = gone
    return gone


def _drop_channels(connection: Connection, numbers: list[int]) -> None:
    """Channels of the demo alone, with its plans for them."""
    for number in numbers:
        used = exists().where(account.c.channel_id == number)
        alone = connection.execute(select(channel.c.id).where(channel.c.id == number, ~used)).first()
        if alone:
            for table in (budget, goal):
                connection.execute(delete(table).where(table.c.channel_id == number))
            connection.execute(delete(channel).where(channel.c.id == number))
