"""A hundred generated writes of somebody who sees a part: no row outside it changes, and no answer tells of one."""

import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from agent.bootstrap import Demetra
from ingest.errors import DemetraError
from ingest.schema import account, app_user, campaign, channel, metadata
from ingest.scope import EVERYTHING
from tests.api.conftest import Served, serving
from tests.security.test_scope import leaks
from tests.security.test_scoped_writes import HEAD, LOADED, RITA, file_of, load_as
from tests.security.two_clients import demetra_with
from tools.access.people import People
from tools.advice.record.document import publish
from tools.alerts.book import AlertBook
from tools.tool import ToolContext, find_tools
from ui.cli import app

WRITES: Final = 100
KEY: Final = re.compile(r"(?=\d*[a-f])[0-9a-f]{16,}")
"""The name of a file that nobody can guess, which may have digits of a figure."""
PROTOCOLS: Final = frozenset(
    {"ingest_run", "audit_entry", "rejected_row", "value_spelling", "header_memory", "api_token", "background_job"}
)
"""What was tried and by whom, how values are written, what headers mean: no client's rows."""
CHANNELS: Final = ("vk", "google_ads", "tiktok", "")
CAMPAIGNS: Final = ("Ромашки весной", "Ромашка весна", "Ураган продаж", "Ураган весна", "Новая")
ACCOUNTS: Final = ("rom-1", "Ромашка", "ura-1", "Ураган", "Тайфун")
WORDS: Final = (
    "warn me if spend of VK is above 1",
    "warn me if spend of TikTok is above 1 two days in a row",
    "warn only me if CPA is above 5",
    "предупреждай, если расход кампании Ураган продаж выше 10",
)
WISHES: Final = (
    "send me the weekly report on Mondays",
    "daily digest of TikTok at 9",
    "no messages at night",
    "stop all",
)


@dataclass(kw_only=True)
class Rita:
    """Somebody who sees one client of two, and all the ways in which they may try to write."""

    served: Served
    header: Mapping[str, str]
    folder: Path
    dice: random.Random
    asked: str = ""
    """What the last of them named: to hear it back tells nothing."""

    @property
    def running(self) -> Demetra:
        return self.served.running

    @property
    def desk(self) -> ToolContext:
        return self.running.desk("en").acting_for(RITA)

    def one_of(self, *kinds: str) -> str:
        return self.dice.choice(kinds)

    def upload(self) -> str:
        owners = [(self.one_of(*CHANNELS[:3]), self.one_of(*ACCOUNTS)) for _ in range(self.dice.randint(1, 3))]
        rows = [
            f"2026-11-{self.dice.randint(1, 20)},{where},{who},{self.one_of(*CAMPAIGNS)},{self.dice.randint(1, 99)},1"
            for where, who in owners
        ]
        self.asked = str(rows)
        return str(load_as(self.running, file_of(self.folder, *rows, head=HEAD), RITA.scope).said("en"))

    def plan(self) -> str:
        row = f"2026-{self.dice.randint(10, 12)},{self.one_of('vk', 'tiktok')},{self.one_of('', *CAMPAIGNS)},1000"
        self.asked = row
        path = file_of(self.folder, row, head="Месяц,Канал,Кампания,Бюджет")
        return str(load_as(self.running, path, RITA.scope).said("en"))

    def tool(self) -> str:
        name, arguments = self.call()
        tool = find_tools()[name]
        result = tool.call(tool.arguments(**arguments), self.desk)
        return f"{result.text} {result.tables} {result.facts} {result.choices} {result.notes}"

    def rest(self) -> str:
        name, arguments = self.call()
        arguments.pop("confirm", None)
        return self._sent("post", f"/api/tools/{name}?confirm=true", json=arguments)

    def path(self) -> str:
        number = self.dice.randint(1, 30)
        rule = self.one_of("roi_drop", "cost_spike", str(number))
        paths: list[tuple[str, str, Any]] = [
            ("patch", f"/api/alerts/{number}/read", None),
            ("post", "/api/alerts/check", None),
            ("post", "/api/alerts/rules", {"phrase": self.one_of(*WORDS)}),
            ("patch", f"/api/alerts/rules/{rule}", {"settings": {"enabled": False}}),
            ("delete", f"/api/alerts/rules/{rule}", None),
            ("post", "/api/predictions/generate", None),
            ("post", "/api/campaigns", self._campaign()),
            ("get", "/api/alerts/rules", None),
            ("get", "/api/loads", None),
        ]
        method, address, body = self.dice.choice(paths)
        self.asked = f"{address} {body}"
        return self._sent(method, address, **({} if body is None else {"json": body}))

    def _campaign(self) -> dict[str, Any]:
        own = {"channel": self.one_of("vk", "tiktok"), "account": self.one_of("rom-1", "ura-1", "")}
        return {**own, "name": self.one_of(*CAMPAIGNS), "external_id": self.one_of("", "ura-1-0", "rom-1-0")}

    def _sent(self, method: str, address: str, **body: Any) -> str:
        answer = self.served.client.request(method, address, headers=dict(self.header), **body)
        assert answer.status_code < 500, answer.text
        return answer.text

    def assistant(self) -> str:
        name, arguments = self.call()
        call = {"name": name, "arguments": {**arguments, "confirm": True}}
        asked = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": call}
        return self._sent("post", "/mcp", json=asked)

    def command(self) -> str:
        words = self.dice.choice(
            [
                ("demo", "--remove"),
                ("unload", str(self.dice.randint(1, 6))),
                ("alerts", "mute", str(self.dice.randint(1, 20))),
                ("alerts", "rules", "add", self.one_of(*WORDS)),
                ("alerts", "rules", "remove", self.one_of("roi_drop", "stale_data")),
                ("alerts", "check"),
            ]
        )
        self.asked = " ".join(words)
        return str(CliRunner().invoke(app, [*words, "--as", RITA.name]).output)

    def call(self) -> tuple[str, dict[str, Any]]:
        """A tool that changes something, with what may hit either client."""
        rule, number = str(self.dice.randint(1, 25)), self.dice.randint(0, 8)
        channel_named = self.one_of(*CHANNELS)
        channels = [channel_named] if channel_named else []
        note = {"kind": "note", "text": "sale", "channel": channel_named}
        word = {"kind": "word", "term": "мой", "meaning": "spend of TikTok"}
        quiet: dict[str, Any] = {"number": number} if number else {"channel": "tiktok"}
        calls: list[tuple[str, dict[str, Any]]] = [
            ("manage_alert_rule", {"action": "add", "phrase": self.one_of(*WORDS)}),
            ("manage_alert_rule", {"action": self.one_of("remove", "pause"), "rule": rule}),
            ("manage_alert_rule", {"action": "change", "rule": rule, "settings": {"level": number}}),
            ("set_goal", {"metric": "roi", "target": "150 %", "channels": channels}),
            ("set_goal", {"action": "remove", "metric": "revenue", "channels": channels}),
            ("remember_definition", {"action": "remember", **note}),
            ("remember_definition", {"action": "forget", "kind": "note", "number": number}),
            ("remember_definition", {"action": "remember", **word}),
            ("quiet_alerts", {"action": "quiet", **quiet}),
            ("decide_advice", {"decision": self.one_of("accept", "decline"), "number": number}),
            ("manage_subscription", {"phrase": self.one_of(*WISHES)}),
            ("manage_load", {"action": "unload", "load": number}),
            ("export_table", {"metrics": ["spend"], "group_by": ["campaign"]}),
        ]
        name, arguments = self.dice.choice(calls)
        changes, self.asked = find_tools()[name].changes, str(arguments)
        return name, {**arguments, "confirm": True} if changes else arguments


