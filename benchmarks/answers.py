"""Asks Demetra the question sets of `questions/` over three files she has never seen and scores the answers against pandas.

    python benchmarks/answers.py [--only social] [--show] [--model NAME --base-url URL [--record FILE]] [--replay FILE]

Right: the asked figures (or the honest refusal) are in the answer's tables, in the asked shape. Silently wrong: answered with something
else. Prints Markdown; writes results/answers.json and answers.md.
"""

import argparse
import asyncio
import json
import math
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent)]
sys.path.remove(str(HERE)) if str(HERE) in sys.path else None

from agent.bootstrap import demetra  # noqa: E402 - after the path is right
from benchmarks.answers_gold import DATA, Data, Key, table  # noqa: E402 - after the path is right
from benchmarks.answers_text import tells  # noqa: E402 - after the path is right
from benchmarks.model_transcripts import transcripts  # noqa: E402 - after the path is right
from ingest.files import load  # noqa: E402 - after the path is right
from ingest.settings import Settings  # noqa: E402 - after the path is right

TODAY = date(2026, 11, 22)
FILES = HERE.parents[1] / "shared" / "data"
FIRST_RUNS = (
    ("second round", 60, 91.7, 1.7),
    ("third round", 40, 92.5, 7.5),
    ("fourth round", 120, 80.0, 11.7),
    ("fifth round", 100, 80.0, 7.0),
    ("sixth round", 100, 81.0, 11.0),
)
"""What the rounds scored when they were first asked; what they showed was put right afterwards."""
TOLERANCE = 2e-3
ENDPOINT: dict[str, Any] = {"OPENAI_BASE_URL": "", "model": ""}
"""Where the language model is, if one plays."""
DIMENSIONS = {
    "channel",
    "location",
    "objective",
    "gender",
    "age",
    "campaign",
    "segment",
    "region",
    "language",
    "account",
    "audience",
    "day",
    "week",
    "month",
    "weekday",
    "quarter",
    "device",
}


def close(left: Any, right: Any) -> bool:
    if left is None or right is None:
        return left is right
    return math.isclose(float(left), float(right), rel_tol=TOLERANCE, abs_tol=1e-9)


def keyed(answer: Mapping[str, Any], gold: Mapping[str, Any], column: str, place: int = 0) -> list[tuple[Key, Any]]:
    """The table's rows as (group, value), in their order."""
    shown = answer["tables"][place]
    names = [entry["name"] for entry in shown["columns"]]
    by = gold.get("by", [])
    if column not in names or any(name not in names for name in by):
        return []
    if {name for name in names if name in DIMENSIONS} - set(by) - set(gold.get("where", {})):
        return []
    return [(tuple(str(row[names.index(name)]) for name in by), row[names.index(column)]) for row in shown["rows"]]


def right_table(answer: Mapping[str, Any], gold: Mapping[str, Any], data: Data, place: int = 0) -> bool:
    return all(_right_metric(answer, gold, data, metric, place) for metric in gold["metrics"])


def _right_metric(answer: Mapping[str, Any], gold: Mapping[str, Any], data: Data, metric: str, place: int) -> bool:
    expected = table(data, gold, gold["days"], metric)
    rows = keyed(answer, gold, metric, place)
    for name, sign, limit in filter(None, (gold.get("having"), gold.get("both"))):
        passing = table(data, gold, gold["days"], name)
        kept = {
            key
            for key, cell in passing.items()
            if cell is not None and (round(cell, 9) > limit if sign == ">" else round(cell, 9) < limit)
        }
        expected = {key: cell for key, cell in expected.items() if key in kept}
    if gold.get("count"):
        return answer["tables"][place]["rows_total"] == len(expected)
    if not rows or not _right_cells(rows, expected, gold):
        return False
    return _right_companions(answer, gold, data, metric, place, expected)


def _right_cells(rows: list[tuple[Key, Any]], expected: dict[Key, float | None], gold: Mapping[str, Any]) -> bool:
    if gold.get("by") == ["campaign"]:
        short: dict[Key, list[float | None]] = {}
        for key, cell in expected.items():
            short.setdefault(key[:1], []).append(cell)
        cells = all(any(close(cell, other) for other in short.get(key, [])) for key, cell in rows)
        complete = not gold.get("having") or len(rows) == len(expected)
    else:
        cells = all(key in expected and close(cell, expected[key]) for key, cell in rows)
        complete = bool(gold.get("first")) or {key for key, _ in rows} == set(expected)
    if not cells or not complete:
        return False
    return not gold.get("first") or _right_order(rows, expected, gold)


def _right_order(rows: list[tuple[Key, Any]], expected: dict[Key, float | None], gold: Mapping[str, Any]) -> bool:
    best = sorted((cell for cell in expected.values() if cell is not None), reverse=gold["first"] == "desc")
    n = gold.get("n")
    if n and len(rows) != min(n, len(best)):
        return False
    return all(close(cell, other) for (_, cell), other in zip(rows[: n or 1], best, strict=False))


