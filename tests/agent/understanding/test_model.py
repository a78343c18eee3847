"""The planner as a chat model."""

from pathlib import Path
from typing import Any

import pytest
from langchain_core.messages import AIMessage, HumanMessage, ToolMessage
from sqlalchemy import Engine

from agent.understanding.model import Understanding
from tests.agent.understanding.asked import SHOP, TODAY
from tests.conftest import NOW
from tools.engine.engine import MetricEngine
from tools.tool import ToolContext


class Shop(MetricEngine):
    """An engine that only knows the shop's catalogue."""

    def catalogue(self) -> Any:
        return SHOP


@pytest.fixture
def config(sqlite_engine: Engine, tmp_path: Path) -> dict[str, Any]:
    desk = ToolContext(
        metrics=Shop(sqlite_engine, currency="USD"), today=TODAY, now=NOW, language="en", data_dir=tmp_path
    )
    return {"configurable": {"desk": desk, "language": "en"}}


def test_a_question_becomes_tool_calls(config: dict[str, Any]) -> None:
    reply = Understanding().invoke([HumanMessage("ROI by channel in May")], config)  # type: ignore[arg-type]

    assert [(call["name"], call["args"]["metrics"]) for call in reply.tool_calls] == [("query_metrics", ["roi"])]


def test_words_carry_their_status(config: dict[str, Any]) -> None:
    reply = Understanding().invoke([HumanMessage("spend on YouTube")], config)  # type: ignore[arg-type]

    assert not reply.tool_calls
    assert reply.additional_kwargs["status"] == "clarify"
    assert "YouTube" in reply.text


def test_after_the_tools_it_has_nothing_to_add(config: dict[str, Any]) -> None:
    told = [HumanMessage("ROI by channel"), AIMessage("", tool_calls=[]), ToolMessage("ROI ...", tool_call_id="plan-1")]

    assert Understanding().invoke(told, config).text == ""  # type: ignore[arg-type]


async def test_it_streams_the_same_call(config: dict[str, Any]) -> None:
    chunks = [
        chunk
        async for chunk in Understanding().astream([HumanMessage("spend by city")], config, **config["configurable"])
    ]  # type: ignore[arg-type]

    assert [call["name"] for chunk in chunks for call in chunk.tool_calls] == ["query_metrics"]


def test_only_bound_tools_are_called(config: dict[str, Any]) -> None:
    model = Understanding().bind_tools([{"type": "function", "function": {"name": "query_metrics"}}])

    reply = model.invoke([HumanMessage("почему упала выручка?")], config)  # type: ignore[arg-type]

    assert not reply.tool_calls
