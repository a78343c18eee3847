"""Files of the twenty-fifth round: exports of car dealers, a coffee brand, a food delivery app and a maker of pumps."""

import tomllib
from pathlib import Path

import pandas as pd

from benchmarks.ask_rounds import File
from benchmarks.rounds.exports import World, in_waves, made

HOME = Path(__file__).parent


def files(folder: Path) -> dict[str, File]:
    """Exports written into `folder`; the maker of pumps has its plan of budgets and MQLs beside its facts."""
    found = made(HOME, folder, in_waves)
    plan, facts = folder / "pumps_plan.csv", found["pumps"]
    _targets(tomllib.loads((HOME / "worlds.toml").read_text("utf-8"))["pumps"]["targets"]).to_csv(plan, index=False)
    found["pumps"] = File(path=facts.path, today=facts.today, currency=facts.currency, beside=(plan,))
    return found


def _targets(plan: World) -> pd.DataFrame:
    """A month and channel a row: the budget and how many MQLs it should bring."""
    rows = [
        (channel, month, budget, plan["mqls"][channel][place])
        for place, month in enumerate(plan["months"])
        for channel, budget in ((name, each[place]) for name, each in plan["budgets"].items())
    ]
    return pd.DataFrame(rows, columns=plan["heads"])
