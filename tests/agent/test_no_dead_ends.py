"""Whatever Demetra suggests she answers, about what it says: on demo data and on small files, in both languages."""

import re
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from agent.abilities import ABILITIES
from agent.analyst import Analyst
from agent.answer import Answer
from agent.bootstrap import Demetra
from agent.examples import PLAIN, Suggestion, ratio_of
from ingest.files import load
from ingest.settings import Settings
from ingest.texts import LANGUAGES, Language, say, text_files
from tests.conftest import TODAY
from tools.dashboard.board import board
from tools.dashboard.spans import SPANS
from ui.chat.board import QUESTIONS, board_props
from ui.chat.chat_controller import STARTERS

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("dead-ends")]

RATIO = object()
"""Stands for whatever ratio the data have."""
ABOUT: Mapping[str, tuple[str, Mapping[str, object]]] = {
    "best": ("query_metrics", {"metrics": [RATIO], "group_by": ["channel"], "order_by": RATIO}),
    "worst": ("query_metrics", {"metrics": [RATIO], "group_by": ["channel"], "order_by": RATIO}),
    "cut": ("query_metrics", {"metrics": [RATIO], "group_by": ["channel"]}),
    "best-campaign": ("query_metrics", {"metrics": [RATIO], "group_by": ["campaign"], "order_by": RATIO}),
    "month": ("query_metrics", {"metrics": [RATIO]}),
    "spend-months": ("query_metrics", {"metrics": ["spend"], "group_by": ["month"]}),
    "data": ("describe_data", {"about": "overview"}),
    "chart": ("plot_chart", {"metrics": ["spend"], "group_by": ["channel"]}),
    "chart-days": ("plot_chart", {"metrics": ["spend"], "group_by": ["day"]}),
    "compare": ("compare_periods", {"metrics": ["spend", "revenue", "roi"]}),
    "compare-spend": ("compare_periods", {"metrics": ["spend"]}),
    "top": ("query_metrics", {"metrics": [RATIO], "group_by": ["campaign"], "limit": 10}),
    "why": ("explain_change", {"metric": "revenue"}),
    "why-spend": ("explain_change", {"metric": "spend"}),
    "channels": ("query_metrics", {"metrics": [RATIO], "group_by": ["channel"]}),
    "audience": ("query_metrics", {"group_by": ["audience"]}),
    "time": ("best_time", {}),
    "advice": ("recommend", {}),
    "forecast": ("forecast_metric", {"metric": "spend"}),
    "alerts": ("list_alerts", {}),
    "rule": ("manage_alert_rule", {"action": "add"}),
    "report": ("make_report", {}),
}
"""What each example must be answered with: the tool, and what of its arguments."""
QUOTED: Mapping[str, tuple[str, ...]] = {
    "understanding-no-such-part": ("describe_data",),
    "note-differs": ("data_health",),
    "digest-outdated": ("data_health",),
    "digest-advice": ("allocate_budget",),
    "alerts-phrase-no-level": ("manage_alert_rule",),
    "alerts-phrase-change": ("manage_alert_rule",),
    "alerting-needs-phrase": ("manage_alert_rule",),
    "alerting-which-none": ("manage_alert_rule",),
    "alerting-change-what": ("manage_alert_rule",),
    "bot-linked": ("describe_data",),
    "bot-voice": ("describe_data",),
    "bot-subscribe-how": ("manage_subscription",),
    "subscription-what": ("manage_subscription",),
    "chat-alerts-unread": ("list_alerts",),
    "chat-pin-what": ("query_metrics",),
    "explain-plan-ratio": ("plan_fact",),
    "terms-none": ("remember_definition",),
    "terms-unknown": ("remember_definition",),
    "advice-settled": ("advice_record",),
    "record-none": ("decide_advice",),
    "record-which": ("decide_advice",),
    "record-no-advice": ("recommend",),
    "record-unknown": ("recommend",),
    "goal-none": ("set_goal",),
    "quiet-unknown": ("quiet_alerts",),
    "guide-upload": ("manage_load",),
    "guide-telegram": ("manage_subscription",),
    "guide-rule": ("manage_alert_rule",),
    "guide-report": ("make_report", "export_table"),
}
"""By the key of a text that quotes a question: the tools that answer it."""
BEFORE: Mapping[str, Mapping[Language, str]] = {
    "alerting-change-what": {"ru": "измени правило 3", "en": "change rule 3"},
    "record-none": {"ru": "что делать?", "en": "what should I do?"},
    "record-which": {"ru": "что делать?", "en": "what should I do?"},
    "guide-report": {"ru": "расход по каналам за октябрь", "en": "spend by channel in October"},
}
"""What is asked before a quoted answer that cannot stand alone."""
NO_QUESTION = re.compile(
    r"forecast-track|quality-|period-unknown|question-pace|answer-no-data|chat-files-note|cli-|score-how|guide-settings"
)
"""Texts whose quoted words are a phrase to put into a question, a name, a setting or a file."""
COMMAND = re.compile(r"demetra ")
FOLLOW_UPS: Mapping[str, tuple[str, Mapping[str, object]]] = {
    "by-channel": ("", {"group_by": ["channel"]}),
    "by-campaign": ("", {"group_by": ["campaign"]}),
    "previous": ("compare_periods", {}),
    "trend": ("plot_chart", {"group_by": ["day"]}),
    "export": ("export_table", {"view": "xlsx"}),
}
OPENERS: Mapping[Language, tuple[str, ...]] = {
    "ru": (
        "расход",
        "CPC по каналам",
        "топ-3 кампании по кликам",
        "клики по месяцам",
        "расход за вчера",
        "доля каналов в расходе",
        "кампании с CPC выше 1",
        "график расхода по неделям",
        "сравни расход с прошлым периодом",
        "расход за всё время",
        "средний расход в день",
        "клики по дням недели",
    ),
    "en": (
        "spend",
        "CPC by channel",
        "top 3 campaigns by clicks",
        "clicks by month",
        "spend yesterday",
        "share of channels in spend",
        "campaigns with CPC above 1",
        "chart of spend by week",
        "compare spend with the previous period",
        "spend for all time",
        "average spend per day",
        "clicks by weekday",
    ),
}
"""A question of each kind of answer."""
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


