"""How a person wants to be answered from now on: understood by words, kept for them, used wherever they ask."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine

from agent.bootstrap import Demetra
from agent.understanding.dialogue.preferring import preferring
from tests.conftest import NOW
from tools.access import LOCAL, Actor
from tools.access.people import People
from tools.access.preferences import Preferences, prefer, preferences_of

ANNA = Actor(name="anna", role="analyst")


@pytest.mark.parametrize(
    ("said", "wish"),
    [
        ("отвечай по-английски", {"language": "en"}),
        ("Отвечай мне на русском языке, пожалуйста!", {"language": "ru"}),
        ("перейди на английский", {"language": "en"}),
        ("Switch to Russian", {"language": "ru"}),
        ("can you answer in English from now on?", {"language": "en"}),
        ("отвечай на языке вопроса", {"language": None}),
        ("answer in the language of the question", {"language": None}),
        ("по умолчанию считай за 7 дней", {"days": 7}),
        ("если период не назван, бери последние две недели", {"days": 14}),
        ("set the default period to 90 days", {"days": 90}),
        ("always use the last week", {"days": 7}),
        ("расход на английском", None),
        ("кампании на русском языке", None),
        ("а на английском?", None),
        ("spend in English campaigns", None),
        ("считай за 7 дней", None),
        ("по умолчанию расход за 7 дней", None),
        ("always show spend for 7 days", None),
        ("какой период по умолчанию?", None),
    ],
)
def test_a_wish_is_told_from_a_question(said: str, wish: dict[str, object] | None) -> None:
    assert preferring(said) == wish


def test_what_is_chosen_is_kept_apart_for_each_person(engine: Engine) -> None:
    people = People(engine=engine, now=lambda: NOW)
    people.add("anna", "analyst", by="test")

    prefer(engine, "anna", Preferences(language="en", days=7), NOW)
    prefer(engine, LOCAL.name, Preferences(days=90), NOW)

    assert preferences_of(engine, "anna") == Preferences(language="en", days=7)
    assert preferences_of(engine, LOCAL.name) == Preferences(days=90)
    assert preferences_of(engine, "boris") == Preferences()
    assert [one.person.name for one in people.all()] == ["anna"]
    assert people.welcome(LOCAL.name) is None


async def test_every_later_answer_follows(demo_url: str, demetra_on: Callable[..., Demetra], tmp_path: Path) -> None:
    own = tmp_path / "own.db"
    shutil.copy(demo_url.partition("///")[2], own)
    running = demetra_on(database_url=f"sqlite:///{own}")
    async with running.analyst(remember=False) as analyst:
        refused = await analyst.ask("по умолчанию считай за 5000 дней", thread="a", actor=ANNA)
        week = await analyst.ask("по умолчанию считай за 7 дней", thread="a", actor=ANNA)
        english = await analyst.ask("отвечай по-английски", thread="a", actor=ANNA)
        hers = await analyst.ask("расход по каналам", thread="b", actor=ANNA)
        named = await analyst.ask("расход в октябре", thread="b", actor=ANNA)
        others = await analyst.ask("расход по каналам", thread="c")

    assert (refused.status, week.status, english.status) == ("clarify", "answered", "answered")
    assert "7" in week.answer
    assert (english.language, english.tool_calls) == ("en", [])
    assert hers.period is not None
    assert named.period is not None
    assert others.period is not None
    assert (hers.language, str(hers.period.start), str(hers.period.end)) == ("en", "2026-11-15", "2026-11-21")
    assert str(named.period.start) == "2026-10-01"
    assert (others.language, str(others.period.start)) == ("ru", "2026-10-23")
