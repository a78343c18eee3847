"""Draws the diagrams: `python docs/diagrams/draw.py` writes er.puml from the schema and rooms.puml from the imports.

Every `.puml` beside it then becomes an SVG, if PlantUML is installed (`apt install plantuml graphviz`).
"""

import shutil
import subprocess
import sys
from pathlib import Path

import grimp
from sqlalchemy import Column, Table

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT))

from ingest.schema import metadata  # noqa: E402 - after the path is right

PACKAGES = ("ui", "bots", "agent", "tools", "ingest", "forecasting")
LOOK = "hide circle\nskinparam linetype ortho\nskinparam shadowing false\nskinparam defaultFontName sans-serif\n"


def er() -> str:
    """The tables, their keys and what points where."""
    lines = ["@startuml", "title The tables (generated from ingest/schema)", LOOK]
    for table in metadata.sorted_tables:
        lines += [f"entity {table.name} {{", *(_column(one) for one in table.columns if one.primary_key), "--"]
        lines += [*(_column(one) for one in table.columns if not one.primary_key), "}"]
    for table in metadata.sorted_tables:
        lines += sorted(_arrow(table, one) for one in table.columns if one.foreign_keys)
    return "\n".join([*lines, "@enduml", ""])


def _column(column: Column[object]) -> str:
    return f"  {'' if column.nullable else '* '}{column.name} : {column.type.__class__.__name__.lower()}"


def _arrow(table: Table, column: Column[object]) -> str:
    target = next(iter(column.foreign_keys)).column.table.name
    one = "|o" if column.nullable else "||"
    return f"{target} {one}--o{{ {table.name} : {column.name}"


def rooms() -> str:
    """The folders of each package, and which packages import which."""
    graph = grimp.build_graph(*PACKAGES, cache_dir=None)
    lines = [
        "@startuml",
        "title Rooms (generated from the imports)",
        "skinparam shadowing false",
        "left to right direction",
    ]
    for package in PACKAGES:
        names = sorted(name.rpartition(".")[2] for name in graph.find_children(package))
        folders = [name for name in names if (ROOT / package / name).is_dir()]
        files = [name for name in names if name not in folders]
        lines += [f"package {package} {{", *(f"  folder {name} as {package}_{name}" for name in folders)]
        listed = "\\n".join(files)
        lines += [*([f'  file "{listed}" as {package}_modules'] if files else []), "}"]
    arrows: set[tuple[str, str]] = set()
    for module in graph.modules:
        for other in graph.find_modules_directly_imported_by(module):
            if other.partition(".")[0] != module.partition(".")[0]:
                arrows.add((module.partition(".")[0], other.partition(".")[0]))
    lines += [f"{one} --> {other}" for one, other in sorted(arrows)]
    return "\n".join([*lines, "@enduml", ""])


def figures() -> str:
    """Each package's modules; its rooms, the floors they lie on, the arrows between them; rooms that import each other.

    A floor is how many rooms the longest chain of imports goes through; rooms in a circle lie on one floor.
    """
    graph = grimp.build_graph(*PACKAGES, cache_dir=None)
    lines = [f"{'package':12} {'modules':>7} {'rooms':>5} {'floors':>6} {'arrows':>6} {'circles':>7}"]
    for package in PACKAGES:
        rooms = graph.find_children(package)
        own = {module: room for room in rooms for module in (room, *graph.find_descendants(room))}
        below: dict[str, set[str]] = {room: set() for room in rooms}
        for module, room in own.items():
            below[room] |= {own[one] for one in graph.find_modules_directly_imported_by(module) if one in own}
            below[room].discard(room)
        circles = {(one, other) for one in rooms for other in below[one] if one < other and one in below[other]}
        arrows = sum(map(len, below.values()))
        lines.append(f"{package:12} {len(own) + 1:7} {len(rooms):5} {_floors(below):6} {arrows:6} {len(circles):7}")
        lines += [f"    {one.partition('.')[2]} <-> {other.partition('.')[2]}" for one, other in sorted(circles)]
    return "\n".join([*lines, ""])


def _floors(below: dict[str, set[str]]) -> int:
    """How many rooms stand above each other where the chain is longest."""
    left, floors = dict(below), 0
    while left:
        ground = {room for room, others in left.items() if not others & left.keys()} or set(left)
        left = {room: others for room, others in left.items() if room not in ground}
        floors += 1
    return floors


def main() -> None:
    """Writes the generated sources, then every picture; with `--figures` only says how large the house is."""
    if "--figures" in sys.argv:
        sys.stdout.write(figures())
        return
    (HERE / "er.puml").write_text(er(), encoding="utf-8")
    (HERE / "rooms.puml").write_text(rooms(), encoding="utf-8")
    plantuml = shutil.which("plantuml")
    if plantuml is None:
        sys.stdout.write("Sources are written; install plantuml and graphviz for the pictures.\n")
        return
    subprocess.run([plantuml, "-tsvg", "-charset", "UTF-8", *map(str, sorted(HERE.glob("*.puml")))], check=True)
    for path in HERE.glob("*.svg"):
        lines = [line.rstrip() for line in path.read_text(encoding="utf-8").splitlines()]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
