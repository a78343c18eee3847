"""Asks Demetra rounds of questions that people who never read her code wrote, and scores the data of the answers.

    python -m benchmarks.ask_rounds seventh [--show] [--only id,id] [--save FILE]
        [--model NAME --base-url URL [--record FILE]] [--replay FILE]

A round is a folder of `rounds/`: `questions.jsonl`, and `files.py` whose `FILES` names each data set: where it lies, how it is loaded,
which day it is. Gold stands in `want`: several honest readings, any of which is right. Verdicts: *right*; *tapped*: asked back, and one
of the offered readings is right; *asked*: asked back, refused or found nothing though the question can be answered; *silent*: answered
with other data. Ratios are fractions; text may show them as per cent. A language model is asked over HTTP; beside it the same questions
are put to the built-in reader alone. A replay asks only what its file has replies to.
"""

import argparse
import asyncio
import importlib
import json
import re
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from agent.bootstrap import Demetra, demetra
from benchmarks.ask_names import MONTHS, same_name
from benchmarks.model_transcripts import transcripts
from ingest.files import load
from ingest.settings import Settings

HERE = Path(__file__).parent
SHARED = HERE.parents[1] / "shared" / "data"
SOFT = ("clarify", "unsupported", "refused", "no_data")
FEW_ROWS = 3
"""A single asked figure must stand alone, not somewhere in a long table."""
NUMBER = re.compile(r"(?<![\w.,])[-−–]?\d{1,3}(?:[ \u00a0\u202f,]\d{3})+(?:[.,]\d+)?|(?<![\w.,])[-−–]?\d+(?:[.,]\d+)?")
_MONTH = "|".join("ма[йя]" if word == "ма" else word for pair in MONTHS for word in pair)
DATE = re.compile(
    rf"\d{{4}}-\d\d-\d\d|\b\d{{1,2}}(?:\s*[-–—]\s*\d{{1,2}})?\s+(?:{_MONTH})[^\W\d]*\.?(?:\s+\d{{4}}\b)?"
    rf"|\b(?:{_MONTH})[^\W\d]*\.?\s+(?:\d{{4}}|\d{{1,2}}(?:,\s*\d{{4}})?)\b",
    re.IGNORECASE,
)
"""Days and months: their digits are no figures."""
BAR = re.compile(r"(?<! )\|(?! )")
"""Between the values that one row has to hold; a bar between blanks belongs to a name."""
SCALES = {"k": 1e3, "тыс": 1e3, "m": 1e6, "млн": 1e6, "bn": 1e9, "млрд": 1e9}


@dataclass(frozen=True, kw_only=True)
class File:
    """A data set: `path` under the shared data, or made by the round itself; the day it is asked on."""

    path: str | Path
    today: date
    currency: str = "USD"
    options: Mapping[str, Any] = field(default_factory=dict)
    beside: tuple[Path, ...] = ()
    """Loaded after it: a plan."""


def numbers_in(text: str) -> Iterator[tuple[float, float]]:
    """Figures of a text that belong to no date, each with half of its last shown digit."""
    text = DATE.sub(" ", text)
    for found in NUMBER.finditer(text):
        digits = re.sub(r"[ \u00a0\u202f−–-]", "", found.group())
        tail = text[found.end() : found.end() + 5].strip().lower()
        scale = next((value for name, value in SCALES.items() if re.match(rf"{name}\b|{name}\.", tail)), 1.0)
        for plain in {digits.replace(",", ""), digits.replace(".", "").replace(",", "."), digits.replace(",", ".")}:
            if plain.count(".") <= 1 and plain.strip("."):
                decimals = len(plain.partition(".")[2])
                yield float(plain) * scale, 0.51 * scale * 10.0**-decimals


def is_near(wanted: float, cell: object, slack: float = 0.0) -> bool:
    if not isinstance(cell, int | float) or isinstance(cell, bool):
        return False
    return abs(abs(cell) - abs(wanted)) <= max(2e-3 * abs(wanted), min(slack, 0.02 * abs(wanted) + 0.006), 1e-9)


def in_text(wanted: float, text: str) -> bool:
    return any(is_near(form, number, half) for form in (wanted, 100 * wanted) for number, half in numbers_in(text))


def fits(option: Mapping[str, Any], answer: Mapping[str, Any]) -> bool:
    """Whether an answer holds one reading of the gold."""
    tables = [shown for shown in answer["tables"] if shown["rows"]]
    if option.get("none") or option.get("rows") == {}:
        return not tables
    if "rows" in option:
        return any(_has_rows(option, shown) for shown in tables) or _tells_rows(option, answer["answer"], tables)
    if "top" in option:
        return _has_top(option, answer, tables)
    return _has_values(option["values"], answer["answer"], tables)


def _has_values(values: Sequence[float], text: str, tables: Sequence[Mapping[str, Any]]) -> bool:
    alone = [shown for shown in tables if len(shown["rows"]) <= FEW_ROWS] if len(values) == 1 else tables
    cells = [cell for shown in alone for row in shown["rows"] for cell in row]
    return all(in_text(value, text) or any(is_near(value, cell) for cell in cells) for value in values)


