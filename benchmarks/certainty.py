"""How sure Demetra may be: fits the probability of a reading on rounds as they were asked, and draws what asking costs.

    python -m benchmarks.certainty collect SET... [--save FILE]    outcomes of published sets, a line a question: the rounds
                                                                `seventh` to `twentieth`; social, daily, campaigns, shop, agency;
                                                                `own`: what Demetra suggests to ask herself
    python -m benchmarks.certainty fit FILE...                  weights, `results/certainty.md` and two pictures

What was asked in a round has been mended since, so a round as it stands says little about the next one. Each question is
therefore asked again with a share of the lexicon's phrases unknown (`UNKNOWN`, drawn anew for each pass): words fail as they
failed when the round was new, while the gold stays. The learned reader saw none of the rounds, whose questions are drawn more
often than those of the older sets. A figure of a round is of a fit that has not seen it. Her own questions are fitted with the
rounds, since none of them may be asked back; no figure counts them.
"""

import argparse
import asyncio
import contextlib
import importlib
import json
import random
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from unittest import mock

from agent.bootstrap import Demetra
from agent.understanding import model
from agent.understanding.outcome import Asked, Understood
from agent.understanding.spans import phrase_book
from agent.understanding.understand import understand
from benchmarks import answers, ask_rounds
from benchmarks.certainty_fit import OWN, fit
from benchmarks.own_questions import answers_it, followed_up, of_texts, of_the_board, ratio_in, suggested
from ingest import demo
from ingest.settings import Settings
from ingest.texts import LANGUAGES, Language
from tools.tool import find_tools

HERE = Path(__file__).parent
UNKNOWN = 0.08
"""Share of the lexicon that is forgotten: with it, rounds are as often silently wrong as they were when first asked."""
ROUNDS = tuple(
    "seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth "
    "nineteenth twentieth".split()
)
FRESH = ("_sixth",)
PASSES = 2


class Recorded:
    """What was last understood, kept beside the answer."""

    last: Understood = Understood()

    def __call__(self, asked: Asked) -> Understood:
        self.last = understand(asked, careful=False)
        return self.last


@contextlib.contextmanager
def forgetful(seed: int, share: float) -> Iterator[None]:
    """A lexicon that lacks some of its phrases."""
    chance = random.Random(seed)
    known = phrase_book.constants()
    kept = tuple(entry for entry in known if chance.random() >= share)
    phrase_book._KEPT.clear()
    with mock.patch.object(phrase_book, "constants", return_value=kept):
        yield
    phrase_book._KEPT.clear()


def outcome(kind: str, recorded: Recorded, *, part: str, name: str, seed: int, texts: Sequence[str]) -> dict[str, Any]:
    """A line of the collection."""
    tools = find_tools()
    proposes = all(call.name in tools and tools[call.name].changes for call in recorded.last.calls)
    return {
        "set": name,
        "round": part,
        "seed": seed,
        "turns": list(texts),
        "verdict": kind,
        "features": {} if proposes else dict(recorded.last.features),  # what is proposed is never asked about
        "calls": len(recorded.last.calls),
    }


async def _old(
    data: answers.Data, folder: Path, lines: Sequence[dict[str, Any]], recorded: Recorded, seed: int
) -> list[dict[str, Any]]:
    settings = answers.Settings(
        _env_file=None,
        database_url=f"sqlite:///{folder / data.name}.db",
        data_dir=folder,
        today=answers.TODAY,
        currency=data.currency,
        timezone="Europe/Moscow",
        openai_base_url="",
    )
    system = answers.demetra(settings)
    answers.load(system.store, [data.path], currency=data.currency, today=answers.TODAY)
    found = []
    async with system.analyst(remember=False) as analyst:
        for task in lines:
            row = await answers._scored(analyst, task, data)
            kind = "right" if row["right"] else "silent" if row["silently_wrong"] else "asked"
            found.append(outcome(kind, recorded, part="older", name=str(task["id"]), seed=seed, texts=task["turns"]))
    system.engine.dispose()
    return found


