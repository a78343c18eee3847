"""The metric engine against plain pandas on random facts, on both databases."""

from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from sqlalchemy import Engine, insert

from ingest.errors import InvalidInput, NoData
from ingest.facts import Account, Campaign
from ingest.schema import fx_rate
from ingest.store.store import Store
from ingest.texts import Language
from tests.worlds import loaded_once
from tools.engine.engine import MetricEngine, Result
from tools.semantics.question import Condition, Filter, Question, Window

FIRST = date(2026, 9, 1)
DAYS = 60
TODAY = date(2026, 11, 22)
ALL = Window(start=FIRST, end=FIRST + timedelta(days=DAYS - 1))
CHANNELS = ("facebook", "google_ads", "telegram")
GOALS = ("Sales", "Leads")


def facts(seed: int) -> pd.DataFrame:
    """Random campaign days: some missing, some measures unknown, two age groups beside each total."""
    rng = np.random.default_rng(seed)
    rows = []
    for number in range(9):
        for day in range(DAYS):
            if rng.random() < 0.15:
                continue
            clicks = int(rng.integers(0, 90))
            rows.append(
                {
                    "channel": CHANNELS[number % 3],
                    "campaign": f"c{number}",
                    "objective": GOALS[number % 2],
                    "day": FIRST + timedelta(days=day),
                    "spend": int(rng.integers(0, 9_000_000_000)),
                    "impressions": clicks * int(rng.integers(5, 60)),
                    "clicks": clicks,
                    "conversions": int(rng.integers(0, 5)) * 1_000_000,
                    "revenue": int(rng.integers(0, 20_000_000_000)) if rng.random() < 0.9 else None,
                }
            )
    return pd.DataFrame(rows).astype({"revenue": "Int64"})


def load(engine: Engine, frame: pd.DataFrame, *, currency: dict[str, str] | None = None) -> MetricEngine:
    _store(engine, frame, currency or {})
    return MetricEngine(engine, currency="RUB")


