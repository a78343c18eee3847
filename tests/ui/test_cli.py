"""The command line's contracts: one JSON document, exit codes, one sentence for what is wrong."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer
from click.testing import Result
from typer.testing import CliRunner

from ingest.errors import Unavailable
from ingest.platform.channel import channels
from tools.semantics.metrics import METRICS
from ui.cli import app, loaded
from ui.console import deliberate

Run = Callable[..., Result]
EXPORT = """Date,Channel,Campaign,Spend,Impressions,Clicks,Conversions,Revenue
2026-11-01,FB,Sale,"$500.00",1000,50,5,"$1,000.00"
2026-11-01,Google,Brand,$100.00,500,40,4,$900.00
2026-11-02,facebook ads,Sale,$300.00,900,30,-1,$500.00
2026-11-02,Google,Brand,$100.00,100,300,1,$50.00
"""


@pytest.fixture
def demetra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command on an empty database of its own."""
    monkeypatch.chdir(tmp_path)
    for name, value in {"TODAY": "2026-11-22", "DATA_DIR": str(tmp_path / "data"), "LANGUAGE": "en"}.items():
        monkeypatch.setenv(f"DEMETRA_{name}", value)
    return lambda *words: CliRunner().invoke(app, list(words))


def document(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.fixture
def export(tmp_path: Path) -> str:
    path = tmp_path / "export.csv"
    path.write_text(EXPORT, encoding="utf-8")
    return str(path)


def test_a_group_of_commands_is_made_once_and_does_not_grow_with_every_call() -> None:
    assert loaded("alerts") is loaded("alerts")


def test_an_answer_that_comes_in_no_portions_is_printed_and_one_that_does_but_once(demetra: Run, export: str) -> None:
    demetra("ingest", export)

    assert "5 complete days" in demetra("ask", "by default show me the last 5 days").stdout
    assert demetra("ask", "spend in November 2026").stdout.count("**Spend**") == 1


def test_ingest_counts_every_row_and_the_second_time_changes_nothing(demetra: Run, export: str) -> None:
    first = document(demetra("ingest", export, "--json"))
    second = document(demetra("ingest", export, "--json"))

    assert (first["read"], first["accepted"], first["rejected"]) == (4, 2, 2)
    assert first["rejected_by_reason"] == {"negative_measure": 1, "clicks_above_impressions": 1}
    assert first["channels"] == ["facebook", "google_ads"]
    assert (second["inserted"], second["updated"], second["unchanged"]) == (0, 0, 2)


def test_query_prints_the_contract_s_table(demetra: Run, export: str) -> None:
    demetra("ingest", export)

    asked = ("--metrics", "spend,roi", "--by", "channel", "--period", "2026-11-01..2026-11-02")
    found = document(demetra("query", *asked, "--json"))

    assert set(found) == {"tables", "period", "as_of", "notes"}
    table = found["tables"][0]
    assert table["columns"][1] == {"name": "spend", "unit": "money:USD"}
    assert table["rows"] == [["facebook", 500.0, 1.0], ["google_ads", 100.0, 8.0]]
    assert (table["rows_total"], table["complete"]) == (2, True)
    assert found["period"]["start"] == "2026-11-01"


def test_a_column_of_the_trade_s_own_is_named_as_any_metric(demetra: Run, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("Date,Channel,Cost,Demos booked\n2026-11-01,vk,60,3\n2026-11-02,vk,40,1\n", encoding="utf-8")
    assert demetra("ingest", str(path), "--currency", "USD").exit_code == 0
    METRICS.adopt({})  # a command of its own has read nothing yet

    told = document(
        demetra("query", "--metrics", "demos_booked,cost_per_demos_booked", "--period", "all time", "--json")
    )
    assert told["tables"][0]["rows"] == [[4, 25]]

    assert demetra("unload", "1").exit_code == 0
    assert demetra("query", "--metrics", "demos_booked").exit_code == 2


def test_a_filter_may_name_a_channel_in_slang(demetra: Run, export: str) -> None:
    demetra("ingest", export)

    found = document(demetra("query", "--metrics", "clicks", "--where", "channel=фб", "--period", "all time", "--json"))

    assert found["tables"][0]["rows"] == [[50]]


def test_ask_prints_one_answer_a_line_in_order(demetra: Run, export: str, tmp_path: Path) -> None:
    demetra("ingest", export)
    tasks = [
        {"id": "1", "turns": ["Spend by channel in November 2026", "only Google"]},
        {"id": "2", "turns": ["Сколько кликов было в ноябре 2026?"], "language": "ru"},
    ]
    path = tmp_path / "tasks.jsonl"
    path.write_text("\n".join(json.dumps(task) for task in tasks), encoding="utf-8")

    lines = [json.loads(line) for line in demetra("ask", "--file", str(path)).stdout.splitlines()]

    assert [line["id"] for line in lines] == ["1", "2"]
    assert [line["status"] for line in lines] == ["answered", "answered"]
    assert lines[0]["tables"][0]["rows"] in ([["google_ads", 100.0]], [[100.0]])
    assert (lines[1]["language"], lines[1]["tables"][0]["rows"]) == ("ru", [[90]])
    assert set(lines[0]) >= {
        "id",
        "question",
        "language",
        "mode",
        "status",
        "answer",
        "period",
        "as_of",
        "notes",
        "tool_calls",
        "tables",
        "charts",
        "files",
        "ungrounded",
        "seconds",
    }


def test_a_chart_is_a_file_at_an_absolute_path(demetra: Run, export: str) -> None:
    demetra("ingest", export)

    answer = document(demetra("ask", "Draw spend by channel in November 2026 as a bar chart", "--json"))

    chart = answer["charts"][0]
    assert (chart["kind"], set(chart)) == ("bar", {"kind", "title", "path"})
    assert Path(chart["path"]).is_absolute()
    assert Path(chart["path"]).read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (("query", "--metrics", "spendings"), "spend"),
        (("query", "--metrics", "spend", "--by", "planet"), "placement"),
        (("query", "--metrics", "spend", "--period", "someday soon"), "period"),
        (("query", "--metrics", "spend", "--where", "channel"), "dimension=value"),
        (("query", "--metrics", "roas", "--having", "roas under 2"), "roas<1.5"),
        (("ingest", "nowhere.csv"), "nowhere.csv"),
        (("ask",), "question"),
        (("refresh", "--source", "myspace"), "meta"),
    ],
)
def test_bad_input_is_one_sentence_and_exit_code_2(demetra: Run, words: tuple[str, ...], names: str) -> None:
    result = demetra(*words)

    assert result.exit_code == 2
    assert names in result.stderr
    assert "Traceback" not in result.output
    assert result.stdout == ""