def _is_about(answer: Answer, tool: str, wanted: Mapping[str, object], ratio: str = "") -> bool:
    if answer.status != "answered" or not answer.tool_calls:
        return False
    call = answer.tool_calls[-1]
    right = {key: _filled(value, ratio) for key, value in wanted.items()}
    return (not tool or call.name == tool) and all(call.args.get(key) == value for key, value in right.items())


def _filled(value: object, ratio: str) -> object:
    if isinstance(value, list):
        return [_filled(one, ratio) for one in value]
    return ratio if value is RATIO else value


def _told(answer: Answer) -> str:
    calls = [(call.name, call.args) for call in answer.tool_calls]
    return f"{answer.question}: {answer.status} {calls} {answer.answer[:120]}"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_examples_starters_and_the_questions_of_the_opening_view_are_answered(
    place: Place, language: Language
) -> None:
    catalogue = place.running.metrics.catalogue()
    kinds: tuple[tuple[Suggestion, ...], ...] = (PLAIN, ABILITIES, *STARTERS.values(), *QUESTIONS)
    offered = {one.name: one for of in kinds for one in of if one.fits(catalogue)}

    found = {
        name: await _last(place.analyst, one.text(catalogue, language), language=language)
        for name, one in offered.items()
    }

    missed = [_told(found[name]) for name in found if not _is_about(found[name], *ABOUT[name], ratio_of(catalogue))]
    assert not missed
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
    names = {say(f"suggest-{name}", language): name for name in FOLLOW_UPS}
    wrong = []
    for opener in OPENERS[language]:
        first = await _last(place.analyst, opener, language=language)
        for suggestion in first.suggestions:
            answer = await _last(place.analyst, opener, suggestion, language=language)
            same = (
                answer.tool_calls and answer.tool_calls[-1].args.get("metrics") == first.tool_calls[-1].args["metrics"]
            )
            if not (same and _is_about(answer, *FOLLOW_UPS[names[suggestion]])):
                wrong.append(f"{opener} > {_told(answer)}")
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
    quoted = {
        (key, text)
        for path in text_files(language)
        for key, body in re.findall(r"^([a-z][\w-]*) =(.*(?:\n[ }].*)*)", path.read_text("utf-8"), re.M)
        if not NO_QUESTION.match(key)
        for text in re.findall(r"(?<![^\s(])[«“\"](?!\s)([^«»“”\"]+)(?<!\s)[»”\"]", re.sub(r"\{[^{}]*\}", "", body))
        if len(re.findall(r"[^\W\d]+", text)) > 1 and not COMMAND.match(text)
    }
    async with Demetra(settings=settings).analyst(remember=False) as analyst:
        before = {key: [told[language]] for key, told in BEFORE.items()}
        found = [
            (key, await _last(analyst, *before.get(key, ()), text, language=language)) for key, text in sorted(quoted)
        ]

    assert {key for key, _ in found} <= set(QUOTED), "say in QUOTED what the new question is about"
    assert [f"{key}: {_told(one)}" for key, one in found if not _has_asked(one, QUOTED[key])] == []


def _has_asked(answer: Answer, tools: tuple[str, ...]) -> bool:
    """Whether it was understood; that nothing is remembered or loaded yet is an answer too."""
    return answer.status in ("answered", "no_data") and bool(answer.tool_calls) and answer.tool_calls[-1].name in tools
