"""A word of the other language that is near one column or value is offered, and never taken unasked."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from agent.understanding.model import vectors
from agent.understanding.outcome import Asked, Understood
from agent.understanding.understand import understand
from tests.agent.understanding.asked import SHOP, TODAY, TOOLS, catalogue
from tools.semantics.catalogue import Catalogue
from tools.semantics.metrics import METRICS
from tools.semantics.own import OwnMeasure, metrics_of

GARAGE = catalogue(
    channels={"leaflets": "Leaflets", "billboards": "Billboards"},
    own=(
        OwnMeasure(place="own_count_1", word="brochures posted", title="Brochures posted", key="brochures"),
        OwnMeasure(place="own_count_2", word="tyres fitted", title="Tyres fitted", key="tyres"),
    ),
    measures=SHOP.measures | {"own_count_1", "own_count_2"},
)
_PLACES = {"листовки": 0, "leaflets": 0, "шины": 1, "tyres": 1, "буклеты": 2, "brochures": 2, "leaflet": 0}


def same_things(words: Sequence[str]) -> NDArray[np.float32]:
    """Vectors in which translations are the same, and everything else lies apart."""
    places = [_PLACES.setdefault(word, len(_PLACES)) for word in words]
    return np.eye(512, dtype=np.float32)[places]


@pytest.fixture(autouse=True)
def columns() -> Iterator[None]:
    METRICS.adopt(metrics_of(GARAGE.own))
    yield
    METRICS.adopt({})


def told(text: str, about: Catalogue = GARAGE) -> Understood:
    asked = Asked(text=text, catalogue=about, today=TODAY, language="ru", tools=TOOLS, vectors=same_things)
    return understand(asked)


def test_a_column_is_offered() -> None:
    asked_back = told("буклеты по кампаниям в мае")

    assert asked_back.status == "clarify"
    assert [one.calls[0].args["metrics"] for one in asked_back.options] == [["brochures"]]


def test_a_value_is_offered() -> None:
    asked_back = told("расход на листовки в мае")

    assert asked_back.status == "clarify"
    assert asked_back.options[0].calls[0].args["where"] == [{"dimension": "channel", "values": ["leaflets"]}]


def test_what_two_things_are_near_is_not_offered() -> None:
    both = replace(GARAGE, channels={**GARAGE.channels, "tyres": "Tyres"})

    assert "Tyres fitted" not in told("шины по кампаниям в мае", both).text


@pytest.mark.parametrize(("one", "other"), [("поиск", "search"), ("скидка", "discount"), ("пациент", "patient")])
def test_the_shipped_word_table_brings_translations_together(one: str, other: str) -> None:
    rows = vectors((one, other, "погода"))

    assert rows is not None
    assert float(rows[0] @ rows[1]) > float(rows[0] @ rows[2])
