"""Refreshes TikTok once, as a process of its own that a test may kill: database, server, and days are arguments."""

import sys
from datetime import date

from ingest.database import connect, migrate
from ingest.store.store import Store
from tests.ingest.refreshing import connected, now, refreshed


def main(url: str, base_url: str, since: str, until: str) -> None:
    engine = connect(url)
    migrate(engine)
    channel = connected(
        "tiktok", access_token="planted-token", advertiser_ids=("7100000000000000001",), base_url=base_url
    )
    print("ready", flush=True)
    order = {"since": date.fromisoformat(since), "until": date.fromisoformat(until)}
    result = refreshed(Store(engine, now=now), [channel], **order)
    print("busy" if result.busy else result.sources[0].state, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
