"""Channels as columns and parts of one measure: what is said of them, asked in the chat, and counted by week."""

from datetime import date
from pathlib import Path

from sqlalchemy import Engine

from ingest.files.recognition import recognise
from ingest.scope import EVERYTHING
from tests.conftest import TODAY
from tests.ingest.files_bench import facts, loaded, write
from tools.engine.catalogue_reader import read_catalogue

SHEET = (
    "Week,Orders value,Media Spend,Radio Spend,Posters Spend,YouTube Spend,YT Clicks,Rival's sales\n"
    "2026-10-05,900,61,10,20.5,30,7,5000\n2026-10-12,800,42.25,12,0,30.25,8,6000\n"
    "2026-10-19,700,50,0,20,30,9,5500\n2026-10-26,600,33.5,11,22.5,0,3,5800\n"
)
"""Of the first week half a euro is no channel's."""
TRADES = (
    "Day,Channel,Campaign,Clicks,Cost,Bike revenue,Repair revenue\n"
    "2026-11-01,vk,A,90,10,100.5,60\n2026-11-02,vk,A,80,11,50,20\n2026-11-03,vk,A,70,11,75,\n"
)


def test_a_total_of_channels_is_named_with_what_is_no_channels(sqlite_engine: Engine, tmp_path: Path) -> None:
    report = loaded(sqlite_engine, write(tmp_path, SHEET))
    notes = dict(report.notes)

    assert notes["files-note-channels-down"] == {"channels": "Radio, Posters, YouTube"}
    assert notes["files-note-channel-sums"] == {"headers": "Media Spend"}
    assert notes["files-note-total-rest"] == {"header": "Media Spend", "rest": "0.50"}
    assert round(float(facts(sqlite_engine)["spend"].sum()), 2) == 186.75


def test_a_sheet_by_week_is_known_as_one(sqlite_engine: Engine, tmp_path: Path) -> None:
    loaded(sqlite_engine, write(tmp_path, SHEET))
    with sqlite_engine.connect() as connection:
        accounts = read_catalogue(connection, EVERYTHING).accounts

    assert [account.is_weekly for account in accounts if account.channel == "youtube"] == [True]
    assert {account.covered_to(TODAY) for account in accounts} == {date(2026, 11, 1)}


def test_parts_of_a_measure_are_asked_as_such(tmp_path: Path) -> None:
    seen = recognise(write(tmp_path, TRADES), currency="EUR", today=TODAY)

    assert {one.header: one.field for one in seen.asked} == {"Bike revenue": "revenue", "Repair revenue": "revenue"}
    assert dict(seen.notes)["files-note-parts"] == {
        "field": "revenue",
        "headers": "Bike revenue, Repair revenue",
        "example": "Bike revenue",
    }


def test_what_a_person_has_said_of_parts_is_remembered(sqlite_engine: Engine, tmp_path: Path) -> None:
    mapping = {"revenue": "Bike revenue", "own": "Repair revenue;"}
    loaded(sqlite_engine, write(tmp_path, TRADES), mapping=mapping)
    loaded(sqlite_engine, write(tmp_path, TRADES.replace("2026-11", "2026-10"), "earlier.csv"))

    assert float(facts(sqlite_engine)["revenue"].sum()) == 2 * 225.5
