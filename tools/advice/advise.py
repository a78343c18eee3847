"""The list of actions: every kind asked, ranked by money, its sum from one plan."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import ModuleType
from typing import Final

from ingest.errors import InvalidInput, NoData
from tools.advice.action import DAYS, Action, Ground, Stake
from tools.advice.kinds import broken, hours, loser, move, people, plan, slid, tired
from tools.outlook.budget import BudgetGround, ground_of
from tools.tool import ToolContext

KINDS: Final[tuple[ModuleType, ...]] = (broken, move, loser, plan, people, tired, slid, hours)
MOST: Final = 9
"""A longer list is not read."""


@dataclass(frozen=True, kw_only=True)
class AdviceList:
    """What to do, the most money first, what is broken before everything."""

    ranked: tuple[Action, ...]
    """All there is to do, also what a list that is read has no place for."""
    settled: int = 0
    """Left out because people decided about them already."""
    currency: str
    as_of: date

    @property
    def actions(self) -> tuple[Action, ...]:
        """What is said: what is broken, the best of every kind of money, the rest by worth; in the order of ranks."""
        best = {action.kind: action for action in reversed(self.ranked)}
        order = sorted(
            self.ranked, key=lambda action: (not action.urgent, best[action.kind] is not action or not action.stake)
        )
        said = {id(action) for action in order[:MOST]}
        return tuple(action for action in self.ranked if id(action) in said)

    @property
    def whole(self) -> Stake | None:
        """What the joint actions that are said bring together in `DAYS` days; None where none of them is."""
        return _whole(self.actions)

    @property
    def left_out(self) -> int:
        """How many more there are."""
        return len(self.ranked) - len(self.actions)

    def without(self, settled: Collection[str]) -> "AdviceList":
        """The list without what has been decided about, by key: others take its place, and the sum is theirs."""
        left = tuple(action for action in self.ranked if action.key not in settled)
        return replace(self, ranked=left, settled=len(self.ranked) - len(left))


def advise(desk: ToolContext) -> AdviceList:
    """Asks every kind.

    Raises:
        NoData: nothing is stored.
    """
    catalogue = desk.metrics.catalogue()
    if catalogue.last_day is None:
        raise NoData("answer-no-data-at-all")
    until = min(catalogue.last_day, desk.today - timedelta(days=1))
    budget = _budget(desk)
    ground = Ground(desk=desk, budget=budget, currency=desk.metrics.currency, until=until)
    found = [action for kind in KINDS for action in _found(kind, ground)]
    kept = _joint(found)
    ranked = sorted(kept, key=lambda action: (not action.urgent, -(action.stake.value if action.stake else 0.0)))
    return AdviceList(
        ranked=tuple(ranked),
        currency=ground.currency,
        as_of=until,
    )


def _found(kind: ModuleType, ground: Ground) -> list[Action]:
    """What one kind finds; data that lack what it looks at are no failure of the list."""
    try:
        found: list[Action] = kind.find(ground)
    except (NoData, InvalidInput):
        return []
    return found


def _budget(desk: ToolContext) -> BudgetGround | None:
    try:
        return ground_of(DAYS, "revenue", desk)
    except (NoData, InvalidInput):
        return None


def _joint(found: Sequence[Action]) -> list[Action]:
    """One list that does not contradict itself, each gain counted once.

    A losing campaign of a channel that gives money away is how it gives: its loss is in the move's gain already. Nor is
    such a channel pushed to its goal, or to spend what is left of its budget. A campaign that fell because people have
    seen enough of it, or because its orders are not counted, is said once.
    """
    giving = {action.channel for action in found if action.kind == "move"}
    explained = {action.campaign for action in found if action.kind in ("tired", "broken")}
    return [
        replace(action, joint=False) if action.kind == "loser" and action.channel in giving else action
        for action in found
        if not (action.kind in ("goal", "unspent") and action.scope in giving)
        and not (action.kind == "slid" and action.scope in explained)
    ]


def _whole(actions: Sequence[Action]) -> Stake | None:
    """Moves are one plan: their ranges add up. Stopped campaigns are money of their own: errors add in squares."""
    parts: dict[str, list[Stake]] = {}
    for place, action in enumerate(actions):
        if action.joint and action.stake is not None:
            parts.setdefault("plan" if action.kind == "move" else f"own {place}", []).append(action.stake)
    if not parts:
        return None
    value = sum(stake.value for some in parts.values() for stake in some)
    down = sum(sum(stake.value - stake.low for stake in some) ** 2 for some in parts.values()) ** 0.5
    up = sum(sum(stake.high - stake.value for stake in some) ** 2 for some in parts.values()) ** 0.5
    return Stake(value=value, low=value - down, high=value + up)
