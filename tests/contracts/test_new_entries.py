"""One more entry in the catalogue of metrics is known to conversation, engine, charts and models at once."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.agent.conftest import demo_url  # noqa: F401 - a fixture
from tests.conftest import TODAY

SCRIPT = Path(__file__).with_name("one_new_entry.py")


@pytest.fixture(scope="module")
def asked(demo_url: str, tmp_path_factory: pytest.TempPathFactory) -> Any:  # noqa: F811
    """What a process says whose catalogue has one entry more."""
    words = [sys.executable, str(SCRIPT), demo_url, str(tmp_path_factory.mktemp("vtr")), str(TODAY)]
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=SCRIPT.parents[2])
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


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


def test_a_model_is_offered_its_key(asked: Any) -> None:
    assert asked["offered"]
