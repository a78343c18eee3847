"""Sets, lists and takes back the team's targets for months to come."""

from collections.abc import Sequence
from datetime import date
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

from ingest.errors import InvalidInput
from ingest.store.goals import ChannelGoal, drop_goals, set_goals
from ingest.texts import say
from tools.plan.targets import amount_of, goals_from, lines_for, metric_for, months_of
from tools.semantics.metrics import METRICS, Metric
from tools.semantics.resolve import resolve_all
from tools.tool import Proposal, Tool, ToolContext, ToolResult
from tools.words import wording
from tools.words.labels import figure

SHOWN: Final = 24


class Goal(BaseModel):
    """Which target, of what, for when and whom."""

    model_config = ConfigDict(extra="forbid")

    action: Literal["set", "list", "remove"] = "set"
    metric: str = Field("", max_length=60, description="Metric key: cpa, roi, revenue, leads ...")
    target: str = Field("", max_length=60, description="As the person said it: '900', '150 %', '2 млн'.")
    period: str = Field("", max_length=100, description="Month or months: 'December', 'Q1'; empty: this month.")
    channels: list[str] = Field(default_factory=list, description="Only these; empty: every channel.")
    confirm: SkipJsonSchema[bool] = False
    """Set by the conversation once the person has read the preview and agreed; no model is asked for it."""


def run(asking: Goal, desk: ToolContext) -> ToolResult:
    """A preview first; with `confirm` it is done.

    Raises:
        InvalidInput: the metric, the number, the months or the channels will not do.
        NotAllowed: goals are for whoever may change rules.
    """
    if asking.action == "list":
        return _list(asking, desk)
    desk.actor.must("rules")
    catalogue = desk.metrics.catalogue()
    channels = resolve_all("channel", asking.channels, catalogue) if asking.channels else tuple(catalogue.channels)
    if not channels or not all(catalogue.owns(name) for name in channels):
        raise InvalidInput("goal-whose", received=asking.metric)
    return (_set if asking.action == "set" else _remove)(asking, channels, desk)


def _set(asking: Goal, channels: Sequence[str], desk: ToolContext) -> ToolResult:
    metric, months = metric_for(asking.metric), months_of(asking.period, desk)
    amount = amount_of(asking.target, metric)
    lines = lines_for(metric, amount, months, channels, desk)
    told = _told(lines, desk)
    if len(lines) > len(months) and len({one.target for one in lines}) > 1:  # one sum, divided among channels
        told = "\n".join([_whole(metric, amount, months, desk), told])
    if not asking.confirm:
        return Proposal(text=say("goal-propose", desk.language, lines=told), settled={"period": _days(lines)})
    set_goals(desk.engine, lines)
    return ToolResult(
        text=say("goal-done", desk.language, lines=told), facts={"targets": [one.target for one in lines]}
    )


def _whole(metric: Metric, amount: float, months: Sequence[date], desk: ToolContext) -> str:
    """The sum as it was said, before its parts."""
    values = {
        "metric": metric.titles[desk.language],
        "target": figure(metric.key, amount, desk.metrics.currency, desk.language),
        "month": " – ".join(dict.fromkeys(wording.month(one, desk.language) for one in (months[0], months[-1]))),
    }
    return say("goal-line-whole", desk.language, **values)


def _remove(asking: Goal, channels: Sequence[str], desk: ToolContext) -> ToolResult:
    months = months_of(asking.period, desk) if asking.period else []
    lines = [
        one
        for one in goals_from(months[0] if months else desk.today.replace(day=1), desk)
        if one.channel in channels and asking.metric in ("", one.metric) and (not months or one.month in months)
    ]
    if not lines:
        return ToolResult(status="no_data", text=say("goal-none", desk.language))
    told = _told(lines, desk)
    if not asking.confirm:
        return Proposal(text=say("goal-propose-remove", desk.language, lines=told), settled={"period": _days(lines)})
    drop_goals(desk.engine, lines)
    return ToolResult(text=say("goal-removed", desk.language, lines=told))


def _list(asking: Goal, desk: ToolContext) -> ToolResult:
    months = months_of(asking.period, desk)
    lines = [one for one in goals_from(months[0], desk) if not asking.period or one.month in months]
    if not lines:
        return ToolResult(status="no_data", text=say("goal-none", desk.language))
    return ToolResult(text=say("goal-list", desk.language, lines=_told(lines, desk)))


def _days(lines: Sequence[ChannelGoal]) -> str:
    """The months as days, so that a yes tomorrow means the same ones."""
    months = [one.month for one in lines]
    return f"{min(months)}..{max(months).replace(day=28)}"


def _told(lines: Sequence[ChannelGoal], desk: ToolContext) -> str:
    """A line for each goal; the same goal of several channels in one."""
    alike: dict[tuple[object, ...], list[str]] = {}
    for one in lines:
        alike.setdefault((one.month, one.metric, one.target), []).append(one.channel)
    catalogue = desk.metrics.catalogue()
    every = set(catalogue.channels)
    told = []
    for (month, metric, target), names in alike.items():
        whole = len(every) > 1 and set(names) == every
        where = [catalogue.title(name, desk.language) for name in names]
        values = {
            "metric": METRICS[str(metric)].titles[desk.language],
            "target": figure(str(metric), float(str(target)), desk.metrics.currency, desk.language),
            "month": wording.month(month, desk.language),  # type: ignore[arg-type]  # the key's first part
            "where": say("plan-everywhere", desk.language) if whole else wording.listing(where, desk.language),
        }
        told.append(say("goal-line", desk.language, **values))
    more = [say("plan-more", desk.language, n=len(told) - SHOWN)] if len(told) > SHOWN else []
    return "\n".join([*told[:SHOWN], *more])


TOOL = Tool(
    name="set_goal",
    description=(
        "Sets a target of a metric for months and channels ('поставь цель CPA 900 на декабрь', 'target ROI 150% for "
        "Q1'), lists the targets or takes them back. The call only shows what was understood; their yes does it."
    ),
    titles={"ru": "Цели", "en": "Targets"},
    arguments=Goal,
    run=run,
    example={"action": "list"},
    changes=True,
    changing=("rules",),
)
