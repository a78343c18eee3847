"""How people talk beside single questions: acts in words, dialogues, compound messages, paraphrases, senseless input.

    python -m benchmarks.talk [acts|dialogues|compound|paraphrases|hostile|monday ...] [--show] [--save FILE]

The phrases of `talk/` were written before the word lists were looked at. They are asked on sixteen months of demo data, and what is
scored is the call made: gold names a tool and what its arguments must hold, or the slots of a request (`m:` metrics, `f:` filters,
`g:` cuts, `p:` days, `c:` compared days, `o:` order, `n:` rows). A filter or cut that gold does not name must not be there, unless the rows of one table tell the names apart.
`monday.jsonl` holds what a marketer wants at the beginning of a week; its writer had not seen the code. Its `must` is what an answer has to
hold, for whoever reads the answers (`--save` keeps them whole); what is scored is the tool.
"""

import argparse
import asyncio
import json
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from agent.bootstrap import demetra
from ingest import demo
from ingest.settings import Settings
from tools.semantics.calendar import unit_span

HERE: Final = Path(__file__).parent / "talk"
TODAY: Final = date(2026, 11, 20)
SOFT: Final = ("clarify", "unsupported", "refused", "no_data")
ASKS: Final = ("query_metrics", "compare_periods", "plot_chart", "export_table")


def lines(name: str) -> list[str]:
    """Lines of a file without its comments; empty ones stay, they part blocks."""
    return [line.strip() for line in (HERE / f"{name}.txt").read_text("utf-8").splitlines() if not line.startswith("#")]


def blocks(name: str) -> list[list[str]]:
    """Lines between empty ones."""
    found: list[list[str]] = [[]]
    for line in lines(name):
        if line:
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [block for block in found if block]


def meets(gold: str, answer: Mapping[str, Any]) -> bool:
    """Whether an answer is one of those that gold allows."""
    return any(_meets(one.strip(), answer) for one in gold.split(" / "))


def _meets(gold: str, answer: Mapping[str, Any]) -> bool:
    calls = answer["tool_calls"]
    if gold.startswith("<"):
        return bool(answer["status"] in gold.strip("<>").split(","))
    if gold == "nothing":
        return answer["status"] in SOFT or (answer["status"] == "answered" and not calls)
    if answer["status"] != "answered":
        return False
    if gold == "help":
        return answer["answer"].count("\n") > 5 and "«" in answer["answer"].replace("“", "«")
    if ":" in gold.split("(")[0]:
        return all(any(_slots_meet(part, call) for call in calls) for part in gold.split(" + "))
    tool, _, rest = gold.partition("(")
    wanted = dict(pair.split("=", 1) for pair in rest.rstrip(")").split(";") if pair)
    return any(call["name"] == tool and all(_holds(call["args"], *pair) for pair in wanted.items()) for call in calls)


def _holds(args: Mapping[str, Any], name: str, wanted: str) -> bool:
    given = args.get(name)
    if name == "channels" and given is None:
        given = [value for entry in args.get("where") or () for value in entry["values"]]
    if wanted == "*":
        return bool(given)
    return str(given) == wanted or (isinstance(given, list) and [str(one).casefold() for one in given] == [wanted])


def _slots_meet(gold: str, call: Mapping[str, Any]) -> bool:
    args = call["args"]
    said = dict(part.split(":", 1) for part in gold.split() if ":" in part)
    if call["name"] not in ASKS:
        return False
    metrics = set(said.get("m", "").split(",")) - {""}
    filters = {part.replace("_", " ").casefold() for part in said.get("f", "").split(";") if part}
    given = {
        f"{one['dimension']}{'!=' if one.get('exclude') else '='}{value}".replace("_", " ").casefold()
        for one in args.get("where") or ()
        for value in one["values"]
    }
    shown = set(args.get("group_by") or ())
    missing = filters - given
    tabled = all(one.replace("!", "=").split("=")[0] in shown for one in given - filters)
    wanted = set(said.get("g", "").split(",")) - {""}
    told = (*(args.get("periods") or ()), *filter(None, [args.get("compare_to")]))
    return (
        metrics <= set(args.get("metrics") or ())
        and not missing
        and tabled
        and (
            wanted == shown
            or (not wanted and not args.get("limit") and shown == {one.split("=")[0] for one in given - filters})
        )
        and ("p" not in said or days(said["p"])[0] in told)
        and ("c" not in said or days(said["c"])[0] in told)
        and ("o" not in said or said["o"] == args.get("order_by"))
        and ("n" not in said or said["n"] == str(args.get("limit")))
        and ("v" not in said or said["v"] == args.get("view"))
    )


