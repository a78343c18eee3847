"""The engine's statements run on DuckDB as they do on SQLite; `tests/growth` has the warehouses, compiled only."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

import pytest
from sqlalchemy import Column, Engine, MetaData, Table, create_engine, insert, select

from ingest.database import connect, migrate
from ingest.schema import fx_rate, metadata
from tests.tools.test_engine import ALL, TODAY, facts, load
from tools.engine.calendar_sql import DIALECTS
from tools.engine.engine import MetricEngine
from tools.semantics.question import Question

OCTOBER, SEPTEMBER = "2026-10-01..2026-10-30", "2026-09-01..2026-09-30"
CHANNEL: Final = {"dimension": "channel", "values": ["facebook"]}
SHAPES: Final[dict[str, dict[str, Any]]] = {
    **{
        f"by {part}": {"metrics": ["spend", "roi"], "group_by": [part]}
        for part in ("day", "week", "month", "quarter", "weekday", "day_type", "channel", "campaign", "objective")
    },
    "total": {"metrics": ["spend", "revenue", "roi", "ctr", "cpa"]},
    "slice": {"metrics": ["clicks", "ctr"], "group_by": ["age"]},
    "compared": {"metrics": ["spend", "roi"], "group_by": ["channel"], "periods": [OCTOBER], "compare_to": SEPTEMBER},
    "periods": {"metrics": ["spend"], "group_by": ["channel"], "periods": [SEPTEMBER, OCTOBER]},
    "filter": {"metrics": ["spend"], "group_by": ["week"], "where": [CHANNEL]},
    "weekdays": {"metrics": ["spend"], "where": [{"dimension": "weekday", "values": ["6", "7"]}]},
    "beside": {"metrics": ["spend", "roi"], "with_and_without": CHANNEL},
    "share": {"metrics": ["spend"], "group_by": ["channel"], "share": "whole"},
    "share within": {"metrics": ["spend"], "group_by": ["channel", "campaign"], "share": "channel"},
    "running": {"metrics": ["spend"], "group_by": ["week"], "running": True},
    "average": {"metrics": ["spend"], "group_by": ["channel"], "average": "day"},
    "first of each": {
        "metrics": ["spend"],
        "group_by": ["channel", "campaign"],
        "limit": 2,
        "limit_per": "channel",
        "order_by": "spend",
    },
    "threshold": {
        "metrics": ["roi", "spend"],
        "group_by": ["campaign"],
        "having": [{"metric": "roi", "operator": ">", "value": 1, "times": "average"}],
        "total": True,
        "limit": 5,
    },
}


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MetricEngine]:
    """A world with three channels, one of them in another currency."""
    engine = connect(f"sqlite:///{tmp_path_factory.mktemp('dialects') / 'there.db'}")
    migrate(engine)
    metrics = load(engine, facts(21), currency={"telegram": "USD"})
    with engine.begin() as connection:
        days = [{"day": day, "rate_nanos": 90_123_456_789} for day in (date(2026, 8, 1), date(2026, 10, 3))]
        connection.execute(
            insert(fx_rate), [{"currency": "USD", "base": "RUB", "source": "test", **one} for one in days]
        )
    yield metrics
    engine.dispose()


@pytest.fixture(scope="module")
def duck(there: MetricEngine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MetricEngine]:
    """The same world in DuckDB, whose tables need neither keys nor indexes."""
    engine = create_engine(f"duckdb:///{tmp_path_factory.mktemp('dialects') / 'duck.db'}")
    _copied(there.engine, engine)
    yield MetricEngine(engine, currency="RUB")
    engine.dispose()


def _copied(source: Engine, target: Engine) -> None:
    """Tables of their columns alone."""
    plain = MetaData()
    with source.connect() as reading, target.begin() as writing:
        for table in metadata.sorted_tables:
            rows = [dict(row._mapping) for row in reading.execute(select(table))]
            columns = [Column(one.name, one.type, quote=True) for one in table.columns]
            Table(table.name, plain, *columns).create(writing)
            for start in range(0, len(rows), 100):  # one by one takes DuckDB seconds
                writing.execute(insert(plain.tables[table.name]).values(rows[start : start + 100]))


def _same_rows(theirs: list[list[Any]], ours: list[list[Any]]) -> None:
    """To the last digit but one: shares are of sums that a database may add up in any order."""
    assert len(theirs) == len(ours)
    for there, here in zip(theirs, ours, strict=True):
        close = [pytest.approx(cell, rel=1e-14, abs=0) if isinstance(cell, float) else cell for cell in here]
        assert there == close


@pytest.mark.slow  # DuckDB takes its rows slowly
@pytest.mark.xdist_group("duckdb")
@pytest.mark.parametrize("shape", SHAPES)
def test_duckdb_answers_as_sqlite_does(there: MetricEngine, duck: MetricEngine, shape: str) -> None:
    question = Question.model_validate({"periods": [str(ALL)], **SHAPES[shape]})

    ours, theirs = (metrics.run(question, today=TODAY) for metrics in (there, duck))
    assert ours.table.rows
    assert theirs.notes == ours.notes
    _same_rows(theirs.table.rows, ours.table.rows)
    _same_rows(theirs.total.rows if theirs.total else [], ours.total.rows if ours.total else [])


def test_every_dialect_names_every_part_of_a_day() -> None:
    assert {frozenset(parts) for parts in DIALECTS.values()} == {
        frozenset({"week", "month", "quarter", "year", "weekday"})
    }
