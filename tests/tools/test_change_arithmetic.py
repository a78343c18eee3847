"""The arithmetic of changes against figures worked out by hand: cells, what came and went, plan and forecast."""

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sqlalchemy import Engine, insert, select

from ingest.errors import InvalidInput
from ingest.facts import Account, Campaign
from ingest.schema import budget, channel, goal
from ingest.store.store import Store
from tests.conftest import NOW, TODAY
from tools.change.against import LONGEST, against_forecast, against_plan
from tools.change.decompose import Contribution
from tools.change.movers import _Ground, _moved, find_movers
from tools.change.scan import Leaves, scan
from tools.change.story import Change, explain
from tools.engine.engine import MetricEngine
from tools.plan.lines import plan_lines
from tools.semantics.question import Question
from tools.tool import ToolContext, find_tools

BEFORE, AFTER = "2026-11-01..2026-11-05", "2026-11-06..2026-11-10"
SPENT = {"A": (100, 100), "B": (100, 0), "C": (0, 100), "D": (0, 0)}
BROUGHT = {"A": (10, 10), "B": (5, 0), "C": (0, 20), "D": (0, 0)}


def _desk(engine: Engine, folder: Path) -> ToolContext:
    metrics = MetricEngine(engine, currency="RUB")
    return ToolContext(metrics=metrics, today=TODAY, now=NOW, language="en", data_dir=folder)


@pytest.fixture
def came_and_went(sqlite_engine: Engine, tmp_path: Path) -> ToolContext:
    """A goes on, B ends, C begins, D only lies there; all in one channel."""
    store = Store(sqlite_engine, now=lambda: NOW)
    with store.run(source="test", kind="file") as run:
        account = run.account(Account(channel="facebook", external_id="1", currency="RUB"))
        numbers = run.campaigns(account, [Campaign(external_id=name, name=name) for name in SPENT])
        rows = [
            (number, day, SPENT[name][at], BROUGHT[name][at])
            for name, number in zip(SPENT, numbers, strict=True)
            for at, day in enumerate((date(2026, 11, 3), date(2026, 11, 8)))
        ]
        frame = pd.DataFrame(rows, columns=["campaign_id", "day", "spend", "conversions"])
        frame["day"] = pd.to_datetime(frame["day"])
        run.facts(frame.assign(slice="total", spend=frame["spend"] * 10**6, conversions=frame["conversions"] * 10**6))
    return _desk(sqlite_engine, tmp_path)


def _question(metric: str) -> Question:
    return Question(metrics=(metric,), periods=(AFTER,), compare_to=BEFORE)


@pytest.mark.parametrize(
    ("metric", "new_part", "gone_part"),
    [("spend", 100, -100), ("conversions", 20, -5), ("cpa", 100 / 30 - 10 * 20 / 30, -100 / 15 + 10 * 5 / 15)],
)
def test_campaigns_that_came_and_went_have_their_parts(
    came_and_went: ToolContext, metric: str, new_part: float, gone_part: float
) -> None:
    """Of CPA (13.33, then 6.67) a part is its cost against the mean of both, 10, for its share of the results."""
    found = find_movers(came_and_went, metric, _question(metric))

    assert (found.new, found.gone) == (("C",), ("B",))
    assert (found.new_part, found.gone_part) == (pytest.approx(new_part), pytest.approx(gone_part))


def _parts(change: Change) -> dict[str, Contribution]:
    assert change.parts is not None
    return {one.name: one for one in change.parts.contributions}


def test_a_channel_s_own_figures_are_those_of_both_periods(came_and_went: ToolContext) -> None:
    (whole,) = _parts(explain(came_and_went, "conversions", _question("conversions"), "channel")).values()

    assert (whole.before, whole.after, whole.total) == (15, 30, 15)


def test_a_mover_s_rate_and_mix_are_its_contribution(came_and_went: ToolContext) -> None:
    found = find_movers(came_and_went, "cpa", _question("cpa"))

    for cell in found.cells:
        assert cell.contribution == pytest.approx(cell.rate + cell.mix)


def _scanned(labels: list[tuple[str, str]], before: list[float], after: list[float]) -> tuple[object, float]:
    leaves = Leaves(dimensions=("a", "b"), labels=tuple(labels))
    found = scan(leaves, np.array(before), np.array(after), most=1)
    return found[0].values, found[0].gain


def test_a_cell_s_gain_is_that_of_a_split_in_two() -> None:
    """Moves 20, 2, 2, 2 on volumes 40, 22, 22, 22; one value that all share neither hides it nor is named for it."""
    labels = [("x", "same"), ("y", "same"), ("z", "same"), ("w", "same")]

    values, gain = _scanned(labels, [10, 10, 10, 10], [30, 12, 12, 12])

    assert values == (("a", "x"),)
    assert gain == pytest.approx(20**2 / 40 + 6**2 / 66 - 26**2 / 106)


def test_a_pair_of_values_is_told_from_either_alone() -> None:
    labels = [(a, b) for a in "xyzw" for b in "pq"]
    after = [30.0 if label == ("y", "q") else 10.0 for label in labels]

    values, _ = _scanned(labels, [10.0] * 8, after)

    assert values == (("a", "y"), ("b", "q"))


