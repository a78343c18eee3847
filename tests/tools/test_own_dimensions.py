"""Dimensions of the workspace: found in the data, cut, filtered, shared and ranked by, in the scope of a person."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from ingest.errors import InvalidInput
from ingest.scope import DataScope
from tests.conftest import TODAY
from tests.ingest.files_bench import loaded, told, write
from tools.engine.engine import MetricEngine
from tools.semantics.dimensions import DIMENSIONS
from tools.semantics.metrics import METRICS
from tools.semantics.question import Filter, Question

HALLS = (
    "Date,Channel,Campaign,Device,Cost,Revenue,Hall,Host,Fresh\n"
    "2026-11-01,vk,A,mobile,10,70,River room,Kim,yes\n2026-11-01,vk,A,desktop,20,80,River room,Lee,no\n"
    "2026-11-02,vk,A,mobile,30,90,Attic,Kim,no\n2026-11-02,tiktok,B,mobile,40,10,Attic,Lee,yes\n"
)
PERIOD = ("2026-11-01..2026-11-02",)


@pytest.fixture
def halls(engine: Engine) -> MetricEngine:
    told(engine, HALLS)
    metrics = MetricEngine(engine, currency="RUB")
    metrics.catalogue()
    return metrics


def rows(metrics: MetricEngine, *by: str, **asked: Any) -> Any:
    question = Question(metrics=("revenue",), group_by=by, periods=PERIOD, **asked)
    return sorted(metrics.run(question, today=TODAY).table.rows, key=str)


def test_figures_are_cut_by_one_by_two_and_beside_those_of_ours(halls: MetricEngine) -> None:
    assert rows(halls, "hall") == [["Attic", 100], ["River room", 150]]
    assert rows(halls, "hall", "host") == [
        ["Attic", "Kim", 90],
        ["Attic", "Lee", 10],
        ["River room", "Kim", 70],
        ["River room", "Lee", 80],
    ]
    assert rows(halls, "host", "device") == [["Kim", "mobile", 160], ["Lee", "desktop", 80], ["Lee", "mobile", 10]]
    assert rows(halls, "channel", "host") == [["tiktok", "Lee", 10], ["vk", "Kim", 160], ["vk", "Lee", 80]]
    assert rows(halls, "device") == [["desktop", 80], ["mobile", 170]]
    assert rows(halls) == [[250]]


def test_filters_take_values_as_people_write_them(halls: MetricEngine) -> None:
    here = Filter(dimension="hall", values=("River room",))
    assert rows(halls, where=(here,)) == [[150]]
    assert rows(halls, "host", where=(here.model_copy(update={"exclude": True}),)) == [["Kim", 90], ["Lee", 10]]


def test_titles_are_the_files_words_and_columns_are_keys(halls: MetricEngine) -> None:
    catalogue = halls.catalogue()

    assert catalogue.values["hall"] == ("Attic", "River room")
    assert [DIMENSIONS["hall"].titles[language] for language in ("ru", "en")] == ["Hall", "Hall"]
    assert DIMENSIONS["hall"].by["en"] == "by Hall"


def test_a_person_sees_the_groups_of_their_own_channels(halls: MetricEngine) -> None:
    theirs = halls.within(DataScope(channels=frozenset({"tiktok"})))

    assert theirs.catalogue().values["hall"] == ("Attic",)
    assert rows(theirs, "hall") == [["Attic", 10]]


def test_without_its_files_a_dimension_is_unknown(halls: MetricEngine, tmp_path: Path) -> None:
    DIMENSIONS.adopt({})
    with pytest.raises(InvalidInput):
        Question(metrics=("revenue",), group_by=("hall",), periods=PERIOD)


def test_a_measure_that_is_assumed_is_titled_by_the_files_word_and_ours(engine: Engine, tmp_path: Path) -> None:
    text = "Дата;Источник;Кампания;Клики;Расход, ₽;Примерки;Выручка, ₽\n01.11.2026;VK;A;50;900;3;12000\n"
    loaded(engine, write(tmp_path, text))
    metrics = MetricEngine(engine, currency="RUB")

    metrics.catalogue()
    assert METRICS["conversions"].titles == {"ru": "Примерки (конверсии)", "en": "Примерки (conversions)"}
    assert METRICS["clicks"].titles["ru"] == METRICS.catalogue["clicks"].titles["ru"]

    other = "Date,Channel,Campaign,Clicks,Cost,Conversions\n2026-11-01,fb,B,50,900,3\n"
    loaded(engine, write(tmp_path, other, "other.csv"))
    metrics.catalogue()
    assert METRICS["conversions"].titles == METRICS.catalogue["conversions"].titles
