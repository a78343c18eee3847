"""A trade's own dimensions are heard by their headers and by their values, in any case, number and language."""

from collections.abc import Iterator

import pytest

from tests.agent.understanding.asked import call, catalogue
from tools.semantics.catalogue import Catalogue
from tools.semantics.dimensions import DIMENSIONS
from tools.semantics.own import OwnDimension, dimensions_of

CUTS = (
    OwnDimension(place="own_text_1", word="мастерская", title="Мастерская", key="masterskaya"),
    OwnDimension(place="own_text_2", word="account owner", title="Account owner", key="account_owner"),
    OwnDimension(place="own_text_3", word="абонемент", title="Абонемент", key="abonement"),
)
VALUES = {
    "masterskaya": ("Заречная", "Северный вокзал"),
    "account_owner": ("Dana Reyes", "Omar Haddad"),
    "abonement": ("Да", "Новый", "2", "Безлимит"),
}


@pytest.fixture(autouse=True)
def adopted() -> Iterator[None]:
    DIMENSIONS.adopt(dimensions_of(CUTS))
    yield
    DIMENSIONS.adopt({})


def shop() -> Catalogue:
    plain = catalogue()
    return catalogue(cuts=CUTS, values={**plain.values, **VALUES})


CUT = [
    ("выручка по мастерским в октябре", ["masterskaya"]),
    ("какая мастерская принесла больше выручки в октябре", ["masterskaya"]),
    ("revenue by account owner in October", ["account_owner"]),
    ("which account owner brought the most revenue in October", ["account_owner"]),
    ("revenue by account owners and channel in October", ["account_owner", "channel"]),
    ("доля выручки по абонементам в октябре", ["abonement"]),
    ("revenue by membership in October", ["abonement"]),
    ("выручка по ответственным в октябре", ["account_owner"]),
]
KEPT = [
    ("выручка в мастерской на Заречной в октябре", ("masterskaya", ["Заречная"])),
    ("расход Северного вокзала в октябре", ("masterskaya", ["Северный вокзал"])),
    ("revenue of Dana Reyes in October", ("account_owner", ["Dana Reyes"])),
    ("выручка по безлимиту в октябре", ("abonement", ["Безлимит"])),
    ("выручка по абонементу новый в октябре", ("abonement", ["Новый"])),
    ("выручка без безлимита в октябре", ("abonement", ["Безлимит"])),
]


@pytest.mark.parametrize(("question", "by"), CUT)
def test_a_header_is_cut_by(question: str, by: list[str]) -> None:
    assert sorted(call(question, about=shop())["group_by"]) == sorted(by)


@pytest.mark.parametrize(("question", "kept"), KEPT)
def test_a_value_is_filtered_by(question: str, kept: tuple[str, list[str]]) -> None:
    asked = call(question, about=shop())

    assert [(one["dimension"], list(one["values"])) for one in asked["where"]] == [kept]


@pytest.mark.parametrize(
    "question", ["сколько было лидов за 2 недели", "да, выручка за 2 недели", "расход по каналам в октябре"]
)
def test_cells_that_are_words_of_talk_change_nothing(question: str) -> None:
    assert call(question, about=shop()) == call(question)


SOURCE = OwnDimension(place="own_text_1", word="source market", title="Source market", key="source_market")
GROUPS = OwnDimension(place="own_text_2", word="сегмент ца", title="Сегмент ЦА", key="segment_tsa")


@pytest.mark.parametrize(
    ("question", "by"),
    [
        ("revenue by market in October", ["source_market"]),
        ("выручка по сегментам в октябре", ["segment_tsa"]),
        ("revenue by segment in October", ["segment_tsa"]),
        ("выручка по продуктам в октябре", ["segment"]),
        ("выручка по кампейнам в октябре", ["campaign"]),
    ],
)
def test_a_word_of_a_header_is_its_own_though_a_usual_dimension_bears_it(question: str, by: list[str]) -> None:
    """Unless a file heads the usual one so: here the usual segments are a column of products."""
    DIMENSIONS.adopt(dimensions_of((SOURCE, GROUPS)))
    values = catalogue().values | {"location": (), "source_market": ("UK", "Spain"), "segment_tsa": ("Студенты",)}
    heads = frozenset({("продукт", "segment"), ("кампейн", "campaign")})

    assert call(question, about=catalogue(cuts=(SOURCE, GROUPS), values=values, heads=heads))["group_by"] == by


def test_a_usual_dimension_that_a_file_heads_so_keeps_its_word() -> None:
    DIMENSIONS.adopt(dimensions_of((GROUPS,)))
    values = catalogue().values | {"segment_tsa": ("Студенты",)}
    about = catalogue(cuts=(GROUPS,), values=values, heads=frozenset({("сегмент", "segment")}))

    assert call("выручка по сегментам в октябре", about=about)["group_by"] == ["segment"]
