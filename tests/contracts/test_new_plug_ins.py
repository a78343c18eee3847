"""What is added while Demetra runs is there for everyone: a tool, a kind of chart, a kind of alert rule, a channel.

Each is put into its registry for the length of a test and then used in a conversation, on the command line, in a chart.
"""

import importlib
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from sqlalchemy import Engine
from typer.testing import CliRunner

from agent.bootstrap import Demetra
from agent.models.offered import offered
from ingest.errors import InvalidInput
from ingest.files import load
from ingest.settings import Settings
from ingest.store.store import Store
from tests.conftest import NOW, TODAY, MakeAnalyst
from tests.servers.openai import Reply, after_tools, model_server
from tools.alerts import evaluate as alerts
from tools.alerts.rules.model import Rule
from tools.charts.chart import chart_kinds, draw, figure, spec_for
from tools.engine.table import Column, Table
from tools.semantics.question import Question
from tools.tool import find_tools
from ui.cli import app

NEW_TOOL = '''
"""How many days there are."""
from pydantic import BaseModel
from tools.tool import Tool, ToolResult

class CountDays(BaseModel):
    """Nothing to say."""

def run(asking, desk):
    """The number of days with data."""
    found = desk.metrics.catalogue()
    days = (found.last_day - found.first_day).days + 1
    return ToolResult(text=f"Data cover {days} days.", facts={"days": days})

TOOL = Tool(name="count_days", description="Says how many days of data there are, for whoever asks about that.",
            titles={"ru": "Дни", "en": "Days"}, arguments=CountDays, run=run, example={})
'''
NEW_CHART = '''
"""Bars under another name."""
from dataclasses import replace
from tools.charts.kinds.bar import CHART as BAR
from tools.charts.chart import Chart

def compose(spec, look):
    """As bars."""
    return BAR.compose(spec.model_copy(update={"kind": "bar"}), look)

CHART = Chart(kind="columns", compose=compose, examples=())
'''
TABLE = Table(
    title="Spend by channel",
    columns=[Column(name="channel", unit="text"), Column(name="spend", unit="money:RUB")],
    rows=[["tiktok", 100.0], ["vk", 50.0]],
    rows_total=2,
)


@pytest.fixture
def added(tmp_path: Path) -> Iterator[Callable[[str, str, str], None]]:
    """Puts a file of source into a package for the length of the test."""
    undo: list[Callable[[], object]] = []

    def add(package: str, name: str, source: str) -> None:
        folder = tmp_path / package
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.py").write_text(source, encoding="utf-8")
        paths = importlib.import_module(package).__path__
        paths.append(str(folder))
        undo.extend((lambda: paths.remove(str(folder)), lambda: sys.modules.pop(f"{package}.{name}", None)))
        _forget()

    yield add
    for step in undo:
        step()
    _forget()


def _forget() -> None:
    importlib.invalidate_caches()
    find_tools.cache_clear()
    chart_kinds.cache_clear()


async def test_a_new_tool_is_offered_called_and_told_in_a_conversation(
    added: Callable[[str, str, str], None],
    analyst_on: MakeAnalyst,
) -> None:
    added("tools.analytics", "count_days", NEW_TOOL)
    brain = after_tools(Reply(calls=(("count_days", {}),)), lambda text: text)

    with model_server(brain) as (address, _, _model):
        async with analyst_on(address) as analyst:
            answer = await analyst.ask("How many days of data are there?", thread="t")

    assert "count_days" in {one["function"]["name"] for one in offered("days", [], ["count_days"])}
    assert answer.tool_calls[0].name == "count_days"
    assert "Data cover" in answer.answer
    assert answer.ungrounded == []


def _printed(demetra: Demetra, address: str, monkeypatch: pytest.MonkeyPatch, *words: str) -> Any:
    """What a command prints as JSON, over a demo with a model at an address."""
    settings = {"DATABASE_URL": demetra.settings.database_url, "DATA_DIR": demetra.settings.data_dir, "TODAY": TODAY}
    for name, value in settings.items():
        monkeypatch.setenv(f"DEMETRA_{name}", str(value))
    monkeypatch.setenv("OPENAI_BASE_URL", address)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-local")
    told = CliRunner().invoke(app, [*words, "--json"])
    assert told.exit_code == 0, told.output
    return json.loads(told.stdout)


