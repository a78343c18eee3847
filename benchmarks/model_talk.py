"""Plays a slow language model over HTTP and measures what a person waits for and what a request weighs.

    python benchmarks/model_talk.py [--seconds 6]

Every call of the model takes so many seconds. Writes results/model_tokens.md: when the first and the last words are on the screen, and the tokens (counted as the
agent counts them) of a first request, of an answer with two calls, and of a request at the twelfth and eighteenth turn.
"""

import argparse
import asyncio
import json
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent)]
sys.path.remove(str(HERE)) if str(HERE) in sys.path else None

from pydantic import SecretStr  # noqa: E402 - after the path is right

from agent.bootstrap import Demetra  # noqa: E402 - after the path is right
from agent.models.history import TokenCount  # noqa: E402 - after the path is right
from ingest import demo  # noqa: E402 - after the path is right
from ingest.settings import Settings  # noqa: E402 - after the path is right
from tests.servers.openai import Messages, Reply, model_server  # noqa: E402 - after the path is right

TODAY = date(2026, 11, 22)
CALL = ("query_metrics", {"metrics": ["roi", "spend"], "group_by": ["channel"], "periods": ["last month"]})
TALKED = ("ROI and spend by channel last month", "and by month?", "only TikTok", "why did ROI fall in October?")


class Slow:
    """A model that thinks for a while, calls a tool for each question and then adds two sentences."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self, messages: Messages) -> Reply:
        time.sleep(self.seconds)
        asked = max(place for place, message in enumerate(messages) if message["role"] == "user")
        found = any(message["role"] == "tool" for message in messages[asked:])
        return (
            Reply(text="TikTok is the worst channel by ROI. Telegram is the best.") if found else Reply(calls=(CALL,))
        )


async def waited(running: Demetra, slow: Slow, seconds: float) -> dict[str, float]:
    """Seconds until the first and the last words of one answer."""
    shown: list[float] = []

    async def read(_words: str) -> None:
        shown.append(time.perf_counter())

    async with running.analyst(remember=False) as analyst:
        await analyst.ask("spend", thread="warm-up")
        slow.seconds = seconds
        began = time.perf_counter()
        await analyst.ask(TALKED[0], thread="t", on_words=read)
        slow.seconds = 0.0
    return {"first": round(shown[0] - began, 1), "last": round(time.perf_counter() - began, 1)}


async def weighed(running: Demetra, platform: Any) -> dict[str, int]:
    """Tokens of requests along a conversation of eighteen turns."""
    async with running.analyst(remember=False) as analyst:
        places = []
        for turn in range(18):
            places.append(len(platform.asked))
            await analyst.ask(f"{TALKED[turn % len(TALKED)]} ({turn + 1})", thread="long")
    sizes = [_tokens(asked.json()) for asked in platform.asked]
    return {
        "the first of a conversation": sizes[places[0]],
        "an answer of two calls, both": sum(sizes[places[0] : places[1]]),
        "the first of turn 12": sizes[places[11]],
        "the first of turn 18": sizes[places[17]],
    }


async def played(
    running: Demetra, slow: Slow, platform: Any, seconds: float
) -> tuple[dict[str, float], dict[str, int]]:
    times = await waited(running, slow, seconds)
    platform.asked.clear()
    return times, await weighed(running, platform)


def _tokens(body: dict[str, Any]) -> int:
    return TokenCount().of(json.dumps([body["messages"], body["tools"]], ensure_ascii=False))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=6.0)
    options = parser.parse_args()
    slow = Slow()
    with tempfile.TemporaryDirectory() as folder, model_server(slow) as (address, platform, _):
        settings = {"OPENAI_BASE_URL": address, "OPENAI_API_KEY": SecretStr("local"), "wait_scale": 0, "today": TODAY}
        running = Demetra(settings=Settings(_env_file=None, data_dir=Path(folder), **settings))  # type: ignore[arg-type]
        demo.load(running.store, today=TODAY, months=4)
        times, sizes = asyncio.run(played(running, slow, platform, options.seconds))
        running.engine.dispose()
    told = markdown(options.seconds, times, sizes)
    print(told)
    (HERE / "results" / "model_tokens.md").write_text(f"{told}\n", encoding="utf-8")


def markdown(seconds: float, times: dict[str, float], sizes: dict[str, int]) -> str:
    rows = [f"| {name} | {size:,} |" for name, size in sizes.items()]
    heading = ["| request, with prompt and tools | tokens, as the agent counts them |", "|---|---|"]
    waited = (
        f"A model of {seconds:g} s a call: first words after {times['first']} s, all of it after {times['last']} s."
    )
    return "\n".join([*heading, *rows, "", waited])


if __name__ == "__main__":
    main()
