"""Why a figure is not what was expected: fact against the plan, or against the forecast from before the days."""

from datetime import date
from typing import Final

from ingest.errors import InvalidInput, NoData
from tools.change.decompose import Decomposition, decompose_ratio, decompose_sum
from tools.change.story import Change
from tools.outlook.forecast import Ahead, look_back
from tools.outlook.history import recipe_of
from tools.plan.lines import plan_lines
from tools.semantics.metrics import METRICS
from tools.semantics.question import Filter, Question
from tools.tool import ToolContext

LONGEST: Final = 180
"""Days that a forecast reaches."""


def against_plan(desk: ToolContext, metric: str, question: Question) -> Change:
    """The channels' goals of the month, as far as its days are over, against what came in.

    Raises:
        InvalidInput: the metric is a ratio, whose goals do not add up over channels.
        NoData: the month has no goals of the metric.
    """
    if not METRICS[metric].additive:
        raise InvalidInput("explain-plan-ratio", metric=METRICS[metric].titles[desk.language])
    kind = "budget" if metric == "spend" else "goal"
    lines = [
        line
        for line in plan_lines(question.window.end.replace(day=1), _channels(question), desk)
        if line.kind == kind and line.metric == metric and line.channel and not line.campaign
    ]
    if not lines:
        raise NoData("explain-no-plan", metric=METRICS[metric].titles[desk.language])
    title = desk.metrics.catalogue().title
    before = {title(line.channel, desk.language): line.target * line.elapsed for line in lines}
    after = {title(line.channel, desk.language): line.fact or 0.0 for line in lines}
    return _change(metric, decompose_sum(metric, before, after), desk)


def against_forecast(desk: ToolContext, metric: str, question: Question) -> Change:
    """What each channel was forecast to bring, by the days before, against what it brought.

    Raises:
        InvalidInput: the days are more than a forecast reaches.
        NoData: no channel bears a forecast from before the days.
    """
    span = question.window.start, question.window.end
    if (span[1] - span[0]).days >= LONGEST:
        raise InvalidInput("forecast-bad-horizon", received=str((span[1] - span[0]).days + 1), most=str(LONGEST))
    recipe = recipe_of(metric)
    known = desk.metrics.catalogue().channels
    asked = [name for name in known if not _channels(question) or name in _channels(question)]
    others = tuple(entry for entry in question.where if entry.dimension != "channel")
    before: dict[str, tuple[float, float]] = {}
    after: dict[str, tuple[float, float]] = {}
    for name in asked:
        where = (*others, Filter(dimension="channel", values=(name,)))
        top = _seen(recipe.top, where, span, desk)
        bottom = _seen(recipe.bottom, where, span, desk) if recipe.bottom else (1.0, 1.0)
        if top is not None and bottom is not None:
            title = desk.metrics.catalogue().title(name, desk.language)
            before[title] = recipe.scale * top[1], bottom[1]
            after[title] = recipe.scale * top[0], bottom[0]
    whole = _whole(metric, before, after, shift=-recipe.shift, ratio=bool(recipe.bottom))
    if whole is None:
        raise NoData("explain-no-forecast", metric=METRICS[metric].titles[desk.language])
    return _change(metric, whole, desk)


def _whole(
    metric: str,
    before: dict[str, tuple[float, float]],
    after: dict[str, tuple[float, float]],
    *,
    shift: float,
    ratio: bool,
) -> Decomposition | None:
    if not before:
        return None
    if ratio:
        return decompose_ratio(metric, before, after, shift=shift)
    sums = [{name: pair[0] for name, pair in side.items()} for side in (before, after)]
    return decompose_sum(metric, *sums)


def _seen(
    metric: str, where: tuple[Filter, ...], span: tuple[date, date], desk: ToolContext
) -> tuple[float, float] | None:
    """What the days brought and what was forecast of them."""
    days = (span[1] - span[0]).days + 1
    try:
        found = look_back(Ahead(metric=metric, where=where, horizon=days, backtest=False), span, desk)
    except NoData:
        return None
    return None if found is None else (found[0], found[1].value)


def _channels(question: Question) -> tuple[str, ...]:
    return tuple(
        value
        for entry in question.where
        if entry.dimension == "channel" and not entry.exclude
        for value in entry.values
    )


def _change(metric: str, whole: Decomposition, desk: ToolContext) -> Change:
    return Change(
        metric=metric,
        before=whole.before,
        after=whole.after,
        factors=None,
        parts=whole,
        cut="channel",
        currency=desk.metrics.currency,
        as_of=desk.metrics.catalogue().last_day,
        expected=True,
    )
