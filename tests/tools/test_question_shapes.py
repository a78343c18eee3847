"""Every shape of a Question against plain pandas on random facts, on both databases."""

from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from ingest.errors import InvalidInput
from tests.tools.test_engine import ALL, FIRST, TODAY, facts, load
from tools.engine.engine import MetricEngine, Result
from tools.engine.table import Table
from tools.semantics.question import Condition, Filter, Question, Window

quick = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
EARLY = Window(start=FIRST, end=FIRST + timedelta(days=29))
LATE = Window(start=FIRST + timedelta(days=30), end=ALL.end)
FRAME = facts(21)
CUTS = ("channel", "campaign", "objective")
cuts = st.sampled_from(CUTS)
channels = st.sampled_from(("facebook", "google_ads", "telegram"))


@pytest.fixture
def metrics(engine: Engine) -> MetricEngine:
    return load(engine, FRAME)


def ask(metrics: MetricEngine, /, **slots: Any) -> Result:
    return metrics.run(Question.model_validate({"periods": str(ALL), **slots}), today=TODAY)


def within(window: Window, frame: pd.DataFrame = FRAME) -> pd.DataFrame:
    return frame[(frame["day"] >= window.start) & (frame["day"] <= window.end)]


def sums(frame: pd.DataFrame, *by: str) -> pd.DataFrame:
    found = frame.groupby(list(by))[["spend", "clicks", "revenue", "conversions"]].sum().astype(float)
    return found.assign(spend=found["spend"] / 1e6, revenue=found["revenue"] / 1e6)


def by_key(table: Table, key: str, column: str) -> dict[Any, Any]:
    return dict(zip(table.column(key), table.column(column), strict=True))


@quick
@given(number=st.integers(1, 4), descending=st.booleans())
def test_the_first_n_in_each_value(metrics: MetricEngine, number: int, descending: bool) -> None:  # noqa: FBT001
    table = ask(
        metrics,
        metrics="spend",
        group_by=["channel", "campaign"],
        limit=number,
        limit_per="channel",
        order_by="spend",
        descending=descending,
    ).table

    spent = sums(FRAME, "channel", "campaign")["spend"].sort_values(ascending=not descending)
    best = spent.groupby("channel").head(number).sort_index(level="channel", sort_remaining=False)
    assert [tuple(row[:2]) for row in table.rows] == list(best.index)
    assert table.rows_total == 9


@quick
@given(cut=cuts)
def test_several_periods_are_one_table(metrics: MetricEngine, cut: str) -> None:
    table = ask(metrics, metrics=["clicks", "roi"], group_by=cut, periods=[str(EARLY), str(LATE)]).table

    assert [column.name for column in table.columns] == ["period", cut, "clicks", "roi"]
    for window in (EARLY, LATE):
        own = sums(within(window), cut)
        found = {row[1]: row[2] for row in table.rows if row[0] == str(window)}
        assert found == own["clicks"].to_dict()


@quick
@given(channel=channels, exclude=st.booleans())
def test_with_and_without_stand_side_by_side(metrics: MetricEngine, channel: str, exclude: bool) -> None:  # noqa: FBT001
    beside = {"dimension": "channel", "values": [channel], "exclude": exclude}
    table = ask(metrics, metrics=["clicks", "cpc"], with_and_without=beside).table

    own = FRAME[(FRAME["channel"] == channel) != exclude]
    found = by_key(table, "part", "clicks")
    assert found == {
        "all": FRAME["clicks"].sum(),
        "only": own["clicks"].sum(),
        "without": FRAME["clicks"].sum() - own["clicks"].sum(),
    }
    assert by_key(table, "part", "cpc")["only"] == pytest.approx(own["spend"].sum() / 1e6 / own["clicks"].sum())


