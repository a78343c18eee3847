"""An ROI into which sales without advertising enter says how many they are, and what it is without them."""

from pathlib import Path

from sqlalchemy import Engine

from tests.conftest import TODAY
from tests.ingest.files_bench import loaded, write
from tools.engine.engine import MetricEngine
from tools.semantics.question import Question

COSTS = "Date,Channel,Campaign,Cost\n2026-11-01,vk,Осень,100\n"
ORDERS = "Date,Order ID,utm_source,utm_campaign,Revenue\n2026-11-01,1,vk,Осень,300\n2026-11-01,2,vk,spring,100\n"


def _notes(engine: Engine, folder: Path, **asked: object) -> dict[str, dict[str, object]]:
    for name, text in (("costs.csv", COSTS), ("orders.csv", ORDERS)):
        loaded(engine, write(folder, text, name))
    question = Question.model_validate({"metrics": ["roi"], "periods": ["2026-11-01..2026-11-02"], **asked})
    result = MetricEngine(engine, currency="RUB").run(question, today=TODAY)
    return {note.key: dict(note.values) for note in result.notes}


def test_an_roi_says_what_share_of_revenue_no_advertising_stands_beside(sqlite_engine: Engine, tmp_path: Path) -> None:
    told = _notes(sqlite_engine, tmp_path)

    assert told["note-unjoined-without"] == {
        "metric": "roi",
        "share": 25,
        "revenue": "100",
        "currency": "RUB",
        "without": "200.0 %",
    }
    assert "note-gaps" not in told


def test_a_table_of_roi_says_the_share(sqlite_engine: Engine, tmp_path: Path) -> None:
    assert _notes(sqlite_engine, tmp_path, group_by=["channel"])["note-unjoined"]["share"] == 25


def test_spend_alone_needs_no_such_word(sqlite_engine: Engine, tmp_path: Path) -> None:
    assert not {key for key in _notes(sqlite_engine, tmp_path, metrics=["spend"]) if "unjoined" in key}