def _right_companions(
    answer: Mapping[str, Any],
    gold: Mapping[str, Any],
    data: Data,
    metric: str,
    place: int,
    expected: dict[Key, float | None],
) -> bool:
    if gold.get("compare"):
        earlier = table(data, gold, gold["compare"], metric)
        return all(
            close(cell, earlier.get(key)) for key, cell in keyed(answer, gold, f"{metric}_previous", place)
        ) and bool(keyed(answer, gold, f"{metric}_previous", place))
    if gold.get("share"):
        whole = sum(cell or 0 for cell in expected.values())
        shares = keyed(answer, gold, f"{metric}_share", place)
        return bool(shares) and all(close(cell, (expected[key] or 0) / whole) for key, cell in shares)
    if gold.get("per_day"):
        found = keyed(answer, gold, f"{metric}_per_day", place)
        return bool(found) and all(close(cell, (expected[key] or 0) / gold["per_day"]) for key, cell in found)
    if gold.get("running"):
        found = keyed(answer, gold, f"{metric}_running", place)
        total = sum(cell or 0 for cell in expected.values())
        return bool(found) and close(found[-1][1], total)
    return True


def is_right(answer: Mapping[str, Any], gold: Mapping[str, Any], data: Data) -> bool:
    if "either" in gold:
        return any(is_right(answer, option, data) for option in gold["either"])
    if "status" in gold:
        return answer["status"] in gold["status"]
    special = next((check for name, check in SPECIAL.items() if name in gold), right_numbers)
    return answer["status"] == "answered" and special(answer, gold, data)


def right_numbers(answer: Mapping[str, Any], gold: Mapping[str, Any], data: Data) -> bool:
    charts = [chart["kind"] for chart in answer["charts"]]
    files = [file["kind"] for file in answer["files"]]
    looks = gold.get("chart") in (None, *charts) and gold.get("file") in (None, *files)
    return looks and bool(answer["tables"]) and right_table(answer, gold, data) and tells(answer, gold, data)


def right_parts(answer: Mapping[str, Any], gold: Mapping[str, Any], data: Data) -> bool:
    parts = enumerate(gold["each"])
    return len(answer["tables"]) >= len(gold["each"]) and all(
        right_table(answer, part, data, place) for place, part in parts
    )


def says(answer: Mapping[str, Any], gold: Mapping[str, Any], _data: Data) -> bool:
    plain = answer["answer"].replace("\u00a0", " ").replace("\u202f", " ")
    return any(text in plain for text in gold["describe_text"].split("|"))


SPECIAL: dict[str, Callable[[Mapping[str, Any], Mapping[str, Any], Data], bool]] = {
    "each": right_parts,
    "describe": lambda answer, gold, _: [len(shown["rows"]) for shown in answer["tables"]] == [gold["describe"]],
    "rows": lambda answer, gold, _: [shown["rows_total"] for shown in answer["tables"]] == [gold["rows"]],
    "describe_text": says,
    "definition": lambda answer, gold, _: answer["tool_calls"][0]["args"].get("metric") == gold["definition"],
}


def language_of_task(task: Mapping[str, Any]) -> str:
    return "ru" if any("а" <= char <= "я" for char in task["turns"][-1].lower()) else "en"


async def ask_all(data: Data, tasks: list[dict[str, Any]], folder: Path) -> list[dict[str, Any]]:
    settings = Settings(
        _env_file=None,
        database_url=f"sqlite:///{folder / data.name}.db",
        data_dir=folder,
        today=TODAY,
        currency=data.currency,
        timezone="Europe/Moscow",
        **ENDPOINT,
    )
    system = demetra(settings)
    load(system.store, [data.path], currency=data.currency, today=TODAY)
    scored = []
    async with system.analyst(remember=False) as analyst:
        await analyst.ask("spend", thread="warm-up")
        for task in tasks:
            scored.append(await _scored(analyst, task, data))
    return scored


async def _scored(analyst: Any, task: dict[str, Any], data: Data) -> dict[str, Any]:
    answer: dict[str, Any] = {}
    for turn in task["turns"]:
        began = time.perf_counter()
        answer = (await analyst.ask(turn, thread=task["id"])).as_json()
        answer["measured"] = time.perf_counter() - began
    try:
        right = is_right(answer, task["gold"], data)
    except (KeyError, IndexError):
        right = False
    return {
        "id": task["id"],
        "tier": task["tier"],
        "language": language_of_task(task),
        "turns": task["turns"],
        "right": right,
        "silently_wrong": not right and answer["status"] == "answered",
        "status": answer["status"],
        "calls": answer["tool_calls"],
        "ungrounded": answer["ungrounded"],
        "seconds": round(answer["measured"], 4),
        "picture": bool(answer["charts"]),
        "answer": answer["answer"],
    }