def old_rounds(name: str, seed: int, share: float, recorded: Recorded) -> list[dict[str, Any]]:
    """The rounds over one of the older data sets."""
    make = next(one for one in answers.DATA if one.__name__ == name)
    lines = [
        json.loads(line)
        for path in answers.sets_of(name)
        if seed == 0 or any(mark in path.stem for mark in FRESH)
        for line in path.read_text("utf-8").splitlines()
    ]
    with tempfile.TemporaryDirectory() as folder, forgetful(seed, share):
        return asyncio.run(_old(make(answers.FILES, Path(folder)), Path(folder), lines, recorded, seed))


def later_round(name: str, seed: int, share: float, recorded: Recorded) -> list[dict[str, Any]]:
    """One of the rounds with files of its own, `PASSES` times."""
    tasks = [json.loads(line) for line in (HERE / "rounds" / name / "questions.jsonl").read_text("utf-8").splitlines()]
    found: list[dict[str, Any]] = []

    async def run(part: str, file: ask_rounds.File, folder: Path) -> None:
        system = ask_rounds.loaded(file, folder, {})
        async with system.analyst(remember=False) as analyst:
            for number in range(seed, seed + PASSES):
                with forgetful(number, share):
                    for task in (one for one in tasks if one["file"] == part):
                        answer = await ask_rounds.conversation(analyst, task["turns"], f"{task['id']}-{number}")
                        kind = ask_rounds.verdict(task, answer)
                        found.append(
                            outcome(kind, recorded, part=name, name=task["id"], seed=number, texts=task["turns"])
                        )
        system.engine.dispose()

    with tempfile.TemporaryDirectory() as made:
        files = importlib.import_module(f"benchmarks.rounds.{name}.files").files(Path(made))
        for part, file in files.items():
            folder = Path(made) / f"asked-{part}"
            folder.mkdir()
            asyncio.run(run(part, file, folder))
    return found


def own_questions(recorded: Recorded) -> list[dict[str, Any]]:
    """What Demetra suggests to ask herself, on demo data: right where its tool is called."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(_env_file=None, data_dir=Path(folder), today=answers.TODAY, openai_base_url="")
        running = Demetra(settings=settings)
        demo.load(running.store, today=answers.TODAY, months=4)
        return [row for language in LANGUAGES for row in asyncio.run(_own(running, language, recorded))]


async def _own(running: Demetra, language: Language, recorded: Recorded) -> list[dict[str, Any]]:
    found = []
    async with running.analyst(remember=False) as analyst:
        asks = [*suggested(running.metrics.catalogue(), language).values(), *of_texts(language)]
        asks += [*of_the_board(running, language), *[one async for one in followed_up(analyst, language)]]
        for place, one in enumerate(asks):
            answered = [await analyst.ask(text, thread=f"{language}-{place}", language=language) for text in one.turns]
            kind = "right" if answers_it(answered[-1], one, ratio_in(running)) else "silent"
            found.append(outcome(kind, recorded, part=OWN, name=f"{language}-{place}", seed=0, texts=one.turns))
    return found


def collect(name: str, seed: int, share: float) -> list[dict[str, Any]]:
    """Outcomes of one set, all answered however unsure."""
    recorded = Recorded()
    with mock.patch.object(model, "understand", recorded):
        if name == OWN:
            return own_questions(recorded)
        return (later_round if name in ROUNDS else old_rounds)(name, seed, share, recorded)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("collect", "fit"))
    parser.add_argument("names", nargs="+")
    parser.add_argument("--save", type=Path, default=Path("certainty.jsonl"))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--share", type=float, default=UNKNOWN)
    parser.add_argument("--data", type=Path, default=answers.FILES, help="the folder of the shared data sets")
    options = parser.parse_args()
    answers.FILES = options.data
    if options.what == "collect":
        rows = [row for name in options.names for row in collect(name, options.seed, options.share)]
        with options.save.open("a", encoding="utf-8") as file:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        kinds = [str(row["verdict"]) for row in rows]
        print({kind: round(100 * kinds.count(kind) / len(kinds), 1) for kind in dict.fromkeys(kinds)}, len(kinds))
        return
    fit([json.loads(line) for name in options.names for line in Path(name).read_text("utf-8").splitlines()])


if __name__ == "__main__":
    main()
