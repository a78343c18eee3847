"""What the catalogue of metrics says of its entries: what one of a thing costs, and which way is good news."""

from collections.abc import Iterator

import pytest

from tools.alerts.rules.endings import reached
from tools.digest.facts import GoalOutlook
from tools.semantics.metrics import METRICS
from tools.semantics.own import OwnMeasure, metrics_of


@pytest.fixture
def with_installs() -> Iterator[None]:
    own = metrics_of([OwnMeasure(place="own_count_1", word="installs", title="Installs", key="installs")])
    METRICS.adopt(own)
    yield
    METRICS.adopt({})


@pytest.mark.parametrize(
    ("counted", "price"),
    [
        ("conversions", "cpa"),
        ("leads", "cpl"),
        ("clicks", "cpc"),
        ("impressions", "cpm"),
        ("reach", ""),
        ("revenue", ""),
        ("ctr", ""),
        ("nothing", ""),
    ],
)
def test_what_is_counted_has_one_price(counted: str, price: str) -> None:
    assert METRICS.price_of(counted) == price


@pytest.mark.usefixtures("with_installs")
def test_a_column_of_the_workspace_has_a_price_too() -> None:
    assert METRICS.price_of("installs") == "cost_per_installs"
    assert METRICS["cost_per_installs"].is_price


def test_prices_are_money_spent_on_one() -> None:
    assert {key for key, one in METRICS.items() if one.is_price} == {"cpc", "cpm", "cpl", "cpa", "cac"}


@pytest.mark.parametrize(("metric", "met"), [("cpa", False), ("drr", False), ("roi", True), ("revenue", True)])
def test_more_than_a_goal_meets_it_only_where_more_is_better(metric: str, met: bool) -> None:  # noqa: FBT001
    outlook = GoalOutlook(channel="vk", campaign="", metric=metric, value=0.25, target=0.15)

    assert reached(metric, 0.25, 0.15) is met
    assert outlook.good is met
    assert (outlook.lack < 0) is met


@pytest.mark.parametrize(("key", "better"), [("spend_per_engagements", "down"), ("revenue_per_clicks", "up")])
def test_less_is_better_of_money_spent(key: str, better: str) -> None:
    assert METRICS[key].better == better
