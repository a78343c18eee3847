"""Run by `test_new_entries`: puts one kind of alert rule into the catalogue before it is read, and asks for it."""

import asyncio
import json
import sys
from dataclasses import replace

from tools.alerts.rules import catalogue

LOW = next(entry for entry in catalogue.ENTRIES if entry.kind == "low_conversion")
PRESET = replace(LOW.preset, kind="very_low_conversion", below=0.9, min_events=1, calibrate=False)
catalogue.ENTRIES = (*catalogue.ENTRIES, replace(LOW, preset=PRESET))  # type: ignore[misc]

from typer.testing import CliRunner  # noqa: E402 - the entry comes first

from tests.contracts.new_entry import asked  # noqa: E402 - the entry comes first
from tools.alerts.book import AlertBook  # noqa: E402 - the entry comes first
from ui.cli import app  # noqa: E402 - the entry comes first

ASKED = (
    ("en", "How often would very_low_conversion have fired in the last 30 days?"),
    ("ru", "Как часто сработало бы правило very_low_conversion за последние 30 дней?"),
)


async def main(url: str, folder: str, today: str) -> None:
    """Answers of the conversation in both languages, the rules the command line lists, and its backtest."""
    running, told = await asked(url, folder, today, ASKED)
    book = AlertBook(desk=running.desk("en"))
    fired = len(book.backtest(book.rule("very_low_conversion").rule, 30).fired)
    sys.stdout.write(json.dumps({"told": told, "fired": fired} | on_the_command_line(url, folder, today)))


def on_the_command_line(url: str, folder: str, today: str) -> dict[str, object]:
    """What `alerts rules list` and `alerts backtest` print."""
    env = {"DEMETRA_DATABASE_URL": url, "DEMETRA_DATA_DIR": folder, "DEMETRA_TODAY": today}
    words = ["alerts", "backtest", "very_low_conversion", "--days", "30", "--json"]
    listed = CliRunner().invoke(app, ["alerts", "rules", "list", "--json"], env=env).stdout
    return {"listed": listed, "backtested": json.loads(CliRunner().invoke(app, words, env=env).stdout)}


asyncio.run(main(*sys.argv[1:]))
