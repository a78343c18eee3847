"""Why no honest budget can be given; like `forecasting.errors`, with the nearest possible plan where there is one."""

from collections.abc import Mapping

from forecasting.errors import ForecastError

TEXTS: Mapping[str, str] = {
    "budget-columns": "The {table} lacks the columns {missing}; it needs {needed}.",
    "budget-no-rows": "The history has no row with both spend and value ({rows} rows received).",
    "budget-bad-day": "Column day of the {table} has {received}, which is no date; every row needs its date.",
    "budget-bad-number": "Column {column} has {received}; it needs plain numbers.",
    "budget-negative-spend": "Spend is negative for {channels}; it must be 0 or more.",
    "budget-too-few-periods": "The history has {received} period(s) of {step_days} day(s), but needs {needed}.",
    "budget-no-spend": "No channel spent anything in the history, so there is nothing to learn from.",
    "budget-bad-amount": "{name} is {received}; it must be a number of at least {least}.",
    "budget-unknown-channel": "Channel {received} is not in the history; known are {possible}.",
    "budget-unknown-objective": "Objective {received} is unknown; possible are {possible}.",
    "budget-minimum-above-maximum": "{channel}: the minimum {minimum} is above the maximum {maximum}.",
    "budget-minimums-above-budget": "The minimums add up to {minimum}, more than the budget {budget}.",
    "budget-maximums-below-budget": "The maximums add up to {maximum}, less than the budget {budget}.",
    "budget-goal-out-of-reach": "The goal {goal} is out of reach: {reachable} is the most possible within the bounds.",
    "budget-return-out-of-reach": "No spend has an ROI of {goal}: {reachable} is the best possible within the bounds.",
}


class BudgetError(ForecastError):
    """A refusal about the history, the budget or its bounds.

    Attributes:
        code: A key of `TEXTS`, stable for translation.
        values: What the text is filled with.
        nearest: Amounts per channel that break the least, or None where no plan is near.
    """

    def __init__(self, code: str, *, nearest: Mapping[str, float] | None = None, **values: object) -> None:
        ValueError.__init__(self, TEXTS[code].format_map(values))
        self.code = code
        self.values = values
        self.nearest = None if nearest is None else dict(nearest)

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (self.code, self.nearest, self.values)


def _rebuild(code: str, nearest: Mapping[str, float] | None, values: dict[str, object]) -> BudgetError:
    return BudgetError(code, nearest=nearest, **values)
