"""Small exports of people who never saw the reader, each with the sums that it must give: `python -m benchmarks.exports [SET ...]`.

Each is loaded by the product's own loader into an empty database, all of them in one process, and its sums, the counts of
its trade and its cuts are compared with what the writer has read in it. Writes results/exports.md; the first run of each
set was before anybody of the reader had seen it and stays in results/exports_first_runs.md.
"""

import importlib.util
import json
import sys
import tempfile
import traceback
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from benchmarks.exports.verdict import Verdict, judged
from ingest.database import connect, migrate
from ingest.errors import DemetraError
from ingest.files import load
from ingest.store.store import Store

HERE = Path(__file__).parent
RESULTS = HERE.parent / "results"
TODAY = date(2026, 12, 31)
NOW = datetime(2026, 12, 31, 9, tzinfo=UTC)
SETS = ("first", "second", "third")
KINDS = {
    "right": "right",
    "asked": "rightly asked",
    "told": "told: kept under its own name, left aside or in quarantine",
    "refused": "refused",
    "wrong": "silently wrong",
    "traceback": "traceback",
}


def exports(name: str, folder: Path) -> list[dict[str, Any]]:
    """Writes one set into a folder; what each of its files must give."""
    spec = importlib.util.spec_from_file_location("made", HERE / name / "make.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(HERE / "first"))
    spec.loader.exec_module(made)
    made.build(made.SPECS, str(folder), str(folder.parent / "made.json"))
    return list(json.loads((HERE / name / "gold.json").read_text(encoding="utf-8")))


def run(name: str, only: str = "") -> list[Verdict]:
    """Loads one set of exports."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "files"
        folder.mkdir()
        gold = exports(name, folder)
        return [
            one(entry, folder, Path(scratch) / f"{place}.db")
            for place, entry in enumerate(gold)
            if only in entry["file"]
        ]


def one(entry: dict[str, Any], folder: Path, place: Path) -> Verdict:
    """Loads one export into a database of its own."""
    engine = connect(f"sqlite:///{place}")
    migrate(engine)
    store = Store(engine, now=lambda: NOW)
    try:
        report = load(store, [folder / entry["file"]], currency=entry["currency"] or "RUB", today=TODAY)
        return judged(entry, report, engine)
    except DemetraError as refused:
        return judged(entry, None, None, refused.say("en"))
    except Exception:  # noqa: BLE001 - the very thing that is counted
        return Verdict(
            file=entry["file"],
            group=entry["kind"],
            language=entry["lang"],
            kind="traceback",
            why=(traceback.format_exc()[-400:],),
        )
    finally:
        engine.dispose()


def table(sets: dict[str, list[Verdict]]) -> str:
    """How many of each set, by kind of file and language, are what."""
    lines = ["| set | exports | n | " + " | ".join(KINDS.values()) + " |", "|---|---|---|" + "---|" * len(KINDS)]
    for name, verdicts in sets.items():
        groups = {"all": verdicts}
        for of in ("group", "language"):
            for value, _count in Counter(getattr(one, of) for one in verdicts).most_common():
                groups[value] = [one for one in verdicts if getattr(one, of) == value]
        for title, listed in groups.items():
            times = Counter(one.kind for one in listed)
            lines.append(
                f"| {name} | {title} | {len(listed)} | " + " | ".join(str(times[kind]) for kind in KINDS) + " |"
            )
    return "\n".join(lines)


def main() -> None:
    whole = not sys.argv[1:]
    asked = [name for name in SETS if (HERE / name / "gold.json").is_file()] if whole else sys.argv[1:2]
    sets = {name: run(name, *sys.argv[2:3]) for name in asked}
    for name, verdicts in sets.items():
        for verdict in verdicts:
            if verdict.kind not in ("right", "asked"):
                print(f"{name}: {verdict.kind}: {verdict.file}: {'; '.join(verdict.why)}")
    print(table(sets))
    if not whole:
        return
    first = RESULTS / "exports_first_runs.md"
    about = "\n\n" + first.read_text(encoding="utf-8") if first.is_file() else ""
    (RESULTS / "exports.md").write_text(
        f"{(__doc__ or '').split(':', 1)[0]}.\n\n{table(sets)}{about}\n".replace("\n\n\n", "\n\n"), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