def days(text: str) -> tuple[str, ...]:
    """Days of "2026-10", "2026" or of two ends, up to yesterday."""
    if ".." in text:
        return (text,)
    year, _, month = text.partition("-")
    first, last = unit_span(date(int(year), int(month or 1), 1), "month" if month else "year")
    return (f"{first}..{min(last, TODAY - timedelta(days=1))}",)


async def _asked(analyst: Any, turns: Sequence[str], thread: str) -> list[dict[str, Any]]:
    found = []
    for turn in turns:
        began = time.perf_counter()
        answer = (await analyst.ask(turn, thread=thread)).as_json()
        found.append({**answer, "turn": turn, "seconds": time.perf_counter() - began})
    return found


async def _verdict(analyst: Any, gold: str, turns: Sequence[str], answers: Sequence[dict[str, Any]]) -> str:
    if meets(gold, answers[-1]):
        return "right"
    if answers[-1]["status"] not in SOFT:
        return "silent"
    for place, option in enumerate(answers[-1].get("options") or ()):
        tapped = await _asked(analyst, [*turns, option["reading"]], f"{turns}-{place}")
        if meets(gold, tapped[-1]):
            return "tapped"
    return "asked"


async def each(analyst: Any, name: str) -> list[dict[str, Any]]:
    """Messages that stand alone: acts, compound ones, hostile ones."""
    rows = []
    for line in filter(None, lines(name)):
        gold, _, text = line.partition(" | ") if " | " in line else ("nothing", "", line)
        answers = await _asked(analyst, [text], f"{name} {text}")
        verdict = await _verdict(analyst, gold, [text], answers)
        rows.append(_row(verdict, gold, answers[-1]))
    return rows


def _row(verdict: str, gold: str, answer: Mapping[str, Any]) -> dict[str, Any]:
    called = [(call["name"], call["args"]) for call in answer["tool_calls"]]
    return {
        "verdict": verdict,
        "gold": gold,
        "said": answer["turn"],
        "status": answer["status"],
        "calls": called,
        "answer": answer["answer"][:160],
        "seconds": round(answer["seconds"], 3),
    }


async def dialogues(analyst: Any, name: str) -> list[dict[str, Any]]:
    """Every turn against its gold; a dialogue's own row says whether all of them were right."""
    rows = []
    for place, block in enumerate(blocks(name)):
        golds, turns = zip(*(line.split(" | ", 1) for line in block), strict=True)
        answers = await _asked(analyst, turns, f"{name} {place}")
        for at, (gold, answer) in enumerate(zip(golds, answers, strict=True)):
            verdict = await _verdict(analyst, gold, turns[: at + 1], answers[: at + 1])
            rows.append({**_row(verdict, gold, answer), "dialogue": place})
    return rows


async def paraphrases(analyst: Any, name: str) -> list[dict[str, Any]]:
    """Wordings of one meaning: how many lead to the call that most of the group leads to."""
    rows = []
    for place, block in enumerate(blocks(name)):
        answers = [(await _asked(analyst, [text], f"{name} {place} {text}"))[0] for text in block]
        calls = [json.dumps([(c["name"], c["args"]) for c in one["tool_calls"]], sort_keys=True) for one in answers]
        usual = max(calls, key=lambda call: (call != "[]", calls.count(call)))
        for answer, call in zip(answers, calls, strict=True):
            verdict = "right" if call == usual != "[]" else "asked" if answer["status"] in SOFT else "silent"
            rows.append({**_row(verdict, "", answer), "dialogue": place})
    return rows


