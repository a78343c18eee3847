"""Where a month's goal ends is one figure: plan against fact, the digest and the alert tell the same, of any metric."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import Engine, delete, insert, select

from ingest.schema import channel, goal
from tests.ingest.files_bench import loaded, write
from tools.alerts.history import read_watched
from tools.alerts.rules.panel import HistoryPanel, build_panel
from tools.alerts.rules.plan_rules import month_outlook
from tools.digest.facts import goal_outlooks
from tools.engine.engine import MetricEngine
from tools.plan.lines import plan_lines
from tools.plan.month_end import expected_end
from tools.semantics.metrics import METRICS
from tools.semantics.question import Filter, Question
from tools.tool import ToolContext

TODAY = date(2026, 11, 21)
MONTH = date(2026, 11, 1)
HEAD = (
    "Date,Channel,Campaign,Cost,Impressions,Reach,Clicks,Engagements,Engagement score,Video views,Leads,Conversions,"
    "Revenue,Demos booked"
)
OWN = ("demos_booked", "cost_per_demos_booked", "demos_booked_per_click")
GOALS = [name for name, metric in METRICS.items() if metric.better]


def _csv() -> str:
    """Two channels of two campaigns; every day and weekday is another, and this month is larger."""
    rng = np.random.default_rng(7)
    lines = [HEAD]
    for back in range(100, 0, -1):
        day = TODAY - timedelta(days=back)
        for name, size in (("vk", 1.0), ("tiktok", 0.4)):
            for campaign in ("a", "b"):
                larger = (1.4 if day >= MONTH else 1.0) * (1.3 if day.weekday() >= 5 else 1.0)
                shown = 10_000 * size * larger * rng.uniform(0.8, 1.2)
                shares = np.array([0.06, 1.0, 0.6, 0.025, 0.05, 0.0, 0.2, 0.005, 0.0025, 0.15, 0.0015])
                cells = np.round(shown * shares * rng.uniform(0.8, 1.2, len(shares))).astype(int).tolist()
                cells[5] = round(rng.uniform(5, 8), 1)  # its score, of which nobody knows on some days
                lines.append(",".join([str(day), name, campaign, *map(str, cells)]))
                if back % 9 == 0:
                    lines[-1] = lines[-1].replace(f",{cells[5]},", ",,")
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[ToolContext]:
    """Everything a goal may be of is in the data, a column of the workspace's own too."""
    from tests.conftest import copied

    folder = tmp_path_factory.mktemp("goals")
    engine: Engine = copied(migrated, folder / "goals.db")
    loaded(engine, write(folder, _csv()))
    now = datetime(2026, 11, 21, 9, tzinfo=UTC)
    yield ToolContext(
        metrics=MetricEngine(engine, currency="RUB"), today=TODAY, now=now, language="en", data_dir=folder
    )
    METRICS.adopt({})
    engine.dispose()


@pytest.fixture(scope="module")
def panel(desk: ToolContext) -> HistoryPanel:
    watched = read_watched(desk)
    assert watched is not None
    return build_panel(watched.daily, watched.last_day, most_days=160, context=watched.context)


@pytest.mark.parametrize("metric", [*GOALS, *OWN])
def test_plan_digest_and_alert_tell_one_end_of_a_goal(metric: str, desk: ToolContext, panel: HistoryPanel) -> None:
    desk.metrics.catalogue()  # the workspace's own are known
    with desk.engine.begin() as connection:
        connection.execute(delete(goal))
        (number,) = connection.execute(select(channel.c.id).where(channel.c.key == "vk")).scalars()
        line = {"channel_id": number, "campaign": "", "month": MONTH, "metric": metric, "target": 9_000_000}
        connection.execute(insert(goal).values(**line))

    (planned,) = plan_lines(MONTH, (), desk)
    (told,) = goal_outlooks(desk, TODAY - timedelta(days=1))
    column = [scope.channel for scope in panel.scopes].index("vk")
    watched = month_outlook(panel, metric, panel.days - 1, column)

    assert told.value == planned.expected
    assert watched == pytest.approx(planned.expected)
    here = (Filter(dimension="channel", values=("vk",)),)
    question = Question(metrics=(metric,), where=here, periods=(f"{MONTH}..{TODAY - timedelta(days=1)}",))
    assert planned.fact == pytest.approx(desk.metrics.run(question, today=TODAY).table.rows[0][0])
    assert planned.low is not None
    assert planned.high is not None
    assert planned.expected is not None
    assert planned.low <= planned.expected <= planned.high
    share = planned.expected / planned.fact  # a sum grows by the days left, a ratio stays near what it is
    assert 1.2 < share < 1.8 if not METRICS[metric].denominator else 0.8 < share < 1.2


def test_what_is_known_before_the_first_result_counts_below_but_gives_no_pace() -> None:
    daily = {"conversions": np.array([0.0, 0.0, 4.0, 4.0]), "clicks": np.array([50.0, 50.0, 40.0, 40.0])}

    end = expected_end(METRICS["cvr"], daily, 4, 2)

    assert end == pytest.approx((8 + 8) / (180 + 80))