@loaded_once
def _store(engine: Engine, frame: pd.DataFrame, currency: dict[str, str]) -> None:
    store = Store(engine, now=lambda: pd.Timestamp("2026-11-22 09:00", tz="UTC").to_pydatetime())
    with store.run(source="test", kind="file") as run:
        for channel, rows in frame.groupby("channel"):
            account = Account(channel=str(channel), external_id="1", currency=currency.get(str(channel), "RUB"))
            number = run.account(account)
            named = rows.drop_duplicates("campaign")
            campaigns = [
                Campaign(external_id=row.campaign, name=row.campaign, objective=row.objective)
                for row in named.itertuples()
            ]
            ids = dict(zip(named["campaign"], run.campaigns(number, campaigns), strict=True))
            own = rows.assign(campaign_id=rows["campaign"].map(ids), slice="total", day=pd.to_datetime(rows["day"]))
            run.facts(own)
            half = own.assign(slice="age", clicks=own["clicks"] // 2, impressions=own["impressions"] // 2)
            run.facts(half.assign(age="18-24"))
            run.facts(half.assign(age="25-34", clicks=own["clicks"] - half["clicks"]))


def ask(metrics: MetricEngine, *names: str, window: Window = ALL, **more: object) -> Result:
    return metrics.run(Question(metrics=names, periods=(str(window),), **more), today=TODAY)  # type: ignore[arg-type]


@pytest.mark.promise(2)
def test_a_quotient_is_exact_to_the_last_bit_on_both_databases(engine: Engine) -> None:
    spend, revenue = 1_234_567_890_123_456, 2_345_678_901_234_567
    row = {
        "channel": "facebook",
        "campaign": "c",
        "objective": "Sales",
        "impressions": 7,
        "clicks": 3,
        "conversions": 0,
    }
    days = [{**row, "day": FIRST, "spend": spend, "revenue": revenue}]
    before = [{**row, "day": FIRST - timedelta(days=1), "spend": spend - 1, "revenue": spend + 2}]
    metrics = load(engine, pd.DataFrame([*days, *before]))

    now, earlier = (str(Window(start=day, end=day)) for day in (FIRST, FIRST - timedelta(days=1)))
    found = metrics.run(Question(metrics=("roi",), periods=(now,), compare_to=earlier), today=TODAY).table.rows[0]
    roi, was = (revenue - spend) / spend, 3 / (spend - 1)
    assert found == [roi, was, (roi - was) / abs(was)]


@pytest.mark.promise(2)
@pytest.mark.parametrize("seed", range(3))
def test_sums_and_ratios_equal_pandas(engine: Engine, seed: int) -> None:
    frame = facts(seed)
    metrics = load(engine, frame)
    for by in ("channel", "campaign", "objective", "day", "week", "month", "quarter", "weekday"):
        assert_equal_to_pandas(metrics, frame, by)


def assert_equal_to_pandas(metrics: MetricEngine, frame: pd.DataFrame, by: str) -> None:
    days = pd.to_datetime(frame["day"])
    parts = {
        "day": frame["day"],
        "week": (days - pd.to_timedelta(days.dt.day_of_week, unit="D")).dt.date,
        "month": days.dt.to_period("M").dt.start_time.dt.date,
        "quarter": days.dt.to_period("Q").dt.start_time.dt.date,
        "weekday": days.dt.day_of_week + 1,
    }
    measures = ["spend", "clicks", "revenue", "impressions"]
    sums = frame.groupby(parts.get(by, frame.get(by)))[measures].sum()

    table = ask(metrics, "spend", "ctr", "roi", group_by=(by,)).table

    found = {row[0]: row[1:] for row in table.rows}
    assert set(found) == set(sums.index), by
    for key, row in sums.iterrows():
        spend, ctr, roi = found[key]
        assert spend == pytest.approx(row["spend"] / 1e6)
        assert ctr == (pytest.approx(row["clicks"] / row["impressions"]) if row["impressions"] else None)
        assert roi == pytest.approx((row["revenue"] - row["spend"]) / row["spend"])


def test_days_add_up_to_the_whole(engine: Engine) -> None:
    metrics = load(engine, facts(5))

    by_day = ask(metrics, "spend", "clicks", group_by=("day",)).table
    whole = ask(metrics, "spend", "clicks").table.rows[0]

    assert sum(map(float, by_day.column("spend"))) == pytest.approx(whole[0])  # type: ignore[arg-type]
    assert sum(map(int, by_day.column("clicks"))) == whole[1]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("by", "now", "then"),
    [
        ("month", "2026-10-01..2026-10-30", "2026-09-01..2026-09-30"),  # the months before
        ("week", "2026-09-14..2026-10-25", "2026-09-07..2026-10-18"),  # each against the one before it
    ],
)
def test_rows_along_time_stand_beside_those_in_their_place(engine: Engine, by: str, now: str, then: str) -> None:
    metrics = load(engine, facts(3))
    question = Question(metrics=("clicks",), group_by=(by,), periods=(now,), compare_to=then)

    table = metrics.run(question, today=TODAY).table

    there = [row[1] for row in ask(metrics, "clicks", window=Window.of(then), group_by=(by,)).table.rows]
    assert table.column("clicks_previous") == there
    here = ask(metrics, "clicks", window=Window.of(now), group_by=(by,)).table.rows
    assert [row[:2] for row in table.rows] == [row[:2] for row in here]


def test_row_order_and_repeated_loads_change_nothing(sqlite_engine: Engine, pg_engine: Engine) -> None:
    frame = facts(7)
    query = {"group_by": ("channel", "month"), "share": "rows"}
    once = ask(load(sqlite_engine, frame), "spend", "roi", **query).table
    shuffled = load(pg_engine, frame.sample(frac=1, random_state=1))
    load(pg_engine, frame)

    again = ask(shuffled, "spend", "roi", **query).table

    assert [row[:2] for row in again.rows] == [row[:2] for row in once.rows]
    for mine, theirs in zip(again.rows, once.rows, strict=True):
        assert mine[2:] == pytest.approx(theirs[2:])


