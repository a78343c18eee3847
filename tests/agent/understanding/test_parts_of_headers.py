"""Parts of files' headers name their columns: alone, in any number, by their letters; several are asked about."""

from collections.abc import Iterator

import pytest

from tests.agent.understanding.asked import SHOP, asked, call, catalogue, only
from tools.semantics.catalogue import Catalogue
from tools.semantics.dimensions import DIMENSIONS
from tools.semantics.metrics import METRICS
from tools.semantics.own import OwnDimension, OwnMeasure, called, dimensions_of, metrics_of

DENTISTS = catalogue(
    words=frozenset({("продано абонементов", "conversions"), ("обращения", "leads"), ("downloads", "clicks")}),
    called={"conversions": "продано абонементов"},
    own=(
        OwnMeasure(place="own_count_1", word="первичные визиты", title="Первичные визиты", key="vizity", step="leads"),
        OwnMeasure(place="own_count_2", word="выставлено тз", title="Выставлено ТЗ", key="tz", step="leads"),
        OwnMeasure(place="own_count_3", word="звонки входящие", title="Звонки входящие", key="calls_in"),
        OwnMeasure(place="own_count_4", word="звонки исходящие", title="Звонки исходящие", key="calls_out"),
    ),
    cuts=(OwnDimension(place="own_text_1", word="вид абонемента", title="Вид абонемента", key="vid"),),
    values=SHOP.values | {"vid": ("Семейный", "Дневной")},
    measures=SHOP.measures | {f"own_count_{number}" for number in (1, 2, 3, 4)},
)
APP = catalogue(
    words=frozenset({("installs", "leads"), ("imps", "impressions"), ("purchases", "conversions")}),
    own=(
        OwnMeasure(place="own_count_1", word="registrations", title="Registrations", key="registrations"),
        OwnMeasure(place="own_count_2", word="trials started", title="Trials started", key="trials"),
        OwnMeasure(place="own_count_3", word="tutorials", title="Tutorials", key="tutorials"),
    ),
    measures=SHOP.measures | {f"own_count_{number}" for number in (1, 2, 3)},
)
GARDEN = catalogue(
    own=(
        OwnMeasure(place="own_count_1", word="quote reqs", title="Quote reqs", key="quote_reqs"),
        OwnMeasure(place="own_count_2", word="доб в корзину", title="Доб. в корзину", key="carts"),
    ),
    cuts=(OwnDimension(place="own_text_2", word="prov", title="Prov", key="prov"),),
    values=SHOP.values | {"prov": ("British Columbia", "Nova Scotia", "Ontario")},
    measures=SHOP.measures | {"own_count_1", "own_count_2"},
)
ONLY_OWN_MONEY = catalogue(
    own=(OwnMeasure(place="own_money_1", word="выручка сервиса", title="Выручка сервиса", key="service"),),
    measures=(SHOP.measures - {"revenue"}) | {"own_money_1"},
)


@pytest.fixture(autouse=True)
def columns() -> Iterator[None]:
    DIMENSIONS.adopt(dimensions_of((*DENTISTS.cuts, *GARDEN.cuts)))
    yield
    METRICS.adopt({})
    DIMENSIONS.adopt({})


def of(data: Catalogue) -> Catalogue:
    """The data, whose columns are known from now on."""
    METRICS.adopt({**metrics_of(data.own), **called(data.called)})
    return data


@pytest.mark.parametrize(
    ("question", "metrics"),
    [
        ("визит в мае", ["vizity"]),
        ("сколько визитов было в мае", ["vizity"]),
        ("почем первичный визит в мае", ["cost_per_vizity"]),
        ("how many visits in May", ["vizity"]),
        ("конверсия из визита в абонемент в мае", ["conversions_of_vizity"]),
        ("конверсия из обращения в тз в мае", ["tz_of_leads"]),
        ("цена тз в мае", ["cost_per_tz"]),
        ("cpv in May", ["cost_per_vizity"]),
    ],
)
def test_a_part_of_a_header_names_the_column(question: str, metrics: list[str]) -> None:
    assert call(question, about=of(DENTISTS))["metrics"] == metrics


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("how many quote requests in May", {"metrics": ["quote_reqs"]}),
        ("clicks by province in May", {"metrics": ["clicks"], "group_by": ["prov"]}),
        ("сколько добавлений в корзину в мае", {"metrics": ["carts"]}),
        ("clicks in bc in May", {"where": [{"dimension": "prov", "values": ["British Columbia"]}]}),
        ("clicks in NS in May", {"where": [{"dimension": "prov", "values": ["Nova Scotia"]}]}),
    ],
)
def test_a_short_header_is_said_in_full_and_a_long_value_in_its_letters(
    question: str, expected: dict[str, object]
) -> None:
    told = call(question, about=of(GARDEN))

    assert {name: told.get(name) for name in expected} == expected


