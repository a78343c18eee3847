"""Sums of files held against others: for one of money, in the revenue, from step to step; short names are no days."""

from collections.abc import Iterator

import pytest

from tests.agent.understanding.asked import SHOP, asked, call, catalogue
from tools.semantics.metrics import METRICS
from tools.semantics.own import OwnMeasure, metrics_of

TYRES = catalogue(
    words=frozenset({("продажи комплектов", "conversions"), ("обращения", "leads")}),
    own=(
        OwnMeasure(place="own_count_1", word="визиты в сервис", title="Визиты в сервис", key="arrivals"),
        OwnMeasure(place="own_money_1", word="валовая маржа", title="Валовая маржа", key="margin"),
        OwnMeasure(place="own_money_2", word="комиссия партнера", title="Комиссия партнёра", key="fee"),
        OwnMeasure(place="own_money_3", word="доход вс", title="Доход ВС", key="seasonal"),
    ),
    measures=SHOP.measures | {"own_count_1", "own_money_1", "own_money_2", "own_money_3"},
)


@pytest.fixture(autouse=True)
def columns() -> Iterator[None]:
    METRICS.adopt(metrics_of(TYRES.own))
    yield
    METRICS.adopt({})


@pytest.mark.parametrize(
    ("question", "metric"),
    [
        ("сколько маржи на доллар затрат по каналам в мае", "margin_per_spend"),
        ("маржа на доллар выручки по каналам в мае", "margin_per_revenue"),
        ("валовая маржа по каналам в мае", "margin"),
        ("маржа по каналам в мае", "margin"),
        ("комиссия на один вложенный доллар по каналам в мае", "fee_per_spend"),
        ("сколько обращений на доллар по каналам в мае", "leads_per_spend"),
        ("маржинальность по каналам в мае", "margin_of_revenue"),
        ("margin rate by channel in May", "margin_of_revenue"),
        ("доля комиссии в выручке по каналам в мае", "fee_of_revenue"),
        ("доходимость из обращения в визит по каналам в мае", "arrivals_of_leads"),
        ("show rate from leads to visits by channel in May", "arrivals_of_leads"),
        ("визиты в комплекты по каналам в мае", "conversions_of_arrivals"),
        ("доход вс на комплект по каналам в мае", "seasonal_per_conversions"),
    ],
)
def test_a_sum_is_held_against_another(question: str, metric: str) -> None:
    assert call(question, about=TYRES)["metrics"] == [metric]


@pytest.mark.parametrize("question", ["сколько вернулось на доллар затрат в мае", "revenue per dollar spent in May"])
def test_what_comes_back_keeps_its_name(question: str) -> None:
    assert call(question, about=TYRES)["metrics"] == ["roas"]


@pytest.mark.parametrize("question", ["доходимость по каналам в мае", "show rate by channel in May"])
def test_a_step_without_its_ends_is_asked_about(question: str) -> None:
    assert asked(question, about=TYRES).status == "clarify"


def test_without_a_column_of_margin_its_rate_is_asked_about() -> None:
    assert asked("маржинальность по каналам в мае").status == "clarify"


def test_a_short_column_is_no_day_unless_a_day_is_said() -> None:
    assert call("сколько вс принес каждый канал в мае", about=TYRES)["metrics"] == ["seasonal"]
    assert call("сколько обращений было в вс", about=TYRES)["metrics"] == ["leads"]
