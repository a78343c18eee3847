"""Run by `test_new_entries`: puts a metric, a dimension and a kind of alert rule of its own into the catalogues before
they are read, and asks for each everywhere; one process for the three, as starting takes most of the time.
"""

import asyncio
import json
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from tools.semantics import dimensions, metrics

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

STAGE = dimensions.Dimension(
    key="funnel_stage",
    titles={"ru": "Этап воронки", "en": "Funnel stage"},
    home="campaign",
    words={"ru": ("этап воронки",), "en": ("funnel stage",)},
    by={"ru": "по этапам воронки", "en": "by funnel stage"},
    column="objective",
)
dimensions.DIMENSIONS = dimensions.Dimensions({**dimensions.DIMENSIONS, "funnel_stage": STAGE})  # type: ignore[misc]

from tools.alerts.rules import catalogue  # noqa: E402 - the entries come first

LOW = next(entry for entry in catalogue.ENTRIES if entry.kind == "low_conversion")
PRESET = replace(LOW.preset, kind="very_low_conversion", below=0.9, min_events=1, calibrate=False)
catalogue.ENTRIES = (*catalogue.ENTRIES, replace(LOW, preset=PRESET))  # type: ignore[misc]

from typer.testing import CliRunner  # noqa: E402 - the entries come first

from agent.bootstrap import Demetra  # noqa: E402 - the entries come first
from agent.models.offered import offered  # noqa: E402 - the entries come first
from ingest.settings import Settings  # noqa: E402 - the entries come first
from tools.alerts.book import AlertBook  # noqa: E402 - the entries come first
from tools.semantics.question import Question  # noqa: E402 - the entries come first
from ui.cli import app  # noqa: E402 - the entries come first

URL, FOLDER, DAY = sys.argv[1:]
PERIOD = "2026-10-01..2026-10-31"
BACKTEST = ["alerts", "backtest", "very_low_conversion", "--days", "30", "--json"]
ASKED = {
    "metric": (("en", "VTR by channel last month"), ("ru", "VTR по каналам за прошлый месяц как график")),
    "dimension": (
        ("en", "Chart of spend by funnel stage last month"),
        ("ru", "График расходов по этапам воронки за прошлый месяц"),
    ),
    "rule": (
        ("en", "How often would very_low_conversion have fired in the last 30 days?"),
        ("ru", "Как часто сработало бы правило very_low_conversion за последние 30 дней?"),
    ),
}


def table(running: Demetra, metrics: tuple[str, ...], by: str) -> Any:
    """Rows of the engine."""
    question = Question(metrics=metrics, group_by=(by,), periods=(PERIOD,))
    return running.metrics.run(question, today=date.fromisoformat(DAY)).table.rows


def printed(words: Iterable[str]) -> str:
    """What a command prints."""
    env = {"DEMETRA_DATABASE_URL": URL, "DEMETRA_DATA_DIR": FOLDER, "DEMETRA_TODAY": DAY}
    return CliRunner().invoke(app, list(words), env=env).stdout


def rows(*words: str) -> Any:
    """Rows of the table that a command prints."""
    return json.loads(printed([*words, "--json"]))["tables"][0]["rows"]


def knows(word: str, question: str) -> bool:
    """Whether a model is offered the key."""
    return word in json.dumps(offered(question, [], []))


async def main() -> dict[str, dict[str, Any]]:
    """Answers of the conversation in both languages, the engine's tables, and what the command line prints."""
    settings = Settings(  # type: ignore[call-arg]
        _env_file=None, database_url=URL, data_dir=Path(FOLDER), today=date.fromisoformat(DAY), openai_base_url=""
    )
    running, told = Demetra(settings=settings), {}
    async with running.analyst(remember=False) as analyst:
        for name, texts in ASKED.items():
            answers = {one: (await analyst.ask(text, thread=f"{name}-{one}")).as_json() for one, text in texts}
            told[name] = {"told": answers}
    book = AlertBook(desk=running.desk("en"))
    told["metric"] |= {
        "rows": table(running, ("vtr", "video_views", "impressions"), "channel"),
        "offered": knows("vtr", "VTR by channel"),
    }
    told["dimension"] |= {
        "stored": table(running, ("spend",), "objective"),
        "offered": knows("funnel_stage", "spend by funnel stage"),
    }
    told["rule"] |= {"fired": len(book.backtest(book.rule("very_low_conversion").rule, 30).fired)}
    return told


said = asyncio.run(main())
said["metric"] |= {
    "queried": rows("query", "--metrics", "vtr", "--by", "channel", "--period", PERIOD),
    "asked": rows("ask", "VTR by channel last month"),
}
said["dimension"] |= {"queried": rows("query", "--metrics", "spend", "--by", "funnel_stage", "--period", PERIOD)}
said["rule"] |= {
    "listed": printed(["alerts", "rules", "list", "--json"]),
    "backtested": json.loads(printed(BACKTEST)),
}
sys.stdout.write(json.dumps(said))