def test_a_new_tool_is_called_from_the_command_line(
    added: Callable[[str, str, str], None],
    demetra_on: Callable[..., Demetra],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    added("tools.analytics", "count_days", NEW_TOOL)

    with model_server(after_tools(Reply(calls=(("count_days", {}),)), lambda text: text)) as (address, _, _model):
        answer = _printed(demetra_on(), address, monkeypatch, "ask", "How many days of data are there?")

    assert answer["tool_calls"][0]["name"] == "count_days"
    assert "Data cover" in answer["answer"]


def test_a_new_kind_of_chart_is_drawn_from_the_command_line(
    added: Callable[[str, str, str], None],
    demetra_on: Callable[..., Demetra],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    added("tools.charts.kinds", "columns", NEW_CHART)
    args = {"metrics": ["spend"], "group_by": ["channel"], "periods": ["last 30 days"], "view": "columns"}

    with model_server(after_tools(Reply(calls=(("plot_chart", args),)), lambda text: "")) as (address, _, _model):
        answer = _printed(demetra_on(), address, monkeypatch, "ask", "Spend by channel as columns")

    assert [chart["kind"] for chart in answer["charts"]] == ["columns"]
    assert Path(answer["charts"][0]["path"]).is_file()


def test_a_new_kind_of_chart_may_be_asked_for_and_is_drawn_both_ways(added: Callable[[str, str, str], None]) -> None:
    added("tools.charts.kinds", "columns", NEW_CHART)

    asked = Question.model_validate({"metrics": ["spend"], "group_by": ["channel"], "view": "columns"})
    spec = spec_for(TABLE, kind=asked.view)

    assert "columns" in Question.model_json_schema()["properties"]["view"]["enum"]
    assert draw(spec) == draw(spec.model_copy(update={"kind": "bar"}))
    assert len(figure(spec).data) == len(figure(spec.model_copy(update={"kind": "bar"})).data)


async def test_a_new_kind_of_chart_is_drawn_in_a_conversation(
    added: Callable[[str, str, str], None],
    analyst_on: MakeAnalyst,
) -> None:
    added("tools.charts.kinds", "columns", NEW_CHART)
    args = {"metrics": ["spend"], "group_by": ["channel"], "periods": ["last 30 days"], "view": "columns"}
    brain = after_tools(Reply(calls=(("plot_chart", args),)), lambda text: "")

    with model_server(brain) as (address, _, _model):
        async with analyst_on(address) as analyst:
            answer = await analyst.ask("Spend by channel as columns", thread="t")

    assert [chart.kind for chart in answer.charts] == ["columns"]
    assert answer.charts[0].path.endswith(".png")


def test_a_chart_nobody_added_is_refused_with_what_there_is() -> None:
    with pytest.raises(InvalidInput) as refused:
        Question.model_validate({"metrics": ["spend"], "view": "columns"})

    assert "heatmap" in refused.value.say("en")


def test_a_new_kind_of_alert_rule_is_evaluated_backtested_and_asked_for(
    monkeypatch: pytest.MonkeyPatch,
    demetra_on: Callable[..., Demetra],
) -> None:
    entry = alerts.ALERTS["low_conversion"]
    preset = replace(entry.preset, kind="very_low_conversion", below=1.0, min_events=1, calibrate=False)
    new = replace(entry, preset=preset)
    monkeypatch.setattr(alerts, "ALERTS", MappingProxyType({**alerts.ALERTS, "very_low_conversion": new}))
    story = entry.fires_on()

    found = alerts.evaluate(story.history, "very_low_conversion", story.last_day, context=story.context, language="en")
    tool = find_tools()["backtest_rule"]
    told = tool.run(tool.arguments.model_validate({"rule": "very_low_conversion"}), demetra_on().desk("en"))

    assert {one.rule for one in found} == {"very_low_conversion"}
    assert isinstance(alerts.ALERTS["very_low_conversion"].preset, Rule)
    assert told.status == "answered"
    assert told.text


@pytest.fixture
def with_acme(sqlite_engine: Engine, tmp_path: Path) -> Demetra:
    """A database in which a channel nobody has heard of has spent money."""
    path = tmp_path / "acme.csv"
    days = "\n".join(f"2026-11-{day:02d},Acme Boards,City,{100 + day},1000,50,5,900" for day in range(1, 22))
    path.write_text(f"Date,Channel,Campaign,Spend,Impressions,Clicks,Conversions,Revenue\n{days}\n", encoding="utf-8")
    load(Store(sqlite_engine, now=lambda: NOW), [path], currency="RUB", today=TODAY)
    settings = Settings(  # type: ignore[call-arg]
        _env_file=None, database_url=str(sqlite_engine.url), data_dir=tmp_path, today=TODAY, openai_base_url=""
    )
    return Demetra(settings=settings)


@pytest.mark.parametrize(
    "question", ["Chart of Acme Boards spend in November", "График расходов Acme Boards за ноябрь"]
)
async def test_a_new_channel_is_asked_for_by_name_and_drawn(with_acme: Demetra, question: str) -> None:
    async with with_acme.analyst(remember=False) as analyst:
        answer = await analyst.ask(question, thread="t")

    assert answer.status == "answered"
    assert answer.charts
    total = sum(100 + day for day in range(1, 22))
    figures = [cell for table in (*answer.tables, *answer.totals) for row in table.rows for cell in row]
    drawn = sum(cell for cell in figures if isinstance(cell, int | float))
    assert total in figures or drawn >= total


def test_a_new_channel_is_queried_on_the_command_line(with_acme: Demetra, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"DATABASE_URL": with_acme.settings.database_url, "TODAY": str(TODAY), "LANGUAGE": "en"}.items():
        monkeypatch.setenv(f"DEMETRA_{name}", str(value))

    told = CliRunner().invoke(
        app, ["query", "--metrics", "spend", "--by", "channel", "--period", "2026-11-01..2026-11-21", "--json"]
    )

    assert told.exit_code == 0, told.output
    rows = json.loads(told.stdout)["tables"][0]["rows"]
    assert len(rows) == 1
    assert rows[0][1] == sum(100 + day for day in range(1, 22))