@quick
@given(channel=channels)
def test_a_share_of_the_whole_stays_of_the_whole_though_filtered(metrics: MetricEngine, channel: str) -> None:
    where = [{"dimension": "channel", "values": [channel]}]
    one = ask(metrics, metrics="spend", where=where, share="whole").table
    cut = ask(metrics, metrics="spend", where=where, group_by="campaign", share="whole", periods=str(EARLY)).table

    own = FRAME[FRAME["channel"] == channel]
    assert one.column("spend_share")[0] == pytest.approx(own["spend"].sum() / FRAME["spend"].sum())
    early = within(EARLY)
    parts = (early[early["channel"] == channel].groupby("campaign")["spend"].sum() / early["spend"].sum()).to_dict()
    assert by_key(cut, "campaign", "spend_share") == pytest.approx(parts)


@quick
@given(within_each=st.sampled_from(("channel", "month")))
def test_shares_within_each_value_add_up_to_one_there(metrics: MetricEngine, within_each: str) -> None:
    table = ask(metrics, metrics="clicks", group_by=["channel", "month"], share=within_each).table

    added: dict[Any, float] = {}
    for key, share in zip(table.column(within_each), table.column("clicks_share"), strict=True):
        added[key] = added.get(key, 0.0) + float(share)  # type: ignore[arg-type]
    assert all(total == pytest.approx(1) for total in added.values())


@quick
@given(cut=cuts, times=st.floats(0.5, 1.5), operator=st.sampled_from(("<", ">=")))
def test_a_threshold_may_be_a_multiple_of_the_average(
    metrics: MetricEngine, cut: str, times: float, operator: str
) -> None:
    """An amount's average is the mean of the rows; a ratio's is the ratio of the sums."""
    own = sums(FRAME, cut)
    own["cpc"] = own["spend"] / own["clicks"]
    averages = {"spend": own["spend"].mean(), "cpc": own["spend"].sum() / own["clicks"].sum()}

    for metric, average in averages.items():
        entry = {"metric": metric, "operator": operator, "value": times, "times": "average"}
        table = ask(metrics, metrics=metric, group_by=cut, having=[entry]).table
        passing = own[own[metric] < times * average] if operator == "<" else own[own[metric] >= times * average]
        assert set(table.column(cut)) == set(passing.index)


@quick
@given(channel=channels)
def test_a_threshold_may_be_another_row(metrics: MetricEngine, channel: str) -> None:
    entry = {"metric": "spend", "operator": ">", "times": "row", "name": channel}
    table = ask(metrics, metrics="spend", group_by="channel", having=[entry]).table

    spent = sums(FRAME, "channel")["spend"]
    assert set(table.column("channel")) == set(spent[spent > spent[channel]].index)


def test_a_threshold_may_be_the_same_row_in_another_period(metrics: MetricEngine) -> None:
    entry = {"metric": "cpc", "operator": ">", "value": 1.1, "times": "period", "name": str(EARLY)}
    table = ask(metrics, metrics="cpc", group_by="campaign", periods=str(LATE), having=[entry]).table

    before, now = (sums(within(window), "campaign") for window in (EARLY, LATE))
    dearer = now["spend"] / now["clicks"] > 1.1 * before["spend"] / before["clicks"]
    assert set(table.column("campaign")) == set(dearer[dearer].index)

    more = {"metric": "clicks", "operator": "<", "value": 0.9, "times": "period", "name": str(EARLY)}
    both = ask(metrics, metrics="cpc", group_by="campaign", periods=str(LATE), having=[more, entry]).table
    fewer = now["clicks"] < 0.9 * before["clicks"]
    assert set(both.column("campaign")) == set(dearer[dearer & fewer].index)