@pytest.fixture
def rita(tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Rita]:
    """Two clients with loads, rules, notes, goals, alerts and advice of the other and of the team."""
    running = demetra_with(tmp_path / "data", database_url, foreign=True)
    for who in ("Ромашка", "Ураган"):
        load_as(running, file_of(tmp_path, *LOADED.format(who=who).splitlines()), EVERYTHING)
    People(engine=running.engine, now=running.clock.now).add(RITA.name, RITA.role, scope=RITA.scope, by="test")
    book = AlertBook(desk=running.desk("en"))
    for phrase in WORDS[:2]:
        book.add(book.wanted(phrase), "boss")
    book.check()
    publish(running.desk("en"))
    for channel_named in ("", "tiktok"):
        note = {
            "action": "remember",
            "kind": "note",
            "text": "Ураган: акция",
            "channel": channel_named,
            "confirm": True,
        }
        tool = find_tools()["remember_definition"]
        tool.call(tool.arguments(**note), running.desk("en"))
    names = {"DATABASE_URL": database_url, "DATA_DIR": str(tmp_path / "data"), "TODAY": str(running.clock.today())}
    for name, value in (names | {"LANGUAGE": "en"}).items():
        monkeypatch.setenv(f"DEMETRA_{name}", value)
    with serving(running) as served:
        header = served.token(RITA.name, RITA.role, bounds=RITA.scope)
        yield Rita(served=served, header=header, folder=tmp_path, dice=random.Random(9))
    running.engine.dispose()


def outside(running: Demetra) -> dict[str, set[str]]:
    """Every row that is not about the person's own accounts, nor their own by name."""
    with running.engine.connect() as connection:
        whose = connection.execute(select(account.c.id, account.c.external_id, channel.c.key).join(channel)).all()
        mine = {row.id for row in whose if RITA.scope.holds(row.key, row.external_id)}
        ours = set(connection.scalars(select(campaign.c.id).where(campaign.c.account_id.in_(mine))))
        user = connection.scalar(select(app_user.c.id).where(app_user.c.identifier == RITA.name))
        own = {"account_id": mine, "campaign_id": ours, "user_id": {user}}
        here = {"account": mine, "campaign": ours, "app_user": {user}}
        found: dict[str, set[str]] = {}
        for table in metadata.sorted_tables:
            if table.name in PROTOCOLS:
                continue
            rows = (dict(row._mapping) for row in connection.execute(select(table)))
            found[table.name] = {
                str(sorted(row.items(), key=str))
                for row in rows
                if row.get("id") not in here.get(table.name, ())
                and not any(row.get(column) in known for column, known in own.items())
                and RITA.name not in str(row)
            }
        return found


FACTS: Final = ("account", "campaign", "campaign_day", "channel_day", "daily_fact", "fact_layer", "goal", "alert")


@pytest.mark.slow
def test_a_hundred_writes_change_nothing_outside_and_tell_nothing_of_it(rita: Rita) -> None:
    ways: tuple[Callable[[], str], ...] = (
        rita.upload,
        rita.plan,
        rita.tool,
        rita.tool,
        rita.rest,
        rita.path,
        rita.assistant,
        rita.command,
    )
    before, done = outside(rita.running), 0

    for number in range(WRITES):
        way = ways[number % len(ways)]
        try:
            told = way()
            done += 1
        except DemetraError as error:
            told = str(error)
        after = outside(rita.running)
        gone = {name: before[name] - after[name] for name in before if not before[name] <= after[name]}
        assert not gone, (number, way.__name__, told)
        more = {name: after[name] - before[name] for name in FACTS if before[name] != after[name]}
        assert not more, (number, way.__name__, told)
        assert not leaks(KEY.sub("", told), rita.asked), (number, way.__name__, rita.asked, told)

    assert done > WRITES // 2
