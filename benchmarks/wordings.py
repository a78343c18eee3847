"""Many wordings of one meaning over the files of the twenty-seventh round: does each give what the explicit one gives?

    python -m benchmarks.wordings [follow_ups|ru_single|en_single ...] [--show]

The groups of `wordings/` were written by people who read neither the reader nor its word lists: `plain` is the explicit wording, `ways`
are others of the same question; a follow-up is the whole conversation, of which the last turn is worded anew. No gold is needed. A
wording is *same* where its figures, its rows or its calls are those of the explicit one; *tapped* where those of an offered reading
are; *asked* where it is asked back otherwise; *other* where it is answered otherwise, which a further column already is.
"""

import argparse
import asyncio
import json
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from benchmarks.ask_rounds import SOFT, conversation, loaded
from benchmarks.rounds.twentyseventh.files import files

HERE: Final = Path(__file__).parent / "wordings"
VERDICTS: Final = ("same", "tapped", "asked", "other")


def _figures(answer: Mapping[str, Any]) -> list[str]:
    cells = [cell for table in answer["tables"] for row in table["rows"] for cell in row]
    return sorted(f"{cell:.5g}" for cell in cells if isinstance(cell, int | float) and not isinstance(cell, bool))


def same(plain: Mapping[str, Any], answer: Mapping[str, Any]) -> bool:
    """Whether an answer is that of the explicit wording."""
    if answer["status"] != plain["status"]:
        return False
    calls, figures = plain["tool_calls"] == answer["tool_calls"], _figures(plain)
    return calls or bool(figures and figures == _figures(answer))


async def verdict(analyst: Any, plain: Mapping[str, Any], turns: Sequence[str], thread: str) -> str:
    """What one wording is worth beside the explicit one."""
    answer = await conversation(analyst, turns, thread)
    if same(plain, answer):
        return "same"
    if answer["status"] not in SOFT:
        return "other"
    for place, option in enumerate(answer.get("options") or ()):
        if same(plain, await conversation(analyst, [*turns, option["label"]], f"{thread}-{place}")):
            return "tapped"
    return "asked"


async def measured(name: str, *, show: bool) -> Counter[str]:
    """Verdicts of all wordings of a set."""
    groups = [json.loads(line) for line in (HERE / f"{name}.jsonl").read_text("utf-8").splitlines()]
    found: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as made:
        for key, file in files(Path(made)).items():
            folder = Path(made) / f"asked-{key}"
            folder.mkdir()
            async with loaded(file, folder, {}).analyst(remember=False) as analyst:
                for group in (one for one in groups if one["file"] == key):
                    plain = await conversation(analyst, group["plain"], group["id"])
                    for place, turns in enumerate(group["ways"]):
                        worth = await verdict(analyst, plain, turns, f"{group['id']}-{place}")
                        found[worth] += 1
                        if show and worth != "same":
                            print(worth.upper(), group["id"], " > ".join(turns))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=["follow_ups", "ru_single", "en_single"])
    parser.add_argument("--show", action="store_true", help="print what is not the same")
    options = parser.parse_args()
    print("| wordings | n | same, % | tapped, % | asked, % | other, % |\n|---|---|---|---|---|---|")
    for name in options.names:
        found = asyncio.run(measured(name, show=options.show))
        shares = " | ".join(f"{100 * found[one] / found.total():.1f}" for one in VERDICTS)
        print(f"| {name} | {found.total()} | {shares} |")


if __name__ == "__main__":
    main()
