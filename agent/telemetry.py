"""What an operator reads of a running process: log lines that bear the ids of request and conversation, and spans."""

import json
import logging
import os
from datetime import UTC, datetime
from typing import Final, Literal

from agent.tracing import CONVERSATION, REQUEST

LogFormat = Literal["text", "json"]
TEXT: Final = "%(asctime)s %(levelname)s %(name)s: %(message)s"
FLUSH_MS: Final = 1000
PATIENCE_S: Final = 2
"""With a collector that is away; a process that is told to stop waits for it as long."""


def _ids() -> dict[str, str]:
    known = {"request": REQUEST.get(), "conversation": CONVERSATION.get()}
    return {name: value for name, value in known.items() if value}


class TextLines(logging.Formatter):
    """A line for people; the ids stand at its end."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the library's name
        """The line without a traceback."""
        return " ".join([super().formatMessage(record), *(f"{name}={value}" for name, value in _ids().items())])


class JsonLines(logging.Formatter):
    """A JSON object a line, tracebacks included."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        said = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **_ids(),
        }
        if record.exc_info:
            said["exception"] = self.formatException(record.exc_info)
        return json.dumps(said, ensure_ascii=False)


def log_lines(form: LogFormat) -> None:
    """Gives every line of this process the form."""
    for handler in logging.getLogger().handlers:
        handler.setFormatter(JsonLines() if form == "json" else TextLines(TEXT))


def spans_to(collector: str) -> None:
    """Sends spans to an OpenTelemetry collector, such as http://127.0.0.1:4318; once a process."""
    from opentelemetry import trace
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    exporter = OTLPSpanExporter(endpoint=f"{collector.rstrip('/')}/v1/traces", timeout=PATIENCE_S)
    provider = TracerProvider(resource=Resource.create({"service.name": "demetra"}))
    provider.add_span_processor(BatchSpanProcessor(exporter, schedule_delay_millis=FLUSH_MS))
    trace.set_tracer_provider(provider)


def langsmith(key: str) -> None:
    """Switches LangSmith on with a key and off without one, whatever else the environment says of it."""
    given = {"LANGSMITH_TRACING_V2": "true" if key else "false", **({"LANGSMITH_API_KEY": key} if key else {})}
    os.environ.update(given)  # noqa: TID251 - the library reads it there and nowhere else
