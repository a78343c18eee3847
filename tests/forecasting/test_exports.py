"""What `forecasting` hands on: the names a type checker sees are those that load, and importing it loads no library."""

import ast
import inspect
import pkgutil
import subprocess
import sys
from importlib import import_module

import forecasting


def _typed() -> dict[str, str]:
    """Name and home of everything under `if TYPE_CHECKING`."""
    tree = ast.parse(inspect.getsource(forecasting))
    block = next(node for node in tree.body if isinstance(node, ast.If))
    imports = [node for node in block.body if isinstance(node, ast.ImportFrom)]
    return {alias.name: str(node.module) for node in imports for alias in node.names}


def test_every_typed_name_is_the_one_that_loads_and_none_is_missing() -> None:
    typed = _typed()

    assert {name: getattr(import_module(home), name) for name, home in typed.items()} == {
        name: getattr(forecasting, name) for name in typed
    }
    assert set(typed) <= set(dir(forecasting))
    rooms = {module.name for module in pkgutil.iter_modules(forecasting.__path__)}  # bound once somebody imported them
    assert {name for name in dir(forecasting) if not name.startswith("_")} - set(typed) - rooms == {
        "TYPE_CHECKING",
        "import_module",
    }


def test_importing_it_loads_neither_prophet_nor_scikit_learn() -> None:
    code = "import forecasting, sys; print(sorted({'prophet', 'sklearn', 'pandas', 'scipy'} & set(sys.modules)))"

    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert said.strip() == "[]"
