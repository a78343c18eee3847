"""Who made a change: a planted cell is named first, parts are exact, noise has no culprit, filters are kept."""

from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from benchmarks import insight_worlds
from benchmarks.insight_worlds import FIRST, LAST, TURN, holds_same, owners_of
from tests.conftest import NOW
from tests.worlds import loaded_once
from tools.change.movers import find_movers
from tools.change.movers_words import movers_table, name_of, tell_movers
from tools.change.scan import Leaves, scan
from tools.change.story import explain
from tools.engine.engine import MetricEngine
from tools.notes.store import DayNote, add, every, forget
from tools.semantics.question import Filter, Question
from tools.tool import ToolContext, find_tools

plant = loaded_once(insight_worlds.plant)
DAYS = (f"{TURN}..{LAST}", f"{FIRST}..{date.fromordinal(TURN.toordinal() - 1)}")


def _desk(engine: Engine, folder: Path, language: Literal["ru", "en"] = "en") -> ToolContext:
    today = date.fromordinal(LAST.toordinal() + 1)
    metrics = MetricEngine(engine, currency="RUB")
    now = datetime(today.year, today.month, today.day, 9, tzinfo=NOW.tzinfo)
    return ToolContext(metrics=metrics, today=today, now=now, language=language, data_dir=folder)


def _question(metric: str, *where: Filter) -> Question:
    return Question(metrics=(metric,), where=where, periods=(DAYS[0],), compare_to=DAYS[1])


@pytest.mark.parametrize(("metric", "depth"), [("revenue", 1), ("roi", 2), ("cpa", 3), ("conversions", 3)])
def test_the_planted_cell_is_named_first(engine: Engine, tmp_path: Path, metric: str, depth: int) -> None:
    planted = plant(engine, 11 + depth, depth=depth)
    desk = _desk(engine, tmp_path)

    found = find_movers(desk, metric, _question(metric))

    assert found.looked_at == ("channel", "campaign", "audience", "region", "device")
    assert holds_same(dict(found.cells[0].values), planted.cell, owners_of(engine))
    change = explain(desk, metric, _question(metric), "channel")
    assert name_of(found.cells[0], "en") in tell_movers(found, change, "en")
    table = movers_table(found, change, "en")
    assert table is not None
    assert len(table.rows) == len(found.cells)


def test_noise_has_no_culprit(engine: Engine, tmp_path: Path) -> None:
    plant(engine, 5, depth=0)
    desk = _desk(engine, tmp_path)
    question = _question("revenue")

    found = find_movers(desk, "revenue", question)

    assert found.cells == ()
    assert "No part stands out" in tell_movers(found, explain(desk, "revenue", question, "channel"), "en")


@pytest.mark.parametrize("metric", ["revenue", "roi", "cpa"])
def test_the_cells_of_a_dimension_add_up_to_the_change(engine: Engine, tmp_path: Path, metric: str) -> None:
    plant(engine, 12, depth=2)
    desk = _desk(engine, tmp_path)

    change = explain(desk, metric, _question(metric), "channel")

    assert change.parts is not None
    assert abs(change.parts.residual) < 1e-9 * max(abs(change.parts.change), 1.0)


def test_a_filter_is_kept_and_said(engine: Engine, tmp_path: Path) -> None:
    plant(engine, 13, depth=2)
    desk = _desk(engine, tmp_path)
    tool = find_tools()["explain_change"]
    where = [
        {"dimension": "region", "values": ["Москва"]},
        {"dimension": "device", "values": ["tablet"], "exclude": True},
    ]
    asked: dict[str, Any] = {"metric": "revenue", "where": where, "period": DAYS[0], "compare_to": DAYS[1]}

    result = tool.run(tool.arguments.model_validate(asked), desk)

    assert "Москва" in result.text.splitlines()[0]
    assert "without" in result.text.splitlines()[0]
    found = find_movers(desk, "revenue", _question("revenue", Filter(dimension="region", values=("Москва",))))
    assert "region" not in found.looked_at
    assert result.text.count("not its cause") == 1


def test_notes_of_the_team_stand_beside_the_change(engine: Engine, tmp_path: Path) -> None:
    plant(engine, 14, depth=1)
    desk = _desk(engine, tmp_path, "ru")
    number = add(engine, DayNote(start=TURN, end=TURN, text="Сайт лежал полдня", made_by="Аня"), NOW)
    tool = find_tools()["explain_change"]
    asked = tool.arguments.model_validate({"metric": "revenue", "period": DAYS[0], "compare_to": DAYS[1]})

    assert "Сайт лежал полдня" in tool.run(asked, desk).text
    assert [one.text for one in every(engine)] == ["Сайт лежал полдня"]
    assert forget(engine, number)
    assert every(engine) == []


def test_what_happened_elsewhere_does_not_stand_beside_a_filtered_change(engine: Engine, tmp_path: Path) -> None:
    plant(engine, 14, depth=1)
    desk = _desk(engine, tmp_path)
    notes = {"telegram": "The bot was renamed", "tiktok": "A new video", "": "The shop was closed"}
    for channel, text in notes.items():
        add(engine, DayNote(start=TURN, end=TURN, text=text, channel=channel), NOW)
    tool = find_tools()["explain_change"]
    where: dict[str, Any] = {"dimension": "channel", "values": ["telegram"]}
    asked: dict[str, Any] = {"metric": "revenue", "period": DAYS[0], "compare_to": DAYS[1]}

    alone = tool.run(tool.arguments.model_validate({**asked, "where": [where]}), desk).text
    without = tool.run(tool.arguments.model_validate({**asked, "where": [{**where, "exclude": True}]}), desk).text

    assert [text in alone for text in notes.values()] == [True, False, True]
    assert [text in without for text in notes.values()] == [False, True, True]


figures = st.lists(st.integers(0, 10_000), min_size=8, max_size=8)


@settings(max_examples=60, deadline=None)
@given(figures, figures)
def test_a_scan_never_names_a_leaf_twice_nor_an_empty_cell(before: list[int], after: list[int]) -> None:
    labels = tuple((a, b, c) for a in "xy" for b in "xy" for c in "xy")
    leaves = Leaves(dimensions=("a", "b", "c"), labels=labels)

    found = scan(leaves, np.array(before, float), np.array(after, float), most=3)

    assert all(cell.leaves.size for cell in found)
    assert len({cell.values for cell in found}) == len(found)
    for cell in found:
        held = [place for place, label in enumerate(labels) if set(cell.values) <= set(zip("abc", label, strict=True))]
        assert held == cell.leaves.tolist()


def test_a_scan_ends_when_all_is_explained() -> None:
    before, after = np.array([14.168063410907465, 6.133131243746552]), np.array([10.959686487678914, 5.141115048495514])

    found = scan(Leaves(dimensions=("campaign",), labels=(("one",), ("two",))), before, after, most=3)

    assert [cell.values for cell in found] == [(("campaign", "one"),)]
