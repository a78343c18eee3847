"""What packages hand on lazily: names a type checker sees are those that load, and importing loads no library."""

import ast
import inspect
import pkgutil
import subprocess
import sys
from importlib import import_module

import pytest

from tests.rules.test_structure import ROOT

LAZY = ("forecasting", "ingest.files")
HEAVY = ("pandas", "prophet", "scipy", "sklearn")


def _typed(package: str) -> dict[str, str]:
    """Name and home of everything under `if TYPE_CHECKING`."""
    tree = ast.parse(inspect.getsource(import_module(package)))
    block = next(node for node in tree.body if isinstance(node, ast.If))
    imports = [node for node in block.body if isinstance(node, ast.ImportFrom)]
    return {alias.name: str(node.module) for node in imports for alias in node.names}


def test_every_package_that_hands_on_lazily_is_looked_at() -> None:
    lazy = {
        ".".join(path.relative_to(ROOT).parent.parts)
        for name in ("agent", "bots", "forecasting", "ingest", "tools", "ui")
        for path in (ROOT / name).rglob("__init__.py")
        if "def __getattr__" in path.read_text(encoding="utf-8")
    }

    assert lazy == set(LAZY)


@pytest.mark.parametrize("package", LAZY)
def test_every_typed_name_is_the_one_that_loads_and_none_is_missing(package: str) -> None:
    typed, module = _typed(package), import_module(package)

    assert {name: getattr(import_module(home), name) for name, home in typed.items()} == {
        name: getattr(module, name) for name in typed
    }
    assert set(typed) <= set(dir(module))
    rooms = {room.name for room in pkgutil.iter_modules(module.__path__)}  # bound once somebody imported them
    assert {name for name in dir(module) if not name.startswith("_")} - set(typed) - rooms == {
        "TYPE_CHECKING",
        "import_module",
    }


@pytest.mark.parametrize("package", LAZY)
def test_importing_it_loads_none_of_the_heavy_libraries(package: str) -> None:
    code = f"import {package}, sys; print(sorted(set({HEAVY}) & set(sys.modules)))"

    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert said.strip() == "[]"