def percent(rows: list[dict[str, Any]], name: str) -> float:
    return round(100 * sum(bool(row[name]) for row in rows) / len(rows), 1) if rows else 0.0


def quantile(rows: list[dict[str, Any]], share: float) -> float:
    ordered = sorted(row["seconds"] for row in rows)
    return round(1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))], 1) if ordered else 0.0


def report(rows: list[dict[str, Any]]) -> dict[str, Any]:
    groups = {"all": rows}
    groups |= {f"tier {tier}": [row for row in rows if row["tier"] == tier] for tier in (1, 2, 3)}
    groups |= {name: [row for row in rows if row["language"] == name] for name in ("ru", "en")}
    groups |= {
        name: [row for row in rows if row["id"].startswith(name)]
        for name in ("social", "daily", "campaigns", "shop", "agency")
    }
    groups["second round"] = [row for row in rows if "-held-" in row["id"]]
    groups["third round"] = [row for row in rows if "-last-" in row["id"]]
    groups["fourth round"] = [row for row in rows if "-fourth-" in row["id"]]
    groups["fifth round"] = [row for row in rows if "-fifth-" in row["id"]]
    groups["sixth round"] = [row for row in rows if "-sixth-" in row["id"]]
    table_ = {
        name: {"tasks": len(part), "right": percent(part, "right"), "silently_wrong": percent(part, "silently_wrong")}
        for name, part in groups.items()
        if part
    }
    plain = [row for row in rows if not row["picture"]]
    drawn = [row for row in rows if row["picture"]]
    return {
        "groups": table_,
        "ungrounded": sum(len(row["ungrounded"]) for row in rows),
        "ungrounded_in": [{"id": row["id"], "figures": row["ungrounded"]} for row in rows if row["ungrounded"]],
        "ms": {"p50": quantile(plain, 0.5), "p95": quantile(plain, 0.95), "picture_p50": quantile(drawn, 0.5)},
        "wrong": [{key: row[key] for key in ("id", "turns", "status", "calls")} for row in rows if not row["right"]],
    }


def markdown(found: Mapping[str, Any]) -> str:
    lines = ["| tasks | n | right, % | silently wrong, % |", "|---|---|---|---|"]
    lines += [
        f"| {name} | {part['tasks']} | {part['right']} | {part['silently_wrong']} |"
        for name, part in found["groups"].items()
    ]
    lines += [f"| {name}, first run (held out) | {n} | {right} | {silent} |" for name, n, right, silent in FIRST_RUNS]
    ms = found["ms"]
    lines += [
        "",
        f"Untraced numbers: {found['ungrounded']}. Without a picture p50 {ms['p50']} ms, p95 {ms['p95']} ms; "
        f"with a picture p50 {ms['picture_p50']} ms.",
    ]
    return "\n".join(lines)


def sets_of(name: str) -> list[Path]:
    """The question files over one data set: its own, and the rounds written later."""
    return sorted((HERE / "questions").glob(f"{name}*.jsonl"))


def show_wrong(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        if not row["right"]:
            print(row["id"], row["status"], " > ".join(row["turns"]), "\n    ", row["calls"])
            print("     ", row["answer"][:300].replace("\n", " "))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="")
    parser.add_argument("--show", action="store_true", help="print what was wrong")
    parser.add_argument("--model", default="", help="name at the endpoint; the built-in reader alone without one")
    parser.add_argument(
        "--base-url", default="", help="any OpenAI-compatible server, up to /v1; OPENAI_API_KEY holds its key"
    )
    parser.add_argument("--record", type=Path, help="keep every request and reply of the endpoint in this file")
    parser.add_argument("--replay", type=Path, help="answer from such a file instead of an endpoint")
    options = parser.parse_args()
    with transcripts(options.base_url, record=options.record, replay=options.replay) as address:
        ENDPOINT.update(OPENAI_BASE_URL=address, model=options.model)
        scored(options)


def scored(options: argparse.Namespace) -> None:
    rows: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as folder:
        for make in DATA:
            if options.only in ("", make.__name__):
                lines = [line for path in sets_of(make.__name__) for line in path.read_text("utf-8").splitlines()]
                rows += asyncio.run(
                    ask_all(make(FILES, Path(folder)), [json.loads(line) for line in lines], Path(folder))
                )
    found = report(rows)
    if options.show:
        show_wrong(rows)
    print(markdown(found))
    if not options.only and not ENDPOINT["OPENAI_BASE_URL"]:
        (HERE / "results").mkdir(exist_ok=True)
        (HERE / "results" / "answers.json").write_text(
            json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8"
        )
        (HERE / "results" / "answers.md").write_text(markdown(found) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
