"""Countries are known by code and by name in either language; cities stay cities."""

import pytest

from agent.understanding.lexicon.territories import are_countries, names_among
from tests.agent.understanding.asked import VALUES, asked, call, catalogue, only

ABROAD = catalogue(values={**VALUES, "region": ("BR", "DE", "GB", "US")})


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("spend in Germany in October", "DE"),
        ("расход в Германии за октябрь", "DE"),
        ("расход в Бразлии за октябрь", "BR"),
        ("spend in the United Kingdom in October", "GB"),
        ("расход в Америке за октябрь", "US"),
        ("spend in DE in October", "DE"),
        ("spend of the German market in October", "DE"),
        ("расход по немцам за октябрь", "DE"),
        ("what did the British cost us in October", "GB"),
    ],
)
def test_a_code_is_a_country(question: str, code: str) -> None:
    assert call(question, about=ABROAD)["where"] == [only("region", code)]


def test_a_code_among_other_words_is_none() -> None:
    assert names_among(("Москва", "search", "display")) == {}
    assert not are_countries(("IN", "search", "display"))
    assert are_countries(("DE", "Франция", "USA"))


STATES = catalogue(values={**VALUES, "region": ("AZ", "CA", "FL", "TX")})


@pytest.mark.parametrize(
    ("question", "code"),
    [("how many leads did Texas bring in October", "TX"), ("расход в Калифорнии за октябрь", "CA")],
)
def test_beside_states_a_code_is_a_state(question: str, code: str) -> None:
    assert call(question, about=STATES)["where"] == [only("region", code)]


def test_states_are_asked_for_by_their_name() -> None:
    assert call("заявки по штатам за октябрь", about=STATES)["group_by"] == ["region"]
    assert call("leads by state in October", about=STATES)["group_by"] == ["region"]


@pytest.mark.parametrize(
    "question",
    [
        "us leads in October",
        "leads in us in October",
        "leads from us in October",
        "cpl for us in October",
        "how many us leads in October",
        "top us campaigns by leads in October",
    ],
)
def test_a_code_in_small_letters_is_a_country_where_a_name_stands(question: str) -> None:
    assert call(question, about=ABROAD)["where"] == [only("region", "US")]


@pytest.mark.parametrize(
    "question",
    [
        "show us leads by channel in October",
        "give us the leads in October",
        "how much did facebook cost us in October",
        "how many leads did VK bring us in October",
        "what did facebook do for us in October",
    ],
)
def test_the_same_letters_are_people_behind_a_verb(question: str) -> None:
    assert all(entry["dimension"] != "region" for entry in call(question, about=ABROAD).get("where", ()))


def test_a_country_stored_by_name_is_called_by_its_code_in_capitals() -> None:
    about = catalogue(values={**VALUES, "region": ("Germany", "Poland", "Italy")})

    assert call("cpc PL vs DE in October", about=about)["where"] == [only("region", "Poland", "Germany")]
    assert "where" not in call("how many leads is it in October", about=about)


def test_a_code_that_nobody_has_is_asked_about() -> None:
    assert asked("cpc PL vs DE in October").status == "clarify"
