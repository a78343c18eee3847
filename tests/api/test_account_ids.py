"""An account is asked for by the id that its platform gives it, in every way of asking, within what the asker sees."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from pydantic import SecretStr
from typer.testing import CliRunner

from agent.bootstrap import Demetra
from ingest.facts import Account, Campaign
from ingest.settings import Settings
from tests.api.conftest import Served, serving
from tests.conftest import TODAY
from tests.servers.openai import Reply, after_tools, model_server
from tools.access import DataScope
from ui.cli import app as commands

ACCOUNTS = {"111": ("Shop", 10), "222": ("Shop", 20), "123-456-7890": ("Moda", 40), "999": ("Hidden", 80)}
ASKED = {"metrics": ["spend"], "periods": ["last month"]}


@pytest.fixture
def running(database_url: str, tmp_path: Path) -> Iterator[Demetra]:
    """Four accounts, two of one name; what each spends in a month tells which of them were added up."""
    told: dict[str, Any] = {"database_url": database_url, "data_dir": tmp_path, "today": TODAY, "language": "en"}
    running = Demetra(settings=Settings(**told, wait_scale=0))
    days = pd.date_range(end=pd.Timestamp(TODAY) - pd.Timedelta(days=1), periods=90)
    with running.store.run(source="test", kind="file") as run:
        for number, (name, spend) in ACCOUNTS.items():
            account = run.account(Account(channel="facebook", external_id=number, name=name, currency="RUB"))
            (campaign,) = run.campaigns(account, [Campaign(external_id=f"c{number}", name=f"Sale {name}")])
            first = (days.day == 1) * spend * 1_000_000
            run.facts(pd.DataFrame({"campaign_id": campaign, "slice": "total", "day": days, "spend": first}))
    yield running
    running.engine.dispose()


@pytest.fixture
def served(running: Demetra) -> Iterator[Served]:
    with serving(running) as made:
        yield made


def where(*numbers: str, exclude: bool = False) -> dict[str, Any]:
    return {**ASKED, "where": [{"dimension": "account", "values": list(numbers), "exclude": exclude}]}


def rows(told: dict[str, Any]) -> Any:
    return told["tables"][0]["rows"]


@pytest.mark.parametrize(
    ("asked", "spend"),
    [
        (where("222"), 20),
        (where("act_222"), 20),
        (where("Shop"), 30),
        (where("Shop (111)"), 10),
        (where("1234567890"), 40),
        (where("222", exclude=True), 130),
        (where("111", "Moda"), 50),
    ],
)
def test_an_account_is_filtered_by_its_id(served: Served, asked: dict[str, Any], spend: int) -> None:
    assert rows(served.client.post("/api/query", json=asked).json()) == [[spend]]


@pytest.mark.parametrize(
    "words",
    ["spend of account 222 last month", "расход по кабинету 222 за прошлый месяц", "account #222 spend last month"],
)
def test_a_number_behind_an_account_is_no_number_of_rows_and_the_answer_names_the_account(
    served: Served, words: str
) -> None:
    told = served.client.post("/api/ask", json={"question": words}).json()["answer"]

    assert rows(told)[0][-1] == 20
    assert "Shop (222)" in told["answer"]


def test_the_command_line_takes_an_id(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = served.running.settings
    given = {"DATA_DIR": settings.data_dir, "DATABASE_URL": settings.database_url, "TODAY": TODAY, "LANGUAGE": "en"}
    for name, value in given.items():
        monkeypatch.setenv(f"DEMETRA_{name}", str(value))
    options = ("query", "--metrics", "spend", "--period", "last month", "--json", "--where")

    found, missing = (CliRunner().invoke(commands, [*options, f"account={number}"]) for number in ("222", "2222"))

    assert rows(json.loads(found.stdout)) == [[20]]
    assert missing.exit_code == 2
    assert json.loads(found.stdout)["notes"] == ["Account 222 is Shop (222)."]
    assert "there are: Hidden (999), Moda (123-456-7890), Shop (111), Shop (222)." in missing.output


def test_an_account_out_of_sight_is_answered_like_one_that_is_not_there(served: Served) -> None:
    """A number that is nearly another, or a part of one, is another one."""
    anna = served.token(bounds=DataScope(accounts=frozenset({"111", "222"})))
    told = {}
    for number in ("999", "777", "2222"):
        reply = served.client.post("/api/query", json=where(number), headers=anna)
        words = served.client.post("/api/ask", json={"question": f"spend of account {number}"}, headers=anna)
        told[number] = (reply.status_code, reply.json()["detail"], words.json()["answer"]["answer"])

    assert {one[0] for one in told.values()} == {422}
    for place in (1, 2):
        assert len({one[place].replace(number, "N") for number, one in told.items()}) == 1
        assert "Shop (111), Shop (222)" in told["999"][place]


@pytest.mark.parametrize("number", ["222", "Shop (222)", "act_222"])
async def test_a_model_may_name_an_account_by_its_id(running: Demetra, number: str) -> None:
    call = ("query_metrics", {"metrics": ["spend"], "periods": ["last month"], "where": {"account": number}})
    with model_server(after_tools(Reply(calls=(call,)), lambda _: "")) as (address, _, _model):
        told = {"openai_base_url": address, "openai_api_key": SecretStr("sk-local")}
        asked = Demetra(settings=running.settings.model_copy(update=told))
        async with asked.analyst(remember=False) as analyst:
            answer = await analyst.ask("What did account 222 spend last month?", thread="t")
        asked.engine.dispose()

    assert answer.mode == "model"
    assert [table.rows for table in answer.tables] == [[[20]]]
    assert "Shop (222)" in answer.answer
