"""Audience profiles over a real database: a planted group is named, noise is not, a dear channel is no dear group."""

from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sqlalchemy import Engine

from ingest.facts import Account, Campaign
from ingest.store.store import Store
from tools.audience.profile import Group, Profile, profiles
from tools.audience.words import group_text, table_of, tell
from tools.engine.engine import MetricEngine
from tools.semantics.question import Window
from tools.tool import ToolContext

TODAY = date(2026, 6, 1)
NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)
DAYS = pd.date_range("2026-03-02", "2026-05-31")
WINDOW = Window(start=DAYS[0].date(), end=DAYS[-1].date())
SEGMENTS = ("new", "loyal", "cart", "sale")


def _profile(engine: Engine, folder: Path, better: dict[str, float], *, seed: int = 1) -> Profile:
    """Two channels, one three times as dear; every segment spends alike on both, `better` ones bring more."""
    chance = np.random.default_rng(seed)
    store = Store(engine, now=lambda: NOW)
    with store.run(source="test", kind="file") as run:
        for channel, per_conversion in (("facebook", 40.0), ("google_ads", 120.0)):
            account = run.account(Account(channel=channel, external_id="1", currency="RUB"))
            ids = run.campaigns(account, [Campaign(external_id=name, name=name, segment=name) for name in SEGMENTS])
            for number, name in zip(ids, SEGMENTS, strict=True):
                spend = chance.uniform(300, 900, len(DAYS)) * (4 if (channel, name) == ("google_ads", "sale") else 1)
                results = chance.poisson(spend / per_conversion * better.get(name, 1.0))
                run.facts(
                    pd.DataFrame(
                        {
                            "campaign_id": number,
                            "slice": "total",
                            "day": DAYS,
                            "spend": (spend * 1e6).astype("int64"),
                            "conversions": results.astype("int64") * 1_000_000,
                        }
                    )
                )
    metrics = MetricEngine(engine, currency="RUB")
    desk = ToolContext(metrics=metrics, today=TODAY, now=NOW, language="en", data_dir=folder)
    (found,) = profiles(["segment", "age"], "conversions", (), WINDOW, desk)
    return found


def test_a_group_that_brings_more_for_its_money_is_named_with_a_range_that_holds_it(
    engine: Engine, tmp_path: Path
) -> None:
    found = _profile(engine, tmp_path, {"loyal": 1.4})

    (best,) = found.under
    assert best.value == "loyal"
    assert best.low < 1.4 / (1 + 0.4 * best.spend_share) - 1 < best.high + 0.05
    assert best.result_share > best.spend_share
    assert "loyal" in tell(found, "conversions", "en")


def test_a_group_that_buys_on_the_dear_channel_is_not_taken_for_a_bad_one(
    sqlite_engine: Engine, tmp_path: Path
) -> None:
    found = _profile(sqlite_engine, tmp_path, {})
    sale = next(one for one in found.groups if one.value == "sale")

    assert sale.result_share < 0.85 * sale.spend_share  # it looks bad
    assert found.under == found.over == ()
    assert "no group differs" in tell(found, "conversions", "en")


def test_the_table_holds_every_group_and_its_shares_add_up(sqlite_engine: Engine, tmp_path: Path) -> None:
    table = table_of(_profile(sqlite_engine, tmp_path, {"cart": 0.5}), "conversions", "RUB", "ru")

    assert set(table.column("segment")) == set(SEGMENTS)
    assert sum(float(str(cell)) for cell in table.column("spend_share")) == pytest.approx(1)
    assert sum(float(str(cell)) for cell in table.column("conversions_share")) == pytest.approx(1)
    assert table.column("verdict")[table.column("segment").index("cart")] == "приносит меньше"


def test_few_results_say_so(sqlite_engine: Engine, tmp_path: Path) -> None:
    found = _profile(sqlite_engine, tmp_path, dict.fromkeys(SEGMENTS, 0.005))

    assert not found.enough
    assert found.under == ()
    assert "not enough" in tell(found, "conversions", "en")


def test_a_better_group_of_dear_channels_is_not_said_with_shares_that_seem_to_deny_it() -> None:
    group = Group(
        dimension="segment",
        value="loyal",
        spend=30.0,
        results=1.0,
        spend_share=0.03,
        result_share=0.01,
        lift=0.3,
        low=0.2,
        high=0.4,
        sure=True,
    )

    assert "in channels that are dear" in group_text(group, "en")
