"""Run by `test_new_entries`: puts one metric into the catalogue before it is read, and asks for it everywhere."""

import asyncio
import json
import sys
from datetime import date

from tools.semantics import metrics

VTR = metrics.Metric(
    key="vtr",
    titles={"ru": "Доля досмотров", "en": "View rate"},
    numerator=(("video_views", 1),),
    denominator=(("impressions", 1),),
    style="percent",
    better="up",
    words={"ru": ("vtr", "доля досмотров"), "en": ("vtr", "view rate")},
    formula={"ru": "просмотры видео / показы", "en": "video views / impressions"},
)
metrics.METRICS = metrics.Metrics({**metrics.METRICS, "vtr": VTR})  # type: ignore[misc]

from typer.testing import CliRunner  # noqa: E402 - the entry comes first

from agent.models.offered import offered  # noqa: E402 - the entry comes first
from tests.contracts.new_entry import asked  # noqa: E402 - the entry comes first
from tools.semantics.question import Question  # noqa: E402 - the entry comes first
from ui.cli import app  # noqa: E402 - the entry comes first


async def main(url: str, folder: str, today: str) -> dict[str, object]:
    """Answers of the conversation in both languages, the engine's table, and whether a model is offered the key."""
    texts = (("en", "VTR by channel last month"), ("ru", "VTR по каналам за прошлый месяц как график"))
    running, told = await asked(url, folder, today, texts)
    question = Question.model_validate(
        {
            "metrics": ["vtr", "video_views", "impressions"],
            "group_by": ["channel"],
            "periods": ["2026-10-01..2026-10-31"],
        }
    )
    table = running.metrics.run(question, today=date.fromisoformat(today)).table
    known = "vtr" in json.dumps(offered("VTR by channel", [], []))
    return {"told": told, "rows": table.rows, "offered": known}


def on_the_command_line(url: str, folder: str, today: str) -> dict[str, object]:
    """What `query` and `ask` print."""
    env = {"DEMETRA_DATABASE_URL": url, "DEMETRA_DATA_DIR": folder, "DEMETRA_TODAY": today}
    period = "2026-10-01..2026-10-31"
    words = ["query", "--metrics", "vtr", "--by", "channel", "--period", period, "--json"]
    queried, replied = (
        json.loads(CliRunner().invoke(app, line, env=env).stdout)
        for line in (words, ["ask", "VTR by channel last month", "--json"])
    )
    return {"queried": queried["tables"][0]["rows"], "asked": replied["tables"][0]["rows"]}


said = asyncio.run(main(*sys.argv[1:]))
sys.stdout.write(json.dumps(said | on_the_command_line(*sys.argv[1:])))
