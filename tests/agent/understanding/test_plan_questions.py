"""Questions about a plan in many people's words, followed up too: the first line answers, nobody unasked is told of.

Three channels have a budget from January to April, one has none. What is spent a day is the same all month, so that
every figure can be worked out by hand. Asked on 10 March 2026.
"""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from agent.bootstrap import Demetra
from ingest.files.loading import load
from ingest.settings import Settings

TODAY = date(2026, 3, 10)
SPENT = {
    "Яндекс Директ": (10_000, 12_000),
    "VK Реклама": (6_000, 5_000),
    "Telegram Ads": (2_000, 3_000),
    "Авито": (1_000, 1_000),
}
"""A day of January; a day later."""
LEADS = {"Яндекс Директ": 10, "VK Реклама": 4, "Telegram Ads": 3, "Авито": 1}
BUDGETS = {
    "Яндекс Директ": (310_000, 350_000, 360_000, 400_000),
    "VK Реклама": (150_000, 160_000, 160_000, 150_000),
    "Telegram Ads": (70_000, 70_000, 120_000, 100_000),
}
GOALS = {"Яндекс Директ": (300, 300, 320), "VK Реклама": (None, None, 100)}
QUESTIONS = [
    json.loads(line) for line in (Path(__file__).parent / "plan_questions.jsonl").read_text("utf-8").splitlines()
]


def _files(folder: Path) -> list[Path]:
    facts = ["Дата;Канал;Кампания;Показы;Клики;Расход;Лиды"]
    for back in range((TODAY - date(2025, 9, 1)).days, 0, -1):
        day = TODAY - timedelta(days=back)
        later = day >= date(2026, 2, 1)
        facts += [
            f"{day:%d.%m.%Y};{name};Основная {name};5000;200;{SPENT[name][later]};{LEADS[name]}" for name in SPENT
        ]
    budgets = ["Канал;Месяц;Бюджет"]
    sums = [(name, at, amount) for name, all_of in BUDGETS.items() for at, amount in enumerate(all_of, 1)]
    budgets += [f"{name};2026-{at:02};{amount}" for name, at, amount in sums]
    goals = ["Канал;Месяц;Показатель;Целевое значение"]
    aims = [(name, at, aim) for name, all_of in GOALS.items() for at, aim in enumerate(all_of, 1) if aim]
    goals += [f"{name};2026-{at:02};Лиды;{aim}" for name, at, aim in aims]
    paths = []
    for name, rows in (("facts", facts), ("budgets", budgets), ("goals", goals)):
        paths.append(folder / f"{name}.csv")
        paths[-1].write_text("\n".join(rows) + "\n", encoding="utf-8")
    return paths


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demetra]:
    folder = tmp_path_factory.mktemp("clinic")
    made = Demetra(
        settings=Settings(
            _env_file=None, database_url=f"sqlite:///{folder / 'a.db'}", data_dir=folder, today=TODAY, timezone="UTC"
        )
    )
    load(made.store, _files(folder), currency="RUB", today=TODAY)
    yield made
    made.engine.dispose()


async def _said(running: Demetra, turns: Sequence[str]) -> Any:
    async with running.analyst(remember=False) as analyst:
        return [await analyst.ask(turn, thread="plan") for turn in turns][-1]


def _plain(text: str) -> str:
    """Thousands apart and per cents by one kind of blank in both languages, without the sign of money."""
    text = re.sub(r"[\u00a0\u202f₽]", " ", text)
    return re.sub(r"(?<=\d)[ ,](?=\d{3}\b)", " ", text).replace(" %", "%").replace("%", " %")


def wrong_in(question: dict[str, Any], answer: str) -> list[str]:
    """What an answer lacks of what is wanted of it, or has too much."""
    text = _plain(answer)
    told = re.sub(r"\n+\*[^*\n]+\*\s*$", "", text)  # the receipt tells nothing new
    first = next((line for line in told.splitlines() if line.strip()), "")
    missing = [f"first line: {one}" for one in question.get("first", ()) if one.casefold() not in first.casefold()]
    missing += [one for one in question.get("says", ()) if one.casefold() not in text.casefold()]
    return missing + [f"not {one}" for one in question.get("lacks", ()) if one.casefold() in told.casefold()]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: " > ".join(question["turns"]))
async def test_a_question_about_a_plan_is_answered_in_its_first_line(clinic: Demetra, question: dict[str, Any]) -> None:
    answer = await _said(clinic, question["turns"])

    assert answer.status in ("answered", "no_data"), answer.answer
    assert not wrong_in(question, answer.answer), answer.answer
