"""OpenAI's chat-completions protocol on this machine: a scripted model over real HTTP, with every way of failing."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.servers.http import Answer, Asked, Platform, serve

Messages = list[dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What the model says next: text, or calls of tools."""

    text: str = ""
    calls: tuple[tuple[str, dict[str, Any] | str], ...] = ()
    """Tool names with arguments; arguments given as text are sent as they are, broken or not."""
    finish: str = ""


Brain = Callable[[Messages], Reply]


def scripted(*replies: Reply) -> Brain:
    """Says the replies one after another; the last one for ever."""
    waiting = list(replies)
    return lambda _messages: waiting.pop(0) if len(waiting) > 1 else waiting[0]


def after_tools(call: Reply, say: Callable[[str], str]) -> Brain:
    """Calls tools for each question, then turns the last tool's text into words."""

    def think(messages: Messages) -> Reply:
        asked = max(place for place, message in enumerate(messages) if message["role"] == "user")
        found = [message["content"] for message in messages[asked:] if message["role"] == "tool"]
        return Reply(text=say(found[-1])) if found else call

    return think


@dataclass
class Model:
    """The endpoint."""

    brain: Brain
    seen: list[Messages] = field(default_factory=list)

    def __call__(self, asked: Asked) -> Answer:
        body = asked.json()
        self.seen.append(body["messages"])
        reply = self.brain(body["messages"])
        done = _completion(reply, body["model"])
        if body.get("stream"):
            return Answer(body=as_events(done), headers={"Content-Type": "text/event-stream"})
        return Answer(body=done)


def as_events(done: dict[str, Any]) -> str:
    """A completion as a server streams it: words a few at a time, arguments of calls in two pieces."""
    message, finish = done["choices"][0]["message"], done["choices"][0]["finish_reason"]
    deltas: list[dict[str, Any]] = [{"role": "assistant", "content": ""}]
    words = (message.get("content") or "").split(" ")
    deltas += [
        {"content": " ".join(words[at : at + 3]) + (" " if at + 3 < len(words) else "")}
        for at in range(0, len(words), 3)
    ]
    for index, call in enumerate(message.get("tool_calls", [])):
        name, args = call["function"]["name"], call["function"]["arguments"]
        half = len(args) // 2
        deltas.append(
            {
                "tool_calls": [
                    {
                        "index": index,
                        "id": call["id"],
                        "type": "function",
                        "function": {"name": name, "arguments": args[:half]},
                    }
                ]
            }
        )
        deltas.append({"tool_calls": [{"index": index, "function": {"arguments": args[half:]}}]})
    base = {"id": done["id"], "object": "chat.completion.chunk", "created": 0, "model": done["model"]}
    chunks = [{**base, "choices": [{"index": 0, "delta": delta, "finish_reason": None}]} for delta in deltas]
    chunks.append({**base, "choices": [{"index": 0, "delta": {}, "finish_reason": finish}]})
    return "".join(f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n" for chunk in chunks) + "data: [DONE]\n\n"


def _completion(reply: Reply, model: str) -> dict[str, Any]:
    calls = [
        {
            "id": f"call_{number}",
            "type": "function",
            "function": {"name": name, "arguments": args if isinstance(args, str) else json.dumps(args)},
        }
        for number, (name, args) in enumerate(reply.calls)
    ]
    message = {"role": "assistant", "content": reply.text or None, **({"tool_calls": calls} if calls else {})}
    choice = {"index": 0, "message": message, "finish_reason": reply.finish or ("tool_calls" if calls else "stop")}
    usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
    return {"id": "c", "object": "chat.completion", "created": 0, "model": model, "choices": [choice], "usage": usage}


@contextmanager
def model_server(brain: Brain) -> Iterator[tuple[str, Platform, Model]]:
    """Runs the endpoint; yields its address up to `/v1`, the server for scripting faults, and the model."""
    model = Model(brain)
    with serve(model) as platform:
        yield f"{platform.base_url}/v1", platform, model
