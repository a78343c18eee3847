"""What the catalogue of metrics says of its entries: what one of a thing costs, and which way is good news."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tools.alerts.rules.endings import reached
from tools.digest.facts import GoalOutlook
from tools.semantics.metrics import METRICS
from tools.semantics.own import OwnMeasure, metrics_of
from tools.words.gender import gender


@pytest.fixture(autouse=True)
def no_workspace() -> None:
    """Of no columns that another trial has loaded."""
    METRICS.adopt({})


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


def test_what_is_less_one_is_told_by_the_terms_and_divides_gross() -> None:
    assert {key for key, one in METRICS.items() if one.less_one} == {"roi"}
    assert METRICS["roi"].gross == METRICS["roas"].gross == (("revenue", 1),)
    assert METRICS["profit"].gross == METRICS["profit"].numerator


def test_what_counts_people_does_not_add_up_and_neither_would_a_new_price_of_them() -> None:
    assert {key for key, one in METRICS.items() if not one.adds_up} == {"reach", "frequency"}
    price = replace(METRICS["cpc"], key="cost_per_person", denominator=(("reach", 1),))

    assert not price.adds_up
    assert price.is_price


def test_returns_and_rates_are_told_apart_by_what_they_are_made_of() -> None:
    assert {key for key, one in METRICS.items() if one.is_return} == {"roi", "roas"}
    rates = {"ctr", "cvr", "lead_rate", "close_rate", "engagement_rate", "drr"}
    assert {key for key, one in METRICS.items() if one.is_rate} == rates


def test_the_parts_of_a_score_are_sums_though_nobody_lists_them() -> None:
    assert METRICS["score_sum"].additive
    assert METRICS["score_weight"].additive
    assert not {"score_sum", "score_weight"} & set(METRICS)


@pytest.mark.parametrize(
    ("told", "keys"),
    [
        ("f", "revenue profit cpl cvr lead_rate close_rate engagement_rate engagement_score frequency"),
        ("pl", "impressions clicks engagements video_views leads conversions"),
        ("m", "spend reach ctr cpc cpm cpa cac aov roas drr roi"),
    ],
)
def test_a_verb_agrees_with_every_russian_title(told: str, keys: str) -> None:
    assert {key for key, one in METRICS.items() if gender(one.titles["ru"]) == told} == set(keys.split())


@pytest.mark.parametrize(
    ("title", "told"), [("Сумма задатков", "f"), ("Число касаний", "n"), ("Показатель успеха", "m"), ("Визиты", "pl")]
)
def test_a_verb_agrees_with_a_title_of_the_workspace_too(title: str, told: str) -> None:
    assert gender(title) == told