def test_changes_are_conditions_and_orders(metrics: MetricEngine) -> None:
    """Spend up and revenue down, those that lost the most revenue first."""
    rising = [
        {"metric": "spend", "of": "change", "operator": ">", "value": 0},
        {"metric": "revenue", "of": "change_abs", "operator": "<", "value": 0},
    ]
    table = ask(
        metrics,
        metrics=["revenue", "spend"],
        group_by="campaign",
        periods=str(LATE),
        compare_to=str(EARLY),
        having=rising,
        order_by="revenue_change_abs",
        descending=False,
    ).table

    before, now = (sums(within(window), "campaign") for window in (EARLY, LATE))
    lost = (now - before)[(now["spend"] > before["spend"]) & (now["revenue"] < before["revenue"])]["revenue"]
    assert table.column("campaign") == list(lost.sort_values().index)
    assert table.column("revenue_change_abs") == pytest.approx(list(lost.sort_values()))


def test_a_condition_may_be_on_the_days_compared_with(metrics: MetricEngine) -> None:
    limits = [
        {"metric": "cpc", "of": "previous", "operator": ">", "value": 0.9},
        {"metric": "cpc", "operator": "<", "value": 1.1},
    ]
    asked = {"metrics": "cpc", "group_by": "campaign", "periods": str(LATE), "having": limits}
    table = ask(metrics, compare_to=str(EARLY), **asked).table

    before, now = (sums(within(window), "campaign") for window in (EARLY, LATE))
    kept = (before["spend"] / before["clicks"] > 0.9) & (now["spend"] / now["clicks"] < 1.1)
    assert set(table.column("campaign")) == set(kept[kept].index)
    with pytest.raises(InvalidInput):
        ask(metrics, **asked)


@quick
@given(by=st.sampled_from(("weekday", "day_type", "month")), length=st.integers(9, 60))
def test_an_average_is_over_the_days_that_exist(metrics: MetricEngine, by: str, length: int) -> None:
    window = Window(start=FIRST, end=FIRST + timedelta(days=length - 1))
    table = ask(metrics, metrics="clicks", group_by=by, average="day", periods=str(window)).table

    own = within(window)
    stamps = pd.to_datetime(own["day"])
    keys = {
        "weekday": stamps.dt.weekday + 1,
        "day_type": stamps.dt.weekday.map(lambda day: "weekend" if day > 4 else "workday"),
        "month": stamps.dt.to_period("M").dt.start_time.dt.date,
    }[by]
    expected = own.groupby(keys)["clicks"].sum() / own.groupby(keys)["day"].nunique()
    assert by_key(table, by, "clicks_per_day") == pytest.approx(expected.to_dict())


def test_a_filter_on_weekdays_narrows_the_days_of_the_average(metrics: MetricEngine) -> None:
    weekends = [{"dimension": "day_type", "values": ["weekend"]}]
    table = ask(metrics, metrics="clicks", where=weekends, average="day").table

    own = FRAME[pd.to_datetime(FRAME["day"]).dt.weekday > 4]
    assert table.rows[0][0] == own["clicks"].sum()
    assert table.rows[0][1] == pytest.approx(own["clicks"].sum() / own["day"].nunique())


def test_an_average_per_month_counts_an_unfinished_month_by_its_days(metrics: MetricEngine) -> None:
    window = Window(start=date(2026, 9, 1), end=date(2026, 10, 15))
    table = ask(metrics, metrics="clicks", average="month", periods=str(window)).table

    assert table.rows[0][1] == pytest.approx(within(window)["clicks"].sum() / (1 + 15 / 31))


def test_the_pace_of_an_unfinished_month(metrics: MetricEngine) -> None:
    window = Window(start=date(2026, 10, 1), end=date(2026, 10, 20))
    table = ask(metrics, metrics=["clicks", "cpc"], pace="month", periods=str(window)).table

    assert [column.name for column in table.columns] == ["clicks", "clicks_pace", "cpc"]
    assert table.rows[0][1] == pytest.approx(within(window)["clicks"].sum() * 31 / 20)