def _row_of(label: str, shown: Mapping[str, Any]) -> list[list[Any]]:
    names = BAR.split(label)
    return [row for row in shown["rows"] if all(any(same_name(name, cell) for cell in row) for name in names)]


def _has_rows(option: Mapping[str, Any], shown: Mapping[str, Any]) -> bool:
    rows: Mapping[str, Sequence[float]] = option["rows"]
    places = []
    for label, values in rows.items():
        hits = [
            row for row in _row_of(label, shown) if all(any(is_near(value, cell) for cell in row) for value in values)
        ]
        if not hits:
            return False
        places.append(shown["rows"].index(hits[0]))
    if option.get("exact", True) and len(shown["rows"]) != len(rows):
        return False
    return not option.get("ordered") or places == sorted(places)


def _tells_rows(option: Mapping[str, Any], text: str, tables: Sequence[Mapping[str, Any]]) -> bool:
    """Few rows may be told in words, or stand in a table each: every one is named, and its figures are there."""
    rows: Mapping[str, Sequence[float]] = option["rows"]
    if not rows or len(rows) > FEW_ROWS or option.get("ordered"):
        return False
    if option.get("exact", True) and any(len(shown["rows"]) > len(rows) for shown in tables):
        return False
    return all(_tells_row(label, values, text, tables) for label, values in rows.items())


def _tells_row(label: str, values: Sequence[float], text: str, tables: Sequence[Mapping[str, Any]]) -> bool:
    few = [shown for shown in tables if len(shown["rows"]) <= FEW_ROWS]
    own = [row for shown in few for row in _row_of(label, shown)]
    named = all(same_name(name, text, inside=True) for name in BAR.split(label))
    cells = [cell for row in own or [row for shown in few for row in shown["rows"]] for cell in row]
    return bool(own or named) and all(
        (named and in_text(value, text)) or any(is_near(value, cell) for cell in cells) for value in values
    )


def _has_top(option: Mapping[str, Any], answer: Mapping[str, Any], tables: Sequence[Mapping[str, Any]]) -> bool:
    values = option.get("values", [])
    label, text = option["top"], answer["answer"]
    for shown in tables:
        first = shown["rows"][0]
        named = all(any(same_name(name, cell) for cell in first) for name in BAR.split(label))
        if named and all(any(is_near(value, cell) for cell in first) or in_text(value, text) for value in values):
            return True
    head = "\n".join(text.strip().splitlines()[:3])
    return (
        all(same_name(name, head, inside=True) for name in BAR.split(label)) and _has_values(values, text, tables)
        if values
        else all(same_name(name, head, inside=True) for name in BAR.split(label))
    )


def _acts(task: Mapping[str, Any], answer: Mapping[str, Any]) -> bool:
    """Whether a tool of the gold ran with what `args` demands of it, and the text holds what `says` does.

    `args` maps arguments to the values that are right; where an argument is a list, one of its items has to be.
    """
    calls = [call["args"] for call in answer["tool_calls"] if call["name"] in task["tools"]]
    fits_gold = any(
        all(_given(call.get(name), right) for name, right in task.get("args", {}).items()) for call in calls
    )
    return fits_gold and all(re.search(word, answer["answer"], re.IGNORECASE) for word in task.get("says", ()))


def _given(argument: object, right: Sequence[object]) -> bool:
    return any(one in right for one in (argument if isinstance(argument, list) else [argument]))


def verdict(task: Mapping[str, Any], answer: Mapping[str, Any]) -> str:
    """What one answer is worth, before any tap."""
    status, kind = answer["status"], task.get("kind", "answer")
    if status in task.get("accept", ()):
        return "right"
    if kind == "refuse":
        shown = any(table["rows"] for table in answer["tables"])
        return (
            "right" if status in SOFT or (not shown and status == "answered" and not answer["tool_calls"]) else "silent"
        )
    if kind == "tool":
        right = status == "answered" and _acts(task, answer)
        return "right" if right else "asked" if status in SOFT else "silent"
    wanted = task["want"]
    if status == "answered" or (status == "no_data" and any(option.get("none") for option in wanted)):
        return "right" if any(fits(option, answer) for option in wanted) else "silent"
    return "asked"


async def ask(analyst: Any, task: Mapping[str, Any]) -> dict[str, Any]:
    """Asks a task's turns and, where she asks back, tries each offered reading in a conversation of its own."""
    answer = await conversation(analyst, task["turns"], task["id"])
    found = verdict(task, answer)
    if found == "asked" and answer.get("options"):
        for place, option in enumerate(answer["options"]):
            tapped = await conversation(analyst, [*task["turns"], option["label"]], f"{task['id']}-{place}")
            if verdict(task, tapped) == "right":
                found = "tapped"
                break
    return {
        **{name: task.get(name) for name in ("id", "lang", "tier", "tags", "turns")},
        "verdict": found,
        "status": answer["status"],
        "read_as": answer.get("read_as"),
        "calls": answer["tool_calls"],
        "options": answer.get("options"),
        "answer": answer["answer"],
        "tables": answer["tables"],
        "ungrounded": answer["ungrounded"],
        "seconds": answer["measured"],
    }


