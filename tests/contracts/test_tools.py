"""Every tool, found by being there: runs on its own example, explains its arguments, speaks both languages."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from agent.bootstrap import Demetra
from agent.models.offered import schema as schema_of
from tools.semantics.question import Question
from tools.semantics.views import tool_of
from tools.tool import Tool, find_tools
from tools.words.labels import column_title

TOOLS = list(find_tools().values())


@pytest.fixture(params=TOOLS, ids=lambda tool: tool.name)
def tool(request: pytest.FixtureRequest) -> Tool:
    found: Tool = request.param
    return found


@pytest.mark.parametrize("language", ["ru", "en"])
def test_it_runs_on_its_own_example(tool: Tool, language: Any, demetra_on: Callable[..., Demetra]) -> None:
    desk = demetra_on().desk(language)

    result = tool.run(tool.arguments.model_validate(dict(tool.example)), desk)

    assert result.status in ("answered", "no_data")
    assert result.text.strip()
    assert all(len(row) == len(table.columns) for table in result.tables for row in table.rows)
    assert all(note.say(language) for note in result.notes)
    columns = {column.name for table in result.tables for column in table.columns}
    assert [name for name in columns if column_title(name, language) == name] == []


def test_its_name_is_its_file_s(tool: Tool) -> None:
    assert find_tools()[tool.name] is tool


def test_it_says_what_it_is_for_in_both_languages(tool: Tool) -> None:
    assert set(tool.titles) == {"ru", "en"}
    assert len(tool.description) > 40


def test_its_schema_is_what_a_server_accepts(tool: Tool) -> None:
    schema = schema_of(tool.name)["function"]

    assert schema["name"] == tool.name
    assert schema["parameters"]["type"] == "object"
    assert len(json.dumps(schema)) < 8_000


@pytest.mark.parametrize(
    ("view", "compared", "name"),
    [
        ("", False, "query_metrics"),
        ("table", True, "compare_periods"),
        ("bar", True, "plot_chart"),
        ("xlsx", False, "export_table"),
    ],
)
def test_a_question_goes_to_the_tool_of_its_view(view: str, name: str, *, compared: bool) -> None:
    assert tool_of(view, compared=compared) == name
    assert find_tools()[name].arguments is Question