@quick
@given(limit=st.integers(1, 9), metric=st.sampled_from(("roi", "spend")))
def test_the_total_is_of_the_rows_kept(metrics: MetricEngine, limit: int, metric: str) -> None:
    """Money wasted: the spend of campaigns below a return, and their own ROI, divided last."""
    poor = [{"metric": "roi", "operator": "<", "value": 1.3}]
    result = ask(
        metrics, metrics=["spend", "roi"], group_by="campaign", having=poor, total=True, limit=limit, order_by=metric
    )

    kept = FRAME[FRAME["campaign"].isin(result.table.column("campaign"))]
    assert result.total is not None
    spend, roi = result.total.rows[0]
    assert spend == pytest.approx(kept["spend"].sum() / 1e6)
    assert roi == pytest.approx((kept["revenue"].sum() - kept["spend"].sum()) / kept["spend"].sum())


def test_a_price_counts_the_spend_of_accounts_that_can_have_what_it_is_the_price_of(engine: Engine) -> None:
    frame = facts(3)
    frame["conversions"] = frame["conversions"].astype("Int64")
    frame.loc[frame["channel"] == "telegram", "conversions"] = None
    metrics = load(engine, frame)

    whole = ask(metrics, metrics=["cpa", "spend"])
    lone = ask(metrics, metrics="cpa", where=[{"dimension": "channel", "values": ["telegram"]}])
    ratio = ask(metrics, metrics="cpc")
    share = ask(metrics, metrics="drr")
    cut = ask(metrics, metrics="cpa", group_by="objective", where=[{"dimension": "objective", "values": ["Sales"]}])

    able = frame[frame["channel"] != "telegram"]
    assert whole.table.rows[0][0] == pytest.approx(float(able["spend"].sum() / able["conversions"].sum()))
    assert whole.table.rows[0][1] == pytest.approx(frame["spend"].sum() / 1e6)
    said = next(note.say("en") for note in whole.notes if note.key == "note-able-all")
    assert "Telegram" in said
    assert f"{frame['spend'].sum() / able['conversions'].sum():,.2f}" in said.replace("\u00a0", "")
    assert lone.table.rows == [[None]]
    assert (len(cut.table.rows), {note.key for note in cut.notes} & {"note-able", "note-able-all"}) == (
        1,
        {"note-able"},
    )
    assert not {note.key for note in ratio.notes} & {"note-able", "note-able-all"}
    assert share.table.rows[0][0] == pytest.approx(float(frame["spend"].sum() / frame["revenue"].sum()))


@pytest.mark.parametrize(
    "slots",
    [
        {"metrics": "spend", "limit": 3, "limit_per": "channel"},
        {"metrics": "spend", "share": "channel"},
        {"metrics": "spend", "order_by": "spend_change"},
        {"metrics": "spend", "having": [{"metric": "spend", "operator": ">"}]},
        {"metrics": "spend", "having": [{"metric": "spend", "operator": ">", "times": "row"}]},
        {"metrics": "spend", "periods": ["May", "June"], "compare_to": "previous"},
        {"metrics": "happiness"},
        {"metrics": "spend", "group_by": ["planet"]},
    ],
)
def test_what_does_not_fit_is_one_sentence(slots: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput) as caught:
        Question.model_validate(slots)

    for language in ("ru", "en"):
        assert caught.value.say(language).endswith(".")  # type: ignore[arg-type]


def test_what_models_write_otherwise_is_the_same_question() -> None:
    plain = Question(
        metrics=("spend",),
        periods=("last month",),
        where=(Filter(dimension="channel", values=("facebook",)),),
        share="rows",
        order_by="spend",
        order_of="change",
        compare_to="previous",
        having=(Condition(metric="roi", operator=">", value=1),),
        average="day",
    )

    said = Question.model_validate(
        {
            "metric": "Spend",
            "period": "last month",
            "filters": {"channel": "facebook"},
            "share_of_total": True,
            "order_by": "-spend_change",
            "compare": "previous",
            "per_day": True,
            "conditions": [{"metric": "ROI", "operator": ">", "value": 1}],
        }
    )

    assert said == plain
    assert Question.model_validate(said.as_args()) == plain