@pytest.mark.parametrize(("language", "named"), [("ru", "по устройствам"), ("en", "by device")])
def test_a_breakdown_that_is_not_there_is_called_as_people_call_it(
    engine: Engine, language: Language, named: str
) -> None:
    metrics = load(engine, facts(2))
    with pytest.raises(NoData) as refused:
        ask(metrics, "clicks", group_by=("device",))

    assert named in refused.value.say(language)
    assert "device" not in refused.value.say(language).replace(named, "")


def test_a_breakdown_reads_one_slice_and_never_the_total_beside_it(engine: Engine) -> None:
    metrics = load(engine, facts(2))

    ages = ask(metrics, "clicks", group_by=("age",)).table
    by_campaign = ask(metrics, "clicks", group_by=("campaign", "age")).table

    whole = ask(metrics, "clicks").table.rows[0][0]
    assert sum(map(int, ages.column("clicks"))) == whole  # type: ignore[arg-type]
    assert sum(map(int, by_campaign.column("clicks"))) == whole  # type: ignore[arg-type]


def test_any_two_sums_divide(engine: Engine) -> None:
    metrics = load(engine, facts(4))

    names = "revenue_per_clicks", "clicks_of_impressions", "revenue", "clicks", "ctr"
    table = ask(metrics, *names, group_by=("channel",)).table

    each, part, revenue, clicks, ctr = (table.column(name) for name in names)
    sums = zip(revenue, clicks, strict=True)
    assert each == pytest.approx([above / below for above, below in sums])  # type: ignore[operator]
    assert part == pytest.approx(ctr)
    assert [column.unit for column in table.columns[1:3]] == ["money:RUB", "ratio"]


@pytest.mark.parametrize("name", ["roi_per_clicks", "revenue_of_clicks", "clicks_per_nothing"])
def test_what_does_not_divide_is_no_metric(name: str) -> None:
    with pytest.raises(InvalidInput):
        Question(metrics=(name,))


def test_filters_keep_and_drop(engine: Engine) -> None:
    metrics = load(engine, facts(3))
    only = Filter(dimension="channel", values=("facebook",))

    kept = ask(metrics, "spend", where=(only,)).table.rows[0][0]
    dropped = ask(metrics, "spend", where=(only.model_copy(update={"exclude": True}),)).table.rows[0][0]

    assert kept + dropped == pytest.approx(ask(metrics, "spend").table.rows[0][0])  # type: ignore[operator]


def test_comparison_puts_both_periods_in_one_row(engine: Engine) -> None:
    metrics = load(engine, facts(4))
    late = Window(start=FIRST + timedelta(days=30), end=ALL.end)
    early = Window(start=FIRST, end=FIRST + timedelta(days=29))

    table = ask(metrics, "spend", group_by=("campaign",), window=late, compare_to=str(early)).table

    for name, now, before, change in table.rows:
        own = (Filter(dimension="campaign", values=(str(name),)),)
        assert now == pytest.approx(ask(metrics, "spend", window=late, where=own).table.rows[0][0])
        assert before == pytest.approx(ask(metrics, "spend", window=early, where=own).table.rows[0][0])
        assert change == pytest.approx((now - before) / before)


def test_thresholds_order_and_limits_say_how_many_rows_there_are(engine: Engine) -> None:
    metrics = load(engine, facts(6))
    floor = (Condition(metric="spend", operator=">", value=1000),)

    table = ask(metrics, "roi", group_by=("campaign",), having=floor, order_by="roi", descending=False, limit=2).table

    assert len(table.rows) == 2
    assert (table.rows_total, table.complete) == (9, False)
    assert table.rows[0][1] <= table.rows[1][1]  # type: ignore[operator]


def test_running_totals_and_daily_averages(engine: Engine) -> None:
    metrics = load(engine, facts(8))

    months = ask(metrics, "clicks", group_by=("month",), running=True).table
    whole = ask(metrics, "clicks", average="day").table

    assert months.rows[-1][months.index("clicks_running")] == whole.rows[0][0]
    assert whole.rows[0][1] == pytest.approx(whole.rows[0][0] / DAYS)  # type: ignore[operator]