def test_without_the_column_nobody_collects_it() -> None:
    assert asked("сколько визитов было в мае").status == "unsupported"


@pytest.mark.parametrize("question", ["сколько звонков в мае", "how many calls in May"])
def test_a_word_of_several_columns_is_asked_about(question: str) -> None:
    told = asked(question, about=of(DENTISTS))

    assert told.status == "clarify"
    assert [one.calls[0].args["metrics"] for one in told.options] == [["calls_in"], ["calls_out"]]


def test_a_word_for_what_the_data_lack_is_no_column_unasked() -> None:
    told = asked("выручка в мае", about=of(ONLY_OWN_MONEY))

    assert (told.status, [one.calls[0].args["metrics"] for one in told.options]) == ("clarify", [["service"]])
    assert call("выручка с сервиса в мае", about=of(ONLY_OWN_MONEY))["metrics"] == ["service"]


@pytest.mark.parametrize(
    ("question", "metrics", "cuts"),
    [
        ("скок абонементов продали в мае", ["conversions"], []),
        ("май к апрелю: обращения и абонементы", ["leads", "conversions"], []),
        ("расход по видам абонементов в мае", ["spend"], ["vid"]),
        ("обращения по абонементам в мае", ["leads"], ["vid"]),
        ("какой абонемент продавали лучше всего в мае", ["conversions"], ["vid"]),
        ("сколько платим за абонемент в мае", ["cpa"], []),
    ],
)
def test_a_counted_noun_cuts_only_where_rows_are_wanted(question: str, metrics: list[str], cuts: list[str]) -> None:
    told = call(question, about=of(DENTISTS))

    assert (told["metrics"], told.get("group_by", [])) == (metrics, cuts)


def test_a_value_is_said_with_the_noun_of_its_column() -> None:
    told = call("обращения в мае, только семейный абонемент", about=of(DENTISTS))

    assert (told["metrics"], told["where"]) == (["leads"], [only("vid", "Семейный")])


@pytest.mark.parametrize(
    ("question", "metric"),
    [
        ("CPI by channel in May", "cpl"),
        ("cpr by channel in May", "cost_per_registrations"),
        ("cpts by channel in May", "cost_per_trials"),
        ("cpm by channel in May", "cpm"),
        ("cpc by channel in May", "cpc"),
        ("cost per install by channel in May", "cpl"),
        ("cost per registration by channel in May", "cost_per_registrations"),
    ],
)
def test_letters_name_the_price_of_one(question: str, metric: str) -> None:
    assert call(question, about=of(APP))["metrics"] == [metric]


def test_letters_of_two_prices_are_asked_about() -> None:
    told = asked("cpt by channel in May", about=of(APP))

    assert told.status == "clarify"
    assert [one.calls[0].args["metrics"] for one in told.options] == [["cost_per_trials"], ["cost_per_tutorials"]]


@pytest.mark.parametrize(
    ("question", "metrics", "cuts"),
    [
        ("обращения по рекл системам в мае", ["leads"], ["channel"]),
        ("обращения по видам абонем. в мае", ["leads"], ["vid"]),
        ("расход по кат-ям в мае", ["spend"], ["segment"]),
        ("перв. визиты по каналам в мае", ["vizity"], ["channel"]),
        ("обращ. по каналам в мае", ["leads"], ["channel"]),
        ("spend by camp. in May", ["spend"], ["campaign"]),
    ],
)
def test_an_abbreviation_is_the_one_column_that_begins_so(question: str, metrics: list[str], cuts: list[str]) -> None:
    told = call(question, about=of(DENTISTS))

    assert (told["metrics"], told["group_by"]) == (metrics, cuts)


def test_an_abbreviation_of_two_columns_names_neither() -> None:
    assert "group_by" not in call("расход по рекл. в мае", about=of(DENTISTS))
