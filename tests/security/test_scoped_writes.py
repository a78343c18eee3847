"""Whoever sees a part changes only that part: every other row stays as it was, and no answer tells of one."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any, Final

import pytest
from sqlalchemy import select

from agent.bootstrap import Demetra
from ingest.errors import DemetraError, NotAllowed
from ingest.files import LoadReport, load
from ingest.schema import account, metadata
from ingest.scope import EVERYTHING, DataScope
from ingest.store.bounds import held_accounts
from tests.conftest import TODAY
from tests.security.two_clients import demetra_with
from tools.access import Actor
from tools.alerts.book import AlertBook
from tools.analytics.manage_alert_rule import Managing
from tools.tool import ToolResult, find_tools

OWN: Final = frozenset({"rom-1", "rom-2", "Ромашка · RUB"})
RITA: Final = Actor(name="rita", role="analyst", scope=DataScope(accounts=OWN))
HEAD: Final = "Дата,Канал,Кабинет,Кампания,Расход,Клики"
LOADED: Final = "2026-11-20,vk,{who},{who} весна,1500,10\n2026-11-21,vk,{who},{who} весна,1600,11"
PROTOCOLS: Final = ("ingest_run", "audit_entry", "rejected_row", "value_spelling")
"""What was tried, by whom, and how values are written: no client's rows."""


def file_of(folder: Path, *rows: str, head: str = HEAD, name: str = "a.csv") -> Path:
    path = folder / name
    path.write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
    return path


def load_as(running: Demetra, path: Path, within: DataScope, **options: Any) -> LoadReport:
    return load(running.store, [path], currency="RUB", today=TODAY, within=within, **options)


@pytest.fixture
def running(tmp_path: Path, database_url: str) -> Demetra:
    """Two clients: accounts of platforms, of files, and rows of the one that came without a channel."""
    made = demetra_with(tmp_path / "data", database_url, foreign=True)
    for who in ("Ромашка", "Ураган"):
        load_as(made, file_of(tmp_path, *LOADED.format(who=who).splitlines()), EVERYTHING)
    nameless = file_of(tmp_path, "2026-11-20,Ураган осень,900,9", head="Дата,Кампания,Расход,Клики")
    load_as(made, nameless, EVERYTHING)
    return made


def rows_outside(running: Demetra) -> dict[str, list[str]]:
    """Every row of every table that is not about the person's own accounts."""
    with running.engine.connect() as connection:
        named = connection.execute(select(account.c.id, account.c.external_id)).all()
        mine = {number for number, external in named if external in OWN}
        owned = select(metadata.tables["campaign"].c.id).where(metadata.tables["campaign"].c.account_id.in_(mine))
        own = {"account_id": mine, "campaign_id": set(connection.scalars(owned))}
        here = {"account": mine, "campaign": own["campaign_id"]}
        found = {}
        for table in metadata.sorted_tables:
            if table.name not in PROTOCOLS:
                rows = (row._mapping for row in connection.execute(select(table)))
                foreign = (row for row in rows if not _is_own(row, own, here.get(table.name, set())))
                found[table.name] = sorted(str(sorted(row.items(), key=str)) for row in foreign)
    return found


def _is_own(row: Any, own: dict[str, set[int]], numbers: Iterable[int]) -> bool:
    return row.get("id") in numbers or any(row.get(column) in known for column, known in own.items())


FOREIGN: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "a right guess": (HEAD, ("2026-11-20,vk,Ураган,Ураган весна,1500,10",)),
    "another figure": (HEAD, ("2026-11-20,vk,Ураган,Ураган весна,7,1",)),
    "an own row before it": (HEAD, ("2026-11-20,vk,Ромашка,Ромашка весна,1,1", "2026-11-20,vk,Ураган,Y,7,1")),
    "an account that is not there": (HEAD, ("2026-11-20,vk,Тайфун,Тайфун весна,7,1",)),
    "a channel that is not there": (HEAD, ("2026-11-20,newnet,Ураган,Y,7,1",)),
    "no account, a foreign campaign": ("Дата,Канал,Кампания,Расход", ("2026-11-20,vk,Ураган весна,7",)),
    "no account, a campaign of nobody": ("Дата,Канал,Кампания,Расход", ("2026-11-20,vk,Тайфун весна,7",)),
    "no channel, a right guess": ("Дата,Кампания,Расход,Клики", ("2026-11-20,Ураган осень,900,9",)),
    "a channel for rows of none": ("Дата,Канал,Кампания,Расход,Клики", ("2026-11-20,vk,Ураган осень,900,9",)),
    "sales by a tag": ("Дата,Канал,Кампания,Выручка", ("2026-11-20,vk,Ураган весна,70",)),
    "a plan of a shared channel": ("Месяц,Канал,Бюджет", ("2026-11,vk,1000",)),
    "a plan of a foreign channel": ("Месяц,Канал,Бюджет", ("2026-11,tiktok,1000",)),
    "a plan of a foreign campaign": ("Месяц,Канал,Кампания,Бюджет", ("2026-11,vk,Ураган весна,1000",)),
    "a plan of a campaign of nobody": ("Месяц,Канал,Кампания,Бюджет", ("2026-11,vk,Тайфун весна,1000",)),
}