def test_rows_of_unlike_many_days_are_ranked_by_their_average(engine: Engine) -> None:
    metrics = load(engine, facts(8))
    odd = Window(start=FIRST, end=FIRST + timedelta(days=8))  # two weekdays twice, the others once

    table = ask(metrics, "clicks", group_by=("weekday",), average="day", order_by="clicks", window=odd).table

    averages = [float(row[table.index("clicks_per_day")]) for row in table.rows]
    assert averages == sorted(averages, reverse=True)
    assert [row[table.index("clicks")] for row in table.rows] != sorted(
        (row[table.index("clicks")] for row in table.rows), reverse=True
    )


@pytest.mark.promise(5)
def test_money_is_converted_by_the_day_and_weekends_carry_the_last_rate(engine: Engine) -> None:
    frame = facts(9)
    metrics = load(engine, frame, currency={"facebook": "USD"})
    rates = [(FIRST, 90), (FIRST + timedelta(days=10), 100)]
    with engine.begin() as connection:
        rows = [{"currency": "USD", "base": "RUB", "day": day, "rate_nanos": rate * 10**9} for day, rate in rates]
        connection.execute(insert(fx_rate), rows)

    spend = ask(metrics, "spend", where=(Filter(dimension="channel", values=("facebook",)),)).table

    own = frame[frame["channel"] == "facebook"]
    factor = np.where(own["day"] >= rates[1][0], 100, 90)
    assert spend.columns[0].unit == "money:RUB"
    assert spend.rows[0][0] == pytest.approx(float((own["spend"] * factor).sum() / 1e6))


def test_without_a_rate_a_lone_currency_stays_itself_and_a_mixture_says_what_is_missing(engine: Engine) -> None:
    metrics = load(engine, facts(10), currency={"facebook": "USD"})
    facebook = Filter(dimension="channel", values=("facebook",))

    alone = ask(metrics, "spend", where=(facebook,))
    mixed = ask(metrics, "spend")

    assert alone.table.columns[0].unit == "money:USD"
    assert {note.key for note in alone.notes} == {"note-own-currency"}
    said = next(note.say("en") for note in mixed.notes if note.key == "note-no-rate")
    assert said.startswith("No exchange rate of USD to RUB: ")
    assert "(Facebook)" in said
    assert {note.key for note in ask(metrics, "clicks").notes}.isdisjoint({"note-no-rate", "note-converted"})


def test_a_price_counts_only_what_its_money_paid_for(engine: Engine) -> None:
    """Clicks of rows without a rate would make every click of the others look cheaper."""
    frame = facts(10)
    metrics = load(engine, frame, currency={"facebook": "USD"})
    rated = frame[frame["channel"] != "facebook"]

    mixed = ask(metrics, "cpc", "clicks").table.rows[0]

    assert mixed[0] == pytest.approx(rated["spend"].sum() / 1e6 / rated["clicks"].sum())
    assert mixed[1] == frame["clicks"].sum()


def test_a_ratio_says_when_rows_lack_one_of_its_parts(engine: Engine) -> None:
    result = ask(load(engine, facts(11)), "roi", "spend")

    assert [note.key for note in result.notes] == ["note-gaps"]


@pytest.mark.promise(4)
def test_zero_and_nothing_are_not_confused(engine: Engine) -> None:
    frame = facts(12).assign(conversions=0)
    metrics = load(engine, frame)
    empty = Window(start=date(2020, 1, 1), end=date(2020, 1, 31))

    assert ask(metrics, "conversions", "cpa", "leads").table.rows == [[0, None, None]]
    assert ask(metrics, "conversions", window=empty).empty


def test_what_is_not_there_is_refused_with_what_is(engine: Engine) -> None:
    metrics = load(engine, facts(13))

    with pytest.raises(NoData, match="age"):
        ask(metrics, "clicks", group_by=("gender",))
    with pytest.raises(InvalidInput, match="spend"):
        ask(metrics, "spendings")


def test_money_stays_exact_to_the_last_minor_unit(engine: Engine) -> None:
    frame = facts(14)

    spend = Decimal(str(ask(load(engine, frame), "spend").table.rows[0][0]))

    assert round(spend, 6) == Decimal(int(frame["spend"].sum())) / 1_000_000
