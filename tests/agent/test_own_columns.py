"""Columns in a trade's own words are asked for as the company calls them."""

from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from agent.analyst import Analyst
from agent.bootstrap import demetra
from ingest.files import load
from ingest.settings import Settings
from tools.semantics.question import Question

TODAY = date(2026, 11, 1)


def _export(header: str, separator: str) -> str:
    """Ninety days of two campaigns: clicks 100, and of the columns after the costs 10, 4 and 2, the last one money."""
    lines = [header]
    for number in range(90, 0, -1):
        day = TODAY - timedelta(days=number)
        for channel, campaign, paid in (("VK", "Alpha", 3), ("Google Ads", "Beta", 0)):
            lines.append(separator.join(map(str, (day, channel, campaign, 5000, 100, 120, 10, 4 + paid, 2, 30 * paid))))
    return "\n".join([*lines, ""])


RUSSIAN = _export("Дата;Канал;Кампания;Показы;Клики;Расход;Пробные уроки;Осмотры;Жалобы;Депозиты, ₽", ";")
ENGLISH = _export(
    "Date,Channel,Campaign,Impressions,Clicks,Cost,Trials started,Viewings,Complaints,Pipeline value", ","
)
OWN = {"own": "Пробные уроки;Осмотры;Жалобы;Депозиты, ₽;Trials started;Viewings;Complaints;Pipeline value"}


@pytest.fixture
async def asked(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Analyst]:
    settings = Settings(  # type: ignore[call-arg]
        _env_file=None, data_dir=tmp_path, today=TODAY, timezone="UTC", currency="RUB", openai_base_url=""
    )
    running = demetra(settings)
    path = tmp_path / "export.csv"
    path.write_text(request.param, encoding="utf-8")
    load(running.store, [path], currency="RUB", today=TODAY, mapping=OWN)
    async with running.analyst(remember=False) as analyst:
        yield analyst


async def _answer(analyst: Analyst, text: str) -> dict[str, Any]:
    return (await analyst.ask(text, thread=text)).as_json()


@pytest.mark.parametrize(
    ("asked", "text", "metric", "value"),
    [
        (RUSSIAN, "сколько пробных уроков было в октябре", "probnye_uroki", 620),
        (RUSSIAN, "сколько стоит пробный урок в октябре", "cost_per_probnye_uroki", 12),
        (RUSSIAN, "цена осмотра в октябре", "cost_per_osmotry", 240 / 11),
        (RUSSIAN, "депозиты за октябрь", "depozity", 90 * 31),
        (ENGLISH, "how many trials in October", "trials_started", 620),
        (ENGLISH, "cost per trial in October", "cost_per_trials_started", 12),
        (ENGLISH, "viewings in October", "viewings", 11 * 31),
    ],
    indirect=["asked"],
)
async def test_a_column_is_asked_by_its_name_in_any_form(asked: Analyst, text: str, metric: str, value: float) -> None:
    told = await _answer(asked, text)

    (table,) = told["tables"]
    assert [column["name"] for column in table["columns"]] == [metric]
    assert table["rows"][0][0] == pytest.approx(value)


@pytest.mark.parametrize("asked", [ENGLISH], indirect=True)
async def test_forecasts_reasons_and_alerts_take_a_column_as_any_metric(asked: Analyst) -> None:
    calls = {
        text: (await _answer(asked, text))["tool_calls"][0]
        for text in (
            "forecast trials for the next 14 days",
            "why did viewings change in October?",
            "alert me when cost per trial goes above 60",
        )
    }

    assert [(call["name"], call["args"].get("metric")) for call in calls.values()] == [
        ("forecast_metric", "trials_started"),
        ("explain_change", "viewings"),
        ("manage_alert_rule", None),
    ]
    said = (await _answer(asked, "alert me when cost per trial goes above 60"))["answer"]
    assert "cost of one" in said


@pytest.mark.parametrize("asked", [ENGLISH], indirect=True)
async def test_what_can_be_asked_names_the_columns(asked: Analyst) -> None:
    told = await _answer(asked, "which metrics do you have?")

    keys = {row[0] for table in told["tables"] for row in table["rows"]}
    assert {"trials_started", "cost_per_trials_started", "pipeline_value"} <= keys
    assert not {key for key in keys if str(key).startswith("own_")}
    assert Question(metrics=("trials_started_per_click",)).metrics == ("trials_started_per_click",)