def test_a_file_with_a_row_from_outside_is_refused_and_changes_nothing(running: Demetra, tmp_path: Path) -> None:
    before = _everything(running)

    for head, rows in FOREIGN.values():
        with pytest.raises(NotAllowed, match="open to you"):
            load_as(running, file_of(tmp_path, *rows, head=head), RITA.scope)
        assert _everything(running) == before


def _everything(running: Demetra) -> dict[str, list[str]]:
    with running.engine.connect() as connection:
        return {
            table.name: sorted(map(str, connection.execute(select(table)).all()))
            for table in metadata.sorted_tables
            if table.name not in PROTOCOLS
        }


@pytest.mark.parametrize("source", ["file", "crm", "test"])
def test_the_refusal_is_the_same_whether_it_is_there_or_not(running: Demetra, tmp_path: Path, source: str) -> None:
    said = set()
    for who in ("Ураган", "Тайфун"):
        for spend in ("1500,10", "7,1"):
            row = f"2026-11-20,vk,{who},{who} весна,{spend}"
            with pytest.raises(NotAllowed) as refused:
                load_as(running, file_of(tmp_path, row), RITA.scope, source=source)
            said.add(str(refused.value).replace(who, "X"))
    assert len(said) == 1


def test_own_rows_are_loaded_and_counted_as_ever(running: Demetra, tmp_path: Path) -> None:
    before = rows_outside(running)

    own = file_of(
        tmp_path, *LOADED.format(who="Ромашка").replace("1500", "1700").splitlines(), "2026-11-19,vk,Ромашка,Новая,5,1"
    )
    report = load_as(running, own, RITA.scope)
    assert (report.inserted, report.updated, report.unchanged, report.rejected) == (1, 1, 1, 0)
    unnamed = file_of(tmp_path, "2026-11-18,vk,Ромашка весна,5", head="Дата,Канал,Кампания,Расход")
    assert load_as(running, unnamed, RITA.scope).inserted == 1
    plan = file_of(tmp_path, "2026-11,vk,Ромашка весна,1000", head="Месяц,Канал,Кампания,Бюджет")
    load_as(running, plan, RITA.scope)
    after = rows_outside(running)
    assert {name for name in before if before[name] != after[name]} <= {"budget", "load_change"}
    assert set(before["budget"]) <= set(after["budget"])


@pytest.fixture
def rules(running: Demetra) -> AlertBook:
    """The team's rules, one on what both clients use, and one inside each part."""
    book = AlertBook(desk=running.desk("en"))
    for phrase in ("warn me if spend of VK is above 1 two days in a row", "warn me if spend of TikTok is above 1"):
        book.add(book.wanted(phrase), "boss")
    return book


ACTIONS: Final[tuple[dict[str, Any], ...]] = (
    {"action": "remove"},
    {"action": "pause"},
    {"action": "change", "settings": {"level": 1}},
    {"action": "change", "settings": {"channel": "vk"}},
)


def test_the_teams_rules_about_more_than_the_person_sees_stay(running: Demetra, rules: AlertBook) -> None:
    desk, before = running.desk("en").acting_for(RITA), _everything(running)
    known = [one for one in rules.rules() if one.enabled]
    assert len(known) > 2

    for one, asked, confirm in product(known, ACTIONS, (False, True)):
        for words in (str(one.number), one.name):
            result: ToolResult | None = None
            with suppress(DemetraError):
                result = find_tools()["manage_alert_rule"].call(Managing(rule=words, confirm=confirm, **asked), desk)
            assert result is None or result.status == "clarify"
    assert _everything(running) == before


def test_a_rule_of_ones_own_and_one_inside_what_is_seen_may_be_changed(running: Demetra, rules: AlertBook) -> None:
    seer = Actor(name="vera", role="marketer", scope=DataScope(channels=frozenset({"tiktok"})))
    book = AlertBook(desk=running.desk("en").acting_for(seer))
    [inside] = [one for one in book.rules() if one.rule.channel == "tiktok"]

    assert not book.change(inside.name, {"enabled": False}, "vera").enabled
    with pytest.raises(NotAllowed):
        book.change(inside.name, {"channel": None}, "vera")
    own = AlertBook(desk=running.desk("en").acting_for(RITA))
    wish = own.wanted("warn me if CPA is above 1")
    assert wish.owner == "rita"
    own.add(wish, "rita")
    own.remove(wish.title, "rita")
    with pytest.raises(NotAllowed):
        own.add(replace(wish, owner="", name="x"), "rita")
    with pytest.raises(NotAllowed):
        own.add(replace(wish, name=rules.rules()[0].name), "rita")


def test_a_load_replaces_no_load_that_speaks_of_others(running: Demetra, tmp_path: Path) -> None:
    """The same bytes under other options take the earlier load back: not one with rows that the loader can't see."""
    rows = ("2026-11-20,vk,Ромашка весна,5,1", "2026-11-21,vk,Ромашка весна,6,1")
    path = file_of(tmp_path, *rows, head="Дата,Канал,Кампания,Расход,Клики", name="weekly.csv")
    load_as(running, path, EVERYTHING, source="ura")
    before = rows_outside(running)

    load_as(running, path, RITA.scope, mapping={"engagements": "Клики"})
    assert rows_outside(running) == before


def test_a_refresh_pulls_the_persons_own_accounts_alone(running: Demetra) -> None:
    assert held_accounts(running.engine, EVERYTHING) is None
    own = {("test", "rom-1"), ("test", "rom-2"), ("file", "Ромашка · RUB")}
    assert held_accounts(running.engine, RITA.scope) == own
