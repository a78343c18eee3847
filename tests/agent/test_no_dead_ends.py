"""Whatever Demetra suggests she answers, about what it says: on demo data and on small files, in both languages."""

import re
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from agent.analyst import Analyst
from agent.answer import Answer
from agent.bootstrap import Demetra
from benchmarks.own_questions import (
    QUOTED,
    Own,
    answers_it,
    followed_up,
    of_texts,
    quoted_questions,
    ratio_in,
    suggested,
)
from ingest.files import load
from ingest.settings import Settings
from ingest.texts import LANGUAGES, Language
from tests.conftest import TODAY
from tools.dashboard.board import board
from tools.dashboard.spans import SPANS
from ui.chat.board import board_props

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("dead-ends")]

ASKED_BACK: Mapping[Language, tuple[str, ...]] = {
    "ru": ("расход Snapchat", "топ 5", "а по каналам?", "что дешевле?", "клики кампании Зимняя сказка", "клики выше 3"),
    "en": ("spend of Snapchat", "top 5", "what about by channel?", "which is cheaper?", "clicks above 3"),
}


@dataclass(frozen=True, kw_only=True)
class Place:
    """Demetra on some data."""

    running: Demetra
    analyst: Analyst


def _small(folder: Path) -> Path:
    """Two channels, four weeks, no results."""
    days = [TODAY - timedelta(days=back) for back in range(1, 29)]
    rows = [
        (day, name, 900 + day.day * k, 40 + day.day, 4_000) for day in days for k, name in enumerate(("VK", "Yandex"))
    ]
    lines = ["Date,Channel,Spend,Clicks,Impressions", *(",".join(map(str, row)) for row in rows)]
    return _written(folder, lines)


def _old(folder: Path) -> Path:
    """One channel without a name, two campaigns, days of two years ago."""
    days = [date(2024, 3, 1) + timedelta(days=n) for n in range(110)]
    rows = [(d, name, 500 + d.day * k, 60, 5, 900 + d.day) for d in days for k, name in enumerate(("Brand", "Rest"), 1)]
    lines = ["Date,Campaign,Cost,Clicks,Conversions,Revenue", *(",".join(map(str, row)) for row in rows)]
    return _written(folder, lines)


def _written(folder: Path, lines: list[str]) -> Path:
    path = folder / "data.csv"
    path.write_text("\n".join(lines), "utf-8")
    return path


@pytest.fixture(scope="module")
def urls(demo_url: str, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """A database of each kind of data."""
    made = {"demo": demo_url}
    for name, write in (("small", _small), ("old", _old)):
        folder = tmp_path_factory.mktemp(name)
        running = Demetra(settings=Settings(data_dir=folder, today=TODAY))
        load(running.store, [write(folder)], currency="RUB", today=TODAY)
        made[name] = running.settings.resolved_database_url()
    return made


@pytest.fixture(params=["demo", "small", "old"])
async def place(request: pytest.FixtureRequest, urls: Mapping[str, str], tmp_path: Path) -> AsyncIterator[Place]:
    """Each of them in turn."""
    settings = Settings(database_url=urls[request.param], data_dir=tmp_path, today=TODAY, OPENAI_BASE_URL="")  # type: ignore[call-arg]
    running = Demetra(settings=settings)
    async with running.analyst(remember=False) as analyst:
        yield Place(running=running, analyst=replace(analyst, pictures=False))
    running.engine.dispose()


async def _last(analyst: Analyst, *turns: str, language: Language) -> Answer:
    answers = [await analyst.ask(text, thread=" > ".join(turns), language=language) for text in turns]
    return answers[-1]


def _told(answer: Answer) -> str:
    calls = [(call.name, call.args) for call in answer.tool_calls]
    return f"{answer.question}: {answer.status} {calls} {answer.answer[:120]}"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_examples_starters_and_the_questions_of_the_opening_view_are_answered(
    place: Place, language: Language
) -> None:
    offered = suggested(place.running.metrics.catalogue(), language)

    found = {name: await _last(place.analyst, *one.turns, language=language) for name, one in offered.items()}

    ratio = ratio_in(place.running)
    assert [_told(found[name]) for name, one in offered.items() if not _is_right(found[name], one, ratio)] == []
    assert offered


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_click_on_a_figure_asks_for_the_same_days(place: Place, language: Language) -> None:
    desk = place.running.desk(language)
    wrong = []
    for key in SPANS:
        seen = board(key, desk)
        assert seen is not None
        props = board_props(seen, desk.metrics.catalogue(), language)
        asks = {card["ask"]: f"card {card['title']}" for card in props["cards"]}
        asks |= {row["ask"]: f"channel {row['name']}" for row in props["channels"]["rows"]}
        for ask in asks:
            answer = await _last(place.analyst, ask, language=language)
            days = (answer.period.start, answer.period.end) if answer.period else None
            if answer.status != "answered" or days != (seen.span.now.start, seen.span.now.end):
                wrong.append(_told(answer))
    assert not wrong


@pytest.mark.parametrize("language", LANGUAGES)
async def test_alerts_and_plans_of_the_opening_view_are_answered(
    urls: Mapping[str, str], place: Place, language: Language
) -> None:
    seen = board("30", place.running.desk(language))
    assert seen is not None
    props = board_props(seen, place.running.metrics.catalogue(), language)
    asks = [props["alerts"]["ask"], *(row["ask"] for row in (*props["alerts"]["rows"], *props["budgets"]))]

    found = [await _last(place.analyst, ask, language=language) for ask in dict.fromkeys(asks)]

    assert [_told(one) for one in found if one.status != "answered"] == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_follow_ups_under_every_kind_of_answer_are_answered(place: Place, language: Language) -> None:
    wrong = []
    async for one in followed_up(place.analyst, language):
        answer = await _last(place.analyst, *one.turns, language=language)
        wrong += [] if _is_right(answer, one) else [f"{one.turns[0]} > {_told(answer)}"]
    assert not wrong


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_reading_offered_and_every_example_in_a_refusal_is_answered(
    place: Place, language: Language
) -> None:
    wrong = []
    for opener in ASKED_BACK[language]:
        first = await _last(place.analyst, opener, language=language)
        for quoted in (*(option.reading for option in first.options), *_questions_in(first.answer, opener)):
            answer = await _last(place.analyst, opener, quoted, language=language)
            wrong += [] if answer.status == "answered" else [f"{opener} > {_told(answer)}"]
    assert not wrong


def _questions_in(text: str, said: str) -> Iterator[str]:
    for quoted in re.findall(r"[«“]([^«»“”]+)[»”]", text):
        if len(quoted.split()) > 1 and quoted not in said:
            yield quoted


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_question_quoted_in_any_text_is_answered(
    urls: Mapping[str, str], tmp_path: Path, language: Language
) -> None:
    settings = Settings(database_url=urls["demo"], data_dir=tmp_path, today=TODAY, OPENAI_BASE_URL="")  # type: ignore[call-arg]
    assert {key for key, _ in quoted_questions(language)} <= set(QUOTED), "say in QUOTED what the new question is about"
    async with Demetra(settings=settings).analyst(remember=False) as analyst:
        found = [(one, await _last(analyst, *one.turns, language=language)) for one in of_texts(language)]

    assert [_told(answer) for one, answer in found if not answers_it(answer, one)] == []


def _is_right(answer: Answer, one: Own, ratio: str = "") -> bool:
    return answer.status == "answered" and answers_it(answer, one, ratio)
