"""One question, the same figures to the last bit: engine, chat, command line, REST, MCP, dashboard, digest, report."""

import asyncio
import json
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from mcp.shared.memory import create_connected_server_and_client_session
from typer.testing import CliRunner

from agent.bootstrap import Demetra
from tests.api.conftest import Served, served  # noqa: F401 - a fixture
from tests.conftest import TODAY
from tools.access import LOCAL
from tools.asking import understand
from tools.dashboard.board import CARDS, board
from tools.dashboard.spans import SPANS
from tools.digest.facts import read_figures
from tools.report.compose import compose
from tools.report.content import Cards
from tools.report.order import ReportOrder, ground_of
from tools.semantics.question import Question
from ui.api.doors import Caller
from ui.cli import app as commands
from ui.mcp.server import mcp_server

METRICS = ("spend", "revenue", "roi", "roas", "ctr", "cpc", "cpa", "cvr", "conversions", "clicks", "impressions")
WORDS = {
    "spend": "расход",
    "revenue": "выручка",
    "roi": "ROI",
    "roas": "ROAS",
    "ctr": "CTR",
    "cpc": "CPC",
    "cpa": "CPA",
    "cvr": "CVR",
    "conversions": "конверсии",
    "clicks": "клики",
    "impressions": "показы",
}
CUTS = {(): "", ("channel",): "по каналам", ("campaign",): "по кампаниям", ("week",): "по неделям"}
PERIODS = {"last month": "за прошлый месяц", "last 30 days": "за последние 30 дней", "last week": "за прошлую неделю"}
COMPARED = {"": "", "previous": "по сравнению с прошлым периодом"}
QUESTIONS = st.tuples(
    st.sampled_from(METRICS),
    st.sampled_from(sorted(CUTS)),
    st.sampled_from(sorted(PERIODS)),
    st.sampled_from(sorted(COMPARED)),
)
BESIDE = ("_previous", "_change", "_change_pct")
"""What stands beside a metric that is compared."""


def figures(columns: list[dict[str, Any]], rows: list[list[Any]], metric: str) -> set[tuple[Any, ...]]:
    """By key of the row the metric's figures: surfaces may show more columns, and order rows as they like."""
    names = [column["name"] for column in columns]
    keys = [name for name in ("channel", "campaign", "week") if name in names]
    shown = [name for name in (metric, *(metric + one for one in BESIDE)) if name in names]
    places = [names.index(name) for name in shown]
    return {(*(str(row[names.index(key)]) for key in keys), *(row[place] for place in places)) for row in rows}


