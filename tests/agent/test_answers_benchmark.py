"""`benchmarks/answers.py --model` asks whatever speaks the protocol, from a file to the score."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from benchmarks import answers
from benchmarks.answers_gold import Data
from tests.servers.openai import Messages, Reply, model_server

TASKS: list[dict[str, Any]] = [
    {
        "id": "tiny-1",
        "tier": 1,
        "turns": ["Spend by channel in October 2026"],
        "gold": {"metrics": ["spend"], "by": ["channel"], "days": "2026-10-01..2026-10-31"},
    },
    {
        "id": "tiny-2",
        "tier": 1,
        "turns": ["Сколько кликов было в октябре 2026?"],
        "gold": {"metrics": ["clicks"], "days": "2026-10-01..2026-10-31"},
    },
]


def tiny(folder: Path) -> Data:
    path = folder / "tiny.csv"
    rows = [
        (f"2026-10-{day:02}", channel, day * 10.0, day) for day in range(1, 11) for channel in ("Facebook", "TikTok")
    ]
    pd.DataFrame(rows, columns=["Date", "Channel", "Spend", "Clicks"]).to_csv(path, index=False)
    frame = pd.DataFrame(rows, columns=["date", "channel", "spend", "clicks"])
    frame["date"], frame["channel"] = pd.to_datetime(frame["date"]), frame["channel"].str.lower()
    return Data(name="tiny", path=path, frame=frame)


def think(messages: Messages) -> Reply:
    """Looks up what is asked and says one true and one false sentence about it."""
    asked = max(place for place, message in enumerate(messages) if message["role"] == "user")
    if any(message["role"] == "tool" for message in messages[asked:]):
        return Reply(text="Facebook spent RUB 999. That is all.")
    metric, group = ("spend", ["channel"]) if "Spend" in messages[asked]["content"] else ("clicks", [])
    return Reply(calls=(("query_metrics", {"metrics": [metric], "group_by": group, "periods": ["October 2026"]}),))


async def test_a_model_behind_any_address_is_scored_on_the_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "local")
    with model_server(think) as (address, platform, _):
        monkeypatch.setattr(answers, "ENDPOINT", {"OPENAI_BASE_URL": address, "model": "local"})
        rows = await answers.ask_all(tiny(tmp_path), TASKS, tmp_path)

    found = answers.report(rows)
    assert [(row["right"], row["status"]) for row in rows] == [(True, "answered"), (True, "answered")]
    assert found["groups"]["all"] == {"tasks": 2, "right": 100.0, "silently_wrong": 0.0}
    assert any("RUB 999" in row["answer"] for row in rows) is False
    assert len(platform.asked) >= len(TASKS)
