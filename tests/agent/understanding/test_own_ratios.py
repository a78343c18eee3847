"""A trade's own columns: rates said by their two ends, parts inside each of a kind, a measure's own words as verbs."""

from collections.abc import Iterator

import pytest

from tests.agent.understanding.asked import SHOP, asked, call, catalogue, only
from tools.semantics.metrics import METRICS
from tools.semantics.own import OwnMeasure, called, metrics_of
from tools.semantics.question import Question

SOFTWARE = catalogue(
    words=frozenset({("closed won deals", "conversions")}),
    called={"conversions": "closed won deals"},
    own=(
        OwnMeasure(place="own_count_1", word="demos booked", title="Demos booked", key="demos_booked"),
        OwnMeasure(place="own_count_2", word="корзины", title="Корзины", key="korziny"),
    ),
    measures=SHOP.measures | {"own_count_1", "own_count_2"},
)


@pytest.fixture(autouse=True)
def columns() -> Iterator[None]:
    METRICS.adopt({**metrics_of(SOFTWARE.own), **called(SOFTWARE.called)})
    yield
    METRICS.adopt({})


@pytest.mark.parametrize(
    ("question", "metric"),
    [
        ("lead to demo rate by channel in May", "demos_booked_of_leads"),
        ("demo-to-close rate by channel in May", "conversions_of_demos_booked"),
        ("какой процент корзин доходит до заказа по каналам в мае", "conversions_of_korziny"),
        ("из корзины в заказ по каналам в мае", "conversions_of_korziny"),
        ("how many demos does it take to close one deal by channel in May", "demos_booked_per_conversions"),
    ],
)
def test_a_rate_is_said_by_its_two_ends(question: str, metric: str) -> None:
    assert call(question, about=SOFTWARE)["metrics"] == [metric]


def test_rows_are_sorted_by_a_rate_of_two_columns() -> None:
    told = call("which channel has the highest lead to demo rate in May", about=SOFTWARE)

    assert told["order_by"] == "demos_booked_of_leads"
    assert Question(metrics=told["metrics"], order_by=told["order_by"], group_by=["channel"], periods=told["periods"])


def test_a_word_of_what_the_files_call_a_measure_is_heard() -> None:
    told = call("which channels closed the most deals in May", about=SOFTWARE)

    assert (told["metrics"], told["group_by"]) == (["conversions"], ["channel"])


@pytest.mark.parametrize(
    "question", ["which channels returned less than 3x in May", "какие каналы вернули меньше чем 3x в мае"]
)
def test_so_many_times_is_what_is_returned_on_what_is_spent(question: str) -> None:
    assert call(question)["having"] == [{"metric": "roas", "operator": "<", "value": 3.0}]


@pytest.mark.parametrize(
    ("question", "within", "part"),
    [
        ("for each channel, what share of May clicks came from mobile", "channel", "mobile"),
        ("доля mobile в кликах по каналам за май", "channel", "mobile"),
        ("what share of Facebook's clicks in May were on mobile", "rows", "mobile"),
    ],
)
def test_a_part_of_each_is_no_part_of_all(question: str, within: str, part: str) -> None:
    told = call(question)

    assert (told["share"], told["focus"]) == (within, [part])


def test_ages_called_an_audience_cut_nothing() -> None:
    assert "group_by" not in call("Хьюстон, аудитория 18-24, сколько конверсий в мае")


def test_two_prices_stand_on_either_side_of_a_comma() -> None:
    told = call("cost of a click vs cost of an order, by channel, May")

    assert (told["metrics"], told["group_by"]) == (["cpc", "cpa"], ["channel"])


def test_who_is_a_channel_where_no_people_are_told_apart() -> None:
    plain = catalogue(values=SHOP.values | {"age": (), "gender": (), "segment": ()})

    assert call("who got us the most clicks in May", about=plain)["group_by"] == ["channel"]


def test_rows_that_paid_off_are_counted() -> None:
    told = call("сколько каналов окупилось в мае")

    assert (told["count"], told["having"]) == (True, [{"metric": "roi", "operator": ">", "value": 0.0}])
    assert asked("сколько каналов окупилось в мае").status == "answered"


def test_groups_are_called_in_either_language() -> None:
    people = catalogue(values=SHOP.values | {"audience": ("Новые", "Вернувшиеся")})
    hours = catalogue(values=SHOP.values | {"segment": ("Lunch", "Night")})

    shares = call("new vs returning: share of conversions in May", about=people)
    assert (shares["share"], shares["group_by"]) == ("rows", ["audience"])
    assert call("сколько конверсий было ночью в мае", about=hours)["where"] == [only("segment", "Night")]


def test_a_column_just_told_of_may_be_said_in_short() -> None:
    told = call("how many demos booked in May?", "what did one demo cost?", about=SOFTWARE)

    assert told["metrics"] == ["cost_per_demos_booked"]
