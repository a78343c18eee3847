"""The workspace's currency by any of its names: in limits, in what one of it brings; another one is asked about."""

from dataclasses import replace
from typing import Any

import pytest

from agent.understanding.spans.phrase_book import phrases_of
from agent.understanding.spans.stand_ins import in_familiar_words, stand_ins
from agent.understanding.text.tokens import tokens_of
from tests.agent.understanding.asked import SHOP, asked, call
from tools.semantics.catalogue import Catalogue


def paid_in(currency: str) -> Catalogue:
    return replace(SHOP, accounts=tuple(replace(account, currency=currency) for account in SHOP.accounts))


@pytest.mark.parametrize(
    ("currency", "question"),
    [
        ("KZT", "campaigns with spend over 2000 tenge in June"),
        ("KZT", "кампании с расходом больше 2000 тенге за июнь"),
        ("AED", "кампании с расходом больше 2000 дирхамов за июнь"),
        ("PLN", "кампании с расходом больше 2000 злотых за июнь"),
        ("PLN", "campaigns with spend over 2000 zł in June"),
        ("UZS", "кампании с расходом больше 2000 сум за июнь"),
    ],
)
def test_a_limit_is_said_in_the_workspaces_money(currency: str, question: str) -> None:
    told = call(question, about=paid_in(currency))

    assert told["having"] == [{"metric": "spend", "operator": ">", "value": 2000.0}]


@pytest.mark.parametrize(
    ("currency", "question", "metric"),
    [
        ("KZT", "what does each tenge spent on Facebook bring back in June", "roas"),
        ("KZT", "сколько тенге приносит тенге, вложенный в Facebook, за июнь", "roas"),
        ("AED", "сколько возвращает каждый дирхам в Facebook за июнь", "roas"),
        ("KZT", "сколько Facebook принес тенге в июне", "revenue"),
        ("KZT", "сколько тенге потратили на Facebook в июне", "spend"),
    ],
)
def test_what_one_of_it_brings_back_is_no_sum(currency: str, question: str, metric: str) -> None:
    assert call(question, about=paid_in(currency))["metrics"] == [metric]


@pytest.mark.parametrize(
    ("question", "limit"),
    [
        ("campaigns that cost over 2000 tenge per conversion in June", ("cpa", ">", 2000.0)),
        ("campaigns that paid less than 30 per click in June", ("cpc", "<", 30.0)),
    ],
)
def test_a_limit_on_what_one_thing_costs_stands_inside_its_name(question: str, limit: tuple[str, str, float]) -> None:
    told: dict[str, Any] = call(question, about=paid_in("KZT"))["having"][0]

    assert (told["metric"], told["operator"], told["value"]) == limit


@pytest.mark.parametrize("question", ["campaigns with spend over 1000 dollars in June", "расход в евро за июнь"])
def test_money_of_another_currency_is_asked_about(question: str) -> None:
    assert asked(question, about=paid_in("KZT")).status == "clarify"


def test_the_learned_reader_is_given_a_currency_that_it_knows() -> None:
    text = "кампании дороже 2000 злотых"
    tokens, phrases = tokens_of(text), phrases_of(paid_in("PLN"))
    words = list(phrases.find(text, tokens, [token.stem for token in tokens]))

    assert in_familiar_words(text, stand_ins(words, [])) == "кампании дороже 2000 долларов"
