"""Files one after the other: they complete each other, repeat each other and move, and never add up to too much."""

from pathlib import Path
from typing import Any, Final

import pytest
from sqlalchemy import Engine

from tests.ingest.files_bench import loaded
from tests.ingest.small_files import stored

File = tuple[str, str, dict[str, Any]]
"""Name, text, options."""


SEQUENCES: Final[list[tuple[str, dict[str, dict[str, float]], list[File]]]] = [
    (
        "cost sales",
        {"vk": {"spend": 30, "clicks": 11, "revenue": 300, "conversions": 3}},
        [
            ("c.csv", "date,channel,campaign,cost,clicks\n2026-11-01,vk,A,10,5\n2026-11-02,vk,A,20,6\n", {}),
            (
                "s.csv",
                "date,utm_source,utm_campaign,revenue,orders\n2026-11-01,vk,A,100,1\n2026-11-02,vk,A,200,2\n",
                {},
            ),
        ],
    ),
    (
        "sales cost",
        {"vk": {"spend": 30, "clicks": 11, "revenue": 300, "conversions": 3}},
        [
            (
                "s.csv",
                "date,utm_source,utm_campaign,revenue,orders\n2026-11-01,vk,A,100,1\n2026-11-02,vk,A,200,2\n",
                {},
            ),
            ("c.csv", "date,channel,campaign,cost,clicks\n2026-11-01,vk,A,10,5\n2026-11-02,vk,A,20,6\n", {}),
        ],
    ),
    (
        "cost sales cost",
        {"vk": {"spend": 30, "clicks": 11, "revenue": 300, "conversions": 3}},
        [
            ("c.csv", "date,channel,campaign,cost,clicks\n2026-11-01,vk,A,10,5\n2026-11-02,vk,A,20,6\n", {}),
            (
                "s.csv",
                "date,utm_source,utm_campaign,revenue,orders\n2026-11-01,vk,A,100,1\n2026-11-02,vk,A,200,2\n",
                {},
            ),
            ("c.csv", "date,channel,campaign,cost,clicks\n2026-11-01,vk,A,10,5\n2026-11-02,vk,A,20,6\n", {}),
        ],
    ),
    (
        "sources apart",
        {"vk": {"spend": 30, "clicks": 11, "revenue": 300, "conversions": 3}},
        [
            (
                "c.csv",
                "date,channel,campaign,cost,clicks\n2026-11-01,vk,A,10,5\n2026-11-02,vk,A,20,6\n",
                {"source": "ads"},
            ),
            (
                "s.csv",
                "date,utm_source,utm_campaign,revenue,orders\n2026-11-01,vk,A,100,1\n2026-11-02,vk,A,200,2\n",
                {"source": "crm"},
            ),
        ],
    ),
    (
        "sources apart rev",
        {"vk": {"spend": 30, "clicks": 11, "revenue": 300, "conversions": 3}},
        [
            (
                "s.csv",
                "date,utm_source,utm_campaign,revenue,orders\n2026-11-01,vk,A,100,1\n2026-11-02,vk,A,200,2\n",
                {"source": "crm"},
            ),
            (
                "c.csv",
                "date,channel,campaign,cost,clicks\n2026-11-01,vk,A,10,5\n2026-11-02,vk,A,20,6\n",
                {"source": "ads"},
            ),
        ],
    ),
    (
        "two ad sets",
        {"meta": {"spend": 15}},
        [
            (
                "1.csv",
                "Day,Campaign name,Ad set name,Amount spent (RUB),Reporting starts,Reporting ends\n"
                "2026-11-01,A,x,10,2026-11-01,2026-11-01\n",
                {},
            ),
            (
                "2.csv",
                "Day,Campaign name,Ad set name,Amount spent (RUB),Reporting starts,Reporting ends\n"
                "2026-11-01,A,y,5,2026-11-01,2026-11-01\n",
                {},
            ),
        ],
    ),
    (
        "two ad sets + whole",
        {"meta": {"spend": 15}},
        [
            (
                "1.csv",
                "Day,Campaign name,Ad set name,Amount spent (RUB),Reporting starts,Reporting ends\n"
                "2026-11-01,A,x,10,2026-11-01,2026-11-01\n",
                {},
            ),
            (
                "2.csv",
                "Day,Campaign name,Ad set name,Amount spent (RUB),Reporting starts,Reporting ends\n"
                "2026-11-01,A,y,5,2026-11-01,2026-11-01\n",
                {},
            ),
            (
                "3.csv",
                "Day,Campaign name,Amount spent (RUB),Reporting starts,Reporting ends\n"
                "2026-11-01,A,15,2026-11-01,2026-11-01\n",
                {},
            ),
        ],
    ),
    (
        "by name, then by id",
        {"vk": {"spend": 15}},
        [
            ("1.csv", "date,channel,campaign,cost\n2026-11-01,vk,A,10\n2026-11-01,vk,B,5\n", {}),
            (
                "2.csv",
                "date,channel,campaign id,campaign,cost\n"
                "2026-11-01,vk,120210000000000017,A,10\n"
                "2026-11-01,vk,120210000000000018,B,5\n",
                {},
            ),
        ],
    ),
    (
        "by id, then by name",
        {"vk": {"spend": 15}},
        [
            (
                "1.csv",
                "date,channel,campaign id,campaign,cost\n"
                "2026-11-01,vk,120210000000000017,A,10\n"
                "2026-11-01,vk,120210000000000018,B,5\n",
                {},
            ),
            ("2.csv", "date,channel,campaign,cost\n2026-11-01,vk,A,10\n2026-11-01,vk,B,5\n", {}),
        ],
    ),
    (
        "ids mangled by Excel, then whole",
        {"vk": {"spend": 15}},
        [
            (
                "1.csv",
                "date,channel,campaign id,campaign,cost\n2026-11-01,vk,1.2021E+17,A,10\n2026-11-01,vk,1.2021E+17,B,5\n",
                {},
            ),
            (
                "2.csv",
                "date,channel,campaign id,campaign,cost\n"
                "2026-11-01,vk,120210000000000017,A,10\n"
                "2026-11-01,vk,120210000000000018,B,5\n",
                {},
            ),
        ],
    ),
    (
        "whole ids, then mangled ones",
        {"vk": {"spend": 15}},
        [
            (
                "1.csv",
                "date,channel,campaign id,campaign,cost\n"
                "2026-11-01,vk,120210000000000017,A,10\n"
                "2026-11-01,vk,120210000000000018,B,5\n",
                {},
            ),
            (
                "2.csv",
                "date,channel,campaign id,campaign,cost\n2026-11-01,vk,1.2021E+17,A,10\n2026-11-01,vk,1.2021E+17,B,5\n",
                {},
            ),
        ],
    ),
    (
        "mangled ids, then names",
        {"vk": {"spend": 15}},
        [
            (
                "1.csv",
                "date,channel,campaign id,campaign,cost\n2026-11-01,vk,1.2021E+17,A,10\n2026-11-01,vk,1.2021E+17,B,5\n",
                {},
            ),
            ("2.csv", "date,channel,campaign,cost\n2026-11-01,vk,A,10\n2026-11-01,vk,B,5\n", {}),
        ],
    ),
    (
        "names, then mangled ids",
        {"vk": {"spend": 15}},
        [
            ("1.csv", "date,channel,campaign,cost\n2026-11-01,vk,A,10\n2026-11-01,vk,B,5\n", {}),
            (
                "2.csv",
                "date,channel,campaign id,campaign,cost\n2026-11-01,vk,1.2021E+17,A,10\n2026-11-01,vk,1.2021E+17,B,5\n",
                {},
            ),
        ],
    ),
    (
        "names, whole ids, mangled ids",
        {"vk": {"spend": 15}},
        [
            ("1.csv", "date,channel,campaign,cost\n2026-11-01,vk,A,10\n2026-11-01,vk,B,5\n", {}),
            (
                "2.csv",
                "date,channel,campaign id,campaign,cost\n"
                "2026-11-01,vk,120210000000000017,A,10\n"
                "2026-11-01,vk,120210000000000018,B,5\n",
                {},
            ),
            (
                "3.csv",
                "date,channel,campaign id,campaign,cost\n2026-11-01,vk,1.2021E+17,A,10\n2026-11-01,vk,1.2021E+17,B,5\n",
                {},
            ),
        ],
    ),
    (
        "no channel then source",
        {"vk": {"spend": 15}},
        [
            ("1.csv", "date,campaign,cost\n2026-11-01,A,10\n2026-11-02,B,5\n", {}),
            ("1.csv", "date,campaign,cost\n2026-11-01,A,10\n2026-11-02,B,5\n", {"source": "vk"}),
        ],
    ),
    (
        "source then none",
        {"vk": {"spend": 15}},
        [
            ("1.csv", "date,campaign,cost\n2026-11-01,A,10\n2026-11-02,B,5\n", {"source": "vk"}),
            ("1.csv", "date,campaign,cost\n2026-11-01,A,10\n2026-11-02,B,5\n", {}),
        ],
    ),
    (
        "no channel then channel col",
        {"vk": {"spend": 15}},
        [
            ("1.csv", "date,campaign,cost\n2026-11-01,A,10\n2026-11-02,B,5\n", {}),
            ("2.csv", "date,channel,campaign,cost\n2026-11-01,vk,A,10\n2026-11-02,vk,B,5\n", {}),
        ],
    ),
    (
        "no channel then source extended",
        {"vk": {"spend": 22}},
        [
            ("1.csv", "date,campaign,cost\n2026-11-01,A,10\n2026-11-02,B,5\n", {}),
            ("2.csv", "date,campaign,cost\n2026-11-01,A,10\n2026-11-02,B,5\n2026-11-03,A,7\n", {"source": "vk"}),
        ],
    ),
    (
        "replaced later",
        {"vk": {"spend": 15}},
        [
            ("1.csv", "date,channel,campaign,cost\n2026-11-01,vk,A,10\n", {}),
            ("2.csv", "date,channel,campaign,cost\n2026-11-01,vk,A,15\n", {}),
        ],
    ),
    (
        "overlap",
        {"vk": {"spend": 37, "clicks": 12}},
        [
            ("1.csv", "date,channel,campaign,cost,clicks\n2026-11-01,vk,A,10,5\n2026-11-02,vk,A,20,6\n", {}),
            ("2.csv", "date,channel,campaign,cost,clicks\n2026-11-02,vk,A,20,6\n2026-11-03,vk,A,7,1\n", {}),
        ],
    ),
    (
        "orders in two files",
        {"vk": {"conversions": 2, "revenue": 300}},
        [
            ("1.csv", "date,utm_source,order_id,revenue\n2026-11-01,vk,1001,100\n", {}),
            ("2.csv", "date,utm_source,order_id,revenue\n2026-11-01,vk,1002,200\n", {}),
        ],
    ),
    (
        "orders overlap",
        {"vk": {"conversions": 2, "revenue": 300}},
        [
            ("1.csv", "date,utm_source,order_id,revenue\n2026-11-01,vk,1001,100\n", {}),
            ("2.csv", "date,utm_source,order_id,revenue\n2026-11-01,vk,1001,100\n2026-11-01,vk,1002,200\n", {}),
        ],
    ),
    (
        "same key diff rows",
        {"vk": {"spend": 15}},
        [
            ("1.csv", "date,channel,campaign,cost\n2026-11-01,vk,A,10\n2026-11-01,vk,A,5\n", {}),
        ],
    ),
    (
        "conv actions + cost",
        {"google_ads": {"spend": 10, "conversions": 3, "clicks": 3}},
        [
            (
                "1.csv",
                "Day,Campaign,Conversion action,Conversions\n2026-11-01,A,Buy,2\n2026-11-01,A,Call,1\n",
                {"source": "google"},
            ),
            ("2.csv", "Day,Campaign,Cost,Clicks\n2026-11-01,A,10,3\n", {"source": "google"}),
        ],
    ),
    (
        "case of campaign",
        {"vk": {"spend": 10, "revenue": 100}},
        [
            ("1.csv", "date,channel,campaign,cost\n2026-11-01,vk,Brand,10\n", {}),
            ("2.csv", "date,channel,campaign,revenue\n2026-11-01,VK,brand,100\n", {}),
        ],
    ),
    (
        "slice then total",
        {"vk": {"spend": 15}},
        [
            ("1.csv", "date,channel,campaign,cost\n2026-11-01,vk,A,15\n", {}),
        ],
    ),
    (
        "sales unattributed",
        {"vk": {"spend": 10, "revenue": 100}, "organic": {"revenue": 5}},
        [
            ("1.csv", "date,channel,campaign,cost\n2026-11-01,vk,A,10\n", {}),
            (
                "2.csv",
                "date,utm_source,utm_medium,utm_campaign,revenue\n"
                "2026-11-01,vk,cpc,A,100\n"
                "2026-11-01,google,organic,,5\n",
                {},
            ),
        ],
    ),
    (
        "totals row in 2nd",
        {"vk": {"spend": 15}},
        [
            ("1.csv", "date,channel,campaign,cost\n2026-11-01,vk,A,10\n2026-11-01,vk,B,5\nTotal,,,15\n", {}),
        ],
    ),
]


def _held(engine: Engine, folder: Path, files: list[File]) -> dict[str, dict[str, float]]:
    for name, text, options in files:
        (folder / name).write_text(text, encoding="utf-8")
        loaded(engine, folder / name, **options)
    return {channel: {name: value for name, value in sums.items() if value} for channel, sums in stored(engine).items()}


@pytest.mark.promise(6)
@pytest.mark.parametrize(("kind", "sums", "files"), SEQUENCES, ids=[kind for kind, *_ in SEQUENCES])
def test_files_after_one_another(
    sqlite_engine: Engine, tmp_path: Path, kind: str, sums: dict[str, dict[str, float]], files: list[File]
) -> None:
    assert _held(sqlite_engine, tmp_path, files) == sums, kind


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "sums", "files"), SEQUENCES, ids=[kind for kind, *_ in SEQUENCES])
def test_files_after_one_another_in_postgresql(
    pg_engine: Engine, tmp_path: Path, kind: str, sums: dict[str, dict[str, float]], files: list[File]
) -> None:
    assert _held(pg_engine, tmp_path, files) == sums, kind
