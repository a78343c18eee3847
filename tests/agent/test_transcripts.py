"""A recorded model answers again without the model."""

import json
from pathlib import Path

from benchmarks.model_transcripts import transcripts
from tests.conftest import MakeAnalyst
from tests.servers.openai import Reply, after_tools, model_server

ROI = ("query_metrics", {"metrics": ["roi"], "group_by": ["channel"], "periods": ["last 30 days"]})


async def test_what_was_recorded_is_replayed(analyst_on: MakeAnalyst, tmp_path: Path) -> None:
    file = tmp_path / "talk.jsonl"
    with (
        model_server(after_tools(Reply(calls=(ROI,)), lambda _: "TikTok is the worst of them.")) as (real, _, _model),
        transcripts(real, record=file, replay=None) as address,
    ):
        async with analyst_on(address) as analyst:
            first = await analyst.ask("Which channel is worst by ROI?", thread="t")

    with transcripts("", record=None, replay=file) as address:
        async with analyst_on(address) as analyst:
            again = await analyst.ask("Which channel is worst by ROI?", thread="t")
            unknown = await analyst.ask("Total spend last month?", thread="u")

    assert len([json.loads(line) for line in file.read_text("utf-8").splitlines()]) == 2
    assert (first.mode, first.answer) == (again.mode, again.answer)
    assert (unknown.mode, unknown.status) == ("planner", "answered")
