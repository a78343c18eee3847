"""Which rows a question reads, and what is said of days that lag: held against the facts themselves."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from sqlalchemy import Engine, insert

from forecasting.ripeness import Ripening
from ingest.facts import Account, Campaign
from ingest.schema import fx_rate
from ingest.store.store import Store
from tests.conftest import NOW
from tests.tools.test_engine import ALL, FIRST, ask, facts, load
from tools.engine.engine import MetricEngine
from tools.engine.late import LateChannel, as_ripe
from tools.engine.notes import STALE_AFTER_DAYS
from tools.engine.plans import last_rates
from tools.semantics.question import Condition, Window


def _sliced(engine: Engine, slices: dict[str, tuple[str, ...]], only: dict[str, str]) -> MetricEngine:
    """Ten days of one campaign a channel, 4 clicks each, cut by these slices; `only` has the rest of a slice's days."""
    store = Store(engine, now=lambda: NOW)
    with store.run(source="test", kind="file") as run:
        for channel, names in slices.items():
            account = run.account(Account(channel=channel, external_id="1", currency="RUB"))
            (number,) = run.campaigns(account, [Campaign(external_id="c", name="c")])
            days = pd.date_range(FIRST, periods=10)
            run.facts(pd.DataFrame({"campaign_id": number, "slice": "total", "day": days, "clicks": 4}))
            for name in names:
                some = days[5:] if only.get(channel) == name else days
                for age in ("18-24", "25-34"):
                    genders = ("male", "female") if "gender" in name else ("",)
                    for gender in genders:
                        rows = {"slice": name, "day": some, "age": age, "gender": gender, "clicks": 2 // len(genders)}
                        run.facts(pd.DataFrame({"campaign_id": number, **rows}))
    return MetricEngine(engine, currency="RUB")


@pytest.mark.parametrize("group_by", [("age",), ("campaign", "age")])
def test_of_two_slices_that_fit_each_day_is_read_once(engine: Engine, group_by: tuple[str, ...]) -> None:
    """The coarser one, and on days that it lacks the finer."""
    metrics = _sliced(engine, {"facebook": ("age", "age+gender")}, {"facebook": "age"})

    clicks = ask(metrics, "clicks", group_by=group_by).table.column("clicks")

    assert list(map(int, clicks)) == [20, 20]  # type: ignore[call-overload]


def test_each_account_is_read_in_the_slice_that_it_has(engine: Engine) -> None:
    metrics = _sliced(engine, {"facebook": ("age",), "google_ads": ("age+gender",)}, {})

    rows = ask(metrics, "clicks", group_by=("channel", "age")).table.rows

    assert sorted((str(channel), str(age), clicks) for channel, age, clicks in rows) == [
        (channel, age, 20) for channel in ("facebook", "google_ads") for age in ("18-24", "25-34")
    ]


def test_money_is_converted_by_the_rate_into_the_answer_s_currency_alone(engine: Engine) -> None:
    frame = facts(9)
    metrics = load(engine, frame, currency={"facebook": "USD"})
    with engine.begin() as connection:
        rates = [("RUB", FIRST, 90), ("EUR", FIRST + timedelta(days=1), 2)]
        rows = [{"currency": "USD", "base": base, "day": day, "rate_nanos": rate * 10**9} for base, day, rate in rates]
        connection.execute(insert(fx_rate), rows)

    spend = ask(metrics, "spend", group_by=("campaign",)).table.rows

    factor = np.where(frame["channel"] == "facebook", 90, 1)
    wanted = (frame["spend"] * factor / 1e6).groupby(frame["campaign"]).sum()
    assert {str(name): value for name, value in spend} == pytest.approx(wanted.to_dict())


@pytest.mark.parametrize(("lag", "said"), [(STALE_AFTER_DAYS - 1, False), (STALE_AFTER_DAYS, True), (75, False)])
def test_a_channel_that_lags_is_named_unless_it_ended_long_before(engine: Engine, lag: int, said: bool) -> None:  # noqa: FBT001
    """Of the last week; one whose days ended a month before it is over, not late."""
    others = facts(3)
    others = others[others["channel"] != "telegram"]
    lagging = others.iloc[[0]].assign(channel="telegram", campaign="late", day=ALL.end - timedelta(days=lag))
    ends = others.drop_duplicates("channel").assign(day=ALL.end, campaign="end")
    metrics = load(engine, pd.concat([others, lagging, ends], ignore_index=True))

    week = Window(start=ALL.end - timedelta(days=6), end=ALL.end)
    keys = [note.key for note in ask(metrics, "spend", window=week).notes]

    assert ("note-stale-channel" in keys) is said


def test_a_table_without_rows_counts_none(engine: Engine) -> None:
    metrics = load(engine, facts(4))

    table = ask(
        metrics, "spend", group_by=("campaign",), having=(Condition(metric="spend", operator=">", value=1e15),)
    ).table

    assert (table.rows, table.rows_total, table.complete) == ([], 0, True)


def test_young_days_are_grown_by_the_share_that_is_in() -> None:
    shares = np.array([0.25, 0.8, 1.0])
    way = Ripening(shares=shares, errors=np.zeros(3), spread=1.0, days=30)
    late = {"vk": LateChannel(read_on=date(2026, 11, 21), measures={"conversions": way})}
    days = pd.to_datetime(["2026-11-18", "2026-11-19", "2026-11-20", "2026-11-20"])
    rows = pd.DataFrame({"day": days, "channel": ["vk", "vk", "vk", "meta"], "conversions": [3, 3, 3, 3]})

    grown = as_ripe(rows, late)["conversions"].tolist()

    assert grown[0] == 3
    assert grown[1] == pytest.approx(3.75)
    assert np.isnan(grown[2])
    assert grown[3] == 3


def test_the_newest_rate_is_the_one_into_the_reporting_currency(engine: Engine) -> None:
    rates = [("USD", "RUB", 1, 80), ("USD", "RUB", 2, 90), ("USD", "EUR", 2, 1), ("KZT", "EUR", 3, 2)]
    with engine.begin() as connection:
        connection.execute(
            insert(fx_rate),
            [
                {
                    "currency": currency,
                    "base": base,
                    "day": date(2026, 1, day),
                    "rate_nanos": rate * 1_000_000_000,
                    "source": "test",
                }
                for currency, base, day, rate in rates
            ],
        )
        assert last_rates(connection, "RUB") == {"USD": 90.0}
