"""Questions about the future and about budgets become the calls that answer them."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from agent.understanding.outcome import Asked
from agent.understanding.understand import understand
from tests.conftest import TODAY
from tests.tools.outlook_world import loaded
from tools.semantics.catalogue import Catalogue
from tools.tool import find_tools

QUESTIONS: list[tuple[str, str, dict[str, Any]]] = [
    ("прогноз выручки на 14 дней", "forecast_metric", {"metric": "revenue", "horizon": 14}),
    (
        "what ROI will TikTok bring next month?",
        "forecast_metric",
        {"metric": "roi", "period": "2026-12-01..2026-12-31"},
    ),
    (
        "how should I split 500 000 ₽, at most 30 % on Google",
        "allocate_budget",
        {"budget": 500_000, "maximum": {"google_ads": "30%"}},
    ),
    (
        "распредели 500к на месяц, не больше 30 % на Google, Telegram не трогать, хотя бы 10 % на TikTok",
        "allocate_budget",
        {
            "budget": 500_000,
            "days": 30,
            "maximum": {"google_ads": "30%"},
            "keep": ["telegram"],
            "minimum": {"tiktok": "10%"},
        },
    ),
    (
        "распредели 300 тысяч на неделю без TikTok, максимум 100 тысяч на Telegram",
        "allocate_budget",
        {"budget": 300_000, "days": 7, "exclude": ["tiktok"], "maximum": {"telegram": "100000"}},
    ),
    ("самый дешёвый способ получить 500 конверсий", "allocate_budget", {"goal": 500, "target": "conversions"}),
    ("сколько можно потратить, чтобы ROI был выше 100 %", "allocate_budget", {"least_roi": 1.0}),
    (
        "what if I move 20% of TikTok to Google",
        "what_if",
        {"moves": [{"source": "tiktok", "target": "google_ads", "amount": "20%"}]},
    ),
    (
        "что будет, если перенести 100 тыс. из TikTok в Telegram",
        "what_if",
        {"moves": [{"source": "tiktok", "target": "telegram", "amount": "100000"}]},
    ),
    ("что если отключить TikTok", "what_if", {"moves": [{"source": "tiktok", "amount": "100%"}]}),
    (
        "хочу перекинуть 100к с TikTok на Google, что будет",
        "what_if",
        {"moves": [{"source": "tiktok", "target": "google_ads", "amount": "100000"}]},
    ),
    ("what if we double the budget of Google", "what_if", {"moves": [{"target": "google_ads", "amount": "100%"}]}),
    (
        "окупится ли новая кампания в Telegram на 300 тыс.?",
        "predict_campaign",
        {"channel": "telegram", "budget": 300_000},
    ),
    ("насколько точны твои прогнозы", "forecast_quality", {}),
    ("how accurate were your forecasts?", "forecast_quality", {}),
]


@pytest.fixture
def catalogue(sqlite_engine: Engine, tmp_path: Path) -> Catalogue:
    return loaded(sqlite_engine, tmp_path, days=60).metrics.catalogue()


def _call(question: str, catalogue: Catalogue, today: date = TODAY) -> tuple[str, dict[str, Any]]:
    language = "ru" if any("а" <= letter <= "я" for letter in question) else "en"
    tools = frozenset(find_tools())
    (call,) = understand(
        Asked(text=question, catalogue=catalogue, today=today, language=language, tools=tools)  # type: ignore[arg-type]
    ).calls
    return call.name, dict(call.args)


@pytest.mark.parametrize(("question", "tool", "args"), QUESTIONS, ids=[entry[0] for entry in QUESTIONS])
def test_the_question_becomes_the_call(question: str, tool: str, args: dict[str, Any], catalogue: Catalogue) -> None:
    name, said = _call(question, catalogue)

    assert name == tool
    assert {key: said.get(key) for key in args} == args
    find_tools()[name].arguments(**said)
