"""Parts of campaign names: every form of a word, both alphabets, either side of "in the name"; none of them missed."""

import pytest

from tests.agent.understanding.asked import asked, call, catalogue, only, without
from tools.semantics.catalogue import CampaignName

NAMES = (
    "Ковры лендинг",
    "Поиск_Ковров",
    "Распродажа ковра",
    "Шторы на окна",
    "Brand text EN",
    "Бренд текст RU",
    "Spa evening",
    "Landing page offers",
)
CAMPAIGNS = tuple(
    CampaignName(root_id=number, external_id=str(60_000 + number), name=name, channel="facebook")
    for number, name in enumerate(NAMES, start=1)
)
SHOP = catalogue(campaigns=CAMPAIGNS)
CARPETS = {"Ковры лендинг", "Поиск_Ковров", "Распродажа ковра"}
BRAND = {"Brand text EN", "Бренд текст RU"}


@pytest.mark.parametrize(
    "question",
    [
        "все кампании где есть ковёр: расход за май",
        "расход по коврам за май",
        "расход кампаний с коврами за май",
        "расход на ковры за май",
    ],
)
def test_a_word_in_any_form_finds_every_name_that_holds_it(question: str) -> None:
    (kept,) = call(question, about=SHOP)["where"]

    assert set(kept["values"]) == CARPETS


@pytest.mark.parametrize(
    "question",
    ["spend on brand campaigns in May", "расход брендовых кампаний за май", "расход кампаний со словом бренд за май"],
)
def test_a_word_finds_names_in_both_alphabets(question: str) -> None:
    (kept,) = call(question, about=SHOP)["where"]

    assert set(kept["values"]) == BRAND


def test_what_is_left_out_is_left_out_in_both_alphabets() -> None:
    (dropped,) = call("clicks in May", "without the brand campaigns", about=SHOP)["where"]

    assert (set(dropped["values"]), dropped["exclude"]) == (BRAND, True)


@pytest.mark.parametrize(
    "question",
    [
        "everything with spa in the name, clicks and spend in May",
        "clicks and spend of campaigns with spa in their name in May",
    ],
)
def test_the_part_of_a_name_stands_on_the_marks_own_side_of_a_comma(question: str) -> None:
    planned = call(question, about=SHOP)

    assert planned["where"] == [{"dimension": "campaign", "values": ["spa"], "match": "contains"}]
    assert planned["metrics"] == ["clicks", "spend"]


def test_leaving_out_in_days_that_are_over_is_no_what_if() -> None:
    told = asked("если убрать шторы, какой был CPC за май", about=SHOP).calls[0]

    assert (told.name, told.args["where"]) == ("query_metrics", [without("campaign", "Шторы на окна")])


def test_a_word_that_is_another_does_not_find_a_name() -> None:
    assert call("расход штор за май", about=SHOP)["where"] == [only("campaign", "Шторы на окна")]


@pytest.mark.parametrize("question", ["все кампании кроме брендовых: CPA за май", "CPA за май, кроме брендовых"])
def test_a_word_behind_except_is_a_part_of_names(question: str) -> None:
    (dropped,) = call(question, about=SHOP)["where"]

    assert (set(dropped["values"]), dropped["exclude"]) == (BRAND, True)
