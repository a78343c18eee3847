"""Loads are listed and taken back by words, after a yes, and only that load which the preview named."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from agent.bootstrap import Demetra
from ingest.files import load
from ingest.schema import daily_fact, ingest_run
from ingest.store.loads import listed, unload
from tools.access import Actor
from tools.tool import Proposal, Services, find_tools

Make = Callable[..., Demetra]
TEXT = "Date,Channel,Campaign,Cost\n2026-11-01,vk,A load,{cost}\n"


def put(running: Demetra, folder: Path, cost: int) -> int:
    path = folder / f"{cost}.csv"
    path.write_text(TEXT.format(cost=cost), encoding="utf-8")
    [number] = load(running.store, [path], currency="USD", today=date(2026, 11, 20)).loads
    return number


def numbers(running: Demetra) -> list[int]:
    with running.store.engine.connect() as connection:
        return [entry.id for entry in listed(connection)]


def spend(running: Demetra) -> list[int]:
    query = select(func.sum(daily_fact.c.spend)).join(ingest_run, ingest_run.c.id == daily_fact.c.run_id)
    with running.store.engine.connect() as connection:
        return [connection.scalar(query.where(ingest_run.c.kind == "file"))]


async def said(running: Demetra, *turns: str) -> list[Any]:
    services = Services(unload=partial(unload, running.store))
    async with running.analyst(remember=False, services=services) as analyst:
        return [await analyst.ask(turn, thread="t") for turn in turns]


@pytest.mark.parametrize(("asked", "yes"), [("undo the last upload", "yes"), ("Отмени последнюю загрузку", "да")])
async def test_the_last_load_goes_after_a_yes_and_what_it_had_replaced_returns(
    demetra_on: Make,
    tmp_path: Path,
    asked: str,
    yes: str,
) -> None:
    running = demetra_on(database_url=f"sqlite:///{tmp_path}/own.db")
    first, second = put(running, tmp_path, 10), put(running, tmp_path, 20)

    proposed, done = await said(running, asked, yes)

    assert f"{second}" in proposed.answer
    assert "20.csv" in proposed.answer
    assert "20.csv" in done.answer
    assert (numbers(running), spend(running)) == ([first], [10_000_000])


async def test_a_no_leaves_the_load(demetra_on: Make, tmp_path: Path) -> None:
    running = demetra_on(database_url=f"sqlite:///{tmp_path}/own.db")
    number = put(running, tmp_path, 10)

    await said(running, f"Take back load {number}", "no")

    assert numbers(running) == [number]


async def test_a_yes_means_the_load_that_was_shown_and_not_a_newer_one(
    demetra_on: Make,
    tmp_path: Path,
) -> None:
    running = demetra_on(database_url=f"sqlite:///{tmp_path}/own.db")
    put(running, tmp_path, 10)
    async with running.analyst(remember=False, services=Services(unload=partial(unload, running.store))) as analyst:
        await analyst.ask("undo the last upload", thread="t")
        newer = put(running, tmp_path, 20)
        await analyst.ask("yes", thread="t")

    assert numbers(running) == [newer]


async def test_loads_are_listed_by_number_and_file(demetra_on: Make, tmp_path: Path) -> None:
    running = demetra_on(database_url=f"sqlite:///{tmp_path}/own.db")
    number = put(running, tmp_path, 10)

    (answer,) = await said(running, "show the loads")

    assert f"Load {number}: 10.csv" in answer.answer


def test_who_may_not_unload_is_refused(demetra_on: Make, tmp_path: Path) -> None:
    running = demetra_on(database_url=f"sqlite:///{tmp_path}/own.db")
    number = put(running, tmp_path, 10)
    tool = find_tools()["manage_load"]
    desk = running.desk("en", services=Services(unload=partial(unload, running.store)))

    shown = tool.call(tool.arguments(load=number), desk)

    assert isinstance(shown, Proposal)
    assert not Actor(name="m", role="marketer").may(tool.deed)
    assert Actor(name="a", role="analyst").may(tool.deed)
