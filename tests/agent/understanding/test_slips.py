"""Slips of the fingers: the word that was meant is read, a word that exists stays."""

import pytest

from agent.understanding.text.spelling import Spelling, mended
from agent.understanding.text.tokens import stem
from tests.agent.understanding.asked import asked, call

HERE = ("расход", "заявки", "вчера", "кампании", "корзины", "spend", "campaigns", "august", "carts")
SPELLING = Spelling(map(stem, HERE), HERE, lambda token: token.plain in HERE)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("росход вчеар", "расход вчера"),
        ("зяавки за первую половиа мая", "заявки за первую половина мая"),
        ("кто влыез за план", "кто влыез за план"),
        ("с наачала года", "с начала года"),
        ("добавления в карзины", "добавления в корзины"),
        ("mnthly spned by campigns in agust", "monthly spend by campaigns in august"),
        ("add to crats", "add to carts"),
    ],
)
def test_one_slip_is_read_as_what_was_meant(typed: str, meant: str) -> None:
    assert mended(typed, SPELLING.slips(typed)) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "по филиалам и филиалу",  # another form is no slip
        "айти, двушки, вера, pairs, trail",  # words that exist
        "FSRTEMB spned_2026 x2spned",  # names: capitals, underscores, digits
        "тест-драйвы, креативчик, лидген, промик, перформанс",
        "",
        "щщщщщщщ qqqqqqqq",
    ],
)
def test_what_may_be_meant_stays(typed: str) -> None:
    assert mended(typed, SPELLING.slips(typed)) == typed


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("росход вчеар по клиентм", "расход вчера по клиентам"),
        ("кампнии с наачала месцяа", "кампании с начала месяца"),
        ("avreage daily spned in the frist half of agust", "average daily spend in the first half of august"),
        ("clicks last weeek by campagn", "clicks last week by campaign"),
        ("сколько потратили на новогодних праздниах", "сколько потратили на новогодних праздниках"),
    ],
)
def test_a_question_with_slips_is_the_question(typed: str, written: str) -> None:
    assert call(typed) == call(written)


def test_what_was_read_is_said_where_something_hangs_on_it() -> None:
    notes = asked("росход вчера").notes

    assert any("росход" in note and "расход" in note for note in notes)
    assert not asked("скажиите расход вчера").notes
