"""`demetra alerts`, `digest` and `telegram`: the contracts of the command line."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from typer.testing import CliRunner

from agent.bootstrap import Demetra
from tests.bots.story_facts import load
from tests.tools.alert_histories import day, history, multiply
from ui.cli import app

ALERT = {
    "id",
    "rule",
    "severity",
    "state",
    "scope",
    "metric",
    "value",
    "threshold",
    "expected",
    "since",
    "last_seen",
    "money_at_stake",
    "message",
    "reason",
    "action",
    "is_read",
    "ended",
}
Command = Callable[..., Any]


@pytest.fixture
def command(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs a command on a history with trouble in it; returns its document."""
    given = {
        "DEMETRA_DATA_DIR": str(tmp_path),
        "DEMETRA_DATABASE_URL": f"sqlite:///{tmp_path / 'd.db'}",
        "DEMETRA_TODAY": day(76).isoformat(),
        "DEMETRA_LANGUAGE": "en",
    }
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    from agent.bootstrap import demetra

    running: Demetra = demetra()
    frame = multiply(history(76), "instagram", 74, conversions=0.3, revenue=0.3)
    load(running.store, frame)
    running.engine.dispose()

    def run(*words: str, code: int = 0) -> Any:
        result = CliRunner().invoke(app, [*words, "--json"])
        assert result.exit_code == code, result.output
        return json.loads(result.stdout)

    return run


def test_alerts_are_checked_listed_acknowledged_and_snoozed(command: Command) -> None:
    found = command("alerts", "check")["alerts"]
    first = found[0]

    assert set(first) == ALERT
    assert set(first["scope"]) == {"channel", "campaign"}
    assert command("alerts", "list", "--state", "firing")["alerts"] == found
    assert command("alerts", "ack", first["id"])["alerts"][0]["state"] == "acknowledged"
    assert command("alerts", "snooze", first["id"], "--until", "4h")["alerts"][0]["state"] == "snoozed"
    assert [one["id"] for one in command("alerts", "list", "--state", "snoozed")["alerts"]] == [first["id"]]
    assert command("alerts", "list", "--state", "resolved")["alerts"] == []
    assert len(command("alerts", "list", "--state", "all")["alerts"]) == len(found)


def test_what_was_muted_is_heard_of_again(command: Command) -> None:
    number = command("alerts", "check")["alerts"][0]["id"]

    muted, heard = (command("alerts", verb, number)["alerts"][0] for verb in ("mute", "unmute"))

    assert (muted["id"], heard["id"]) == (number, number)
    assert [one["id"] for one in command("alerts", "list", "--state", "firing")["alerts"]].count(number) == 1


def test_rules_are_listed_added_changed_tested_and_removed(command: Command) -> None:
    names = {one["name"] for one in command("alerts", "rules", "list")["rules"]}
    added = command("alerts", "rules", "add", "warn me if CPA of Instagram is above 500 two days in a row")
    changed = command("alerts", "rules", "set", added["rule"], "level=450", "days=1")
    tested = command("alerts", "backtest", added["rule"], "--days", "60")

    assert {"roi_drop", "cost_spike", "stale_data"} <= names
    assert (changed["above"], changed["days"]) == (450, 1)
    assert set(tested) == {"rule", "days", "fired", "messages_per_week"}
    assert set(tested["fired"][0]) == {"day", "scope", "value"}
    assert command("alerts", "rules", "remove", added["rule"]) == {"removed": added["rule"]}


@pytest.mark.parametrize(
    "words",
    [
        ("alerts", "ack", "999"),
        ("alerts", "list", "--state", "lost"),
        ("alerts", "rules", "set", "roi_drop", "level"),
        ("alerts", "backtest", "nonsense"),
        ("digest", "--period", "hourly"),
        ("telegram", "link", "--role", "king"),
    ],
)
def test_bad_input_is_said_in_a_sentence_and_ends_with_two(words: tuple[str, ...], command: Command) -> None:
    assert command(*words, code=2)["error"]


def test_a_digest_is_a_document(command: Command) -> None:
    made = command("digest", "--period", "weekly", "--language", "ru")

    assert set(made) == {"text", "charts", "tables", "alerts"}
    assert "Сводка за неделю" in made["text"]
    assert set(made["charts"][0]) == {"kind", "title", "path"}


def test_a_code_links_a_chat(command: Command) -> None:
    made = command("telegram", "link", "--user", "anna", "--role", "viewer")

    assert len(made["code"]) == 10
    assert made["role"] == "viewer"