@dataclass(frozen=True, kw_only=True)
class Surfaces:
    """One database, asked in every way."""

    served: Served

    @property
    def running(self) -> Demetra:
        return self.served.running

    def engine(self, asked: dict[str, Any]) -> dict[str, Any]:
        desk = self.running.desk()
        question = understand(Question.model_validate(asked), desk).question
        return json.loads(desk.metrics.run(question, today=TODAY).table.model_dump_json())

    def command_line(self, asked: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
        given = {"DATA_DIR": str(self.running.data_dir), "TODAY": str(TODAY), "LANGUAGE": "en"}
        for name, value in given.items():
            monkeypatch.setenv(f"DEMETRA_{name}", value)
        options = ["--metrics", ",".join(asked["metrics"]), "--by", ",".join(asked["group_by"])]
        options += ["--compare", asked["compare_to"]] if asked.get("compare_to") else []
        result = CliRunner().invoke(commands, ["query", *options, "--period", asked["periods"][0], "--json"])
        assert result.exit_code == 0, result.output
        return dict(json.loads(result.stdout)["tables"][0])

    def rest(self, asked: dict[str, Any]) -> dict[str, Any]:
        return dict(self.served.client.post("/api/query", json=asked).json()["tables"][0])

    def chat(self, metric: str, *more: str) -> dict[str, Any]:
        words = " ".join(part for part in (WORDS[metric], *more) if part)
        said = self.served.client.post("/api/ask", json={"question": words}).json()["answer"]
        assert said["status"] == "answered", words
        return dict(said["tables"][0])

    def assistant(self, asked: dict[str, Any]) -> dict[str, Any]:
        doors = self.served.app.state.doors

        async def ask() -> dict[str, Any]:
            async def caller_of() -> Caller:
                return Caller(doors=doors, actor=LOCAL, language="en", by="mcp")

            async with create_connected_server_and_client_session(mcp_server(caller_of)) as session:
                result = await session.call_tool("query_metrics", asked)
            assert result.structuredContent is not None
            return dict(result.structuredContent["tables"][0])

        return asyncio.run(ask())


@pytest.fixture
def surfaces(served: Served) -> Surfaces:  # noqa: F811
    return Surfaces(served=served)


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(QUESTIONS)
@example(("roi", ("channel",), "last month", "previous"))
@example(("spend", (), "last 30 days", "previous"))
@example(("clicks", ("week",), "last month", "previous"))
def _same(surfaces: Surfaces, monkeypatch: pytest.MonkeyPatch, drawn: tuple[str, tuple[str, ...], str, str]) -> None:
    metric, cut, period, compared = drawn
    asked = {"metrics": [metric], "group_by": list(cut), "periods": [period], "compare_to": compared}
    said = {
        "engine": surfaces.engine(asked),
        "command line": surfaces.command_line(asked, monkeypatch),
        "rest": surfaces.rest(asked),
        "mcp": surfaces.assistant(asked),
        "chat": surfaces.chat(metric, CUTS[cut], PERIODS[period], COMPARED[compared]),
    }
    found = {name: figures(table["columns"], table["rows"], metric) for name, table in said.items()}

    assert len(found["engine"]) > 0
    assert not compared or all(len(row) > len(cut) + 1 for row in found["engine"]), "compared figures stand beside"
    for name in found:
        assert found[name] == found["engine"], (name, asked)


@pytest.mark.promise(2)
def test_a_question_gets_the_same_figures_from_engine_chat_command_line_rest_and_mcp(
    surfaces: Surfaces, monkeypatch: pytest.MonkeyPatch
) -> None:
    _same(surfaces, monkeypatch)


def totals(surfaces: Surfaces, days: str, metrics: tuple[str, ...]) -> dict[str, Any]:
    """What REST says of these days as a whole."""
    table = surfaces.rest({"metrics": list(metrics), "periods": [days]})
    return dict(zip((column["name"] for column in table["columns"]), table["rows"][0], strict=True))


@pytest.mark.promise(2)
@pytest.mark.parametrize("span", sorted(SPANS))
def test_the_dashboards_cards_are_the_engines_figures(surfaces: Surfaces, span: str) -> None:
    shown = board(span, surfaces.running.desk())

    assert shown is not None
    whole = totals(surfaces, str(shown.span.now), CARDS)
    before = totals(surfaces, str(shown.span.before), CARDS)
    assert {card.metric: (card.value, card.before) for card in shown.cards} == {
        card.metric: (whole[card.metric], before[card.metric]) for card in shown.cards
    }
    assert len(shown.cards) > 3


@pytest.mark.promise(2)
@pytest.mark.parametrize("period", ["daily", "weekly", "monthly"])
def test_the_digests_cards_are_the_engines_figures(surfaces: Surfaces, period: Any) -> None:
    told = read_figures(surfaces.running.desk(), period)

    assert told is not None
    whole, before = (totals(surfaces, str(days), told.cards) for days in (told.days.now, told.days.before))
    for name in told.cards:
        assert (told.totals[name], told.totals[f"{name}_previous"]) == (whole[name], before[name])
    assert len(told.cards) > 3


def now_and_before(table: dict[str, Any], metric: str) -> tuple[Any, Any]:
    """A metric of a table of one row, and what it was."""
    names = [column["name"] for column in table["columns"]]
    return table["rows"][0][names.index(metric)], table["rows"][0][names.index(f"{metric}_previous")]


def report_cards(surfaces: Surfaces, days: str) -> dict[str, tuple[Any, Any]]:
    """What the report's first page says, now and before, by metric."""
    ground = ground_of(ReportOrder(period=days), surfaces.running.desk())
    blocks = [block for section in compose(ground).sections for block in section.blocks]
    return {
        card.metric: (card.value, card.before) for block in blocks if isinstance(block, Cards) for card in block.cards
    }


@pytest.mark.slow
@pytest.mark.promise(2)
@pytest.mark.parametrize(
    ("period", "words"), [("daily", "за вчера"), ("weekly", "за последние 7 дней"), ("monthly", "за прошлый месяц")]
)
def test_eight_surfaces_say_one_figure(
    surfaces: Surfaces, monkeypatch: pytest.MonkeyPatch, period: Any, words: str
) -> None:
    desk = surfaces.running.desk()
    told = read_figures(desk, period)
    assert told is not None
    days = str(told.days.now)
    shown, reported = board(days, desk), report_cards(surfaces, days)
    assert shown is not None
    cards = {card.metric: (card.value, card.before) for card in shown.cards}
    shared = sorted(set(told.cards) & set(cards) & set(reported) & set(WORDS))

    assert len(shared) > 2
    for metric in shared:
        asked = {"metrics": [metric], "group_by": [], "periods": [days], "compare_to": "previous"}
        tables = {
            "engine": surfaces.engine(asked),
            "command line": surfaces.command_line(asked, monkeypatch),
            "rest": surfaces.rest(asked),
            "mcp": surfaces.assistant(asked),
            "chat": surfaces.chat(metric, words, COMPARED["previous"]),
        }
        said = {name: now_and_before(table, metric) for name, table in tables.items()}
        assert set(said.values()) == {said["engine"]}, (metric, said)
        cards_said = {
            (told.totals[metric], told.totals[f"{metric}_previous"]): told.days.before,
            cards[metric]: shown.span.before,
            reported[metric]: ground_of(ReportOrder(period=days), desk).before,
        }
        assert len(said) == 5
        for card, before in cards_said.items():  # each with days before of its own
            assert card == now_and_before(surfaces.rest({**asked, "compare_to": str(before)}), metric), (metric, before)


@pytest.mark.slow
@pytest.mark.promise(2)
def test_the_reports_cards_are_the_engines_figures(surfaces: Surfaces) -> None:
    ground = ground_of(ReportOrder(period="last month"), surfaces.running.desk())
    reported = report_cards(surfaces, "last month")

    whole, before = (totals(surfaces, str(days), tuple(reported)) for days in (ground.now, ground.before))
    assert reported == {name: (whole[name], before[name]) for name in reported}
    assert len(reported) > 3
