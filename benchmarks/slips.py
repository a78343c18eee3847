"""Asks the questions of a round that are answered right once more, with one slip of the fingers in each.

    python -m benchmarks.slips twentieth twentyfirst [--seed 1]

A slip swaps two letters, loses one, doubles one or hits the key beside, inside a word of five letters or more. What the questions are
worth as written is asked first, so that the table says what a slip alone costs.
"""

import argparse
import asyncio
import json
import random
import re
from collections.abc import Mapping
from typing import Any, Final

from benchmarks.ask_rounds import HERE, asked, markdown, summary

_ROWS: Final = ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE: Final = {
    key: row[max(place - 1, 0) : place] + row[place + 1 : place + 2] for row in _ROWS for place, key in enumerate(row)
}
_WORD: Final = re.compile(r"[^\W\d_]{5,}")


def slipped(word: str, chance: random.Random) -> str:
    """The word with one slip behind its first letter."""
    place = chance.randrange(1, len(word) - 1)
    head, one, tail = word[:place], word[place], word[place + 1 :]
    beside = chance.choice(_BESIDE.get(one.lower(), one))
    return chance.choice((head + tail[0] + one + tail[1:], head + tail, head + one + one + tail, head + beside + tail))


def spoiled(task: Mapping[str, Any], seed: int) -> dict[str, Any] | None:
    """The task with a slip in one of its turns; None where no word is long enough, or the slip changes nothing."""
    chance = random.Random(f"{seed}{task['id']}")
    turns = list(task["turns"])
    places = [(turn, found) for turn, text in enumerate(turns) for found in _WORD.finditer(text)]
    if not places:
        return None
    turn, found = chance.choice(places)
    turns[turn] = turns[turn][: found.start()] + slipped(found.group(), chance) + turns[turn][found.end() :]
    return {**task, "turns": turns} if turns != task["turns"] else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rounds", nargs="+")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    for name in options.rounds:
        lines = (HERE / "rounds" / name / "questions.jsonl").read_text("utf-8").splitlines()
        tasks = [json.loads(line) for line in lines if line.strip()]
        right = {row["id"] for row in asyncio.run(asked(name, tasks, {})) if row["verdict"] == "right"}
        typed = [one for task in tasks if task["id"] in right and (one := spoiled(task, options.seed))]
        print(f"{name}\n\n{markdown({'one slip': summary(asyncio.run(asked(name, typed, {})))['all']})}\n")


if __name__ == "__main__":
    main()
