"""To the end of the month is the month: a chat answers with what is there and what is to come as one figure."""

from datetime import timedelta
from pathlib import Path

import pytest

from agent.bootstrap import Demetra
from ingest.files import load
from ingest.settings import Settings
from tests.conftest import TODAY


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("сколько потратим к концу месяца", "2026-11-01"),
        ("how much will we spend by the end of November", "2026-11-01"),
        ("forecast spend for the next 9 days", str(TODAY)),
    ],
)
async def test_a_forecast_to_an_end_begins_where_its_month_does_and_counted_days_stay_days(
    tmp_path: Path, question: str, first: str
) -> None:
    running = Demetra(settings=Settings(database_url=f"sqlite:///{tmp_path}/x.db", data_dir=tmp_path, today=TODAY))
    path = tmp_path / "facts.csv"
    rows = [(TODAY - timedelta(days=back), 100 + 7 * (back % 5) + back % 3) for back in range(90, 0, -1)]
    path.write_text("Date,Channel,Campaign,Cost\n" + "".join(f"{day},vk,A,{cost}\n" for day, cost in rows))
    load(running.store, [path], currency="USD", today=TODAY)

    async with running.analyst(remember=False) as analyst:
        answer = await analyst.ask(question, thread="t")
    running.engine.dispose()

    assert answer.period is not None
    assert (str(answer.period.start), str(answer.period.end)) == (first, "2026-11-30")
    gone = sum(cost for day, cost in rows if day.month == TODAY.month)
    table = answer.tables[0]
    so_far = table.column("spend_so_far") if first != str(TODAY) else None
    assert so_far is None or so_far == [pytest.approx(gone)]
