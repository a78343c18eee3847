"""Move money between channels: the plan of the budget tool, cut into single moves."""

from datetime import timedelta

import forecasting
from forecasting import Allocation, BudgetError
from forecasting.power import cheapest_design
from ingest.texts import Language
from tools.advice.action import DAYS, Action, Ground, Stake
from tools.advice.experiment import TRY_DAYS, TRY_SHARES, daily_profit
from tools.outlook.budget_words import channel
from tools.words import wording

LEAST_SHARE = 0.01
"""A move of less than this part of the budget is not worth the hand."""
MOST = 3
LIKELY = (0.6, 0.8)
"""Between these chances of being better a plan is worth a test, not a change."""


def find(ground: Ground) -> list[Action]:
    """The moves of the best split at today's budget; where the data can't tell, the test that would."""
    if ground.budget is None:
        return []
    budget = round(sum(ground.budget.today.values()), 2)
    if budget <= 0:
        return []
    try:
        plan = forecasting.optimise(ground.budget.curves, budget, objective="value")
    except BudgetError:
        return []
    if plan.decision == "keep":
        return _test(plan, ground, budget)
    moves = moves_of(plan, budget)
    gains = [max(amount * (plan.marginal_now[to] - plan.marginal_now[frm]), 0.0) for frm, to, amount in moves]
    whole = Stake(value=plan.gain[0], low=plan.gain[1], high=plan.gain[2])
    total = sum(gains) or 1.0
    return [_action(move, whole.times(gain / total), plan, ground) for move, gain in zip(moves, gains, strict=True)]


def moves_of(plan: Allocation, budget: float) -> list[tuple[str, str, float]]:
    """From, to, amount: givers and takers paired, the largest first."""
    change = {name: plan.amounts[name] - plan.today_fitted.get(name, 0.0) for name in plan.amounts}
    takers = sorted((name for name in change if change[name] > 0), key=lambda name: -change[name])
    givers = sorted((name for name in change if change[name] < 0), key=lambda name: change[name])
    moves: list[tuple[str, str, float]] = []
    while takers and givers:
        amount = min(change[takers[0]], -change[givers[0]])
        moves.append((givers[0], takers[0], amount))
        change[takers[0]] -= amount
        change[givers[0]] += amount
        takers = [name for name in takers if change[name] > 1e-6]
        givers = [name for name in givers if change[name] < -1e-6]
    return sorted((move for move in moves if move[2] >= LEAST_SHARE * budget), key=lambda move: -move[2])[:MOST]


def _action(move: tuple[str, str, float], stake: Stake, plan: Allocation, ground: Ground) -> Action:
    source, target, amount = move

    def values(language: Language) -> dict[str, str]:
        return {
            "source": channel(source, language),
            "target": channel(target, language),
            "amount": wording.money(amount, ground.currency, language),
            "source_worth": wording.multiple(plan.marginal_now[source], language),
            "target_worth": wording.multiple(plan.marginal_now[target], language),
            "target_now": wording.money(plan.today_fitted.get(target, 0.0), ground.currency, language),
        }

    moved = {"source": source, "target": target, "amount": f"{amount:.0f}"}
    return Action(
        kind="move",
        values=values,
        stake=stake,
        joint=True,
        effort="minutes",
        scope=source,
        channel=source,
        touches=(source, target),
        due=ground.desk.today + timedelta(days=3),
        evidence={"tool": "what_if", "args": {"moves": [moved]}},
    )


def _test(plan: Allocation, ground: Ground, budget: float) -> list[Action]:
    """The cheapest budget step that would decide what the history can't; none where the channel's noise is too big."""
    low, high = LIKELY
    moves = {name: plan.best[name] - plan.today_fitted.get(name, 0.0) for name in plan.best}
    if not moves or not low <= plan.probability_better < high:
        return []
    target = max(moves, key=lambda name: moves[name])
    today = plan.today_fitted.get(target, 0.0) / DAYS
    found = cheapest_design(
        daily_profit(target, ground.desk),
        plan.marginal_now[target] - 1,
        [share * today for share in TRY_SHARES],
        TRY_DAYS,
    )
    gain = Stake(value=plan.gain[0], low=plan.gain[1], high=plan.gain[2])
    if found is None or moves[target] < LEAST_SHARE * budget or gain.value <= found.cost:
        return []  # a test must be able to earn within a month what it costs
    design = found

    def values(language: Language) -> dict[str, str]:
        return {
            "target": channel(target, language),
            "days": str(design.days),
            "step": wording.money(design.cost, ground.currency, language),
            "share": wording.share(design.step / today, language),
            "chance": wording.share(plan.probability_better, language),
            "power": wording.share(design.power, language),
        }

    return [
        Action(
            kind="test",
            values=values,
            stake=gain,
            days=design.days,
            effort="minutes",
            due=ground.desk.today + timedelta(days=7),
            scope=target,
            touches=(target,),
            evidence={"tool": "allocate_budget", "args": {"budget": budget}},
        )
    ]
