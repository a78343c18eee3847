"""Words of the root of what a file calls its columns, of its headers, and of names inside stored values."""

from collections.abc import Iterator

import pytest

from agent.understanding.text.typing import is_kin
from tests.agent.understanding.asked import SHOP, VALUES, call, catalogue, only
from tools.semantics.metrics import METRICS
from tools.semantics.own import OwnMeasure, metrics_of

CARDS = catalogue(
    values={**VALUES, "account": ("Acme",), "region": ("Москва и МО", "Регионы")},
    own=(
        OwnMeasure(place="own_count_1", word="одобрено", title="Одобрено", key="odobreno"),
        OwnMeasure(place="own_count_2", word="активировано", title="Активировано", key="aktivirovano"),
        OwnMeasure(place="own_money_1", word="комиссия", title="Комиссия", key="komissiya"),
    ),
    measures=SHOP.measures | {"own_count_1", "own_count_2", "own_money_1"},
)


@pytest.fixture(autouse=True)
def columns() -> Iterator[None]:
    METRICS.adopt(metrics_of(CARDS.own))
    yield
    METRICS.adopt({})


@pytest.mark.parametrize(
    ("one", "other", "kin"),
    [
        ("активации", "активировано", True),
        ("commission", "комиссия", True),
        ("активации", "актер", False),
        ("коллектив", "комиссия", False),
        ("commerce", "комиссия", False),
    ],
)
def test_words_of_one_root_begin_alike(one: str, other: str, kin: bool) -> None:  # noqa: FBT001
    assert is_kin(one, other) is kin


@pytest.mark.parametrize(
    ("question", "metric"),
    [
        ("commission in October", "komissiya"),
        ("сколько активаций за октябрь", "aktivirovano"),
        ("процент одобрений за октябрь", "odobreno_per_click"),
    ],
)
def test_a_column_is_heard_in_words_made_of_its_own(question: str, metric: str) -> None:
    assert call(question, about=CARDS)["metrics"] == [metric]


@pytest.mark.parametrize("question", ["лиды по продуктам за октябрь", "leads by product in October"])
def test_a_dimension_is_called_as_files_head_it(question: str) -> None:
    assert call(question)["group_by"] == ["segment"]


def test_a_brand_in_the_names_of_campaigns_is_no_account_where_there_is_one() -> None:
    assert call("сколько кликов дал бренд в октябре", about=CARDS)["where"] == [only("campaign", "Поиск — Бренд")]
    assert call("клики по брендам в октябре")["group_by"] == ["account"]


def test_a_known_place_names_the_longer_value_that_holds_it() -> None:
    assert call("spend in Moscow in October", about=CARDS)["where"] == [only("region", "Москва и МО")]


def test_an_average_of_money_is_that_of_one_result() -> None:
    assert call("average revenue in October")["metrics"] == ["aov"]
    assert call("средняя комиссия за октябрь", about=CARDS)["metrics"] == ["komissiya_per_conversions"]
