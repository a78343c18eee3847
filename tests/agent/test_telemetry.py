"""What is logged bears the ids of request and conversation; spans and conversations go only where a setting says."""

import json
import logging
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from agent.telemetry import TEXT, JsonLines, TextLines, langsmith
from agent.tracing import REQUEST, in_conversation
from tests.servers.http import Answer, serve

SPANS = """
from agent.bootstrap import demetra
from agent.tracing import REQUEST, in_conversation, span
demetra()
REQUEST.set("r-17")
with in_conversation("t1"), span("tool", tool="query_metrics"):
    pass
"""


def record(**more: object) -> logging.LogRecord:
    return logging.makeLogRecord({"name": "x", "levelname": "WARNING", "msg": "Told %s", "args": ("twice",), **more})


def test_a_line_bears_the_ids_of_its_request_and_conversation() -> None:
    token = REQUEST.set("r-17")
    with in_conversation("rest:anna:t1"):
        text, line = TextLines(TEXT).format(record()), json.loads(JsonLines().format(record()))
    REQUEST.reset(token)

    assert text.endswith("x: Told twice request=r-17 conversation=rest:anna:t1")
    assert (line["message"], line["request"], line["conversation"]) == ("Told twice", "r-17", "rest:anna:t1")
    assert "request" not in json.loads(JsonLines().format(record()))


def test_a_traceback_stays_in_its_line() -> None:
    try:
        raise LookupError("nothing\nhere")
    except LookupError:
        said = JsonLines().format(record(exc_info=sys.exc_info()))

    assert len(said.splitlines()) == 1
    assert "LookupError" in json.loads(said)["exception"]


def test_langsmith_is_off_whatever_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    from langsmith.utils import get_env_var, tracing_is_enabled

    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    monkeypatch.setenv("LANGSMITH_TRACING_V2", "true")
    monkeypatch.setenv("LANGSMITH_API_KEY", "")
    for key, on in (("", False), ("planted", True)):
        langsmith(key)
        get_env_var.cache_clear()
        assert tracing_is_enabled() is on
    langsmith("")
    get_env_var.cache_clear()


def traced(collector: str, folder: Path) -> float:
    """Seconds that a process which sends its spans there takes."""
    given = {"DEMETRA_OTEL_ENDPOINT": collector, "DEMETRA_DATA_DIR": str(folder)}
    place = {"PYTHONPATH": str(Path(__file__).parents[2]), "PATH": os.defpath}
    begun = time.monotonic()
    subprocess.run([sys.executable, "-c", SPANS], env={**given, **place}, cwd=folder, check=True, timeout=60)
    return time.monotonic() - begun


@pytest.mark.slow
def test_spans_reach_the_collector(tmp_path: Path) -> None:
    with serve(lambda _: Answer(body="")) as collector:
        traced(collector.base_url, tmp_path)

    assert set(collector.paths()) == {"/v1/traces"}
    request = ExportTraceServiceRequest.FromString(collector.asked[0].sent)
    (sent,) = request.resource_spans[0].scope_spans[0].spans
    about = {one.key: one.value.string_value for one in sent.attributes}
    ids = {"demetra.request": "r-17", "demetra.conversation": "t1", "demetra.tool": "query_metrics"}
    assert (sent.name, about) == ("tool", ids)


@pytest.mark.slow
def test_a_collector_that_is_away_keeps_no_process_from_ending(tmp_path: Path) -> None:
    with serve(lambda _: Answer(status=503)) as collector:
        usual = traced("", tmp_path)
        assert traced(collector.base_url, tmp_path) - usual < 4
