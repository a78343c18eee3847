"""The sentences beside a split: why, how sure, and where the curves are only guessed."""

from collections.abc import Mapping

from forecasting.budget.bounds import Bounds
from forecasting.response.curves import Curves
from forecasting.response.history import BudgetNote

FAR = 1.02
"""An amount above the highest observed spend by more than this is called extrapolated."""
NEW_PERIODS = 12
BIASED = 0.2


def explain(
    curves: Curves, bounds: Bounds, amounts: Mapping[str, float], decision: str, probability: float
) -> tuple[BudgetNote, ...]:
    """Everything the reader must know, the reason first."""
    notes = [_reason(curves, amounts, decision, probability)]
    notes += [
        note
        for note in (
            _far(curves, amounts),
            _stopped(curves, amounts),
            _new(curves),
            _biased(curves),
            _limited(curves, bounds, amounts),
        )
        if note
    ]
    return (*notes, *curves.notes)


def _reason(curves: Curves, amounts: Mapping[str, float], decision: str, probability: float) -> BudgetNote:
    values: dict[str, object] = {"probability": probability}
    if decision == "keep":
        text = "Leave the split as it is: the expected gain of a change is below what the data can tell from noise."
        return BudgetNote(code="budget-keep", text=text, values=values)
    marginals = {name: curves.marginals(curves.current)[name] for name in curves.channels}
    up = max(curves.channels, key=lambda name: amounts[name] - curves.current[name])
    down = min(curves.channels, key=lambda name: amounts[name] - curves.current[name])
    text = (
        f"The next unit of money brings {marginals[up]:.2f} in {up} and {marginals[down]:.2f} in {down} today; "
        f"a change beats today's split with a probability of {probability:.0%}."
    )
    values |= {"up": up, "down": down, "marginal_up": marginals[up], "marginal_down": marginals[down]}
    return BudgetNote(code="budget-change", text=text, values=values)


def _far(curves: Curves, amounts: Mapping[str, float]) -> BudgetNote | None:
    names = [name for name, curve in curves.by_channel.items() if amounts[name] > FAR * curve.observed[1]]
    if not names:
        return None
    text = f"Beyond what was ever spent, so the curve is a guess there: {', '.join(names)}."
    return BudgetNote(code="budget-extrapolated", text=text, values={"channels": ", ".join(names)})


def _stopped(curves: Curves, amounts: Mapping[str, float]) -> BudgetNote | None:
    """Channels that spend nothing today and would have to be started again."""
    names = [name for name in curves.channels if not curves.current[name] and round(amounts[name], 2) > 0]
    if not names:
        return None
    text = f"Not running now, so the split means starting again: {', '.join(names)}."
    return BudgetNote(code="budget-stopped-channels", text=text, values={"channels": ", ".join(names)})


def _new(curves: Curves) -> BudgetNote | None:
    names = [name for name, curve in curves.by_channel.items() if curve.periods * curves.step_days < 7 * NEW_PERIODS]
    if not names or len(names) == len(curves.channels):
        return None
    text = f"Little history: {', '.join(names)}."
    return BudgetNote(code="budget-new-channels", text=text, values={"channels": ", ".join(names)})


def _biased(curves: Curves) -> BudgetNote | None:
    off = {name: curve.factor for name, curve in curves.by_channel.items() if abs(curve.factor - 1) > BIASED}
    if not off:
        return None
    shown = ", ".join(f"{name} x{factor:.2f}" for name, factor in off.items())
    text = f"Against total revenue these channels' own figures were corrected: {shown}."
    return BudgetNote(code="budget-corrected", text=text, values={"channels": shown, "factors": off})


def _limited(curves: Curves, bounds: Bounds, amounts: Mapping[str, float]) -> BudgetNote | None:
    if not bounds.trusted:
        return None
    edges = zip(bounds.channels, bounds.low, bounds.high, strict=True)
    names = [
        name
        for name, low, high in edges
        if name in curves.by_channel and high > low and (amounts[name] <= low * 1.001 or amounts[name] >= high * 0.999)
    ]
    if not names:
        return None
    text = f"Held back by the limits around today's split: {', '.join(names)}."
    return BudgetNote(code="budget-limited", text=text, values={"channels": ", ".join(names)})
