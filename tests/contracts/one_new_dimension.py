"""Run by `test_new_entries`: puts one dimension into the catalogue before it is read, and cuts by it everywhere."""

import asyncio
import json
import sys
from datetime import date

from tools.semantics import dimensions

STAGE = dimensions.Dimension(
    key="funnel_stage",
    titles={"ru": "Этап воронки", "en": "Funnel stage"},
    home="campaign",
    words={"ru": ("этап воронки",), "en": ("funnel stage",)},
    by={"ru": "по этапам воронки", "en": "by funnel stage"},
    column="objective",
)
dimensions.DIMENSIONS = dimensions.Dimensions({**dimensions.DIMENSIONS, "funnel_stage": STAGE})  # type: ignore[misc]

from typer.testing import CliRunner  # noqa: E402 - the entry comes first

from agent.models.offered import offered  # noqa: E402 - the entry comes first
from tests.contracts.new_entry import asked  # noqa: E402 - the entry comes first
from tools.semantics.question import Question  # noqa: E402 - the entry comes first
from ui.cli import app  # noqa: E402 - the entry comes first

PERIOD = "2026-10-01..2026-10-31"
ASKED = (
    ("en", "Chart of spend by funnel stage last month"),
    ("ru", "График расходов по этапам воронки за прошлый месяц"),
)


async def main(url: str, folder: str, today: str) -> None:
    """Answers of the conversation in both languages, the command line's table, the engine's by the stored column."""
    running, told = await asked(url, folder, today, ASKED)
    question = Question(metrics=("spend",), group_by=("objective",), periods=(PERIOD,))
    stored = running.metrics.run(question, today=date.fromisoformat(today)).table
    known = "funnel_stage" in json.dumps(offered("spend by funnel stage", [], []))
    sys.stdout.write(
        json.dumps({"told": told, "stored": stored.rows, "offered": known, "queried": queried(url, today)})
    )


def queried(url: str, today: str) -> object:
    words = ["query", "--metrics", "spend", "--by", "funnel_stage", "--period", PERIOD, "--json"]
    found = CliRunner().invoke(app, words, env={"DEMETRA_DATABASE_URL": url, "DEMETRA_TODAY": today})
    return json.loads(found.stdout)["tables"][0]["rows"]


asyncio.run(main(*sys.argv[1:]))
