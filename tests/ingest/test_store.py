"""What the store promises: nothing doubled, nothing lost, rollups always equal to the facts."""

from datetime import date
from decimal import Decimal

import pandas as pd
import pytest
from sqlalchemy import Engine, func, select

from ingest.facts import Account, Campaign, DailyFact, Rejected
from ingest.platform.channel import PullWindow
from ingest.refresh.vanished import vanished
from ingest.schema import campaign, campaign_day, channel_day, daily_fact, ingest_run, rejected_row
from ingest.store.rows import frame_of, with_ids
from ingest.store.store import Run, Store

DAY = date(2026, 11, 20)
ACCOUNT = Account(channel="facebook", external_id="1", currency="RUB")


def write(store: Store, rows: list[DailyFact], names: tuple[str, ...] = ("a", "b")) -> Run:
    with store.run(source="meta", kind="refresh") as run:
        account = run.account(ACCOUNT)
        ids = run.campaigns(account, [Campaign(external_id=name, name=name) for name in names])
        run.facts(with_ids(frame_of(rows, DailyFact), dict(zip(names, ids, strict=True))))
    return run


def fact(campaign: str = "a", spend: str = "10.50", clicks: int = 5, **more: object) -> DailyFact:
    values = {"day": DAY, "campaign": campaign, "spend": Decimal(spend), "clicks": clicks, **more}
    return DailyFact(**values)  # type: ignore[arg-type]


def rollup(engine: Engine, column: str) -> int | None:
    with engine.connect() as connection:
        return connection.execute(select(func.sum(channel_day.c[column])).where(channel_day.c.slice == "")).scalar()


def test_the_same_rows_twice_change_nothing(store: Store) -> None:
    rows = [fact("a"), fact("b", impressions=100)]

    first, second = write(store, rows).counts, write(store, rows).counts

    assert (first.inserted, first.updated, first.unchanged) == (2, 0, 0)
    assert (second.inserted, second.updated, second.unchanged) == (0, 0, 2)


def test_a_restated_row_is_updated_and_the_rollup_follows(store: Store, engine: Engine) -> None:
    write(store, [fact(spend="10.50")])

    counts = write(store, [fact(spend="11.75")]).counts

    assert (counts.inserted, counts.updated) == (0, 1)
    assert rollup(engine, "spend") == 11_750_000


def test_of_one_key_in_one_batch_the_later_row_wins(store: Store, engine: Engine) -> None:
    counts = write(store, [fact(spend="1"), fact(spend="2"), fact(spend="2")]).counts

    assert (counts.inserted, counts.updated, counts.unchanged) == (1, 1, 1)
    assert rollup(engine, "spend") == 2_000_000


def test_slices_are_never_added_to_the_total(store: Store, engine: Engine) -> None:
    cut = {"slice": "age+gender", "gender": "male"}
    write(store, [fact(spend="10"), fact(spend="4", age="18-24", **cut), fact(spend="6", age="25-34", **cut)])

    assert rollup(engine, "spend") == 10_000_000
    with engine.connect() as connection:
        sliced = select(func.sum(channel_day.c.spend)).where(channel_day.c.slice == "age+gender")
        assert connection.execute(sliced).scalar() == 10_000_000


def test_without_a_total_the_only_slice_is_the_base(store: Store, engine: Engine) -> None:
    write(store, [fact(spend="4", slice="region", region="DE"), fact(spend="6", slice="region", region="FR")])

    assert rollup(engine, "spend") == 10_000_000


def test_when_the_total_arrives_later_it_becomes_the_base(store: Store, engine: Engine) -> None:
    write(store, [fact(spend="4", slice="region", region="DE")])
    write(store, [fact(spend="7")])

    assert rollup(engine, "spend") == 7_000_000


def test_what_the_base_does_not_say_is_another_slices(store: Store, engine: Engine) -> None:
    """Costs by region and sales of the whole day complete each other, whichever comes first."""
    write(store, [fact(spend=said, slice="region", region=name) for name, said in (("DE", "4"), ("FR", "3"))])
    write(store, [DailyFact(day=DAY, campaign="a", revenue=Decimal(50))])

    assert (rollup(engine, "spend"), rollup(engine, "revenue")) == (7_000_000, 50_000_000)
    assert (rollup(engine, "missing_spend"), rollup(engine, "rows")) == (0, 1)

    write(store, [fact(spend="9")])
    assert rollup(engine, "spend") == 9_000_000


def test_missing_is_null_and_counted(store: Store, engine: Engine) -> None:
    write(store, [fact("a", leads=None), fact("b", leads=Decimal(2))])

    assert rollup(engine, "leads") == 2_000_000
    assert rollup(engine, "missing_leads") == 1
    assert rollup(engine, "revenue") is None


def test_a_complete_pull_zeroes_what_it_no_longer_returns(store: Store, engine: Engine) -> None:
    write(store, [fact("a"), fact("b")])

    with store.run(source="meta", kind="refresh") as run:
        account = run.account(ACCOUNT)
        ids = run.campaigns(account, [Campaign(external_id="a", name="a")])
        seen = with_ids(frame_of([fact("a")], DailyFact), {"a": ids[0]})
        gone = vanished(run.connection, daily_fact, account, PullWindow(since=DAY, until=DAY), seen, "total")
        run.facts(gone)

    assert len(gone) == 1
    assert rollup(engine, "spend") == 10_500_000
    with engine.connect() as connection:
        rows = connection.execute(select(daily_fact.c.spend, daily_fact.c.impressions).where(daily_fact.c.vanished))
        assert [tuple(row) for row in rows] == [(0, None)]


def test_an_error_rolls_everything_back_and_is_recorded(store: Store, engine: Engine) -> None:
    with pytest.raises(KeyError):
        write(store, [fact("a"), fact("unheard of")])

    with engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(daily_fact)).scalar() == 0
        assert connection.execute(select(ingest_run.c.state, ingest_run.c.error_kind)).one() == (
            "failed",
            "KeyError",
        )


@pytest.mark.promise(6)
def test_a_rejected_row_is_kept_once(store: Store, engine: Engine) -> None:
    for _ in range(2):
        with store.run(source="file", kind="file") as run:
            run.reject([Rejected(reason="future_day", raw={"day": "2030-01-01"})])

    assert run.counts.rejected_by_reason == {"future_day": 1}
    with engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(rejected_row)).scalar() == 1


def test_one_id_with_two_locations_is_one_campaign_of_two_rows(store: Store, engine: Engine) -> None:
    with store.run(source="file", kind="file") as run:
        places = [Campaign(external_id="7", location=place) for place in ("Austin", "Miami", "Austin")]
        ids = run.campaigns(run.account(ACCOUNT), places, variants=True)

    assert ids[0] == ids[2] != ids[1]
    with engine.connect() as connection:
        assert set(connection.scalars(select(campaign.c.root_id))) == {min(ids)}


def test_rollups_equal_a_plain_sum_of_random_facts(store: Store, engine: Engine) -> None:
    frame = pd.DataFrame(
        [(name, day, spend) for day in range(1, 29) for name, spend in (("a", day * 7), ("b", day * 3))],
        columns=["campaign", "day", "spend"],
    )
    rows = [fact(row.campaign, str(row.spend), day=date(2026, 10, row.day)) for row in frame.itertuples()]

    write(store, rows[:30])
    write(store, rows[20:])

    assert rollup(engine, "spend") == int(frame["spend"].sum()) * 1_000_000
    with engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(campaign_day)).scalar() == len(frame)
