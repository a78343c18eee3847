"""A command starts with what it needs: each is listed by one line, and libraries come when they are used."""

import importlib
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.main import get_group

from ui import commands
from ui.cli import COMMANDS, loaded

CONVERSATION = {"langgraph", "langchain_core", "langchain_openai", "openai"}
MATHEMATICS = {"pandas", "scipy", "sklearn", "prophet", "matplotlib", "plotly"}
PROCESSES = {"telegram", "apscheduler", "chainlit", "uvicorn"}
SHOWN = "import sys; from ui.cli import app; app(sys.argv[1:], standalone_mode=False); print('loaded', *sys.modules)"


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_says_of_a_command_what_its_own_help_says(name: str) -> None:
    assert loaded(name).help.splitlines()[0] == COMMANDS[name].does


def test_every_command_is_listed() -> None:
    for path in Path(commands.__file__).parent.glob("[!_]*.py"):
        home = typer.Typer()
        importlib.import_module(f"ui.commands.{path.stem}").add_to(home)

        assert {name for name, entry in COMMANDS.items() if entry.module == path.stem} == set(get_group(home).commands)


@pytest.mark.parametrize(
    ("words", "unused"),
    [
        (["--help"], CONVERSATION | MATHEMATICS | PROCESSES | {"sqlalchemy", "agent", "tools"}),
        (["query", "--metrics", "roi", "--by", "channel"], CONVERSATION | MATHEMATICS | PROCESSES | {"httpx"}),
        (["doctor"], CONVERSATION | MATHEMATICS | PROCESSES),
        (["refresh", "--facts-only"], CONVERSATION | PROCESSES | (MATHEMATICS - {"pandas"})),
        (["alerts", "list"], CONVERSATION | PROCESSES | {"matplotlib", "plotly", "prophet"}),
        (["ask", "Spend by channel"], PROCESSES | {"openai", "scipy", "sklearn", "prophet", "matplotlib", "plotly"}),
    ],
)
def test_a_command_does_not_wait_for_libraries_of_others(words: list[str], unused: set[str], tmp_path: Path) -> None:
    environment = {"DEMETRA_DATA_DIR": str(tmp_path), "PYTHONPATH": str(Path(__file__).parents[2])}

    done = subprocess.run(
        [sys.executable, "-c", SHOWN, *words], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )

    assert not unused & set(done.stdout.rpartition("loaded ")[2].split())


def test_chainlit_is_not_there_before_its_folder_is() -> None:
    code = "import ui.server, sys; print('chainlit' in sys.modules)"

    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert said.strip() == "False"
