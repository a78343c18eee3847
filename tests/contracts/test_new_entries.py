"""One more metric or dimension in its catalogue is known to conversation, command line, charts and models at once."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import TODAY

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def said(demo_url: str, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What a process says whose catalogues have one entry more each."""
    folder = tmp_path_factory.mktemp("entries")
    own = shutil.copyfile(demo_url.removeprefix("sqlite:///"), folder / "entries.db")  # it keeps the rule
    words = [sys.executable, "-m", "tests.contracts.new_entries", f"sqlite:///{own}", str(folder), str(TODAY)]
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def asked(said: Any) -> Any:
    """What it says of the metric."""
    return said["metric"]


@pytest.fixture
def watched(said: Any) -> Any:
    """What it says of the kind of alert rule."""
    return said["rule"]


@pytest.fixture
def cut(said: Any) -> Any:
    """What it says of the dimension."""
    return said["dimension"]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_new_metric_is_answered_in_a_conversation(asked: Any, language: str) -> None:
    answer = asked["told"][language]

    assert (answer["status"], answer["language"]) == ("answered", language)
    assert answer["tool_calls"][0]["args"]["metrics"] == ["vtr"]
    assert {"en": "View rate", "ru": "Доля досмотров"}[language] in answer["answer"]


def test_its_chart_is_drawn(asked: Any) -> None:
    assert len(asked["told"]["ru"]["charts"]) == 1


def test_it_is_a_ratio_of_sums_in_the_engine(asked: Any) -> None:
    checked = 0
    for _channel, rate, views, impressions in asked["rows"]:
        if views and impressions:
            assert rate == pytest.approx(views / impressions)
            checked += 1
    assert checked > 1


def test_the_command_line_says_the_same_of_it_whether_queried_or_asked(asked: Any) -> None:
    stored = {row[0]: row[1] for row in asked["rows"] if row[1] is not None}

    assert len(stored) > 1
    for printed in (asked["queried"], asked["asked"]):
        assert {row[0]: row[1] for row in printed if row[1] is not None} == pytest.approx(stored)


def test_a_model_is_offered_its_key(asked: Any) -> None:
    assert asked["offered"]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_new_kind_of_rule_is_backtested_in_a_conversation(watched: Any, language: str) -> None:
    answer = watched["told"][language]

    assert (answer["status"], answer["language"]) == ("answered", language)
    assert answer["tool_calls"][0]["name"] == "backtest_rule"
    assert answer["tool_calls"][0]["args"]["rule"] == "very_low_conversion"
    assert len(answer["tables"][0]["rows"]) == min(watched["fired"], len(answer["tables"][0]["rows"]))
    assert watched["fired"] > 0


def test_a_new_kind_of_rule_is_listed_and_backtested_on_the_command_line(watched: Any) -> None:
    assert "very_low_conversion" in watched["listed"]
    assert len(watched["backtested"]["fired"]) == watched["fired"]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_new_dimension_is_cut_by_in_a_conversation_and_drawn(cut: Any, language: str) -> None:
    answer = cut["told"][language]

    assert (answer["status"], answer["language"]) == ("answered", language)
    assert answer["tool_calls"][0]["args"]["group_by"] == ["funnel_stage"]
    assert answer["tables"][0]["columns"][0]["name"] == "funnel_stage"
    assert {row[0]: row[1] for row in answer["tables"][0]["rows"]} == pytest.approx(dict(cut["stored"]))
    assert len(answer["charts"]) == 1


def test_a_new_dimension_is_queried_on_the_command_line(cut: Any) -> None:
    assert len(cut["stored"]) > 1
    assert dict(cut["queried"]) == pytest.approx(dict(cut["stored"]))


def test_a_model_is_offered_the_new_dimension(cut: Any) -> None:
    assert cut["offered"]
