"""Commands with `--as`: each asks for the right that the page says, and what they tell is of the person's own data."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from tests.conftest import TODAY
from tests.security.conftest import GOOD
from tests.security.two_clients import NAMES_OUTSIDE, ROMASHKA, demetra_with
from tools.access import MAY, ROLES, Role
from tools.access.actor import refusal
from tools.access.people import People
from ui.cli import COMMANDS, app, loaded
from ui.deeds import COMMAND_DEEDS, PROCESSES

Run = Callable[..., Result]
ARGUMENTS: dict[str, tuple[str, ...]] = {
    "ask": ("spend last month",),
    "query": ("--metrics", "spend"),
    "report": ("--format", "xlsx"),
    "backtest": ("--metric", "spend"),
    "forecast": ("--metric", "spend"),
    "refresh": ("--source", "meta", "--facts-only"),
    "alerts ack": ("999",),
    "alerts snooze": ("999", "--until", "1h"),
    "alerts mute": ("999",),
    "alerts unmute": ("999",),
    "alerts assign": ("999", "--to", "anna"),
    "alerts backtest": ("nonsense",),
    "alerts rules add": ("warn me if spend is above 1", "--dry-run"),
    "alerts rules set": ("nonsense", "level=1"),
    "alerts rules remove": ("nonsense",),
    "ingest": ("nothing.csv",),
    "unload": ("999",),
    "demo": ("--remove",),
    "rates add": ("2026-11-01", "USD", "RUB", "nonsense"),
    "rates load": ("nothing.csv",),
    "rates remove": ("2026-11-01", "USD", "RUB"),
    "backup": ("nowhere/x.tar.gz",),
    "restore": ("nothing.tar.gz", "--yes"),
    "client set": ("nobody", "--accounts", "nothing"),
    "client free": ("--accounts", "nothing"),
    "user add": ("viewer",),
    "user disable": ("nobody",),
    "user enable": ("nobody",),
    "user password": ("nobody", "--password-stdin"),
    "token create": ("nobody",),
    "token revoke": ("999",),
}
"""What each is called with: where it changes something, so that it finds nothing to change."""
NARROW = ("unload", "define", "people")
"""What whoever sees a part does not do, whatever the role."""


@pytest.fixture(scope="module")
def demetra_as(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """Commands on a database of two clients, with people of each role, and one who sees the first client."""
    folder: Path = tmp_path_factory.mktemp("commands")
    database = f"sqlite:///{folder / 'x.db'}"
    running = demetra_with(folder, database, foreign=True)
    people = People(engine=running.engine, now=running.clock.now)
    for role in ROLES:
        people.add(role, role, by="test")
    people.add(ROMASHKA.name, ROMASHKA.role, scope=ROMASHKA.scope, by="test")
    running.engine.dispose()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        named = {"DATABASE_URL": database, "DATA_DIR": str(folder), "TODAY": str(TODAY), "LANGUAGE": "en"}
        for name, value in named.items():
            patch.setenv(f"DEMETRA_{name}", value)

        def run(command: str, who: str, *more: str, given: tuple[str, ...] | None = None) -> Result:
            arguments = ARGUMENTS.get(command, ()) if given is None else given
            return CliRunner().invoke(app, [*command.split(), *arguments, *more, "--as", who], input=f"{GOOD}\n")

        yield run


def _leaves(name: str) -> Iterator[str]:
    command = loaded(name)
    yield from (f"{name} {rest}" for rest in _below(command)) if hasattr(command, "commands") else [name]


def _below(group: object) -> Iterator[str]:
    for name, command in vars(group)["commands"].items():
        yield from (f"{name} {rest}" for rest in _below(command)) if hasattr(command, "commands") else [name]


def test_every_command_acts_for_somebody_or_is_demetra_itself() -> None:
    found = {leaf for name in COMMANDS for leaf in _leaves(name)}

    assert found == {*COMMAND_DEEDS, *PROCESSES}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("command", [one for one in COMMAND_DEEDS if one != "mcp"])  # it talks until its input ends
def test_a_command_does_what_the_role_may_and_nothing_else(demetra_as: Run, command: str, role: Role) -> None:
    deed = COMMAND_DEEDS[command]

    said = demetra_as(command, role)

    refused = refusal(role, deed).say("en") in said.output
    assert refused is (deed not in MAY[role]), said.output
    assert said.exit_code == 2 if refused else said.exit_code in (0, 1, 2)
    assert "No such option" not in said.output
    assert not isinstance(said.exception, AssertionError)


@pytest.mark.parametrize("command", list(COMMAND_DEEDS))
def test_a_command_for_somebody_who_is_not_there_does_nothing(demetra_as: Run, command: str) -> None:
    said = demetra_as(command, "nobody-at-all")

    assert said.exit_code == 2
    assert "nobody-at-all" in said.output


@pytest.mark.parametrize("command", [one for one, deed in COMMAND_DEEDS.items() if deed in NARROW])
def test_whoever_sees_a_part_does_not_touch_what_is_everybodys(demetra_as: Run, command: str) -> None:
    said = demetra_as(command, ROMASHKA.name)

    assert said.exit_code == 2
    assert refusal(ROMASHKA.role, COMMAND_DEEDS[command]).say("en") in said.output


TOLD = [one for one, deed in COMMAND_DEEDS.items() if deed in ("ask", "export") and one not in ("mcp", "rates list")]


@pytest.mark.parametrize("command", TOLD)
def test_no_command_tells_whoever_sees_a_part_of_the_rest(demetra_as: Run, command: str) -> None:
    by = {"forecast": ("--metric", "spend", "--by", "channel"), "query": ("--by", "campaign")}

    said = demetra_as(command, ROMASHKA.name, *by.get(command, ()), "--json")

    told = said.output.casefold()
    assert not [name for name in NAMES_OUTSIDE if name in told], said.output
    assert said.exit_code == 0 or command == "alerts backtest"


def test_a_file_with_rows_from_outside_is_refused_to_a_command_too(demetra_as: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Date,Channel,Account,Campaign,Spend\n2026-11-20,vk,ura-1,X,5\n", encoding="utf-8")

    said = demetra_as("ingest", ROMASHKA.name, given=(str(path),))

    assert said.exit_code == 2
    assert "open to you" in said.output


def test_a_code_for_telegram_leaves_the_rights_of_whoever_is_there(demetra_as: Run) -> None:
    assert demetra_as("telegram link", "admin", "--user", "analyst").exit_code == 0
    new = json.loads(demetra_as("telegram link", "admin", "--user", "somebody new", "--json").stdout)

    known = {one["name"]: one["role"] for one in json.loads(demetra_as("user list", "admin", "--json").stdout)["users"]}
    assert (known["analyst"], known["somebody new"], new["role"]) == ("analyst", "manager", "manager")


def test_what_a_command_did_is_noted_under_the_person(demetra_as: Run) -> None:
    assert demetra_as("query", "viewer").exit_code == 0

    told = demetra_as("audit", "admin", "--json").stdout
    noted = json.loads(told)["entries"]
    assert next(one["actor"] for one in noted if one["action"] == "queried") == "viewer"
