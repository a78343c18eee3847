"""Goals set by words: which metric, how much, for which months and channels, cut to the lines of a plan."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from dateutil.relativedelta import relativedelta

from ingest.errors import InvalidInput
from ingest.store.goals import ChannelGoal
from tools.engine.plans import read_goals
from tools.semantics.metrics import METRICS, Metric
from tools.semantics.question import Question
from tools.tool import ToolContext
from tools.words.labels import stored_value
from tools.words.numbers import find_numbers
from tools.words.period import resolve_period, yet_to_come

MOST_MONTHS: Final = 12
SHARES_FROM: Final = 30
"""Days whose shares a sum for all channels is cut by."""


def months_of(phrase: str, desk: ToolContext) -> list[date]:
    """First days of the months that a phrase is about; of none, this month.

    Raises:
        InvalidInput: the phrase is no period, or names more months than are planned at once.
    """
    if not phrase.strip():
        return [desk.today.replace(day=1)]
    period = yet_to_come(resolve_period(phrase, desk.today, language=desk.language), phrase, desk.today)
    return months_within(period.start, period.end, phrase)


def months_within(first: date, last: date, said: str) -> list[date]:
    """First days of the months that some days touch.

    Raises:
        InvalidInput: they are more than are planned or told at once; `said` is what the user called them.
    """
    month, months = first.replace(day=1), []
    while month <= last:
        months.append(month)
        month += relativedelta(months=1)
    if len(months) > MOST_MONTHS:
        raise InvalidInput("plan-too-long", received=said, months=len(months), most=MOST_MONTHS)
    return months


def metric_for(key: str) -> Metric:
    """The metric a goal may be of.

    Raises:
        InvalidInput: it is not in the catalogue, or neither more nor less of it is better (spend has budgets).
    """
    possible = [name for name, metric in METRICS.items() if metric.better]
    if key not in possible:
        raise InvalidInput("goal-bad-metric", received=key, possible=", ".join(possible))
    return METRICS[key]


def amount_of(said: str, metric: Metric) -> float:
    """The target in the metric's own unit: "150 %" of ROI is 1.5, "2 млн" two million.

    Raises:
        InvalidInput: there is no such number, it is not above zero, or it is a percentage of money or of a count.
    """
    figures = [figure for figure in find_numbers(said) if not figure.is_date and not figure.in_word]
    share = [figure for figure in figures if figure.unit == "percent" and metric.unit != "ratio"]
    if len(figures) != 1 or figures[0].value <= 0 or share:
        raise InvalidInput("goal-bad-target", received=said)
    return stored_value(metric.key, figures[0])


def lines_for(
    metric: Metric, target: float, months: Sequence[date], channels: Sequence[str], desk: ToolContext
) -> list[ChannelGoal]:
    """A line for each channel and month. A ratio is every channel's own; a sum is cut by what each brought of late."""
    shares = _shares(metric, channels, desk) if metric.additive else dict.fromkeys(channels, 1.0)
    part = len(months) if metric.additive else 1
    return [
        ChannelGoal(channel=name, month=month, metric=metric.key, target=round(target * shares[name] / part, 6))
        for month in months
        for name in channels
    ]


def _shares(metric: Metric, channels: Sequence[str], desk: ToolContext) -> Mapping[str, float]:
    last = min(desk.metrics.catalogue().last_day or desk.today, desk.today - timedelta(days=1))
    days = f"{last - timedelta(days=SHARES_FROM - 1)}..{last}"
    question = Question(metrics=(metric.key,), group_by=("channel",), periods=(days,))
    rows = desk.metrics.run(question, today=desk.today).table.rows
    found = {str(name): float(value) for name, value in rows if isinstance(value, int | float) and value > 0}
    whole = sum(found.get(name, 0.0) for name in channels)
    return {name: found.get(name, 0.0) / whole if whole else 1 / len(channels) for name in channels}


def goals_from(month: date, desk: ToolContext) -> list[ChannelGoal]:
    """Goals of whole channels, of a month and later ones."""
    with desk.engine.connect() as connection:
        frame = read_goals(connection, desk.metrics.catalogue(), month)
    if frame is None:
        return []
    rows = frame[frame["campaign"] == ""].sort_values(["month", "metric", "channel"]).to_dict("records")
    return [
        ChannelGoal(channel=row["channel"], month=row["month"], metric=row["metric"], target=float(row["target"]))
        for row in rows
        if row["metric"] in METRICS
    ]
