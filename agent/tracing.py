"""What belongs to one request or conversation: its ids for log lines, its spans where OpenTelemetry is switched on."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final

from opentelemetry import trace

REQUEST: Final[ContextVar[str]] = ContextVar("request", default="")
CONVERSATION: Final[ContextVar[str]] = ContextVar("conversation", default="")
_tracer = trace.get_tracer("demetra")
"""Does nothing until an entry point has said where spans go."""


@contextmanager
def span(name: str, **about: Any) -> Iterator[None]:
    """Times what is done inside; ids of the request and the conversation stand with it."""
    ids = {"request": REQUEST.get(), "conversation": CONVERSATION.get()}
    known = {f"demetra.{key}": value for key, value in {**ids, **about}.items() if value}
    with _tracer.start_as_current_span(name, attributes=known):
        yield


@contextmanager
def in_conversation(thread: str) -> Iterator[None]:
    """Log lines and spans inside belong to a conversation."""
    token = CONVERSATION.set(thread)
    try:
        yield
    finally:
        CONVERSATION.reset(token)
