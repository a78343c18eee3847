"""What is deployed starts commands that exist, with settings that exist, from secrets that are files."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from ui.cli import COMMANDS
from ui.environment import variables

ROOT = Path(__file__).parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
OURS = {name: service for name, service in COMPOSE["services"].items() if name != "db"}
UNITS = sorted((ROOT / "docs" / "deploy").glob("*.service"))
KNOWN = {one.name + ending for _, group in variables() for one in group for ending in ("", "_FILE")}


def starts(command: str) -> set[str]:
    """Names of our commands in it."""
    return set(re.findall(r"demetra (\w+)", command))


@pytest.mark.parametrize("name", OURS)
def test_a_container_runs_a_command_without_rights_on_a_read_only_root(name: str) -> None:
    service = OURS[name]

    assert starts(" ".join(service["command"])) <= set(COMMANDS)
    assert starts(" ".join(service["command"]))
    assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
    assert set(service["environment"]) <= KNOWN
    assert set(service["secrets"]) <= set(COMPOSE["secrets"])
    assert {volume.partition(":")[0] for volume in service["volumes"]} <= set(COMPOSE["volumes"])
    assert set(service["depends_on"]) <= set(COMPOSE["services"])


def test_the_file_is_one_that_compose_knows() -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    done = subprocess.run([*command, str(ROOT / "docker-compose.yml")], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout


def test_the_image_runs_as_nobody_and_writes_only_where_compose_lets_it() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    after_user = lines[lines.index("USER 10001") :]
    written = {value for line in after_user for value in re.findall(r"=(/\S+)", line)}

    assert not any(line.startswith(("USER root", "RUN", "COPY")) for line in after_user)
    for service in OURS.values():
        places = {volume.partition(":")[2] for volume in service["volumes"]} | set(service["tmpfs"])
        assert all(any(path == place or path.startswith(f"{place}/") for place in places) for path in written)


def test_nothing_secret_stands_in_the_file() -> None:
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")

    assert all(set(one) == {"file"} for one in COMPOSE["secrets"].values())
    assert not re.search(r"PASSWORD: |TOKEN: |://\w+:", text)
    assert "USER 10001" in (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_each_of_the_processes_is_looked_after() -> None:
    assert {"db", "ui", "worker"} == {name for name, one in COMPOSE["services"].items() if "healthcheck" in one}


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.stem)
def test_a_unit_runs_a_command_with_settings_that_exist(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert starts(re.search(r"ExecStart=.*", text).group()) <= set(COMMANDS)  # type: ignore[union-attr]
    given = re.findall(r"^Environment=(.*)$", text, flags=re.M)
    assert {pair.partition("=")[0] for line in given for pair in line.split()} <= KNOWN
    needed = re.findall(r"demetra-[\w-]+\.service", text)
    assert all((path.parent / one).is_file() for one in needed)
