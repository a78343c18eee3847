import logging
from datetime import date

import pytest
from sqlalchemy import Engine, select

from ingest.schema import metadata
from ingest.store.store import Store
from tests.ingest.refreshing import TODAY, UNTIL, connected, refreshed
from tests.servers.http import serve
from tests.servers.meta import Meta
from tests.servers.world import World, make_world


@pytest.fixture
def world() -> World:
    return make_world(first=date(2026, 10, 1), last=TODAY, prefix="1780000000000", campaigns=2)


def test_no_secret_is_found_anywhere(
    store: Store, engine: Engine, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    secrets = ["EAAB-planted-token", "planted-app-secret"]
    caplog.set_level(logging.DEBUG)
    with serve(Meta(world, page_size=7)) as meta:
        echo = {"error": {"message": "Bad EAAB-planted-token, planted-app-secret", "code": 200}}
        meta.fail(403, echo, path="act_1/insights", times=99)
        meta.fail(500, "<html>EAAB-planted-token", times=1)
        world.campaigns[next(iter(world.campaigns))] = "a campaign named EAAB-planted-token"
        world.restate(next(iter(world.campaigns)), UNTIL, clicks=-1)
        several = connected(
            "meta",
            access_token=secrets[0],
            app_secret=secrets[1],
            account_ids=("1234567890", "1"),
            base_url=meta.base_url,
        )
        result = refreshed(store, [several])
        proof = meta.asked[0].query["appsecret_proof"]

    found = caplog.text + result.model_dump_json() + dump(engine)
    assert len(result.sources) == 2
    assert not [secret for secret in (*secrets, proof) if secret in found]
    assert not [record for record in caplog.records if record.name.startswith("httpx")]


def dump(engine: Engine) -> str:
    with engine.connect() as connection:
        return "\n".join(str(row) for table in metadata.sorted_tables for row in connection.execute(select(table)))