async def monday(analyst: Any, name: str) -> list[dict[str, Any]]:
    """A conversation a phrase; its last turn is scored."""
    rows = []
    for line in (HERE / f"{name}.jsonl").read_text("utf-8").splitlines():
        asked = json.loads(line)
        turns = asked.get("turns") or [asked["text"]]
        answers = await _asked(analyst, turns, f"{name} {asked['id']}")
        verdict = await _verdict(analyst, asked["gold"], turns, answers)
        whole = {"id": asked["id"], "wants": asked["wants"], "must": asked["must"], "whole": answers[-1]["answer"]}
        rows.append({**_row(verdict, asked["gold"], answers[-1]), **whole})
    return rows


KINDS: Final = {
    "acts": each,
    "compound": each,
    "hostile": each,
    "dialogues": dialogues,
    "paraphrases": paraphrases,
    "monday": monday,
}


async def run(names: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    """All rows of these kinds, on demo data in a database of their own."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            _env_file=None, data_dir=Path(folder), today=TODAY, timezone="UTC", wait_scale=0, OPENAI_BASE_URL=""
        )
        system = demetra(settings)
        demo.load(system.store, today=TODAY, months=16)
        async with system.analyst(remember=False) as analyst:
            return {name: await KINDS[name](analyst, name) for name in names}


def table(found: Mapping[str, Sequence[Mapping[str, Any]]]) -> Iterator[str]:
    """The shares as a table; of dialogues and groups also how many are right throughout."""
    yield "| kind | n | right, % | right after a tap, % | asked needlessly, % | silently wrong, % | wholly right, % |"
    yield "|---|---|---|---|---|---|---|"
    for name, rows in found.items():
        part = {kind: 100 * sum(row["verdict"] == kind for row in rows) / len(rows) for kind in VERDICTS}
        wholes: dict[Any, bool] = {}
        for place, row in enumerate(rows):
            key = row.get("dialogue", place)
            wholes[key] = wholes.get(key, True) and row["verdict"] == "right"
        shares = " | ".join(f"{share:.1f}" for share in part.values())
        yield f"| {name} | {len(rows)} | {shares} | {100 * sum(wholes.values()) / len(wholes):.1f} of {len(wholes)} |"


def by_want(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """How many phrases of each wish reach their tool."""
    yield "| wanted | n | right | right after a tap | asked needlessly | silently wrong |"
    yield "|---|---|---|---|---|---|"
    for want in dict.fromkeys(row["wants"] for row in rows):
        own = [row["verdict"] for row in rows if row["wants"] == want]
        yield f"| {want} | {len(own)} | {' | '.join(str(own.count(kind)) for kind in VERDICTS)} |"


VERDICTS: Final = ("right", "tapped", "asked", "silent")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*", default=list(KINDS))
    parser.add_argument("--show", action="store_true", help="print what was not right")
    parser.add_argument("--save", default="", help="where the rows go")
    options = parser.parse_args()
    found = asyncio.run(run(options.kinds))
    for rows in found.values() if options.show else ():
        for row in rows:
            if row["verdict"] != "right":
                print(
                    f"{row['verdict'].upper()} {row['said']}\n    {row['gold']}\n    {row['status']} {row['calls']} {row['answer'][:90]!r}"
                )
    if options.save:
        text = "".join(
            json.dumps({"kind": kind, **row}, ensure_ascii=False, default=str) + "\n"
            for kind, rows in found.items()
            for row in rows
        )
        Path(options.save).write_text(text, "utf-8")
    print("\n".join(table(found)))
    if "monday" in found:
        print("\n".join(["", *by_want(found["monday"])]))


if __name__ == "__main__":
    main()