def test_a_bad_setting_is_named(demetra: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEMETRA_REFRESH_MINUTES", "often")

    result = demetra("doctor")

    assert result.exit_code == 2
    assert "DEMETRA_REFRESH_MINUTES" in result.stderr


def test_refresh_without_credentials_skips_every_source(demetra: Run) -> None:
    found = document(demetra("refresh", "--json"))

    assert set(found) == {"sources", "seconds"}
    assert {source["source"] for source in found["sources"]} == {channel.source for channel in channels()}
    assert {source["state"] for source in found["sources"]} == {"skipped"}


def test_a_number_that_the_engine_does_not_take_is_told_in_a_sentence(demetra: Run) -> None:
    done = demetra("query", "--metrics", "spend", "--limit", "100000")

    assert done.exit_code == 2
    assert "10000" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("end", [typer.Exit(3), typer.Abort(), typer.BadParameter("x")])
def test_the_end_that_a_command_chooses_is_no_fault_of_it(end: Exception, capsys: pytest.CaptureFixture[str]) -> None:
    @deliberate
    def command() -> None:
        raise end

    with pytest.raises(type(end)) as raised:
        command()

    assert raised.value is end
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("query", "--limit", "abc"), "The value of --limit can't be used; expected: a whole number."),
        (("query", "--limit"), "--limit needs a value."),
        (("query", "--limt", "3"), "demetra query has no option --limt; near ones: --limit."),
        (("ingest",), "FILE is missing."),
        (("unload",), "ID is missing."),
        (("unload", "x"), "The value of ID can't be used; expected: a whole number."),
        (("ui", "--port", "abc"), "The value of --port can't be used; expected: a whole number."),
        (("loads", "extra"), "demetra loads does not know what to do with “extra”."),
        (("nope",), "There is no command “nope”."),
        (("alerts", "nope"), "There is no command “nope”."),
    ],
)
def test_arguments_that_are_not_understood_are_one_sentence(demetra: Run, words: tuple[str, ...], told: str) -> None:
    done = demetra(*words)

    assert done.exit_code == 2
    assert told in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_such_a_sentence_speaks_the_operator_s_language_and_json(demetra: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEMETRA_LANGUAGE", "ru")

    done = demetra("unload", "x", "--json")

    assert json.loads(done.stdout) == {"error": "Значение ID не подходит; ожидается: целое число."}


def test_a_reader_who_has_heard_enough_is_no_failure() -> None:
    """`demetra digest | head` ends with nothing on stderr."""
    script = """
import typer
from ui.console import deliberate, tell

app = typer.Typer()

@app.command()
@deliberate
def speak() -> None:
    for _ in range(200_000):
        tell("line")

app()
"""
    speaking = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert speaking.stdout
    assert speaking.stderr

    first = speaking.stdout.readline()
    speaking.stdout.close()
    complaint = speaking.stderr.read()
    speaking.stderr.close()

    assert (first, complaint, speaking.wait(timeout=60)) == (b"line\n", b"", 0)


@pytest.mark.parametrize("command", [("doctor",), ("ask", "spend"), ("restore", "x.tar.gz", "--yes"), ("up",)])
def test_a_data_folder_that_can_not_be_is_one_sentence(
    demetra: Run, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.setenv("DEMETRA_DATA_DIR", "/proc/none/data")

    ended = demetra(*command)

    assert (ended.exit_code, "DEMETRA_DATA_DIR" in ended.stderr) == (2, True), ended.output
    assert "Traceback" not in ended.output
    monkeypatch.setenv("DEMETRA_DATA_DIR", str(Path.cwd() / "data"))
    monkeypatch.setenv("DEMETRA_DATABASE_URL", "sqlite:////proc/none/x.db")
    assert "DEMETRA_DATABASE_URL" in demetra("doctor").stderr


def test_the_data_folder_is_this_users_alone(demetra: Run, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir(mode=0o755)
    demetra("doctor")

    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700


ACCOUNTS = "Date,Channel,Account,Campaign,Spend\n2026-11-20,vk,111,A,100\n2026-11-20,vk,222,B,70\n"


def test_an_account_is_named_as_its_file_names_it_and_a_client_once_chosen_stays_chosen(
    demetra: Run, tmp_path: Path
) -> None:
    (tmp_path / "two.csv").write_text(ACCOUNTS, encoding="utf-8")
    (tmp_path / "ask.jsonl").write_text(
        '{"id": "1", "turns": ["switch to client Rom", "spend by campaign"]}\n{"id": "2", "turns": ["spend"]}\n',
        "utf-8",
    )
    demetra("ingest", str(tmp_path / "two.csv"))
    assert demetra("client", "set", "Rom", "--accounts", "222").exit_code == 0
    assert demetra("client", "set", "Ura", "--accounts", "111").exit_code == 0

    lines = [json.loads(line) for line in demetra("ask", "--file", str(tmp_path / "ask.jsonl")).stdout.splitlines()]
    assert ["100" in line["answer"] for line in lines] == [False, False]
    assert ["70.00" in line["answer"] for line in lines] == [True, True]


def test_what_breaks_off_after_the_facts_has_a_line_and_the_language_of_the_question(
    demetra: Run, export: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object, on_words: Any, **__: object) -> None:
        await on_words("**Расход**: 100 ₽")
        raise Unavailable("database-full")

    demetra("ingest", export)
    monkeypatch.setattr("agent.analyst.Analyst.ask", broken)
    ended = demetra("ask", "расход за ноябрь")

    assert ended.stdout.startswith("**Расход**: 100 ₽\n")
    assert "Диск заполнен" in ended.stderr
