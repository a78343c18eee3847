"""Countries are known by code and by name in either language; cities stay cities."""

import pytest

from agent.understanding.lexicon.territories import are_countries, country_names
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
    assert country_names("Москва") == ()
    assert not are_countries(("IN", "search", "display"))
    assert are_countries(("DE", "Франция", "USA"))
