"""Nothing unheard: every measure of a list, every clause and every word that no data holds is answered or named."""

from typing import Any

import pytest

from agent.understanding.dialogue.memory import PlannedCall
from agent.understanding.model import read
from agent.understanding.outcome import Asked, Understood
from agent.understanding.scoring.labels import labels_of
from agent.understanding.text.translit import key_of
from agent.understanding.understand import tools_there, understand
from tests.agent.understanding.asked import SHOP, TODAY, asked


def heard(text: str) -> Understood:
    """The message with the learned reader."""
    language = "en" if text.isascii() else "ru"
    return understand(
        Asked(text=text, catalogue=SHOP, today=TODAY, language=language, tools=tools_there(), read=read), careful=False
    )


def call(*turns: str) -> PlannedCall:
    """The only call of the last message."""
    (found,) = asked(*turns).calls
    return found


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("spend, clicks and visits in May", "visits"),
        ("what was the occupancy in May", "occupancy"),
        ("how many reviews did we get in May", "reviews"),
        ("how many orders were cancelled in May", "cancelled"),
        ("how did the weather affect clicks in May", "weather"),
        ("how much did our competitors spend in May", "competitors"),
        ("сколько отзывов получили в мае", "отзывов"),
        ("расход и количество возвратов за май", "возвратов"),
        ("сколько потратили конкуренты в мае", "конкуренты"),
        ("какая текучка кадров в мае", "текучка"),
    ],
)
def test_what_the_data_do_not_hold_is_named_not_dropped(question: str, word: str) -> None:
    understood = heard(question)

    assert not understood.calls
    assert word in understood.text


@pytest.mark.parametrize(
    ("question", "metrics"),
    [
        ("how many clicks in May and how much was each", ["clicks", "cpc"]),
        ("leads in May and what one cost", ["leads", "cpl"]),
        ("сколько заявок пришло в мае и сколько за каждую заплатили", ["leads", "cpl"]),
        ("количество конверсий в мае и цена за штуку", ["conversions", "cpa"]),
        ("how much did Facebook cost in May and how much did it bring", ["spend", "revenue"]),
        ("сколько потратили на вк в мае и сколько это принесло", ["spend", "revenue"]),
    ],
)
def test_a_second_clause_keeps_its_subject(question: str, metrics: list[str]) -> None:
    assert call(question).args["metrics"] == metrics


@pytest.mark.parametrize(
    ("question", "days"),
    [
        ("how much did we spend from February to April", {"periods": ["2026-02-01..2026-04-30"]}),
        ("by how much did spend grow from March to April", {"compare_to": "2026-03-01..2026-03-31"}),
        ("сколько потратили с июля по август", {"periods": ["2026-07-01..2026-08-31"]}),
        ("на сколько вырос доход с июля к августу", {"compare_to": "2026-07-01..2026-07-31"}),
        ("расход за январь и сколько в феврале", {"periods": ["2026-01-01..2026-01-31", "2026-02-01..2026-02-28"]}),
    ],
)
def test_a_span_is_no_comparison_unless_a_movement_is_asked(question: str, days: dict[str, Any]) -> None:
    assert days.items() <= dict(call(question).args).items()


def test_days_beside_several_questions_are_held_against_all_of_them() -> None:
    found = asked("Выручка за август? А ROI? И как это к июлю?").calls

    assert {one.args["compare_to"] for one in found} == {"2026-07-01..2026-07-31"}
    assert {one.args["metrics"][0] for one in found} == {"revenue", "roi"}


@pytest.mark.parametrize(
    ("question", "move"),
    [
        ("what if we cut TikTok by a third", {"source": "tiktok", "amount": "33.3%"}),
        ("что если урезать тикток на две трети", {"source": "tiktok", "amount": "66.7%"}),
        ("если увеличить телеграм в полтора раза что получим", {"target": "telegram", "amount": "50%"}),
        ("what if i triple TikTok", {"target": "tiktok", "amount": "200%"}),
        ("что изменится, если вк срезать в два раза", {"source": "vk", "amount": "50%"}),
        (
            "suppose we pull the plug on TikTok and give it all to Telegram",
            {"source": "tiktok", "target": "telegram", "amount": "100%"},
        ),
    ],
)
def test_fractions_in_words_say_how_much_moves(question: str, move: dict[str, str]) -> None:
    assert call(question).name == "what_if"
    assert call(question).args["moves"] == [move]


@pytest.mark.parametrize("question", ["куда перелить бюджет?", "where should we move budget?", "где добавить бюджета?"])
def test_where_to_move_the_money_asks_for_advice_also_after_a_table(question: str) -> None:
    assert call("spend by campaign last month", question).name == "recommend"


@pytest.mark.parametrize(
    ("question", "args"),
    [
        ("skolko potratili v avguste", {"metrics": ["spend"], "periods": ["2026-08-01..2026-08-31"]}),
        ("vyruchka po kanalam za proshlyj mesyac", {"metrics": ["revenue"], "group_by": ["channel"]}),
        ("konversii po dnyam v avguste", {"metrics": ["conversions"], "group_by": ["day"]}),
        (
            "rashod bez telegrama v avguste",
            {"where": [{"dimension": "channel", "values": ["telegram"], "exclude": True}]},
        ),
    ],
)
def test_russian_in_latin_letters_is_read_as_it_sounds(question: str, args: dict[str, Any]) -> None:
    assert args.items() <= dict(call(question).args).items()


@pytest.mark.parametrize("pair", [("vyruchka", "выручка"), ("rashod", "расход"), ("proshluju", "прошлую")])
def test_spellings_of_one_russian_word_share_a_key(pair: tuple[str, str]) -> None:
    assert key_of(pair[0]) == key_of(pair[1])


@pytest.mark.parametrize(
    ("question", "days"),
    [
        ("заявки за январ", "2026-01-01..2026-01-31"),
        ("leads in jully", "2026-07-01..2026-07-31"),
        ("leads in arpil", "2026-04-01..2026-04-30"),
        ("spend last mnoth", "2026-10-01..2026-10-31"),
    ],
)
def test_a_slip_in_a_calendar_word_is_repaired_where_days_are_expected(question: str, days: str) -> None:
    assert call(question).args["periods"] == [days]


def test_english_with_slips_is_not_taken_for_russian() -> None:
    assert call("reveneu by platfrom in May").args["group_by"] == ["channel"]


def test_a_reading_at_the_present_pace_can_be_offered_as_a_button() -> None:
    found = asked("at this pace how many leads this month").calls

    assert all(labels_of([[one]], "en")[0] for one in found)