async def conversation(analyst: Any, turns: Sequence[str], thread: str) -> dict[str, Any]:
    """Puts the turns one after the other in a conversation of their own; the last answer. A crash is an answer too."""
    answer: dict[str, Any] = {}
    for turn in turns:
        began = time.perf_counter()
        try:
            answer = (await analyst.ask(turn, thread=thread)).as_json()
        except Exception as crash:  # noqa: BLE001 - a crash is a verdict here
            answer = {
                "status": "failed",
                "answer": repr(crash),
                "tables": [],
                "charts": [],
                "tool_calls": [],
                "ungrounded": [],
                "options": [],
            }
        answer["measured"] = round(time.perf_counter() - began, 4)
    return answer


def loaded(file: File, folder: Path, endpoint: Mapping[str, Any]) -> Demetra:
    """A fresh system whose database holds the file; `endpoint` says where the language model is, if one is asked."""
    settings = Settings(
        _env_file=None,
        database_url=f"sqlite:///{folder / 'asked.db'}",
        data_dir=folder,
        today=file.today,
        currency=file.currency,
        timezone="UTC",
        wait_scale=0,
        **{"OPENAI_BASE_URL": "", **endpoint},
    )
    system = demetra(settings)
    path = file.path if isinstance(file.path, Path) else SHARED / file.path
    load(system.store, [path, *file.beside], **{"currency": file.currency, "today": file.today, **file.options})
    return system


async def run(
    file: File, tasks: Sequence[Mapping[str, Any]], folder: Path, endpoint: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """All tasks over one file in a fresh database."""
    async with loaded(file, folder, endpoint).analyst(remember=False) as analyst:
        return [await ask(analyst, task) for task in tasks]


def summary(rows: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Shares of each verdict: over all, by language, tier and tag."""
    groups: dict[str, list[Mapping[str, Any]]] = {"all": list(rows)}
    for row in rows:
        for name in (row["lang"], f"tier {row['tier']}", *(row["tags"] or ())):
            groups.setdefault(str(name), []).append(row)
    return {
        name: {"n": len(part)}
        | {
            kind: round(100 * sum(row["verdict"] == kind for row in part) / len(part), 1)
            for kind in ("right", "tapped", "asked", "silent")
        }
        for name, part in groups.items()
    }


def markdown(found: Mapping[str, Mapping[str, Any]]) -> str:
    """The summary as a table."""
    lines = [
        "| tasks | n | right, % | right after a tap, % | asked needlessly, % | silently wrong, % |",
        "|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {name} | {part['n']} | {part['right']} | {part['tapped']} | {part['asked']} | {part['silent']} |"
        for name, part in found.items()
    ]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("round")
    parser.add_argument("--only", default="")
    parser.add_argument("--show", action="store_true", help="print what was not right")
    parser.add_argument("--save", default="", help="where the answers go")
    parser.add_argument("--model", default="", help="name at the endpoint; the built-in reader alone without one")
    parser.add_argument("--base-url", default="", help="any OpenAI-compatible server, up to /v1")
    parser.add_argument("--record", type=Path, help="keep every request and reply of the endpoint in this file")
    parser.add_argument("--replay", type=Path, help="answer from such a file instead of an endpoint")
    options = parser.parse_args()
    home = HERE / "rounds" / options.round
    tasks = [json.loads(line) for line in (home / "questions.jsonl").read_text("utf-8").splitlines() if line.strip()]
    tasks = [task for task in tasks if not options.only or task["id"] in options.only.split(",")]
    if options.replay:
        known = {json.loads(line)["asked"][-1] for line in options.replay.read_text("utf-8").splitlines()}
        tasks = [task for task in tasks if known.issuperset(task["turns"])]
    with transcripts(options.base_url, record=options.record, replay=options.replay) as address:
        rows = asyncio.run(asked(options.round, tasks, {"OPENAI_BASE_URL": address, "model": options.model}))
    if options.show:
        _show(rows)
    if options.save:
        Path(options.save).write_text(
            "".join(json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in rows), "utf-8"
        )
    print(markdown(summary(rows)))
    if address:
        print("\nThe built-in reader alone:\n\n" + markdown(summary(asyncio.run(asked(options.round, tasks, {})))))


async def asked(name: str, tasks: Sequence[Mapping[str, Any]], endpoint: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Tasks of a round over its files, each file in a database of its own."""
    rows: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as made:
        files: Mapping[str, File] = importlib.import_module(f"benchmarks.rounds.{name}.files").files(Path(made))
        for key, file in files.items():
            folder = Path(made) / f"asked-{key}"
            folder.mkdir()
            rows += await run(file, [task for task in tasks if task["file"] == key], folder, endpoint)
    return rows


def _show(rows: Sequence[Mapping[str, Any]]) -> None:
    for row in rows:
        if row["verdict"] != "right":
            print(row["verdict"].upper(), row["id"], " > ".join(row["turns"]))
            print("   ", row["status"], row["read_as"], row["calls"])


if __name__ == "__main__":
    main()
