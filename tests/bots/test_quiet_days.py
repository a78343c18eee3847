"""Thirty days of the demo without its planted incidents bring hardly a message."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from agent.bootstrap import Demetra
from ingest import demo
from ingest.settings import Settings
from tests.conftest import TODAY
from tools.alerts.evaluate import LOOK_BACK, evaluate
from tools.alerts.history import read_watched
from tools.alerts.rules.model import AlertScope

DAYS = 30
PLANS = ("goal_at_risk", "budget_overrun", "budget_underspend")
"""Kinds about the months' plans, which are missed without any incident."""
HEARD = timedelta(days=3)
"""A trouble that was found within this is the same message, as in `benchmarks.alerts`."""


@pytest.mark.slow
@pytest.mark.parametrize("seed", [7, 8])
def test_quiet_days_of_the_demo_bring_hardly_a_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr("ingest.demo.daily.INCIDENTS", ())
    running = Demetra(settings=Settings(data_dir=tmp_path, today=TODAY))
    demo.load(running.store, today=TODAY, months=7, seed=seed)
    watched = read_watched(running.desk(), days=LOOK_BACK + DAYS)
    assert watched is not None

    told: list[str] = []
    seen: dict[tuple[str, AlertScope], date] = {}
    for back in reversed(range(DAYS + 1)):  # what is open on the first of them began before
        day = watched.last_day - timedelta(days=back)
        known = watched.daily[watched.daily["day"].astype(str) <= day.isoformat()]
        for one in evaluate(known, None, day, context=watched.context):
            last = seen.get((one.rule, one.scope), day if back == DAYS else date.min)
            if day - last > HEARD and one.kind not in PLANS:
                told.append(f"{day}: {one.message}")
            seen[one.rule, one.scope] = day

    assert len(told) / (watched.daily["channel"].nunique() * DAYS / 7) <= 0.1, told
