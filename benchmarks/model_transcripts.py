"""Keeps what a model's endpoint said over HTTP, and plays it again: the same requests get the same replies, without the model.

A line of the file is one exchange: what was asked in the conversation so far (`asked`: every user message; `round`: replies of the model
since the newest one) and the reply's message as the protocol has it. Requests are found by that, so that another wording of the prompt or
of a schema finds the same reply. A request nobody has recorded gets an empty reply, which the built-in reader takes over.
"""

import json
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.servers.http import Answer, Asked, serve
from tests.servers.openai import as_events


def key_of(messages: list[dict[str, Any]]) -> str:
    """What tells a request from others: the user's messages, and how often the model has answered the newest."""
    newest = max(place for place, message in enumerate(messages) if message["role"] == "user")
    asked = [message["content"] for message in messages[: newest + 1] if message["role"] == "user"]
    rounds = sum(message["role"] == "assistant" for message in messages[newest:])
    return json.dumps({"asked": asked[-2:], "round": rounds}, ensure_ascii=False)


def completion(message: dict[str, Any], model: str) -> dict[str, Any]:
    """A whole reply around a message."""
    finish = "tool_calls" if message.get("tool_calls") else "stop"
    choice = {"index": 0, "message": message, "finish_reason": finish}
    return {"id": "replayed", "object": "chat.completion", "created": 0, "model": model, "choices": [choice]}


class Replayed:
    """Answers from a file."""

    def __init__(self, path: Path) -> None:
        lines = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
        self.replies = {
            json.dumps({"asked": line["asked"], "round": line["round"]}, ensure_ascii=False): line["message"]
            for line in lines
        }

    def __call__(self, asked: Asked) -> Answer:
        body = asked.json()
        message = self.replies.get(key_of(body["messages"]), {"role": "assistant", "content": ""})
        return _answer(completion(message, body["model"]), body)


class Recorded:
    """Passes requests on to the real endpoint and keeps what it says."""

    def __init__(self, base_url: str, path: Path) -> None:
        self.base_url = base_url.rstrip("/")
        self.path = path

    def __call__(self, asked: Asked) -> Answer:
        body = asked.json()
        sent = json.dumps({**body, "stream": False}).encode()
        headers = {"Content-Type": "application/json", "Authorization": asked.headers.get("authorization", "")}
        request = urllib.request.Request(f"{self.base_url}/chat/completions", data=sent, headers=headers)  # noqa: S310 - an operator's address
        with urllib.request.urlopen(request, timeout=300) as reply:  # noqa: S310 - an operator's address
            done = json.load(reply)
        line = {**json.loads(key_of(body["messages"])), "message": done["choices"][0]["message"]}
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
        return _answer(done, body)


def _answer(done: dict[str, Any], body: dict[str, Any]) -> Answer:
    if body.get("stream"):
        return Answer(body=as_events(done), headers={"Content-Type": "text/event-stream"})
    return Answer(body=done)


@contextmanager
def transcripts(base_url: str, *, record: Path | None, replay: Path | None) -> Iterator[str]:
    """The address to ask: the endpoint itself, one that records it, or one that replays a file; empty without any."""
    if replay is None and record is None:
        yield base_url
        return
    with serve(Replayed(replay) if replay else Recorded(base_url, record)) as platform:  # type: ignore[arg-type]
        yield f"{platform.base_url}/v1"
