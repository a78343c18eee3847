"""Pinned answers: the question is kept and not its figures, days move on, a card belongs to one person."""

from datetime import timedelta

import pytest

from agent.bootstrap import Demetra
from ingest.errors import InvalidInput
from tests.bots.conftest import demetra_with_bot, running, telegram  # noqa: F401 - fixtures
from tools.access import Actor
from tools.conversations.pins import MOST_PINS, Pin, PinBook
from tools.dashboard.pinned import lasting, pinned_result
from tools.tool import ToolContext
from ui.chat.pins import Pinnable, card_props, pin_words, pinnable_of, pinned, unpinned

ANNA, BORIS = (Actor(name=name, role="analyst") for name in ("anna", "boris"))


@pytest.fixture
def desk(running: Demetra) -> ToolContext:  # noqa: F811
    return running.desk("ru").acting_for(ANNA)


async def test_a_pinned_answer_shows_the_figures_of_the_day_it_is_looked_at(
    running: Demetra,  # noqa: F811
    desk: ToolContext,
) -> None:
    async with running.analyst(remember=False) as analyst:
        answer = await analyst.ask("расход по каналам за последние 7 дней", thread="t", actor=ANNA)
    found = pinnable_of(answer, desk)
    assert found is not None

    assert "«Расход по каналам»" in pinned(found, desk)
    assert "уже закреплено" in pinned(found, desk)
    (pin,) = PinBook(database=desk.engine, owner="anna").listed()
    now = pinned_result(pin.tool, pin.args, desk)
    earlier = pinned_result(pin.tool, pin.args, _on(desk, days_ago=3))

    assert pin.args["periods"] == ["за последние 7 дней"]
    assert now.tables[0].rows == answer.tables[0].rows
    assert earlier.period is not None
    assert str(earlier.period.end) == "2026-11-18"
    card = card_props(pin, now, "ru")
    assert (card["title"], card["days"]) == ("Расход по каналам", "15–21 ноября 2026")
    assert len(card["lines"]) == 4
    assert card["lines"][0]["value"].endswith("₽")


def _on(desk: ToolContext, *, days_ago: int) -> ToolContext:
    from dataclasses import replace

    return replace(desk, today=desk.today - timedelta(days=days_ago))


@pytest.mark.parametrize(
    ("said", "days", "against", "kept"),
    [
        (
            "расход за прошлый месяц",
            "2026-10-01..2026-10-31",
            "2026-09-01..2026-09-30",
            ("за прошлый месяц", "previous"),
        ),
        ("revenue", "2026-10-23..2026-11-21", "2026-09-23..2026-10-22", ("last 30 days", "previous")),
        ("а по каналам?", "2026-10-05..2026-10-08", "2025-10-05..2025-10-08", ("2026-10-05..2026-10-08", "last_year")),
        (
            "clicks",
            "2026-10-05..2026-10-08",
            "2026-05-05..2026-05-08",
            ("2026-10-05..2026-10-08", "2026-05-05..2026-05-08"),
        ),
    ],
)
def test_days_move_on_as_they_were_meant(
    desk: ToolContext, said: str, days: str, against: str, kept: tuple[str, str]
) -> None:
    made = lasting({"metrics": ["spend"], "periods": [days], "compare_to": against}, said, desk)

    assert made == {"metrics": ["spend"], "periods": [kept[0]], "compare_to": kept[1]}


def test_cards_of_one_person_are_nobody_else_s(desk: ToolContext) -> None:
    found = Pinnable(title="Расход", tool="query_metrics", args={"metrics": ["spend"]})
    pinned(found, desk)
    others = PinBook(database=desk.engine, owner="boris")
    (pin,) = PinBook(database=desk.engine, owner="anna").listed()

    assert others.listed() == []
    assert not others.remove(pin.number)
    assert "ничего не закреплено" in unpinned(found, desk.acting_for(BORIS))
    assert "не закреплён" in unpinned(Pinnable(title="", tool="query_metrics", args={"metrics": ["clicks"]}), desk)
    assert len(PinBook(database=desk.engine, owner="anna").listed()) == 1, "another card stays"
    assert "Откреплено" in unpinned(None, desk)
    assert "ничего не закреплено" in unpinned(None, desk)


def test_what_a_page_sends_is_no_way_to_change_anything(desk: ToolContext) -> None:
    for tool in ("manage_alert_rule", "export_table", "os.system", 7):
        with pytest.raises(InvalidInput, match=r"Спросите заново|Ask again"):
            Pinnable.sent({"title": "x", "tool": tool, "args": {}})

    assert pinned_result("refresh_now", {"confirm": True}, desk).status == "no_data"
    assert pinned_result("query_metrics", {"metrics": ["nothing"]}, desk).status == "no_data"


def test_a_view_holds_so_many_cards(desk: ToolContext) -> None:
    book = PinBook(database=desk.engine, owner="anna")
    for number in range(MOST_PINS):
        assert book.add("t", "query_metrics", {"limit": number}, desk.now)

    with pytest.raises(InvalidInput, match=str(MOST_PINS)):
        book.add("t", "query_metrics", {"limit": 99}, desk.now)
    with pytest.raises(InvalidInput):
        book.add("t", "query_metrics", {"metrics": ["x" * 9000]}, desk.now)


def test_words_about_pinning_are_told_from_questions() -> None:
    assert {pin_words(said) for said in ("закрепи", "Закрепи это на дашборде", "pin it to the dashboard.")} == {"pin"}
    assert {pin_words(said) for said in ("открепи", "Unpin this")} == {"unpin"}
    assert pin_words("закрепи бюджет за Facebook") == pin_words("pinterest") == ""


def test_a_card_of_weeks_shows_the_newest_and_its_picture_which_are_not_whole(desk: ToolContext) -> None:
    args = {"metrics": ["spend"], "group_by": ["week"], "periods": ["2026-10-01..2026-11-19"]}
    found = pinned_result("query_metrics", args, desk)

    card = card_props(Pin(number=1, title="", tool="query_metrics", args=args), found, "ru")

    assert next(line["name"] for line in card["lines"]) == "неделя с 16 ноября 2026"
    assert (str(found.tables[0].begun), found.tables[0].unsettled is not None) == ("2026-09-28", True)