@pytest.fixture
def steady(sqlite_engine: Engine, tmp_path: Path) -> ToolContext:
    """One channel: 1,000 a day, 1,300 at weekends, 50 impressions for each, 10 conversions; a goal of 400 a month."""
    store = Store(sqlite_engine, now=lambda: NOW)
    with store.run(source="test", kind="file") as run:
        account = run.account(Account(channel="facebook", external_id="1", currency="RUB"))
        (number,) = run.campaigns(account, [Campaign(external_id="c", name="c")])
        days = pd.date_range("2026-03-01", TODAY.replace(day=TODAY.day - 1))
        spend = np.where(days.dayofweek > 4, 1_300, 1_000)
        facts = {"spend": spend * 10**6, "impressions": spend * 50, "conversions": 10 * 10**6}
        run.facts(pd.DataFrame({"campaign_id": number, "slice": "total", "day": days, **facts}))
    desk = _desk(sqlite_engine, tmp_path)
    tool = find_tools()["set_goal"]
    tool.call(tool.arguments(metric="conversions", target="400", confirm=True), desk)
    return desk


def test_a_plan_is_held_against_the_days_that_are_over(steady: ToolContext) -> None:
    (line,) = [one for one in plan_lines(TODAY.replace(day=1), (), steady) if one.channel and one.kind == "goal"]
    question = Question(metrics=("conversions",), periods=(f"{TODAY.replace(day=1)}..{TODAY}",))

    (part,) = _parts(against_plan(steady, "conversions", question)).values()

    assert part.before == pytest.approx(400 * line.elapsed)
    assert part.after == line.fact == 10 * (TODAY.day - 1)
    with pytest.raises(InvalidInput):
        against_plan(steady, "cpa", question)


@pytest.mark.parametrize(("metric", "held"), [("conversions", 400), ("revenue", 900), ("spend", 31_000)])
def test_only_the_channels_own_line_of_the_metric_is_held_against(
    steady: ToolContext, metric: str, held: float
) -> None:
    """Beside it lie goals of other metrics, one of a campaign, and one of what a budget is for."""
    month = TODAY.replace(day=1)
    with steady.engine.begin() as connection:
        (facebook,) = connection.scalars(select(channel.c.id))
        of = {"channel_id": facebook, "campaign": "", "month": month}
        goals = [("conversions", 90, "c"), ("revenue", 900, ""), ("spend", 5_000, "")]
        rows = [{**of, "campaign": where, "metric": name, "target": amount * 10**6} for name, amount, where in goals]
        connection.execute(insert(goal), rows)
        connection.execute(insert(budget).values(**of, amount=31_000 * 10**6, currency="RUB"))
    question = Question(metrics=(metric,), periods=(f"{month}..{TODAY}",))

    (part,) = _parts(against_plan(steady, metric, question)).values()

    assert part.before == pytest.approx(held * (TODAY.day - 1) / 30)


@pytest.mark.parametrize(("spend", "results", "gains"), [(1_000.0, 1.0, 1_000.0), (1_000.0, 1_000.0, 1.0)])
def test_how_clearly_a_price_moved_is_in_its_own_units(spend: float, results: float, gains: float) -> None:
    """A campaign's price doubles, another's weight triples: in other money a gain grows with it, in size it stays."""
    price, before = np.repeat([10.0, 20.0], 6), np.arange(100.0, 136.0, 3.0)
    after, paid = before * 1.02, before * price * 1.02
    after[1], after[8], paid[8] = after[1] / 2, after[8] * 3, paid[8] * 3
    leaves = Leaves(dimensions=("campaign",), labels=tuple((f"c{number}",) for number in range(12)))

    def found(spend: float, results: float) -> list[float]:
        money = before * price * spend, paid * spend
        brought = before * results, after * results
        return [
            gain for gain, _ in _moved(_Ground(leaves=leaves, tops=money, bottoms=brought, spends=money, paid=True))
        ]

    assert len(found(1, 1)) >= 2
    assert found(spend, results) == pytest.approx([one * gains for one in found(1, 1)])


@pytest.mark.parametrize(("metric", "value"), [("spend", 7_600.0), ("cpm", 20.0)])
def test_days_like_all_others_are_as_forecast(steady: ToolContext, metric: str, value: float) -> None:
    (part,) = _parts(
        against_forecast(steady, metric, Question(metrics=(metric,), periods=("2026-11-08..2026-11-14",)))
    ).values()

    assert (part.before, part.after) == (pytest.approx(value, rel=0.02), pytest.approx(value))


def test_more_days_than_a_forecast_reaches_are_refused_by_their_number(steady: ToolContext) -> None:
    question = Question(metrics=("spend",), periods=("2026-03-01..2026-11-14",))

    with pytest.raises(InvalidInput, match=r"259.*180") as refused:
        against_forecast(steady, "spend", question)

    assert str(LONGEST) in refused.value.say("en")
