"""The demo data, for a database that holds nothing yet and for `demetra demo`."""

from typing import Any

from agent.bootstrap import Demetra
from ingest import demo


def load_demo(running: Demetra) -> dict[str, Any]:
    """Loads the demo data and writes the truth of its planted incidents beside it."""
    today = running.clock.today()
    report = demo.load(running.store, today=today, currency=running.settings.currency)
    demo.write_truth(running.data_dir, today=today)
    return {
        name: getattr(report, name) for name in ("rows", "campaigns", "inserted", "updated", "unchanged", "seconds")
    }
