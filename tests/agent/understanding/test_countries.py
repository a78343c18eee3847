"""Countries are known by code and by name in either language; cities stay cities."""

import pytest

from agent.understanding.lexicon.territories import are_countries, names_among
from tests.agent.understanding.asked import VALUES, call, catalogue, only

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
