"""A number behind an account is its id or its name, never a number of rows, days or money."""

from dataclasses import replace
from typing import Any

import pytest

from tests.agent.understanding.asked import SHOP, asked

IDS = {"Acme": "222", "Nordwind": "1234567890"}
NUMBERED = replace(SHOP, accounts=tuple(replace(one, external_id=IDS[one.name]) for one in SHOP.accounts))


def _call(text: str) -> dict[str, Any]:
    (call,) = asked(text, about=NUMBERED).calls
    return dict(call.args)


def _accounts(text: str) -> list[str]:
    return [value for entry in _call(text).get("where", ()) for value in entry["values"]]


@pytest.mark.parametrize(
    ("text", "accounts"),
    [
        ("spend of account 222", ["Acme (222)"]),
        ("расход по кабинету 222", ["Acme (222)"]),
        ("account 222 last month", ["Acme (222)"]),
        ("cabinet #222 clicks in October", ["Acme (222)"]),
        ("расход аккаунта № 222 за октябрь", ["Acme (222)"]),
        ("spend of account id 222", ["Acme (222)"]),
        ("spend of account 123-456-7890", ["Nordwind (1234567890)"]),
        ("расход кабинетов 222 и 1234567890", ["Acme (222)", "Nordwind (1234567890)"]),
        ("расход по кабинету 333 за прошлый месяц", ["333"]),
    ],
)
def test_a_number_behind_an_account_names_it(text: str, accounts: list[str]) -> None:
    assert _accounts(text) == accounts
    assert "limit" not in _call(text)


def test_rows_and_days_keep_their_own_words() -> None:
    assert _call("top 3 campaigns of account 222 by spend")["limit"] == 3
    assert _call("account 222 spend last 7 days")["periods"] == ["2026-11-15..2026-11-21"]


@pytest.mark.parametrize(
    "text",
    [
        "top 5 accounts by spend",
        "spend by account 2025",
        "расход по аккаунтам 5 июля",
        "spend by account last 7 days",
        "accounts with spend over 500",
        "spend by account 12.05.2026",
    ],
)
def test_years_days_and_amounts_are_no_accounts(text: str) -> None:
    assert _accounts(text) == []
