"""What files call their measures names the metrics, alone and where their usual words stand."""

from collections.abc import Iterator

import pytest

from tests.agent.understanding.asked import SHOP, asked, call, catalogue
from tools.semantics.metrics import METRICS
from tools.semantics.own import OwnMeasure, metrics_of

HOTEL = catalogue(
    words=frozenset({("bookings", "conversions"), ("booking value", "revenue"), ("оплаты", "conversions")})
)
SAID = [
    ("bookings in October", ["conversions"]),
    ("how many bookings did we get in October", ["conversions"]),
    ("cost per booking in October", ["cpa"]),
    ("booking value in October", ["revenue"]),
    ("spend and bookings in October", ["spend", "conversions"]),
    ("сколько было оплат в октябре", ["conversions"]),
    ("стоимость оплаты в октябре", ["cpa"]),
    ("цена оплаты в октябре", ["cpa"]),
]


@pytest.mark.parametrize(("question", "metrics"), SAID)
def test_a_files_own_word_names_its_metric(question: str, metrics: list[str]) -> None:
    assert call(question, about=HOTEL)["metrics"] == metrics


def test_without_the_file_the_word_names_nothing() -> None:
    assert not asked("cost per booking in October").calls or call("cost per booking in October")["metrics"] == ["spend"]
    assert not asked("bookings in October").calls


TAKEN = [
    ("clicks", "clicks in October", "clicks"),
    ("sales", "sales in October", "revenue"),
    ("by", "spend by channel in October", "spend"),
]


@pytest.mark.parametrize(("word", "question", "metric"), TAKEN)
def test_a_word_that_means_something_keeps_its_meaning(word: str, question: str, metric: str) -> None:
    about = catalogue(words=frozenset({(word, "leads")}))

    assert call(question, about=about) == call(question)
    assert call(question, about=about)["metrics"] == [metric]


FLATS = catalogue(
    words=frozenset({("сделки дду", "conversions"), ("сумма сделок", "revenue")}),
)


def test_what_a_sum_is_made_of_is_its_number_and_not_the_sum() -> None:
    only_the_sum = catalogue(words=frozenset({("сумма договоров", "revenue")}))

    raised = catalogue(words=frozenset({("donations", "conversions"), ("amount raised", "revenue")}))

    assert call("how much did we raise in October", about=raised)["metrics"] == ["revenue"]
    assert call("сколько сделок дал каждый канал в октябре", about=FLATS)["metrics"] == ["conversions"]
    assert call("сумма сделок в октябре", about=FLATS)["metrics"] == ["revenue"]
    assert [one.args["metrics"] for one in asked("сколько договоров в октябре", about=only_the_sum).calls] != [
        ["revenue"]
    ]


APP = catalogue(
    words=frozenset({("installs", "leads"), ("subscriptions", "conversions"), ("booking value", "revenue")}),
    own=(OwnMeasure(place="own_count_1", word="trials", title="Trials", key="trials"),),
    measures=SHOP.measures | {"own_count_1"},
)
CALLED = [
    ("сколько установок в октябре", ["leads"]),
    ("во сколько обходится установка в октябре", ["cpl"]),
    ("app downloads in October", ["leads"]),
    ("subs in October", ["conversions"]),
    ("what do we pay for a paying subscriber in October", ["cpa"]),
    ("сколько было подписок в октябре", ["conversions"]),
    ("сколько триалов в октябре", ["trials"]),
    ("почём пробный период в октябре", ["cost_per_trials"]),
]


@pytest.fixture
def adopted(request: pytest.FixtureRequest) -> Iterator[None]:
    """The own measures of a catalogue as metrics."""
    METRICS.adopt(metrics_of(request.param.own))
    yield
    METRICS.adopt({})


@pytest.mark.parametrize("adopted", [APP], indirect=True)
@pytest.mark.usefixtures("adopted")
@pytest.mark.parametrize(("question", "metrics"), CALLED)
def test_a_trades_thing_is_called_in_either_language(question: str, metrics: list[str]) -> None:
    assert call(question, about=APP)["metrics"] == metrics


def test_what_two_columns_claim_is_neither() -> None:
    about = catalogue(words=frozenset({("subscriptions", "conversions"), ("followers", "leads")}))

    assert not asked("how many subscribers in October", about=about).calls


BUYERS = catalogue(
    own=(OwnMeasure(place="own_count_1", word="purchase", title="Purchase", key="purchase"),),
    measures=SHOP.measures | {"own_count_1"},
)


@pytest.mark.parametrize("adopted", [BUYERS], indirect=True)
@pytest.mark.usefixtures("adopted")
def test_a_column_of_a_files_own_goes_before_what_a_standard_one_is_called_too() -> None:
    for said in ("purchases in October", "сколько покупок в октябре"):
        assert call(said, about=BUYERS)["metrics"] == ["purchase"]
    assert call("conversions in October", about=BUYERS)["metrics"] == ["conversions"]
    assert call("purchases in October")["metrics"] == ["conversions"]


CAME = catalogue(
    words=frozenset({("дошли", "conversions"), ("обращения", "leads")}),
    own=(OwnMeasure(place="own_count_1", word="new customers", title="New customers", key="new_customers"),),
    measures=SHOP.measures | {"own_count_1"},
)


@pytest.mark.parametrize("adopted", [CAME], indirect=True)
@pytest.mark.usefixtures("adopted")
@pytest.mark.parametrize(
    ("question", "metrics"),
    [
        ("обращения, дошли и выручка за октябрь", ["leads", "conversions", "revenue"]),
        ("сколько обратилось и сколько дошло в октябре", ["leads", "conversions"]),
        ("сколько стоил дошедший пациент в октябре", ["cpa"]),
        ("what % of orders came from new customers in October", ["new_customers_of_conversions"]),
    ],
)
def test_the_header_of_a_column_goes_before_what_its_words_mean_in_talk(question: str, metrics: list[str]) -> None:
    assert call(question, about=CAME)["metrics"] == metrics
